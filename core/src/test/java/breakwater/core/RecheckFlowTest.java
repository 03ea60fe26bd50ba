package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** F6: what rests and would no longer be let through is canceled, when the market moves, stops, or a limit is tightened. */
class RecheckFlowTest {
    private EngineFixture f;
    private int orders;
    private long executions;

    RecheckFlowTest() {
        begin();
    }

    private void begin() {
        f = EngineFixture.configured();
        orders = 0;
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_000 + 10);
    }

    @Test
    void anEntryStaysWithinTheCollarAndAtItAndIsCanceledOneTickBeyond() {
        limit(Figure.ENTRY_COLLAR, ScopeType.INSTRUMENT, 100);
        rest(100_000, 10);
        assertFalse(isCanceled(f.quote(100_000, 100_018)), "90 ppm");
        assertFalse(isCanceled(f.quote(100_000, 100_020)), "100 ppm");

        final List<String> lines = f.quote(100_002, 100_020);

        assertTrue(isCanceled(lines), "110 ppm");
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("WARNING PRICE_COLLAR INSTRUMENT")), lines::toString);
        assertEquals(List.of(), canceled(f.quote(100_004, 100_020)), "once is enough");
    }

    @Test
    void aTightenedOrderQuantityCancelsWhatIsLargerOnly() {
        rest(100_000, 10);
        rest(100_000, 12);
        assertEquals(List.of(), canceled(limit(Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 12)));

        assertEquals(
                1,
                canceled(limit(Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 11)).size());
    }

    @Test
    void whatIsFilledOfAnEntryIsNoPartOfItsRest() {
        rest(100_000, 12);
        fill(Side.BUY, 12, 5);

        assertEquals(List.of(), canceled(limit(Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 7)));
        assertEquals(
                1,
                canceled(limit(Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 6)).size());
    }

    @Test
    void aTightenedSumCancelsAllThatMakeItUp() {
        rest(100_000, 10);
        rest(100_000, 12);
        assertEquals(List.of(), canceled(limit(Figure.LONG_POSITION, ScopeType.INSTRUMENT, 22)));

        final List<String> lines = limit(Figure.LONG_POSITION, ScopeType.INSTRUMENT, 21);

        assertEquals(2, canceled(lines).size(), lines::toString);
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> line.startsWith("WARNING POSITION_LIMIT"))
                        .count());
    }

    @Test
    void aHaltedMarketTakesEntriesBack() {
        rest(100_000, 10);
        f.pen.feedStatus(1, MarketState.HALTED);
        assertEquals(List.of(), canceled(f.give()), "of another instrument");

        f.pen.feedStatus(0, MarketState.HALTED);

        assertEquals(1, canceled(f.give()).size());
    }

    @Test
    void exitsStayWhateverIsTightened() {
        rest(100_000, 10);
        fill(Side.BUY, 10, 10);
        orders++;
        f.pen.manual(0, 0, Side.SELL, 100_050, 10);
        f.give();
        answer(Side.SELL, 100_050, 10);

        final List<String> lines = new ArrayList<>(limit(Figure.LONG_POSITION, ScopeType.INSTRUMENT, 0));
        lines.addAll(limit(Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 1));
        lines.addAll(limit(Figure.ENTRY_COLLAR, ScopeType.INSTRUMENT, 0));
        lines.addAll(f.quote(100_010, 100_020));

        assertEquals(List.of(), canceled(lines));
    }

    /** No walk of the market leaves an entry outside its collar, and none inside it is taken back. */
    @Test
    void randomWalksCancelExactlyWhatLeavesTheCollar() {
        int left = 0;
        for (long seed = 1; seed <= 30; seed++) {
            begin();
            long random = Frame.mix(seed);
            final long collar = 50 + Math.floorMod(random, 300);
            limit(Figure.ENTRY_COLLAR, ScopeType.INSTRUMENT, collar);
            rest(100_000, 10);
            long bid = 100_000;
            boolean isOut = false;
            for (int step = 0; step < 60 && !isOut; step++) {
                random = Frame.mix(random);
                bid += Math.floorMod(random, 21) - 10;
                final long ask = bid + 2 * (1 + Math.floorMod(random >> 20, 5));
                final long middle = (bid + ask) / 2;
                isOut = Math.abs(100_000 - middle) * 1_000_000 > collar * middle;
                f.after(1_000_000);
                assertEquals(isOut, isCanceled(f.quote(bid, ask)), "seed " + seed + " step " + step);
            }
            left += isOut ? 1 : 0;
        }
        assertTrue(left > 5, "left " + left);
    }

    @Test
    void cancelsAreBoundedByAnEventsOutputsAndGoOnWithTheNext() {
        for (int i = 0; i < 90; i++) {
            rest(99_000 - i, 10);
        }
        int sent =
                canceled(limit(Figure.LONG_POSITION, ScopeType.INSTRUMENT, 1)).size();
        assertTrue(sent > 0 && sent < 64, "sent " + sent);
        for (int i = 0; i < 10; i++) {
            sent += canceled(f.time()).size();
        }

        assertEquals(90, sent);
        assertEquals(Level.REDUCE_ONLY, f.engine.monitor().level(ScopeType.INSTRUMENT, 0), "until they are gone");
    }

    private List<String> limit(final Figure figure, final ScopeType scope, final long value) {
        f.pen.limit(figure, scope, 0, value);
        return f.give();
    }

    private void rest(final long price, final long quantity) {
        orders++;
        f.pen.manual(0, 0, Side.BUY, price, quantity);
        f.give();
        answer(Side.BUY, price, quantity);
    }

    private void answer(final Side side, final long price, final long quantity) {
        f.pen.report(EngineFixture.order(orders), ExecType.NEW, OrderState.NEW, side, 0)
                .price(price)
                .quantity(quantity);
        f.give();
    }

    private void fill(final Side side, final long quantity, final long filled) {
        f.pen.report(
                        EngineFixture.order(orders),
                        ExecType.TRADE,
                        filled == quantity ? OrderState.FILLED : OrderState.PARTIALLY_FILLED,
                        side,
                        ++executions)
                .price(100_000)
                .quantity(quantity)
                .cumQuantity(filled)
                .lastPrice(100_000)
                .lastQuantity(filled);
        f.give();
    }

    private static boolean isCanceled(final List<String> lines) {
        return !canceled(lines).isEmpty();
    }

    private static List<String> canceled(final List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("cancel ")).toList();
    }
}
