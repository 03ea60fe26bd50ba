package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LosingStreakTest {
    private final Watchtower tower = new Watchtower();
    private final Monitor monitor = tower.monitor;

    private void trades(final int count, final long pnlE8) {
        for (int i = 0; i < count; i++) {
            tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
            monitor.onTradeClosed(i % 3, pnlE8);
        }
    }

    @Test
    void halvesSizesAfterFiveLossesForTheNextTenTrades() {
        trades(4, -1);
        assertEquals(1_000_000, monitor.sizeFactorPpm());

        trades(1, -1);
        assertEquals(500_000, monitor.sizeFactorPpm());
        trades(9, 1);
        assertEquals(500_000, monitor.sizeFactorPpm());
        trades(1, 1);

        assertEquals(1_000_000, monitor.sizeFactorPpm());
        assertEquals(
                List.of("SIZE_REDUCED LOSING_STREAK GLOBAL ACTIVE 5/5", "LEVEL_RESET LOSING_STREAK GLOBAL ACTIVE 0/5"),
                tower.tape.take());
    }

    @Test
    void endsAStreakWithATradeThatDidNotLose() {
        trades(4, -1);
        trades(1, 0);
        trades(4, -1);

        assertEquals(1_000_000, monitor.sizeFactorPpm());
    }

    @Test
    void startsTheTenAnewInsteadOfHalvingTheHalf() {
        trades(10, -1);
        assertEquals(500_000, monitor.sizeFactorPpm());

        trades(9, 1);
        assertEquals(500_000, monitor.sizeFactorPpm());
        trades(1, 1);

        assertEquals(1_000_000, monitor.sizeFactorPpm());
    }

    @Test
    void takesItsLengthFromTheRow() {
        monitor.onLimit(Control.LOSING_STREAK, 0, ScopeType.GLOBAL, 0, 2, 0);

        trades(2, -1);

        assertEquals(500_000, monitor.sizeFactorPpm());
    }

    @Test
    void aRestoreKeepsTheStreakAndWhatIsLeftOfTheTen() {
        trades(5, -1);
        trades(3, 1);
        trades(4, -1);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        monitor.writeTo(snapshot);
        trades(20, 1);
        assertEquals(1_000_000, monitor.sizeFactorPpm());

        monitor.readFrom(snapshot.reader());

        assertEquals(500_000, monitor.sizeFactorPpm());
        trades(2, 1);
        assertEquals(500_000, monitor.sizeFactorPpm(), "nine of ten");
        trades(1, 1);
        assertEquals(1_000_000, monitor.sizeFactorPpm());

        monitor.readFrom(snapshot.reader());
        trades(1, -1);
        trades(9, 1);
        assertEquals(500_000, monitor.sizeFactorPpm(), "the fifth loss in a row began the ten anew");
        assertEquals(1_000_000, new Watchtower().monitor.sizeFactorPpm());
    }
}
