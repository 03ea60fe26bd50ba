package breakwater.core.signal;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * Relative strength index with Wilder's smoothing of gains and losses, each seeded by the average of the first N changes
 * (Wilder 1978). No loss is 100; neither gain nor loss is 50, since nothing says that either side is exhausted. Thread:
 * core. Allocates: never.
 */
final class WilderRsi {
    private final Ema gains;
    private final Ema losses;
    private boolean hasClose;
    private double previousClose;

    WilderRsi(final int period) {
        gains = Ema.wilder(period);
        losses = Ema.wilder(period);
    }

    void add(final double close) {
        if (hasClose) {
            final double change = close - previousClose;
            gains.add(change > 0 ? change : 0);
            losses.add(change < 0 ? -change : 0);
        }
        hasClose = true;
        previousClose = close;
    }

    boolean isReady() {
        return gains.isReady();
    }

    /** Returns the index, 0 to 100; 50 while there is none. */
    double value() {
        final double gain = gains.value();
        final double loss = losses.value();
        if (loss == 0) {
            return gain == 0 ? 50 : 100;
        }
        return 100 - 100 / (1 + gain / loss);
    }

    void writeTo(final SnapshotWriter writer) {
        gains.writeTo(writer);
        losses.writeTo(writer);
        writer.putBoolean(hasClose);
        writer.putDouble(previousClose);
    }

    void readFrom(final SnapshotReader reader) {
        gains.readFrom(reader);
        losses.readFrom(reader);
        hasClose = reader.getBoolean();
        previousClose = reader.getDouble();
    }
}
