package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.OrderRole;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.TreeMap;

/** P30: what a weight wants against equity, and how long ago a strategy left an instrument or was rebalanced in it. */
final class Cooldowns {
    private final JournalOracle o;
    private final Worst worst;
    private final TreeMap<Long, Long> exits = new TreeMap<>();
    private final TreeMap<Long, Long> stops = new TreeMap<>();
    private final TreeMap<Long, Long> rebalances = new TreeMap<>();

    Cooldowns(final JournalOracle oracle) {
        o = oracle;
        worst = new Worst(oracle);
    }

    boolean isWithin(final Question q, final Examination exam) {
        final Proposal p = q.p();
        if (p.basketE8 != null && !isWorthIt(p, exam)) {
            return false;
        }
        return p.replaces != null
                || (isOver(1, exits, q, exam)
                        && isOver(2, stops, q, exam)
                        && (p.basketE8 == null || isOver(3, rebalances, q, exam)));
    }

    boolean isWorthIt(final Proposal p, final Examination exam) {
        final BigInteger equityE8 = o.ledger.equityE8(p.accountId);
        final BigInteger worthE8 =
                worst.ofOrders(o.world.instruments.get(p.instrumentId), Exact.of(p.quantity), p.price);
        final BigInteger ppm = equityE8.signum() <= 0
                ? BigInteger.ZERO
                : Exact.divide(worthE8.multiply(Exact.MILLION), equityE8, RoundingMode.DOWN);
        return exam.asksAs(Control.NO_TRADE_BAND, 0, ScopeType.STRATEGY, p.strategyId, ppm)
                && exam.mayAsk(Control.NO_TRADE_BAND, 0, ScopeType.STRATEGY, p.strategyId, ppm);
    }

    private static boolean isOver(
            final int key, final TreeMap<Long, Long> last, final Question q, final Examination exam) {
        final int id = q.p().strategyId;
        final Long thenNs = last.get(Ledger.key(id, q.p().instrumentId));
        final BigInteger age = Exact.of(thenNs == null ? Long.MAX_VALUE : q.nowNs() - thenNs);
        return exam.asksAs(Control.COOLDOWN, key, ScopeType.STRATEGY, id, age)
                && exam.mayAsk(Control.COOLDOWN, key, ScopeType.STRATEGY, id, age);
    }

    void sent(final Proposal p, final long nowNs) {
        if (p.basketE8 != null) {
            rebalances.put(Ledger.key(p.strategyId, p.instrumentId), nowNs);
        }
    }

    void filled(final int strategyId, final int instrumentId, final OrderRole role, final long nowNs) {
        if (role != OrderRole.ENTRY) {
            (role == OrderRole.STOP ? stops : exits).put(Ledger.key(strategyId, instrumentId), nowNs);
        }
    }
}
