package breakwater.gateway.fix.simfront;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.Tag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import quickfix.Message;
import quickfix.SessionID;

/**
 * Clients' orders by the names that sessions and the venue know them by: open ones all, and of those that ended as many as a bound
 * allows, the oldest forgotten first. Thread: the venue's.
 */
final class FrontOrders {
    private static final String ALL_ORDERS = "7";
    private static final String ONE_SYMBOL = "1";

    private final FixTerms terms;
    private final int doneMax;
    private final Map<Long, FrontOrder> byId = new LinkedHashMap<>();
    private final Map<SessionID, Map<String, FrontOrder>> byClOrdId = new HashMap<>();
    private final Map<String, FrontOrder> byOrderId = new HashMap<>();
    private final Deque<FrontOrder> done = new ArrayDeque<>();

    FrontOrders(final FixTerms terms, final int doneMax) {
        this.terms = terms;
        this.doneMax = doneMax;
    }

    void add(final FrontOrder order) {
        byId.put(order.id, order);
    }

    /** Returns an order by the front's own number, or null. */
    FrontOrder get(final long id) {
        return byId.get(id);
    }

    /** Notes the venue's OrderID of an order. */
    void number(final long venueOrderId, final FrontOrder order) {
        if (order.orderId == null) {
            order.orderId = Long.toString(venueOrderId);
            byOrderId.put(order.orderId, order);
        }
    }

    /** Hears that an order has ended, which it does once. */
    void done(final FrontOrder order) {
        if (order.isDone) {
            return;
        }
        order.isDone = true;
        done.add(order);
        if (done.size() > doneMax) {
            forget(done.remove());
        }
    }

    private void forget(final FrontOrder order) {
        byId.remove(order.id);
        byOrderId.remove(order.orderId);
        for (final FrontOrder.Name each : order.names) {
            byClOrdId.get(each.session()).remove(each.clOrdId());
        }
    }

    /** Returns a session's open orders. */
    List<FrontOrder> open(final SessionID session) {
        return byId.values().stream()
                .filter(order -> !order.isDone && order.session.equals(session))
                .toList();
    }

    /** Returns open orders, a session's own or, where one is named, an account's: all (7), or those of one symbol (1). */
    List<FrontOrder> open(final SessionID session, final String account, final Message message, final String type)
            throws FixRefusal {
        if (!ALL_ORDERS.equals(type) && !ONE_SYMBOL.equals(type)) {
            throw new FixRefusal("request type " + type + " is neither all (7) nor one symbol (1)");
        }
        FixTerms.Instrument only = null;
        if (ONE_SYMBOL.equals(type)) {
            only = terms.instrument(FixFields.required(message, Tag.SYMBOL));
            if (only == null) {
                throw new FixRefusal("unknown symbol");
            }
        }
        final List<FrontOrder> open = new ArrayList<>();
        for (final FrontOrder order : byId.values()) {
            final boolean isAsked = account == null ? order.session.equals(session) : account.equals(order.account);
            if (!order.isDone && isAsked && (only == null || only.id() == order.instrumentId)) {
                open.add(order);
            }
        }
        return open;
    }

    /** Returns an order of the session by ClOrdID or OrderID, of an account that the message names by OrderID; or null. */
    FrontOrder find(final SessionID session, final String clOrdId, final Message message) {
        final FrontOrder order = named(session, clOrdId);
        final String orderId = FixFields.text(message, Tag.ORDER_ID);
        if (order != null || orderId == null) {
            return order;
        }
        final FrontOrder named = byOrderId.get(orderId);
        if (named == null || named.session.equals(session)) {
            return named;
        }
        return named.account != null && named.account.equals(FixFields.text(message, Tag.ACCOUNT)) ? named : null;
    }

    /** Returns an order of the session by any of its ClOrdIDs, or null. */
    FrontOrder named(final SessionID session, final String clOrdId) {
        return byClOrdId.getOrDefault(session, Map.of()).get(clOrdId);
    }

    boolean isUsed(final SessionID session, final String clOrdId) {
        return named(session, clOrdId) != null;
    }

    /** Gives an order a name in a session. Returns the name. */
    String name(final SessionID session, final FrontOrder order, final String clOrdId) {
        byClOrdId.computeIfAbsent(session, each -> new HashMap<>()).put(clOrdId, order);
        order.names.add(new FrontOrder.Name(session, clOrdId));
        return clOrdId;
    }
}
