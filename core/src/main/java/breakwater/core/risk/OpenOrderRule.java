package breakwater.core.risk;

import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;

/** P17: orders not proven dead, with this one; a replacement takes the place of its predecessor. */
final class OpenOrderRule {
    private final OrderView orders;
    private final Examiner examiner;

    OpenOrderRule(final OrderView orders, final Examiner examiner) {
        this.orders = orders;
        this.examiner = examiner;
    }

    boolean isWithin(final Candidate c) {
        final Intent intent = c.intent;
        final int added = c.isReplacement() ? 0 : 1;
        final Figure figure = Figure.OPEN_ORDERS;
        return examiner.asks(figure, ScopeType.GLOBAL, 0, orders.workingOrders() + added)
                && examiner.alsoAsks(
                        figure, ScopeType.VENUE, intent.venueId, orders.workingOrdersOfVenue(intent.venueId) + added)
                && examiner.alsoAsks(
                        figure,
                        ScopeType.STRATEGY,
                        intent.strategyId,
                        orders.workingOrdersOfStrategy(intent.strategyId) + added)
                && examiner.alsoAsks(
                        figure,
                        ScopeType.INSTRUMENT,
                        intent.instrumentId,
                        orders.workingOrdersOfInstrument(intent.instrumentId) + added);
    }
}
