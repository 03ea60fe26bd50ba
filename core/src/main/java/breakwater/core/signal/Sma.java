package breakwater.core.signal;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * Average and population deviation of the last N values. The rolling sum is recomputed from the window, oldest first,
 * every {@link #RECOMPUTE_EVERY} values, as part of the algorithm, so that rounding does not build up (Settled 17).
 * Thread: core. Allocates: at construction only.
 */
final class Sma {
    static final int RECOMPUTE_EVERY = 1024;

    private final double[] window;
    private long count;
    private double sum;

    Sma(final int period) {
        window = new double[period];
    }

    void add(final double x) {
        final int at = (int) (count % window.length);
        if (count >= window.length) {
            sum -= window[at];
        }
        window[at] = x;
        sum += x;
        count++;
        if (count % RECOMPUTE_EVERY == 0) {
            sum = 0;
            for (int i = size(); i > 0; i--) {
                sum += window[(int) ((count - i) % window.length)];
            }
        }
    }

    private int size() {
        return (int) Math.min(count, window.length);
    }

    boolean isReady() {
        return count >= window.length;
    }

    /** Returns the average of what there is, at most N values; 0 while there is none. */
    double value() {
        return count == 0 ? 0 : sum / size();
    }

    /** Returns the population standard deviation of the window, in two passes. */
    double deviation() {
        final int size = size();
        if (size == 0) {
            return 0;
        }
        double total = 0;
        for (int i = size; i > 0; i--) {
            total += window[(int) ((count - i) % window.length)];
        }
        final double mean = total / size;
        double squares = 0;
        for (int i = size; i > 0; i--) {
            final double difference = window[(int) ((count - i) % window.length)] - mean;
            squares += difference * difference;
        }
        return Math.sqrt(squares / size);
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putLong(count);
        writer.putDouble(sum);
        writer.putDoubles(window, window.length);
    }

    void readFrom(final SnapshotReader reader) {
        count = reader.getLong();
        sum = reader.getDouble();
        reader.getDoubles(window, window.length);
    }
}
