package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
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

    private final WorstValue worst;
    private final Examiner examiner;
    private final RollingSums[] orders = new RollingSums[WINDOWS];
    private final RollingSums[] notionalE8 = new RollingSums[WINDOWS];
    private final Rows[] orderRows = new Rows[WINDOWS];
    private final Rows[] notionalRows = new Rows[WINDOWS];
    private final Room[] rooms;

    VelocityRule(final WorstValue worst, final Capacity capacity, final Examiner examiner) {
        this.worst = worst;
        this.examiner = examiner;
        for (int i = 0; i < WINDOWS; i++) {
            orders[i] = new RollingSums("orders sent", capacity.strategies(), WINDOW_NS[i]);
            notionalE8[i] = new RollingSums("notional sent", capacity.strategies(), WINDOW_NS[i]);
            orderRows[i] = examiner.rows(ORDERS[i], ScopeType.STRATEGY);
            notionalRows[i] = examiner.rows(NOTIONAL[i], ScopeType.STRATEGY);
        }
        rooms = new Room[capacity.strategies()];
        for (int id = 0; id < rooms.length; id++) {
            rooms[id] = new Room();
        }
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final long addedE8 = worst.ofThisOrder(c);
        final Room room = room(c.strategyId(), c.nowNs);
        return room.orders >= 1 && addedE8 >= 0 && addedE8 <= room.moneyE8;
    }

    boolean isWithin(final Candidate c) {
        final int strategyId = c.strategyId();
        final long addedE8 = worst.ofThisOrder(c);
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

    /** Returns the room of a strategy, brought up to date. */
    private Room room(final int strategyId, final long nowNs) {
        final Room room = rooms[strategyId];
        if (nowNs < room.fromNs || nowNs >= room.untilNs || room.rowChanges != examiner.rowChanges()) {
            workRoom(room, strategyId, nowNs);
        }
        return room;
    }

    private void workRoom(final Room room, final int strategyId, final long nowNs) {
        room.orders = Long.MAX_VALUE;
        room.moneyE8 = Long.MAX_VALUE;
        room.fromNs = Long.MIN_VALUE;
        room.untilNs = Long.MAX_VALUE;
        room.rowChanges = examiner.rowChanges();
        for (int i = 0; i < WINDOWS; i++) {
            final RollingSums sent = orders[i];
            final RollingSums money = notionalE8[i];
            room.orders = Math.min(room.orders, orderRows[i].room(strategyId, sent.sum(strategyId, nowNs)));
            room.moneyE8 = Math.min(room.moneyE8, notionalRows[i].room(strategyId, money.sum(strategyId, nowNs)));
            room.fromNs = Math.max(room.fromNs, Math.max(sent.fromNs(strategyId), money.fromNs(strategyId)));
            room.untilNs = Math.min(room.untilNs, Math.min(sent.untilNs(strategyId), money.untilNs(strategyId)));
        }
    }

    /** Lets the room of a strategy be worked out anew: it is known from one time on until the same. */
    private void forget(final int strategyId) {
        rooms[strategyId].untilNs = rooms[strategyId].fromNs;
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
        for (int id = 0; id < rooms.length; id++) {
            forget(id);
        }
        for (int i = 0; i < WINDOWS; i++) {
            orders[i].readFrom(reader);
            notionalE8[i].readFrom(reader);
        }
    }

    /** What a strategy may still send, from when on and until when, and under which rows. */
    private static final class Room {
        private long orders;
        private long moneyE8;
        private long fromNs;
        private long untilNs;
        private long rowChanges;
    }
}
