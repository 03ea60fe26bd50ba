package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** K1: a person takes a scope's entries away for a while. */
class PauseTest {
    private static final long HOUR = 3_600 * Watchtower.SECOND;

    private final Watchtower tower = new Watchtower();
    private final long startNs = tower.nowNs;

    @Test
    void endsByItsTimeAndNotBefore() {
        assertEquals(QuarantineReason.NONE, pause(startNs + HOUR));
        assertEquals(List.of("STRATEGY 3 REDUCE_ONLY"), tower.raised());
        tower.tape.take();

        tower.to(startNs + HOUR - 1);
        assertEquals(Level.REDUCE_ONLY, level());
        tower.to(startNs + HOUR);

        assertEquals(Level.ACTIVE, level());
        assertEquals(
                List.of("LEVEL_RESET OPERATOR_PAUSE STRATEGY 3 ACTIVE " + (startNs + HOUR) + "/0"), tower.tape.take());
    }

    @Test
    void withoutATimeOnlyAPersonEndsIt() {
        tower.positions.held[0][0] = 0;
        pause(0);

        tower.pass(30 * Watchtower.DAY);
        assertEquals(Level.REDUCE_ONLY, level());
        tower.resumeAsShown(ScopeType.STRATEGY, 3);
        assertEquals(Level.ACTIVE, level());
    }

    @Test
    void aSecondOneNeverEndsItSooner() {
        pause(startNs + HOUR);
        pause(startNs + HOUR / 2);
        tower.to(startNs + HOUR - 1);
        assertEquals(Level.REDUCE_ONLY, level());
        tower.to(startNs + HOUR);
        assertEquals(Level.ACTIVE, level());

        pause(0);
        pause(tower.nowNs + HOUR);
        tower.pass(2 * HOUR);
        assertEquals(Level.REDUCE_ONLY, level(), "the first one had no end");
    }

    @Test
    void onePauseKnowsNothingOfTheOneBefore() {
        pause(startNs + 2 * HOUR);
        tower.resumeAsShown(ScopeType.STRATEGY, 3);

        pause(startNs + HOUR);

        tower.to(startNs + HOUR);
        assertEquals(Level.ACTIVE, level());
    }

    @Test
    void itsTimeLiftsNoKill() {
        pause(startNs + HOUR);
        tower.kill(ScopeType.STRATEGY, 3, Level.CANCEL_ONLY, 1);

        tower.pass(2 * HOUR);

        assertEquals(Level.CANCEL_ONLY, level());
    }

    /** What a person could not resume, time does not resume either (K4). */
    @Test
    void itStaysWhileAnOrderIsUnknown() {
        tower.monitor.resetVeto((cause, type, id) -> Control.UNKNOWN_OUTCOME);
        pause(startNs + HOUR);
        tower.tape.take();

        tower.pass(2 * HOUR);

        assertEquals(
                List.of("RESET_REFUSED UNKNOWN_OUTCOME STRATEGY 3 REDUCE_ONLY " + (startNs + HOUR) + "/0"),
                tower.tape.take());
        assertEquals(Level.REDUCE_ONLY, level());
    }

    @Test
    void isRefusedWithoutAScopeOrAnEndAhead() {
        assertEquals(QuarantineReason.BAD_COMMAND, pause(startNs));
        assertEquals(QuarantineReason.BAD_COMMAND, tower.pause(ScopeType.STRATEGY, 9_999, 0));
        assertEquals(QuarantineReason.NONE, tower.pause(ScopeType.GLOBAL, Frame.NO_ID, startNs + 1));
    }

    @Test
    void outlivesARestart() {
        pause(startNs + HOUR);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        tower.monitor.writeTo(snapshot);

        final Watchtower restarted = new Watchtower();
        restarted.monitor.readFrom(snapshot.reader());

        assertEquals(tower.digest(), restarted.digest());
        restarted.to(startNs + HOUR - 1);
        assertEquals(Level.REDUCE_ONLY, restarted.monitor.level(ScopeType.STRATEGY, 3));
        restarted.to(startNs + HOUR);
        assertEquals(Level.ACTIVE, restarted.monitor.level(ScopeType.STRATEGY, 3));
    }

    private QuarantineReason pause(final long untilNs) {
        return tower.pause(ScopeType.STRATEGY, 3, untilNs);
    }

    private Level level() {
        return tower.monitor.level(ScopeType.STRATEGY, 3);
    }

    @Test
    void tellsOnceOfEachPauseAndTheEndThatHolds() {
        pause(startNs + HOUR);
        assertEquals(
                List.of("LEVEL_RAISED OPERATOR_PAUSE STRATEGY 3 REDUCE_ONLY " + (startNs + HOUR) + "/0"),
                tower.tape.take());
        final long shown = tower.monitor.generation(ScopeType.STRATEGY, 3);
        assertEquals(1L << 32, shown);

        pause(startNs + HOUR / 2);

        assertEquals(
                List.of("LEVEL_RAISED OPERATOR_PAUSE STRATEGY 3 REDUCE_ONLY " + (startNs + HOUR) + "/0"),
                tower.tape.take());
        assertEquals(2L << 32, tower.monitor.generation(ScopeType.STRATEGY, 3));
        tower.resume(ScopeType.STRATEGY, 3, shown);
        assertEquals(Level.REDUCE_ONLY, level(), "the resume was written before the second one");
    }

    @Test
    void itsAuthorIsNamedByMoreThanSpace() {
        assertEquals(QuarantineReason.BAD_COMMAND, tower.pause(ScopeType.STRATEGY, 3, 0, " ", "news"));
        assertEquals(QuarantineReason.BAD_COMMAND, tower.pause(ScopeType.STRATEGY, 3, 0, "ann", " "));
        assertEquals(Level.ACTIVE, level());

        assertEquals(QuarantineReason.NONE, tower.pause(ScopeType.STRATEGY, 3, 0, "!", "!"));

        assertEquals(Level.REDUCE_ONLY, level());
    }

    @Test
    void theFirstToEndComesFirstWhateverTheirScopes() {
        tower.pause(ScopeType.INSTRUMENT, 2, startNs + HOUR);
        tower.pause(ScopeType.VENUE, 1, startNs + 2 * HOUR);
        tower.pause(ScopeType.INSTRUMENT, 15, startNs + HOUR);
        assertEquals(startNs + HOUR, nextPauseNs());
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        tower.monitor.writeTo(snapshot);
        tower.pause(ScopeType.GLOBAL, 0, startNs + 1);
        tower.monitor.readFrom(snapshot.reader());
        tower.tape.take();

        tower.to(startNs + 3 * HOUR);

        assertEquals(
                List.of(
                        "LEVEL_RESET OPERATOR_PAUSE INSTRUMENT 2 ACTIVE " + (startNs + HOUR) + "/0",
                        "LEVEL_RESET OPERATOR_PAUSE INSTRUMENT 15 ACTIVE " + (startNs + HOUR) + "/0",
                        "LEVEL_RESET OPERATOR_PAUSE VENUE 1 ACTIVE " + (startNs + 2 * HOUR) + "/0"),
                tower.tape.take());
        assertEquals(Level.ACTIVE, tower.monitor.level(ScopeType.GLOBAL, 0));
    }

    private long nextPauseNs() {
        tower.positions.held[0][0] = 0;
        tower.marks(0, true).marks(1, true);
        return tower.monitor.nextDeadlineNs();
    }
}
