package breakwater.core.risk;

import breakwater.core.message.ScopeType;

/**
 * P8: what all parts of a basket add together at their worst, asked of each part. An order of no basket is not asked, nor is
 * one by which a part is moved later, since its quantity was asked for once.
 */
final class BasketRule {
    private final Examiner examiner;
    private final Rows notionalOfStrategy;

    BasketRule(final Examiner examiner) {
        this.examiner = examiner;
        notionalOfStrategy = examiner.rows(Figure.BASKET_NOTIONAL, ScopeType.STRATEGY);
    }

    /** Returns whether an order is of a basket. */
    static boolean isAsked(final Candidate c) {
        return c.intent.basketE8 != 0;
    }

    boolean isWithin(final Candidate c) {
        return !isAsked(c) || examiner.asksBoth(notionalOfStrategy, c.strategyId(), c.intent.basketE8);
    }
}
