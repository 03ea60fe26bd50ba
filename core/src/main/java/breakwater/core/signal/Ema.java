package breakwater.core.signal;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * Exponential average: alpha x P + (1 - alpha) x previous (specification 3.1). The seed is the first value, or the
 * plain average of the first N values; until that is complete there is no value. Thread: core. Allocates: never.
 */
final class Ema {
    private final double alpha;
    private final int seedCount;
    private long count;
    private double seedSum;
    private double value;

    /** Takes the weight of the newest value, and of how many first values the seed is the average. */
    Ema(final double alpha, final int seedCount) {
        this.alpha = alpha;
        this.seedCount = seedCount;
    }

    /** Returns alpha = 2 / (N + 1), seeded by the first value: the one that strategies use. */
    static Ema of(final int period) {
        return new Ema(2.0 / (period + 1), 1);
    }

    /** Returns Wilder's smoothing: alpha = 1 / N, seeded by the average of the first N values (Wilder 1978). */
    static Ema wilder(final int period) {
        return new Ema(1.0 / period, period);
    }

    void add(final double x) {
        count++;
        if (count < seedCount) {
            seedSum += x;
        } else if (count == seedCount) {
            value = (seedSum + x) / seedCount;
        } else {
            value = alpha * x + (1 - alpha) * value;
        }
    }

    boolean isReady() {
        return count >= seedCount;
    }

    /** Returns how many values it has taken. */
    long count() {
        return count;
    }

    /** Returns the average, 0 while there is none. */
    double value() {
        return value;
    }

    /**
     * Returns how many values make the seed weigh at most {@code residual}: the smallest k with (1 - alpha)^k at or
     * under it, at least the seed's own count.
     */
    int warmUp(final double residual) {
        double weight = 1;
        int k = 0;
        while (weight > residual) {
            weight *= 1 - alpha;
            k++;
        }
        return Math.max(k, seedCount);
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putLong(count);
        writer.putDouble(seedSum);
        writer.putDouble(value);
    }

    void readFrom(final SnapshotReader reader) {
        count = reader.getLong();
        seedSum = reader.getDouble();
        value = reader.getDouble();
    }
}
