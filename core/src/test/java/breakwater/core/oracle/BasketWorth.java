package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;

/** P8: the worth of the whole basket, asked of each part. */
final class BasketWorth {
    private BasketWorth() {}

    static boolean isWithin(final Question q, final Examination exam) {
        final Proposal p = q.p();
        return p.basketE8 == null
                || (exam.asksAs(Control.BASKET, 0, ScopeType.STRATEGY, p.strategyId, p.basketE8)
                        && exam.mayAsk(Control.BASKET, 0, ScopeType.STRATEGY, p.strategyId, p.basketE8));
    }
}
