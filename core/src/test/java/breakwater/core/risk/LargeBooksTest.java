package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.ASSET_CLASS;
import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/**
 * Books so large that no sum of them is kept: strategy 1 holds 12 billion long in instrument 1 and as much short in instrument
 * 2, each under a stop. What is asked of them is added up book by book, to the last unit.
 */
class LargeBooksTest {
    private static final long LARGE = 120_000_000_000L;
    /** At the mark of 100.01. */
    private static final long LARGE_E8 = LARGE * 10_001_000;
    /** The same at 99.99, which is all that a position of the other side saves. */
    private static final long SAVED_E8 = LARGE * 9_999_000;

    private static final long EQUITY_E8 = 100_000_000_000_000_000L;
    private static final long ONE_E8 = 10_011_001_000L;

    private final GateFixture fixture = new GateFixture().wide();
    private final FakeWorld world = fixture.world;

    LargeBooksTest() {
        world.positions.equityE8[0] = EQUITY_E8;
        world.positions.equityE8[1] = EQUITY_E8;
        book(1, 1, LARGE, 9_999);
        book(1, 2, -LARGE, 10_001);
        for (final Figure figure : new Figure[] {Figure.GROSS_EXPOSURE, Figure.NET_EXPOSURE}) {
            fixture.limit(figure, GLOBAL, 0, Long.MAX_VALUE);
        }
    }

    @Test
    void countInGrossAndNetInEveryScope() {
        assertObserves(Figure.GROSS_EXPOSURE, GLOBAL, GLOBAL, 2 * LARGE_E8 + ONE_E8);
        assertObserves(Figure.NET_EXPOSURE, GLOBAL, GLOBAL, LARGE_E8 - SAVED_E8 + ONE_E8);
        assertObserves(Figure.GROSS_EXPOSURE, ASSET_CLASS, ASSET_CLASS, LARGE_E8 + ONE_E8);
        assertObserves(Figure.NET_EXPOSURE, ASSET_CLASS, ASSET_CLASS, LARGE_E8 + ONE_E8);
        assertObserves(Figure.GROSS_EXPOSURE, STRATEGY, STRATEGY, ONE_E8);
    }

    @Test
    void openOnePositionEachAndFlatBooksWithAnEntryOneMore() {
        pending(2, 0);
        pending(2, 2);
        pending(3, 1);
        world.entryWorks[1][1] = true;

        assertObserves(Figure.OPEN_POSITIONS, GLOBAL, GLOBAL, 6);
        assertObserves(Figure.POSITIONS_OF_CLASS, GLOBAL, ASSET_CLASS, 4);
        world.entryWorks[2][2] = false;
        assertObserves(Figure.OPEN_POSITIONS, GLOBAL, GLOBAL, 5);
        assertObserves(Figure.POSITIONS_OF_CLASS, GLOBAL, ASSET_CLASS, 4);
    }

    @Test
    void openNoFurtherPositionWhereTheOrdersBookIsOpenOrPending() {
        pending(0, 0);
        assertObserves(Figure.OPEN_POSITIONS, GLOBAL, GLOBAL, 3);
        world.entryWorks[0][0] = false;
        book(0, 0, 1_000, 9_800);
        assertObserves(Figure.OPEN_POSITIONS, GLOBAL, GLOBAL, 3);
    }

    /**
     * Long from 100.00 to 99.99: 0.01, 15 steps behind it and 20 of fees; short from 100.00 to 100.01: 0.01, 16 and 21. One of
     * 1.000 in the suspense book is worth its mark, long 100.01, short 99.99.
     */
    @Test
    void addTheirRiskAndWhatIsInSuspenseToTheHeat() {
        final long heldE8 = LARGE * (1 + 15 + 20) * 1_000 + LARGE * (1 + 16 + 21) * 1_000;
        assertEquals(heldE8 + ONE_E8, heatE8());
        world.positions.suspense[0] = 1_000;
        world.positions.suspense[3] = -2_000;
        world.pendingRisk[1][1] = 77;

        assertEquals(heldE8 + ONE_E8 + 10_001_000_000L + 20_002_000_000L + 77, heatE8());
    }

