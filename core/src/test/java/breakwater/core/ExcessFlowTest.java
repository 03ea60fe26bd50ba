package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I3: what is beyond P9 without an order having been let there holds its instrument until it is within 95 % of the row. */
class ExcessFlowTest {
    private EngineFixture f;
    private int orders;
    private long executions;
    private boolean isHeld;

    @BeforeEach
    void begin() {
        f = EngineFixture.configured();
        orders = 0;
        isHeld = false;
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
    }

    @Test
    void aRowThatIsCutBelowThePositionHoldsItsInstrumentUntilItIsWithin95Percent() {
        filled(Side.BUY, 1_000);
        assertEquals(Level.ACTIVE, cut(Figure.LONG_POSITION, 1_001));
        assertEquals(Level.ACTIVE, cut(Figure.LONG_POSITION, 1_000));

        f.pen.limit(Figure.LONG_POSITION, ScopeType.INSTRUMENT, 0, 999);
        final List<String> lines = give();

        assertTrue(
                lines.contains("LEVEL_RAISED POSITION_LIMIT INSTRUMENT REDUCE_ONLY generation 4294967296"),
                lines::toString);
        assertEquals(Level.REDUCE_ONLY, level());
        assertEquals(List.of("rejected KILL_STATE INSTRUMENT MANUAL observed 1 bound 0"), order(Side.BUY, 99_000, 10));
        filled(Side.SELL, 50);
        assertEquals(Level.REDUCE_ONLY, level(), "950 of 999 are 95.1 %");
        filled(Side.SELL, 10);
        assertEquals(Level.ACTIVE, level(), "940 of 999 are 94.1 %");
    }

    @Test
    void theShortRowIsAskedOfAShortPosition() {
        filled(Side.SELL, 1_000);
        assertEquals(Level.ACTIVE, cut(Figure.LONG_POSITION, 0));
        assertEquals(Level.ACTIVE, cut(Figure.SHORT_POSITION, 1_000));
        assertEquals(Level.REDUCE_ONLY, cut(Figure.SHORT_POSITION, 999));
    }

    @Test
    void twoExitsThatAreBothFilledHoldTheInstrumentWithinTheSameEvent() {
        filled(Side.BUY, 1_000);
        cut(Figure.SHORT_POSITION, 100);
        order(Side.SELL, 100_050, 500);
        final int first = orders;
        fill(Side.SELL, 500, first, 500);
        order(Side.SELL, 100_050, 500);
        fill(Side.SELL, 500, orders, 500);
        assertEquals(0, f.engine.positions().netQuantity(0));

        overfill(Side.SELL, 100, orders);
        assertFalse(isHeld(), "100 of 100");

        overfill(Side.SELL, 10, orders);
        assertTrue(isHeld(), "110 of 100");
    }

    @Test
    void entriesThatACutCatchesHoldItUntilNoneOfThemWorks() {
        order(Side.BUY, 100_000, 500);
        final int entry = orders;
        answer(entry, ExecType.NEW, OrderState.NEW, Side.BUY, 500);
        assertEquals(Level.ACTIVE, cut(Figure.LONG_POSITION, 500));
        assertEquals(Level.REDUCE_ONLY, cut(Figure.LONG_POSITION, 490));

        cut(Figure.SHORT_POSITION, 490);
        assertEquals(Level.REDUCE_ONLY, level(), "it is not canceled yet");
        answer(entry, ExecType.CANCELED, OrderState.CANCELED, Side.BUY, 500);

        assertEquals(Level.ACTIVE, level());
        assertEquals(
                1,
                order(Side.BUY, 100_000, 490).stream()
                        .filter(l -> l.startsWith("new "))
                        .count());
    }

    @Test
    void aPersonsResumeLastsUntilTheNextEventThatFindsItBeyond() {
        filled(Side.BUY, 1_000);
        cut(Figure.LONG_POSITION, 500);
        f.pen.resume(ScopeType.INSTRUMENT, 0, f.engine.monitor().generation(ScopeType.INSTRUMENT, 0));
        give();

        filled(Side.SELL, 100);

        assertEquals(Level.REDUCE_ONLY, level());
    }

    @Test
    void whatIsAndWasBeyondDecidesOverAnyCourseOfFillsAndCuts() {
        for (long seed = 1; seed <= 40; seed++) {
            begin();
            long random = Frame.mix(seed);
            long row = 1_000;
            cut(Figure.LONG_POSITION, row);
            cut(Figure.SHORT_POSITION, row);
            boolean mustHold = false;
            for (int step = 0; step < 60; step++) {
                random = Frame.mix(random);
                if (Math.floorMod(random, 4) == 0) {
                    row = 100 + Math.floorMod(random >> 8, 2_000);
                    cut(Figure.LONG_POSITION, row);
                    cut(Figure.SHORT_POSITION, row);
                } else {
                    strange(Math.floorMod(random, 2) == 0 ? Side.BUY : Side.SELL, 1 + Math.floorMod(random >> 8, 400));
                }
                final long size = Math.abs(f.engine.positions().netQuantity(0));
                mustHold = size > row || (mustHold && 100 * size > 95 * row);
                assertEquals(mustHold, isHeld(), "seed " + seed + " step " + step + " size " + size + " row " + row);
            }
        }
    }

    private boolean isHeld() {
        return isHeld;
    }

    private List<String> give() {
        final List<String> lines = f.give();
        for (final String line : lines) {
            isHeld |= line.startsWith("LEVEL_RAISED POSITION_LIMIT INSTRUMENT");
            isHeld &= !line.startsWith("LEVEL_RESET POSITION_LIMIT INSTRUMENT");
        }
        return lines;
    }

    private Level level() {
        return f.engine.monitor().level(ScopeType.INSTRUMENT, 0);
    }

    private Level cut(final Figure figure, final long value) {
        f.pen.limit(figure, ScopeType.INSTRUMENT, 0, value);
        give();
        return level();
    }

    private List<String> order(final Side side, final long price, final long quantity) {
        f.pen.manual(0, 0, side, price, quantity);
        final List<String> lines = give();
        orders += lines.stream().anyMatch(line -> line.startsWith("new ")) ? 1 : 0;
        return lines;
    }

    private void filled(final Side side, final long quantity) {
        order(side, 100_000, quantity);
        fill(side, quantity, orders, quantity);
    }

    private void answer(
            final int order, final ExecType type, final OrderState state, final Side side, final long quantity) {
        f.pen.report(EngineFixture.order(order), type, state, side, 0)
                .price(100_000)
                .quantity(quantity);
        give();
    }

    private void fill(final Side side, final long quantity, final int order, final long last) {
        f.pen.report(EngineFixture.order(order), ExecType.TRADE, OrderState.FILLED, side, ++executions)
                .price(100_000)
                .quantity(quantity)
                .cumQuantity(quantity)
                .lastPrice(100_000)
                .lastQuantity(last);
        give();
    }

    /** A fill on top of an order that has all it wanted. */
    private void overfill(final Side side, final long quantity, final int order) {
        fill(side, 500, order, quantity);
    }

    /** A fill of an order that nobody knows. */
    private void strange(final Side side, final long quantity) {
        f.pen.report(EngineFixture.order(900), ExecType.TRADE, OrderState.FILLED, side, ++executions)
                .price(100_000)
                .quantity(quantity)
                .cumQuantity(quantity)
                .lastPrice(100_000)
                .lastQuantity(quantity);
        give();
    }
}
