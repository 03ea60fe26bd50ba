package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.snapshot.SnapshotBuffer;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** F12: fills against the middle of the market at sending: bid 990, ask 1,010, so 10 are expected; the tick is 1. */
class SlippageWatchTest {
    private final Watchtower tower = new Watchtower();
    private long orders;

    SlippageWatchTest() {
        tower.defineInstrument();
        assumed(0);
    }

    private void assumed(final long ppm) {
        tower.monitor.onLimit(Control.SLIPPAGE, 4, ScopeType.GLOBAL, 0, ppm, 0);
    }

    @Test
    void threeTimesTheExpectedPassOneMoreIsAnAlertAndSoIsFiveTimes() {
        buy(1_029);
        buy(1_030);
        assertEquals(List.of(), tower.tape.take());

        buy(1_031);
        buy(1_050);

        assertEquals(
                List.of(
                        "WARNING SLIPPAGE STRATEGY 1 ACTIVE 3100000/3000000",
                        "WARNING SLIPPAGE STRATEGY 1 ACTIVE 5000000/3000000"),
                tower.tape.take());
        assertEquals(Level.ACTIVE, strategy());
    }

    @Test
    void oneFillAboveFiveTimesHoldsTheStrategyUntilAResume() {
        fill(Side.SELL, 949, ++orders);

        assertEquals(Level.REDUCE_ONLY, strategy());
        assertEquals(Level.ACTIVE, tower.monitor.level(ScopeType.VENUE, 0));
        assertTrue(tower.tape.take().contains("LEVEL_RAISED SLIPPAGE STRATEGY 1 REDUCE_ONLY 5100000/5000000"));
        tower.resumeAsShown(ScopeType.STRATEGY, 1);
        assertEquals(Level.ACTIVE, strategy());
    }

    @Test
    void fiveAlertsInARowHoldStrategyAndVenueFourDoNot() {
        for (int i = 0; i < 4; i++) {
            buy(1_035);
        }
        assertEquals(Level.ACTIVE, strategy());

        buy(1_035);

        assertEquals(Level.REDUCE_ONLY, strategy());
        assertEquals(Level.REDUCE_ONLY, tower.monitor.level(ScopeType.VENUE, 0));
        assertTrue(tower.tape.take().contains("LEVEL_RAISED SLIPPAGE STRATEGY 1 REDUCE_ONLY 5/5"));
    }

    @Test
    void partsOfOneOrderAreOneAlertAndAFairFillEndsTheRow() {
        for (int i = 0; i < 10; i++) {
            fill(Side.BUY, 1_040, 77);
        }
        for (int i = 0; i < 3; i++) {
            buy(1_040);
        }
        assertEquals(Level.ACTIVE, strategy());
        buy(1_010);
        for (int i = 0; i < 4; i++) {
            buy(1_040);
        }

        assertEquals(Level.ACTIVE, strategy());
    }

    @Test
    void aResumeBeginsTheRowAnew() {
        for (int i = 0; i < 5; i++) {
            buy(1_035);
        }
        tower.resumeAsShown(ScopeType.STRATEGY, 1);
        for (int i = 0; i < 4; i++) {
            buy(1_035);
        }

        assertEquals(Level.ACTIVE, strategy());
    }

    @Test
    void expectsTheFloorWhereTheSpreadIsLess() {
        tower.monitor.onLimit(Control.SLIPPAGE, 3, ScopeType.GLOBAL, 0, 4, 0);
        fill(Side.BUY, 1_012, ++orders, 2_001, 1);
        assertEquals(List.of(), tower.tape.take(), "11.5 ticks against 4");

        fill(Side.BUY, 1_020, ++orders, 2_001, 1);

        assertEquals(List.of("WARNING SLIPPAGE STRATEGY 1 ACTIVE 4875000/3000000"), tower.tape.take());
    }

    /** Ten of the spread and ten of 1 % of 1,000 are expected, so that 60 are three times as much and 100 five times. */
    @Test
    void expectsWhatAnOrderIsAssumedToMoveItsMarketByBesideTheSpread() {
        assumed(10_000);
        buy(1_060);
        assertEquals(List.of(), tower.tape.take());
        buy(1_061);
        assertEquals(List.of("WARNING SLIPPAGE STRATEGY 1 ACTIVE 3050000/3000000"), tower.tape.take());
        buy(1_100);
        assertEquals(Level.ACTIVE, strategy());

        buy(1_101);

        assertEquals(Level.REDUCE_ONLY, strategy());
    }

