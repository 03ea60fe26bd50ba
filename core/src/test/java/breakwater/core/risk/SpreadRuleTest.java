package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.fake.FakeMarket;
import breakwater.core.message.Control;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/** P28 where one of its figures is missing: the average of 61 samples is 0.10, the spread 0.20, twice as wide. */
class SpreadRuleTest {
    private final GateFixture fixture = new GateFixture()
            .wide()
            .limit(Figure.SPREAD_SAMPLE, GLOBAL, 0, 60)
            .limit(Figure.SPREAD_FLOOR, GLOBAL, 0, 3);
    private final FakeMarket market = fixture.world.market;

    SpreadRuleTest() {
        market.quote(0, 9_990, 10_010);
        market.averageSpread[0] = 10;
        market.spreadSamples[0] = 61;
    }

    @Test
    void boundsItsMultipleOfTheAverage() {
        Boundary.assertHolds(
                fixture, fixture.entry(Side.BUY), Figure.SPREAD_MULTIPLE, GLOBAL, 0, INSTRUMENT, 0, 2_000_000);
    }

    @Test
    void entersNothingWhileASideIsMissingThatIsUsuallyThere() {
        fixture.limit(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 1_000_000);
        final Answer noPrice =
                Answer.refused(Control.DEFAULT_DENY, INSTRUMENT, 0, Control.SPREAD.code(), Examiner.NO_PRICE);
        market.quote(0, 0, 10_010);
        assertEquals(noPrice, fixture.ask(fixture.entry(Side.BUY)));
        market.quote(0, 10_010, 0);
        assertEquals(noPrice, fixture.ask(fixture.entry(Side.BUY)));
        market.averageSpread[0] = 10_000;
        market.quote(0, 1, 10_010);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "the lowest bid there is");

        market.spreadSamples[0] = 60;
        market.quote(0, 0, 10_010);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "it is not usually known");
    }

    @Test
    void isBeyondAnyMultipleOfAnAverageOfNothing() {
        market.averageSpread[0] = 0;
        assertEquals(
                Answer.refused(Control.SPREAD, INSTRUMENT, 0, Long.MAX_VALUE, Figure.SPREAD_MULTIPLE.largest()),
                refusedAtTheWidest());
        market.averageSpread[0] = 1;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void isNoneWithinTheFloorHoweverNarrowTheAverage() {
        market.averageSpread[0] = 0;
        fixture.limit(Figure.SPREAD_MULTIPLE, GLOBAL, 0, 0).limit(Figure.SPREAD_FLOOR, GLOBAL, 0, 20);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        fixture.limit(Figure.SPREAD_FLOOR, GLOBAL, 0, 19);
        assertEquals(
                Answer.refused(Control.SPREAD, INSTRUMENT, 0, Long.MAX_VALUE, 0), fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void refusesAFloorThatHasNoPlaceInALong() {
        final long tick = Long.MAX_VALUE / 1_000_000 + 1;
        final GateFixture coarse = new GateFixture(
                        Trace.NONE, new FakeWorld(), d -> d.tickSize(tick).priceExponent((byte) -12))
                .wide();
        coarse.world.market.quote(0, tick, tick);
        coarse.world.market.averageSpread[0] = 1;
        coarse.world.market.spreadSamples[0] = 61;
        coarse.limit(Figure.SPREAD_SAMPLE, GLOBAL, 0, 60);
        final Intent entry = coarse.entry(Side.BUY);
        entry.price = tick;
        coarse.limit(Figure.SPREAD_FLOOR, GLOBAL, 0, 999_999);
        assertEquals(Answer.APPROVED, coarse.ask(entry));

        coarse.limit(Figure.SPREAD_FLOOR, GLOBAL, 0, 1_000_000);

        assertEquals(Answer.refused(Control.ARITHMETIC, INSTRUMENT, 0, 0, Control.SPREAD.code()), coarse.ask(entry));
    }

    private Answer refusedAtTheWidest() {
        fixture.limit(Figure.SPREAD_MULTIPLE, GLOBAL, 0, Figure.SPREAD_MULTIPLE.largest());
        return fixture.ask(fixture.entry(Side.BUY));
    }
}
