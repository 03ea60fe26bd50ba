package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cancel that the venue never answers closes the venue to all but cancels, until the order's fate is known (F3). */
class UnansweredFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void anOrderWorks() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        f.pen.manual(0, 0, Side.BUY, 99_000, 100);
        f.give();
        report(ExecType.NEW, OrderState.NEW);
        f.pen.stop(0);
        f.give();
    }

    @Test
    void theFourthSilenceHoldsTheVenue() {
        final List<String> lines = silence(3);
        assertFalse(lines.toString().contains("LEVEL_RAISED"), lines::toString);

        assertTrue(silence(1).contains("LEVEL_RAISED UNKNOWN_OUTCOME VENUE CANCEL_ONLY generation 4294967296"));
        assertEquals(Level.CANCEL_ONLY, f.engine.monitor().level(ScopeType.VENUE, 0));
    }

    @Test
    void anOrderForTheVenueIsRefusedUntilAPersonResumesAndThatNeedsTheOrdersFate() {
        silence(4);
        f.quote(100_000, 100_010);
        f.pen.manual(0, 0, Side.BUY, 99_000, 100);
        assertEquals(List.of("rejected KILL_STATE VENUE MANUAL observed 2 bound 0"), f.give());

        assertTrue(resume().get(0).startsWith("RESET_REFUSED UNKNOWN_OUTCOME VENUE"));
        report(ExecType.CANCELED, OrderState.CANCELED);
        assertTrue(resume().get(0).startsWith("LEVEL_RESET UNKNOWN_OUTCOME VENUE ACTIVE"));
    }

    private List<String> silence(final int timeouts) {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < timeouts; i++) {
            lines.addAll(f.after(2 * EngineFixture.SECOND).time());
        }
        return lines;
    }

    private List<String> resume() {
        f.pen.resume(ScopeType.VENUE, 0, f.engine.monitor().generation(ScopeType.VENUE, 0));
        return f.give();
    }

    private void report(final ExecType type, final OrderState state) {
        f.pen.report(EngineFixture.order(1), type, state, Side.BUY, f.engine.sequence())
                .price(99_000)
                .quantity(100);
        f.give();
    }
}
