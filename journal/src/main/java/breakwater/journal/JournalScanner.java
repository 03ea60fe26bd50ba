package breakwater.journal;

import breakwater.core.message.Frame;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads a journal to its last byte and says whether it is sound: {@code journal verify}, and the first thing that a start
 * does. Walks the library's documents by itself, so that a flipped bit in its structures cannot make it wait or skip, and
 * looks past the end of each file for records that the walk did not reach.
 *
 * <p>Bounded: every file is read at most twice from begin to end. Cold path; thread: any.
 */
public final class JournalScanner {
    /** Nobody knows how far the journal must reach. */
    public static final long UNKNOWN = -1;

    private long beyond;
    private long highestBeyond;
    private long unfinished;
    private long endChain;
    private JournalDamage hole;

    private JournalScanner() {}

    /** Verifies one journal folder by itself. {@code journaled} as in {@link #verify(RunFolder, boolean, long, String)}. */
    public static Verification verify(final Path folder, final long journaled) {
        try (JournalTailer tailer = JournalTailer.ofFolder(folder)) {
            return new JournalScanner().run(tailer, journaled, "the journaled word");
        }
    }

    /**
     * Verifies all runs of a journal.
     *
     * @param expected sequence that the journal must reach, {@link #UNKNOWN} if nobody knows
     * @param witness  who says so, for the report
     */
    public static Verification verify(
            final RunFolder runFolder, final boolean isOutput, final long expected, final String witness) {
        try (JournalTailer tailer = JournalTailer.ofRuns(runFolder, isOutput)) {
            return new JournalScanner().run(tailer, expected, witness);
        }
    }

    /** Goes on with a tailer that stands somewhere in the journal, to its end. */
    public static Verification verifyRest(final JournalTailer tailer, final long expected, final String witness) {
        return new JournalScanner().run(tailer, expected, witness);
    }

    private Verification run(final JournalTailer tailer, final long expected, final String witness) {
        tailer.onLeave(segment -> lookBeyond(segment, tailer));
        try {
            boolean hasMore = true;
            while (hasMore && hole == null) {
                while (hole == null && tailer.next()) {
                    // Each record is checked by the tailer.
                }
                hasMore = hole == null && tailer.segment() != null && lookBeyond(tailer.segment(), tailer);
            }
        } catch (final JournalDamagedException e) {
            return hole != null
                    ? new Verification.Damaged(hole, endChain, beyond, highestBeyond)
                    : damaged(e.damage(), tailer);
        } catch (final IOException e) {
            return damaged(
                    new JournalDamage(
                            JournalDamage.Reason.UNREADABLE,
                            tailer.segment().file,
                            tailer.segment().position(),
                            tailer.sequence(),
                            e.toString()),
                    tailer);
        }
        if (hole != null) {
            return new Verification.Damaged(hole, endChain, beyond, highestBeyond);
        }
        if (expected > tailer.sequence()) {
            return new Verification.Shorter(tailer.records(), tailer.sequence(), tailer.chain(), expected, witness);
        }
        return new Verification.Good(tailer.records(), tailer.sequence(), tailer.chain(), unfinished);
    }

    private Verification damaged(final JournalDamage damage, final JournalTailer tailer) {
        try {
            if (tailer.segment() != null) {
                count(tailer.segment(), damage.position(), tailer.sequence());
            }
        } catch (final IOException e) {
            // The damage is reported as it is; how much lies beyond it is a courtesy.
            beyond = 0;
        }
        return new Verification.Damaged(damage, tailer.chain(), beyond, highestBeyond);
    }

    /**
     * At the end of a file's documents: frames that carry on directly are an unfinished document, which nobody was told
     * of; valid frames anywhere later mean a hole. Returns true if a live writer has moved on meanwhile: look again.
     */
    private boolean lookBeyond(final SegmentReader segment, final JournalTailer tailer) throws IOException {
        final long end = segment.position();
        long from = end + Integer.BYTES;
        long sequence = tailer.sequence();
        long chain = tailer.chain();
        unfinished = 0;
        for (int i = 0; i < JournalAppender.BATCH_MAX; i++) {
            final int length = segment.validFrameLength(from, sequence);
            if (length == 0
                    || segment.sequenceAt(from) != sequence + 1
                    || segment.chainAt(from) != Frame.nextChain(chain, segment.crcAt(from), length)) {
                break;
            }
            sequence++;
            chain = segment.chainAt(from);
            unfinished++;
            from += length;
        }
        count(segment, from, sequence);
        if (beyond > 0) {
            segment.forget();
            if (segment.headerAt(end) != 0) {
                return true;
            }
            endChain = tailer.chain();
            hole = new JournalDamage(
                    JournalDamage.Reason.HOLE,
                    segment.file,
                    end,
                    tailer.sequence(),
                    "nothing is written here, but later records are");
        }
        return false;
    }

    private void count(final SegmentReader segment, final long from, final long above) throws IOException {
        final long size = segment.size();
        beyond = 0;
        highestBeyond = 0;
        long position = from;
        segment.readAhead();
        while (position + Frame.HEADER_LENGTH <= size) {
            final int length = segment.validFrameLength(position, above);
            if (length == 0) {
                position = segment.skipZeros((position & ~3L) + Integer.BYTES);
            } else {
                beyond++;
                highestBeyond = Math.max(highestBeyond, segment.sequenceAt(position));
                position += length;
            }
        }
    }
}
