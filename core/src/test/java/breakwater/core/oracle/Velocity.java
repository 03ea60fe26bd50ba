package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.util.List;

/** F19: how many orders a strategy sent within a second, a minute, a day, with this one, and what they were worth at worst. */
final class Velocity {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Worst worst;
    private final List<Rolling> orders = windows();
    private final List<Rolling> notionalE8 = windows();

    Velocity(final Worst worst) {
        this.worst = worst;
    }

    private static List<Rolling> windows() {
        return List.of(new Rolling(SECOND_NS), new Rolling(60 * SECOND_NS), new Rolling(86_400 * SECOND_NS));
    }

    boolean isWithin(final Question q, final Examination exam) {
        return isWithin(q, exam, 0, orders, BigInteger.ONE)
                && isWithin(q, exam, 3, notionalE8, worthE8(q.p(), q.instrument()));
    }

    private static boolean isWithin(
            final Question q,
            final Examination exam,
            final int firstKey,
            final List<Rolling> windows,
            final BigInteger added) {
        final int id = q.p().strategyId;
        for (int i = 0; i < windows.size(); i++) {
            final BigInteger sum = windows.get(i).sum(id, q.nowNs()).add(added);
            if (!exam.asksAs(Control.VELOCITY, firstKey + i, ScopeType.STRATEGY, id, sum)
                    || !exam.mayAsk(Control.VELOCITY, firstKey + i, ScopeType.STRATEGY, id, sum)) {
                return false;
            }
        }
        return true;
    }

    /** A change counts whole, as a new order does. */
    void sent(final Proposal p, final World.Instrument instrument, final long nowNs) {
        for (final Rolling window : orders) {
            window.add(p.strategyId, nowNs, BigInteger.ONE);
        }
        for (final Rolling window : notionalE8) {
            window.add(p.strategyId, nowNs, worthE8(p, instrument));
        }
    }

    void withdrawn(final Proposal p, final World.Instrument instrument, final long nowNs) {
        for (final Rolling window : orders) {
            window.add(p.strategyId, nowNs, BigInteger.ONE.negate());
        }
        for (final Rolling window : notionalE8) {
            window.add(p.strategyId, nowNs, worthE8(p, instrument).negate());
        }
    }

    private BigInteger worthE8(final Proposal p, final World.Instrument instrument) {
        return worst.ofOrders(instrument, Exact.of(p.quantity), p.price);
    }
}
