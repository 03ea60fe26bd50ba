package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.fake.FakeMarket;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** P29: the brake of a market that moves faster than its hour, and the trend that a strategy wants. The tick is 1. */
class RegimeRuleTest {
    private static final long MINUTE = 60_000_000_000L;

    private final GateFixture fixture = new GateFixture()
            .wide()
            .limit(Figure.REGIME_SAMPLE, GLOBAL, 0, 30)
            .limit(Figure.VOLATILITY_BRAKE_FLOOR, GLOBAL, 0, 3);
    private final FakeMarket market = fixture.world.market;

    @Test
    void boundsTheLastMinutesBesideTheHour() {
        market.minutesKnown = 60;
        zigzag(60, 2);
        zigzag(5, 10);

        // 5 x 10 in five minutes, 55 x 2 before: 10 beside 160 / 60.
        for (final ScopeType row : new ScopeType[] {GLOBAL, INSTRUMENT}) {
            Boundary.assertHolds(fixture, entry(), Figure.VOLATILITY_BRAKE, row, 0, INSTRUMENT, 0, 3_750_000);
        }
    }

    @Test
    void saysNothingWithinTheFloorOrUpToTheSample() {
        fixture.limit(Figure.VOLATILITY_BRAKE, GLOBAL, 0, 0);
        market.minutesKnown = 60;
        zigzag(60, 3);
        assertEquals(Answer.APPROVED, fixture.ask(entry()), "three ticks a minute");
        zigzag(60, 4);
        market.minutesKnown = 30;
        assertEquals(Answer.APPROVED, fixture.ask(entry()), "no more minutes than the sample");
        market.minutesKnown = 31;
        assertEquals(Answer.refused(Control.REGIME, INSTRUMENT, 0, 1_000_000, 0), fixture.ask(entry()));
        fixture.limit(Figure.REGIME_SAMPLE, GLOBAL, 0, 0);
        market.minutesKnown = 4;
        assertEquals(Answer.APPROVED, fixture.ask(entry()), "fewer than five minutes");
    }

    @Test
    void boundsTheTrendOfTheHour() {
        market.minutesKnown = 60;
        climb(60, 9_000, 3);
        market.minutePrices[1] -= 6;

        // 59 x 3 - 3 of 59 x 3 + 3.
        for (final ScopeType row : new ScopeType[] {GLOBAL, STRATEGY}) {
            Boundary.assertHolds(fixture, entry(), Figure.TREND_MIN, row, 0, STRATEGY, 0, 966_666);
        }
        fixture.limit(Figure.TREND_MAX, STRATEGY, 0, 966_667);
        assertEquals(Answer.APPROVED, fixture.ask(entry()));
        fixture.limit(Figure.TREND_MAX, STRATEGY, 0, 966_666);
        assertEquals(Answer.refused(Control.REGIME, STRATEGY, 0, 966_667, 966_666), fixture.ask(entry()));
    }

    @Test
    void aTrendThatIsNotKnownIsNotTheOneThatIsWanted() {
        fixture.limit(Figure.TREND_MIN, STRATEGY, 0, 1);
        assertEquals(Answer.refused(Control.REGIME, STRATEGY, 0, 0, 1), fixture.ask(entry()));
        fixture.limit(Figure.TREND_MIN, STRATEGY, 0, 0).limit(Figure.TREND_MAX, STRATEGY, 0, 999_999);
        assertEquals(Answer.refused(Control.REGIME, STRATEGY, 0, 1_000_000, 999_999), fixture.ask(entry()));
    }

    @Test
    void asksNoExit() {
        fixture.hold(1_000);
        market.minutesKnown = 60;
        zigzag(60, 50);
        fixture.limit(Figure.VOLATILITY_BRAKE, GLOBAL, 0, 0).limit(Figure.TREND_MIN, GLOBAL, 0, 1_000_000);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 1_000)));
    }

    /** At any prices an entry passes exactly where the exact figures are within their rows. */
    @Test
    void agreesWithExactFigures() {
        final long seed = 29_029L;
        final SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 5_000; n++) {
            fixture.nowNs += MINUTE;
            final int known = random.nextInt(61);
            market.minutesKnown = known + (known == 60 ? random.nextInt(1_000) : 0);
            final int wild = random.nextInt(1, 40);
            for (int i = 0; i < 64; i++) {
                market.minutePrices[i] = 10_000 + random.nextInt(i < 7 ? wild : 10);
            }
            final long[] rows = {
                random.nextLong(6_000_000),
                random.nextLong(61),
                random.nextLong(6),
                random.nextLong(40_000),
                500_000 + random.nextLong(500_001)
            };
            final Figure[] figures = {
                Figure.VOLATILITY_BRAKE,
                Figure.REGIME_SAMPLE,
                Figure.VOLATILITY_BRAKE_FLOOR,
                Figure.TREND_MIN,
                Figure.TREND_MAX
            };
            for (int i = 0; i < rows.length; i++) {
                fixture.limit(figures[i], GLOBAL, 0, rows[i]);
            }

            final boolean isSampled = known >= 5 && known > rows[1];
            final long recent = way(5);
            final long hour = way(known);
            final long came = isSampled ? Math.abs(market.minutePrices[1] - market.minutePrices[known + 1]) : 0;
            final long brake =
                    !isSampled || recent <= 5 * rows[2] || hour == 0 ? 0 : up(recent * known * 1_000_000, hour * 5);
            final long least = !isSampled || hour == 0 ? 0 : came * 1_000_000 / hour;
            final long most = !isSampled ? 1_000_000 : hour == 0 ? 0 : up(came * 1_000_000, hour);
            assertEquals(
                    brake <= rows[0] && least >= rows[3] && most <= rows[4],
                    fixture.gate.decide(entry(), fixture.nowNs).isApproved(),
                    "seed " + seed + " n " + n);
        }
    }

    @Tag("slow")
    @Test
    void allocatesNothing() {
        market.minutesKnown = 60;
        zigzag(60, 2);
        final Intent entry = entry();
        final Runnable step = () -> fixture.gate.decide(entry, fixture.nowNs += MINUTE);
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }
        final AllocationCount count = new AllocationCount(RegimeRuleTest.class);

        assertEquals(0, count.count(20_000, step), count::toString);
    }

    private long way(final int minutes) {
        long sum = 0;
        for (int ago = 1; ago <= minutes; ago++) {
            sum += Math.abs(market.minutePrices[ago] - market.minutePrices[ago + 1]);
        }
        return sum;
    }

    private static long up(final long part, final long whole) {
        return BigInteger.valueOf(part)
                .add(BigInteger.valueOf(whole - 1))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    /** The entry of a minute of its own, since the figures of one minute are worked out once. */
    private Intent entry() {
        fixture.nowNs += MINUTE;
        return fixture.entry(Side.BUY);
    }

    /** Lets each of the newest minutes go up or down by so much. */
    private void zigzag(final int minutes, final long step) {
        for (int ago = minutes; ago >= 1; ago--) {
            market.minutePrices[ago] = market.minutePrices[ago + 1] + (ago % 2 == 0 ? step : -step);
        }
    }

    private void climb(final int minutes, final long from, final long step) {
        market.minutePrices[minutes + 1] = from;
        for (int ago = minutes; ago >= 1; ago--) {
            market.minutePrices[ago] = market.minutePrices[ago + 1] + step;
        }
    }
}
