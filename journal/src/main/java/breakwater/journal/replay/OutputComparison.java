package breakwater.journal.replay;

import breakwater.core.message.Frame;
import breakwater.journal.JournalTailer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Holds each regenerated output against the recorded one, byte for byte from the sequence on; only the RECOVERED flag may
 * differ. The first difference is kept and names its cause. Outputs beyond the end of the recording are kept, for recovery
 * to append.
 *
 * <p>Thread: the replayer's. Allocates: for what is kept.
 */
public final class OutputComparison implements OutputListener {
    private static final int KEPT_MAX = 1_000_000;
    private static final int WORD_WITH_FLAGS = Frame.FLAGS_OFFSET & -Long.BYTES;
    private static final int FLAGS_SHIFT = (Frame.FLAGS_OFFSET - WORD_WITH_FLAGS) * Byte.SIZE;

    private final JournalTailer recorded;
    private final List<byte[]> missing = new ArrayList<>();
    private Divergence divergence;
    private boolean isRecordingOver;
    private long compared;
    private long orphans;

    /**
     * The first place where replay and recording part.
     *
     * @param causeSequence the input that caused the output
     * @param outputSequence the output
     * @param position first byte of the frame that differs, -1 where the lengths do
     * @param regenerated the frame that replay made, null if it made none
     * @param recorded the frame in the journal
     */
    public record Divergence(
            long causeSequence, long outputSequence, int position, byte[] regenerated, byte[] recorded) {}

    /** {@code recorded} stands before the first output to compare. */
    public OutputComparison(final JournalTailer recorded) {
        this.recorded = recorded;
    }

    @Override
    public void onOutput(final Frame output) {
        if (divergence != null) {
            return;
        }
        if (isRecordingOver || !findRecorded(output.sequence())) {
            isRecordingOver = true;
            if (missing.size() < KEPT_MAX) {
                missing.add(bytes(output));
            }
            return;
        }
        final Frame found = recorded.frame();
        final int position = firstDifference(output, found);
        if (position != 0) {
            divergence =
                    new Divergence(output.causeSequence(), output.sequence(), position, bytes(output), bytes(found));
            return;
        }
        compared++;
    }

    /** Moves to the recorded output of that number; outputs whose inputs were lost lie before it and are counted. */
    private boolean findRecorded(final long sequence) {
        while (recorded.next()) {
            if (recorded.frame().sequence() >= sequence) {
                return true;
            }
            orphans++;
        }
        return false;
    }

    /** Returns 0 = equal, -1 = other length, else the first byte that differs. */
    private static int firstDifference(final Frame a, final Frame b) {
        final int length = a.length();
        if (length != b.length()) {
            return -1;
        }
        final DirectBuffer left = a.buffer();
        final DirectBuffer right = b.buffer();
        int at = Frame.SEQUENCE_OFFSET;
        while (at + Long.BYTES <= length && ((word(a, at) ^ word(b, at)) & comparedBits(at)) == 0) {
            at += Long.BYTES;
        }
        for (int i = at; i < length; i++) {
            final boolean isFlag = i == Frame.FLAGS_OFFSET || i == Frame.FLAGS_OFFSET + 1;
            if (!isFlag && left.getByte(a.offset() + i) != right.getByte(b.offset() + i)) {
                return i;
            }
        }
        return 0;
    }

    private static long word(final Frame frame, final int at) {
        return frame.buffer().getLong(frame.offset() + at, ByteOrder.LITTLE_ENDIAN);
    }

    /** Which bits of the eight bytes at an offset are compared: all but the flags'. */
    private static long comparedBits(final int at) {
        return at == WORD_WITH_FLAGS ? ~(0xFFFFL << FLAGS_SHIFT) : -1L;
    }

    private static byte[] bytes(final Frame frame) {
        final byte[] copy = new byte[frame.length()];
        frame.buffer().getBytes(frame.offset(), copy);
        return copy;
    }

    /** After the last input: outputs that are recorded and that replay did not make are a divergence too. */
    public void finish() {
        if (divergence == null && !isRecordingOver && recorded.next()) {
            final Frame found = recorded.frame();
            divergence = new Divergence(found.causeSequence(), found.sequence(), -1, null, bytes(found));
        }
    }

    /** Returns the first difference, null where there is none. */
    public Divergence divergence() {
        return divergence;
    }

    /** Returns how many outputs were equal. */
    public long compared() {
        return compared;
    }

    /** Returns how many recorded outputs have lost the input that caused them. */
    public long orphans() {
        return orphans;
    }

    /** Returns the outputs that the recording lacks at its end, in order. */
    public List<byte[]> missing() {
        return missing;
    }
}
