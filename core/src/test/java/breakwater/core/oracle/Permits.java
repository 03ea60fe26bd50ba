package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.math.BigInteger;

/** P24: the list of instruments, the instrument of a strategy, and short sales. */
final class Permits {
    private static final BigInteger ENTER = BigInteger.TWO;
    private static final BigInteger LEAVE = BigInteger.ONE;

    private final JournalOracle o;

    Permits(final JournalOracle oracle) {
        o = oracle;
    }

    boolean mayEnter(final Question q, final Examination exam) {
        final int id = q.p().instrumentId;
        final int strategyId = q.p().strategyId;
        final boolean isOwn = o.world.strategies.get(strategyId).instrumentId() == id
                || (o.world.lists.containsKey(strategyId)
                        && o.world.lists.get(strategyId).contains(id));
        final BigInteger foreign = isOwn ? BigInteger.ZERO : BigInteger.ONE;
        final BigInteger isShort = isShort(q) ? BigInteger.ONE : BigInteger.ZERO;
        return exam.hasRow(Control.PERMISSION, 1)
                && exam.hasRow(Control.PERMISSION, 2)
                && exam.asks(Control.PERMISSION, 0, ScopeType.INSTRUMENT, id, ENTER)
                && exam.mayAsk(Control.PERMISSION, 0, ScopeType.STRATEGY, strategyId, ENTER)
                && exam.asksAs(Control.PERMISSION, 1, ScopeType.STRATEGY, strategyId, foreign)
                && exam.mayAsk(Control.PERMISSION, 1, ScopeType.STRATEGY, strategyId, foreign)
                && exam.asksAs(Control.PERMISSION, 2, ScopeType.INSTRUMENT, id, isShort)
                && exam.mayAsk(Control.PERMISSION, 2, ScopeType.INSTRUMENT, id, isShort)
                && exam.mayAsk(Control.PERMISSION, 2, ScopeType.STRATEGY, strategyId, isShort);
    }

    boolean mayLeave(final Proposal p, final Examination exam) {
        return exam.mayAsk(Control.PERMISSION, 0, ScopeType.INSTRUMENT, p.instrumentId, LEAVE)
                && exam.mayAsk(Control.PERMISSION, 0, ScopeType.STRATEGY, p.strategyId, LEAVE);
    }

    private boolean isShort(final Question q) {
        final Proposal p = q.p();
        final BigInteger sold = o.orders
                .leaves(o.orders.inBook(p.strategyId, p.instrumentId), Side.SELL)
                .add(q.added());
        return !p.isBuy() && o.ledger.held(p.strategyId, p.instrumentId).compareTo(sold) < 0;
    }
}
