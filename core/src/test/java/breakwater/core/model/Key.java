package breakwater.core.model;

import breakwater.core.message.Frame;
import breakwater.core.snapshot.SnapshotBuffer;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Set;

/**
 * Keeps an engine's state, to go on from it, and folds the order stage of it into 64 bits, to know it again; orders that are
 * over only while something may still come of them. The rest is left out of the folding: numbers of events and outputs, generations, and what the gate counts of the past, which no row here
 * bounds. Positions, levels and execution ids follow from what {@link Ledger} folds; at one price, without fees, so does
 * the money.
 */
final class Key implements SnapshotWriter {
    private static final Set<String> FOLDED = Set.of("orders", "books", "brackets", "lifecycle", "deadlines");

    /** Which ended orders are remembered, in the order of their ends: the last words of the pool. */
    private static final int RECENT = 1 + 1_024;

    private static final int WORDS_MAX = 1 << 14;

    private final SnapshotBuffer kept = new SnapshotBuffer();
    private final long[] pool = new long[WORDS_MAX];
    private int poolLength;
    private boolean isFolded;
    private boolean isPool;
    private boolean isPastOpen;
    private long hash;

    /** @param isPastOpen whether ended orders may still be heard of */
    void reset(final boolean isPastOpen) {
        this.isPastOpen = isPastOpen;
        kept.reset();
        poolLength = 0;
        hash = 0;
    }

    long hash() {
        long folded = hash;
        final int count = (int) pool[0];
        final int width = count == 0 ? 0 : (poolLength - 1 - RECENT) / count;
        if (1 + count * width + RECENT != poolLength) {
            throw new IllegalStateException("the layout of the order pool is another: " + poolLength + " words");
        }
        for (int order = 0; order < count; order++) {
            final int from = 1 + order * width;
            final boolean isLive = pool[from + 1] != 0;
            for (int i = from; i < from + width && (isLive || isPastOpen); i++) {
                folded = Frame.mix(folded ^ pool[i]);
            }
        }
        return folded;
    }

    SnapshotReader reader() {
        return kept.reader();
    }

    @Override
    public void section(final String name) {
        kept.section(name);
        isPool = "orderPool".equals(name);
        isFolded = FOLDED.contains(name);
    }

    @Override
    public void putLong(final long value) {
        kept.putLong(value);
        if (isPool) {
            pool[poolLength++] = value;
        } else if (isFolded) {
            hash = Frame.mix(hash ^ value);
        }
    }
}
