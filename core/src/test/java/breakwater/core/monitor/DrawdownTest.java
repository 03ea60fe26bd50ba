package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawdownTest {
    private final Watchtower tower = new Watchtower();

    DrawdownTest() {
        tower.monitor.onLimit(Control.DAILY_LOSS, 0, ScopeType.GLOBAL, 0, 900_000, 0);
        tower.monitor.onLimit(Control.WEEKLY_LOSS, 0, ScopeType.GLOBAL, 0, 900_000, 0);
        tower.equity(0, 20_000);
    }

    @Test
    void killsAndFlattensAtFifteenPercentFromThePeakConfirmedByFreshMarks() {
        tower.equityE8(0, 17_000 * Decimals.ONE_E8 + 1);
        assertEquals(Level.ACTIVE, tower.account(0));

        tower.equity(0, 17_000);
        assertEquals(List.of("ACCOUNT 0 REDUCE_ONLY"), tower.raised());
        tower.pass(3 * Watchtower.SECOND);

        assertEquals(List.of("ACCOUNT 0 KILLED"), tower.raised());
        assertTrue(tower.tape.take().contains("LEVEL_RAISED DRAWDOWN ACCOUNT 0 KILLED 150000/150000"));
    }

    @Test
    void neverFlattensOnStaleMarks() {
        tower.marks(0, false).equity(0, 100).pass(30 * Watchtower.SECOND);

        assertEquals(Level.REDUCE_ONLY, tower.account(0));
    }

    @Test
    void doesNotRaiseThePeakByStaleMarks() {
        tower.marks(0, false).equity(0, 90_000);

        assertEquals(20_000 * Decimals.ONE_E8, tower.monitor.peakEquityE8(0));
    }

    @Test
    void staysKilledOverMidnightAndRecoveryUntilAResumeRebasesThePeak() {
        tower.equity(0, 16_000)
                .pass(3 * Watchtower.SECOND)
                .equity(0, 25_000)
                .toMidnight()
                .pass(Watchtower.DAY);
        assertEquals(Level.KILLED, tower.account(0));
        tower.equity(0, 16_000);

        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(Level.ACTIVE, tower.account(0));
        assertEquals(16_000 * Decimals.ONE_E8, tower.monitor.peakEquityE8(0));
        tower.equity(0, 15_999).pass(60 * Watchtower.SECOND);
        assertEquals(Level.ACTIVE, tower.account(0), "it does not trip again at once");
    }

    @Test
    void refusesAResumeWhileMarksAreStaleOrEquityIsGone() {
        tower.equity(0, 16_000).pass(3 * Watchtower.SECOND);
        tower.positions.isMarked[0] = false;
        tower.resumeAsShown(ScopeType.ACCOUNT, 0);
        assertEquals(Level.KILLED, tower.account(0));
        tower.positions.isMarked[0] = true;
        tower.positions.equityE8[0] = 0;

        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(Level.KILLED, tower.account(0));
    }

    @Test
    void restrictsToCancelsWhenAPositionHasNoFreshMarkForAMinuteUntilItHas() {
        tower.marks(0, false).pass(60 * Watchtower.SECOND - 1);
        assertEquals(Level.ACTIVE, tower.account(0));

        tower.pass(1);
        assertEquals(List.of("ACCOUNT 0 CANCEL_ONLY"), tower.raised());
        tower.resumeAsShown(ScopeType.ACCOUNT, 0);
        assertEquals(Level.CANCEL_ONLY, tower.account(0), "a person cannot know the mark either");
        tower.marks(0, true);

        assertEquals(Level.ACTIVE, tower.account(0));
    }

    @Test
    void noticesStaleMarksThoughNothingHappens() {
        tower.positions.isMarked[0] = false;

        tower.pass(75 * Watchtower.SECOND);

        assertEquals(Level.CANCEL_ONLY, tower.account(0));
    }

    @Test
    void restrictsToCancelsWhileEquityDoesNotFitAndResumesOnlyOnceItDoes() {
        tower.equityE8(0, Decimals.OVERFLOW);
        assertEquals(Level.CANCEL_ONLY, tower.account(0));
        tower.resumeAsShown(ScopeType.ACCOUNT, 0);
        assertEquals(Level.CANCEL_ONLY, tower.account(0));
        tower.toMidnight().equity(0, 20_000);

        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(Level.ACTIVE, tower.account(0));
        assertEquals(Long.MAX_VALUE > tower.monitor.nextDeadlineNs(), true);
    }

    @Test
    void countsAnyLossOfAnAccountThatOpenedWithNothingAsABreach() {
        tower.accounts.define(breakwater.core.position.Definitions.account(2, 0));
        tower.equity(2, 0);
        assertEquals(Level.ACTIVE, tower.account(2));

        tower.equityE8(2, -1);

        assertEquals(Level.REDUCE_ONLY, tower.account(2));
    }

    @Test
    void theFirstConfirmationIsToldOnceAndARebasedPeakTripsAnew() {
        tower.equity(0, 16_000).pass(3 * Watchtower.SECOND);
        tower.tape.take();

        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(List.of("LEVEL_RESET DRAWDOWN ACCOUNT 0 ACTIVE 0/150000"), tower.tape.take());
        assertEquals(16_000 * Decimals.ONE_E8, tower.monitor.peakEquityE8(0));
        tower.equity(0, 13_600).pass(3 * Watchtower.SECOND);
        assertEquals(
                List.of(
                        "LEVEL_RAISED DRAWDOWN ACCOUNT 0 REDUCE_ONLY 150000/150000",
                        "LEVEL_RAISED DRAWDOWN ACCOUNT 0 KILLED 150000/150000"),
                tower.tape.take());
    }

    @Test
    void anAccountWithoutEquityIsNotRebased() {
        tower.monitor.onLimit(Control.DAILY_LOSS, 0, ScopeType.GLOBAL, 0, 2_000_000, 0);
        tower.monitor.onLimit(Control.WEEKLY_LOSS, 0, ScopeType.GLOBAL, 0, 2_000_000, 0);
        tower.equity(0, 0).pass(3 * Watchtower.SECOND);
        tower.tape.take();

        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(List.of("RESET_REFUSED DRAWDOWN ACCOUNT 0 KILLED 3/0"), tower.tape.take());
        tower.equityE8(0, 1).resumeAsShown(ScopeType.ACCOUNT, 0);
        assertEquals(Level.ACTIVE, tower.account(0));
    }
}
