package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ASSET_CLASS;
import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import breakwater.core.message.Control;
import breakwater.core.message.MarketState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/** F6: an entry that works, as a change of itself, put again to the price collar, to its market's state, to the limits. */
class RecheckTest {
    private static final long ID = 7;

    private final GateFixture fixture = new GateFixture().wide();
    private final FakeWorld world = fixture.world;
    private Decision last;

    /** 1.000 bought at 100.00 of which 0.400 is left: the sums hold that already. */
    private Intent working() {
        world.replacedId = ID;
        world.replacedLeaves = 400;
        world.buys[0][0] = 400;
        world.worstBuy[0] = 10_000;
        world.entryWorks[0][0] = true;
        world.workingOrders = 1;
        fixture.gate.onAdopted(0, 0, 0);
        final Intent working = fixture.entry(Side.BUY);
        working.quantity = 400;
        working.replacesId = ID;
        return working;
    }

    @Test
    void theCollarIsAskedAgainAndNothingElse() {
        fixture.limit(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 10_000).limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 0);
        final Intent working = working();
        world.market.quote(0, 10_100, 10_102);
        assertEquals(Answer.APPROVED, price(working), "1 % of 101.01");
        assertEquals(bit(Control.PRICE_COLLAR), passed());

        world.market.quote(0, 10_101, 10_103);

