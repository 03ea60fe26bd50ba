package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/** Instrument 3 is bought with cash. Equity and cash are 1,000.00; a buy of 1.000 costs 100.11001 at worst. */
class BuyingPowerTest {
    private final GateFixture fixture = new GateFixture().wide();
    private final FakeWorld world = fixture.world;

    BuyingPowerTest() {
        world.positions.equityE8[0] = 100_000_000_000L;
    }

    @Test
    void keepsTheReserveInCash() {
        assertLeft(899_889);
    }

    @Test
    void takesOffWhatIsHeldAndWhatIsBeingBoughtWithCash() {
        world.positions.held[1][3] = 2_000;
        world.positions.entry[1][3] = 9_000;
        fixture.gate.onAdopted(1, 3, 0);
        world.buys[2][3] = 1_000;
        world.worstBuy[3] = 10_001;
        fixture.gate.onAdopted(2, 3, 0);
        world.positions.suspense[3] = 1_000;

        // 1,000 less 2 x 90.01 held, 2 x 100.11001 to buy, 100.01 in suspense
        assertLeft(519_749);
    }

    @Test
    void leavesMarginProductsAndOtherAccountsOut() {
        world.positions.held[0][0] = 5_000;
        world.positions.entry[0][0] = 10_000;
        fixture.gate.onAdopted(0, 0, 0);
        world.positions.held[3][3] = 5_000;
        world.positions.entry[3][3] = 10_000;
        fixture.gate.onAdopted(3, 3, 1);
        fixture.limit(Figure.CASH_RESERVE, GLOBAL, 0, 1_000_000);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "a margin product");
        fixture.limit(Figure.CASH_RESERVE, GLOBAL, 0, 0);
        assertLeft(899_889);
    }

    @Test
    void spendsNoProfitThatIsNotRealizedAndSetsLossesAside() {
        world.positions.cashE8[0] = 50_000_000_000L;
        assertEquals(
                399_889,
                fixture.limit(Figure.CASH_RESERVE, GLOBAL, 0, 1_000_000)
                        .ask(buy())
                        .observed());
        world.positions.cashE8[0] = 150_000_000_000L;
        assertEquals(899_889, fixture.ask(buy()).observed());
    }

    @Test
    void refusesWhatCannotBePaidThoughTheReserveIsNone() {
        world.positions.equityE8[0] = 10_011_001_000L;
        assertEquals(Answer.APPROVED, fixture.ask(buy()));
        world.positions.equityE8[0]--;

        assertEquals(Answer.refused(Control.BUYING_POWER, ACCOUNT, 0, -1, 0), fixture.ask(buy()));
    }

    @Test
    void deliversOnlyWhatTheAccountsStrategiesHold() {
        world.positions.held[1][3] = 1_500;
        world.positions.entry[1][3] = 10_000;
        fixture.gate.onAdopted(1, 3, 0);
        world.sells[1][3] = 500;
        world.positions.held[3][3] = 5_000;
        fixture.gate.onAdopted(3, 3, 1);
        world.positions.suspense[3] = 700;
        for (final long quantity : new long[] {990, 1_000}) {
            assertEquals(Answer.APPROVED, fixture.ask(sell(quantity)), "sells " + quantity);
        }
        assertEquals(Answer.refused(Control.BUYING_POWER, INSTRUMENT, 3, 10, 0), fixture.ask(sell(1_010)));
        world.positions.suspense[3] = -10;
        assertEquals(Answer.refused(Control.BUYING_POWER, INSTRUMENT, 3, 10, 0), fixture.ask(sell(1_000)));
    }

    private void assertLeft(final long ppm) {
        Boundary.assertHolds(fixture, buy(), Figure.CASH_RESERVE, GLOBAL, 0, ACCOUNT, 0, ppm);
        Boundary.assertHolds(fixture, buy(), Figure.CASH_RESERVE, ACCOUNT, 0, ACCOUNT, 0, ppm);
    }

    private Intent buy() {
        final Intent intent = fixture.entry(Side.BUY);
        intent.instrumentId = 3;
        return intent;
    }

    private Intent sell(final long quantity) {
        final Intent intent = fixture.entry(Side.SELL);
        intent.instrumentId = 3;
        intent.quantity = quantity;
        return intent;
    }
}
