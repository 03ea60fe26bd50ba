package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.RollingSums;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * F19: how much a strategy sends within a second, a minute and a day, this order included, whether or not anything is ever
 * filled: the ceiling that holds while fills, positions and losses are still unknown. Exits count, since a loop of entries
 * and exits is what it is for, but are never refused for it. A replacement counts like a new order.
 *
 * <p>Windows roll and are covered whole, up to an eighth more, so that no window holds more than its row. A day is 24 hours.
 *
 * <p>How much a strategy may still send before one of its rows has anything to say is kept until a window moves on, an order
 * goes out or a row changes, since every decision asks and these are seldom. It follows from windows and rows, so it is no
 * state. What does not fit there is put to the rows one by one.
 */
final class VelocityRule implements Stateful {
    private static final long SECOND_NS = 1_000_000_000L;

    private static final Figure[] ORDERS = {Figure.ORDERS_PER_SECOND, Figure.ORDERS_PER_MINUTE, Figure.ORDERS_PER_DAY};
    private static final Figure[] NOTIONAL = {
        Figure.NOTIONAL_PER_SECOND, Figure.NOTIONAL_PER_MINUTE, Figure.NOTIONAL_PER_DAY
    };
    private static final long[] WINDOW_NS = {SECOND_NS, 60 * SECOND_NS, 86_400 * SECOND_NS};
    private static final int WINDOWS = WINDOW_NS.length;

    /** What is kept of a strategy: room for orders and for money, from when on and until when, and under which rows. */
    private static final int KEPT = 5;

    private static final int ROOM_E8 = 1;
    private static final int FROM = 2;
    private static final int UNTIL = 3;
    private static final int ROWS = 4;

    private final WorstValue worst;
    private final Examiner examiner;
    private final RollingSums[] orders = new RollingSums[WINDOWS];
    private final RollingSums[] notionalE8 = new RollingSums[WINDOWS];
    private final Rows[] orderRows = new Rows[WINDOWS];
    private final Rows[] notionalRows = new Rows[WINDOWS];
    private final long[] kept;

    VelocityRule(final WorstValue worst, final Capacity capacity, final Examiner examiner) {
        this.worst = worst;
        this.examiner = examiner;
        for (int i = 0; i < WINDOWS; i++) {
            orders[i] = new RollingSums("orders sent", capacity.strategies(), WINDOW_NS[i]);
            notionalE8[i] = new RollingSums("notional sent", capacity.strategies(), WINDOW_NS[i]);
            orderRows[i] = examiner.rows(ORDERS[i], ScopeType.STRATEGY);
            notionalRows[i] = examiner.rows(NOTIONAL[i], ScopeType.STRATEGY);
        }
        kept = new long[capacity.strategies() * KEPT];
    }

    boolean isWithin(final Candidate c) {
        final int strategyId = c.strategyId();
        final long addedE8 = worst.ofThisOrder(c);
        final int at = room(strategyId, c.nowNs);
        if (kept[at] >= 1 && addedE8 >= 0 && addedE8 <= kept[at + ROOM_E8] && examiner.isClear(Control.VELOCITY)) {
            return true;
        }
        for (int i = 0; i < WINDOWS; i++) {
            if (!examiner.asksBoth(orderRows[i], strategyId, orders[i].sum(strategyId, c.nowNs) + 1)) {
                return false;
            }
        }
        for (int i = 0; i < WINDOWS; i++) {
            final long sumE8 = Decimals.add(notionalE8[i].sum(strategyId, c.nowNs), addedE8);
            if (!examiner.asksBoth(notionalRows[i], strategyId, sumE8)) {
                return false;
            }
        }
        return true;
    }

    /** Returns where the room of a strategy is kept, brought up to date. */
    private int room(final int strategyId, final long nowNs) {
        final int at = strategyId * KEPT;
        if (nowNs < kept[at + FROM] || nowNs >= kept[at + UNTIL] || kept[at + ROWS] != examiner.rowChanges()) {
            workRoom(at, strategyId, nowNs);
        }
        return at;
    }

    private void workRoom(final int at, final int strategyId, final long nowNs) {
        long room = Long.MAX_VALUE;
        long roomE8 = Long.MAX_VALUE;
        long fromNs = Long.MIN_VALUE;
        long untilNs = Long.MAX_VALUE;
        for (int i = 0; i < WINDOWS; i++) {
            room = Math.min(room, orderRows[i].room(strategyId, orders[i].sum(strategyId, nowNs)));
            roomE8 = Math.min(roomE8, notionalRows[i].room(strategyId, notionalE8[i].sum(strategyId, nowNs)));
            fromNs = Math.max(fromNs, Math.max(orders[i].fromNs(strategyId), notionalE8[i].fromNs(strategyId)));
            untilNs = Math.min(untilNs, Math.min(orders[i].untilNs(strategyId), notionalE8[i].untilNs(strategyId)));
        }
        kept[at] = room;
        kept[at + ROOM_E8] = roomE8;
        kept[at + FROM] = fromNs;
        kept[at + UNTIL] = untilNs;
        kept[at + ROWS] = examiner.rowChanges();
    }

    /** Lets the room of a strategy be worked out anew: it is known from one time on until the same. */
    private void forget(final int strategyId) {
        kept[strategyId * KEPT + UNTIL] = kept[strategyId * KEPT + FROM];
    }

    /** Accounts an order that went out. One whose value has no place counts as the largest. */
    void onOrder(final Intent intent, final long nowNs) {
        forget(intent.strategyId);
        final long addedE8 = valueE8(intent);
        for (int i = 0; i < WINDOWS; i++) {
            orders[i].add(intent.strategyId, nowNs, 1);
            notionalE8[i].add(intent.strategyId, nowNs, addedE8 == Decimals.OVERFLOW ? Long.MAX_VALUE : addedE8);
        }
    }

    /** Takes back an entry that is not to go out now. It was approved, so its value had a place. */
    void takeBack(final Intent intent, final long nowNs) {
        forget(intent.strategyId);
        final long addedE8 = valueE8(intent);
        for (int i = 0; i < WINDOWS; i++) {
            orders[i].takeBack(intent.strategyId, nowNs, 1);
            notionalE8[i].takeBack(intent.strategyId, nowNs, addedE8);
        }
    }

    private long valueE8(final Intent intent) {
        return worst.ofOrders(intent.instrumentId, intent.quantity, intent.price);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        for (int i = 0; i < WINDOWS; i++) {
            orders[i].writeTo(writer);
            notionalE8[i].writeTo(writer);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        for (int id = 0; id < kept.length / KEPT; id++) {
            forget(id);
        }
        for (int i = 0; i < WINDOWS; i++) {
            orders[i].readFrom(reader);
            notionalE8[i].readFrom(reader);
        }
    }
}
