package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.OrderType;
import breakwater.core.message.ScopeType;

/**
 * P20: how many orders of its own account an order would trade with: of the other side and at its price or better, until they
 * have ended, at the price that suits it best where one is being changed. Stops that wait for their trigger meet nothing.
 */
final class SelfMatch {
    private final Orders orders;

    SelfMatch(final Orders orders) {
        this.orders = orders;
    }

    boolean isNone(final Question q, final Examination exam) {
        final Proposal p = q.p();
        return exam.asks(
                Control.SELF_MATCH, 0, ScopeType.VENUE, p.venueId, Exact.of(orders.count(order -> meets(order, p))));
    }

    private static boolean meets(final Order order, final Proposal p) {
        return order.accountId == p.accountId
                && order.instrumentId == p.instrumentId
                && order.side != p.side
                && order != p.replaces
                && (order.type != OrderType.STOP_LIMIT || order.isTriggered)
                && (p.isBuy() ? order.cheapestPrice() <= p.price : order.worstPrice() >= p.price);
    }
}
