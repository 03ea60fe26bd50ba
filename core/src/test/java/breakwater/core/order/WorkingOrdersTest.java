package breakwater.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
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

    private boolean hasEqual(final long quantity, final long price) {
        return f.orders.working().hasEqualEntry(f.entry(Side.BUY, quantity, price));
    }
}
