package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** L2: 8 % of the week's opening equity stop entries for seven days and until a person resumes. */
class WeeklyLossTest {
    private static final long LIMIT_E8 = 9_200 * Decimals.ONE_E8;
    private static final long WEEK = 7 * Watchtower.DAY;

    private final Watchtower tower = new Watchtower();

    /** The tower stands on a Friday. */
    WeeklyLossTest() {
        tower.monitor.onLimit(Control.DAILY_LOSS, 0, ScopeType.GLOBAL, 0, 900_000, 0);
        tower.monitor.onLimit(Control.DRAWDOWN, 0, ScopeType.GLOBAL, 0, 900_000, 0);
    }

    @Test
    void staysActiveOneUnitShortOfEightPercentAndHoldsEntriesAtIt() {
        tower.equityE8(0, LIMIT_E8 + 1);
        assertEquals(Level.ACTIVE, tower.account(0));

        tower.equityE8(0, LIMIT_E8);

        assertEquals(Level.REDUCE_ONLY, tower.account(0));
        assertEquals(Level.ACTIVE, tower.account(1));
        assertEquals(
                List.of(
                        "WARNING WEEKLY_LOSS ACCOUNT 0 ACTIVE 79999/50000",
                        "LEVEL_RAISED WEEKLY_LOSS ACCOUNT 0 REDUCE_ONLY 80000/80000"),
                tower.tape.take());
    }

    @Test
    void holdsEntriesOneUnitPastTheLimitToo() {
        tower.equityE8(0, LIMIT_E8 - 1);

        assertEquals(Level.REDUCE_ONLY, tower.account(0));
    }

    @Test
    void warnsOfAFallOfFivePercentFromThePeakOfTheWeek() {
        tower.equity(0, 12_000).equityE8(0, 11_400 * Decimals.ONE_E8 + 1);
        assertEquals(List.of(), tower.tape.take());

        tower.equity(0, 11_400).equity(0, 11_300);

        assertEquals(List.of("WARNING WEEKLY_LOSS ACCOUNT 0 ACTIVE 50000/50000"), tower.tape.take());
    }

    @Test
    void addsUpOverTheDaysOfAWeekAndBeginsAnewOnMonday() {
        tower.equity(0, 9_700).toMidnight().equity(0, 9_400).toMidnight();
        tower.equity(0, 9_201);
        assertEquals(Level.ACTIVE, tower.account(0));
        tower.tape.take();

        tower.toMidnight();

        assertTrue(tower.tape.take().contains("DAY_ROLLED WEEKLY_LOSS ACCOUNT 0 ACTIVE 920100000000/0"));
        tower.equity(0, 8_500);
        assertEquals(Level.ACTIVE, tower.account(0), "7.6 % of 9,201");
        tower.equity(0, 8_464);
        assertEquals(Level.REDUCE_ONLY, tower.account(0), "8.01 % of it");
    }

    @Test
    void letsGoOfAHoldThatFreshMarksTakeBackBeforeItIsConfirmed() {
        tower.equityE8(0, LIMIT_E8).pass(2 * Watchtower.SECOND).equity(0, 9_241);

        assertEquals(Level.ACTIVE, tower.account(0));
    }

    @Test
    void neverClearsAHoldByStaleMarksOrByMonday() {
        tower.marks(0, false).equity(0, 9_000).to(mondayAfterNext());
        assertTrue(tower.monitor.isHeldBy(ScopeType.ACCOUNT, 0, Control.WEEKLY_LOSS));

        tower.marks(0, true);

        assertEquals(Level.ACTIVE, tower.account(0), "it never was confirmed");
    }

    @Test
    void refusesAResumeOneNanosecondBeforeTheSeventhDayIsOverAndGrantsItThen() {
        final long trippedNs = trip();
        tower.equity(0, 9_900).to(trippedNs + WEEK - 1);
        tower.tape.take();
        tower.resumeAsShown(ScopeType.ACCOUNT, 0);
        assertEquals(Level.REDUCE_ONLY, tower.account(0));
        assertEquals(List.of("RESET_REFUSED WEEKLY_LOSS ACCOUNT 0 REDUCE_ONLY 1/0"), tower.tape.take());

        tower.to(trippedNs + WEEK);
        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(Level.ACTIVE, tower.account(0));
        assertTrue(tower.tape.take().contains("LEVEL_RESET WEEKLY_LOSS ACCOUNT 0 ACTIVE 0/80000"));
    }

    @Test
    void staysUntilSomebodyResumesHoweverManyWeeksPass() {
        trip();
        for (int week = 0; week < 5; week++) {
            tower.equity(0, 20_000).pass(WEEK);
        }

        assertEquals(Level.REDUCE_ONLY, tower.account(0));
    }

    @Test
    void resumesAnAccountThatNobodyLookedAtForALongTime() {
        tower.positions.held[0][0] = 0;
        final long trippedNs = trip();
        tower.to(trippedNs + 3 * WEEK);

        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(Level.ACTIVE, tower.account(0), "a week without a loss has begun meanwhile");
        tower.equity(0, 9_200);
        assertEquals(Level.ACTIVE, tower.account(0), "and it does not trip again at once");
    }

