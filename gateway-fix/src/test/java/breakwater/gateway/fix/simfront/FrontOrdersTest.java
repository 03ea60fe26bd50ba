package breakwater.gateway.fix.simfront;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.FixTerms;
import java.util.List;
import org.junit.jupiter.api.Test;
import quickfix.Message;
import quickfix.SessionID;

class FrontOrdersTest {
    private static final SessionID SESSION = new SessionID("FIX.4.4", "PAPER", "CLIENT");
    private final FrontOrders orders = new FrontOrders(new FixTerms(0, List.of(), List.of()), 2);

    private FrontOrder order(final long id) {
        final FrontOrder order =
                new FrontOrder(id, SESSION, "new-" + id, "main", 0, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 0);
        orders.add(order);
        orders.name(SESSION, order, order.clOrdId);
        orders.name(SESSION, order, "changed-" + id);
        orders.number(100 + id, order);
        return order;
    }

    @Test
    void ofTheOrdersThatEndedTheOldestAreForgottenUnderEachOfTheirNames() {
        final FrontOrder open = order(1);
        final FrontOrder first = order(2);
        orders.done(first);
        orders.done(first);
        orders.done(order(3));
        orders.done(order(4));

        assertNull(orders.get(2));
        assertFalse(orders.isUsed(SESSION, "new-2"));
        assertFalse(orders.isUsed(SESSION, "changed-2"));
        final Message byOrderId = new Message();
        byOrderId.setString(37, "102");
        assertNull(orders.find(SESSION, "new-2", byOrderId));
        assertTrue(orders.isUsed(SESSION, "new-3"));
        assertTrue(orders.isUsed(SESSION, "changed-4"));
        assertSame(open, orders.find(SESSION, "changed-1", new Message()));
        assertEquals(List.of(open), orders.open(SESSION));
    }
}
