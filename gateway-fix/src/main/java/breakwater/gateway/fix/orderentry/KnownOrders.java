package breakwater.gateway.fix.orderentry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The orders that went over this wire, or that the venue told of: open ones all, done ones as many as a bound allows, since
 * busts and late fills speak of them. Not state of the engine: what is lost with the process, the venue's reports bring back.
 *
 * <p>Thread: the sender's and the session's, under this object's lock. It is held for look-ups, never over I/O.
 */
final class KnownOrders {
    private final int doneMax;
    private final Long2ObjectHashMap<KnownOrder> orders = new Long2ObjectHashMap<>();
    private final Deque<KnownOrder> done = new ArrayDeque<>();

    KnownOrders(final int doneMax) {
        this.doneMax = doneMax;
    }

    /** Returns an order, or null. The caller holds the lock while it reads or writes it. */
    KnownOrder get(final long clientOrderId) {
        return orders.get(clientOrderId);
    }

    /** Returns an order, made where it is not known. */
    KnownOrder getOrAdd(final long clientOrderId) {
        KnownOrder order = orders.get(clientOrderId);
        if (order == null) {
            order = new KnownOrder(clientOrderId);
            orders.put(clientOrderId, order);
        }
        return order;
    }

    /** Forgets an order that never left. */
    void remove(final long clientOrderId) {
        orders.remove(clientOrderId);
    }

    /** Marks an order as one of which nothing more is expected. */
    void done(final KnownOrder order) {
        if (order.isDone) {
            return;
        }
        order.isDone = true;
        done.add(order);
        if (done.size() > doneMax) {
            orders.remove(done.remove().clientOrderId);
        }
    }

    /**
     * Marks an order that the venue says it never got as one of which nothing more is expected, unless it says otherwise after
     * all. Without that each lost order would stay open for ever, and be asked for at each round.
     */
    synchronized void unknown(final long clientOrderId) {
        final KnownOrder order = orders.get(clientOrderId);
        if (order != null && !order.isDone) {
            order.isUnknown = true;
            done(order);
        }
    }

    /** Hears that an order works at the venue: one that it did not know before is open again. O(done orders), but never for others. */
    void works(final KnownOrder order) {
        if (order.isUnknown) {
            order.isUnknown = false;
            order.isDone = false;
            done.remove(order);
        }
    }

    /** Returns the ids of the open orders, lowest first. */
    synchronized List<Long> open() {
        final List<Long> open = new ArrayList<>();
        for (final KnownOrder order : orders.values()) {
            if (!order.isDone) {
                open.add(order.clientOrderId);
            }
        }
        open.sort(null);
        return open;
    }
}
