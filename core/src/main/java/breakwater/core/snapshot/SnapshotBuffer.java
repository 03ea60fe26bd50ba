package breakwater.core.snapshot;

import breakwater.core.message.Frame;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Keeps state in memory, little endian longs one after the other; the journal module puts it on disk. */
public final class SnapshotBuffer implements SnapshotWriter {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1 << 16);
    private int length;

    /** Forgets what was written. */
    public void reset() {
        length = 0;
    }

    @Override
    public void section(final String name) {
        putLong(sectionMark(name));
    }

    @Override
    public void putLong(final long value) {
        buffer.putLong(length, value);
        length += 8;
    }

    public DirectBuffer buffer() {
        return buffer;
    }

    /** Returns the bytes written since the last reset. */
    public int length() {
        return length;
    }

    public SnapshotReader reader() {
        return new SnapshotReader(buffer, 0, length);
    }

    static long sectionMark(final String name) {
        long mark = 0;
        for (int i = 0; i < name.length(); i++) {
            mark = Frame.mix(mark ^ name.charAt(i));
        }
        return mark;
    }
}
