package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Instruments;
import java.util.Arrays;

/**
 * P29: the state of the market, from its prices at the end of each minute. The brake: the mean movement of the last five
 * minutes in ppm of the mean of the last hour, rounded up; 0 up to the least sample, and where it is within a floor in ticks.
 * The trend: how far the hour came in ppm of the way that it went; up to the least sample it is taken for whatever a row
 * refuses, 0 beside a least and all of it beside a most.
 *
 * <p>Minutes that are over do not change, so an instrument's figures are worked out once a minute. They are derived, not state.
 * Thread: core. Allocates: never after construction.
 */
final class RegimeRule {
    static final int HOUR = 60;
    static final int RECENT = 5;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long ALL = 1_000_000;
    private static final long NONE = -1;

    private final Instruments instruments;
    private final MarketView market;
    private final Examiner examiner;
    private final Rows brake;
    private final Rows sample;
    private final Rows floorTicks;
    private final Rows trendMin;
    private final Rows trendMax;
    /** By instrument: the minute in which the figures were worked out, under which rows, and these in ppm. */
    private final long[] minute;

    private final long[] rows;
    private final long[] brakePpm;
    private final long[] trendAtLeastPpm;
    private final long[] trendAtMostPpm;
    /** What was read of the instrument that is being worked out: minutes, and ways in ticks of its price. */
    private long known;

    private long recentWay;
    private long way;
    private long distance;

    RegimeRule(final Instruments instruments, final MarketView market, final Examiner examiner) {
        this.instruments = instruments;
        this.market = market;
        this.examiner = examiner;
        brake = examiner.rows(Figure.VOLATILITY_BRAKE, ScopeType.INSTRUMENT);
        sample = examiner.rows(Figure.REGIME_SAMPLE, ScopeType.GLOBAL);
        floorTicks = examiner.rows(Figure.VOLATILITY_BRAKE_FLOOR, ScopeType.GLOBAL);
        trendMin = examiner.rows(Figure.TREND_MIN, ScopeType.STRATEGY);
        trendMax = examiner.rows(Figure.TREND_MAX, ScopeType.STRATEGY);
        minute = new long[instruments.capacity()];
        rows = new long[instruments.capacity()];
        brakePpm = new long[instruments.capacity()];
        trendAtLeastPpm = new long[instruments.capacity()];
        trendAtMostPpm = new long[instruments.capacity()];
        forget();
    }

    /** Forgets what was worked out, since another state was read or an instrument was defined anew. */
    void forget() {
        Arrays.fill(minute, NONE);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        return (c.nowNs >= c.clear.regimeFromNs && c.nowNs < c.clear.regimeUntilNs) || isClearAnew(c);
    }

    /** What was clear is so to the end of the minute. */
    private boolean isClearAnew(final Candidate c) {
        final int id = c.instrumentId();
        look(id, c.nowNs);
        final boolean isClear = isClear(c, id);
        if (isClear) {
            c.clear.regimeFromNs = minute[id] * MINUTE_NS;
            c.clear.regimeUntilNs = c.clear.regimeFromNs + MINUTE_NS;
        }
        return isClear;
    }

    private boolean isClear(final Candidate c, final int id) {
        return Clearance.isAtMost(brakePpm[id], c.clear.brake)
                && trendAtLeastPpm[id] >= c.clear.trendMin
                && Clearance.isAtMost(trendAtMostPpm[id], c.clear.trendMax);
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(brake.global, 0)
                || !examiner.hasRow(sample, 0)
                || !examiner.hasRow(floorTicks, 0)
                || !examiner.hasRow(trendMin.global, 0)
                || !examiner.hasRow(trendMax.global, 0)) {
            return false;
        }
        final int id = c.instrumentId();
        look(id, c.nowNs);
        final int strategyId = c.strategyId();
        return examiner.asksBoth(brake, id, brakePpm[id])
                && examiner.asksBoth(trendMin, strategyId, trendAtLeastPpm[id])
                && examiner.asksBoth(trendMax, strategyId, trendAtMostPpm[id]);
    }

    /** Works the figures of an instrument out, unless that was done within this minute and under these rows. */
    private void look(final int id, final long nowNs) {
        if (minute[id] != nowNs / MINUTE_NS || rows[id] != examiner.rowChanges()) {
            workOut(id, nowNs);
        }
    }

    private void workOut(final int id, final long nowNs) {
        minute[id] = nowNs / MINUTE_NS;
        rows[id] = examiner.rowChanges();
        read(id, nowNs);
        final boolean isSampled = known >= RECENT && known > sample.value(0);
        brakePpm[id] = isSampled ? brake(id) : 0;
        trendAtLeastPpm[id] = isSampled ? trend(Rounding.DOWN) : 0;
        trendAtMostPpm[id] = isSampled ? trend(Rounding.UP) : ALL;
    }

    private void read(final int id, final long nowNs) {
        known = Math.min(HOUR, market.minutesKnown(id, nowNs));
        way = 0;
        recentWay = 0;
        long later = market.minutePriceAgo(id, nowNs, 1);
        distance = Math.abs(later - market.minutePriceAgo(id, nowNs, known + 1));
        for (int ago = 2; ago <= known + 1; ago++) {
            final long earlier = market.minutePriceAgo(id, nowNs, ago);
            way = Decimals.add(way, Math.abs(later - earlier));
            later = earlier;
            if (ago == RECENT + 1) {
                recentWay = way;
            }
        }
    }

    private long brake(final int id) {
        final long floor = Decimals.multiply(RECENT * floorTicks.value(0), instruments.tickSize(id));
        if (floor != Decimals.OVERFLOW && recentWay != Decimals.OVERFLOW && recentWay <= floor) {
            return 0;
        }
        if (way == 0) {
            return 0;
        }
        final long recent = Decimals.multiply(recentWay, known);
        return Decimals.mulDiv(recent, 1_000_000, Decimals.multiply(way, RECENT), Rounding.UP);
    }

    private long trend(final Rounding rounding) {
        return way == 0 ? 0 : Decimals.mulDiv(distance, 1_000_000, way, rounding);
    }
}
