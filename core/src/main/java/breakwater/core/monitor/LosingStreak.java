package breakwater.core.monitor;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * L5: after so many losing trades in a row sizes are halved for the next ten closed trades. The halving does not
 * compound: a new streak within the ten starts the ten anew. A trade that broke even ends a streak.
 *
 * <p>Thread: core. Allocates: never.
 */
final class LosingStreak {
    static final int TRADES = 10;
    static final long FULL_PPM = 1_000_000;
    static final long HALF_PPM = 500_000;

    /** What a closed trade changed. */
    enum Change {
        NONE,
        HALVED,
        RESTORED
    }

    private long losses;
    private int remaining;

    /** Counts a closed trade, {@code pnlE8} net of fees. */
    Change onTradeClosed(final long pnlE8, final long limit) {
        losses = pnlE8 < 0 ? losses + 1 : 0;
        final boolean ends = remaining == 1;
        if (remaining > 0) {
            remaining--;
        }
        if (losses >= limit) {
            losses = 0;
            remaining = TRADES;
            return Change.HALVED;
        }
        return ends ? Change.RESTORED : Change.NONE;
    }

    long factorPpm() {
        return remaining > 0 ? HALF_PPM : FULL_PPM;
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putLong(losses);
        writer.putInt(remaining);
    }

    void readFrom(final SnapshotReader reader) {
        losses = reader.getLong();
        remaining = reader.getInt();
    }
}
