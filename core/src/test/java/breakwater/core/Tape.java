package breakwater.core;

import breakwater.core.message.Frame;
import breakwater.core.message.OutputSink;
import breakwater.core.message.Outputs;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps the outputs of one event, or of several where {@link #rewind} is not called between; at most 4,096. Allocates nothing. */
public final class Tape implements OutputSink {
    private static final int SLOTS = 4096;

    private final UnsafeBuffer buffer;
    private int count;

    /** A tape for {@code events} events. */
    public Tape(final int events) {
        buffer = new UnsafeBuffer(new byte[Math.min(SLOTS, events * Outputs.MAX_PER_EVENT) * Frame.SLOT_LENGTH]);
    }

    public void rewind() {
        count = 0;
    }

    public int count() {
        return count;
    }

    /** Wraps an output. Returns the frame. */
    public Frame frame(final Frame frame, final int index) {
        return frame.wrap(buffer, index * Frame.SLOT_LENGTH);
    }

    public MutableDirectBuffer buffer() {
        return buffer;
    }

    @Override
    public MutableDirectBuffer claim() {
        return buffer;
    }

    @Override
    public int offset() {
        return count * Frame.SLOT_LENGTH;
    }

    @Override
    public void commit() {
        count++;
    }

    /** Returns the outputs as lines, see {@link OutputLine}. */
    public List<String> lines() {
        final List<String> lines = new ArrayList<>();
        final Frame frame = new Frame();
        for (int i = 0; i < count; i++) {
            lines.add(OutputLine.of(frame(frame, i)));
        }
        return lines;
    }

    /** Returns the first difference to another tape in words, or null where both hold the same bytes. */
    public String differenceTo(final Tape other) {
        if (count != other.count) {
            return "count=" + count + " against " + other.count + "\n" + lines() + "\n" + other.lines();
        }
        for (int i = 0; i < count; i++) {
            final int from = i * Frame.SLOT_LENGTH;
            final int length = buffer.getInt(from);
            for (int at = from; at < from + length; at += Long.BYTES) {
                if (at + Long.BYTES <= from + length
                        ? buffer.getLong(at) != other.buffer.getLong(at)
                        : !tailEquals(other, at, from + length)) {
                    return "output " + i + " at byte " + (at - from) + "\n" + lines().get(i) + "\n"
                            + other.lines().get(i);
                }
            }
        }
        return null;
    }

    private boolean tailEquals(final Tape other, final int from, final int to) {
        for (int at = from; at < to; at++) {
            if (buffer.getByte(at) != other.buffer.getByte(at)) {
                return false;
            }
        }
        return true;
    }
}
