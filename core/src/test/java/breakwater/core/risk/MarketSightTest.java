package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ASSET_CLASS;
import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.fake.FakeMarket;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** P27, P4, P6: each one below its limit, at it and above; without what it needs to see it denies; exits are not asked. */
class MarketSightTest {
    private static final ScopeType[] ROWS = {GLOBAL, INSTRUMENT};

    private final GateFixture fixture = new GateFixture().wide();
    private final FakeMarket market = fixture.world.market;

    @Test
    void boundsTheShareOfRefusedEventsOfInstrumentAndSource() {
        fixture.limit(Figure.QUARANTINE_SAMPLE, GLOBAL, 0, 100);
        for (int source = 0; source < 2; source++) {
            final long[] events = source == 0 ? market.events : market.eventsOfSource;
            final long[] refused = source == 0 ? market.refusedEvents : market.refusedEventsOfSource;
            events[0] = 300;
            refused[0] = 10;
            for (final ScopeType row : ROWS) {
                Boundary.assertHolds(
                        fixture, fixture.entry(Side.BUY), Figure.QUARANTINED_SHARE, row, 0, INSTRUMENT, 0, 33_334);
            }
            events[0] = 0;
        }
    }

    @Test
    void saysNothingOfQualityUpToTheSample() {
        fixture.limit(Figure.QUARANTINED_SHARE, GLOBAL, 0, 0).limit(Figure.QUARANTINE_SAMPLE, GLOBAL, 0, 100);
        market.refusedEvents[0] = 1;
        for (final long events : new long[] {99, 100}) {
            market.events[0] = events;
            assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        }
        market.events[0] = 101;
        assertRefused(Control.DATA_QUALITY, 9_901);
        market.refusedEvents[0] = 0;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "it ends by itself");
    }

    @Test
    void boundsTheOrderAndThePositionBesideTheVolumeOfADay() {
        market.dayVolume[0] = 300_000;
        market.isDayWhole[0] = true;
        fixture.world.buys[0][0] = 200;
        for (final ScopeType row : ROWS) {
            Boundary.assertHolds(
                    fixture, fixture.entry(Side.BUY), Figure.ORDER_OF_VOLUME, row, 0, INSTRUMENT, 0, 3_334);
            Boundary.assertHolds(
                    fixture, fixture.entry(Side.BUY), Figure.POSITION_OF_VOLUME, row, 0, INSTRUMENT, 0, 4_000);
            Boundary.assertHolds(
                    fixture, fixture.entry(Side.SELL), Figure.POSITION_OF_VOLUME, row, 0, INSTRUMENT, 0, 3_334);
        }
    }

    @Test
    void takesTheAssumedVolumeUntilADayWasWatched() {
        fixture.limit(Figure.ORDER_OF_VOLUME, GLOBAL, 0, 10_000);
        market.dayVolume[0] = 50_000;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "as much as the fixture assumes");
        fixture.limit(Figure.ASSUMED_VOLUME, INSTRUMENT, 0, 99_999);
        assertRefused(Control.SHARE_OF_VOLUME, 10_001);
        fixture.limit(Figure.ASSUMED_VOLUME, INSTRUMENT, 0, 100_000);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        market.isDayWhole[0] = true;
        assertRefused(Control.SHARE_OF_VOLUME, 20_000);
        market.isDayWhole[0] = false;
        market.dayVolume[0] = 200_000;
        fixture.limit(Figure.ASSUMED_VOLUME, INSTRUMENT, 0, 0);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "what was seen is more");
    }

    @Test
    void deniesWithoutAVolume() {
        fixture.limit(Figure.ASSUMED_VOLUME, INSTRUMENT, 0, 0);
        for (final boolean isWhole : new boolean[] {false, true}) {
            market.isDayWhole[0] = isWhole;
            assertEquals(
                    Answer.refused(
                            Control.DEFAULT_DENY, INSTRUMENT, 0, Control.SHARE_OF_VOLUME.code(), Examiner.NO_VOLUME),
                    fixture.ask(fixture.entry(Side.BUY)));
        }
    }

    @Test
    void boundsTheDistanceFromWhereTheMarketWas() {
        market.priceAgo[0] = 9_700;
        fixture.limit(Figure.PRICE_MOVE_WINDOW, GLOBAL, 0, 30_999_999_999L);
        for (final ScopeType row : ROWS) {
            Boundary.assertHolds(fixture, fixture.entry(Side.BUY), Figure.PRICE_MOVE, row, 0, INSTRUMENT, 0, 30_928);
            Boundary.assertHolds(fixture, fixture.entry(Side.SELL), Figure.PRICE_MOVE, row, 0, INSTRUMENT, 0, 30_928);
        }
        assertEquals(30, market.secondsAgo);
        market.priceAgo[0] = 10_300;
        Boundary.assertHolds(fixture, fixture.entry(Side.SELL), Figure.PRICE_MOVE, GLOBAL, 0, INSTRUMENT, 0, 29_127);
        market.priceAgo[0] = -1;
        assertEquals(
                Answer.refused(Control.DEFAULT_DENY, INSTRUMENT, 0, Control.PRICE_MOVE.code(), Examiner.NO_PRICE),
                fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void boundsFromBelowWhatTheInstrumentTradesInADay() {
        market.dayVolume[0] = 300_000;
        market.isDayWhole[0] = true;
        // 300.000 at 100.00
        final long worthE8 = 3_000_000_000_000L;
        Boundary.assertHolds(
                fixture, fixture.entry(Side.BUY), Figure.MINIMUM_VOLUME, ASSET_CLASS, 0, ASSET_CLASS, 0, worthE8);
        Boundary.assertHolds(
                fixture, fixture.entry(Side.SELL), Figure.MINIMUM_VOLUME, INSTRUMENT, 0, INSTRUMENT, 0, worthE8);

        market.isDayWhole[0] = false;
        fixture.limit(Figure.ASSUMED_VOLUME, INSTRUMENT, 0, 400_000);
        Boundary.assertHolds(
                fixture,
                fixture.entry(Side.BUY),
                Figure.MINIMUM_VOLUME,
                ASSET_CLASS,
                0,
                ASSET_CLASS,
                0,
                4_000_000_000_000L);
        fixture.limit(Figure.ASSUMED_VOLUME, INSTRUMENT, 0, Long.MAX_VALUE);
        fixture.limit(Figure.MINIMUM_VOLUME, ASSET_CLASS, 0, Figure.MINIMUM_VOLUME.largest());
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "worth more than a long has place for");
    }

    @Test
    void asksNoExit() {
        fixture.hold(1_000);
        fixture.limit(Figure.ASSUMED_VOLUME, INSTRUMENT, 0, 0).limit(Figure.QUARANTINED_SHARE, GLOBAL, 0, 0);
        fixture.limit(Figure.QUARANTINE_SAMPLE, GLOBAL, 0, 0).limit(Figure.PRICE_MOVE, GLOBAL, 0, 0);
        fixture.limit(Figure.MINIMUM_VOLUME, ASSET_CLASS, 0, Figure.MINIMUM_VOLUME.largest());
        market.priceAgo[0] = 1;
        market.events[0] = 10;
        market.refusedEvents[0] = 10;

        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 1_000)));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.stop(Side.SELL, 1_000, 9_800, 9_790)));
    }

    /** At any figures an entry passes exactly where no exact share, rounded up, is above its row. */
    @Tag("slow")
    @Test
    void agreesWithExactShares() {
        final long seed = 4_427_006L;
        final SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 10_000; n++) {
            market.events[0] = random.nextInt(1, 400);
            market.refusedEvents[0] = random.nextLong(market.events[0] + 1) / 8;
            market.isDayWhole[0] = random.nextInt(3) != 0;
            market.dayVolume[0] = random.nextLong(1, 2_000_000);
            market.priceAgo[0] = random.nextLong(9_000, 11_000);
            fixture.world.buys[0][0] = 10L * random.nextInt(500);
            final long[] rows = {
                random.nextLong(60_000),
                random.nextLong(300),
                random.nextLong(20_000),
                random.nextLong(30_000),
                random.nextLong(1_000_000),
                random.nextLong(90_000)
            };
            final Figure[] figures = {
                Figure.QUARANTINED_SHARE,
                Figure.QUARANTINE_SAMPLE,
                Figure.ORDER_OF_VOLUME,
                Figure.POSITION_OF_VOLUME,
                Figure.ASSUMED_VOLUME,
                Figure.PRICE_MOVE
            };
            for (int i = 0; i < rows.length; i++) {
                fixture.limit(figures[i], figures[i].required(), 0, rows[i]);
            }

            final long volume = market.isDayWhole[0] ? market.dayVolume[0] : Math.max(market.dayVolume[0], rows[4]);
            final boolean isExpected =
                    (market.events[0] <= rows[1] || ppm(market.refusedEvents[0], market.events[0]) <= rows[0])
                            && ppm(1_000, volume) <= rows[2]
                            && ppm(1_000 + fixture.world.buys[0][0], volume) <= rows[3]
                            && ppm(Math.abs(10_000 - market.priceAgo[0]), market.priceAgo[0]) <= rows[5];
            assertEquals(
                    isExpected,
                    fixture.gate.decide(fixture.entry(Side.BUY), fixture.nowNs).isApproved(),
                    "seed " + seed + " n " + n);
        }
    }

    private static long ppm(final long part, final long whole) {
        return BigInteger.valueOf(part)
                .multiply(BigInteger.valueOf(1_000_000))
                .add(BigInteger.valueOf(whole - 1))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    private void assertRefused(final Control control, final long observed) {
        final Answer answer = fixture.ask(fixture.entry(Side.BUY));
        assertEquals(control, answer.control());
        assertEquals(observed, answer.observed());
    }
}
