package breakwater.journal.replay;

import breakwater.core.message.Frame;

/** Hears of each output that a replay regenerates; the frame is valid during the call. */
public interface OutputListener {
    /** Hears nothing. */
    OutputListener NONE = output -> {};

    void onOutput(Frame output);
}
