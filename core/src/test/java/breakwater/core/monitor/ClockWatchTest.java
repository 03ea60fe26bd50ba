package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.Level;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** F18: a clock that steps back, jumps, or is far from what sources say is not believed: entries are held, no day rolls. */
class ClockWatchTest {
    private static final long SECOND = Watchtower.SECOND;
    private static final long SEED = 18_018L;

    private final Watchtower tower = new Watchtower();

    // ───────────── back ─────────────

    @Test
    void anEventASecondBehindTheClockPassesAndOneThatIsLaterByMoreDoesNot() {
        for (final long behindNs : new long[] {SECOND - 1, SECOND}) {
            comes(tower.nowNs - behindNs);
            assertEquals(Level.ACTIVE, engine());
        }

        comes(tower.nowNs - SECOND - 1);

        assertEquals(List.of("LEVEL_RAISED CLOCK GLOBAL REDUCE_ONLY 1000000001/1000000000"), tower.tape.take());
    }

    @Test
    void aMinuteWithoutAnotherEndsIt() {
        comes(tower.nowNs - 2 * SECOND);
        goesOn(60 * SECOND - 1);
        assertEquals(Level.REDUCE_ONLY, engine());
        tower.tape.take();

        goesOn(1);

        assertEquals(List.of("LEVEL_RESET CLOCK GLOBAL ACTIVE 0/0"), tower.tape.take());
    }

    // ───────────── skew ─────────────

    @Test
    void threeEventsInARowBeyondTheSkewHoldEitherWay() {
        for (final int sign : new int[] {1, -1}) {
            says(1, sign * 10 * SECOND);
            says(1, sign * 10 * SECOND + sign);
            says(1, sign * 10 * SECOND + sign);
            assertEquals(Level.ACTIVE, engine());
            says(2, sign * 10 * SECOND + sign);
            assertEquals(Level.ACTIVE, engine(), "another source");
            says(1, sign * 10 * SECOND + sign);
            assertEquals(Level.REDUCE_ONLY, engine());
            assertEquals(List.of("LEVEL_RAISED CLOCK GLOBAL REDUCE_ONLY 10000000001/10000000000"), tower.tape.take());
            says(1, sign * 10 * SECOND);
            says(2, 0);
            assertEquals(Level.ACTIVE, engine());
            tower.tape.take();
        }
    }

    @Test
    void aSourceThatFellSilentSpeaksAgainstTheClockForAMinute() {
        for (int i = 0; i < 3; i++) {
            says(1, 11 * SECOND);
        }
        goesOn(60 * SECOND - 1);
        assertEquals(Level.REDUCE_ONLY, engine());
        goesOn(1);
        assertEquals(Level.ACTIVE, engine());
    }

    @Test
    void aSourceOfBarsIsLateByNature() {
        for (int i = 0; i < 3; i++) {
            says(1, 120 * SECOND, 60 * SECOND);
        }
        assertEquals(Level.ACTIVE, engine());
        for (int i = 0; i < 3; i++) {
            says(1, 120 * SECOND + 1, 60 * SECOND);
        }
        assertEquals(Level.REDUCE_ONLY, engine());
    }

