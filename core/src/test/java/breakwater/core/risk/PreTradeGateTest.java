package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.ASSET_CLASS;
import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static breakwater.core.message.ScopeType.VENUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Level;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderType;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.order.Intent;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Every control that entries pass, one below its limit, at it and one above. Notional of 1.000 at 100.01 is 100.01. */
class PreTradeGateTest {
    private static final long ONE_AT_ASK_WITH_FEE_E8 = 10_001_000_000L + 10_001_000L;

    private final GateFixture fixture = new GateFixture().wide();
    private final FakeWorld world = fixture.world;

    @Test
    void approvesAnEntryThatIsInsideEveryLimit() {
        final Decision decision = fixture.gate.decide(fixture.entry(Side.BUY), fixture.nowNs);

        assertTrue(decision.isApproved());
        assertEquals(Answer.APPROVED, Answer.of(decision));
        assertEquals(1_000, decision.quantity());
        assertEquals(10_000, decision.price());
        assertEquals(fixture.limits.version(), decision.limitsVersion());
        // Asked only of signals, of what is paid in full, of weights, or of US shares.
        final EnumSet<Control> others = EnumSet.of(
                Control.SIGNAL_CONTRACT,
                Control.BUYING_POWER,
                Control.VOLATILITY,
                Control.BASKET,
                Control.BASKET_WHOLE,
                Control.NO_TRADE_BAND,
                Control.DAY_TRADES);
        long expected = 0;
        for (final Control control : Control.values()) {
            final boolean asked =
                    control.reach() == Control.Reach.ENTRIES || control.reach() == Control.Reach.ALL_ORDERS;
            expected |= asked && !others.contains(control) ? 1L << control.code() : 0;
        }
        assertEquals(expected, decision.controlsPassed());
    }

