package breakwater.core.risk;

import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;

/** P17: orders not proven dead, with this one; a replacement takes the place of its predecessor. */
final class OpenOrderRule {
    private final OrderView orders;
    private final Examiner examiner;
    private final Rows ofAll;
    private final Rows ofVenue;
    private final Rows ofStrategy;
    private final Rows ofInstrument;

    OpenOrderRule(final OrderView orders, final Examiner examiner) {
        this.orders = orders;
        this.examiner = examiner;
        ofAll = examiner.rows(Figure.OPEN_ORDERS, ScopeType.GLOBAL);
        ofVenue = examiner.rows(Figure.OPEN_ORDERS, ScopeType.VENUE);
        ofStrategy = examiner.rows(Figure.OPEN_ORDERS, ScopeType.STRATEGY);
        ofInstrument = examiner.rows(Figure.OPEN_ORDERS, ScopeType.INSTRUMENT);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final Intent intent = c.intent;
        final Clearance clear = c.clear;
        final int added = c.isReplacement() ? 0 : 1;
        return Clearance.isAtMost(orders.workingOrders() + added, clear.openOrders)
                && Clearance.isAtMost(orders.workingOrdersOfVenue(intent.venueId) + added, clear.openOrdersOfVenue)
                && Clearance.isAtMost(
                        orders.workingOrdersOfStrategy(intent.strategyId) + added, clear.openOrdersOfStrategy)
                && Clearance.isAtMost(
                        orders.workingOrdersOfInstrument(intent.instrumentId) + added, clear.openOrdersOfInstrument);
    }

    boolean isWithin(final Candidate c) {
        final Intent intent = c.intent;
        final int added = c.isReplacement() ? 0 : 1;
        final int venueId = intent.venueId;
        final int strategyId = intent.strategyId;
        final int id = intent.instrumentId;
        return examiner.asks(ofAll, 0, orders.workingOrders() + added)
                && (ofVenue.isEmpty()
                        || examiner.alsoAsks(ofVenue, venueId, orders.workingOrdersOfVenue(venueId) + added))
                && (ofStrategy.isEmpty()
                        || examiner.alsoAsks(
                                ofStrategy, strategyId, orders.workingOrdersOfStrategy(strategyId) + added))
                && (ofInstrument.isEmpty()
                        || examiner.alsoAsks(ofInstrument, id, orders.workingOrdersOfInstrument(id) + added));
    }
}
