package breakwater.core.signal;

/** Takes signals as strategies speak; the engine leads each to the gate before the next event. Thread: core. */
public interface SignalSink {
    void onSignal(Signal signal);
}
