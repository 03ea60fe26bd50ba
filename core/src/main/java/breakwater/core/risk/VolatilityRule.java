package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.ScopeType;

/**
 * P29: the average true range that a signal carries, beside the price of its order: neither so calm that costs eat the move
 * nor so wild that a stop means little. Rounded against us either way. A signal without one is not asked.
 */
final class VolatilityRule {
    private final Examiner examiner;
    private final Rows least;
    private final Rows leastOfStrategy;
    private final Rows most;
    private final Rows mostOfStrategy;

    VolatilityRule(final Examiner examiner) {
        this.examiner = examiner;
        least = examiner.rows(Figure.VOLATILITY_MIN, ScopeType.GLOBAL);
        leastOfStrategy = examiner.rows(Figure.VOLATILITY_MIN, ScopeType.STRATEGY);
        most = examiner.rows(Figure.VOLATILITY_MAX, ScopeType.GLOBAL);
        mostOfStrategy = examiner.rows(Figure.VOLATILITY_MAX, ScopeType.STRATEGY);
    }

    /** Returns whether a signal carries a range. */
    static boolean isAsked(final Candidate c) {
        return c.intent.atr > 0;
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final long atr = c.intent.atr;
        final long price = c.intent.price;
        return !isAsked(c)
                || (Clearance.isShareAtLeast(atr, price, c.clear.volatilityMin)
                        && Clearance.isShareAtMost(atr, price, c.clear.volatilityMax));
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(least) || !examiner.hasRow(most)) {
            return false;
        }
        return c.intent.atr <= 0 || (asks(c, leastOfStrategy, Rounding.DOWN) && asks(c, mostOfStrategy, Rounding.UP));
    }

    private boolean asks(final Candidate c, final Rows rows, final Rounding rounding) {
        final int strategyId = c.strategyId();
        if (examiner.isShareClear(rows, strategyId, c.intent.atr, c.intent.price)) {
            return true;
        }
        final long observed = Decimals.mulDiv(c.intent.atr, 1_000_000, c.intent.price, rounding);
        return examiner.asksBoth(rows, strategyId, observed);
    }
}
