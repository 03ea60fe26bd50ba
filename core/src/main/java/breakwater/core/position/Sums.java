package breakwater.core.position;

import breakwater.core.decimal.Decimals;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * One exact 128-bit sum of longs per id, so that adding and taking back never loses anything, even while the sum has no
 * place in a long. Thread: core. Allocates: never.
 */
final class Sums {
    private final long[] low;
    private final long[] high;

    Sums(final int capacity) {
        low = new long[capacity];
        high = new long[capacity];
    }

    void add(final int id, final long delta) {
        final long sum = low[id] + delta;
        high[id] += (delta >> 63) + carry(sum, delta);
        low[id] = sum;
    }

    /** Adds -delta; delta is not OVERFLOW. */
    void subtract(final int id, final long delta) {
        add(id, -delta);
    }

    /** Returns the sum, or {@link Decimals#OVERFLOW} while it has no place in a long. */
    long value(final int id) {
        return fit(low[id], high[id]);
    }

    /** Returns the sum of both sums, or {@link Decimals#OVERFLOW} while it has no place in a long. */
    static long total(final Sums a, final Sums b, final int id) {
        final long sum = a.low[id] + b.low[id];
        return fit(sum, a.high[id] + b.high[id] + carry(sum, b.low[id]));
    }

    private static long carry(final long sum, final long addend) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }

    private static long fit(final long low, final long high) {
        return high == low >> 63 ? low : Decimals.OVERFLOW;
    }

    void writeTo(final SnapshotWriter writer, final int count) {
        writer.putLongs(low, count);
        writer.putLongs(high, count);
    }

    void readFrom(final SnapshotReader reader, final int count) {
        reader.getLongs(low, count);
        reader.getLongs(high, count);
    }
}
