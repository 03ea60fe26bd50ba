package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.math.RoundingMode;

/** P16, a signal's contract, and the size that the gate gives an entry that brings none. */
final class Contract {
    private final Limits limits;
    private final Examination exam;
    private final Proposal p;

    Contract(final Limits limits, final Examination exam, final Proposal proposal) {
        this.limits = limits;
        this.exam = exam;
        p = proposal;
    }

    private long risk() {
        return p.protectiveStopPrice <= 0
                ? 0
                : p.isBuy() ? p.price - p.protectiveStopPrice : p.protectiveStopPrice - p.price;
    }

    private ScopeType contractScope(final int key) {
        return limits.row(Control.SIGNAL_CONTRACT, key, ScopeType.STRATEGY, p.strategyId) == null
                ? ScopeType.GLOBAL
                : ScopeType.STRATEGY;
    }

    private boolean binds(final int key) {
        return p.isBracketed || p.isSized || contractScope(key) == ScopeType.STRATEGY;
    }

    boolean isKept() {
        if (binds(0) && !asksContract(0, Exact.of(p.score))) {
            return false;
        }
        if (binds(2) && !hasStop()) {
            return false;
        }
        if (!binds(1)) {
            return true;
        }
        final long gain = p.isBuy() ? p.target1Price - p.price : p.price - p.target1Price;
        final long reward = p.target1Price <= 0 ? 0 : Math.max(0, gain);
        return asksContract(
                1,
                risk() <= 0
                        ? BigInteger.ZERO
                        : Exact.divide(Exact.of(reward).multiply(Exact.MILLION), Exact.of(risk()), RoundingMode.DOWN));
    }

    private boolean hasStop() {
        if (risk() > 0) {
            return asksContract(
                    2, Exact.divide(Exact.of(risk()).multiply(Exact.MILLION), Exact.of(p.price), RoundingMode.DOWN));
        }
        final ScopeType scope = contractScope(2);
        final Limits.Row row = limits.row(Control.SIGNAL_CONTRACT, 2, scope, p.strategyId);
        return row == null
                ? exam.lacksRow(Control.SIGNAL_CONTRACT, 2, scope, p.strategyId)
                : exam.holds(
                        Control.SIGNAL_CONTRACT,
                        scope,
                        p.strategyId,
                        Exact.of(Math.min(0, risk())),
                        Exact.of(row.value()),
                        false);
    }

    private boolean asksContract(final int key, final BigInteger observed) {
        return exam.asks(Control.SIGNAL_CONTRACT, key, contractScope(key), p.strategyId, observed);
    }

    /** The journal tells the size that the gate gave, not the ATR baseline: it may be what the scalar leaves, and no more. */
    boolean isSized(final Worst worst, final World.Instrument instrument, final BigInteger held) {
        if (!p.isSized) {
            return true;
        }
        final Limits.Row ofAll = limits.row(Control.HEAT, 1, ScopeType.GLOBAL, 0);
        final Limits.Row ofStrategy = limits.row(Control.HEAT, 1, ScopeType.STRATEGY, p.strategyId);
        if (ofAll == null && ofStrategy == null) {
            return exam.lacksRow(Control.HEAT, 1, ScopeType.GLOBAL, 0);
        }
        if (risk() <= 0) {
            return hasStop();
        }
        final long ppm = Math.min(
                ofAll == null ? Long.MAX_VALUE : ofAll.value(),
                ofStrategy == null ? Long.MAX_VALUE : ofStrategy.value());
        exam.v.isImpossible = Exact.of(exam.v.quantity).compareTo(worst.largestSize(p, instrument, held, ppm)) > 0;
        return !exam.v.isImpossible;
    }
}
