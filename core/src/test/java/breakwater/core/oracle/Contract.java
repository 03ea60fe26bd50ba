package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * P16, a signal's contract, and the size that the gate gives an entry that brings none: by the risk of its stop, and no more
 * than one order and P11 allow a position, so that what the gate sized is not refused for that.
 */
final class Contract {
    private final JournalOracle o;
    private final Limits limits;
    private final Examination exam;
    private final Proposal p;

    Contract(final JournalOracle oracle, final Examination exam, final Proposal proposal) {
        o = oracle;
        limits = oracle.limits;
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
    boolean isSized(final World.Instrument instrument, final BigInteger held) {
        if (!p.isSized) {
            return true;
        }
        final Limits.Row ofAll = limits.row(Control.HEAT, 1, ScopeType.GLOBAL, 0);
        final Limits.Row ofStrategy = limits.row(Control.HEAT, 1, ScopeType.STRATEGY, p.strategyId);
        if (ofAll == null && ofStrategy == null) {
            return exam.lacksRow(Control.HEAT, 1, ScopeType.GLOBAL, 0);
        }
        final int classValue = instrument.assetClass().value();
        if (limits.row(Control.LEVERAGE, 0, ScopeType.ASSET_CLASS, classValue) == null) {
            return exam.lacksRow(Control.LEVERAGE, 0, ScopeType.ASSET_CLASS, classValue);
        }
        if (risk() <= 0) {
            return hasStop();
        }
        final long ppm = Math.min(
                ofAll == null ? Long.MAX_VALUE : ofAll.value(),
                ofStrategy == null ? Long.MAX_VALUE : ofStrategy.value());
        final BigInteger largest = byRisk(instrument, ppm)
                .min(byLeverage(instrument, held))
                .min(byOneOrder(instrument))
                .max(BigInteger.ZERO);
        exam.v.isImpossible = Exact.of(exam.v.quantity).compareTo(Exact.floorTo(largest, instrument.lot())) > 0;
        return !exam.v.isImpossible;
    }

    private BigInteger equityE8() {
        return o.ledger.equityE8(p.accountId).max(BigInteger.ZERO);
    }

    private BigInteger byRisk(final World.Instrument instrument, final long riskPpm) {
        final BigInteger budgetE8 = Exact.ppm(equityE8(), riskPpm, RoundingMode.DOWN);
        final BigInteger riskE8 = Exact.ppm(budgetE8, limits.sizeFactorPpm, RoundingMode.DOWN);
        return instrument.quantityFor(
                Worst.unitLoss(instrument, p.isBuy(), Exact.of(p.price), p.protectiveStopPrice), riskE8);
    }

    private BigInteger byLeverage(final World.Instrument instrument, final BigInteger held) {
        final BigInteger has = (p.isBuy() ? held : held.negate()).max(BigInteger.ZERO);
        final BigInteger most = Exact.LARGEST
                .min(byLeverage(
                        instrument,
                        ScopeType.ASSET_CLASS,
                        instrument.assetClass().value()))
                .min(byLeverage(instrument, ScopeType.ACCOUNT, p.accountId))
                .min(byLeverage(instrument, ScopeType.INSTRUMENT, p.instrumentId));
        return most.subtract(has);
    }

    private BigInteger byLeverage(final World.Instrument instrument, final ScopeType scope, final int id) {
        final Limits.Row row = limits.row(Control.LEVERAGE, 0, scope, id);
        return row == null ? Exact.LARGEST : worth(instrument, Exact.ppm(equityE8(), row.value(), RoundingMode.DOWN));
    }

    private BigInteger byOneOrder(final World.Instrument instrument) {
        final int id = p.instrumentId;
        return Exact.of(instrument.most())
                .min(quantity(limits.row(Control.ORDER_QUANTITY, 0, ScopeType.INSTRUMENT, id)))
                .min(quantity(limits.row(Control.ORDER_QUANTITY, 0, ScopeType.STRATEGY, p.strategyId)))
                .min(notional(instrument, limits.row(Control.ORDER_NOTIONAL, 0, ScopeType.GLOBAL, 0)))
                .min(notional(instrument, limits.row(Control.ORDER_NOTIONAL, 0, ScopeType.STRATEGY, p.strategyId)))
                .min(notional(instrument, limits.row(Control.ORDER_NOTIONAL, 0, ScopeType.INSTRUMENT, id)));
    }

    private static BigInteger quantity(final Limits.Row row) {
        return row == null ? Exact.LARGEST : Exact.of(row.value());
    }

    private BigInteger notional(final World.Instrument instrument, final Limits.Row row) {
        return row == null ? Exact.LARGEST : worth(instrument, Exact.of(row.value()));
    }

    /** Returns the largest quantity whose order is worth no more at worst, its fee included. */
    private BigInteger worth(final World.Instrument instrument, final BigInteger moneyE8) {
        final BigInteger beforeFeeE8 = Exact.divide(
                moneyE8.multiply(Exact.MILLION), Exact.of(1_000_000 + instrument.feePpm()), RoundingMode.DOWN);
        return instrument.quantityFor(Exact.of(Math.max(p.price, o.marks.dear(p.instrumentId))), beforeFeeE8);
    }
}
