package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.ASSET_CLASS;
import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/**
 * Equity is 1,000.00 and crypto has a leverage of three; a buy of 1.000 at the ask of 100.01 with its fee is worth 100.11001,
 * and ties up a third of it: 33,371 ppm.
 */
class AllocationTest {
    private static final long ONE_PPM = 33_371;

    private final GateFixture fixture = new GateFixture().wide().limit(Figure.LEVERAGE, ASSET_CLASS, 0, 3_000_000);
    private final FakeWorld world = fixture.world;

    AllocationTest() {
        world.positions.equityE8[0] = 100_000_000_000L;
        world.positions.equityE8[1] = 100_000_000_000L;
        for (final Figure figure : Figure.values()) {
            if (figure.required() == ScopeType.VENUE) {
                final boolean isFloor = figure.sense() == Sense.AT_LEAST;
                fixture.limit(figure, ScopeType.VENUE, 1, isFloor ? 0 : Math.min(figure.largest(), GateFixture.WIDE));
            }
        }
    }

    @Test
    void holdsAStrategyWithinItsShareAndTheAccountOutOfItsReserve() {
        final Intent buy = fixture.entry(Side.BUY);

        Boundary.assertHolds(fixture, buy, Figure.ALLOCATION, STRATEGY, 0, STRATEGY, 0, ONE_PPM);
        Boundary.assertHolds(fixture, buy, Figure.CAPITAL_RESERVE, GLOBAL, 0, ACCOUNT, 0, 1_000_000 - ONE_PPM);
        Boundary.assertHolds(fixture, buy, Figure.CAPITAL_RESERVE, ACCOUNT, 0, ACCOUNT, 0, 1_000_000 - ONE_PPM);
    }

    @Test
    void takesWhatIsPaidForInFullAndTheRestOverTheLeverageOfItsClass() {
        fixture.limit(Figure.LEVERAGE, ASSET_CLASS, 2, 10_000_000).limit(Figure.LEVERAGE, ASSET_CLASS, 1, 10_000_000);

        assertTiesUp(33_371, entry(0));
        assertTiesUp(10_012, entry(2));
        assertTiesUp(100_111, entry(3));
        fixture.limit(Figure.LEVERAGE, ASSET_CLASS, 0, 500_000);
        assertTiesUp(100_111, entry(0));
    }

    @Test
    void countsHisOwnBooksForAStrategyAndAllOfTheAccountForTheReserve() {
        world.positions.held[0][1] = -2_000;
        fixture.gate.onAdopted(0, 1, 0);
        world.positions.held[1][1] = 3_000;
        fixture.gate.onAdopted(1, 1, 0);
        world.positions.suspense[0] = 1_000;
        world.positions.held[3][0] = 5_000;
        fixture.gate.onAdopted(3, 0, 1);
        final Intent buy = fixture.entry(Side.BUY);

        // a third of 200.02 short and of 100.11001 bought
        final long own = 100_044;
        Boundary.assertHolds(fixture, buy, Figure.ALLOCATION, STRATEGY, 0, STRATEGY, 0, own);
        // with a third of 300.03 of the other strategy and of 100.01 in suspense
        final long left = 1_000_000 - 233_391;
        Boundary.assertHolds(fixture, buy, Figure.CAPITAL_RESERVE, ACCOUNT, 0, ACCOUNT, 0, left);
    }

    @Test
    void countsWhatWorksAndAReplacementOnce() {
        world.buys[0][0] = 1_000;
        world.worstBuy[0] = 10_001;
        fixture.gate.onAdopted(0, 0, 0);
        assertTiesUp(66_741, fixture.entry(Side.BUY));

        final Intent larger = fixture.entry(Side.BUY);
        larger.replacesId = world.replacedId = 7;
        world.replacedLeaves = 1_000;
        larger.quantity = 2_000;
        assertTiesUp(66_741, larger);
    }

    @Test
    void letsAnEntryOfTheOtherSideInWhereItTiesUpNoMore() {
        world.positions.held[0][0] = 3_000;
        world.positions.entry[0][0] = 10_000;
        fixture.gate.onAdopted(0, 0, 0);
        fixture.limit(Figure.ALLOCATION, STRATEGY, 0, 100_010);
        final Intent sell = fixture.entry(Side.SELL);
        sell.quantity = 5_000;
        assertEquals(Answer.APPROVED, fixture.ask(sell), "2.000 short is less than 3.000 long");

        fixture.limit(Figure.ALLOCATION, STRATEGY, 0, 100_009);
        assertEquals(
                Answer.refused(Control.ALLOCATION, STRATEGY, 0, 100_010, 100_009),
                fixture.ask(sell),
                "until it is filled the long stays");
    }

    @Test
    void neverHoldsAnExitBack() {
        fixture.hold(1_000)
                .limit(Figure.ALLOCATION, STRATEGY, 0, 0)
                .limit(Figure.CAPITAL_RESERVE, GLOBAL, 0, 1_000_000);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 1_000)));
    }

    @Test
    void warnsBeforeTheShareIsSpent() {
        fixture.set(Control.ALLOCATION.code(), 0, STRATEGY, 0, 50_000, ONE_PPM, true);
        assertEquals(
                1L << Control.ALLOCATION.code(),
                fixture.gate.decide(fixture.entry(Side.BUY), fixture.nowNs).warnings());

        fixture.set(Control.ALLOCATION.code(), 0, STRATEGY, 0, 50_000, ONE_PPM + 1, true);
        assertEquals(
                0, fixture.gate.decide(fixture.entry(Side.BUY), fixture.nowNs).warnings());
    }

    /** P11 as it is now decides, and what was kept with another is of no worth. */
    @Test
    void followsTheLeverageOfTheClassForBooksThatAreOpenAlready() {
        final FakeWorld telling = new FakeWorld().telling();
        final GateFixture kept = new GateFixture(Trace.NONE, telling).wide();
        telling.positions.equityE8[0] = 100_000_000_000L;
        telling.positions.held[0][1] = 3_000;
        kept.gate.onAdopted(0, 1, 0);
        telling.changed(1);
        kept.limit(Figure.LEVERAGE, ASSET_CLASS, 0, 3_000_000).limit(Figure.ALLOCATION, STRATEGY, 0, 133_381);
        assertEquals(Answer.APPROVED, kept.ask(kept.entry(Side.BUY)));

        kept.limit(Figure.LEVERAGE, ASSET_CLASS, 0, 2_000_000);
        assertEquals(Answer.refused(Control.ALLOCATION, STRATEGY, 0, 200_071, 133_381), kept.ask(kept.entry(Side.BUY)));
    }

    private Intent entry(final int instrumentId) {
        final Intent intent = fixture.entry(Side.BUY);
        intent.instrumentId = instrumentId;
        intent.venueId = instrumentId == 2 ? 1 : 0;
        return intent;
    }

    private void assertTiesUp(final long ppm, final Intent intent) {
        Boundary.assertHolds(fixture, intent, Figure.ALLOCATION, STRATEGY, 0, STRATEGY, 0, ppm);
    }
}
