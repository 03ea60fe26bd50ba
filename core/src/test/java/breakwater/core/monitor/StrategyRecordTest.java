package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** L6 criteria of a strategy over its closed trades, and L10 its fees of the day. */
class StrategyRecordTest {
    private final Watchtower tower = new Watchtower();

    StrategyRecordTest() {
        limit(Control.LOSING_STREAK, 0, 1_000);
        limit(Control.STRATEGY_CRITERIA, 2, 20);
        limit(Control.STRATEGY_CRITERIA, 1, 0);
    }

    @Test
    void fiveWinsOfTwentyPassAndFourHoldTheStrategy() {
        close(1, 6, 100);
        close(1, 14, -10);
        close(1, 5, 100);
        close(1, 15, -10);
        assertEquals(Level.ACTIVE, strategy(1));

        close(1, 4, 100);
        close(1, 15, -10);
        assertEquals(Level.ACTIVE, strategy(1), "nineteen are not judged");
        close(1, 1, -10);

        assertEquals(List.of("LEVEL_RAISED STRATEGY_CRITERIA STRATEGY 1 REDUCE_ONLY 200000/250000"), tower.tape.take());
        assertEquals(Level.ACTIVE, strategy(0));
    }

    @Test
    void profitsOfFourFifthsOfLossesPassAndOneUnitLessHolds() {
        limit(Control.STRATEGY_CRITERIA, 1, 800_000);
        close(1, 10, 81);
        close(1, 10, -100);
        close(1, 10, 80);
        close(1, 10, -100);
        assertEquals(Level.ACTIVE, strategy(1));

        close(1, 9, 80);
        close(1, 1, 79);
        close(1, 10, -100);

        assertEquals(List.of("LEVEL_RAISED STRATEGY_CRITERIA STRATEGY 1 REDUCE_ONLY 799000/800000"), tower.tape.take());
    }

    @Test
    void aResumeBeginsTheRecordAnew() {
        close(1, 20, -1);
        close(1, 19, -1);

        tower.resumeAsShown(ScopeType.STRATEGY, 1);
        close(1, 19, -1);

        assertEquals(Level.ACTIVE, strategy(1));
        close(1, 1, -1);
        assertEquals(Level.REDUCE_ONLY, strategy(1));
    }

    @Test
    void aStrategyStandsUnderTheHigherOfLeastRows() {
        assertTrue(tower.monitor.onLimit(Control.STRATEGY_CRITERIA, 0, ScopeType.GLOBAL, 0, 100_000, 0));
        assertTrue(tower.monitor.onLimit(Control.STRATEGY_CRITERIA, 0, ScopeType.STRATEGY, 1, 500_000, 0));
        close(1, 9, 1);
        close(1, 11, -1);
        close(0, 9, 1);
        close(0, 11, -1);

        assertEquals(Level.REDUCE_ONLY, strategy(1));
        assertEquals(Level.ACTIVE, strategy(0));
    }

    @Test
    void feesOfThreeTenthsOfWhatWasMadePassAndOneUnitMoreIsToldOnceADay() {
        limit(Control.STRATEGY_CRITERIA, 2, 1_000_000);
        fee(300);
        close(1, 10, 70);
        assertEquals(List.of(), tower.tape.take(), "300 of 1,000");
        fee(1);

        close(1, 1, 0);
        close(1, 1, 0);

        assertEquals(List.of("WARNING FEE_BURDEN STRATEGY 1 ACTIVE 300700/300000"), tower.tape.take());
        assertEquals(Level.ACTIVE, strategy(1));
        tower.positions.held[0][0] = 0;
        tower.pass(Watchtower.DAY);
        tower.tape.take();
        fee(1);
        close(1, 9, 0);
        assertEquals(List.of(), tower.tape.take(), "nine trades say nothing");
        close(1, 1, -5);
        assertEquals(
                List.of("WARNING FEE_BURDEN STRATEGY 1 ACTIVE 9223372036854775807/300000"),
                tower.tape.take(),
                "fees without a profit");
    }

