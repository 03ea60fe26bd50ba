package breakwater.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gate is told of single orders at work. */
class WorkingOrdersTest {
    private final OrderFixture f = OrderFixture.plain();

    @Test
    void knowsAnEqualEntryUntilItHasEnded() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        assertTrue(hasEqual(10, 100_00));
        assertFalse(hasEqual(11, 100_00));
        assertFalse(hasEqual(10, 100_01));
        f.accept(id);
        f.fill(id, 4, 100_00);
        assertTrue(hasEqual(10, 100_00), "by its whole quantity");
        f.orders.cancelStrategyEntries(0, 0);
        f.work();
        assertTrue(hasEqual(10, 100_00), "until the venue says so");
        f.canceled(id);
        assertFalse(hasEqual(10, 100_00));
    }

    @Test
    void knowsWhatAnEntryIsBeingChangedToAndLeavesTheReplacedOut() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.accept(id);
        final Intent change = f.entry(Side.BUY, 10, 100_00);
        change.replacesId = id;
        assertFalse(f.orders.working().hasEqualEntry(change));
        change.price = 99_00;
        f.submit(change);
        assertTrue(hasEqual(10, 99_00));
        assertTrue(hasEqual(10, 100_00));
        f.replaced(id);
        assertFalse(hasEqual(10, 100_00));
    }

    @Test
    void knowsAnEqualEntryWhoseFateIsUnknown() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.pass(4_000);

        assertTrue(f.outputs().contains("CHANGED 1 PENDING_NEW UNKNOWN 0+10"));
        assertTrue(hasEqual(10, 100_00));
        f.status(id, OrderState.CANCELED, 0);
        assertFalse(hasEqual(10, 100_00));
    }

    @Test
    void takesNoExitForAnEntry() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.accept(id);
        f.fill(id, 10, 100_00);
        f.exit(Side.SELL, 10, 101_00);

        assertFalse(f.orders.working().hasEqualEntry(f.entry(Side.SELL, 10, 101_00)));
        assertEquals(10, f.orders.working().sellLeaves(0, 0));
    }

    @Test
    void countsOrdersOfTheOtherSideAtThePriceOrBetter() {
        final long buy = f.enter(Side.BUY, 10, 100_00);
        f.enter(Side.BUY, 10, 99_00);
        assertEquals(0, crossed(Side.SELL, 100_01));
        assertEquals(1, crossed(Side.SELL, 100_00));
        assertEquals(2, crossed(Side.SELL, 99_00));
        assertEquals(0, crossed(Side.BUY, 101_00));
        final Intent other = f.entry(Side.SELL, 10, 99_00);
        other.accountId = 1;
        assertEquals(0, f.orders.working().ordersCrossed(other), "of another account");
        f.accept(buy);
        final Intent higher = f.entry(Side.BUY, 10, 102_00);
        higher.replacesId = buy;
        f.submit(higher);
        assertEquals(1, crossed(Side.SELL, 102_00), "at the better of old and new");
    }

    @Test
    void doesNotCountAStopUntilItIsTriggered() {
        final long id = f.bracketedBuy(10);
        f.accept(id);
        f.fill(id, 10, 100_00);
        f.accept(id + 1);
        assertTrue(f.outputs().stream().anyMatch(line -> line.startsWith("NEW 2 STOP SELL")));
        assertEquals(0, crossed(Side.BUY, 103_00));
        f.triggered(id + 1);

        assertEquals(1, crossed(Side.BUY, 103_00));
    }

    /** Against a list of what was sent, at a venue that answers every order at once. */
    @Test
    void countsWhatAListOfAllOrdersCounts() {
        final long seed = 20_022L;
        final List<long[]> open = new ArrayList<>();
        long random = seed;
        for (int step = 0; step < 3_000; step++) {
            random = Frame.mix(random);
            final boolean isBuy = random < 0;
            final long price = 100_00 + Math.floorMod(random >> 8, 20L);
            if (open.size() > 30) {
                final long[] ends = open.remove((int) Math.floorMod(random >> 16, 30L));
                f.canceled(ends[0]);
            }
            final long id = f.enter(isBuy ? Side.BUY : Side.SELL, 10, price);
            f.accept(id);
            open.add(new long[] {id, isBuy ? 1 : 0, price});
            final long asked = 100_00 + Math.floorMod(random >> 24, 20L);
            int buys = 0;
            int sells = 0;
            for (final long[] order : open) {
                buys += order[1] == 1 && order[2] >= asked ? 1 : 0;
                sells += order[1] == 0 && order[2] <= asked ? 1 : 0;
            }
            assertEquals(buys, crossed(Side.SELL, asked), "seed " + seed + " step " + step);
            assertEquals(sells, crossed(Side.BUY, asked), "seed " + seed + " step " + step);
        }
    }

    private int crossed(final Side side, final long price) {
        return f.orders.working().ordersCrossed(f.entry(side, 10, price));
    }

    private boolean hasEqual(final long quantity, final long price) {
        return f.orders.working().hasEqualEntry(f.entry(Side.BUY, quantity, price));
    }
}
