package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.math.RoundingMode;

/** P29: the average true range that a signal brought, in ppm of the order's price, rounded against us at either end. */
final class Volatility {
    private Volatility() {}

    static boolean isWithin(final Question q, final Examination exam) {
        return exam.hasRow(Control.VOLATILITY, 0)
                && exam.hasRow(Control.VOLATILITY, 1)
                && (q.p().atr <= 0 || (asks(q, exam, 0, RoundingMode.DOWN) && asks(q, exam, 1, RoundingMode.UP)));
    }

    private static boolean asks(final Question q, final Examination exam, final int key, final RoundingMode mode) {
        final int id = q.p().strategyId;
        final BigInteger observed =
                Exact.divide(Exact.of(q.p().atr).multiply(Exact.MILLION), Exact.of(q.p().price), mode);
        return exam.asksAs(Control.VOLATILITY, key, ScopeType.STRATEGY, id, observed)
                && exam.mayAsk(Control.VOLATILITY, key, ScopeType.STRATEGY, id, observed);
    }
}
