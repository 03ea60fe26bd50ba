package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static breakwater.core.message.ScopeType.VENUE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.OrderType;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/** P1 at the edges of what names something and of what a venue takes. */
class FormRuleTest {
    private final GateFixture fixture = new GateFixture().wide();

    @Test
    void refusesTheFirstIdBelowAndBeyondEachTable() {
        for (final int id : new int[] {-1, 4}) {
            final Intent instrument = fixture.entry(Side.BUY);
            instrument.instrumentId = id;
            assertMalformed(INSTRUMENT, id, id, 4, instrument);
            final Intent strategy = fixture.entry(Side.BUY);
            strategy.strategyId = id;
            assertMalformed(STRATEGY, id, id, 4, strategy);
        }
        for (final int id : new int[] {-1, 2}) {
            final Intent account = fixture.entry(Side.BUY);
            account.accountId = id;
            assertMalformed(ACCOUNT, id, id, 2, account);
        }
    }

    @Test
    void refusesAVenueBeyondTheTableThoughItsInstrumentTradesThere() {
        final GateFixture there = new GateFixture(Trace.NONE, new FakeWorld(), d -> d.venueId(2)).wide();
        final Intent intent = there.entry(Side.BUY);
        intent.venueId = 2;

        assertEquals(Answer.refused(Control.WELL_FORMED, VENUE, 2, 2, 2), there.ask(intent));
    }

    @Test
    void takesTheLargestQuantityAndTheLeast() {
        fixture.define(0, 1_000, d -> d.minQuantity(500).maxQuantity(2_000));

        assertMalformed(INSTRUMENT, 0, 490, 500, quantity(490));
        assertEquals(Answer.APPROVED, fixture.ask(quantity(500)));
        assertEquals(Answer.APPROVED, fixture.ask(quantity(2_000)));
        assertMalformed(INSTRUMENT, 0, 2_010, 2_000, quantity(2_010));
    }

    @Test
    void refusesAStopWithoutAPriceOrOffTheTick() {
        fixture.hold(1_000);
        assertMalformed(INSTRUMENT, 0, 0, 1, fixture.stop(Side.SELL, 1_000, 0, 9_790));
        assertMalformed(INSTRUMENT, 0, -1, 1, fixture.stop(Side.SELL, 1_000, -1, 9_790));
        assertMalformed(INSTRUMENT, 0, 0, 1, fixture.stop(Side.SELL, 1_000, 9_800, 0));
    }

    @Test
    void refusesPricesBetweenTheTicks() {
        final GateFixture coarse = new GateFixture(Trace.NONE, new FakeWorld(), d -> d.tickSize(5)).wide();
        coarse.hold(1_000);
        final Intent entry = coarse.entry(Side.BUY);
        entry.price = 10_001;
        assertEquals(Answer.refused(Control.WELL_FORMED, INSTRUMENT, 0, 10_001, 5), coarse.ask(entry));
        assertEquals(
                Answer.refused(Control.WELL_FORMED, INSTRUMENT, 0, 9_801, 5),
                coarse.ask(coarse.stop(Side.SELL, 1_000, 9_801, 9_790)));
        assertEquals(Answer.APPROVED, coarse.ask(coarse.stop(Side.SELL, 1_000, 9_800, 9_790)));
    }

    @Test
    void wantsTheLimitOfAStopBehindItsTrigger() {
        fixture.hold(1_000);
        assertMalformed(INSTRUMENT, 0, 9_801, 9_800, fixture.stop(Side.SELL, 1_000, 9_800, 9_801));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.stop(Side.SELL, 1_000, 9_800, 9_800)));
        fixture.hold(-1_000);
        assertMalformed(INSTRUMENT, 0, 10_199, 10_200, fixture.stop(Side.BUY, 1_000, 10_200, 10_199));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.stop(Side.BUY, 1_000, 10_200, 10_200)));
    }

    @Test
    void asksALimitOrderForNoTrigger() {
        final Intent entry = fixture.entry(Side.BUY);
        entry.orderType = OrderType.LIMIT;
        entry.stopPrice = -7;

        assertEquals(Answer.APPROVED, fixture.ask(entry));
    }

    private Intent quantity(final long quantity) {
        final Intent intent = fixture.entry(Side.BUY);
        intent.quantity = quantity;
        return intent;
    }

    private void assertMalformed(
            final ScopeType scope, final int id, final long observed, final long bound, final Intent intent) {
        assertEquals(Answer.refused(Control.WELL_FORMED, scope, id, observed, bound), fixture.ask(intent));
    }
}
