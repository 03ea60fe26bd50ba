package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.fake.FakePositions;
import breakwater.core.message.Control;
import breakwater.core.message.Level;
import breakwater.core.message.Outputs;
import breakwater.core.message.ScopeType;
import breakwater.core.position.Definitions;
import breakwater.core.position.OutputTape;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class DailyLossTest {
    private static final long LIMIT_E8 = 9_700 * Decimals.ONE_E8;

    private final Watchtower tower = new Watchtower();

    @Test
    void staysActiveOneUnitShortOfThreePercentAndHoldsEntriesAtIt() {
        tower.equityE8(0, LIMIT_E8 + 1);
        assertEquals(Level.ACTIVE, tower.account(0));

        tower.equityE8(0, LIMIT_E8);

        assertEquals(Level.REDUCE_ONLY, tower.account(0));
        assertEquals(Level.ACTIVE, tower.account(1));
        assertEquals(List.of("ACCOUNT 0 REDUCE_ONLY"), tower.raised());
        assertEquals(
                List.of(
                        "WARNING DAILY_LOSS ACCOUNT 0 ACTIVE 29999/20000",
                        "LEVEL_RAISED DAILY_LOSS ACCOUNT 0 REDUCE_ONLY 30000/30000"),
                tower.tape.take());
    }

    @Test
    void holdsEntriesOneUnitPastTheLimitToo() {
        tower.equityE8(0, LIMIT_E8 - 1);

        assertEquals(Level.REDUCE_ONLY, tower.account(0));
    }

    @Test
    void warnsOnceAnEpisodeFromTwoPercent() {
        tower.equity(0, 9_800).equity(0, 9_799).equity(0, 9_801).equity(0, 9_800);
        assertEquals(List.of("WARNING DAILY_LOSS ACCOUNT 0 ACTIVE 20000/20000"), tower.tape.take());

        tower.equity(0, 9_900).equity(0, 9_800);

        assertEquals(List.of("WARNING DAILY_LOSS ACCOUNT 0 ACTIVE 20000/20000"), tower.tape.take());
    }

    @Test
    void letsGoOfAHoldThatFreshMarksTakeBackBeforeItIsConfirmed() {
        tower.equity(0, 9_700).pass(2 * Watchtower.SECOND).equity(0, 9_714);
        assertEquals(Level.REDUCE_ONLY, tower.account(0), "over 95 % of the limit");

        tower.equity(0, 9_720).pass(10 * Watchtower.SECOND);

        assertEquals(Level.ACTIVE, tower.account(0));
    }

    @Test
    void latchesUntilMidnightOnceFreshMarksConfirmedItForThreeSeconds() {
        tower.equity(0, 9_700).pass(3 * Watchtower.SECOND).equity(0, 10_500).pass(3_600 * Watchtower.SECOND);
        assertEquals(Level.REDUCE_ONLY, tower.account(0));
        tower.tape.take();

        tower.toMidnight();

        assertEquals(Level.ACTIVE, tower.account(0));
        assertEquals(10_500 * Decimals.ONE_E8, tower.monitor.openingEquityE8(0));
        assertTrue(tower.tape
                .take()
                .containsAll(List.of(
                        "LEVEL_RESET DAILY_LOSS ACCOUNT 0 ACTIVE 0/30000",
                        "DAY_ROLLED DAILY_LOSS ACCOUNT 0 ACTIVE 1050000000000/0")));
    }

    @Test
    void neitherConfirmsNorClearsByStaleMarks() {
        tower.marks(0, false).equity(0, 9_600).pass(20 * Watchtower.SECOND);
        assertEquals(Level.REDUCE_ONLY, tower.account(0), "a stale mark may block");

        tower.equity(0, 10_000);
        assertEquals(Level.REDUCE_ONLY, tower.account(0), "but not clear");
        tower.marks(0, true);

        assertEquals(Level.ACTIVE, tower.account(0), "it never was confirmed");
    }

    @Test
    void startsTheConfirmationAnewWhenMarksWereStaleMeanwhile() {
        tower.equity(0, 9_600)
                .pass(2 * Watchtower.SECOND)
                .marks(0, false)
                .marks(0, true)
                .pass(2 * Watchtower.SECOND);

        tower.equity(0, 10_000);

        assertEquals(Level.ACTIVE, tower.account(0));
    }

    @Test
    void refusesToBeResumedBeforeMidnight() {
        tower.equity(0, 9_600).pass(3 * Watchtower.SECOND);
        tower.tape.take();

        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(Level.REDUCE_ONLY, tower.account(0));
        assertEquals(List.of("RESET_REFUSED DAILY_LOSS ACCOUNT 0 REDUCE_ONLY 1/0"), tower.tape.take());
    }

    @Test
    void rollsTheDayOnceHoweverTheClockCrossesMidnight() {
        tower.toMidnight().pass(1).equity(0, 9_990).to(tower.nowNs + Watchtower.SECOND);
        assertEquals(1, rolls(0));

        tower.nowNs += 5 * Watchtower.DAY;
        tower.equity(0, 9_980);

        assertEquals(1, rolls(0), "five idle days are one roll");
        assertEquals(9_990 * Decimals.ONE_E8, tower.monitor.openingEquityE8(0), "equity known before the gap");
        tower.nowNs -= 3 * Watchtower.DAY;
        tower.equity(0, 9_980);
        assertEquals(0, rolls(0), "a clock that steps back rolls nothing");
    }

    @Test
    void suspendsAfterThreeTradingDaysInARowUntilResumed() {
        tower.monitor.onLimit(Control.WEEKLY_LOSS, 0, ScopeType.GLOBAL, 0, 900_000, 0);
        hitToday(10_000, 9_600);
        tower.toMidnight().pass(2 * Watchtower.DAY);
        hitToday(9_600, 9_200);
        tower.toMidnight();
        assertEquals(Level.ACTIVE, tower.account(0));
        tower.tape.take();

        hitToday(9_200, 8_800);

        assertTrue(tower.tape.take().contains("LEVEL_RAISED SUSPENSION ACCOUNT 0 REDUCE_ONLY 3/3"));
        tower.toMidnight().pass(Watchtower.DAY);
        assertEquals(Level.REDUCE_ONLY, tower.account(0), "midnight is not enough");
        tower.resumeAsShown(ScopeType.ACCOUNT, 0);
        assertEquals(Level.ACTIVE, tower.account(0));
    }

    @Test
    void forgetsTheStreakAfterATradingDayWithoutAHit() {
        tower.monitor.onLimit(Control.WEEKLY_LOSS, 0, ScopeType.GLOBAL, 0, 900_000, 0);
        hitToday(10_000, 9_600);
        tower.toMidnight();
        hitToday(9_600, 9_200);
        tower.toMidnight().equity(0, 9_190).toMidnight();

        hitToday(9_190, 8_800);

        tower.toMidnight();
        assertEquals(Level.ACTIVE, tower.account(0));
    }

    @Test
    void takesTheStricterOfTheAccountsRowAndTheEnginesAndRefusesRowsItWouldNotEnforce() {
        final Monitor monitor = tower.monitor;
        assertTrue(monitor.onLimit(Control.DAILY_LOSS, 0, ScopeType.GLOBAL, 0, 20_000, 15_000));
        assertTrue(monitor.onLimit(Control.DAILY_LOSS, 0, ScopeType.ACCOUNT, 1, 10_000, 5_000));
        tower.equity(0, 9_850).equity(1, 9_900);

        assertEquals(Level.ACTIVE, tower.account(0));
        assertEquals(Level.REDUCE_ONLY, tower.account(1));
        assertEquals(false, monitor.onLimit(Control.DAILY_LOSS, 0, ScopeType.STRATEGY, 1, 1, 1));
        assertEquals(false, monitor.onLimit(Control.DAILY_LOSS, 1, ScopeType.GLOBAL, 0, 1, 1));
        assertEquals(false, monitor.onLimit(Control.DAILY_LOSS, 0, ScopeType.ACCOUNT, 99, 1, 1));
        assertEquals(false, monitor.onLimit(Control.DRAWDOWN, 0, ScopeType.GLOBAL, 0, -1, 1));
        assertEquals(false, monitor.onLimit(Control.HEAT, 0, ScopeType.GLOBAL, 0, 1, 1));
        assertEquals(false, monitor.onLimit(Control.LOSING_STREAK, 0, ScopeType.ACCOUNT, 0, 5, 5));
    }

    private void hitToday(final long from, final long to) {
        tower.equity(0, from).equity(0, to).pass(4 * Watchtower.SECOND);
        assertEquals(Level.REDUCE_ONLY, tower.account(0));
    }

    private long rolls(final int account) {
        return tower.tape.take().stream()
                .filter(line -> line.startsWith("DAY_ROLLED DAILY_LOSS ACCOUNT " + account))
                .count();
    }

    @Test
    void tellsOfTheHoldAndOfItsConfirmation() {
        tower.equity(0, 9_700).pass(3 * Watchtower.SECOND);

        assertEquals(
                List.of(
                        "LEVEL_RAISED DAILY_LOSS ACCOUNT 0 REDUCE_ONLY 30000/30000",
                        "LEVEL_RAISED DAILY_LOSS ACCOUNT 0 REDUCE_ONLY 30000/30000"),
                tower.tape.take());
    }

    /** While equity is not known nothing is confirmed, and nothing is due for it. */
    @Test
    void startsTheConfirmationAnewWhenEquityHadNoPlaceMeanwhile() {
        tower.equity(0, 8_000).pass(2 * Watchtower.SECOND).equityE8(0, Decimals.OVERFLOW);
        assertEquals(Level.CANCEL_ONLY, tower.account(0));
        tower.pass(10 * Watchtower.SECOND);

        tower.equity(0, 8_000).pass(2 * Watchtower.SECOND).equity(0, 10_000);
        tower.resumeAsShown(ScopeType.ACCOUNT, 0);

        assertEquals(Level.ACTIVE, tower.account(0), "neither day, week nor peak was confirmed");
    }

    @Test
    void anAccountThatNobodyLookedAtIsNeverDueAndOneFirstSeenUnmarkedHasItsMinute() {
        final Outputs outputs = new Outputs(new OutputTape().mute());
        final FakePositions positions = new FakePositions();
        final Accounts accounts = new Accounts(4);
        accounts.define(Definitions.account(0, 0));
        accounts.define(Definitions.account(1, 0));
        final Monitor monitor = new Monitor(new Instruments(16), positions, outputs, Capacity.SMALL, accounts);
        final long nowNs = Watchtower.MIDNIGHT + 5;
        outputs.onCause(1, nowNs, nowNs);
        assertEquals(Long.MAX_VALUE, monitor.nextDeadlineNs());

        monitor.evaluate(0, nowNs);
        assertEquals(Watchtower.MIDNIGHT + Watchtower.DAY, monitor.nextDeadlineNs(), "the roll of account 0");
        positions.isMarked[1] = false;
        monitor.evaluate(1, nowNs);

        assertEquals(Level.ACTIVE, monitor.level(ScopeType.ACCOUNT, 1));
        assertEquals(nowNs + Monitor.UNMARKED_MAX_NS, monitor.nextDeadlineNs());
        monitor.evaluate(2, nowNs);
        assertEquals(0, monitor.peakEquityE8(2), "no account at all");
    }

    @Test
    void aRestoreGoesOnWithTheDayTheHoldAndTheHits() {
        tower.monitor.onLimit(Control.WEEKLY_LOSS, 0, ScopeType.GLOBAL, 0, 900_000, 0);
        hitToday(10_000, 9_600);
        tower.toMidnight();
        hitToday(9_600, 9_200);
        tower.toMidnight().equity(0, 8_900).pass(Watchtower.SECOND);
        final Watchtower restored = new Watchtower();
        restored.equity(0, 5).to(tower.nowNs);
        restored.positions.equityE8[0] = tower.positions.equityE8[0];
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        tower.monitor.writeTo(snapshot);
        restored.monitor.readFrom(snapshot.reader());
        restored.tape.take();
        tower.tape.take();

        tower.pass(4 * Watchtower.SECOND).equity(0, 10_000).toMidnight().equity(0, 9_999);
        restored.pass(4 * Watchtower.SECOND).equity(0, 10_000).toMidnight().equity(0, 9_999);

        assertEquals(tower.tape.take(), restored.tape.take());
        assertEquals(tower.digest(), restored.digest());
        assertTrue(restored.monitor.isHeldBy(ScopeType.ACCOUNT, 0, Control.SUSPENSION), "the third day in a row");
    }

    /** 95 % of 30,001 ppm is 28,500.95, so that a hold ends under 28,500 of them. */
    @Test
    void aHoldEndsOneUnitUnderNinetyFivePercentOfTheLimit() {
        tower.monitor.onLimit(Control.DAILY_LOSS, 0, ScopeType.GLOBAL, 0, 30_001, 0);
        tower.equityE8(0, afterLosing(30_001)).equityE8(0, afterLosing(28_500));
        assertEquals(Level.REDUCE_ONLY, tower.account(0));

        tower.equityE8(0, afterLosing(28_499));

        assertEquals(Level.ACTIVE, tower.account(0));
    }

    @Test
    void aWarningMayComeAgainOneUnitUnderNinetyFivePercentOfItsLevel() {
        tower.equityE8(0, afterLosing(20_000)).equityE8(0, afterLosing(19_000)).equityE8(0, afterLosing(20_000));
        assertEquals(1, tower.tape.take().size());

        tower.equityE8(0, afterLosing(18_999)).equityE8(0, afterLosing(20_000));

        assertEquals(List.of("WARNING DAILY_LOSS ACCOUNT 0 ACTIVE 20000/20000"), tower.tape.take());
    }

    @Test
    void anAccountThatOpenedWithNothingHasLostNothingUntilItOwes() {
        tower.toMidnight().equity(0, 0).pass(Watchtower.SECOND).toMidnight().equity(0, 0);
        tower.tape.take();
        tower.monitor.onLimit(Control.DRAWDOWN, 0, ScopeType.GLOBAL, 0, Long.MAX_VALUE, 0);
        tower.monitor.onLimit(Control.WEEKLY_LOSS, 0, ScopeType.GLOBAL, 0, Long.MAX_VALUE, 0);
        tower.equity(0, 0);
        assertFalse(tower.monitor.isHeldBy(ScopeType.ACCOUNT, 0, Control.DAILY_LOSS));

        tower.equityE8(0, -1);

        assertTrue(tower.monitor.isHeldBy(ScopeType.ACCOUNT, 0, Control.DAILY_LOSS));
    }

    /** Returns what 10,000 are after so many ppm of them. */
    private static long afterLosing(final long ppm) {
        return 10_000 * Decimals.ONE_E8 - ppm * Decimals.ONE_E8 / 100;
    }
}
