package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ExecType;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does by hand: pauses, takes orders back, ends the run. A resting entry #1, a position of 100 by #2. */
class ManualActsFlowTest {
    private final EngineFixture f = EngineFixture.configured();
    private final Map<Integer, Side> sides = new HashMap<>();

    @BeforeEach
    void aPositionAndAnEntry() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.quote(100_000, 100_010);
        buy(99_000);
        report(1, ExecType.NEW, OrderState.NEW, 0);
        buy(100_010);
        report(2, ExecType.TRADE, OrderState.FILLED, 100);
    }

    @Test
    void aPauseCancelsEntriesRefusesNewOnesAndEnds() {
        final long endNs = f.engine.nowNs() + 60 * EngineFixture.SECOND;
        f.pen.pause(ScopeType.INSTRUMENT, 0, endNs);

        assertEquals(
                List.of(
                        "LEVEL_RAISED OPERATOR_PAUSE INSTRUMENT REDUCE_ONLY generation 4294967296",
                        "cancel #1.1 CANCELS_ENTRY",
                        "changed #1.1 NEW PENDING_CANCEL 0/100"),
                f.give());
        assertEquals(List.of("rejected KILL_STATE INSTRUMENT MANUAL observed 1 bound 0"), buy(99_000));
        report(1, ExecType.CANCELED, OrderState.CANCELED, 0);
        assertEquals(List.of("new #1.3 MANUAL SELL 10 LIMIT GTC @101000 REDUCES", "approved #1.3 10"), sell(10));
        report(3, ExecType.NEW, OrderState.NEW, 0);

        f.after(60 * EngineFixture.SECOND).time();
        f.quote(100_000, 100_010);

        assertEquals(List.of("new #1.4 MANUAL BUY 100 LIMIT GTC @99000 RAISES", "approved #1.4 100"), buy(99_000));
    }

    @Test
    void anOrderIsTakenBack() {
        f.pen.cancel(EngineFixture.order(1), Frame.NO_ID);

        assertEquals(List.of("cancel #1.1 CANCELS_ENTRY", "changed #1.1 NEW PENDING_CANCEL 0/100"), f.give());
        f.pen.cancel(EngineFixture.order(1), Frame.NO_ID);
        assertEquals(List.of(), f.give(), "it is under way");
        report(1, ExecType.CANCELED, OrderState.CANCELED, 0);
        f.pen.cancel(EngineFixture.order(1), Frame.NO_ID);
        assertEquals(List.of("quarantined UNKNOWN_ORDER template 62"), f.give());
    }

    @Test
    void allOrdersOfAnInstrumentAreTakenBack() {
        buy(98_000);
        report(3, ExecType.NEW, OrderState.NEW, 0);
        sell(40);
        report(4, ExecType.NEW, OrderState.NEW, 0);
        f.pen.cancel(0, 1);
        assertEquals(List.of(), f.give(), "nothing works in the other instrument");

        f.pen.cancel(0, 0);

        assertEquals(
                List.of(
                        "cancel #1.1 CANCELS_ENTRY",
                        "changed #1.1 NEW PENDING_CANCEL 0/100",
                        "cancel #1.3 CANCELS_ENTRY",
                        "changed #1.3 NEW PENDING_CANCEL 0/100",
                        "cancel #1.4 CANCELS_ENTRY",
                        "changed #1.4 NEW PENDING_CANCEL 0/40"),
                f.give());
        f.pen.cancel(0, 13);
        assertEquals(List.of("quarantined BAD_COMMAND template 62"), f.give());
    }

    /** What rests could turn the position around or open it again: it is canceled, and the exit goes when that is sure. */
    @Test
    void aCloseTakesBackWhatRestsAndThenExits() {
        sell(40);
        report(3, ExecType.NEW, OrderState.NEW, 0);
        f.pen.manual(0, 0, Side.SELL, 0, 0);

        assertEquals(
                List.of(
                        "cancel #1.1 CANCELS_ENTRY",
                        "changed #1.1 NEW PENDING_CANCEL 0/100",
                        "cancel #1.3 CANCELS_ENTRY",
                        "changed #1.3 NEW PENDING_CANCEL 0/40"),
                f.give());
        report(1, ExecType.CANCELED, OrderState.CANCELED, 0);
        assertEquals(
                List.of(
                        "changed #1.3 PENDING_CANCEL CANCELED 0/40",
                        "new #1.4 EXIT SELL 100 LIMIT IOC @99900 REDUCES",
                        "approved #1.4 100"),
                report(3, ExecType.CANCELED, OrderState.CANCELED, 0));
    }

    @Test
    void aCloseWhereNothingRestsGoesAtOnce() {
        report(1, ExecType.CANCELED, OrderState.CANCELED, 0);
        f.pen.manual(0, 0, Side.SELL, 0, 0);

        assertEquals(List.of("new #1.3 EXIT SELL 100 LIMIT IOC @99900 REDUCES", "approved #1.3 100"), f.give());
    }

    /** P38: what the collar did not fill is tried again, wider. */
    @Test
    void aCloseIsTriedUntilItIsFilled() {
        report(1, ExecType.CANCELED, OrderState.CANCELED, 0);
        f.pen.manual(0, 0, Side.SELL, 0, 0);
        f.give();
        sides.put(3, Side.SELL);
        report(3, ExecType.EXPIRED, OrderState.EXPIRED, 0);

        assertEquals(
                List.of("new #1.4 EXIT SELL 100 LIMIT IOC @99800 REDUCES", "approved #1.4 100"),
                f.after(EngineFixture.SECOND).time());
    }

    @Test
    void aKillOfAllOrdersRefusesAClose() {
        f.pen.kill(ScopeType.GLOBAL, 0, Level.CANCEL_ONLY, 1);
        f.give();
        f.pen.manual(0, 0, Side.SELL, 0, 0);

        assertEquals(List.of("rejected KILL_STATE GLOBAL MANUAL observed 2 bound 1"), f.give());
    }

    @Test
    void theEndOfARunCancelsEntriesAndTheNextRunMayEnterAgain() {
        f.pen.stopRun();

        assertEquals(
                List.of(
                        "LEVEL_RAISED RUN_STOPPING GLOBAL REDUCE_ONLY generation 4294967296",
                        "cancel #1.1 CANCELS_ENTRY",
                        "changed #1.1 NEW PENDING_CANCEL 0/100"),
                f.give());
        assertEquals(List.of("rejected KILL_STATE GLOBAL MANUAL observed 1 bound 0"), buy(99_000));
        assertEquals(List.of("new #1.3 MANUAL SELL 10 LIMIT GTC @101000 REDUCES", "approved #1.3 10"), sell(10));
        f.pen.runStarted(2, true, Level.ACTIVE);
        f.give();
        assertEquals(Level.ACTIVE, f.engine.monitor().level(ScopeType.GLOBAL, Frame.NO_ID));
    }

    private List<String> buy(final long price) {
        return manual(Side.BUY, price, 100);
    }

    private List<String> sell(final long quantity) {
        return manual(Side.SELL, 101_000, quantity);
    }

    private List<String> manual(final Side side, final long price, final long quantity) {
        f.pen.manual(0, 0, side, price, quantity);
        final List<String> lines = f.give();
        if (lines.get(0).startsWith("new ")) {
            sides.put(sides.size() + 1, side);
        }
        return lines;
    }

    private List<String> report(final int order, final ExecType type, final OrderState state, final long filled) {
        f.pen.report(EngineFixture.order(order), type, state, sides.get(order), f.engine.sequence())
                .cumQuantity(filled)
                .lastPrice(100_000)
                .lastQuantity(filled);
        return f.give();
    }
}
