package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotBuffer;
import org.junit.jupiter.api.Test;

/** Which loss limit of an account is in force: what ships, the engine's row, its own, the lower of the two. */
class LossLimitsTest {
    private static final Control[] LOSSES = {Control.DAILY_LOSS, Control.WEEKLY_LOSS, Control.DRAWDOWN};
    private static final int LAST = Capacity.SMALL.accounts() - 1;

    private final LossLimits limits = new LossLimits(Capacity.SMALL);

    @Test
    void shipsWithThreeLimitsAndAStreak() {
        assertLimit(30_000, 20_000, Control.DAILY_LOSS, 0);
        assertLimit(80_000, 50_000, Control.WEEKLY_LOSS, LAST);
        assertLimit(150_000, 100_000, Control.DRAWDOWN, 0);
        assertEquals(5, limits.streak());
    }

    @Test
    void theLowerOfTwoRowsIsInForceAndItsWarnLevelWithIt() {
        for (final Control control : LOSSES) {
            assertTrue(limits.set(control, 0, ScopeType.ACCOUNT, 0, 900_000, 800_000));
            assertLimit(900_000, 800_000, control, 0);
            assertTrue(limits.set(control, 0, ScopeType.GLOBAL, 9, 40, 30));
            assertLimit(40, 30, control, 0);
            assertLimit(40, 30, control, LAST);
            assertTrue(limits.set(control, 0, ScopeType.ACCOUNT, LAST, 41, 20));
            assertLimit(40, 30, control, LAST);
            assertTrue(limits.set(control, 0, ScopeType.ACCOUNT, LAST, 40, 10));
            assertLimit(40, 10, control, LAST);
            assertTrue(limits.set(control, 0, ScopeType.ACCOUNT, LAST, 39, 5));
            assertLimit(39, 5, control, LAST);
            assertLimit(40, 30, control, 1);
        }
    }

    @Test
    void takesNoughtAndRefusesWhatIsNoLimitHere() {
        assertTrue(limits.set(Control.DAILY_LOSS, 0, ScopeType.GLOBAL, 0, 0, 0));
        assertLimit(0, 0, Control.DAILY_LOSS, 0);
        assertFalse(limits.set(Control.DAILY_LOSS, 0, ScopeType.GLOBAL, 0, 5, -1));
        assertFalse(limits.set(Control.DAILY_LOSS, 0, ScopeType.ACCOUNT, -1, 5, 1));
        assertFalse(limits.set(Control.DAILY_LOSS, 0, ScopeType.ACCOUNT, LAST + 1, 5, 1));
        assertFalse(limits.set(Control.DAILY_LOSS, 0, ScopeType.VENUE, 0, 5, 1));
        assertFalse(limits.set(Control.HEAT, 0, ScopeType.ACCOUNT, 0, 5, 1));
        assertLimit(0, 0, Control.DAILY_LOSS, 0);
    }

    @Test
    void aStreakIsTheEnginesAndOneAtLeast() {
        assertFalse(limits.set(Control.LOSING_STREAK, 0, ScopeType.ACCOUNT, 0, 3, 0));
        assertEquals(5, limits.streak());
        assertTrue(limits.set(Control.LOSING_STREAK, 0, ScopeType.GLOBAL, 0, 0, 0));
        assertEquals(1, limits.streak());
        assertTrue(limits.set(Control.LOSING_STREAK, 0, ScopeType.GLOBAL, 0, 3, 0));
        assertEquals(3, limits.streak());
    }

    @Test
    void aRestoreBringsBackRowsAndTheirAbsence() {
        limits.set(Control.WEEKLY_LOSS, 0, ScopeType.GLOBAL, 0, 40, 30);
        limits.set(Control.DRAWDOWN, 0, ScopeType.ACCOUNT, 1, 7, 6);
        limits.set(Control.LOSING_STREAK, 0, ScopeType.GLOBAL, 0, 3, 0);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        limits.writeTo(snapshot);
        for (final Control control : LOSSES) {
            limits.set(control, 0, ScopeType.GLOBAL, 0, 1, 1);
            limits.set(control, 0, ScopeType.ACCOUNT, 1, 1, 1);
        }
        limits.set(Control.LOSING_STREAK, 0, ScopeType.GLOBAL, 0, 9, 0);

        limits.readFrom(snapshot.reader());

        assertLimit(30_000, 20_000, Control.DAILY_LOSS, 1);
        assertLimit(40, 30, Control.WEEKLY_LOSS, 1);
        assertLimit(7, 6, Control.DRAWDOWN, 1);
        assertLimit(150_000, 100_000, Control.DRAWDOWN, 0);
        assertEquals(3, limits.streak());
    }

    private void assertLimit(final long ppm, final long warnPpm, final Control control, final int account) {
        assertEquals(ppm, limits.limitPpm(control, account), control.name());
        assertEquals(warnPpm, limits.warnPpm(control, account), control + " warns");
    }
}