    @Test
    void leaveToEachUnderlyingItsOwnHeat() {
        world.positions.suspense[0] = 2_000_000;
        world.positions.suspense[1] = 5_000_000;
        book(2, 0, 1_000_000, 9_800);
        // 20,002,000.00 in suspense, 1,000 times 2.35 under the stop, and this one: of a billion, rounded up
        final long underlyingE8 = 20_002_000_000_000L + 235_000_000_000L + ONE_E8;
        assertObserves(Figure.UNDERLYING_HEAT, GLOBAL, INSTRUMENT, ppmUp(underlyingE8));
    }

    @Test
    void tieUpTheirAccountsLeverage() {
        assertObserves(Figure.LEVERAGE, ACCOUNT, ACCOUNT, ppmUp(2 * LARGE_E8 + ONE_E8));
        assertObserves(Figure.LEVERAGE, INSTRUMENT, INSTRUMENT, ppmUp(ONE_E8));
        final long ofClass = ppmUp(LARGE_E8 + ONE_E8);
        fixture.limit(Figure.LEVERAGE, ASSET_CLASS, 0, ofClass - 1);
        assertEquals(
                Answer.refused(Control.LEVERAGE, ASSET_CLASS, 0, ofClass, ofClass - 1),
                fixture.ask(fixture.entry(Side.BUY)));
        // At their leverage they have tied up the equity whole, one part in a million short of it.
        fixture.limit(Figure.LEVERAGE, ASSET_CLASS, 0, ofClass);
        assertEquals(Control.ALLOCATION, fixture.ask(fixture.entry(Side.BUY)).control());
    }

    @Test
    void areRefusedByP37WhereTheirHeatHasNoPlaceInALong() {
        world.pendingRisk[1][1] = Long.MAX_VALUE - 1;
        assertEquals(
                Answer.refused(Control.ARITHMETIC, GLOBAL, 0, 0, Control.HEAT.code()),
                fixture.ask(fixture.entry(Side.BUY)));
    }

    /** Nothing that is sold or bought in an instrument that is not shortable is lent: what it costs is asked of cash. */
    @Test
    void leaveTheCashThatIsNotSpentOnThem() {
        book(2, 3, 1_000_000, 9_800);
        world.buys[3][3] = 1_000;
        world.worstBuy[3] = 10_001;
        fixture.gate.onAdopted(3, 3, 0);
        world.positions.suspense[3] = 3_000;
        world.positions.cashE8[0] = 100_000_000_000_000L;
        final Intent entry = fixture.entry(Side.BUY);
        entry.instrumentId = 3;
        // paid at 100.01, one step above the entry price
        final long costE8 = 10_001_000_000_000L + ONE_E8 + 3 * 10_001_000_000L + ONE_E8;
        final long left = (100_000_000_000_000L - costE8) / (EQUITY_E8 / 1_000_000);
        Boundary.assertHolds(fixture, entry, Figure.CASH_RESERVE, GLOBAL, 0, ACCOUNT, 0, left);
    }

    private static long ppmUp(final long moneyE8) {
        final long one = EQUITY_E8 / 1_000_000;
        return (moneyE8 + one - 1) / one;
    }

    private long heatE8() {
        final Decision decision = fixture.gate.decide(fixture.entry(Side.BUY), fixture.nowNs);
        assertEquals(Answer.APPROVED, Answer.of(decision));
        return decision.heatE8();
    }

    private void assertObserves(
            final Figure figure, final ScopeType row, final ScopeType reported, final long observed) {
        Boundary.assertHolds(fixture, fixture.entry(Side.BUY), figure, row, 0, reported, 0, observed);
        fixture.limit(figure, row, 0, Math.min(figure.largest(), Long.MAX_VALUE));
    }

    private void book(final int strategyId, final int id, final long quantity, final long stopPrice) {
        world.positions.held[strategyId][id] = quantity;
        world.positions.entry[strategyId][id] = 10_000;
        world.stop[strategyId][id] = stopPrice;
        fixture.gate.onAdopted(strategyId, id, 0);
    }

    private void pending(final int strategyId, final int id) {
        world.entryWorks[strategyId][id] = true;
        world.buys[strategyId][id] = 10;
        fixture.gate.onAdopted(strategyId, id, 0);
    }
}
