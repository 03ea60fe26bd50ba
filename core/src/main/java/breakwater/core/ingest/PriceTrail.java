package breakwater.core.ingest;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The reference price of each instrument at the end of each of the last {@value #STEPS} steps of time, seconds (P6) or minutes
 * (P29), the current one among them. A step in which nothing moved ends as the one before. Prices are mantissas.
 *
 * <p>Thread: core. Allocates: at construction only. Time that steps back stands still.
 */
final class PriceTrail implements Stateful {
    static final int STEPS = 64;
    private static final int MASK = STEPS - 1;

    private final long stepNs;
    private final long[] prices;
    /** The step of the first price, 0 = none yet. */
    private final long[] first;
    /** The step that is being filled, 0 = none yet. */
    private final long[] newest;
    /** When that step ends, and where it lies. Derived, not state. */
    private final long[] untilNs;

    private final int[] slots;

    PriceTrail(final int instruments, final long stepNs) {
        this.stepNs = stepNs;
        prices = new long[instruments * STEPS];
        first = new long[instruments];
        newest = new long[instruments];
        untilNs = new long[instruments];
        slots = new int[instruments];
    }

    void onPrice(final int id, final long nowNs, final long price) {
        if (nowNs >= untilNs[id]) {
            final long step = nowNs / stepNs;
            if (newest[id] == 0) {
                first[id] = step;
                fill(id, step - STEPS, step, price);
            } else {
                fill(id, Math.max(newest[id], step - STEPS), step, prices[slots[id]]);
            }
            turnTo(id, step);
        }
        prices[slots[id]] = price;
    }

    private void turnTo(final int id, final long step) {
        newest[id] = step;
        slots[id] = id * STEPS + (int) (step & MASK);
        untilNs[id] = step == 0 ? 0 : (step + 1) * stepNs;
    }

    /** Writes a price into the steps after one and up to another. */
    private void fill(final int id, final long after, final long upTo, final long price) {
        for (long step = after + 1; step <= upTo; step++) {
            prices[id * STEPS + (int) (step & MASK)] = price;
        }
    }

    /**
     * Returns the price at the end of the step so many steps, up to {@value #STEPS} - 1, before the current one; the oldest where
     * there is none as old; 0 without any.
     */
    long price(final int id, final long nowNs, final long stepsAgo) {
        final long step = nowNs / stepNs - stepsAgo;
        final long known = Math.max(Math.min(step, newest[id]), newest[id] - MASK);
        return prices[id * STEPS + (int) (known & MASK)];
    }

    /** Returns how many steps are over since the one of the first price. */
    long stepsKnown(final int id, final long nowNs) {
        return first[id] == 0 ? 0 : Math.max(0, nowNs / stepNs - first[id] - 1);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("trail of prices");
        for (int id = 0; id < newest.length; id++) {
            writer.putLong(first[id]);
            writer.putLong(newest[id]);
            for (int i = 0; i < STEPS && newest[id] != 0; i++) {
                writer.putLong(prices[id * STEPS + i]);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("trail of prices");
        for (int id = 0; id < newest.length; id++) {
            first[id] = reader.getLong();
            turnTo(id, reader.getLong());
            for (int i = 0; i < STEPS; i++) {
                prices[id * STEPS + i] = newest[id] == 0 ? 0 : reader.getLong();
            }
        }
    }
}
