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

    VolatilityRule(final Examiner examiner) {
        this.examiner = examiner;
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(Figure.VOLATILITY_MIN, ScopeType.GLOBAL, 0)
                || !examiner.hasRow(Figure.VOLATILITY_MAX, ScopeType.GLOBAL, 0)) {
            return false;
        }
        return c.intent.atr <= 0
                || (asks(c, Figure.VOLATILITY_MIN, Rounding.DOWN) && asks(c, Figure.VOLATILITY_MAX, Rounding.UP));
    }

    private boolean asks(final Candidate c, final Figure figure, final Rounding rounding) {
        final int strategyId = c.strategyId();
        final long observed = Decimals.mulDiv(c.intent.atr, 1_000_000, c.intent.price, rounding);
        return examiner.asksAs(figure, ScopeType.GLOBAL, 0, ScopeType.STRATEGY, strategyId, observed)
                && examiner.alsoAsks(figure, ScopeType.STRATEGY, strategyId, observed);
    }
}
