package breakwater.core.ingest;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * The open bars of one timeframe, by instrument, aligned to UTC. An open bar's deadline is its end where trades build
 * it; where finer bars do, the end plus one finer timeframe, because the last finer bar arrives only once the end has
 * been reached: it closes the bar itself, the deadline only stands in for a bar that never came. Volume saturates.
 * Thread: core. Allocates: at construction only.
 */
final class TimeframeBars {
    private static final long NONE = Long.MAX_VALUE;

    final long timeframeNs;
    private final boolean[] isRequired;
    private final long[] deadlineNs;
    private final long[] openTimeNs;
    private final long[] closedEndNs;
    private final long[] openPrice;
    private final long[] highPrice;
    private final long[] lowPrice;
    private final long[] closePrice;
    private final long[] volume;
    private long nextDeadlineNs = NONE;
    private boolean isNextUnknown;

    TimeframeBars(final long timeframeNs, final int instruments) {
        this.timeframeNs = timeframeNs;
        isRequired = new boolean[instruments];
        deadlineNs = new long[instruments];
        java.util.Arrays.fill(deadlineNs, NONE);
        openTimeNs = new long[instruments];
        closedEndNs = new long[instruments];
        openPrice = new long[instruments];
        highPrice = new long[instruments];
        lowPrice = new long[instruments];
        closePrice = new long[instruments];
        volume = new long[instruments];
    }

    void require(final int instrumentId) {
        isRequired[instrumentId] = true;
    }

    boolean isRequired(final int instrumentId) {
        return isRequired[instrumentId];
    }

    boolean isOpen(final int instrumentId) {
        return deadlineNs[instrumentId] != NONE;
    }

    long endNs(final int instrumentId) {
        return openTimeNs[instrumentId] + timeframeNs;
    }

    long deadlineNs(final int instrumentId) {
        return deadlineNs[instrumentId];
    }

    /** Returns the earliest deadline; looks for it anew only after the earliest has gone. */
    long nextDeadlineNs() {
        if (isNextUnknown) {
            recomputeNextDeadline();
        }
        return nextDeadlineNs;
    }

    /** Returns whether an event at that time belongs to a bar that has closed, or to one before the open bar. */
    boolean isLate(final int instrumentId, final long timeNs) {
        return timeNs < (isOpen(instrumentId) ? openTimeNs[instrumentId] : closedEndNs[instrumentId]);
    }

    /** Merges prices and volume at a time that is neither late nor past the open bar; {@code graceNs} moves the deadline. */
    void merge(
            final int instrumentId,
            final long timeNs,
            final long graceNs,
            final long open,
            final long high,
            final long low,
            final long close,
            final long quantity) {
        if (!isOpen(instrumentId)) {
            openTimeNs[instrumentId] = timeNs - Math.floorMod(timeNs, timeframeNs);
            openPrice[instrumentId] = open;
            highPrice[instrumentId] = high;
            lowPrice[instrumentId] = low;
            volume[instrumentId] = 0;
        }
        highPrice[instrumentId] = Math.max(highPrice[instrumentId], high);
        lowPrice[instrumentId] = Math.min(lowPrice[instrumentId], low);
        closePrice[instrumentId] = close;
        final long sum = volume[instrumentId] + quantity;
        volume[instrumentId] = sum < 0 ? Long.MAX_VALUE : sum;
        setDeadline(instrumentId, endNs(instrumentId) + graceNs);
    }

    /** Closes the open bar into {@code bar}. */
    void close(final int instrumentId, final Bar bar) {
        bar.instrumentId = instrumentId;
        bar.timeframeNs = timeframeNs;
        bar.openTimeNs = openTimeNs[instrumentId];
        bar.openPrice = openPrice[instrumentId];
        bar.highPrice = highPrice[instrumentId];
        bar.lowPrice = lowPrice[instrumentId];
        bar.closePrice = closePrice[instrumentId];
        bar.volume = volume[instrumentId];
        closedEndNs[instrumentId] = endNs(instrumentId);
        setDeadline(instrumentId, NONE);
    }

    private void setDeadline(final int instrumentId, final long value) {
        final long old = deadlineNs[instrumentId];
        if (old == value) {
            return;
        }
        deadlineNs[instrumentId] = value;
        if (value < nextDeadlineNs) {
            nextDeadlineNs = value;
            isNextUnknown = false;
        } else if (old == nextDeadlineNs) {
            isNextUnknown = true;
        }
    }

    private void recomputeNextDeadline() {
        long earliest = NONE;
        for (int i = 0; i < deadlineNs.length; i++) {
            earliest = Math.min(earliest, deadlineNs[i]);
        }
        nextDeadlineNs = earliest;
        isNextUnknown = false;
    }

    void writeTo(final SnapshotWriter writer) {
        for (int i = 0; i < isRequired.length; i++) {
            writer.putBoolean(isRequired[i]);
            if (isRequired[i]) {
                writer.putLong(closedEndNs[i]);
                writer.putLong(deadlineNs[i]);
                if (isOpen(i)) {
                    writer.putLong(openTimeNs[i]);
                    writer.putLong(openPrice[i]);
                    writer.putLong(highPrice[i]);
                    writer.putLong(lowPrice[i]);
                    writer.putLong(closePrice[i]);
                    writer.putLong(volume[i]);
                }
            }
        }
    }

    void readFrom(final SnapshotReader reader) {
        for (int i = 0; i < isRequired.length; i++) {
            isRequired[i] = reader.getBoolean();
            if (isRequired[i]) {
                closedEndNs[i] = reader.getLong();
                deadlineNs[i] = reader.getLong();
                if (isOpen(i)) {
                    openTimeNs[i] = reader.getLong();
                    openPrice[i] = reader.getLong();
                    highPrice[i] = reader.getLong();
                    lowPrice[i] = reader.getLong();
                    closePrice[i] = reader.getLong();
                    volume[i] = reader.getLong();
                }
            }
        }
        recomputeNextDeadline();
    }
}
