package breakwater.core.pipeline;

import breakwater.core.message.Frame;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/** A journal in memory that can fail where a test wants it. A capacity of 0 keeps a hash only, and allocates nothing. */
final class MemoryJournal implements RecordAppender {
    private byte[] bytes;
    private int length;
    private long hash;
    private volatile long records;
    private long batches;
    private long failAppendAt;
    private long failBatchAt;
    private long closedRecords;
    private int recordsPerLeak;
    private long leaks;
    private Object leak;

    MemoryJournal(final int capacity) {
        bytes = new byte[capacity];
    }

    /** Lets the n-th append fail, 1 = the first. */
    MemoryJournal failAppendAt(final long number) {
        failAppendAt = number;
        return this;
    }

    /** Lets the n-th end of a batch fail. */
    MemoryJournal failBatchAt(final long number) {
        failBatchAt = number;
        return this;
    }

    /** Lets one append in so many allocate the smallest object. */
    MemoryJournal leaky(final int recordsPerLeak) {
        this.recordsPerLeak = recordsPerLeak;
        return this;
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int frameLength) {
        if (records + 1 == failAppendAt) {
            failAppendAt = 0;
            throw new IllegalStateException("disk is full");
        }
        for (int i = 0; i + Long.BYTES <= frameLength; i += Long.BYTES) {
            hash = Frame.mix(hash ^ buffer.getLong(offset + i));
        }
        if (bytes.length > 0) {
            if (length + frameLength > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            buffer.getBytes(offset, bytes, length, frameLength);
            length += frameLength;
        }
        records = records + 1;
        if (recordsPerLeak > 0 && records % recordsPerLeak == 0) {
            leak = new Object();
            leaks++;
        }
    }

    @Override
    public void endBatch() {
        if (++batches == failBatchAt) {
            throw new IllegalStateException("document cannot be closed");
        }
        closedRecords = records;
    }

    @Override
    public void close() {}

    long records() {
        return records;
    }

    /** Returns how many records are in closed documents. */
    long closedRecords() {
        return closedRecords;
    }

    long batches() {
        return batches;
    }

    long hash() {
        return hash;
    }

    /** Returns how many objects the appends have made. */
    long leaks() {
        return leak == null ? 0 : leaks;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Returns a copy of each frame. */
    List<Frame> frames() {
        final List<Frame> frames = new ArrayList<>();
        final org.agrona.concurrent.UnsafeBuffer all = new org.agrona.concurrent.UnsafeBuffer(bytes());
        for (int at = 0; at < length; at += all.getInt(at, ByteOrder.LITTLE_ENDIAN)) {
            frames.add(new Frame().wrap(all, at));
        }
        return frames;
    }
}