    @Test
    void atEveryBoundThreeBeyondHoldAndThreeWithinDoNot() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int n = 0; n < 2_000; n++) {
            final long bound = random.nextLong(100 * SECOND);
            limit(1, bound);
            final long beside = bound + random.nextInt(-1, 2);
            final long sign = random.nextBoolean() ? 1 : -1;
            for (int i = 0; i < 3; i++) {
                says(3, sign * beside);
            }
            assertEquals(Math.abs(beside) > bound ? Level.REDUCE_ONLY : Level.ACTIVE, engine(), "seed " + SEED);
            says(3, 0);
            assertEquals(Level.ACTIVE, engine(), "seed " + SEED);
        }
    }

    // ───────────── jump ─────────────

    @Test
    void aJumpHoldsUntilASourceSaysThatItIsSo() {
        goesOn(1_800 * SECOND);
        assertEquals(Level.ACTIVE, engine());
        goesOn(1_800 * SECOND + 1);
        assertEquals(List.of("LEVEL_RAISED CLOCK GLOBAL REDUCE_ONLY 1800000000001/1800000000000"), tower.tape.take());
        goesOn(1_000 * SECOND);
        assertEquals(Level.REDUCE_ONLY, engine(), "nobody has said so");
        says(1, 1_800 * SECOND);
        assertEquals(Level.REDUCE_ONLY, engine(), "a source that stayed where it was");

        says(1, 10 * SECOND);

        assertEquals(Level.ACTIVE, engine());
    }

    @Test
    void anEventThatBringsItsOwnTimeConfirmsTheJumpThatItMakes() {
        tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
        final long mondayNs = tower.nowNs + 2 * Watchtower.DAY;

        tower.monitor.onIngress(mondayNs, tower.nowNs);
        tower.monitor.onSource(1, mondayNs, mondayNs, 0);

        assertFalse(tower.monitor.isClockInDoubt(mondayNs));
    }

    @Test
    void aPersonMaySayThatAJumpIsRightButNotThatASourceIs() {
        goesOn(7_200 * SECOND);
        assertEquals(QuarantineReason.NONE, resume());
        assertEquals(Level.ACTIVE, engine());

        for (int i = 0; i < 3; i++) {
            says(1, 11 * SECOND);
        }
        tower.tape.take();
        assertEquals(QuarantineReason.NONE, resume());
        assertEquals(Level.REDUCE_ONLY, engine());
        assertEquals(List.of("RESET_REFUSED CLOCK GLOBAL REDUCE_ONLY 1/0"), tower.tape.take());
    }

    // ───────────── the day ─────────────

    @Test
    void noDayRollsBeforeTheClockIsBelieved() {
        tower.equity(0, 9_700).pass(3 * SECOND);
        final long midnightNs = (tower.nowNs / Watchtower.DAY + 1) * Watchtower.DAY;
        tower.equity(0, 9_800);
        comes(tower.nowNs - 2 * SECOND);
        tower.tape.take();

        goesOn(59 * SECOND);
        comes(tower.nowNs - 2 * SECOND);
        for (long restNs = midnightNs - tower.nowNs; restNs >= -30 * SECOND; restNs -= 30 * SECOND) {
            comes(tower.nowNs - 2 * SECOND);
            goesOn(30 * SECOND);
            tower.equity(0, 9_800);
        }
        assertTrue(tower.nowNs > midnightNs, "it is the next day");
        assertEquals(10_000 * Decimals.ONE_E8, tower.monitor.openingEquityE8(0));
        assertEquals(Level.REDUCE_ONLY, tower.account(0), "the loss of the day stands");
        assertTrue(tower.monitor.nextDeadlineNs() > tower.nowNs, "nothing is due for ever");

        goesOn(60 * SECOND);

        assertEquals(9_800 * Decimals.ONE_E8, tower.monitor.openingEquityE8(0));
        assertEquals(Level.ACTIVE, tower.account(0));
        assertEquals(
                1,
                tower.tape.take().stream()
                        .filter(line -> line.startsWith("DAY_ROLLED DAILY_LOSS ACCOUNT 0"))
                        .count());
    }

    @Test
    void isTheSameThroughASnapshot() {
        for (int i = 0; i < 3; i++) {
            says(1, 11 * SECOND);
        }
        says(2, 11 * SECOND);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        tower.monitor.writeTo(snapshot);
        final Watchtower other = new Watchtower();
        other.monitor.readFrom(snapshot.reader());

        for (final Watchtower each : List.of(tower, other)) {
            each.outputs.onCause(1, tower.nowNs, tower.nowNs);
            each.monitor.onSource(1, tower.nowNs, tower.nowNs, 0);
            assertFalse(each.monitor.isClockInDoubt(tower.nowNs));
            each.monitor.onSource(2, tower.nowNs - 11 * SECOND, tower.nowNs, 0);
            each.monitor.onSource(2, tower.nowNs - 11 * SECOND, tower.nowNs, 0);
            assertTrue(each.monitor.isClockInDoubt(tower.nowNs));
        }
    }

    private Level engine() {
        return tower.monitor.level(ScopeType.GLOBAL, 0);
    }

    /** An event comes at that time, from nobody who has one of their own. */
    private void comes(final long ingressNs) {
        tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
        tower.monitor.onIngress(ingressNs, tower.nowNs);
        tower.to(Math.max(tower.nowNs, ingressNs));
        tower.monitor.isClockInDoubt(tower.nowNs);
        tower.to(tower.nowNs);
    }

    private void goesOn(final long ns) {
        comes(tower.nowNs + ns);
    }

    private void says(final int sourceId, final long behindNs) {
        says(sourceId, behindNs, 0);
    }

    private void says(final int sourceId, final long behindNs, final long cadenceNs) {
        tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
        tower.monitor.onSource(sourceId, tower.nowNs - behindNs, tower.nowNs, cadenceNs);
        tower.monitor.isClockInDoubt(tower.nowNs);
    }

    private void limit(final int key, final long value) {
        tower.monitor.onLimit(Control.CLOCK, key, ScopeType.GLOBAL, 0, value, 0);
    }

    private QuarantineReason resume() {
        return tower.resume(ScopeType.GLOBAL, 0, tower.monitor.generation(ScopeType.GLOBAL, 0));
    }
}
