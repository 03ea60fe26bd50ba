package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two strategies of one account never trade with each other: entries are refused, exits have their way cleared (P20, I22). */
class SelfMatchFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void aMarket() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.admit(1, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.pen.limit(Figure.OWN_ORDERS_CROSSED, ScopeType.VENUE, 0, 0);
        f.give();
        f.quote(100_000, 100_010);
        f.outputs();
    }

    @Test
    void anEntryThroughARestingOneOfTheAccountIsRefused() {
        manual(0, Side.BUY, 100_000, 100);

        assertEquals(
                List.of("rejected SELF_MATCH VENUE MANUAL observed 1 bound 0"), manual(1, Side.SELL, 100_000, 100));
        assertTrue(manual(1, Side.SELL, 100_001, 100).get(0).startsWith("new #1.2"));
    }

    @Test
    void anExitHasTheEntryInItsWayCanceledFirst() {
        manual(0, Side.BUY, 100_010, 100);
        f.pen.report(EngineFixture.order(1), ExecType.NEW, OrderState.NEW, Side.BUY, 1);
        f.give();
        f.pen.report(EngineFixture.order(1), ExecType.TRADE, OrderState.FILLED, Side.BUY, 2)
                .price(100_010)
                .quantity(100)
                .cumQuantity(100)
                .lastPrice(100_010)
                .lastQuantity(100);
        f.give();
        manual(1, Side.BUY, 100_000, 50);
        manual(1, Side.BUY, 99_999, 50);

        final List<String> lines = manual(0, Side.SELL, 100_000, 100);

        assertEquals("cancel #1.2 CANCELS_ENTRY", lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("new #1.4 MANUAL SELL 100")), lines::toString);
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("cancel #1.3")), lines::toString);
    }

    private List<String> manual(final int strategy, final Side side, final long price, final long quantity) {
        f.pen.manual(strategy, 0, side, price, quantity);
        return f.give();
    }
}
