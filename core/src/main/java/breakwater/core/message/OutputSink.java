package breakwater.core.message;

import org.agrona.MutableDirectBuffer;

/**
 * Where outputs go: the egress ring, or a buffer in replay and tests. One claim is open at a time.
 *
 * <p>Thread: core. Allocates: never. The engine asks for room before it takes an event, so a claim always succeeds.
 */
public interface OutputSink {
    /** Returns the buffer of the next slot, {@link Frame#SLOT_LENGTH} bytes from {@link #offset()}. */
    MutableDirectBuffer claim();

    /** Returns where the claimed slot begins in its buffer. */
    int offset();

    /** Ends the claimed slot, whose frame tells its length. */
    void commit();
}
