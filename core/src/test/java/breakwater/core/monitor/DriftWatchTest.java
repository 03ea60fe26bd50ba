package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderRole;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * L11: equity is 10,000 and a unit of the instrument costs 100, so one unit is 10,000 ppm, which is the bound; five minutes
 * hold, and it is told after one.
 */
class DriftWatchTest {
    private static final long SECOND = Watchtower.SECOND;
    private static final long MINUTE = 60 * SECOND;

    private final Watchtower tower = new Watchtower();
    private long working;

    DriftWatchTest() {
        tower.defineInstrument();
        tower.monitor.underWay((strategyId, instrumentId) -> working);
        tower.monitor.onLimit(Control.DRIFT, 1, ScopeType.GLOBAL, 0, 5 * MINUTE, MINUTE);
        tower.positions.held[0][0] = 0;
        tower.tape.take();
    }

    @Test
    void whatIsWithinTheBoundIsNoDriftOneUnitMoreIsToldAndHolds() {
        mean(1);
        tower.pass(60 * MINUTE);
        assertEquals(List.of(), tower.tape.take());

        mean(2);
        tower.pass(SECOND + MINUTE - 1);
        assertEquals(List.of(), tower.tape.take());
        tower.pass(1);
        assertEquals(List.of("WARNING DRIFT STRATEGY 0 ACTIVE 20000/10000"), tower.tape.take());
        tower.pass(4 * MINUTE - 1);
        assertEquals(List.of(), tower.tape.take());
        tower.pass(1);

        assertEquals(List.of("LEVEL_RAISED DRIFT STRATEGY 0 REDUCE_ONLY 20000/10000"), tower.tape.take());
        tower.pass(60 * MINUTE);
        assertEquals(List.of(), tower.tape.take());
    }

    @Test
    void theBoundIsHeldToTheLastPpm() {
        for (final long bound : new long[] {20_001, 20_000, 19_999}) {
            tower.monitor.onLimit(Control.DRIFT, 0, ScopeType.STRATEGY, 0, bound, 0);
            mean(-2);
            tower.pass(10 * MINUTE);

            assertEquals(bound < 20_000 ? Level.REDUCE_ONLY : Level.ACTIVE, strategy(), "bound " + bound);
        }
    }

    @Test
    void whatIsUnderWayIsNoDriftUntilItEnds() {
        working = 4;
        mean(4);
        tower.pass(30 * MINUTE);
        assertEquals(List.of(), tower.tape.take());

        working = 0;
        tower.pass(SECOND);
        tower.pass(5 * MINUTE - 1);
        assertEquals(Level.ACTIVE, strategy());
        tower.pass(1);
        assertEquals(Level.REDUCE_ONLY, strategy());
    }

    @Test
    void aFillThatComesInTimeEndsIt() {
        mean(4);
        tower.pass(5 * MINUTE);
        tower.positions.held[0][0] = 4;
        book(OrderRole.ENTRY, Side.BUY, 4);
        tower.pass(60 * MINUTE);

        assertEquals(List.of("WARNING DRIFT STRATEGY 0 ACTIVE 40000/10000"), tower.tape.take());
    }

    @Test
    void aLaterWeightBeginsAnew() {
        for (int i = 0; i < 20; i++) {
            mean(4);
            tower.pass(5 * MINUTE);
        }

        assertEquals(Level.ACTIVE, strategy());
    }

    @Test
    void anExitTakesTheMeaningWithItAndAFillTooMuchDoesNot() {
        tower.positions.held[0][0] = 4;
        mean(4);
        tower.positions.held[0][0] = 0;
        book(OrderRole.STOP, Side.SELL, 4);
        tower.pass(60 * MINUTE);
        assertEquals(List.of(), tower.tape.take(), "it was stopped out");

        tower.positions.held[0][0] = 4;
        book(OrderRole.ENTRY, Side.BUY, 4);
        tower.pass(60 * MINUTE);
        assertEquals(Level.REDUCE_ONLY, strategy(), "nobody meant it to hold that");
    }

    @Test
    void theExitOfASmallerWeightDriftsWhileItIsUnfinished() {
        tower.positions.held[0][0] = -9;
        mean(-4);
        tower.positions.held[0][0] = -7;
        book(OrderRole.EXIT, Side.BUY, 2);
        tower.pass(5 * MINUTE);

        assertEquals(Level.REDUCE_ONLY, strategy());
    }

    @Test
    void aPersonsOrderIsMeant() {
        tower.positions.held[0][0] = 4;
        mean(4);
        tower.positions.held[0][0] = 9;
        book(OrderRole.MANUAL, Side.BUY, 5);
        tower.pass(60 * MINUTE);

        assertEquals(Level.ACTIVE, strategy());
    }

    @Test
    void aFillThatIsTakenBackDrifts() {
        tower.positions.held[0][0] = 4;
        mean(4);
        tower.pass(MINUTE);
        tower.positions.held[0][0] = 0;
        book(null, Side.BUY, 4);
        tower.pass(5 * MINUTE);

        assertEquals(Level.REDUCE_ONLY, strategy());
    }

