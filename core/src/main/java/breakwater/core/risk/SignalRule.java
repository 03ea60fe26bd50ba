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
    private final Examiner examiner;
    private final Rows score;
    private final Rows stopDistance;
    private final Rows rewardToRisk;

    SignalRule(final Examiner examiner) {
        this.examiner = examiner;
        score = examiner.rows(Figure.SCORE, ScopeType.STRATEGY);
        stopDistance = examiner.rows(Figure.STOP_DISTANCE, ScopeType.STRATEGY);
        rewardToRisk = examiner.rows(Figure.REWARD_TO_RISK, ScopeType.STRATEGY);
    }

    /** Returns whether the contract binds an entry. */
    boolean isAsked(final Candidate c) {
        return c.intent.isBracketed || c.isSized || c.clear.hasOwnContract;
    }

    /** Answers where no row has anything to say; else {@link #isKept} has to be asked. */
    boolean isClear(final Candidate c) {
        if (!isAsked(c)) {
            return true;
        }
        final Intent intent = c.intent;
        final long risk = risk(c);
        final long gain = c.isBuy()
                ? Decimals.subtract(intent.target1Price, intent.price)
                : Decimals.subtract(intent.price, intent.target1Price);
        return intent.score >= c.clear.score
                && risk > 0
                && intent.target1Price > 0
                && Clearance.isShareAtLeast(risk, intent.price, c.clear.stopDistance)
                && Clearance.isShareAtLeast(gain, risk, c.clear.rewardToRisk);
    }

    boolean isKept(final Candidate c) {
        return (!binds(c, score) || asks(c, score, c.intent.score))
                && (!binds(c, stopDistance) || hasStop(c))
                && (!binds(c, rewardToRisk) || isWorthIt(c));
    }

    /** Returns whether there is no stop on the losing side, so that nothing can be sized against it. */
    boolean lacksStop(final Candidate c) {
        return risk(c) <= 0;
    }

    /** Checks that the stop lies on the losing side, far enough away in ppm of the entry price, rounded down. */
    boolean hasStop(final Candidate c) {
        final long risk = risk(c);
        if (risk > 0) {
            return asksShare(c, stopDistance, risk, c.intent.price);
        }
        final Rows inForce = inForce(c, stopDistance);
        final ScopeType scopeType = inForce.scopeType;
        final long bound = inForce.value(inForce == stopDistance ? c.strategyId() : 0);
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
        return risk <= 0 ? asks(c, rewardToRisk, 0) : asksShare(c, rewardToRisk, reward, risk);
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

    private boolean binds(final Candidate c, final Rows ofStrategy) {
        return c.intent.isBracketed || c.isSized || !(ofStrategy.isEmpty() || ofStrategy.isMissing(c.strategyId()));
    }

    /** Asks part of whole in ppm, rounded down. */
    private boolean asksShare(final Candidate c, final Rows ofStrategy, final long part, final long whole) {
        return examiner.isShareClear(ofStrategy, c.strategyId(), part, whole)
                || asks(c, ofStrategy, Decimals.mulDiv(part, 1_000_000, whole, Rounding.DOWN));
    }

    private boolean asks(final Candidate c, final Rows ofStrategy, final long observed) {
        final Rows inForce = inForce(c, ofStrategy);
        return inForce == ofStrategy
                ? examiner.asks(inForce, c.strategyId(), observed)
                : examiner.asksGlobal(inForce, ScopeType.GLOBAL, c.strategyId(), observed);
    }

    private static Rows inForce(final Candidate c, final Rows ofStrategy) {
        return ofStrategy.isMissing(c.strategyId()) ? ofStrategy.global : ofStrategy;
    }
}
