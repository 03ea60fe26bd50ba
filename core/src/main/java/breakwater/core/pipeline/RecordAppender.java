package breakwater.core.pipeline;

import org.agrona.DirectBuffer;

/**
 * The write side of a journal, as the journaler's agent needs it. The journal module implements it on Chronicle Queue.
 *
 * <p>Thread: one writer. Allocates: never after warm-up. Throws {@link IllegalStateException} on any failure of the disk;
 * the agent then latches and never calls again.
 */
public interface RecordAppender extends AutoCloseable {
    /**
     * Adds one frame to the open batch, with its CRC and chain set in the journal's copy. The frame at {@code offset}
     * is not changed.
     */
    void append(DirectBuffer buffer, int offset, int length);

    /** Closes the batch: from here on its records survive the death of the process. */
    void endBatch();

    @Override
    void close();
}