    @Test
    void aSignalEndsWhatAWeightMeant() {
        mean(4);
        tower.monitor.intentions().onSignal(0, 0);
        tower.pass(60 * MINUTE);

        assertEquals(Level.ACTIVE, strategy());
    }

    @Test
    void aResumeTakesThePositionsForMeant() {
        mean(4);
        tower.pass(6 * MINUTE);
        assertEquals(Level.REDUCE_ONLY, strategy());

        tower.resumeAsShown(ScopeType.STRATEGY, 0);
        tower.pass(60 * MINUTE);
        assertEquals(Level.ACTIVE, strategy());
        book(OrderRole.ENTRY, Side.BUY, 1);
        tower.pass(60 * MINUTE);

        assertEquals(Level.ACTIVE, strategy());
    }

    /** Two strategies in two instruments: what one means is nothing to the other, before and after a restore. */
    @Test
    void eachStrategyMeansItsOwnInEachInstrument() {
        tower.positions.held[1][0] = 4;
        tower.monitor.intentions().onMeant(1, 0, 0, 4, 100);
        tower.monitor.intentions().onMeant(1, 1, 0, 0, 100);
        mean(4);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        tower.monitor.writeTo(snapshot);
        tower.monitor.intentions().onSignal(1, 0);
        tower.monitor.readFrom(snapshot.reader());
        tower.pass(6 * MINUTE);
        assertEquals(Level.REDUCE_ONLY, strategy());
        assertEquals(Level.ACTIVE, tower.monitor.level(ScopeType.STRATEGY, 1));

        tower.resumeAsShown(ScopeType.STRATEGY, 0);
        tower.positions.held[1][0] = 0;
        tower.monitor.intentions().onBooked(1, 0, OrderRole.ENTRY, Side.SELL, 4);
        tower.pass(6 * MINUTE);

        assertEquals(Level.ACTIVE, strategy());
        assertEquals(Level.REDUCE_ONLY, tower.monitor.level(ScopeType.STRATEGY, 1));
    }

    @Test
    void withoutEquityAnythingHasDrifted() {
        tower.positions.equityE8[0] = 0;
        mean(1);
        tower.pass(6 * MINUTE);

        assertEquals(Level.REDUCE_ONLY, strategy());
    }

    @Test
    void aSnapshotKeepsWhatIsMeantAndSinceWhen() {
        mean(4);
        tower.pass(2 * MINUTE);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        tower.monitor.writeTo(snapshot);
        tower.monitor.intentions().onSignal(0, 0);
        tower.monitor.readFrom(snapshot.reader());
        tower.pass(3 * MINUTE + SECOND - 1);
        assertEquals(Level.ACTIVE, strategy());
        tower.pass(1);

        assertEquals(Level.REDUCE_ONLY, strategy());
    }

    /** A plain count beside it: at every second, since when it was beyond the bound without a break. */
    @Test
    void holdsWhenAPlainCountOfSecondsSaysSo() {
        final long seed = 20_261L;
        for (int round = 0; round < 300; round++) {
            tower.resumeAsShown(ScopeType.STRATEGY, 0);
            tower.positions.held[0][0] = 0;
            working = 0;
            long meant = draw(seed, round, 0, 9) - 4;
            mean(meant);
            long since = -1;
            boolean holds = false;
            for (int second = 1; second <= 900 && !holds; second++) {
                tower.pass(SECOND);
                final long drifted = Math.abs(meant - tower.positions.held[0][0] - working);
                since = drifted <= 1 ? -1 : since < 0 ? second : since;
                holds = since >= 0 && second - since >= 300;
                assertEquals(holds ? Level.REDUCE_ONLY : Level.ACTIVE, strategy(), "seed " + seed + " round " + round);
                if (draw(seed, round, second, 100) == 0 && !holds) {
                    final long quantity = 1 + draw(seed, round, second + 1_000, 3);
                    tower.positions.held[0][0] += quantity;
                    book(OrderRole.ENTRY, Side.BUY, quantity);
                    final long now = Math.abs(meant - tower.positions.held[0][0] - working);
                    since = now <= 1 ? -1 : since < 0 ? second : since;
                } else if (draw(seed, round, second, 100) == 1 && !holds) {
                    meant = draw(seed, round, second + 2_000, 9) - 4;
                    mean(meant);
                    since = -1;
                }
            }
        }
    }

    private static long draw(final long seed, final int round, final int step, final int bound) {
        return Math.floorMod(Frame.mix(seed * 1_000_003 + round * 4_001L + step), (long) bound);
    }

    private void mean(final long quantity) {
        tower.monitor.intentions().onMeant(0, 0, 0, quantity, 100);
    }

    private void book(final OrderRole role, final Side side, final long quantity) {
        tower.monitor.intentions().onBooked(0, 0, role, side, quantity);
    }

    private Level strategy() {
        return tower.monitor.level(ScopeType.STRATEGY, 0);
    }
}
