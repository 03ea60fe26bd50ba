package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.CloseBasketEncoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P8: what the weights of one decision add goes out whole or not at all. 1,000 ppm of equity are 9.999 units here. */
class BasketFlowTest {
    private static final String CLOSE_REFUSED = "quarantined BAD_COMMAND template " + CloseBasketEncoder.TEMPLATE_ID;
    /** 9.999 units of both instruments at 1,000.10, fees included. */
    private static final long WORTH_E8 = worthE8();

    private EngineFixture f;

    @BeforeEach
    void twoMarkets() {
        f = twoMarketsAndStrategies();
    }

    private static EngineFixture twoMarketsAndStrategies() {
        final EngineFixture f = EngineFixture.configured();
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.admit(1, 1, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.quote(100_000, 100_010);
        f.pen.quote(1, 100_000, 100_000, 100_010, 100_000);
        f.give();
        return f;
    }

    private static long worthE8() {
        final EngineFixture f = twoMarketsAndStrategies();
        limit(f, Figure.BASKET_NOTIONAL, ScopeType.GLOBAL, 0, 1);
        final String refused = basket(f, 1, 1_000, 1_000).get(0);
        return Long.parseLong(refused.replaceAll(".*observed (\\d+) .*", "$1"));
    }

    @Test
    void allPartsGoOutTogether() {
        assertEquals(
                List.of(
                        "new #1.1 ENTRY BUY 9999 LIMIT GTC @100000 RAISES",
                        "approved #1.1 9999",
                        "new #1.2 ENTRY SELL 9999 LIMIT GTC @100010 RAISES",
                        "approved #1.2 9999"),
                basket(f, 1, 1_000, -1_000));
    }

    @Test
    void holdsTheWorthOfAllPartsToItsLimit() {
        for (final long bound : new long[] {WORTH_E8, WORTH_E8 + 1}) {
            final EngineFixture fresh = twoMarketsAndStrategies();
            limit(fresh, Figure.BASKET_NOTIONAL, ScopeType.GLOBAL, 0, bound);
            assertEquals(4, basket(fresh, 1, 1_000, 1_000).size(), "bound " + bound);
        }
        limit(f, Figure.BASKET_NOTIONAL, ScopeType.GLOBAL, 0, WORTH_E8 - 1);
        assertEquals(
                List.of(
                        "rejected BASKET STRATEGY ENTRY observed " + WORTH_E8 + " bound " + (WORTH_E8 - 1),
                        "rejected BASKET_WHOLE INSTRUMENT ENTRY observed 55 bound 0"),
                basket(f, 1, 1_000, 1_000));
    }

    @Test
    void aStrategysOwnRowNarrowsIt() {
        limit(f, Figure.BASKET_NOTIONAL, ScopeType.STRATEGY, 1, WORTH_E8 - 1);

        assertEquals(
                List.of(
                        "rejected BASKET_WHOLE INSTRUMENT ENTRY observed 55 bound 0",
                        "rejected BASKET STRATEGY ENTRY observed " + WORTH_E8 + " bound " + (WORTH_E8 - 1)),
                basket(f, 1, 1_000, 1_000));
    }

    @Test
    void aPartThatMayNotGoOutTakesTheOthersWithItAndLeavesNothingBehind() {
        limit(f, Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 1, 9_998);

        assertEquals(
                List.of(
                        "rejected BASKET_WHOLE INSTRUMENT ENTRY observed 10 bound 0",
                        "rejected ORDER_QUANTITY INSTRUMENT ENTRY observed 9999 bound 9998"),
                basket(f, 1, 1_000, 1_000));
        assertEquals(0, f.engine.orders().workingOrders());
        assertEquals(0, f.engine.orders().buyLeaves(0));
        assertEquals(
                "new #1.1 ENTRY BUY 9999 LIMIT GTC @100000 RAISES",
                basket(f, 2, 1_000, 0).get(0));
    }

    @Test
    void aRefusedBasketIsNoDuplicateOfTheNext() {
        limit(f, Figure.DUPLICATE_WINDOW, ScopeType.GLOBAL, 0, EngineFixture.SECOND);
        limit(f, Figure.ORDERS_PER_SECOND, ScopeType.GLOBAL, 0, 1);
        limit(f, Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 1, 9_998);
        basket(f, 1, 1_000, 1_000);
        limit(f, Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 1, 9_999);

        assertEquals(4, basket(f, 2, 1_000, 1_000).size());
    }

    @Test
    void aPartWithinTheBandIsLeftAndTheRestGoesOn() {
        limit(f, Figure.NO_TRADE_BAND, ScopeType.GLOBAL, 0, 600);

        assertEquals(
                List.of(
                        "rejected NO_TRADE_BAND STRATEGY ENTRY observed 500 bound 600",
                        "new #1.1 ENTRY BUY 9999 LIMIT GTC @100000 RAISES",
                        "approved #1.1 9999"),
                basket(f, 1, 500, 1_000));
    }

    @Test
    void aPartThatHasToWaitTakesTheOthersWithIt() {
        limit(f, Figure.COOLDOWN_AFTER_REBALANCE, ScopeType.GLOBAL, 0, EngineFixture.SECOND);
        assertEquals(2, basket(f, 1, 1_000, 0).size());

        final List<String> lines = basket(f, 2, 2_000, 1_000);

        assertTrue(lines.get(0).startsWith("rejected COOLDOWN STRATEGY ENTRY"), lines::toString);
        assertEquals("rejected BASKET_WHOLE INSTRUMENT ENTRY observed 58 bound 0", lines.get(1));
        f.after(EngineFixture.SECOND);
        assertEquals(4, basket(f, 3, 2_000, 1_000).size());
    }

    @Test
    void eachPartIsJudgedBesideThoseBeforeIt() {
        f.admit(2, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        limit(f, Figure.LONG_POSITION, ScopeType.INSTRUMENT, 0, 19_997);

        f.pen.weight(0, 0, 1_000, 1, 0, 2);
        f.give();
        f.pen.weight(2, 0, 1_000, 1, 1, 2);
        f.give();
        assertEquals(
                List.of(
                        "rejected BASKET_WHOLE INSTRUMENT ENTRY observed 12 bound 0",
                        "rejected POSITION_LIMIT INSTRUMENT ENTRY observed 19998 bound 19997"),
                close(f, 1, 2));
    }

    @Test
    void whatLowersGoesOutThoughTheRestIsRefused() {
        basket(f, 1, 1_000, 0);
        f.pen.report(EngineFixture.order(1), ExecType.TRADE, OrderState.FILLED, Side.BUY, 77)
                .price(100_000)
                .quantity(9_999)
                .cumQuantity(9_999)
                .lastPrice(100_000)
                .lastQuantity(9_999);
        f.give();
        limit(f, Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 1, 9_998);

        final List<String> lines = basket(f, 2, 500, 1_000);

        assertEquals("new #1.2 EXIT SELL 5000 LIMIT IOC @100000 REDUCES", lines.get(0));
        assertEquals("rejected ORDER_QUANTITY INSTRUMENT ENTRY observed 9999 bound 9998", lines.get(2));
    }

    @Test
    void aBasketThatComesTwiceIsWorkedOnce() {
        assertEquals(4, basket(f, 5, 1_000, 1_000).size());

        assertEquals(List.of(CLOSE_REFUSED), basket(f, 5, 3_000, 3_000));
        assertEquals(List.of(CLOSE_REFUSED), basket(f, 4, 3_000, 3_000));
        assertEquals(4, basket(f, 6, 2_000, 2_000).size());
    }

    @Test
    void aBasketThatIsNotWholeIsNotWorked() {
        f.pen.weight(0, 0, 1_000, 1, 0, 2);
        f.give();
        assertEquals(List.of(CLOSE_REFUSED), close(f, 1, 1), "one part is missing");
        f.pen.weight(0, 0, 1_000, 1, 0, 2);
        f.give();
        f.pen.weight(1, 1, 1_000, 2, 1, 2);
        assertEquals(List.of("quarantined BAD_COMMAND template 56"), f.give(), "a part of another batch");
        f.pen.weight(0, 0, 1_000, 1, 0, 2);
        f.give();
        f.pen.weight(0, 0, 2_000, 1, 1, 2);
        assertEquals(List.of("quarantined BAD_COMMAND template 56"), f.give(), "the same pair twice");
        assertEquals(List.of(CLOSE_REFUSED), close(f, 1, 2), "nothing is staged any more");
        f.pen.weight(0, 0, 10_000_001, 1, 0, 2);
        assertEquals(List.of("quarantined BAD_COMMAND template 56"), f.give(), "more than ten times equity");
        f.pen.weight(0, 0, 1, 1, 0, Baskets.PARTS_MAX + 1);
        assertEquals(List.of("quarantined BAD_COMMAND template 56"), f.give(), "too many parts");
        assertEquals(0, f.engine.orders().workingOrders());
    }

    /** All or nothing, never beyond what the weights ask for, and as an engine that was restored between the parts does it. */
    @Test
    void noBasketGoesOutInPart() {
        final long seed = 55_008L;
        long random = seed;
        int whole = 0;
        int refused = 0;
        final EngineFixture other = twoMarketsAndStrategies();
        final SnapshotBuffer fresh = new SnapshotBuffer();
        f.engine.writeTo(fresh);
        for (int n = 1; n <= 3_000; n++) {
            random = Frame.mix(random);
            final String where = "seed " + seed + " basket " + n;
            final long first = Math.floorMod(random, 4_000L) - 2_000;
            final long second = Math.floorMod(random >> 16, 4_000L) - 2_000;
            f.engine.readFrom(fresh.reader());
            limit(f, Figure.LONG_POSITION, ScopeType.INSTRUMENT, 0, Math.floorMod(random >> 32, 30_000L));
            limit(f, Figure.SHORT_POSITION, ScopeType.INSTRUMENT, 1, Math.floorMod(random >> 40, 30_000L));
            f.pen.weight(0, 0, first, n, 0, 2);
            f.give();
            final SnapshotBuffer staged = new SnapshotBuffer();
            f.engine.writeTo(staged);
            other.engine.readFrom(staged.reader());
            f.pen.weight(1, 1, second, n, 1, 2);
            f.give();
            other.engine.onEvent(f.pen.buffer, 0);
            final List<String> lines = close(f, n, 2);
            other.tape.rewind();
            other.engine.onEvent(f.pen.buffer, 0);
            assertEquals(lines, other.outputs(), where);
            assertEquals(f.engine.digest(), other.engine.digest(), where);
            final long sent = count(lines, "new");
            final long turnedDown = count(lines, "rejected");
            assertTrue(sent == 0 || turnedDown == 0, where + " " + lines);
            assertTrue(isWithin(0, first) && isWithin(1, second), where + " " + lines);
            whole += sent == 2 ? 1 : 0;
            refused += turnedDown == 2 ? 1 : 0;
        }
        assertTrue(whole > 300 && refused > 300, "whole " + whole + " refused " + refused);
    }

    @Test
    void allocatesNothing() {
        limit(f, Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 1, 9_998);
        final AllocationCount count = new AllocationCount(BasketFlowTest.class);
        final long[] batch = {0};
        final Runnable step = () -> {
            f.pen.weight(0, 0, 1_000, ++batch[0], 0, 2);
            f.give(f.pen);
            f.pen.weight(1, 1, 1_000, batch[0], 1, 2);
            f.give(f.pen);
            f.pen.closeBasket(batch[0], 2);
            f.give(f.pen);
            f.tape.rewind();
        };
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }

        assertEquals(0, count.count(5_000, step), count::toString);
    }

    /** Returns whether nothing works beyond what a weight wants. */
    private boolean isWithin(final int instrument, final long ppm) {
        final long wanted = Math.abs(ppm) * 10;
        return f.engine.orders().buyLeaves(instrument) <= (ppm > 0 ? wanted : 0)
                && f.engine.orders().sellLeaves(instrument) <= (ppm < 0 ? wanted : 0);
    }

    private static long count(final List<String> lines, final String word) {
        return lines.stream().filter(line -> line.startsWith(word)).count();
    }

    private static List<String> basket(final EngineFixture f, final long batch, final long first, final long second) {
        f.pen.weight(0, 0, first, batch, 0, 2);
        assertEquals(List.of(), f.give());
        f.pen.weight(1, 1, second, batch, 1, 2);
        assertEquals(List.of(), f.give());
        return close(f, batch, 2);
    }

    private static List<String> close(final EngineFixture f, final long batch, final int parts) {
        f.pen.closeBasket(batch, parts);
        return f.give();
    }

    private static void limit(
            final EngineFixture f, final Figure figure, final ScopeType scope, final int id, final long value) {
        f.pen.limit(figure, scope, id, value);
        f.give();
    }
}
