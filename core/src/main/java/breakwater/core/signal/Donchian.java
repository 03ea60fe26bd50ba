package breakwater.core.signal;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * Highest high and lowest low of the last N bars added: ask before adding the current bar, and they are those of t - 1.
 * A plain scan of a ring, once a bar. Prices are mantissas, so the channel is exact. Thread: core. Allocates: at
 * construction only.
 */
final class Donchian {
    private final long[] highs;
    private final long[] lows;
    private long count;

    Donchian(final int period) {
        highs = new long[period];
        lows = new long[period];
    }

    void add(final long high, final long low) {
        final int at = (int) (count % highs.length);
        highs[at] = high;
        lows[at] = low;
        count++;
    }

    boolean isReady() {
        return count >= highs.length;
    }

    /** Returns the highest high; Long.MIN_VALUE while there is none. */
    long upper() {
        long highest = Long.MIN_VALUE;
        for (int i = 0; i < highs.length && i < count; i++) {
            highest = Math.max(highest, highs[i]);
        }
        return highest;
    }

    /** Returns the lowest low; Long.MAX_VALUE while there is none. */
    long lower() {
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < lows.length && i < count; i++) {
            lowest = Math.min(lowest, lows[i]);
        }
        return lowest;
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putLong(count);
        writer.putLongs(highs, highs.length);
        writer.putLongs(lows, lows.length);
    }

    void readFrom(final SnapshotReader reader) {
        count = reader.getLong();
        reader.getLongs(highs, highs.length);
        reader.getLongs(lows, lows.length);
    }
}
