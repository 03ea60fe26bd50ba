package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F18 through the engine: a clock in doubt takes entries away, leaves exits, and gives entries back by itself. */
class ClockFlowTest {
    private static final long SECOND = EngineFixture.SECOND;

    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void aMarket() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        limit(Figure.CLOCK_BACK, SECOND);
        limit(Figure.CLOCK_SKEW, 10 * SECOND);
        limit(Figure.CLOCK_JUMP, 1_800 * SECOND);
        f.quote(100_000, 100_010);
        f.outputs();
    }

    @Test
    void anEventFromBeforeTakesEntriesAwayForAMinute() {
        f.after(-2 * SECOND).quote(100_000, 100_010);
        assertEquals(Level.REDUCE_ONLY, engine());
        f.after(2 * SECOND);
        assertTrue(buy().get(0).startsWith("rejected KILL_STATE GLOBAL"));

        f.after(60 * SECOND).quote(100_000, 100_010);

        assertEquals(Level.ACTIVE, engine());
        assertEquals("approved #1.1 100", last(buy()));
    }

    @Test
    void aSourceFarFromTheClockDoesSoEvenWhereItsEventsAreRefused() {
        for (int i = 0; i < 3; i++) {
            assertEquals(Level.ACTIVE, engine());
            f.pen.quote(0, 100_000, 100_000, 100_010, 100_000);
            f.pen.frame.eventTimeNs(f.pen.nowNs + 11 * SECOND);
            f.give();
        }
        assertEquals(Level.REDUCE_ONLY, engine());

        f.quote(100_000, 100_010);

        assertEquals(Level.ACTIVE, engine());
    }

    @Test
    void aJumpByNobodysWordHoldsUntilTheMarketSpeaks() {
        f.after(1_801 * SECOND).pen.time();
        f.give();
        assertEquals(Level.REDUCE_ONLY, engine());

        f.quote(100_000, 100_010);
        assertEquals(Level.ACTIVE, engine());

        f.after(3 * 86_400 * SECOND).quote(100_000, 100_010);
        assertEquals(Level.ACTIVE, engine(), "a weekend that the market's own time confirms");
    }

    private Level engine() {
        return f.engine.monitor().level(ScopeType.GLOBAL, 0);
    }

    private List<String> buy() {
        f.pen.manual(0, 0, Side.BUY, 99_000, 100);
        return f.give();
    }

    private static String last(final List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private void limit(final Figure figure, final long value) {
        f.pen.limit(figure, ScopeType.GLOBAL, 0, value);
        f.give();
    }
}