    @Test
    void letsThroughWhatTheLevelOfTheWorstScopeAdmits() {
        fixture.hold(1_000);
        for (final Level level : new Level[] {Level.ACTIVE, Level.REDUCE_ONLY, Level.CANCEL_ONLY, Level.KILLED}) {
            world.levels[STRATEGY.value()] = level;
            final Intent flatten = fixture.exit(Side.SELL, 1_000);
            flatten.role = breakwater.core.message.OrderRole.FLATTEN;
            flatten.effect = Effect.FLATTENS;

            assertEquals(level == Level.ACTIVE, passes(fixture.entry(Side.BUY)), level + " entry");
            assertEquals(
                    level.value() <= Level.REDUCE_ONLY.value(),
                    passes(fixture.exit(Side.SELL, 1_000)),
                    level + " exit");
            assertEquals(level != Level.CANCEL_ONLY, passes(flatten), level + " flatten");
            assertTrue(passes(fixture.stop(Side.SELL, 1_000, 9_800, 9_790)), level + " stop");
        }
        world.levels[STRATEGY.value()] = Level.REDUCE_ONLY;
        assertEquals(Answer.refused(Control.KILL_STATE, STRATEGY, 0, 1, 0), fixture.ask(fixture.entry(Side.BUY)));
        world.levels[GLOBAL.value()] = Level.KILLED;
        assertEquals(Answer.refused(Control.KILL_STATE, GLOBAL, 0, 3, 0), fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void letsAStopTightenButNotLoosenWhileEntriesAreBlocked() {
        fixture.hold(1_000);
        world.stop[0][0] = 9_800;
        world.levels[GLOBAL.value()] = Level.CANCEL_ONLY;
        for (final long trigger : new long[] {9_799, 9_800, 9_801}) {
            final Intent stop = fixture.stop(Side.SELL, 1_000, trigger, trigger - 10);
            stop.replacesId = 7;

            assertEquals(trigger >= 9_800, passes(stop), "trigger " + trigger);
        }
    }

    @Test
    void refusesWhatIsMalformed() {
        assertMalformed(VENUE, 1, 1, 0, intent -> intent.venueId = 1);
        assertMalformed(INSTRUMENT, 9, 9, 4, intent -> intent.instrumentId = 9);
        assertMalformed(STRATEGY, 4, 4, 4, intent -> intent.strategyId = 4);
        assertMalformed(ACCOUNT, 2, 2, 2, intent -> intent.accountId = 2);
        assertMalformed(INSTRUMENT, 0, 255, 2, intent -> intent.side = Side.NULL_VAL);
        assertMalformed(INSTRUMENT, 0, 255, 2, intent -> intent.orderType = OrderType.NULL_VAL);
        assertMalformed(INSTRUMENT, 0, -1, 1, intent -> intent.timeInForce = TimeInForce.NULL_VAL);
        assertMalformed(INSTRUMENT, 0, 0, 1, intent -> intent.price = 0);
        assertMalformed(INSTRUMENT, 0, -5, 1, intent -> intent.price = -5);
        assertMalformed(INSTRUMENT, 0, -10, 10, intent -> intent.quantity = -10);
        assertMalformed(INSTRUMENT, 0, 1_001, 10, intent -> intent.quantity = 1_001);
        assertMalformed(INSTRUMENT, 0, 1_000_000_010, 1_000_000_000, intent -> intent.quantity = 1_000_000_010);
    }

    @Test
    void refusesLessThanTheLeastNotional() {
        final Intent intent = fixture.entry(Side.BUY);
        intent.quantity = 10;
        assertEquals(Answer.APPROVED, fixture.ask(intent));
        intent.price = 9_999;
        assertEquals(Answer.refused(Control.WELL_FORMED, INSTRUMENT, 0, 99_990_000, 100_000_000), fixture.ask(intent));
    }

    @Test
    void refusesEntriesWhileTheMarketIsNotOpen() {
        for (final MarketState state : MarketState.values()) {
            world.market.state[0] = state;
            assertEquals(state == MarketState.OPEN, passes(fixture.entry(Side.BUY)), state.name());
        }
        world.market.state[0] = MarketState.HALTED;
        assertEquals(Answer.refused(Control.MARKET_STATE, INSTRUMENT, 0, 1, 0), fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void refusesEntriesOnStaleDataAndUnmarkedAccounts() {
        for (final long age : new long[] {999, 1_000, 1_001}) {
            world.market.quoteAgeNs[0] = age;
            assertEquals(age <= 1_000, passes(fixture.entry(Side.BUY)), "age " + age);
        }
        assertEquals(
                Answer.refused(Control.STALE_DATA, INSTRUMENT, 0, 1_001, 1_000), fixture.ask(fixture.entry(Side.BUY)));
        world.market.quoteAgeNs[0] = 0;
        world.positions.isMarked[0] = false;
        assertEquals(Answer.refused(Control.STALE_DATA, ACCOUNT, 0, 0, 1), fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void holdsASignalToItsContract() {
        fixture.limit(Figure.SCORE, GLOBAL, 0, 4)
                .limit(Figure.REWARD_TO_RISK, GLOBAL, 0, 2_000_000)
                .limit(Figure.STOP_DISTANCE, GLOBAL, 0, 20_000);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.bracket()));
        final Intent weak = fixture.bracket();
        weak.score = 3;
        assertEquals(Answer.refused(Control.SIGNAL_CONTRACT, GLOBAL, 0, 3, 4), fixture.ask(weak));
        final Intent poor = fixture.bracket();
        poor.target1Price = 10_399;
        assertEquals(Answer.refused(Control.SIGNAL_CONTRACT, GLOBAL, 0, 1_995_000, 2_000_000), fixture.ask(poor));
        final Intent tight = fixture.bracket();
        tight.protectiveStopPrice = 9_801;
        assertEquals(Answer.refused(Control.SIGNAL_CONTRACT, GLOBAL, 0, 19_900, 20_000), fixture.ask(tight));
        final Intent naked = fixture.bracket();
        naked.protectiveStopPrice = 0;
        assertEquals(Answer.refused(Control.SIGNAL_CONTRACT, GLOBAL, 0, 0, 20_000), fixture.ask(naked));
        final Intent wrongSide = fixture.bracket();
        wrongSide.protectiveStopPrice = 10_100;
        assertEquals(Answer.refused(Control.SIGNAL_CONTRACT, GLOBAL, 0, -100, 20_000), fixture.ask(wrongSide));
    }

    @Test
    void asksAnEntryWithoutBracketForItsContractOnlyByItsStrategysRow() {
        fixture.limit(Figure.SCORE, GLOBAL, 0, 4);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));

        fixture.limit(Figure.SCORE, STRATEGY, 0, 1);
        assertEquals(Answer.refused(Control.SIGNAL_CONTRACT, STRATEGY, 0, 0, 1), fixture.ask(fixture.entry(Side.BUY)));
        final Intent graded = fixture.entry(Side.BUY);
        graded.score = 1;
        assertEquals(Answer.APPROVED, fixture.ask(graded));
    }

    @Test
    void keepsEntriesWithinTheCollarOnBothSides() {
        fixture.limit(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 10_000);
        for (final long price : new long[] {9_899, 9_900, 9_901, 10_099, 10_100, 10_101}) {
            final Intent intent = fixture.entry(Side.BUY);
            intent.price = price;
            assertEquals(price >= 9_900 && price <= 10_100, passes(intent), "price " + price);
        }
        final Intent far = fixture.entry(Side.BUY);
        far.price = 10_101;
        assertEquals(Answer.refused(Control.PRICE_COLLAR, INSTRUMENT, 0, 10_100, 10_000), fixture.ask(far));
        world.market.bid[0] = 0;
        world.market.ask[0] = 0;
        assertEquals(
                Answer.refused(Control.DEFAULT_DENY, INSTRUMENT, 0, Control.PRICE_COLLAR.code(), -1), fixture.ask(far));
    }

    @Test
    void turnsAMarketOrderIntoALimitAtTheEdgeOfTheCollar() {
        fixture.limit(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 10_000);
        final Intent intent = fixture.entry(Side.SELL);
        intent.orderType = OrderType.MARKET;

        assertEquals(Answer.APPROVED, fixture.ask(intent));

        assertEquals(OrderType.LIMIT, intent.orderType);
        assertEquals(TimeInForce.IOC, intent.timeInForce);
        assertEquals(9_900, intent.price);
    }

    @Test
    void boundsTheQuantityOfOneOrder() {
        fixture.limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 1_000);
        assertBoundary(Control.ORDER_QUANTITY, INSTRUMENT, 0, 1_000, 1_010, quantity(1_010));
        fixture.limit(Figure.ORDER_QUANTITY, STRATEGY, 0, 500);
        assertEquals(Answer.refused(Control.ORDER_QUANTITY, STRATEGY, 0, 510, 500), fixture.ask(quantity(510)));
    }

    @Test
    void boundsTheNotionalOfOneOrderAtItsWorstValue() {
        for (final ScopeType scope : new ScopeType[] {INSTRUMENT, STRATEGY, GLOBAL}) {
            assertLimit(Figure.ORDER_NOTIONAL, scope, scope, ONE_AT_ASK_WITH_FEE_E8);
        }
    }

    @Test
    void boundsTheWorstCasePositionOfTheOrdersSide() {
        world.positions.suspense[0] = 5;
        world.positions.held[1][0] = 2_000;
        world.buys[0][0] = 3_000;
        world.sells[0][0] = 9_000;
        assertLimit(Figure.LONG_POSITION, INSTRUMENT, INSTRUMENT, 2_005 + 3_000 + 1_000);

        fixture.limit(Figure.SHORT_POSITION, INSTRUMENT, 0, 9_000 + 1_000 - 2_005 - 1);
        assertEquals(
                Answer.refused(Control.POSITION_LIMIT, INSTRUMENT, 0, 7_995, 7_994),
                fixture.ask(fixture.entry(Side.SELL)));
        fixture.limit(Figure.SHORT_POSITION, INSTRUMENT, 0, 7_995);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.SELL)));
    }

    @Test
    void countsTheLargerOfOldAndNewForAReplacement() {
        world.buys[0][0] = 800;
        world.replacedId = 7;
        world.replacedLeaves = 800;
        final Intent replacement = fixture.entry(Side.BUY);
        replacement.replacesId = 7;

        fixture.limit(Figure.LONG_POSITION, INSTRUMENT, 0, 1_000);
        assertEquals(Answer.APPROVED, fixture.ask(replacement));
        fixture.limit(Figure.LONG_POSITION, INSTRUMENT, 0, 999);
        assertEquals(Answer.refused(Control.POSITION_LIMIT, INSTRUMENT, 0, 1_000, 999), fixture.ask(replacement));
        world.replacedLeaves = 0;
        assertEquals(Answer.refused(Control.POSITION_LIMIT, INSTRUMENT, 0, 1_800, 999), fixture.ask(replacement));
    }

    @Test
    void neverSellsShortWhatIsNotShortable() {
        final Intent intent = fixture.entry(Side.SELL);
        intent.instrumentId = 3;

        assertEquals(Answer.refused(Control.BUYING_POWER, INSTRUMENT, 3, 1_000, 0), fixture.ask(intent));
    }

    @Test
    void boundsGrossAndNetExposureInEveryScope() {
        fixture.hold(-800);
        final long savedE8 = 7_999_200_000L;
        final long shortE8 = 8_000_800_000L;
        for (final ScopeType scope : new ScopeType[] {STRATEGY, ASSET_CLASS, GLOBAL}) {
            assertLimit(Figure.GROSS_EXPOSURE, scope, scope, shortE8);
            assertLimit(Figure.NET_EXPOSURE, scope, scope, ONE_AT_ASK_WITH_FEE_E8 - savedE8);
        }
    }

    @Test
    void addsUpTheStrategiesWorstCasesInGrossAndNetsThemInNet() {
        world.positions.held[1][1] = 2_000;
        fixture.gate.onAdopted(1, 1, 0);
        world.positions.suspense[2] = -1_000;
        final long held = 20_002_000_000L;
        final long suspense = 10_001_000_000L;

        assertLimit(Figure.GROSS_EXPOSURE, GLOBAL, GLOBAL, held + suspense + ONE_AT_ASK_WITH_FEE_E8);
        assertLimit(Figure.NET_EXPOSURE, GLOBAL, GLOBAL, held - 9_999_000_000L + ONE_AT_ASK_WITH_FEE_E8);
        assertLimit(Figure.GROSS_EXPOSURE, ASSET_CLASS, ASSET_CLASS, held + ONE_AT_ASK_WITH_FEE_E8);
    }

    @Test
    void boundsOpenPositionsAndPendingEntries() {
        world.positions.held[1][0] = 10;
        world.stop[1][0] = 9_800;
        world.entryWorks[1][2] = true;
        world.buys[1][2] = 10;
        world.worstBuy[2] = 10_000;
        fixture.gate.onAdopted(1, 0, 0);
        fixture.gate.onAdopted(1, 2, 0);

        assertLimit(Figure.OPEN_POSITIONS, GLOBAL, GLOBAL, 3);
        assertLimit(Figure.POSITIONS_OF_CLASS, GLOBAL, ASSET_CLASS, 2);
        world.entryWorks[0][0] = true;
        fixture.gate.onAdopted(0, 0, 0);
        assertLimit(Figure.POSITIONS_OF_CLASS, GLOBAL, ASSET_CLASS, 2);
    }

    @Test
    void boundsTheHeatOfTheTradeOfItsUnderlyingAndOfTheSum() {
        world.positions.held[1][0] = 1_000;
        world.positions.entry[1][0] = 10_000;
        world.stop[1][0] = 9_800;
        fixture.gate.onAdopted(1, 0, 0);
        world.positions.held[1][1] = 1_000;
        fixture.gate.onAdopted(1, 1, 0);
        world.positions.equityE8[0] = 100_000_000_000L;
        final Intent intent = fixture.bracket();
        intent.quantity = 1_000;
        // 200 to the stop, 15 behind it, 20 fees (rounded up): 2.35 on 1,000
        final long stopped = 2_350;
        final long naked = 100_010;

        assertHeat(intent, Figure.TRADE_RISK, GLOBAL, STRATEGY, stopped);
        assertHeat(intent, Figure.TRADE_RISK, STRATEGY, STRATEGY, stopped);
        assertHeat(intent, Figure.UNDERLYING_HEAT, GLOBAL, INSTRUMENT, 2 * stopped);
        assertHeat(intent, Figure.PORTFOLIO_HEAT, GLOBAL, GLOBAL, 2 * stopped + naked);
        assertEquals(235_000_000L, decide(intent).riskE8());
        assertEquals(2 * 235_000_000L + 10_001_000_000L, decide(intent).heatE8());
        world.positions.equityE8[0] = 0;
        assertEquals(Answer.refused(Control.HEAT, GLOBAL, 0, Long.MAX_VALUE, 1_000_000_000L), fixture.ask(intent));
    }

    @Test
    void countsTheWholeNotionalAsHeatWhereThereIsNoBracket() {
        world.positions.equityE8[0] = 100_000_000_000L;

        assertLimit(Figure.TRADE_RISK, GLOBAL, STRATEGY, 100_111);
    }

    @Test
    void boundsWorkingOrdersInEveryScope() {
        world.workingOrders = 9;
        world.ofVenue = 8;
        world.ofStrategy = 7;
        world.ofInstrument = 6;

        assertLimit(Figure.OPEN_ORDERS, GLOBAL, GLOBAL, 10);
        assertLimit(Figure.OPEN_ORDERS, VENUE, VENUE, 9);
        assertLimit(Figure.OPEN_ORDERS, STRATEGY, STRATEGY, 8);
        assertLimit(Figure.OPEN_ORDERS, INSTRUMENT, INSTRUMENT, 7);
        final Intent replacement = fixture.entry(Side.BUY);
        replacement.replacesId = 7;
        fixture.limit(Figure.OPEN_ORDERS, INSTRUMENT, 0, 6);
        assertEquals(Answer.APPROVED, fixture.ask(replacement));
    }

    @Test
    void boundsOwnOrdersThatAnEntryCrosses() {
        world.crossed = 2;
        assertLimit(Figure.OWN_ORDERS_CROSSED, VENUE, VENUE, 2);

        fixture.hold(1_000).limit(Figure.OWN_ORDERS_CROSSED, VENUE, 0, 1);
        final Intent exit = fixture.exit(Side.SELL, 1_000);
        assertEquals(Answer.APPROVED, fixture.ask(exit));
        assertTrue(fixture.gate.needsItsWayCleared(exit));
        fixture.limit(Figure.OWN_ORDERS_CROSSED, VENUE, 0, 2);
        assertFalse(fixture.gate.needsItsWayCleared(exit));
        final GateFixture bare = new GateFixture();
        bare.world.crossed = 1;
        assertTrue(bare.gate.needsItsWayCleared(exit), "without a row any order is in the way");
    }

    @Test
    void boundsTheSpreadBesideItsAverageOnceThereAreSamplesAboveTheFloor() {
        world.market.quote(0, 9_990, 10_010);
        world.market.averageSpread[0] = 7;
        world.market.spreadSamples[0] = 61;
        fixture.limit(Figure.SPREAD_SAMPLE, GLOBAL, 0, 60).limit(Figure.SPREAD_FLOOR, GLOBAL, 0, 19);
        // 20 of 7, rounded up
        assertLimit(Figure.SPREAD_MULTIPLE, GLOBAL, INSTRUMENT, 2_857_143);
        assertLimit(Figure.SPREAD_MULTIPLE, INSTRUMENT, INSTRUMENT, 2_857_143);

        fixture.limit(Figure.SPREAD_MULTIPLE, GLOBAL, 0, 2_000_000);
        assertFalse(passes(fixture.entry(Side.BUY)));
        fixture.limit(Figure.SPREAD_FLOOR, GLOBAL, 0, 20);
        assertTrue(passes(fixture.entry(Side.BUY)), "within the floor");
        fixture.limit(Figure.SPREAD_FLOOR, GLOBAL, 0, 0);
        world.market.spreadSamples[0] = 60;
        assertTrue(passes(fixture.entry(Side.BUY)), "too few samples");
    }

    @Test
    void boundsTheVolatilityOfASignalThatCarriesIt() {
        final Intent signal = fixture.entry(Side.BUY);
        signal.price = 9_999;
        signal.atr = 30;
        // 30 of 9,999 is 3,000.3 ppm
        assertLimit(signal, Figure.VOLATILITY_MAX, GLOBAL, STRATEGY, 3_001);
        assertLimit(signal, Figure.VOLATILITY_MAX, STRATEGY, STRATEGY, 3_001);
        Boundary.assertHolds(fixture, signal, Figure.VOLATILITY_MIN, GLOBAL, 0, STRATEGY, 0, 3_000);
        Boundary.assertHolds(fixture, signal, Figure.VOLATILITY_MIN, STRATEGY, 0, STRATEGY, 0, 3_000);
        fixture.limit(Figure.VOLATILITY_MIN, GLOBAL, 0, 1_000_000);
        signal.atr = 0;
        assertTrue(passes(signal), "without one it is not asked");
    }

    @Test
    void refusesByP37WhateverHasNoPlaceInALong() {
        world.buys[0][0] = Long.MAX_VALUE - 10;
        assertEquals(
                Answer.refused(Control.ARITHMETIC, INSTRUMENT, 0, 0, Control.POSITION_LIMIT.code()),
                fixture.ask(fixture.entry(Side.BUY)));
        world.buys[0][0] = Long.MAX_VALUE / 1_000_000;
        assertEquals(
                Answer.refused(Control.ARITHMETIC, GLOBAL, 0, 0, Control.EXPOSURE.code()),
                fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void deniesWhereARequiredRowIsMissing() {
        for (final Figure figure : Figure.values()) {
            if (figure.control().reach() == Control.Reach.LEVELS) {
                continue;
            }
            final GateFixture gap = allBut(figure);
            final Intent intent = figure.control() == Control.SIGNAL_CONTRACT ? gap.bracket() : gap.entry(Side.BUY);
            if (figure == Figure.EXIT_COLLAR || figure == Figure.SHORT_POSITION) {
                continue;
            }
            // As a part of a basket it is asked for all that any entry is asked for.
            intent.basketE8 = 1;
            assertEquals(
                    Answer.refused(
                            Control.DEFAULT_DENY,
                            figure.required(),
                            0,
                            figure.control().code(),
                            figure.key()),
                    gap.ask(intent),
                    figure.name());
        }
    }

    @Test
    void warnsAtTheWarnLevelAndAboveIt() {
        for (final long warn : new long[] {999, 1_000, 1_001}) {
            fixture.set(Control.ORDER_QUANTITY.code(), 0, INSTRUMENT, 0, 2_000, warn, true);
            final Decision decision = decide(fixture.entry(Side.BUY));

            assertTrue(decision.isApproved());
            assertEquals(warn <= 1_000 ? 1L << Control.ORDER_QUANTITY.code() : 0, decision.warnings());
        }
    }

    private static GateFixture allBut(final Figure missing) {
        final GateFixture fixture = new GateFixture();
        for (final Figure figure : Figure.values()) {
            if (figure != missing) {
                fixture.limit(
                        figure,
                        figure.required(),
                        0,
                        figure.sense() == Sense.AT_LEAST ? 0 : Math.min(figure.largest(), GateFixture.WIDE));
            }
        }
        return fixture;
    }

    private Intent quantity(final long quantity) {
        final Intent intent = fixture.entry(Side.BUY);
        intent.quantity = quantity;
        return intent;
    }

    private boolean passes(final Intent intent) {
        return decide(intent).isApproved();
    }

    private Decision decide(final Intent intent) {
        return fixture.gate.decide(intent, fixture.nowNs);
    }

    private void assertBoundary(
            final Control control,
            final ScopeType scope,
            final int id,
            final long bound,
            final long observed,
            final Intent tooMuch) {
        assertTrue(passes(quantity(bound - 10)));
        assertTrue(passes(quantity(bound)));
        assertEquals(Answer.refused(control, scope, id, observed, bound), fixture.ask(tooMuch));
    }

    /** Asserts that a buy of 1.000 observes {@code figure}: passes with room or none, and is refused one short of it. */
    private void assertLimit(final Figure figure, final ScopeType row, final ScopeType reported, final long observed) {
        assertLimit(fixture.entry(Side.BUY), figure, row, reported, observed);
    }

    private void assertLimit(
            final Intent intent,
            final Figure figure,
            final ScopeType row,
            final ScopeType reported,
            final long observed) {
        for (final long bound : new long[] {observed + 1, observed}) {
            fixture.limit(figure, row, 0, bound);
            assertEquals(Answer.APPROVED, fixture.ask(intent), figure + " bound " + bound);
        }
        fixture.limit(figure, row, 0, observed - 1);
        assertEquals(
                Answer.refused(figure.control(), reported, 0, observed, observed - 1),
                fixture.ask(intent),
                figure.name());
        fixture.limit(figure, row, 0, Math.min(figure.largest(), GateFixture.WIDE));
    }

    private void assertHeat(
            final Intent intent, final Figure figure, final ScopeType row, final ScopeType reported, final long ppm) {
        assertLimit(intent, figure, row, reported, ppm);
    }

    private void assertMalformed(
            final ScopeType scope, final int id, final long observed, final long bound, final Change change) {
        final Intent intent = fixture.entry(Side.BUY);
        change.to(intent);
        assertEquals(Answer.refused(Control.WELL_FORMED, scope, id, observed, bound), fixture.ask(intent));
    }

    private interface Change {
        void to(Intent intent);
    }
}
