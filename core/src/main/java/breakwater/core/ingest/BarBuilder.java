package breakwater.core.ingest;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * Builds bars of any required timeframe, 1 s to 1 d, aligned to UTC, from trades or from finer bars. What feeds an
 * instrument's bars is whatever came first, trades or bars of one timeframe: the other kind would count volume twice
 * and moves the last price only. No trade, no bar. An event before the open bar is late: counted, in no bar.
 *
 * <p>Bars with the same end close longest first, so that a strategy knows its trend before it judges the breakout of the
 * same moment; then by instrument id. Thread: core. Allocates: at {@link #require} only.
 */
final class BarBuilder implements Stateful {
    static final long SHORTEST_NS = 1_000_000_000L;
    static final long LONGEST_NS = 86_400_000_000_000L;
    /** Distinct timeframes over all instruments. */
    static final int TIMEFRAMES_MAX = 16;

    private static final long UNFED = -1;
    private static final long FED_BY_TRADES = 0;

    private final BarListener listener;
    private final int instruments;
    /** Longest first. */
    private final TimeframeBars[] frames = new TimeframeBars[TIMEFRAMES_MAX];

    private int frameCount;
    private final long[] feedingNs;
    private final long[] lastBarEndNs;
    private long lateCount;
    private final Bar bar = new Bar();

    BarBuilder(final int instruments, final BarListener listener) {
        this.instruments = instruments;
        this.listener = listener;
        feedingNs = new long[instruments];
        lastBarEndNs = new long[instruments];
        java.util.Arrays.fill(feedingNs, UNFED);
    }

    static boolean isTimeframe(final long timeframeNs) {
        return timeframeNs >= SHORTEST_NS && timeframeNs <= LONGEST_NS && LONGEST_NS % timeframeNs == 0;
    }

    boolean require(final int instrumentId, final long timeframeNs) {
        if (!isTimeframe(timeframeNs)) {
            return false;
        }
        int at = 0;
        while (at < frameCount && frames[at].timeframeNs > timeframeNs) {
            at++;
        }
        if (at == frameCount || frames[at].timeframeNs != timeframeNs) {
            if (frameCount == TIMEFRAMES_MAX) {
                return false;
            }
            System.arraycopy(frames, at, frames, at + 1, frameCount - at);
            frames[at] = new TimeframeBars(timeframeNs, instruments);
            frameCount++;
        }
        frames[at].require(instrumentId);
        return true;
    }

    /** Takes a trade, or several merged ones with their range; the last price opens a bar where the first is unknown. */
    void onTrade(
            final int instrumentId,
            final long timeNs,
            final long price,
            final long high,
            final long low,
            final long quantity) {
        if (feedingNs[instrumentId] == UNFED) {
            feedingNs[instrumentId] = FED_BY_TRADES;
        }
        if (feedingNs[instrumentId] != FED_BY_TRADES) {
            return;
        }
        closeThrough(instrumentId, timeNs);
        boolean isLate = false;
        for (int f = 0; f < frameCount; f++) {
            final TimeframeBars frame = frames[f];
            if (frame.isRequired(instrumentId)) {
                if (frame.isLate(instrumentId, timeNs)) {
                    isLate = true;
                } else {
                    frame.merge(instrumentId, timeNs, 0, price, high, low, price, quantity);
                }
            }
        }
        if (isLate) {
            lateCount++;
        }
    }

    /** Returns the end of the newest bar merged for the instrument, 0 = none. */
    long lastBarEndNs(final int instrumentId) {
        return lastBarEndNs[instrumentId];
    }

    /** Returns whether bars of a feed came first, so that trades beside them count for nothing. */
    boolean isFedByBars(final int instrumentId) {
        return feedingNs[instrumentId] != UNFED && feedingNs[instrumentId] != FED_BY_TRADES;
    }

    /** Returns whether bars of that timeframe feed, or would begin to feed, the instrument. */
    boolean isFedByBars(final int instrumentId, final long timeframeNs) {
        return feedingNs[instrumentId] == UNFED || feedingNs[instrumentId] == timeframeNs;
    }

    /** Takes a finished bar of a feed; timeframes that it does not divide are left alone. */
    void onBar(
            final int instrumentId,
            final long timeframeNs,
            final long openTimeNs,
            final long open,
            final long high,
            final long low,
            final long close,
            final long quantity) {
        feedingNs[instrumentId] = timeframeNs;
        final long endNs = openTimeNs + timeframeNs;
        lastBarEndNs[instrumentId] = endNs;
        closeThrough(instrumentId, openTimeNs);
        for (int f = 0; f < frameCount; f++) {
            final TimeframeBars frame = frames[f];
            if (frame.isRequired(instrumentId)
                    && frame.timeframeNs % timeframeNs == 0
                    && !frame.isLate(instrumentId, openTimeNs)) {
                frame.merge(instrumentId, openTimeNs, timeframeNs, open, high, low, close, quantity);
            }
        }
        closeThrough(instrumentId, endNs);
    }

    /** Closes the instrument's bars that end at or before a time: earliest end first, then the longest. */
    private void closeThrough(final int instrumentId, final long timeNs) {
        while (true) {
            int first = -1;
            for (int f = 0; f < frameCount; f++) {
                if (frames[f].isOpen(instrumentId)
                        && frames[f].endNs(instrumentId) <= timeNs
                        && (first < 0 || frames[f].endNs(instrumentId) < frames[first].endNs(instrumentId))) {
                    first = f;
                }
            }
            if (first < 0) {
                return;
            }
            frames[first].close(instrumentId, bar);
            listener.onBarClosed(bar);
        }
    }

    long nextDeadlineNs() {
        long earliest = Long.MAX_VALUE;
        for (int f = 0; f < frameCount; f++) {
            earliest = Math.min(earliest, frames[f].nextDeadlineNs());
        }
        return earliest;
    }

    /**
     * Closes one of the bars whose deadline is exactly that time: the longest first, then by instrument. One a call, because
     * each may lead to a signal and an order, and one event's outputs have a bound; the deadline stands until all are closed.
     */
    void onDeadline(final long deadlineNs) {
        for (int f = 0; f < frameCount; f++) {
            final TimeframeBars frame = frames[f];
            if (frame.nextDeadlineNs() != deadlineNs) {
                continue;
            }
            for (int i = 0; i < instruments; i++) {
                if (frame.deadlineNs(i) == deadlineNs) {
                    frame.close(i, bar);
                    listener.onBarClosed(bar);
                    return;
                }
            }
        }
    }

    /** Returns how many trades came after their bar had closed. */
    long lateCount() {
        return lateCount;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("bars");
        writer.putLong(lateCount);
        writer.putLongs(feedingNs, instruments);
        writer.putLongs(lastBarEndNs, instruments);
        writer.putInt(frameCount);
        for (int f = 0; f < frameCount; f++) {
            writer.putLong(frames[f].timeframeNs);
            frames[f].writeTo(writer);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("bars");
        lateCount = reader.getLong();
        reader.getLongs(feedingNs, instruments);
        reader.getLongs(lastBarEndNs, instruments);
        frameCount = reader.getInt();
        for (int f = 0; f < TIMEFRAMES_MAX; f++) {
            frames[f] = null;
            if (f < frameCount) {
                frames[f] = new TimeframeBars(reader.getLong(), instruments);
                frames[f].readFrom(reader);
            }
        }
    }
}
