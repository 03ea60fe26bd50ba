package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** T14: which part of a loss a purchase before or after it stands against. */
class WashSalesTest {
    private static final long DAY = Watchtower.DAY;

    private final Watchtower tower = new Watchtower();
    private long held;

    WashSalesTest() {
        tower.tape.take();
    }

    private void buy(final long quantity) {
        held += quantity;
        tower.monitor.onUsShares(0, quantity, held, held, 0);
    }

    private void sell(final long quantity, final long realizedE8) {
        held -= quantity;
        tower.monitor.onUsShares(0, -quantity, held, held, realizedE8);
    }

    /** Days roll by no deadline here. */
    private void pass(final long durationNs) {
        tower.nowNs += durationNs;
        tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
    }

    private void assertTold(final long... losses) {
        final List<String> expected = new ArrayList<>();
        for (final long loss : losses) {
            expected.add("WARNING WASH_SALE INSTRUMENT 0 ACTIVE " + loss + "/0");
        }
        assertEquals(expected, tower.tape.take());
    }

    @Test
    void aPurchaseUpToThirtyDaysAfterASaleAtALossIsTold() {
        for (final int days : new int[] {29, 30, 31}) {
            buy(10);
            pass(40 * DAY);
            sell(10, -700);
            pass(days * DAY);
            buy(10);
            if (days <= 30) {
                assertTold(700);
            } else {
                assertTold();
            }
            pass(40 * DAY);
            sell(10, 0);
        }
    }

    @Test
    void aPurchaseUpToThirtyDaysBeforeItThatIsStillHeldIsTold() {
        for (final int days : new int[] {29, 30, 31}) {
            buy(10);
            pass(40 * DAY);
            buy(4);
            pass(days * DAY);
            sell(10, -700);
            if (days <= 30) {
                assertTold(280);
            } else {
                assertTold();
            }
            pass(40 * DAY);
            sell(4, 5);
        }
    }

    @Test
    void theVeryPurchaseThatIsSoldStandsAgainstNothing() {
        buy(10);
        sell(10, -700);
        assertTold();
    }

    @Test
    void aGainIsNoLoss() {
        buy(10);
        sell(5, 700);
        sell(5, 0);
        buy(10);
        assertTold();
    }

    @Test
    void eachShareOfALossIsToldOnce() {
        buy(10);
        pass(40 * DAY);
        sell(10, -1_001);
        buy(3);
        buy(3);
        buy(10);
        assertTold(301, 300, 400);
        buy(10);
        assertTold();
    }

    @Test
    void theOldestLossComesFirst() {
        buy(20);
        pass(40 * DAY);
        sell(10, -100);
        pass(20 * DAY);
        sell(10, -900);
        pass(10 * DAY);
        buy(12);
        assertTold(280);
        pass(DAY);
        buy(12);
        assertTold(720);
    }

    @Test
    void aShortSaleIsNotLookedAt() {
        sell(10, 0);
        buy(10);
        sell(10, 0);
        held += 10;
        tower.monitor.onUsShares(0, 10, held, held, -700);
        assertTold();
    }

    @Test
    void theWindowIsARowAndNoughtLooksForNothing() {
        tower.monitor.onLimit(Control.WASH_SALE, 0, ScopeType.GLOBAL, 0, 2 * DAY, 0);
        buy(10);
        pass(40 * DAY);
        sell(10, -700);
        pass(3 * DAY);
        buy(10);
        assertTold();
        tower.monitor.onLimit(Control.WASH_SALE, 0, ScopeType.INSTRUMENT, 0, 3 * DAY, 0);
        pass(40 * DAY);
        sell(10, -700);
        pass(3 * DAY);
        buy(10);
        assertTold(700);
        tower.monitor.onLimit(Control.WASH_SALE, 0, ScopeType.GLOBAL, 0, 0, 0);
        tower.monitor.onLimit(Control.WASH_SALE, 0, ScopeType.INSTRUMENT, 0, 0, 0);
        pass(40 * DAY);
        sell(10, -700);
        buy(10);
        assertTold();
        assertEquals(Level.ACTIVE, tower.monitor.level(ScopeType.INSTRUMENT, 0));
    }

    /** What is told of losses never exceeds them, is the same after a restore, and is what shares counted one by one make. */
    @Test
    void tellsWhatSharesCountedOneByOneMake() {
        final long seed = 14_014L;
        long random = seed;
        final List<long[]> bought = new ArrayList<>();
        final List<long[]> lost = new ArrayList<>();
        for (int n = 0; n < 5_000; n++) {
            random = Frame.mix(random);
            pass(Math.floorMod(random, 4L) * DAY);
            final long today = Math.floorDiv(tower.nowNs, DAY);
            final long quantity = 1 + Math.floorMod(random >>> 8, 9);
            long told = 0;
            if (Math.floorMod(random >>> 16, 2) == 0 || held < quantity) {
                buy(quantity);
                for (long share = 0; share < quantity; share++) {
                    final long[] loss = lost.stream()
                            .filter(one -> one[0] >= today - 30)
                            .findFirst()
                            .orElse(null);
                    if (loss == null) {
                        bought.add(new long[] {today});
                    } else {
                        told += loss[1];
                        lost.remove(loss);
                    }
                }
            } else {
                // Each share of a sale loses the same.
                final long each = Math.floorMod(random >>> 24, 3) - 1;
                sell(quantity, -each * quantity);
                final long recent =
                        bought.stream().filter(one -> one[0] >= today - 30).count();
                final long replaced = Math.min(quantity, Math.min(held, recent));
                if (each > 0) {
                    told = replaced * each;
                    for (long share = replaced; share < quantity; share++) {
                        lost.add(new long[] {today, each});
                    }
                }
            }
            if (told > 0) {
                assertTold(told);
            } else {
                assertTold();
            }
            if (n % 300 == 0) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                tower.monitor.writeTo(snapshot);
                buy(5);
                sell(3, -50);
                held -= 2;
                tower.tape.take();
                tower.monitor.readFrom(snapshot.reader());
            }
        }
    }

    @Tag("slow")
    @Test
    void allocatesNothing() {
        final Scopes scopes = new Scopes(Capacity.SMALL);
        final WashSales sales = new WashSales(16, scopes, new Latches(scopes, tower.outputs), new BreakerRows(scopes));
        tower.tape.mute();
        final long[] n = {0};
        final Runnable step = () -> {
            n[0]++;
            tower.outputs.onCause(1, n[0], n[0]);
            sales.onFill(1, 10, 10, 10, 0, n[0] * DAY);
            sales.onFill(1, -10, 0, 0, n[0] % 2 - 1, n[0] * DAY);
        };
        final AllocationCount count = new AllocationCount(WashSalesTest.class);
        count.count(20_000, step);

        assertEquals(0, count.count(20_000, step), count::toString);
    }
}
