package breakwater.core.venuesim;

import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Frames that wait for their time, a bounded binary heap by (time, number of entry). What is on its way to the venue, and
 * back.
 *
 * <p>Thread: the driver's. Allocates: never after construction.
 */
final class TimedFrames implements Stateful {
    /** Longest frame that may wait: longer than any execution report or order output. */
    static final int FRAME_LENGTH_MAX = 192;

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final String name;
    private final UnsafeBuffer slab;
    /** Heap position to (time, number, slot); slots from size on are the free ones. */
    private final long[] timeNs;

    private final long[] number;
    private final int[] slot;
    private int size;
    private long nextNumber;

    TimedFrames(final String name, final int capacity) {
        this.name = name;
        slab = new UnsafeBuffer(new byte[Math.multiplyExact(capacity, FRAME_LENGTH_MAX)]);
        timeNs = new long[capacity];
        number = new long[capacity];
        slot = new int[capacity];
        clear();
    }

    private void clear() {
        size = 0;
        nextNumber = 0;
        for (int i = 0; i < slot.length; i++) {
            slot[i] = i;
        }
    }

    int size() {
        return size;
    }

    /** Returns how many more frames may wait. */
    int room() {
        return slot.length - size;
    }

    /** Returns the time of the first frame, or {@link EventSource#NONE}. */
    long nextTimeNs() {
        return size == 0 ? EventSource.NONE : timeNs[0];
    }

    /** Returns the buffer of all waiting frames; see {@link #nextOffset}. */
    UnsafeBuffer buffer() {
        return slab;
    }

    /** Returns where the first frame begins in {@link #buffer}; its bytes stay until the next {@link #add}. */
    int nextOffset() {
        return slot[0] * FRAME_LENGTH_MAX;
    }

    /**
     * Copies a frame in, without CRC, chain and flags: those come from the journal, at its own time. Throws if there is no
     * {@link #room}: who adds asks first, or has room by design.
     */
    void add(final long atNs, final DirectBuffer source, final int offset, final int length) {
        if (size == slot.length) {
            throw new IllegalStateException("simulated venue: " + name + " full, capacity=" + size
                    + "; take what is due by encodeNext before giving more");
        }
        if (length > FRAME_LENGTH_MAX) {
            throw new IllegalStateException(
                    "simulated venue: frame of length=" + length + ", at most " + FRAME_LENGTH_MAX);
        }
        final int taken = slot[size];
        final int to = taken * FRAME_LENGTH_MAX;
        slab.putBytes(to, source, offset, length);
        slab.setMemory(to + Frame.CRC_OFFSET, Frame.SEQUENCE_OFFSET - Frame.CRC_OFFSET, (byte) 0);
        slab.putShort(to + Frame.FLAGS_OFFSET, (short) 0, ORDER);
        up(size++, atNs, nextNumber++, taken);
    }

    /** Drops the first frame. */
    void remove() {
        final int free = slot[0];
        size--;
        if (size > 0) {
            final int last = slot[size];
            down(timeNs[size], number[size], last);
        }
        slot[size] = free;
    }

    private void up(final int from, final long time, final long order, final int taken) {
        int i = from;
        while (i > 0) {
            final int parent = (i - 1) >>> 1;
            if (!isBefore(time, order, parent)) {
                break;
            }
            move(parent, i);
            i = parent;
        }
        set(i, time, order, taken);
    }

    private void down(final long time, final long order, final int taken) {
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && isBefore(timeNs[child + 1], number[child + 1], child)) {
                child++;
            }
            if (isBefore(time, order, child)) {
                break;
            }
            move(child, i);
            i = child;
        }
        set(i, time, order, taken);
    }

    private boolean isBefore(final long time, final long order, final int position) {
        return time < timeNs[position] || (time == timeNs[position] && order < number[position]);
    }

    private void move(final int from, final int to) {
        set(to, timeNs[from], number[from], slot[from]);
    }

    private void set(final int position, final long time, final long order, final int taken) {
        timeNs[position] = time;
        number[position] = order;
        slot[position] = taken;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section(name);
        writer.putInt(size);
        writer.putLong(nextNumber);
        for (int i = 0; i < size; i++) {
            writer.putLong(timeNs[i]);
            writer.putLong(number[i]);
            final int offset = slot[i] * FRAME_LENGTH_MAX;
            final int length = slab.getInt(offset + Frame.LENGTH_OFFSET, ORDER);
            writer.putInt(length);
            for (int at = 0; at < length; at += Long.BYTES) {
                writer.putLong(word(offset + at, Math.min(Long.BYTES, length - at)));
            }
        }
    }

    private long word(final int index, final int bytes) {
        final long word = slab.getLong(index, ORDER);
        return bytes == Long.BYTES ? word : word & ((1L << (8 * bytes)) - 1);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section(name);
        clear();
        final int count = reader.getInt();
        if (count < 0 || count > slot.length) {
            throw new IllegalStateException(
                    "simulated venue: " + name + " of " + count + " frames, capacity=" + slot.length);
        }
        nextNumber = reader.getLong();
        for (int i = 0; i < count; i++) {
            timeNs[i] = reader.getLong();
            number[i] = reader.getLong();
            final int length = reader.getInt();
            if (length < Frame.HEADER_LENGTH || length > FRAME_LENGTH_MAX) {
                throw new IllegalStateException("simulated venue: " + name + " holds a frame of length=" + length);
            }
            for (int at = 0; at < length; at += Long.BYTES) {
                slab.putLong(i * FRAME_LENGTH_MAX + at, reader.getLong(), ORDER);
            }
        }
        size = count;
    }
}
