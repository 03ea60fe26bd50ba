package breakwater.core.ingest;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The reference price of each instrument at the end of each of the last {@value #SECONDS} seconds, the current one among
 * them (P6). A second in which nothing moved ends as the one before. Prices are mantissas.
 *
 * <p>Thread: core. Allocates: at construction only. Time that steps back stands still.
 */
final class PriceTrail implements Stateful {
    static final int SECONDS = 64;
    private static final int MASK = SECONDS - 1;
    private static final long SECOND_NS = 1_000_000_000L;

    private final long[] prices;
    /** The second that is being filled, 0 = none yet. */
    private final long[] newest;

    PriceTrail(final int instruments) {
        prices = new long[instruments * SECONDS];
        newest = new long[instruments];
    }

    void onPrice(final int id, final long nowNs, final long price) {
        final long second = Math.max(nowNs / SECOND_NS, newest[id]);
        if (newest[id] == 0) {
            fill(id, second - SECONDS, second, price);
        } else {
            fill(id, Math.max(newest[id], second - SECONDS), second, prices[id * SECONDS + (int) (newest[id] & MASK)]);
        }
        newest[id] = second;
        prices[id * SECONDS + (int) (second & MASK)] = price;
    }

    /** Writes a price into the seconds after one and up to another. */
    private void fill(final int id, final long after, final long upTo, final long price) {
        for (long second = after + 1; second <= upTo; second++) {
            prices[id * SECONDS + (int) (second & MASK)] = price;
        }
    }

    /**
     * Returns the price at the end of the second so many seconds, up to {@value #SECONDS} - 1, before the current one; the
     * oldest where there is none as old; 0 without any.
     */
    long price(final int id, final long nowNs, final long secondsAgo) {
        final long second = nowNs / SECOND_NS - secondsAgo;
        final long known = Math.max(Math.min(second, newest[id]), newest[id] - MASK);
        return prices[id * SECONDS + (int) (known & MASK)];
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("trail of prices");
        for (int id = 0; id < newest.length; id++) {
            writer.putLong(newest[id]);
            for (int i = 0; i < SECONDS && newest[id] != 0; i++) {
                writer.putLong(prices[id * SECONDS + i]);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("trail of prices");
        for (int id = 0; id < newest.length; id++) {
            newest[id] = reader.getLong();
            for (int i = 0; i < SECONDS; i++) {
                prices[id * SECONDS + i] = newest[id] == 0 ? 0 : reader.getLong();
            }
        }
    }
}
