package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What each level of a kill cancels, and what it still lets pass (Semantics 2, K1): a resting entry #1, a position of 100
 * by #2, a resting exit #3.
 */
class KillFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void aPositionAnEntryAndAnExit() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.quote(100_000, 100_010);
        buy();
        report(1, ExecType.NEW, OrderState.NEW, Side.BUY, 0);
        f.pen.manual(0, 0, Side.BUY, 100_010, 100);
        f.give();
        report(2, ExecType.TRADE, OrderState.FILLED, Side.BUY, 100);
        sell(40);
        report(3, ExecType.NEW, OrderState.NEW, Side.SELL, 0);
    }

    @Test
    void entriesAreCanceledAndRefusedAndExitsPass() {
        assertEquals(
                List.of(
                        "LEVEL_RAISED OPERATOR_KILL STRATEGY REDUCE_ONLY generation 1",
                        "cancel #1.1 CANCELS_ENTRY",
                        "changed #1.1 NEW PENDING_CANCEL 0/100"),
                kill(Level.REDUCE_ONLY, 1));
        assertEquals(List.of("rejected KILL_STATE STRATEGY MANUAL observed 1 bound 0"), buy());
        assertEquals(List.of("new #1.4 MANUAL SELL 10 LIMIT GTC @101000 REDUCES", "approved #1.4 10"), sell(10));
    }

    @Test
    void ordersAreCanceledAndExitsRefusedToo() {
        assertEquals(
                List.of(
                        "LEVEL_RAISED OPERATOR_KILL STRATEGY CANCEL_ONLY generation 1",
                        "cancel #1.1 CANCELS_ENTRY",
                        "changed #1.1 NEW PENDING_CANCEL 0/100",
                        "cancel #1.3 CANCELS_ENTRY",
                        "changed #1.3 NEW PENDING_CANCEL 0/40"),
                kill(Level.CANCEL_ONLY, 1));
        assertEquals(List.of("rejected KILL_STATE STRATEGY MANUAL observed 2 bound 0"), buy());
        assertEquals(List.of("rejected KILL_STATE STRATEGY MANUAL observed 2 bound 1"), sell(10));
    }

    /** The exit is still at the venue and may fill: the slice waits until it is proven dead. */
    @Test
    void flattenSellsThePositionOnceTheRestingExitIsDead() {
        assertEquals(
                List.of(
                        "LEVEL_RAISED OPERATOR_KILL STRATEGY KILLED generation 1",
                        "cancel #1.1 CANCELS_ENTRY",
                        "changed #1.1 NEW PENDING_CANCEL 0/100",
                        "cancel #1.3 CANCELS_ENTRY",
                        "changed #1.3 NEW PENDING_CANCEL 0/40"),
                kill(Level.KILLED, 1));
        assertEquals(
                List.of(
                        "changed #1.3 PENDING_CANCEL CANCELED 0/40",
                        "new #1.4 FLATTEN SELL 100 LIMIT IOC @99900 FLATTENS",
                        "approved #1.4 100"),
                report(3, ExecType.CANCELED, OrderState.CANCELED, Side.SELL, 0));
        report(4, ExecType.TRADE, OrderState.FILLED, Side.SELL, 100);
        assertEquals(0, f.engine.positions().netQuantity(0));
        assertEquals(List.of("rejected KILL_STATE STRATEGY MANUAL observed 3 bound 0"), buy());
    }

    /** K6: where the venue takes all orders back by one message, that goes first; here no stop is in its way. */
    @Test
    void aKillOfOrdersIsOneMessageAheadOfTheirCancels() {
        final EngineFixture g = new EngineFixture(EngineFixture.CAPACITY);
        EngineFixture.configure(g.pen, 1_000_000, false, g::give);
        g.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        for (int i = 1; i <= 2; i++) {
            g.pen.manual(0, 0, Side.BUY, 99_000, 10);
            g.give();
            g.pen.report(EngineFixture.order(i), ExecType.NEW, OrderState.NEW, Side.BUY, i);
            g.give();
        }
        g.pen.kill(ScopeType.GLOBAL, 0, Level.CANCEL_ONLY, 1);

        assertEquals(
                List.of(
                        "cancel all 2 of venue 0",
                        "cancel #1.1 CANCELS_ENTRY",
                        "changed #1.1 NEW PENDING_CANCEL 0/10",
                        "cancel #1.2 CANCELS_ENTRY",
                        "changed #1.2 NEW PENDING_CANCEL 0/10"),
                g.give().subList(1, 6));
    }

    /** K3: the venue says 60, the books 100; to sell 100 might open what it means to close. */
    @Test
    void flattenWaitsWhileThePositionIsNotKnownAndGoesOnOnceItIsAdopted() {
        f.pen.venuePosition(0, 60);
        f.give();
        assertTrue(kill(Level.KILLED, 1).contains("WARNING RECONCILIATION INSTRUMENT ACTIVE"));
        report(1, ExecType.CANCELED, OrderState.CANCELED, Side.BUY, 0);
        assertEquals(
                List.of("changed #1.3 PENDING_CANCEL CANCELED 0/40"),
                report(3, ExecType.CANCELED, OrderState.CANCELED, Side.SELL, 0));
        assertEquals(List.of(), f.after(60 * EngineFixture.SECOND).time(), "told once");
        f.quote(100_000, 100_010);

        f.pen.adopt(1, 100, 60);
        assertEquals(
                List.of(
                        "adjusted 1 0 by -40 cost -4000000000 position 60",
                        "position 60 @100000",
                        "money cash 1000000000000000 equity 1000000000000000",
                        "break 1 POSITION ADOPTED 100 60 IN_FLIGHT",
                        "new #1.4 FLATTEN SELL 60 LIMIT IOC @99900 FLATTENS",
                        "approved #1.4 60"),
                f.give());
    }

    @Test
    void flattenGoesOnOnceTheVenueAgrees() {
        f.pen.venuePosition(0, 60);
        f.give();
        kill(Level.KILLED, 1);
        report(1, ExecType.CANCELED, OrderState.CANCELED, Side.BUY, 0);
        report(3, ExecType.CANCELED, OrderState.CANCELED, Side.SELL, 0);

        f.pen.venuePosition(0, 100);
        assertEquals(
                List.of(
                        "break 1 POSITION AGREED 100 60 IN_FLIGHT",
                        "new #1.4 FLATTEN SELL 100 LIMIT IOC @99900 FLATTENS",
                        "approved #1.4 100"),
                f.give());
    }

    /** What the restart lost track of may have filled: the entry and the exit are asked for first. */
    @Test
    void flattenWaitsWhileTheFateOfAnOrderIsUnknown() {
        f.pen.runStarted(2, true, Level.ACTIVE);
        f.give();
        assertTrue(kill(Level.KILLED, 1).contains("WARNING UNKNOWN_OUTCOME INSTRUMENT ACTIVE"));
        report(1, ExecType.CANCELED, OrderState.CANCELED, Side.BUY, 0);

        assertEquals(
                List.of(
                        "changed #1.3 UNKNOWN CANCELED 0/40",
                        "new #2.1 FLATTEN SELL 100 LIMIT IOC @99900 FLATTENS",
                        "approved #2.1 100"),
                report(3, ExecType.CANCELED, OrderState.CANCELED, Side.SELL, 0));
    }

    /** An order that we never sent may move the account's position while it works. */
    @Test
    void flattenWaitsForAnOrderThatOnlyTheVenueHas() {
        f.pen.report(777, ExecType.STATUS, OrderState.NEW, Side.SELL, 777).leavesQuantity(50);
        f.give();
        kill(Level.KILLED, 1);
        report(1, ExecType.CANCELED, OrderState.CANCELED, Side.BUY, 0);
        report(3, ExecType.CANCELED, OrderState.CANCELED, Side.SELL, 0);
        assertEquals(List.of(), f.after(EngineFixture.SECOND).time());
        f.quote(100_000, 100_010);

        f.pen.report(777, ExecType.CANCELED, OrderState.CANCELED, Side.SELL, 778);
        assertTrue(f.give().contains("new #1.4 FLATTEN SELL 100 LIMIT IOC @99900 FLATTENS"));
    }

    @Test
    void aMilderKillDoesNotLowerTheLevel() {
        kill(Level.CANCEL_ONLY, 1);

        assertEquals(
                List.of("LEVEL_RAISED OPERATOR_KILL STRATEGY CANCEL_ONLY generation 2"), kill(Level.REDUCE_ONLY, 2));
        assertEquals(Level.CANCEL_ONLY, f.engine.monitor().level(ScopeType.STRATEGY, 0));
    }

    @Test
    void onlyAResumeOfTheNewestKillReleases() {
        kill(Level.REDUCE_ONLY, 1);
        kill(Level.REDUCE_ONLY, 2);

        assertEquals(List.of("RESET_REFUSED OPERATOR_KILL STRATEGY REDUCE_ONLY generation 2"), resume(1));
        assertEquals(List.of("LEVEL_RESET OPERATOR_KILL STRATEGY ACTIVE generation 2"), resume(2));
        assertEquals(List.of("new #1.4 MANUAL BUY 100 LIMIT GTC @99000 RAISES", "approved #1.4 100"), buy());
    }

    @Test
    void theKillOfAScopeLeavesOthersAlone() {
        f.pen.kill(ScopeType.INSTRUMENT, 1, Level.KILLED, 1);

        assertEquals(List.of("LEVEL_RAISED OPERATOR_KILL INSTRUMENT KILLED generation 1"), f.give());
        assertEquals(List.of("new #1.4 MANUAL BUY 100 LIMIT GTC @99000 RAISES", "approved #1.4 100"), buy());
    }

    private List<String> kill(final Level level, final long generation) {
        f.pen.kill(ScopeType.STRATEGY, 0, level, generation);
        return f.give();
    }

    private List<String> resume(final long generation) {
        f.pen.resume(ScopeType.STRATEGY, 0, generation);
        return f.give();
    }

    private List<String> buy() {
        f.pen.manual(0, 0, Side.BUY, 99_000, 100);
        return f.give();
    }

    private List<String> sell(final long quantity) {
        f.pen.manual(0, 0, Side.SELL, 101_000, quantity);
        return f.give();
    }

    private List<String> report(
            final int order, final ExecType type, final OrderState state, final Side side, final long filled) {
        f.pen.report(EngineFixture.order(order), type, state, side, f.engine.sequence())
                .cumQuantity(filled)
                .lastPrice(100_000)
                .lastQuantity(filled);
        return f.give();
    }
}
