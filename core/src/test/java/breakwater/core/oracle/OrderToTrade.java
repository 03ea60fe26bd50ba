package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.math.RoundingMode;

/** P22: the orders, changes and exits among them, that an instrument saw to a fill within an hour, once there are enough. */
final class OrderToTrade {
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final Rolling orders = new Rolling(HOUR_NS);
    private final Rolling fills = new Rolling(HOUR_NS);

    boolean isWithin(final Question q, final Examination exam) {
        if (!exam.hasRow(Control.ORDER_TO_TRADE, 0) || !exam.hasRow(Control.ORDER_TO_TRADE, 1)) {
            return false;
        }
        final int id = q.p().instrumentId;
        final BigInteger count = orders.sum(id, q.nowNs()).add(BigInteger.ONE);
        final BigInteger ratio = exam.exceeds(Control.ORDER_TO_TRADE, 1, count)
                ? Exact.divide(count, fills.sum(id, q.nowNs()).max(BigInteger.ONE), RoundingMode.UP)
                : BigInteger.ZERO;
        return exam.asksAs(Control.ORDER_TO_TRADE, 0, ScopeType.INSTRUMENT, id, ratio)
                && exam.mayAsk(Control.ORDER_TO_TRADE, 0, ScopeType.INSTRUMENT, id, ratio);
    }

    void sent(final int instrumentId, final long nowNs) {
        orders.add(instrumentId, nowNs, BigInteger.ONE);
    }

    void withdrawn(final int instrumentId, final long nowNs) {
        orders.add(instrumentId, nowNs, BigInteger.ONE.negate());
    }

    void filled(final int instrumentId, final long nowNs) {
        fills.add(instrumentId, nowNs, BigInteger.ONE);
    }
}
