package breakwater.core.risk;

import static breakwater.core.message.ScopeType.INSTRUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/** P38: what price a MARKET order gets, and when it gets none. The reference is 100.00. */
class MarketOrderTest {
    private final GateFixture fixture = new GateFixture().wide();

    @Test
    void getsTheTickJustInsideTheEdgeOfTheCollar() {
        final GateFixture coarse = new GateFixture(Trace.NONE, new FakeWorld(), d -> d.tickSize(25)).wide();
        // 1.33 %: from 98.67 to 101.33
        coarse.limit(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 13_300);
        assertPriced(coarse, Side.BUY, 10_125);
        assertPriced(coarse, Side.SELL, 9_875);
        // 1.25 %: both edges are ticks
        coarse.limit(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 12_500);
        assertPriced(coarse, Side.BUY, 10_125);
        assertPriced(coarse, Side.SELL, 9_875);
        coarse.limit(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 12_499);
        assertPriced(coarse, Side.BUY, 10_100);
        assertPriced(coarse, Side.SELL, 9_900);
    }

    @Test
    void isRefusedWithoutAReference() {
        fixture.world.market.quote(0, 0, 0);

        assertEquals(noPrice(), fixture.ask(market(fixture.entry(Side.BUY))));
    }

    @Test
    void takesTheEntryPriceForAnExitWithoutAReference() {
        fixture.hold(1_000).limit(Figure.EXIT_COLLAR, INSTRUMENT, 0, 50_000);
        fixture.world.market.quote(0, 0, 0);
        final Intent exit = market(fixture.exit(Side.SELL, 1_000));

        assertEquals(Answer.APPROVED, fixture.ask(exit));

        assertEquals(9_500, exit.price);
        fixture.world.positions.entry[0][0] = 0;
        assertEquals(noPrice(), fixture.ask(market(fixture.exit(Side.SELL, 1_000))));
    }

    @Test
    void isRefusedWithoutARowForTheCollar() {
        final GateFixture bare = new GateFixture().wide(Figure.ENTRY_COLLAR);
        final Intent entry = market(bare.entry(Side.BUY));

        assertEquals(
                Answer.refused(Control.DEFAULT_DENY, INSTRUMENT, 0, Control.PRICE_COLLAR.code(), 0), bare.ask(entry));
        assertEquals(OrderType.MARKET, entry.orderType, "it is as it was");
    }

    @Test
    void isRefusedWhereTheEdgeHasNoPlaceInALong() {
        fixture.limit(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 1_000_000);
        fixture.world.market.quote(0, Long.MAX_VALUE / 2 + 1, Long.MAX_VALUE / 2 + 1);
        final Intent entry = market(fixture.entry(Side.BUY));

        assertEquals(
                Answer.refused(Control.ARITHMETIC, INSTRUMENT, 0, 0, Control.PRICE_COLLAR.code()), fixture.ask(entry));

        assertEquals(OrderType.MARKET, entry.orderType, "it is as it was");
        fixture.world.market.quote(0, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        fixture.ask(entry);
        assertEquals(Long.MAX_VALUE - 1, entry.price, "the last edge that has one");
    }

    private static void assertPriced(final GateFixture fixture, final Side side, final long price) {
        final Intent entry = market(fixture.entry(side));
        entry.stopPrice = 77;

        assertEquals(Answer.APPROVED, fixture.ask(entry));

        assertEquals(price, entry.price);
        assertEquals(0, entry.stopPrice);
        assertEquals(OrderType.LIMIT, entry.orderType);
        assertEquals(TimeInForce.IOC, entry.timeInForce);
    }

    private static Answer noPrice() {
        return Answer.refused(Control.DEFAULT_DENY, INSTRUMENT, 0, Control.PRICE_COLLAR.code(), Examiner.NO_PRICE);
    }

    private static Intent market(final Intent intent) {
        intent.orderType = OrderType.MARKET;
        intent.price = 0;
        return intent;
    }
}
