package breakwater.core.risk;

import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;

/**
 * P20, I22: own orders of the account in the instrument that an order would trade with, those whose fate is unknown and
 * those that are being canceled included. An entry is refused for them. An exit never is: the entries among them are
 * canceled ahead of it, on the same session, so that a venue that works messages in their order knows of no match. Exits of
 * another strategy that it crosses stay, since they protect something.
 */
final class SelfMatchRule {
    private final OrderView orders;
    private final Examiner examiner;
    private final Rows rows;

    SelfMatchRule(final OrderView orders, final Examiner examiner) {
        this.orders = orders;
        this.examiner = examiner;
        rows = examiner.rows(Figure.OWN_ORDERS_CROSSED, ScopeType.VENUE);
    }

    /** Answers where no row has anything to say; else {@link #isNone} has to be asked. */
    boolean isClear(final Candidate c) {
        return Clearance.isAtMost(orders.ordersCrossed(c.intent), c.clear.ordersCrossed);
    }

    boolean isNone(final Candidate c) {
        return examiner.asks(rows, c.intent.venueId, orders.ordersCrossed(c.intent));
    }

    /** Returns whether the order crosses more of ours than the row allows; without a row, any. */
    boolean forbids(final Intent intent) {
        return orders.ordersCrossed(intent) > Math.max(0, rows.value(intent.venueId));
    }
}
