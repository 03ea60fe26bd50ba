package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.TreeMap;

/**
 * P18: how long ago a strategy sent the very entry that it asks for; 0 while one works, the end of time where there was none.
 * 64 entries are remembered, and what has been forgotten within the window might have been the same.
 */
final class Duplicates {
    private static final int REMEMBERED = 64;
    private static final int WITHDRAWN_MOST = 16;

    private final Limits limits;
    private final Orders orders;
    private final TreeMap<Integer, ArrayDeque<Entry>> sent = new TreeMap<>();

    private record Entry(long timeNs, Proposal p) {
        boolean isEqualTo(final Proposal other) {
            return p.instrumentId == other.instrumentId
                    && p.side == other.side
                    && p.price == other.price
                    && p.quantity == other.quantity;
        }
    }

    Duplicates(final Limits limits, final Orders orders) {
        this.limits = limits;
        this.orders = orders;
    }

    boolean isNone(final Question q, final Examination exam) {
        final int id = q.p().strategyId;
        final BigInteger age = Exact.of(ageNs(q));
        return exam.asksAs(Control.DUPLICATE_ORDER, 0, ScopeType.STRATEGY, id, age)
                && exam.mayAsk(Control.DUPLICATE_ORDER, 0, ScopeType.STRATEGY, id, age);
    }

    /** Remembers an entry that went out, or what a change asked for. */
    void sent(final Proposal p, final long nowNs) {
        if (windowNs(p.strategyId) > 0) {
            final ArrayDeque<Entry> entries = sent.computeIfAbsent(p.strategyId, id -> new ArrayDeque<>());
            entries.addFirst(new Entry(nowNs, p));
            if (entries.size() > REMEMBERED + WITHDRAWN_MOST) {
                entries.removeLast();
            }
        }
    }

    /** Forgets the newest entry, and remembers what it had pushed out. */
    void withdrawn(final int strategyId) {
        if (windowNs(strategyId) > 0) {
            sent.get(strategyId).removeFirst();
        }
    }

    /** Returns the wider of the rows, 0 = nobody asks. */
    private long windowNs(final int strategyId) {
        final Limits.Row ofAll = limits.row(Control.DUPLICATE_ORDER, 0, ScopeType.GLOBAL, 0);
        final Limits.Row ofStrategy = limits.row(Control.DUPLICATE_ORDER, 0, ScopeType.STRATEGY, strategyId);
        return Math.max(ofAll == null ? 0 : ofAll.value(), ofStrategy == null ? 0 : ofStrategy.value());
    }

    private long ageNs(final Question q) {
        final long windowNs = windowNs(q.p().strategyId);
        if (windowNs == 0 || q.p().replaces != null) {
            return Long.MAX_VALUE;
        }
        if (isOpen(q.p())) {
            return 0;
        }
        final ArrayDeque<Entry> entries = sent.getOrDefault(q.p().strategyId, new ArrayDeque<>());
        int looked = 0;
        for (final Entry entry : entries) {
            final boolean isForgotten = ++looked == REMEMBERED;
            if ((isForgotten || entry.isEqualTo(q.p())) && q.nowNs() - entry.timeNs() < windowNs) {
                return q.nowNs() - entry.timeNs();
            }
            if (isForgotten) {
                break;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Returns whether an entry of the strategy works, or may, that is or is being changed to what is asked for. */
    private boolean isOpen(final Proposal p) {
        for (final Order order : orders.inBook(p.strategyId, p.instrumentId)) {
            if (order.raises()
                    && order.side == p.side
                    && (isAs(p, new Order.Terms(order.price, 0, order.quantity))
                            || isAs(p, order.wanted)
                            || (!p.knowsOfNoSuccessor && isAs(p, order.successor)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAs(final Proposal p, final Order.Terms terms) {
        return terms != null && terms.price() == p.price && terms.quantity() == p.quantity;
    }
}
