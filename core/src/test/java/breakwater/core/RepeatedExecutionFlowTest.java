package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.ExecType;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A strategy that has executed often enough goes on only when a person has resumed it (P23, RTS 6 Art. 15 (3)). */
class RepeatedExecutionFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    @Test
    void theLastExecutionHoldsTheStrategyUntilAResume() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        f.pen.limit(Figure.REPEATED_EXECUTIONS, ScopeType.STRATEGY, 0, 2);
        f.give();
        weight(100);
        fill(1, 2);
        assertEquals(Level.ACTIVE, level());
        weight(200);
        final List<String> lines = fill(2, 4);

        assertTrue(lines.stream().anyMatch(line -> line.contains("REPEATED_EXECUTION STRATEGY")), lines::toString);
        assertEquals(Level.REDUCE_ONLY, level());
        assertTrue(weight(300).get(0).startsWith("rejected KILL_STATE STRATEGY"));

        f.pen.resume(ScopeType.STRATEGY, 0, f.engine.monitor().generation(ScopeType.STRATEGY, 0));
        f.give();
        assertEquals(Level.ACTIVE, level());
        assertTrue(weight(300).get(0).startsWith("new #1.3"));
    }

    @Test
    void aRowThatIsTightenedUnderTheCountHoldsItToo() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        weight(100);
        fill(1, 2);
        f.pen.limit(Figure.REPEATED_EXECUTIONS, ScopeType.STRATEGY, 0, 1);
        f.give();

        final String refusal = weight(200).get(0);

        assertTrue(refusal.startsWith("rejected " + Control.REPEATED_EXECUTION), refusal);
        assertEquals(Level.REDUCE_ONLY, level());
    }

    private Level level() {
        return f.engine.monitor().level(ScopeType.STRATEGY, 0);
    }

    private List<String> weight(final long ppm) {
        f.pen.weight(0, 0, ppm);
        return f.give();
    }

    /** Fills the one order that works. */
    private List<String> fill(final int order, final long executionId) {
        final long quantity = f.engine.orders().buyLeaves(0, 0);
        f.pen.report(EngineFixture.order(order), ExecType.TRADE, OrderState.FILLED, Side.BUY, executionId)
                .price(100_000)
                .quantity(quantity)
                .cumQuantity(quantity)
                .lastPrice(100_000)
                .lastQuantity(quantity);
        return f.give();
    }
}
