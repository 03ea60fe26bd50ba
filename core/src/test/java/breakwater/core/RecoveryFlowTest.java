package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a restart every open order is asked for and none is sent again (F2, Semantics 5). */
class RecoveryFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    /** One order that the venue has taken, one without answer. */
    @BeforeEach
    void twoOrdersWork() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        buy(99_000);
        buy(99_010);
        report(1, ExecType.NEW, OrderState.NEW);
        f.after(EngineFixture.SECOND);
        f.outputs();
    }

    @Test
    void openOrdersAreUnknownAndAskedFor() {
        assertEquals(
                List.of(
                        "changed #1.1 NEW UNKNOWN 0/100",
                        "query #1.1",
                        "changed #1.2 PENDING_NEW UNKNOWN 0/100",
                        "query #1.2"),
                recover(Level.ACTIVE));
        assertEquals(200, f.engine.orders().buyLeaves(0));
    }

    @Test
    void anAnswerMakesAnOrderWorkAgainAndTheOtherIsAskedEachSecond() {
        recover(Level.ACTIVE);

        assertEquals(List.of("changed #1.1 UNKNOWN NEW 0/100"), report(1, ExecType.STATUS, OrderState.NEW));
        assertEquals(List.of("query #1.2"), f.after(EngineFixture.SECOND).time());
    }

    @Test
    void noOrderIsSentAgainHoweverLongNobodyAnswers() {
        final List<String> lines = new ArrayList<>(recover(Level.ACTIVE));
        for (int second = 0; second < 120; second++) {
            lines.addAll(f.after(EngineFixture.SECOND).time());
        }

        assertTrue(
                lines.stream().noneMatch(line -> line.startsWith("new ") || line.startsWith("replace ")),
                lines::toString);
        assertEquals(200, f.engine.orders().buyLeaves(0));
    }

    @Test
    void theNextOrderBearsTheNewRunsNumber() {
        recover(Level.ACTIVE);

        assertEquals(List.of("new #2.1 MANUAL BUY 100 LIMIT GTC @99020 RAISES", "approved #2.1 100"), buy(99_020));
    }

    /** An order without answer gets its cancel at once; what turns out to work is canceled again. */
    @Test
    void afterALossTheEngineOnlyCancels() {
        final List<String> lines = recover(Level.CANCEL_ONLY);

        assertEquals("LEVEL_RAISED JOURNAL_HEALTH GLOBAL CANCEL_ONLY generation 4294967296", lines.get(0));
        assertTrue(
                lines.containsAll(List.of("cancel #1.1 CANCELS_ENTRY", "cancel #1.2 CANCELS_ENTRY")), lines::toString);
        assertEquals(List.of("rejected KILL_STATE GLOBAL MANUAL observed 2 bound 0"), buy(99_020));
        assertEquals(List.of("changed #1.1 UNKNOWN NEW 0/100"), report(1, ExecType.STATUS, OrderState.NEW));
        assertTrue(f.after(EngineFixture.SECOND).time().contains("cancel #1.1 CANCELS_ENTRY"));
    }

    private List<String> recover(final Level level) {
        f.pen.runStarted(2, true, level);
        return f.give();
    }

    private List<String> buy(final long price) {
        f.pen.manual(0, 0, Side.BUY, price, 100);
        return f.give();
    }

    private List<String> report(final int order, final ExecType type, final OrderState state) {
        f.pen.report(EngineFixture.order(order), type, state, Side.BUY, 100 + order)
                .price(99_000)
                .quantity(100)
                .leavesQuantity(100);
        return f.give();
    }
}
