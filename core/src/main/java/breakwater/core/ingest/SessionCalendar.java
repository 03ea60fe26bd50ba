package breakwater.core.ingest;

import breakwater.core.message.QuarantineReason;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * The sessions of one venue or instrument in order of time, each with four times, UTC ns: trading begins, regular hours
 * begin, regular hours end, trading ends. What is over is forgotten when the next session comes.
 *
 * <pre>
 *   preOpen   open            close   postClose       preOpen
 *      |  PRE  |    REGULAR     |  POST   |    CLOSED    |  PRE …        UNKNOWN after the last
 * </pre>
 *
 * <p>A calendar only grows at its end, and what is known is only ever narrowed: an early close or a lost day may come at
 * any time, a longer one never (K5). Of those that are forgotten the days of the last few are kept. Thread: core. Allocates:
 * where it grows, cold.
 */
final class SessionCalendar implements Stateful {
    /** Sessions known at once: sixteen years of trading days. */
    static final int SESSIONS_MAX = 4_096;

    private static final int TIMES = 4;
    private static final int DAYS_KEPT = 5;
    private static final long DAY_NS = 86_400_000_000_000L;

    private long[] times = new long[TIMES * 16];
    /** The days of the sessions that were forgotten last, the newest first. */
    private final long[] forgottenDays = new long[DAYS_KEPT];

    private int count;

    /** The phase from here to there and what ends it, kept from the last question. Derived, not state. */
    private long knownFromNs;

    private long knownUntilNs;
    private SessionPhase knownPhase;
    private long knownEndNs;

    SessionCalendar() {
        Arrays.fill(forgottenDays, MarketView.NO_DAY);
    }

    /**
     * Returns the UTC day on which the regular hours begin of the session that began last, or of one so many, up to four, before
     * it; {@link MarketView#NO_DAY} where that is not known.
     */
    long day(final long nowNs, final int back) {
        int begun = firstThatEndsAfter(nowNs);
        begun += begun < count && times[TIMES * begun] <= nowNs ? 1 : 0;
        final int i = begun - 1 - back;
        return i >= 0 ? dayOf(i) : -1 - i < DAYS_KEPT ? forgottenDays[-1 - i] : MarketView.NO_DAY;
    }

    private long dayOf(final int i) {
        return Math.floorDiv(times[TIMES * i + 1], DAY_NS);
    }

    SessionPhase phase(final long nowNs) {
        know(nowNs);
        return knownPhase;
    }

    /** Returns the ns to the end of the regular hours, after them of all trading; negative = to the next opening. */
    long timeToCloseNs(final long nowNs) {
        know(nowNs);
        switch (knownPhase) {
            case PRE_MARKET:
            case REGULAR:
            case POST_MARKET:
                return knownEndNs - nowNs;
            case CLOSED:
                return nowNs - knownEndNs;
            default:
                return 0;
        }
    }

    /** Returns the end of the last session. */
    long endNs() {
        return count == 0 ? 0 : times[TIMES * count - 1];
    }

    QuarantineReason add(
            final long preOpenNs, final long openNs, final long closeNs, final long postCloseNs, final long nowNs) {
        if (preOpenNs <= 0 || openNs < preOpenNs || closeNs <= openNs || postCloseNs < closeNs) {
            return QuarantineReason.BAD_COMMAND;
        }
        if (preOpenNs < endNs()) {
            return narrow(preOpenNs, openNs, closeNs, postCloseNs);
        }
        forgetWhatIsOver(nowNs);
        if (count == SESSIONS_MAX) {
            return QuarantineReason.CAPACITY;
        }
        if (TIMES * count == times.length) {
            times = Arrays.copyOf(times, 2 * times.length);
        }
        count++;
        put(count - 1, preOpenNs, openNs, closeNs, postCloseNs);
        return QuarantineReason.NONE;
    }

    private QuarantineReason narrow(
            final long preOpenNs, final long openNs, final long closeNs, final long postCloseNs) {
        for (int i = 0; i < count; i++) {
            final int at = TIMES * i;
            if (preOpenNs >= times[at]
                    && openNs >= times[at + 1]
                    && closeNs <= times[at + 2]
                    && postCloseNs <= times[at + 3]) {
                put(i, preOpenNs, openNs, closeNs, postCloseNs);
                return QuarantineReason.NONE;
            }
        }
        return QuarantineReason.BAD_COMMAND;
    }

    private void put(final int i, final long preOpenNs, final long openNs, final long closeNs, final long postCloseNs) {
        final int at = TIMES * i;
        times[at] = preOpenNs;
        times[at + 1] = openNs;
        times[at + 2] = closeNs;
        times[at + 3] = postCloseNs;
        forgetPhase();
    }

    private void forgetWhatIsOver(final long nowNs) {
        int over = 0;
        while (over < count && times[TIMES * over + 3] <= nowNs) {
            System.arraycopy(forgottenDays, 0, forgottenDays, 1, DAYS_KEPT - 1);
            forgottenDays[0] = dayOf(over);
            over++;
        }
        System.arraycopy(times, TIMES * over, times, 0, TIMES * (count - over));
        count -= over;
        forgetPhase();
    }

    private void forgetPhase() {
        knownFromNs = 0;
        knownUntilNs = 0;
    }

    private void know(final long nowNs) {
        if (nowNs < knownFromNs || nowNs >= knownUntilNs) {
            final int at = TIMES * firstThatEndsAfter(nowNs);
            if (at == TIMES * count) {
                know(SessionPhase.UNKNOWN, endNs(), Long.MAX_VALUE, 0);
            } else if (nowNs < times[at]) {
                know(SessionPhase.CLOSED, at == 0 ? Long.MIN_VALUE : times[at - 1], times[at], times[at]);
            } else if (nowNs < times[at + 1]) {
                know(SessionPhase.PRE_MARKET, times[at], times[at + 1], times[at + 2]);
            } else if (nowNs < times[at + 2]) {
                know(SessionPhase.REGULAR, times[at + 1], times[at + 2], times[at + 2]);
            } else {
                know(SessionPhase.POST_MARKET, times[at + 2], times[at + 3], times[at + 3]);
            }
        }
    }

    private void know(final SessionPhase phase, final long fromNs, final long untilNs, final long endNs) {
        knownPhase = phase;
        knownFromNs = fromNs;
        knownUntilNs = untilNs;
        knownEndNs = endNs;
    }

    private int firstThatEndsAfter(final long nowNs) {
        int low = 0;
        int high = count;
        while (low < high) {
            final int mid = (low + high) >>> 1;
            if (times[TIMES * mid + 3] > nowNs) {
                high = mid;
            } else {
                low = mid + 1;
            }
        }
        return low;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.putInt(count);
        for (int i = 0; i < TIMES * count; i++) {
            writer.putLong(times[i]);
        }
        for (final long day : forgottenDays) {
            writer.putLong(day);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        count = reader.getInt();
        times = new long[TIMES * Math.max(16, Integer.highestOneBit(Math.max(1, count)) * 2)];
        for (int i = 0; i < TIMES * count; i++) {
            times[i] = reader.getLong();
        }
        for (int i = 0; i < DAYS_KEPT; i++) {
            forgottenDays[i] = reader.getLong();
        }
        forgetPhase();
    }
}