    /** Random trades against counts in the plain. */
    @Test
    void holdsExactlyWhatPlainCountsHold() {
        int holds = 0;
        for (long seed = 1; seed <= 20; seed++) {
            final Watchtower random = new Watchtower();
            random.monitor.onLimit(Control.LOSING_STREAK, 0, ScopeType.GLOBAL, 0, 1_000, 0);
            random.monitor.onLimit(Control.STRATEGY_CRITERIA, 2, ScopeType.GLOBAL, 0, 12, 0);
            long draw = seed;
            long profit = 0;
            long loss = 0;
            int wins = 0;
            int trades = 0;
            boolean isHeld = false;
            for (int step = 0; step < 600; step++) {
                draw = Frame.mix(draw);
                final String where = "seed " + seed + " step " + step;
                final long pnl = (draw & 1) == 0 ? draw >>> 10 & 1023 : -(draw >>> 10 & 1023);
                random.outputs.onCause(1, random.nowNs, random.nowNs);
                random.monitor.onTradeClosed(1, pnl);
                trades++;
                wins += pnl > 0 ? 1 : 0;
                profit += Math.max(0, pnl);
                loss -= Math.min(0, pnl);
                if (trades == 12) {
                    isHeld |= wins * 4 < 12 || 10 * profit < 8 * loss;
                    trades = 0;
                    wins = 0;
                    profit = 0;
                    loss = 0;
                }
                assertEquals(isHeld, random.monitor.isHeldBy(ScopeType.STRATEGY, 1, Control.STRATEGY_CRITERIA), where);
                if (isHeld && (draw >>> 30 & 7) == 0) {
                    random.resumeAsShown(ScopeType.STRATEGY, 1);
                    isHeld = false;
                    holds++;
                    trades = 0;
                    wins = 0;
                    profit = 0;
                    loss = 0;
                }
                if ((draw >>> 50 & 31) == 0) {
                    final long digest = random.digest();
                    final SnapshotBuffer snapshot = new SnapshotBuffer();
                    random.monitor.writeTo(snapshot);
                    random.monitor.readFrom(snapshot.reader());
                    assertEquals(digest, random.digest(), where);
                }
            }
        }
        assertTrue(holds > 50, "holds " + holds);
    }

    private void close(final int strategy, final int times, final long pnlE8) {
        for (int i = 0; i < times; i++) {
            tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
            tower.monitor.onTradeClosed(strategy, pnlE8);
        }
    }

    private void fee(final long feeE8) {
        tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
        tower.monitor.onFee(1, feeE8);
    }

    private void limit(final Control control, final int key, final long value) {
        assertTrue(tower.monitor.onLimit(control, key, ScopeType.GLOBAL, 0, value, 0));
    }

    private Level strategy(final int id) {
        return tower.monitor.level(ScopeType.STRATEGY, id);
    }

    @Test
    void aTradeThatBrokeEvenDidNotWin() {
        close(1, 4, 100);
        close(1, 16, 0);

        assertEquals(List.of("LEVEL_RAISED STRATEGY_CRITERIA STRATEGY 1 REDUCE_ONLY 200000/250000"), tower.tape.take());
    }

    @Test
    void aStrategyThatThereIsNotHasNoRecordAndTheFirstAndTheLastHave() {
        for (final int nobody : new int[] {-1, 8}) {
            close(nobody, 20, -1);
            tower.monitor.onFee(nobody, 1);
        }
        assertEquals(List.of(), tower.tape.take());

        for (final int strategy : new int[] {0, 7}) {
            tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
            tower.monitor.onFee(strategy, 5);
            close(strategy, 10, 0);
            assertEquals(1, tower.tape.take().size(), "fees without a profit");
            close(strategy, 10, -1);
            assertEquals(Level.REDUCE_ONLY, strategy(strategy));
            tower.tape.take();
        }
    }

    @Test
    void yesterdaysFeesAndTradesSayNothingToday() {
        limit(Control.STRATEGY_CRITERIA, 2, 1_000_000);
        fee(5);
        close(1, 9, -1);
        tower.positions.held[0][0] = 0;
        tower.pass(Watchtower.DAY);
        tower.tape.take();

        close(1, 10, -1);

        assertEquals(List.of(), tower.tape.take());
    }

    @Test
    void sumsWithoutAPlaceInALongStayTheLargest() {
        limit(Control.STRATEGY_CRITERIA, 1, 800_000);
        close(1, 10, Long.MAX_VALUE);
        close(1, 10, -10);
        assertEquals(Level.ACTIVE, strategy(1));
        close(1, 10, 100);
        close(1, 10, Long.MIN_VALUE);
        assertEquals(List.of("LEVEL_RAISED STRATEGY_CRITERIA STRATEGY 1 REDUCE_ONLY 0/800000"), tower.tape.take());
        fee(7);
        close(1, 1, 1);

        assertEquals(
                List.of("WARNING FEE_BURDEN STRATEGY 1 REDUCE_ONLY 9223372036854775807/300000"),
                tower.tape.take(),
                "a loss that had no place is still one");
    }
}
