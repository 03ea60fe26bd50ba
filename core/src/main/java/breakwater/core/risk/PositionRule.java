package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.ScopeType;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;

/**
 * P9: the worst-case position of an instrument, in the direction of the order: what is held, suspense included, and
 * every order of this side filled, none of the other. That an instrument which is not shortable goes short at all is P12's.
 */
final class PositionRule {
    private final OrderView orders;
    private final PositionView positions;
    private final Examiner examiner;
    private final Rows longRows;
    private final Rows shortRows;

    PositionRule(final OrderView orders, final PositionView positions, final Examiner examiner) {
        this.orders = orders;
        this.positions = positions;
        this.examiner = examiner;
        longRows = examiner.rows(Figure.LONG_POSITION, ScopeType.INSTRUMENT);
        shortRows = examiner.rows(Figure.SHORT_POSITION, ScopeType.INSTRUMENT);
    }

    boolean isWithin(final Candidate c) {
        final int id = c.instrumentId();
        final long held = positions.netQuantity(id);
        if (c.isBuy()) {
            final long longWorst = Decimals.add(Decimals.add(held, orders.buyLeaves(id)), c.addedQuantity());
            return examiner.asks(longRows, id, longWorst);
        }
        final long shortWorst = Decimals.subtract(Decimals.add(orders.sellLeaves(id), c.addedQuantity()), held);
        return examiner.asks(shortRows, id, shortWorst);
    }
}