    @Test
    void refusesAResumeWhileTheWeekThatRunsIsItselfPastTheLimitOrMarksAreStale() {
        final long trippedNs = trip();
        tower.to(trippedNs + WEEK - Watchtower.DAY).equity(0, 8_000).to(trippedNs + WEEK);
        tower.resumeAsShown(ScopeType.ACCOUNT, 0);
        assertEquals(Level.REDUCE_ONLY, tower.account(0), "13 % since Monday");
        tower.equity(0, 9_200);
        tower.positions.isMarked[0] = false;
        tower.resumeAsShown(ScopeType.ACCOUNT, 0);
        assertEquals(Level.REDUCE_ONLY, tower.account(0), "who knows");
        tower.positions.isMarked[0] = true;

        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(Level.ACTIVE, tower.account(0));
    }

    @Tag("slow")
    @Test
    void noRandomWeeksFreeAnAccountBeforeItsTime() {
        passWeeks(6, 15, 6);
    }

    @Tag("prove")
    @Test
    void noManyRandomWeeksFreeAnAccountBeforeItsTime() {
        passWeeks(20, 50, 20);
    }

    private static void passWeeks(final int seeds, final int tripsAbove, final int resumesAbove) {
        final Model model = new Model();
        for (long seed = 1; seed <= seeds; seed++) {
            model.run(seed);
        }
        assertTrue(
                model.trips > tripsAbove && model.resumes > resumesAbove,
                "trips " + model.trips + " resumes " + model.resumes);
    }

    /** Random weeks, and beside them a plain account of the confirmed trips: none ends but by a resume in time (I12, I23). */
    private static final class Model {
        private Watchtower tower;
        private String where;
        private boolean wasHeld;
        private long heldUntilNs;
        private int trips;
        private int resumes;

        void run(final long seed) {
            tower = new Watchtower();
            tower.monitor.onLimit(Control.DAILY_LOSS, 0, ScopeType.GLOBAL, 0, 900_000, 0);
            tower.monitor.onLimit(Control.DRAWDOWN, 0, ScopeType.GLOBAL, 0, 900_000, 0);
            wasHeld = false;
            heldUntilNs = 0;
            long draw = seed;
            for (int step = 0; step < 800; step++) {
                draw = Frame.mix(draw);
                where = "seed " + seed + " step " + step;
                act(draw);
                if ((draw >>> 50 & 15) == 0) {
                    final long digest = tower.digest();
                    final SnapshotBuffer snapshot = new SnapshotBuffer();
                    tower.monitor.writeTo(snapshot);
                    tower.monitor.readFrom(snapshot.reader());
                    assertEquals(digest, tower.digest(), where);
                }
            }
        }

        private void act(final long draw) {
            switch ((int) (draw >>> 4 & 7)) {
                case 0:
                    tower.resumeAsShown(ScopeType.ACCOUNT, 0);
                    observe(true);
                    break;
                case 1:
                    passTo(tower.nowNs + (draw >>> 10 & 0x7_FFFF_FFFF_FFFFL));
                    break;
                case 2:
                    passTo(tower.nowNs + Watchtower.SECOND * (draw >>> 10 & 3));
                    break;
                case 3:
                    tower.marks(0, (draw >>> 10 & 3) != 0);
                    break;
                case 4:
                    passTo((tower.nowNs / Watchtower.DAY + 1) * Watchtower.DAY);
                    break;
                default:
                    tower.equityE8(0, 8_500 * Decimals.ONE_E8 + Long.remainderUnsigned(draw, 2_000 * Decimals.ONE_E8));
                    break;
            }
            observe(false);
        }

        /** Lets time pass from one deadline to the next, so that each trip has its own time. */
        private void passTo(final long timeNs) {
            while (tower.nowNs < timeNs) {
                tower.to(Math.min(timeNs, Math.max(tower.nowNs, tower.monitor.nextDeadlineNs())));
                observe(false);
            }
        }

        private void observe(final boolean isResume) {
            for (final String line : tower.tape.take()) {
                if (line.startsWith("LEVEL_RAISED WEEKLY_LOSS ACCOUNT 0")) {
                    if (wasHeld) {
                        trips++;
                        heldUntilNs = tower.nowNs + WEEK;
                    }
                    wasHeld = true;
                }
            }
            final boolean isHeld = tower.monitor.isHeldBy(ScopeType.ACCOUNT, 0, Control.WEEKLY_LOSS);
            if (heldUntilNs != 0 && !isHeld) {
                assertTrue(isResume && tower.nowNs >= heldUntilNs, where);
                resumes++;
                heldUntilNs = 0;
            }
            wasHeld = isHeld;
        }
    }

    /** Loses 8 % and has it confirmed; returns when. */
    private long trip() {
        tower.equityE8(0, LIMIT_E8).pass(3 * Watchtower.SECOND);
        assertEquals(Level.REDUCE_ONLY, tower.account(0));
        return tower.nowNs;
    }

    private long mondayAfterNext() {
        return Watchtower.MIDNIGHT + 10 * Watchtower.DAY + Watchtower.SECOND;
    }
}
