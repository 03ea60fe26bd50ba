package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ExecType;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A weight is a wish for a position: what is under way counts. 1,000 ppm of 10,000,000 at 1,000 are 10 units, 9.999 here. */
class WeightFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void aMarket() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        f.outputs();
    }

    @Test
    void aRepeatedWeightOrdersOnce() {
        assertEquals(List.of("new #1.1 ENTRY BUY 9999 LIMIT GTC @100000 RAISES", "approved #1.1 9999"), weight(1_000));

        assertEquals(List.of(), weight(1_000));
    }

    @Test
    void aLargerWeightOrdersWhatIsMissing() {
        weight(1_000);

        assertEquals(
                List.of("new #1.2 ENTRY BUY 10000 LIMIT GTC @100000 RAISES", "approved #1.2 10000"), weight(2_000));
    }

    @Test
    void aSmallerWeightTakesTheEntryBackAndSellsNothingThatIsNotHeld() {
        weight(1_000);
        report(ExecType.NEW, OrderState.NEW, 0);

        assertEquals(List.of("cancel #1.1 CANCELS_ENTRY", "changed #1.1 NEW PENDING_CANCEL 0/9999"), weight(500));
        assertEquals(List.of(), weight(-500), "what was canceled may still fill");
        report(ExecType.CANCELED, OrderState.CANCELED, 0);
        assertEquals(List.of("new #1.2 ENTRY SELL 4999 LIMIT GTC @100010 RAISES", "approved #1.2 4999"), weight(-500));
    }

    @Test
    void aReductionUnderWayCountsToo() {
        weight(1_000);
        report(ExecType.TRADE, OrderState.FILLED, 9_999);
        assertEquals(9_999, f.engine.positions().netQuantity(0, 0));

        final List<String> lines = weight(500);
        assertEquals("new #1.2 EXIT SELL 5000 LIMIT IOC @100000 REDUCES", lines.get(0));
        assertEquals(List.of(), weight(500));
    }

    @Test
    void aWeightThatIsGivenUpUnfilledDriftsUntilAPersonLooks() {
        f.pen.limit(Figure.DRIFT, ScopeType.GLOBAL, 0, 999);
        f.give();
        f.pen.limit(Figure.DRIFT_TIME, ScopeType.GLOBAL, 0, 60 * EngineFixture.SECOND);
        f.give();
        weight(1_000);
        report(ExecType.NEW, OrderState.NEW, 0);
        report(ExecType.CANCELED, OrderState.CANCELED, 0);
        f.after(EngineFixture.SECOND);
        tick();
        f.after(60 * EngineFixture.SECOND - 1);
        tick();
        assertEquals(Level.ACTIVE, strategy());

        f.after(1);
        tick();

        assertEquals(Level.REDUCE_ONLY, strategy());
        f.pen.resume(ScopeType.STRATEGY, 0, f.engine.monitor().generation(ScopeType.STRATEGY, 0));
        f.give();
        f.after(600 * EngineFixture.SECOND);
        tick();
        assertEquals(Level.ACTIVE, strategy(), "what is held is meant now");
    }

    @Test
    void aWeightThatIsFilledOrRefusedMeansNothingElse() {
        f.pen.limit(Figure.DRIFT, ScopeType.GLOBAL, 0, 0);
        f.give();
        weight(1_000);
        report(ExecType.TRADE, OrderState.FILLED, 9_999);
        f.pen.limit(Figure.LONG_POSITION, ScopeType.INSTRUMENT, 0, 9_999);
        f.give();
        weight(2_000);
        f.after(24 * 3_600 * EngineFixture.SECOND);
        tick();

        assertEquals(Level.ACTIVE, strategy());
    }

    private void tick() {
        f.pen.time();
        f.give();
    }

    private Level strategy() {
        return f.engine.monitor().level(ScopeType.STRATEGY, 0);
    }

    private List<String> weight(final long ppm) {
        f.pen.weight(0, 0, ppm);
        return f.give();
    }

    private void report(final ExecType type, final OrderState state, final long quantity) {
        f.pen.report(EngineFixture.order(1), type, state, Side.BUY, f.engine.sequence())
                .price(100_000)
                .quantity(9_999)
                .cumQuantity(quantity)
                .lastPrice(100_000)
                .lastQuantity(quantity);
        f.give();
    }
}
