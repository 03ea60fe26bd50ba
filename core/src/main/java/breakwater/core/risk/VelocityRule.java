package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * F19: how much a strategy sends within a second, a minute and a day, this order included, whether or not anything is ever
 * filled: the ceiling that holds while fills, positions and losses are still unknown. Exits count, since a loop of entries
 * and exits is what it is for, but are never refused for it. A replacement counts like a new order.
 *
 * <p>Windows roll and are covered whole, up to an eighth more, so that no window holds more than its row. A day is 24 hours.
 */
final class VelocityRule implements Stateful {
    private static final long SECOND_NS = 1_000_000_000L;

    private static final Figure[] ORDERS = {Figure.ORDERS_PER_SECOND, Figure.ORDERS_PER_MINUTE, Figure.ORDERS_PER_DAY};
    private static final Figure[] NOTIONAL = {
        Figure.NOTIONAL_PER_SECOND, Figure.NOTIONAL_PER_MINUTE, Figure.NOTIONAL_PER_DAY
    };
    private static final long[] WINDOW_NS = {SECOND_NS, 60 * SECOND_NS, 86_400 * SECOND_NS};

    private final WorstValue worst;
    private final Examiner examiner;
    private final RollingSums[] orders = new RollingSums[WINDOW_NS.length];
    private final RollingSums[] notionalE8 = new RollingSums[WINDOW_NS.length];
    private final Rows[] orderRows = new Rows[WINDOW_NS.length];
    private final Rows[] notionalRows = new Rows[WINDOW_NS.length];

    VelocityRule(final WorstValue worst, final Capacity capacity, final Examiner examiner) {
        this.worst = worst;
        this.examiner = examiner;
        for (int i = 0; i < WINDOW_NS.length; i++) {
            orders[i] = new RollingSums("orders sent", capacity.strategies(), WINDOW_NS[i]);
            notionalE8[i] = new RollingSums("notional sent", capacity.strategies(), WINDOW_NS[i]);
            orderRows[i] = examiner.rows(ORDERS[i], ScopeType.STRATEGY);
            notionalRows[i] = examiner.rows(NOTIONAL[i], ScopeType.STRATEGY);
        }
    }

    boolean isWithin(final Candidate c) {
        final int strategyId = c.strategyId();
        for (int i = 0; i < WINDOW_NS.length; i++) {
            if (!examiner.asksBoth(orderRows[i], strategyId, orders[i].sum(strategyId, c.nowNs) + 1)) {
                return false;
            }
        }
        final int id = c.instrumentId();
        final long addedE8 =
                worst.ofThisOrder(id, c.intent.quantity, Math.max(c.intent.price, worst.dearMarkOfThis(id)));
        for (int i = 0; i < WINDOW_NS.length; i++) {
            final long sumE8 = Decimals.add(notionalE8[i].sum(strategyId, c.nowNs), addedE8);
            if (!examiner.asksBoth(notionalRows[i], strategyId, sumE8)) {
                return false;
            }
        }
        return true;
    }

    /** Accounts an order that went out. One whose value has no place counts as the largest. */
    void onOrder(final Intent intent, final long nowNs) {
        final long addedE8 = valueE8(intent);
        for (int i = 0; i < WINDOW_NS.length; i++) {
            orders[i].add(intent.strategyId, nowNs, 1);
            notionalE8[i].add(intent.strategyId, nowNs, addedE8 == Decimals.OVERFLOW ? Long.MAX_VALUE : addedE8);
        }
    }

    /** Takes back an entry that is not to go out now. It was approved, so its value had a place. */
    void takeBack(final Intent intent, final long nowNs) {
        final long addedE8 = valueE8(intent);
        for (int i = 0; i < WINDOW_NS.length; i++) {
            orders[i].takeBack(intent.strategyId, nowNs, 1);
            notionalE8[i].takeBack(intent.strategyId, nowNs, addedE8);
        }
    }

    private long valueE8(final Intent intent) {
        return worst.ofOrders(intent.instrumentId, intent.quantity, intent.price);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        for (int i = 0; i < WINDOW_NS.length; i++) {
            orders[i].writeTo(writer);
            notionalE8[i].writeTo(writer);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        for (int i = 0; i < WINDOW_NS.length; i++) {
            orders[i].readFrom(reader);
            notionalE8[i].readFrom(reader);
        }
    }
}
