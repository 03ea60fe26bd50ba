package breakwater.gateway.fix.orderentry;

import org.agrona.MutableDirectBuffer;

/** Where decoded answers go, frame by frame: places in the ingress ring. Thread: the session's. */
public interface ReportSink {
    /** Returns a place of a frame's full length, the frame to begin at 0; {@link #publish} follows at once. */
    MutableDirectBuffer claim();

    /** Makes the frame in the claimed place visible. */
    void publish();

    /** Returns the engine's time, UTC ns. */
    long nowNs();

    /** Returns the sequence of the newest frame that was published, 0 before the first. */
    default long published() {
        return 0;
    }

    /** Returns whether that frame and all before it are journaled; a sink without a journal has nothing to wait for. */
    default boolean isJournaled(final long sequence) {
        return true;
    }
}
