package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.reference.Instruments;
import org.junit.jupiter.api.Test;

/** The market stands at 99.99 to 100.01, the fee is 0.1 %; 1.000 at 100.01 is worth 100.01 and 0.10001 of fee. */
class WorstValueTest {
    private static final long ONE_AT_ASK_E8 = 10_001_000_000L;
    private static final long WITH_FEE_E8 = 10_011_001_000L;

    private final GateFixture fixture = new GateFixture();
    private final WorstValue worst = new WorstValue(fixture.instruments, fixture.world.market);
    private final Clearances clearances = new Clearances(fixture.instruments, fixture.limits, GateFixture.CAPACITY);

    @Test
    void valuesOrdersAtTheDearerOfPriceAndMarkWithTheFee() {
        assertEquals(WITH_FEE_E8, worst.ofOrders(0, 1_000, 10_000));
        assertEquals(WITH_FEE_E8, worst.ofOrders(0, 1_000, 10_001));
        assertEquals(10_012_002_000L, worst.ofOrders(0, 1_000, 10_002));
        assertEquals(0, worst.ofOrders(0, 0, 10_000));
    }

    @Test
    void valuesAPositionAtTheDearerMarkAndSavesTheCheaperOneOnly() {
        assertEquals(ONE_AT_ASK_E8, worst.ofPosition(0, 1_000));
        assertEquals(-9_999_000_000L, worst.ofPosition(0, -1_000));
        assertEquals(0, worst.ofPosition(0, 0));
    }

    @Test
    void valuesTheOrderUnderDecisionByWhatItIsAndNotByWhatWasAskedBefore() {
        worst.begin();
        assertEquals(WITH_FEE_E8, worst.ofThisOrder(known(), 1_000, 10_001));
        assertEquals(2 * WITH_FEE_E8, worst.ofThisOrder(known(), 2_000, 10_001));
        assertEquals(20_024_004_000L, worst.ofThisOrder(known(), 2_000, 10_002));
        assertEquals(WITH_FEE_E8, worst.ofThisOrder(known(), 1_000, 10_001));
    }

    @Test
    void valuesTheOrderAnewInTheNextDecisionSinceFeesMayHaveChanged() {
        worst.begin();
        assertEquals(WITH_FEE_E8, worst.ofThisOrder(known(), 1_000, 10_001));
        assertEquals(10_001, worst.dearMarkOfThis(0));
        fixture.define(0, 0);
        fixture.world.market.quote(0, 9_999, 10_003);
        worst.begin();

        assertEquals(ONE_AT_ASK_E8, worst.ofThisOrder(known(), 1_000, 10_001));
        assertEquals(10_003, worst.dearMarkOfThis(0));
    }

    /** From 100.00 to 98.00: 2.00, 0.147 behind the stop (15 steps), and 0.1 % of both prices (20 steps). */
    @Test
    void losesBehindTheStopWithFeesBothWays() {
        assertEquals(235, worst.unitLoss(0, true, 10_000, 9_800));
        // 10,200 + 16 behind it, 21 fees
        assertEquals(237, worst.unitLoss(0, false, 10_000, 10_200));
        assertEquals(0, worst.unitLoss(0, true, 10_000, 11_000), "a stop in profit loses nothing");
        assertEquals(Decimals.OVERFLOW, worst.unitLoss(0, false, 10_000, Long.MAX_VALUE));
    }

    @Test
    void losesByWhatTheOrderUnderDecisionIsAndNotByWhatWasAskedBefore() {
        worst.begin();
        assertEquals(235, worst.unitLossOfThis(0, true, 10_000, 9_800));
        assertEquals(236, worst.unitLossOfThis(0, true, 10_001, 9_800));
        assertEquals(235, worst.unitLossOfThis(0, true, 10_001, 9_801));
        fixture.define(1, 0);
        assertEquals(10_001 - 9_801 + 15, worst.unitLossOfThis(1, true, 10_001, 9_801));
        assertEquals(0, worst.unitLossOfThis(1, false, 10_001, 9_801));
        fixture.define(0, 0);
        worst.begin();
        assertEquals(10_000 - 9_800 + 15, worst.unitLossOfThis(0, true, 10_000, 9_800), "the fee has gone");
        worst.begin();
        fixture.define(0, 1_000);
        assertEquals(235, worst.unitLossOfThis(0, true, 10_000, 9_800), "and has come again");
    }

    @Test
    void findsTheLargestQuantityThatMoneyPaysFor() {
        assertEquals(1_000, worst.quantityFor(0, 10_001, ONE_AT_ASK_E8));
        assertEquals(999, worst.quantityFor(0, 10_001, ONE_AT_ASK_E8 - 1));
        assertEquals(0, worst.quantityFor(0, 10_001, 0));
        assertEquals(0, worst.quantityFor(0, 10_001, -1));
        assertEquals(Long.MAX_VALUE, worst.quantityFor(0, 0, 1), "what costs nothing has no end");
        assertEquals(
                0, worst.quantityFor(0, Long.MAX_VALUE, Long.MAX_VALUE), "what has no price in a long is not bought");
    }

    @Test
    void findsItWhereUnitsAreFinerThanMoney() {
        final Instruments instruments = new Instruments(1);
        GateFixture.define(instruments, 0, 0, d -> d.priceExponent((byte) -6).quantityExponent((byte) -12));
        final WorstValue ofFine = new WorstValue(instruments, fixture.world.market);

        // 1e-12 of a unit costs 25e-6 x 1e-12: 1e-8 of money pays for 400 millions of them
        assertEquals(400_000_000L, ofFine.quantityFor(0, 25, 1));
        assertEquals(800_000_000L, ofFine.quantityFor(0, 25, 2));
        assertEquals(Long.MAX_VALUE, ofFine.quantityFor(0, 1, Long.MAX_VALUE), "more than a long has place for");
    }

    @Test
    void takesTheHigherFeeAndNoRebate() {
        fixture.define(0, 0, d -> d.makerFeePpm(300).takerFeePpm(200));
        assertEquals(300, worst.feePpm(0));
        fixture.define(0, 0, d -> d.makerFeePpm(100).takerFeePpm(200));
        assertEquals(200, worst.feePpm(0));
        fixture.define(0, 0, d -> d.makerFeePpm(-300).takerFeePpm(-200));
        assertEquals(0, worst.feePpm(0));
    }

    private Clearance known() {
        final Intent order = fixture.entry(Side.BUY);
        final Clearance found = clearances.find(order);
        return found == null ? clearances.work(order) : found;
    }
}
