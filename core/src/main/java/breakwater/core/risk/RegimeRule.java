package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Instruments;

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

    private final Instruments instruments;
    private final MarketView market;
    private final Examiner examiner;
    private final Rows brake;
    private final Rows sample;
    private final Rows floorTicks;
    private final Rows trendMin;
    private final Rows trendMax;
    /** By instrument: the minute in which the figures were worked out, and these. */
    private final long[] minute;

    private final long[] known;
    private final long[] recentWay;
    private final long[] way;
    private final long[] distance;

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
        known = new long[instruments.capacity()];
        recentWay = new long[instruments.capacity()];
        way = new long[instruments.capacity()];
        distance = new long[instruments.capacity()];
    }

    /** Forgets what was worked out, since another state was read. */
    void forget() {
        java.util.Arrays.fill(minute, 0);
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
        if (minute[id] != c.nowNs / MINUTE_NS) {
            workOut(id, c.nowNs);
        }
        final int strategyId = c.strategyId();
        final boolean isSampled = known[id] >= RECENT && known[id] > sample.value(0);
        return examiner.asksBoth(brake, id, isSampled ? brake(id) : 0)
                && examiner.asksBoth(trendMin, strategyId, isSampled ? trend(id, Rounding.DOWN) : 0)
                && examiner.asksBoth(trendMax, strategyId, isSampled ? trend(id, Rounding.UP) : ALL);
    }

    private void workOut(final int id, final long nowNs) {
        minute[id] = nowNs / MINUTE_NS;
        known[id] = Math.min(HOUR, market.minutesKnown(id, nowNs));
        way[id] = 0;
        long later = market.minutePriceAgo(id, nowNs, 1);
        distance[id] = Math.abs(later - market.minutePriceAgo(id, nowNs, known[id] + 1));
        for (int ago = 2; ago <= known[id] + 1; ago++) {
            final long earlier = market.minutePriceAgo(id, nowNs, ago);
            way[id] = Decimals.add(way[id], Math.abs(later - earlier));
            later = earlier;
            if (ago == RECENT + 1) {
                recentWay[id] = way[id];
            }
        }
    }

    private long brake(final int id) {
        final long floor = Decimals.multiply(RECENT * floorTicks.value(0), instruments.tickSize(id));
        if (floor != Decimals.OVERFLOW && recentWay[id] != Decimals.OVERFLOW && recentWay[id] <= floor) {
            return 0;
        }
        if (way[id] == 0) {
            return 0;
        }
        final long recent = Decimals.multiply(recentWay[id], known[id]);
        return Decimals.mulDiv(recent, 1_000_000, Decimals.multiply(way[id], RECENT), Rounding.UP);
    }

    private long trend(final int id, final Rounding rounding) {
        return way[id] == 0 ? 0 : Decimals.mulDiv(distance[id], 1_000_000, way[id], rounding);
    }
}
