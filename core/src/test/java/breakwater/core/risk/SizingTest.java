package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ASSET_CLASS;
import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/** Equity is 100,000; entry 100.00, stop 98.00; the worst exit loses 2.00 + 0.147 behind the stop + 0.198 fees = 2.35. */
class SizingTest {
    private final GateFixture fixture = new GateFixture().wide().limit(Figure.TRADE_RISK, GLOBAL, 0, 10_000);
    private final FakeWorld world = fixture.world;

    @Test
    void risksOnePercentToTheWorstExitRoundedDownToTheLot() {
        assertEquals(425_530, sized(fixture.bracket()));
        assertTrue(fixture.gate.decide(fixture.bracket(), fixture.nowNs).riskE8() <= world.positions.equityE8[0] / 100);
    }

    @Test
    void shrinksInHighVolatilityAndNeverGrowsInLow() {
        final Intent wild = fixture.bracket();
        wild.atr = 200;
        assertEquals(212_760, sized(wild));
        final Intent calm = fixture.bracket();
        calm.atr = 50;
        assertEquals(425_530, sized(calm));
        final Intent unknown = fixture.bracket();
        unknown.atr = 0;
        assertEquals(425_530, sized(unknown));
    }

    @Test
    void takesAnAverageThatIsNotThereForNoReasonToShrink() {
        final Intent unknown = fixture.bracket();
        unknown.atrBaseline = 0;
        assertEquals(425_530, sized(unknown));
        unknown.atr = 1;
        unknown.quantity = 0;
        assertEquals(425_530, sized(unknown));
        unknown.atr = 101;
        unknown.atrBaseline = 100;
        unknown.quantity = 0;
        // 1,000 x 100/101 is 990.09900990, over 2.35
        assertEquals(421_310, sized(unknown));
    }

    @Test
    void refusesByP37AnEquityOrALossThatHasNoPlaceInALong() {
        final Answer overflow = Answer.refused(Control.ARITHMETIC, STRATEGY, 0, 0, Control.HEAT.code());
        final Intent shortEntry = fixture.bracket();
        shortEntry.side = Side.SELL;
        shortEntry.protectiveStopPrice = Long.MAX_VALUE;
        assertEquals(overflow, fixture.ask(shortEntry));
        world.positions.equityE8[0] = Decimals.OVERFLOW;
        assertEquals(overflow, fixture.ask(fixture.bracket()));
    }

    /** Whatever a row leaves to the last unit of money, what is sized to it is within it, and one lot more is not. */
    @Test
    void cutsToTheLastUnitOfMoneyAndNoFurther() {
        fixture.limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 5_000);
        final long fullE8 = 5_000L * 10_001_000L + 5_000L * 10_001;
        for (long row = fullE8 - 3; row <= fullE8 + 3; row++) {
            fixture.limit(Figure.ORDER_NOTIONAL, GLOBAL, 0, row);
            final long quantity = sized(fixture.bracket());
            assertEquals(Answer.APPROVED, fixture.ask(fixture.bracket()), "row " + (row - fullE8));
            // One unit of money is left for each rounding.
            assertEquals(row > fullE8 + 1 ? 5_000 : 4_990, quantity, "row " + (row - fullE8));
        }
    }

    /** What the risk allows is worth 1.3e21; the row allows 1.000 and leaves a unit of money for each rounding. */
    @Test
    void cutsWhereTheValueOfAllOfItHasNoPlaceInALong() {
        world.positions.equityE8[0] = Long.MAX_VALUE / 2;
        fixture.define(0, 1_000, d -> d.maxQuantity(Long.MAX_VALUE));
        fixture.limit(Figure.TRADE_RISK, GLOBAL, 0, 1_000_000)
                .limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, Long.MAX_VALUE)
                .limit(Figure.LEVERAGE, ASSET_CLASS, 0, 1_000_000_000)
                .limit(Figure.ORDER_NOTIONAL, GLOBAL, 0, 10_011_001_000L + 2);
        final Intent near = fixture.bracket();
        near.protectiveStopPrice = 9_999;

        assertEquals(1_000, sized(near));
    }

    @Test
    void halvesAfterALosingStreak() {
        world.sizeFactorPpm = 500_000;

        assertEquals(212_760, sized(fixture.bracket()));
    }

    @Test
    void sizesAShortAgainstAStopAbove() {
        final Intent shortEntry = fixture.bracket();
        shortEntry.side = Side.SELL;
        shortEntry.protectiveStopPrice = 10_200;
        shortEntry.target1Price = 9_600;

        // 200 + 16 behind the stop + 21 fees, each rounded up
        assertEquals(421_940, sized(shortEntry));
    }

    @Test
    void staysWithinTheLeverageOfTheAssetClass() {
        fixture.limit(Figure.LEVERAGE, ASSET_CLASS, 0, 3_000_000).limit(Figure.LEVERAGE, ASSET_CLASS, 2, 1_000_000);
        final Intent equity = fixture.bracket();
        equity.instrumentId = 3;
        equity.protectiveStopPrice = 9_950;
        assertEquals(998_900, sized(equity), "100,000 less the fee, at the ask of 100.01");
        final Intent crypto = fixture.bracket();
        crypto.protectiveStopPrice = 9_950;
        fixture.limit(Figure.TRADE_RISK, GLOBAL, 0, 100_000);
        assertEquals(2_996_700, sized(crypto));
        assertEquals(Answer.APPROVED, fixture.ask(crypto(9_950)), "what leverage cut is within it");
        fixture.hold(1_000_000);
        assertEquals(1_996_700, sized(crypto(9_950)));
    }

    @Test
    void capsWhatItSizesAtTheLargestOrder() {
        fixture.limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 5_005);
        assertEquals(5_000, sized(fixture.bracket()));
        fixture.limit(Figure.ORDER_NOTIONAL, GLOBAL, 0, 10_000_000_000L);
        assertEquals(990, sized(fixture.bracket()));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.bracket()));
    }

    @Test
    void refusesByP1WhatSizesBelowTheMinimum() {
        world.positions.equityE8[0] = 100_000_000;

        assertEquals(Answer.refused(Control.WELL_FORMED, INSTRUMENT, 0, 0, 10), fixture.ask(fixture.bracket()));
    }

    @Test
    void deniesToSizeWithoutARowForTheRiskOfATrade() {
        final GateFixture bare = new GateFixture();

        assertEquals(Answer.refused(Control.DEFAULT_DENY, GLOBAL, 0, Control.HEAT.code(), 1), bare.ask(bare.bracket()));
    }

    private Intent crypto(final long stopPrice) {
        final Intent intent = fixture.bracket();
        intent.protectiveStopPrice = stopPrice;
        return intent;
    }

    private long sized(final Intent intent) {
        return fixture.gate.decide(intent, fixture.nowNs).quantity();
    }
}
