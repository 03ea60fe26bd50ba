package breakwater.core.ingest;

import breakwater.core.message.QuarantineReason;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The last number of each sequenced source. The first number seen is the base; a number that was consumed stays consumed
 * even if the event's content is refused afterwards. Thread: core. Allocates: never.
 */
final class FeedSequence implements Stateful {
    private static final long NONE = Long.MIN_VALUE;

    private final long[] last;
    private boolean hasHole;
    private long bound;

    FeedSequence(final int sources) {
        last = new long[sources];
        java.util.Arrays.fill(last, NONE);
    }

    /**
     * Consumes a number. {@code skipped} numbers before it are known to be conflated into the event, so that they are no
     * hole. A repeat is a DUPLICATE; a lower number, or none at all, is OUT_OF_ORDER.
     */
    QuarantineReason consume(final int sourceId, final long sequence, final long skipped) {
        hasHole = false;
        final long previous = last[sourceId];
        bound = previous == NONE ? 1 : previous + 1;
        if (sequence <= 0) {
            return QuarantineReason.OUT_OF_ORDER;
        }
        if (previous != NONE) {
            if (sequence == previous) {
                return QuarantineReason.DUPLICATE;
            }
            if (sequence < previous) {
                return QuarantineReason.OUT_OF_ORDER;
            }
            hasHole = sequence - previous - 1 > Math.max(skipped, 0);
        }
        last[sourceId] = sequence;
        return QuarantineReason.NONE;
    }

    /** Returns whether the number consumed last came after a hole. */
    boolean hasHole() {
        return hasHole;
    }

    /** Returns the number that was expected by the last {@link #consume}. */
    long expected() {
        return bound;
    }

    /** Forgets a source's base: its next session counts anew. */
    void forget(final int sourceId) {
        last[sourceId] = NONE;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("feed-sequence");
        writer.putLongs(last, last.length);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("feed-sequence");
        reader.getLongs(last, last.length);
        hasHole = false;
        bound = 0;
    }
}
