package breakwater.core.pipeline;

import org.agrona.MutableDirectBuffer;

/** Where operators' commands come from: a queue in shared memory that any process may write. Thread: the poller's. */
public interface CommandSource {
    /** No commands ever. */
    CommandSource NONE = (buffer, offset) -> false;

    /** Looks for what kills without a command: called each turn, whatever has become of the ring and of the queue. */
    default void watch() {}

    /**
     * Copies the next command's frame to {@code offset}, at most {@link breakwater.core.message.Frame#SLOT_LENGTH} bytes.
     * Returns false where there is none, or where what was there is not a well-formed command (it is counted and gone).
     */
    boolean poll(MutableDirectBuffer buffer, int offset);
}
