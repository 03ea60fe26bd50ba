package breakwater.core.snapshot;

import org.agrona.DirectBuffer;

/** Gives back what a {@link SnapshotBuffer} took, in the same order. Cold path; may allocate. */
public final class SnapshotReader {
    private final DirectBuffer buffer;
    private final int end;
    private int position;

    public SnapshotReader(final DirectBuffer buffer, final int offset, final int length) {
        this.buffer = buffer;
        this.position = offset;
        this.end = offset + length;
    }

    /** Checks that the part {@code name} begins here; throws {@link IllegalStateException} if another one does. */
    public void section(final String name) {
        final long expected = SnapshotBuffer.sectionMark(name);
        final long found = getLong();
        if (found != expected) {
            throw new IllegalStateException("snapshot section '" + name + "' expected at byte " + (position - 8)
                    + ", found mark " + Long.toHexString(found) + ": written by another build");
        }
    }

    public long getLong() {
        if (position + 8 > end) {
            throw new IllegalStateException("snapshot ends at byte " + end + ", read past it");
        }
        final long value = buffer.getLong(position);
        position += 8;
        return value;
    }

    public int getInt() {
        return Math.toIntExact(getLong());
    }

    public boolean getBoolean() {
        return getLong() != 0;
    }

    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    public void getLongs(final long[] values, final int count) {
        for (int i = 0; i < count; i++) {
            values[i] = getLong();
        }
    }

    public void getDoubles(final double[] values, final int count) {
        for (int i = 0; i < count; i++) {
            values[i] = getDouble();
        }
    }

    public String getText() {
        final int length = getInt();
        if (length < 0 || length > 96) {
            throw new IllegalStateException("snapshot text of length " + length + " at byte " + position);
        }
        final StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) getLong());
        }
        return text.toString();
    }

    /** Returns how many bytes are left. */
    public int remaining() {
        return end - position;
    }
}
