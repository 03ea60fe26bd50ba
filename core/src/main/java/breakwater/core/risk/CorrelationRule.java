package breakwater.core.risk;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Instruments;
import java.util.Arrays;

/**
 * P15: how far an entry's instrument goes together with any other in which somebody is, or may come to be, on the side that
 * the entry takes; or against one in which somebody is on the other side, which comes to the same. In ppm, of the hourly
 * returns of the last days; 0 beside what hedges it. A pair of which there are no more hours than the least sample is taken
 * for as much as a row assumes, whichever way that is worse.
 *
 * <p>What is held or works stays, and what comes second is refused, whatever its score: nothing that is open is given up for
 * a signal, since a cancel frees nothing before it is confirmed. All accounts count together, as for heat.
 *
 * <p>Hours that are over do not change, so a pair is worked out once an hour, and the answer stands until somebody's direction
 * or a row changes. All that is derived, not state. Thread: core. Allocates: never after construction.
 */
final class CorrelationRule {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int MOST_HOURS = 720;
    /** Pairs that are remembered, each at the place that its number gives it. */
    private static final int PLACES = 4096;

    private static final int UNKNOWN = Integer.MIN_VALUE;

    private final int instruments;
    private final MarketView market;
    private final Directions directions;
    private final Examiner examiner;
    private final Rows correlation;
    private final Rows sample;
    private final Rows window;
    private final Rows assumed;
    private final int[] ofOne = new int[MOST_HOURS];
    private final int[] ofOther = new int[MOST_HOURS];

    /** By place: the pair, the hour and the rows for which it was worked out, and the answer. */
    private final long[] pair = new long[PLACES];

    private final long[] hourOfPair = new long[PLACES];
    private final long[] rowsOfPair = new long[PLACES];
    private final int[] ppm = new int[PLACES];

    /** By instrument and side: for which directions, hour and rows the last answer was, and it. */
    private final long[] changes;

    private final long[] hour;
    private final long[] rows;
    private final long[] observed;

    CorrelationRule(
            final Instruments instruments,
            final MarketView market,
            final Directions directions,
            final Examiner examiner) {
        this.instruments = instruments.capacity();
        this.market = market;
        this.directions = directions;
        this.examiner = examiner;
        correlation = examiner.rows(Figure.CORRELATION, ScopeType.INSTRUMENT);
        sample = examiner.rows(Figure.CORRELATION_SAMPLE, ScopeType.GLOBAL);
        window = examiner.rows(Figure.CORRELATION_WINDOW, ScopeType.GLOBAL);
        assumed = examiner.rows(Figure.ASSUMED_CORRELATION, ScopeType.GLOBAL);
        changes = new long[2 * this.instruments];
        hour = new long[2 * this.instruments];
        rows = new long[2 * this.instruments];
        observed = new long[2 * this.instruments];
        forget();
    }

    /** Forgets what was worked out, since another state was read. */
    void forget() {
        Arrays.fill(hourOfPair, -1);
        Arrays.fill(hour, -1);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final Clearance clear = c.clear;
        return (c.nowNs >= clear.correlationFromNs
                        && c.nowNs < clear.correlationUntilNs
                        && clear.correlationDirections == directions.changes()
                        && clear.correlationIsBuy == c.isBuy())
                || isClearAnew(c);
    }

    /** What was clear is so to the end of the hour, or until somebody's direction changes. */
    private boolean isClearAnew(final Candidate c) {
        final Clearance clear = c.clear;
        final boolean isClear = Clearance.isAtMost(observed(c.instrumentId(), c.isBuy(), c.nowNs), clear.correlation);
        if (isClear) {
            clear.correlationFromNs = c.nowNs / HOUR_NS * HOUR_NS;
            clear.correlationUntilNs = clear.correlationFromNs + HOUR_NS;
            clear.correlationDirections = directions.changes();
            clear.correlationIsBuy = c.isBuy();
        }
        return isClear;
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(correlation.global, 0)
                || !examiner.hasRow(sample)
                || !examiner.hasRow(window)
                || !examiner.hasRow(assumed)) {
            return false;
        }
        final int id = c.instrumentId();
        return examiner.asksBoth(correlation, id, observed(id, c.isBuy(), c.nowNs));
    }

    private long observed(final int id, final boolean isBuy, final long nowNs) {
        final int at = 2 * id + (isBuy ? 1 : 0);
        final long now = nowNs / HOUR_NS;
        if (hour[at] != now || changes[at] != directions.changes() || rows[at] != examiner.rowChanges()) {
            hour[at] = now;
            changes[at] = directions.changes();
            rows[at] = examiner.rowChanges();
            observed[at] = worst(id, isBuy, nowNs);
        }
        return observed[at];
    }

    private long worst(final int id, final boolean isBuy, final long nowNs) {
        final int along = isBuy ? Directions.LONG : Directions.SHORT;
        final int against = isBuy ? Directions.SHORT : Directions.LONG;
        long worst = 0;
        for (int i = 0; i < directions.count(); i++) {
            final int other = directions.instrumentId(i);
            if (other != id) {
                final int together = together(Math.min(id, other), Math.max(id, other), nowNs);
                if (together == UNKNOWN) {
                    worst = Math.max(worst, assumed.value(0));
                } else if (directions.has(other, together > 0 ? along : against)) {
                    worst = Math.max(worst, Math.abs(together));
                }
            }
        }
        return worst;
    }

    /** Returns how far two instruments go together, or {@link #UNKNOWN}. */
    private int together(final int one, final int other, final long nowNs) {
        final long number = (long) one * instruments + other;
        final int place = (int) (number % PLACES);
        final long now = nowNs / HOUR_NS;
        if (pair[place] != number || hourOfPair[place] != now || rowsOfPair[place] != examiner.rowChanges()) {
            pair[place] = number;
            hourOfPair[place] = now;
            rowsOfPair[place] = examiner.rowChanges();
            ppm[place] = workOut(one, other, nowNs);
        }
        return ppm[place];
    }

    private int workOut(final int one, final int other, final long nowNs) {
        final int known = Math.min(market.hoursKnown(one, nowNs), market.hoursKnown(other, nowNs));
        final int hours = (int) Math.min(Math.min(known, MOST_HOURS), window.value(0) / HOUR_NS);
        if (hours <= sample.value(0)) {
            return UNKNOWN;
        }
        market.hourlyReturns(one, nowNs, hours, ofOne);
        market.hourlyReturns(other, nowNs, hours, ofOther);
        return Correlation.ppm(ofOne, ofOther, hours);
    }
}
