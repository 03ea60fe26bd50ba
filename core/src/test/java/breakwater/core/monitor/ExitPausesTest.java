package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderRole;
import breakwater.core.message.ScopeType;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P30: strategy 1 pauses for a minute after a stop; the engine for ten seconds after a target. */
class ExitPausesTest {
    private static final long SECOND = Watchtower.SECOND;
    private static final long MINUTE = 60 * SECOND;

    private final Watchtower tower = new Watchtower();

    ExitPausesTest() {
        tower.monitor.onLimit(Control.COOLDOWN, 0, ScopeType.STRATEGY, 1, MINUTE, 0);
        tower.monitor.onLimit(Control.COOLDOWN, 4, ScopeType.GLOBAL, 0, 10 * SECOND, 0);
        tower.tape.take();
    }

    @Test
    void aStopPausesItsStrategyForItsTimeAndNoOther() {
        tower.monitor.onExit(1, OrderRole.STOP);
        assertEquals(List.of("LEVEL_RAISED COOLDOWN STRATEGY 1 REDUCE_ONLY 60000000000/0"), tower.tape.take());
        tower.monitor.onExit(0, OrderRole.STOP);
        assertEquals(List.of(), tower.tape.take());

        tower.pass(MINUTE - 1);
        assertEquals(Level.REDUCE_ONLY, strategy());
        tower.pass(1);
        assertEquals(Level.ACTIVE, strategy());
        assertEquals(List.of("LEVEL_RESET COOLDOWN STRATEGY 1 ACTIVE 0/0"), tower.tape.take());
    }

    @Test
    void bothTargetsPauseAndNothingElseDoes() {
        for (final OrderRole role :
                new OrderRole[] {OrderRole.ENTRY, OrderRole.EXIT, OrderRole.FLATTEN, OrderRole.MANUAL}) {
            tower.monitor.onExit(1, role);
        }
        assertEquals(List.of(), tower.tape.take());
        for (final OrderRole role : new OrderRole[] {OrderRole.TARGET1, OrderRole.TARGET2}) {
            tower.monitor.onExit(1, role);
            assertEquals(Level.REDUCE_ONLY, strategy());
            tower.pass(10 * SECOND);
            assertEquals(Level.ACTIVE, strategy());
        }
    }

    @Test
    void aFurtherFillPutsTheEndOffAndNeverBringsItNearer() {
        tower.monitor.onExit(1, OrderRole.STOP);
        tower.pass(30 * SECOND);
        tower.monitor.onExit(1, OrderRole.TARGET1);
        tower.pass(30 * SECOND - 1);
        assertEquals(Level.REDUCE_ONLY, strategy());
        tower.monitor.onExit(1, OrderRole.STOP);
        tower.pass(MINUTE - 1);
        assertEquals(Level.REDUCE_ONLY, strategy());
        tower.pass(1);
        assertEquals(Level.ACTIVE, strategy());
    }

    @Test
    void theLongerOfTheRowsOfStrategyAndEngineHolds() {
        tower.monitor.onLimit(Control.COOLDOWN, 0, ScopeType.GLOBAL, 0, 2 * MINUTE, 0);
        tower.monitor.onExit(1, OrderRole.STOP);
        tower.pass(2 * MINUTE - 1);
        assertEquals(Level.REDUCE_ONLY, strategy());
        tower.pass(1);
        assertEquals(Level.ACTIVE, strategy());
    }

    @Test
    void aPersonEndsItSoonerAndTheNextOneIsWhole() {
        tower.monitor.onExit(1, OrderRole.STOP);
        tower.pass(MINUTE / 2);
        tower.resumeAsShown(ScopeType.STRATEGY, 1);
        assertEquals(Level.ACTIVE, strategy());

        tower.monitor.onExit(1, OrderRole.STOP);
        tower.pass(MINUTE - 1);
        assertEquals(Level.REDUCE_ONLY, strategy());
    }

    @Test
    void whatAPersonCouldNotResumeDoesNotEndByItself() {
        tower.monitor.resetVeto((cause, type, scopeId) -> Control.UNKNOWN_OUTCOME);
        tower.monitor.onExit(1, OrderRole.STOP);
        tower.tape.take();
        tower.pass(MINUTE);

        assertEquals(List.of("RESET_REFUSED UNKNOWN_OUTCOME STRATEGY 1 REDUCE_ONLY 0/0"), tower.tape.take());
    }

    @Test
    void aSnapshotKeepsItsEnd() {
        tower.monitor.onExit(1, OrderRole.STOP);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        tower.monitor.writeTo(snapshot);
        tower.pass(2 * MINUTE);
        tower.monitor.readFrom(snapshot.reader());
        assertEquals(Level.REDUCE_ONLY, strategy());
        tower.pass(1);

        assertEquals(Level.ACTIVE, strategy());
    }

    @Test
    void takesNoRowOfAFigureThatTheGateAsks() {
        assertFalse(tower.monitor.onLimit(Control.COOLDOWN, 1, ScopeType.GLOBAL, 0, MINUTE, 0));
        assertFalse(tower.monitor.onLimit(Control.COOLDOWN, 0, ScopeType.INSTRUMENT, 0, MINUTE, 0));
    }

    /** Beside a plain largest end, over random fills. */
    @Test
    void endsAtTheLatestEndOfAnyFill() {
        final long seed = 31_415L;
        long end = 0;
        for (int n = 1; n <= 5_000; n++) {
            final long draw = Frame.mix(seed + n) >>> 1;
            tower.pass(draw % (20 * SECOND));
            final boolean isStop = draw % 3 == 0;
            if (draw % 5 == 0) {
                tower.monitor.onExit(1, isStop ? OrderRole.STOP : OrderRole.TARGET1);
                end = Math.max(end, tower.nowNs + (isStop ? MINUTE : 10 * SECOND));
            }
            assertEquals(tower.nowNs < end, strategy() == Level.REDUCE_ONLY, "seed " + seed + " step " + n);
        }
        assertTrue(end > 0);
    }

    private Level strategy() {
        return tower.monitor.level(ScopeType.STRATEGY, 1);
    }
}
