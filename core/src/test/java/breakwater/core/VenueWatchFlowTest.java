package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.Level;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendResult;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What venues do to orders reaches the gate: no entry after errors (F9), refusals (F10), slow answers (F11), slips (F12) (I23). */
class VenueWatchFlowTest {
    private final EngineFixture f = EngineFixture.configured();
    private int orders;

    VenueWatchFlowTest() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
    }

    @Test
    void refusalsInARowHoldTheVenueUntilAResumeAndCancelWhatRests() {
        limit(Figure.REJECTS_IN_A_ROW, 2);
        buy();
        answer(ExecType.REJECTED, OrderState.REJECTED);
        assertEquals(Level.ACTIVE, venue());
        buy();

        final List<String> lines = answer(ExecType.REJECTED, OrderState.REJECTED);

        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("LEVEL_RAISED REJECT_STORM VENUE")), lines::toString);
        assertTrue(buy().get(0).startsWith("rejected KILL_STATE VENUE"));
        resume(ScopeType.VENUE, 0);
        resume(ScopeType.STRATEGY, 0);
        assertEquals(Level.ACTIVE, venue());
        orders++;
        f.pen.manual(0, 0, Side.BUY, 100_000, 10);
        assertTrue(f.give().get(0).startsWith("new "));
    }

    @Test
    void anOrderThatIsTakenEndsTheRow() {
        limit(Figure.REJECTS_IN_A_ROW, 2);
        buy();
        answer(ExecType.REJECTED, OrderState.REJECTED);
        buy();
        answer(ExecType.NEW, OrderState.NEW);
        buy();

        answer(ExecType.REJECTED, OrderState.REJECTED);

        assertEquals(Level.ACTIVE, venue());
    }

    @Test
    void anAnswerThatIsLaterThanItsLimitHoldsTheVenue() {
        limit(Figure.ANSWER_TIME, EngineFixture.SECOND);
        buy();
        f.after(EngineFixture.SECOND);
        answer(ExecType.NEW, OrderState.NEW);
        assertEquals(Level.ACTIVE, venue());
        buy();
        f.after(EngineFixture.SECOND + 1);

        final List<String> lines = answer(ExecType.NEW, OrderState.NEW);

        assertTrue(lines.stream().anyMatch(line -> line.startsWith("LEVEL_RAISED LATENCY VENUE")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("cancel ")), "the entries that rest: " + lines);
    }

    @Test
    void messagesThatTheSessionFailsHoldTheVenue() {
        limit(Figure.ERROR_SAMPLE, 2);
        limit(Figure.ERROR_RATE, 500_000);
        buy();
        outcome(SendResult.NOT_LOGGED_ON);
        assertEquals(Level.ACTIVE, venue());
        buy();

        final List<String> lines = outcome(SendResult.NOT_LOGGED_ON);

        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("LEVEL_RAISED VENUE_ERRORS VENUE")), lines::toString);
        resume(ScopeType.VENUE, 0);
        assertEquals(Level.REDUCE_ONLY, venue(), "all of two failed");
        f.after(400 * EngineFixture.SECOND).time();
        resume(ScopeType.VENUE, 0);
        assertEquals(Level.ACTIVE, venue());
    }

    @Test
    void whatAKillHeldBackIsNoFailureOfTheVenue() {
        limit(Figure.ERROR_SAMPLE, 1);
        limit(Figure.ERROR_RATE, 1);
        buy();

        outcome(SendResult.BLOCKED_BY_KILL);

        assertEquals(Level.ACTIVE, venue());
    }

    @Test
    void aFillFarFromTheMarketAtSendingHoldsTheStrategy() {
        limit(Figure.SLIPPAGE_FLOOR, 1);
        limit(Figure.SLIPPAGE_ASSUMED, 0);
        limit(Figure.SLIPPAGE_MULTIPLE, 5_000_000);
        buy();
        assertEquals(Level.ACTIVE, fillAt(100_010));
        buy();

        assertEquals(Level.REDUCE_ONLY, fillAt(100_200));

        assertTrue(buy().get(0).startsWith("rejected KILL_STATE STRATEGY"));
        resume(ScopeType.STRATEGY, 0);
        assertEquals(Level.ACTIVE, f.engine.monitor().level(ScopeType.STRATEGY, 0));
    }

    /** Fills the newest order; returns the level of its strategy. */
    private Level fillAt(final long price) {
        f.pen.report(EngineFixture.order(orders), ExecType.TRADE, OrderState.FILLED, Side.BUY, orders)
                .price(100_000)
                .quantity(10 + orders)
                .cumQuantity(10 + orders)
                .lastPrice(price)
                .lastQuantity(10 + orders);
        f.give();
        return f.engine.monitor().level(ScopeType.STRATEGY, 0);
    }

    private void limit(final Figure figure, final long value) {
        f.pen.limit(figure, ScopeType.GLOBAL, 0, value);
        f.give();
    }

    private List<String> buy() {
        orders++;
        f.pen.manual(0, 0, Side.BUY, 100_000, 10 + orders);
        return f.give();
    }

    private List<String> answer(final ExecType type, final OrderState state) {
        f.pen.report(EngineFixture.order(orders), type, state, Side.BUY, 0)
                .price(100_000)
                .quantity(10 + orders);
        return f.give();
    }

    private List<String> outcome(final SendResult result) {
        f.pen.outcome(EngineFixture.order(orders), 0, OrderNewDecoder.TEMPLATE_ID, result);
        return f.give();
    }

    private void resume(final ScopeType type, final int id) {
        f.pen.resume(type, id, f.engine.monitor().generation(type, id));
        f.give();
    }

    private Level venue() {
        return f.engine.monitor().level(ScopeType.VENUE, 0);
    }
}
