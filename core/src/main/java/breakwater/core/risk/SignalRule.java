package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;

/**
 * P16: the contract of a signal: score, stop, reward to risk, in this order. It binds every entry that has a bracket or
 * that the gate sizes; others only in the figures for which their strategy has a row of its own. A strategy's row stands
 * in the place of the global one, for the contract belongs to the strategy's family.
 */
final class SignalRule {
    private final Limits limits;
    private final Examiner examiner;

    SignalRule(final Limits limits, final Examiner examiner) {
        this.limits = limits;
        this.examiner = examiner;
    }

    boolean isKept(final Candidate c) {
        return (!binds(c, Figure.SCORE) || asks(c, Figure.SCORE, c.intent.score))
                && (!binds(c, Figure.STOP_DISTANCE) || hasStop(c))
                && (!binds(c, Figure.REWARD_TO_RISK) || isWorthIt(c));
    }

    /** Returns whether there is no stop on the losing side, so that nothing can be sized against it. */
    boolean lacksStop(final Candidate c) {
        return risk(c) <= 0;
    }

    /** Checks that the stop lies on the losing side, far enough away in ppm of the entry price, rounded down. */
    boolean hasStop(final Candidate c) {
        final long risk = risk(c);
        if (risk > 0) {
            return asks(c, Figure.STOP_DISTANCE, Decimals.mulDiv(risk, 1_000_000, c.intent.price, Rounding.DOWN));
        }
        final ScopeType scopeType = rowScope(c, Figure.STOP_DISTANCE);
        final long bound = limits.value(Figure.STOP_DISTANCE, scopeType, c.strategyId());
        return bound == Limits.MISSING
                ? examiner.lacksRow(Figure.STOP_DISTANCE, scopeType, c.strategyId())
                : examiner.holds(Control.SIGNAL_CONTRACT, scopeType, c.strategyId(), Math.min(risk, 0), bound, false);
    }

    private boolean isWorthIt(final Candidate c) {
        final Intent intent = c.intent;
        final long risk = risk(c);
        final long gain = c.isBuy()
                ? Decimals.subtract(intent.target1Price, intent.price)
                : Decimals.subtract(intent.price, intent.target1Price);
        final long reward = intent.target1Price <= 0 ? 0 : Math.max(0, gain);
        return asks(c, Figure.REWARD_TO_RISK, risk <= 0 ? 0 : Decimals.mulDiv(reward, 1_000_000, risk, Rounding.DOWN));
    }

    /** Returns entry to stop as a price mantissa, not positive where the stop is missing or on the winning side. */
    private static long risk(final Candidate c) {
        final Intent intent = c.intent;
        if (intent.protectiveStopPrice <= 0) {
            return 0;
        }
        return c.isBuy()
                ? Decimals.subtract(intent.price, intent.protectiveStopPrice)
                : Decimals.subtract(intent.protectiveStopPrice, intent.price);
    }

    private boolean binds(final Candidate c, final Figure figure) {
        return c.intent.isBracketed || c.isSized || rowScope(c, figure) == ScopeType.STRATEGY;
    }

    private boolean asks(final Candidate c, final Figure figure, final long observed) {
        return examiner.asks(figure, rowScope(c, figure), c.strategyId(), observed);
    }

    private ScopeType rowScope(final Candidate c, final Figure figure) {
        return limits.value(figure, ScopeType.STRATEGY, c.strategyId()) == Limits.MISSING
                ? ScopeType.GLOBAL
                : ScopeType.STRATEGY;
    }
}
