package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the venue cannot replace, what comes in an order's place is no duplicate of the change that it is (P18). */
class DuplicateFlowTest {
    private final EngineFixture f = new EngineFixture(EngineFixture.CAPACITY);

    /** An entry of a weight, aged so far that it is to be repriced: its cancel is on its way. */
    @BeforeEach
    void anEntryOnItsWayToAnotherPrice() {
        EngineFixture.configure(f.pen, 1_000_000, false, f::give);
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.pen.limit(Figure.DUPLICATE_WINDOW, ScopeType.GLOBAL, 0, EngineFixture.SECOND);
        f.give();
        f.quote(100_000, 100_010);
        assertEquals(
                "new #1.1 ENTRY BUY 9999 LIMIT GTC @100000 RAISES",
                weight(1_000).get(0));
        report(ExecType.NEW, OrderState.NEW);
        f.after(14 * EngineFixture.SECOND);
        f.quote(100_020, 100_030);
        f.outputs();
        assertEquals(
                "cancel #1.1 CANCELS_ENTRY",
                f.after(EngineFixture.SECOND).time().get(0));
    }

    @Test
    void theSuccessorOfARepricedEntryGoesOut() {
        f.after(20 * EngineFixture.MS);

        assertEquals(
                List.of(
                        "changed #1.1 PENDING_CANCEL CANCELED 0/9999",
                        "new #1.2 ENTRY BUY 9999 LIMIT GTC @100020 RAISES",
                        "approved #1.2 9999"),
                report(ExecType.CANCELED, OrderState.CANCELED));
    }

    @Test
    void anotherEntryLikeTheSuccessorIsRefusedBeforeItAndAfter() {
        assertEquals(List.of("rejected DUPLICATE_ORDER STRATEGY MANUAL observed 0 bound 1000000000"), buy(100_020));
        f.after(20 * EngineFixture.MS);
        report(ExecType.CANCELED, OrderState.CANCELED);

        assertEquals(List.of("rejected DUPLICATE_ORDER STRATEGY MANUAL observed 0 bound 1000000000"), buy(100_020));
    }

    private List<String> weight(final long ppm) {
        f.pen.weight(0, 0, ppm);
        return f.give();
    }

    private List<String> buy(final long price) {
        f.pen.manual(0, 0, Side.BUY, price, 9_999);
        return f.give();
    }

    private List<String> report(final ExecType type, final OrderState state) {
        f.pen.report(EngineFixture.order(1), type, state, Side.BUY, 0)
                .price(100_000)
                .quantity(9_999);
        return f.give();
    }
}
