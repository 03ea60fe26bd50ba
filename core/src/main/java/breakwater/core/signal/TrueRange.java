package breakwater.core.signal;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * True range: max(high - low, |high - previous close|, |low - previous close|); high - low of the first bar. Thread:
 * core. Allocates: never.
 */
final class TrueRange {
    private boolean hasClose;
    private double previousClose;

    /** Returns the true range of a bar and keeps its close. */
    double next(final double high, final double low, final double close) {
        double range = high - low;
        if (hasClose) {
            range = Math.max(range, Math.max(Math.abs(high - previousClose), Math.abs(low - previousClose)));
        }
        hasClose = true;
        previousClose = close;
        return range;
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putBoolean(hasClose);
        writer.putDouble(previousClose);
    }

    void readFrom(final SnapshotReader reader) {
        hasClose = reader.getBoolean();
        previousClose = reader.getDouble();
    }
}