        assertEquals(Answer.refused(Control.PRICE_COLLAR, INSTRUMENT, 0, 10_098, 10_000), price(working));
    }

    @Test
    void theMarketsStateIsAskedAgainAndNothingElse() {
        fixture.limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 0);
        assertEquals(Answer.APPROVED, market(working()));

        world.market.state[0] = MarketState.HALTED;

        assertEquals(Answer.refused(Control.MARKET_STATE, INSTRUMENT, 0, 1, 0), market(working()));
    }

    /** 0.400 at the mark of 100.01 is worth 40.004, its fee of 0.1 % 0.040004 more. */
    @Test
    void eachLimitOfWhatAnOrderIsAndOfWhatWorksIsAskedAgain() {
        world.positions.equityE8[0] = 100_000_000_000L;
        final long worthE8 = 4_004_400_400L;
        assertRefused(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 0, 0, "100.00 stands at the reference");
        assertRefused(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 400, 399, "");
        assertRefused(Figure.ORDER_NOTIONAL, GLOBAL, 0, worthE8, worthE8 - 1, "");
        assertRefused(Figure.LONG_POSITION, INSTRUMENT, 0, 400, 399, "");
        assertRefused(Figure.GROSS_EXPOSURE, GLOBAL, 0, worthE8, worthE8 - 1, "");
        assertRefused(Figure.NET_EXPOSURE, GLOBAL, 0, worthE8, worthE8 - 1, "");
        assertRefused(Figure.OPEN_POSITIONS, GLOBAL, 0, 1, 0, "pending, and counted once");
        assertRefused(Figure.OPEN_ORDERS, GLOBAL, 0, 1, 0, "itself");
        assertRefused(Figure.LEVERAGE, ASSET_CLASS, 0, 40_045, 40_044, "40.044004 of 1,000");
    }

    /** 0.400 at the mark of 100.01 is worth 40.044004 with its fee, at 100.02 it is 40.048008. */
    @Test
    void eachTimeItIsAskedAtTheMarkAndTheFeeOfNow() {
        fixture.limit(Figure.ORDER_NOTIONAL, GLOBAL, 0, 4_004_400_400L);
        assertEquals(Answer.APPROVED, recheck());
        world.market.quote(0, 9_998, 10_002);
        assertEquals(Answer.refused(Control.ORDER_NOTIONAL, GLOBAL, 0, 4_004_800_800L, 4_004_400_400L), recheck());
        world.market.quote(0, 9_999, 10_001);
        assertEquals(Answer.APPROVED, recheck());
        fixture.define(0, 2_000);
        assertEquals(Answer.refused(Control.ORDER_NOTIONAL, GLOBAL, 0, 4_008_400_800L, 4_004_400_400L), recheck());
    }

    @Test
    void theHeatOfAnEntryIsAskedAgain() {
        world.positions.equityE8[0] = 100_000_000_000L;
        fixture.limit(Figure.PORTFOLIO_HEAT, GLOBAL, 0, 40_045);
        assertEquals(Answer.APPROVED, recheck(), "naked, so that all of its 40.044004 is at risk");

        fixture.limit(Figure.PORTFOLIO_HEAT, GLOBAL, 0, 40_044);

        assertEquals(Answer.refused(Control.HEAT, GLOBAL, 0, 40_045, 40_044), recheck());
    }

    @Test
    void whatIsPaidInFullIsAskedForItsMoneyAgain() {
        world.replacedId = ID;
        world.replacedLeaves = 400;
        world.buys[0][3] = 400;
        world.worstBuy[3] = 10_000;
        fixture.gate.onAdopted(0, 3, 0);
        final Intent working = fixture.entry(Side.BUY);
        working.instrumentId = 3;
        working.quantity = 400;
        working.replacesId = ID;
        world.positions.equityE8[0] = 4_004_400_400L;
        fixture.limit(Figure.LEVERAGE, ASSET_CLASS, 3, 1_000_000);
        assertEquals(Answer.APPROVED, limits(working));

        world.positions.cashE8[0] = 4_004_400_399L;

        final Answer refused = limits(working);
        assertEquals(Control.BUYING_POWER, refused.control());
        assertEquals(-1, refused.observed(), "a unit short, in ppm rounded down");
    }

    /** Its signal, its pace, the hours and the freshness of its market were asked when it was sent. */
    @Test
    void whatItWasWhenItWasSentIsNotAskedAgain() {
        world.market.state[0] = MarketState.HALTED;
        world.market.quoteAgeNs[0] = 5_000;
        fixture.limit(Figure.MESSAGE_RESERVE, ScopeType.VENUE, 0, 1_000_000).limit(Figure.ORDERS_PER_DAY, GLOBAL, 0, 0);

        assertEquals(Answer.APPROVED, recheck());
        assertEquals(
                bit(Control.PRICE_COLLAR)
                        | bit(Control.ORDER_QUANTITY)
                        | bit(Control.ORDER_NOTIONAL)
                        | bit(Control.POSITION_LIMIT)
                        | bit(Control.EXPOSURE)
                        | bit(Control.CONCURRENCY)
                        | bit(Control.HEAT)
                        | bit(Control.OPEN_ORDERS)
                        | bit(Control.LEVERAGE)
                        | bit(Control.ALLOCATION)
                        | bit(Control.ARITHMETIC),
                passed());
    }

    @Test
    void whatLeadsOutOfTheMarketMeanwhileIsNotAsked() {
        fixture.hold(-1_000);
        fixture.limit(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 0)
                .limit(Figure.EXIT_COLLAR, INSTRUMENT, 0, 0)
                .limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 0);
        world.market.state[0] = MarketState.HALTED;
        final Intent covers = fixture.entry(Side.BUY);
        covers.price = 10_100;
        covers.quantity = 400;

        assertEquals(Answer.APPROVED, price(covers));
        assertEquals(0, passed());
        assertEquals(Answer.APPROVED, market(covers));
        assertEquals(0, passed());
        assertEquals(Answer.APPROVED, limits(covers));
        assertEquals(0, passed());
    }

    @Test
    void anAnswerKnowsNothingOfTheOneBefore() {
        fixture.limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 0);
        assertNotEquals(Answer.APPROVED, recheck());

        assertEquals(Answer.APPROVED, market(working()));

        world.market.quote(0, 19_998, 20_002);
        fixture.limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 400).limit(Figure.ORDER_NOTIONAL, GLOBAL, 0, 0);
        assertEquals(
                Answer.refused(Control.ORDER_NOTIONAL, GLOBAL, 0, 8_008_800_800L, 0), recheck(), "at the mark of now");
        assertEquals(fixture.limits.version(), last.limitsVersion());
    }

    private void assertRefused(
            final Figure figure,
            final ScopeType scopeType,
            final int scopeId,
            final long observed,
            final long bound,
            final String why) {
        fixture.limit(figure, scopeType, scopeId, observed);
        assertEquals(Answer.APPROVED, recheck(), figure + " " + why);
        if (observed > 0) {
            fixture.limit(figure, scopeType, scopeId, bound);
            assertEquals(
                    Answer.refused(figure.control(), scopeType, scopeId, observed, bound),
                    recheck(),
                    figure + " " + why);
        }
        fixture.limit(figure, scopeType, scopeId, Math.min(figure.largest(), GateFixture.WIDE));
    }

    private Answer recheck() {
        return limits(working());
    }

    private Answer price(final Intent working) {
        last = fixture.gate.recheckPrice(working, fixture.nowNs);
        return Answer.of(last);
    }

    private Answer market(final Intent working) {
        last = fixture.gate.recheckMarket(working, fixture.nowNs);
        return Answer.of(last);
    }

    private Answer limits(final Intent working) {
        last = fixture.gate.recheckLimits(working, fixture.nowNs);
        return Answer.of(last);
    }

    private long passed() {
        return last.controlsPassed();
    }

    private static long bit(final Control control) {
        return 1L << control.code();
    }
}
