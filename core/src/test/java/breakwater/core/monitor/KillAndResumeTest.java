package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillAndResumeTest {
    private final Watchtower tower = new Watchtower();
    private final Monitor monitor = tower.monitor;

    @Test
    void coversAnOrderByTheMostSevereOfItsScopes() {
        assertEquals(Level.ACTIVE, covering());
        tower.kill(ScopeType.INSTRUMENT, 5, Level.REDUCE_ONLY, 1);
        assertEquals(Level.REDUCE_ONLY, covering());
        tower.kill(ScopeType.ASSET_CLASS, 1, Level.CANCEL_ONLY, 1);
        assertEquals(Level.CANCEL_ONLY, covering());
        tower.kill(ScopeType.VENUE, 2, Level.KILLED, 1);
        assertEquals(Level.KILLED, covering());
        assertEquals(
                Level.ACTIVE,
                monitor.level(0, 0, AssetClass.CRYPTO, Frame.NO_ID, Frame.NO_ID),
                "none of them covers it");

        tower.kill(ScopeType.GLOBAL, Frame.NO_ID, Level.REDUCE_ONLY, 1);

        assertEquals(Level.REDUCE_ONLY, monitor.level(0, 0, AssetClass.CRYPTO, Frame.NO_ID, Frame.NO_ID));
        assertEquals(
                List.of(
                        "INSTRUMENT 5 REDUCE_ONLY",
                        "ASSET_CLASS 1 CANCEL_ONLY",
                        "VENUE 2 KILLED",
                        "GLOBAL 65534 REDUCE_ONLY"),
                tower.raised());
    }

    private Level covering() {
        return monitor.level(2, 0, AssetClass.FX, 3, 5);
    }

    @Test
    void takesTheGenerationOfTheWordAndClearsByExactlyThat() {
        tower.kill(ScopeType.STRATEGY, 3, Level.KILLED, 7);
        assertEquals(7, monitor.generation(ScopeType.STRATEGY, 3));
        tower.tape.take();

        tower.resume(ScopeType.STRATEGY, 3, 6);
        assertEquals(List.of("RESET_REFUSED OPERATOR_KILL STRATEGY 3 KILLED 7/6"), tower.tape.take());
        tower.resume(ScopeType.STRATEGY, 3, 7);

        assertEquals(List.of("LEVEL_RESET OPERATOR_KILL STRATEGY 3 ACTIVE 0/0"), tower.tape.take());
        assertEquals(Level.ACTIVE, monitor.level(ScopeType.STRATEGY, 3));
        tower.resume(ScopeType.STRATEGY, 3, 7);
        assertEquals(List.of("RESET_REFUSED OPERATOR_KILL STRATEGY 3 ACTIVE 7/7"), tower.tape.take());
    }

    @Test
    void keepsTheOtherCausesWhenOneIsReleased() {
        tower.kill(ScopeType.INSTRUMENT, 1, Level.REDUCE_ONLY, 1);
        monitor.raise(ScopeType.INSTRUMENT, 1, Level.CANCEL_ONLY, Control.FILL_MISMATCH, 5, 4);

        monitor.release(ScopeType.INSTRUMENT, 1, Control.FILL_MISMATCH);

        assertEquals(Level.REDUCE_ONLY, monitor.level(ScopeType.INSTRUMENT, 1));
        monitor.release(ScopeType.INSTRUMENT, 1, Control.OPERATOR_KILL);
        assertEquals(Level.REDUCE_ONLY, monitor.level(ScopeType.INSTRUMENT, 1), "rules do not lift a person's kill");
        tower.resumeAsShown(ScopeType.INSTRUMENT, 1);
        assertEquals(Level.ACTIVE, monitor.level(ScopeType.INSTRUMENT, 1));
    }

    @Test
    void refusesAResumeWrittenBeforeABreakerTripped() {
        tower.kill(ScopeType.ACCOUNT, 0, Level.REDUCE_ONLY, 7);
        final long seen = monitor.generation(ScopeType.ACCOUNT, 0);
        monitor.raise(ScopeType.ACCOUNT, 0, Level.CANCEL_ONLY, Control.RECONCILIATION, 3, 0);

        tower.resume(ScopeType.ACCOUNT, 0, seen);
        assertEquals(Level.CANCEL_ONLY, tower.account(0));
        assertNotEquals(seen, monitor.generation(ScopeType.ACCOUNT, 0));

        tower.resumeAsShown(ScopeType.ACCOUNT, 0);
        assertEquals(Level.ACTIVE, tower.account(0));
        assertEquals(7, Monitor.wordGeneration(monitor.generation(ScopeType.ACCOUNT, 0)), "what the page compares");
    }

    @Test
    void liftsTheKillButNotTheBreakerThatStillHasCause() {
        tower.equity(0, 9_600).pass(4 * Watchtower.SECOND);
        tower.kill(ScopeType.ACCOUNT, 0, Level.KILLED, 1);
        tower.tape.take();

        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(Level.REDUCE_ONLY, tower.account(0));
        assertEquals(
                List.of(
                        "RESET_REFUSED DAILY_LOSS ACCOUNT 0 KILLED 1/0",
                        "LEVEL_RESET OPERATOR_KILL ACCOUNT 0 REDUCE_ONLY 0/0"),
                tower.tape.take());
    }

    @Test
    void takesARepeatedWordOnceANewerWordAlwaysAndNeverFalls() {
        tower.kill(ScopeType.VENUE, 0, Level.CANCEL_ONLY, 4);
        tower.tape.take();

        tower.kill(ScopeType.VENUE, 0, Level.CANCEL_ONLY, 4);
        assertEquals(List.of(), tower.tape.take());
        tower.kill(ScopeType.VENUE, 0, Level.REDUCE_ONLY, 5);

        assertEquals(Level.CANCEL_ONLY, monitor.level(ScopeType.VENUE, 0));
        assertEquals(5, monitor.generation(ScopeType.VENUE, 0));
        tower.kill(ScopeType.VENUE, 0, Level.KILLED, 2);
        assertEquals(Level.KILLED, monitor.level(ScopeType.VENUE, 0), "an old word still restricts");
        tower.resume(ScopeType.VENUE, 0, 5);
        assertEquals(Level.KILLED, monitor.level(ScopeType.VENUE, 0), "and its author's resume is a newer one");
    }

    @Test
    void quarantinesCommandsThatNameNothing() {
        assertEquals(QuarantineReason.BAD_COMMAND, tower.kill(ScopeType.VENUE, 99, Level.KILLED, 1));
        assertEquals(QuarantineReason.BAD_COMMAND, tower.kill(ScopeType.NULL_VAL, 0, Level.KILLED, 1));
        assertEquals(QuarantineReason.BAD_COMMAND, tower.kill(ScopeType.VENUE, 0, Level.ACTIVE, 1));
        assertEquals(QuarantineReason.BAD_COMMAND, tower.kill(ScopeType.VENUE, 0, Level.NULL_VAL, 1));
        tower.kill(ScopeType.VENUE, 0, Level.KILLED, 1);
        assertEquals(QuarantineReason.BAD_COMMAND, tower.resume(ScopeType.VENUE, 0, 1, "ann", ""));
        assertEquals(QuarantineReason.BAD_COMMAND, tower.resume(ScopeType.VENUE, 0, 1, "", "over"));
        assertEquals(QuarantineReason.BAD_COMMAND, tower.resume(ScopeType.VENUE, 99, 1));
        assertEquals(
                QuarantineReason.NONE, tower.kill(ScopeType.VENUE, 1, Level.KILLED, -5), "a kill is never too odd");
        assertEquals(Level.KILLED, monitor.level(ScopeType.VENUE, 1));
    }

    @Test
    void raisesTheWholeEngineWhereTheScopeDoesNotExist() {
        monitor.raise(ScopeType.VENUE, Frame.NO_ID, Level.CANCEL_ONLY, Control.JOURNAL_HEALTH, 0, 0);

        assertEquals(Level.CANCEL_ONLY, monitor.level(ScopeType.GLOBAL, 0));
    }

    @Test
    void tellsAScopeThatRoseTwiceOnceAndOneThatFellNotAtAll() {
        monitor.raise(ScopeType.VENUE, 1, Level.REDUCE_ONLY, Control.UNKNOWN_OUTCOME, 1, 0);
        monitor.raise(ScopeType.VENUE, 1, Level.CANCEL_ONLY, Control.RECONCILIATION, 1, 0);
        monitor.raise(ScopeType.VENUE, 2, Level.CANCEL_ONLY, Control.UNKNOWN_OUTCOME, 1, 0);
        monitor.release(ScopeType.VENUE, 2, Control.UNKNOWN_OUTCOME);

        assertEquals(List.of("VENUE 1 CANCEL_ONLY"), tower.raised());
        assertEquals(List.of(), tower.raised());
    }

    @Test
    void countsEachRiseInTheGenerationAndTellsWhetherSomethingRose() {
        assertFalse(monitor.hasRaised());
        monitor.raise(ScopeType.VENUE, 1, Level.REDUCE_ONLY, Control.LATENCY, 1, 0);
        assertEquals(1L << 32, monitor.generation(ScopeType.VENUE, 1));
        assertTrue(monitor.hasRaised());
        tower.raised();
        assertFalse(monitor.hasRaised());

        monitor.raise(ScopeType.VENUE, 1, Level.REDUCE_ONLY, Control.LATENCY, 2, 0);
        assertEquals(1L << 32, monitor.generation(ScopeType.VENUE, 1), "it stood as high already");
        monitor.raise(ScopeType.VENUE, 1, Level.REDUCE_ONLY, Control.REJECT_STORM, 1, 0);

        assertEquals(2L << 32, monitor.generation(ScopeType.VENUE, 1));
        assertEquals(List.of(), tower.raised(), "its level is what it was");
        tower.kill(ScopeType.VENUE, 1, Level.CANCEL_ONLY, 5);
        assertEquals((2L << 32) + 5, monitor.generation(ScopeType.VENUE, 1));
        tower.kill(ScopeType.VENUE, 1, Level.KILLED, 5);
        assertEquals(
                (3L << 32) + 5, monitor.generation(ScopeType.VENUE, 1), "an old word that rises counts as a rule's");
    }

    /** A cause that ended is not asked again by a resume, nor does its veto speak against another one. */
    @Test
    void knowsNothingMoreOfACauseThatEnded() {
        monitor.raise(ScopeType.STRATEGY, 1, Level.CANCEL_ONLY, Control.RECONCILIATION, 1, 0);
        monitor.release(ScopeType.STRATEGY, 1, Control.RECONCILIATION);
        tower.kill(ScopeType.STRATEGY, 1, Level.KILLED, 1);
        monitor.resetVeto((cause, type, id) -> cause == Control.RECONCILIATION ? Control.RECONCILIATION : Control.NONE);
        tower.tape.take();

        assertEquals(QuarantineReason.NONE, tower.resumeAsShown(ScopeType.STRATEGY, 1));

        assertEquals(List.of("LEVEL_RESET OPERATOR_KILL STRATEGY 1 ACTIVE 0/0"), tower.tape.take());
    }

    @Test
    void refusesAResumeAgainstWhichAConditionStands() {
        tower.kill(ScopeType.STRATEGY, 1, Level.KILLED, 1);
        monitor.resetVeto(
                (cause, type, id) -> type == ScopeType.STRATEGY && id == 1 ? Control.UNKNOWN_OUTCOME : Control.NONE);
        tower.tape.take();

        assertEquals(QuarantineReason.NONE, tower.resumeAsShown(ScopeType.STRATEGY, 1));

        assertEquals(List.of("RESET_REFUSED UNKNOWN_OUTCOME STRATEGY 1 KILLED 3/0"), tower.tape.take());
        assertEquals(Level.KILLED, monitor.level(ScopeType.STRATEGY, 1));
        assertEquals(QuarantineReason.NONE, tower.resume(ScopeType.STRATEGY, 1, 99));
    }

    /** L8 of an account is the monitor's own; the same cause elsewhere belongs to whoever raised it. */
    @Test
    void releasesWhatTheEngineRaisedAtAScopeThatIsNoAccount() {
        final ScopeType[] others = {ScopeType.VENUE, ScopeType.ASSET_CLASS};
        for (final ScopeType type : others) {
            final int id = type == ScopeType.VENUE ? 3 : 0;
            monitor.raise(type, id, Level.CANCEL_ONLY, Control.DEFAULT_DENY, 1, 0);
            monitor.release(type, id, Control.DEFAULT_DENY);
            assertEquals(Level.ACTIVE, monitor.level(type, id), type.name());
        }
        for (final int account : new int[] {0, 3}) {
            monitor.raise(ScopeType.ACCOUNT, account, Level.CANCEL_ONLY, Control.DEFAULT_DENY, 1, 0);
            monitor.release(ScopeType.ACCOUNT, account, Control.DEFAULT_DENY);
            assertEquals(Level.CANCEL_ONLY, tower.account(account), "account " + account);
        }
    }

    @Test
    void aPersonIsNamedByMoreThanSpace() {
        tower.kill(ScopeType.VENUE, 0, Level.KILLED, 1);
        assertEquals(QuarantineReason.BAD_COMMAND, tower.resume(ScopeType.VENUE, 0, 1, " ", "over"));
        assertEquals(QuarantineReason.BAD_COMMAND, tower.resume(ScopeType.VENUE, 0, 1, "ann", " "));
        assertEquals(Level.KILLED, monitor.level(ScopeType.VENUE, 0));

        assertEquals(QuarantineReason.NONE, tower.resume(ScopeType.VENUE, 0, 1, "!", "!"));

        assertEquals(Level.ACTIVE, monitor.level(ScopeType.VENUE, 0));
    }
}