    @Test
    void priceImprovementIsNoSlippage() {
        buy(1);
        fill(Side.SELL, 1_000_000, ++orders);

        assertEquals(List.of(), tower.tape.take());
    }

    /** Random fills against a model in big integers. */
    @Test
    void holdsExactlyWhatAModelHolds() {
        int holds = 0;
        for (long seed = 1; seed <= 20; seed++) {
            final Watchtower random = new Watchtower();
            random.defineInstrument();
            long draw = seed;
            int row = 0;
            boolean isHeld = false;
            for (int step = 0; step < 500; step++) {
                draw = Frame.mix(draw);
                final String where = "seed " + seed + " step " + step;
                final boolean isBuy = (draw & 1) == 0;
                final long spread = draw >>> 1 & 31;
                final long bid = 1_000 + (draw >>> 6 & 255);
                final long away = (draw >>> 14 & 127) - 20;
                final long price = isBuy ? bid + away : bid - away;
                random.outputs.onCause(1, random.nowNs, random.nowNs);
                random.monitor.onFill(1, 0, 0, step + 1, isBuy ? Side.BUY : Side.SELL, price, 2 * bid + spread, spread);
                final BigInteger worse = BigInteger.valueOf(isBuy ? 2 * away - spread : 2 * away + spread)
                        .multiply(BigInteger.valueOf(1_000_000));
                final BigInteger expected =
                        BigInteger.valueOf(Math.max(spread, 6) + (2 * bid + spread) * 500 / 1_000_000);
                row = worse.compareTo(expected.multiply(BigInteger.valueOf(3_000_000))) > 0 ? row + 1 : 0;
                isHeld |= row >= 5 || worse.compareTo(expected.multiply(BigInteger.valueOf(5_000_000))) > 0;
                assertEquals(isHeld, random.monitor.isHeldBy(ScopeType.STRATEGY, 1, Control.SLIPPAGE), where);
                if (isHeld && (draw >>> 40 & 3) == 0) {
                    random.resumeAsShown(ScopeType.STRATEGY, 1);
                    isHeld = false;
                    row = 0;
                    holds++;
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
        assertTrue(holds > 100, "holds " + holds);
    }

    private void buy(final long price) {
        fill(Side.BUY, price, ++orders);
    }

    private void fill(final Side side, final long price, final long orderId) {
        fill(side, price, orderId, 2_000, 20);
    }

    private void fill(final Side side, final long price, final long orderId, final long twice, final long spread) {
        tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
        tower.monitor.onFill(1, 0, 0, orderId, side, price, twice, spread);
    }

    private Level strategy() {
        return tower.monitor.level(ScopeType.STRATEGY, 1);
    }

    @Test
    void aFillWithoutAPlaceInALongSlippedTheMost() {
        for (final Side side : new Side[] {Side.BUY, Side.SELL}) {
            final Watchtower fresh = new Watchtower();
            fresh.defineInstrument();
            fresh.outputs.onCause(1, fresh.nowNs, fresh.nowNs);
            fresh.monitor.onFill(7, 3, 0, 1, side, Long.MAX_VALUE, 2_000, 20);

            assertEquals(
                    List.of(
                            "WARNING SLIPPAGE STRATEGY 7 ACTIVE 9223372036854775807/3000000",
                            "LEVEL_RAISED SLIPPAGE STRATEGY 7 REDUCE_ONLY 9223372036854775807/5000000"),
                    fresh.tape.take(),
                    side.name());
        }
    }

    @Test
    void aHoldElsewhereByTheSameControlIsLiftedToo() {
        for (final int instrument : new int[] {0, 15}) {
            tower.monitor.raise(ScopeType.INSTRUMENT, instrument, Level.REDUCE_ONLY, Control.SLIPPAGE, 1, 0);
            tower.resumeAsShown(ScopeType.INSTRUMENT, instrument);
            assertEquals(Level.ACTIVE, tower.monitor.level(ScopeType.INSTRUMENT, instrument));
        }
    }

    @Test
    void aRestoreKeepsTheRowAndTheOrderThatAlertedLast() {
        for (int i = 0; i < 4; i++) {
            buy(1_035);
        }
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        tower.monitor.writeTo(snapshot);
        buy(1_010);
        fill(Side.BUY, 1_035, 99);
        tower.monitor.readFrom(snapshot.reader());

        fill(Side.BUY, 1_035, orders - 1);
        assertEquals(Level.ACTIVE, strategy(), "its order has alerted already");
        buy(1_035);

        assertEquals(Level.REDUCE_ONLY, strategy());
    }
}
