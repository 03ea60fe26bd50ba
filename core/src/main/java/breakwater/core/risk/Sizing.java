package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.monitor.MonitorView;
import breakwater.core.order.Intent;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Instruments;

/**
 * How much to buy or sell, by fixed fraction with the volatility scalar (specification 2.5, 5.3; Semantics 8).
 *
 * <pre>
 *   budget   = equity x P14 one trade                          1 % of equity
 *   scalar   = min(ATR baseline / ATR, 1.5)                    1 where the signal brings no ATR
 *   risk     = min(budget x scalar, budget) x size factor      limits win: the scalar only ever shrinks; L5 halves
 *   quantity = risk / loss of one unit at its worst exit       rounded down to the lot
 * </pre>
 *
 * <p>Capped by the instrument's largest order, by P2 and P3, and by P11 for the position alone, so that what the gate itself sized is not
 * refused for the size of one order. Never cut to the headroom of positions, exposure or heat: there it is refused, and
 * says so.
 *
 * <p>Thread: core. Allocates: never. Every rounding is down.
 */
final class Sizing {
    private static final long ONE_PPM = 1_000_000;
    private static final long SCALAR_MAX_PPM = 1_500_000;

    private final Instruments instruments;
    private final Limits limits;
    private final PositionView positions;
    private final MonitorView monitor;
    private final WorstValue worst;
    private final SizeRule size;
    private final SignalRule signal;
    private final Examiner examiner;

    Sizing(
            final Instruments instruments,
            final Limits limits,
            final PositionView positions,
            final MonitorView monitor,
            final WorstValue worst,
            final SizeRule size,
            final SignalRule signal,
            final Examiner examiner) {
        this.instruments = instruments;
        this.limits = limits;
        this.positions = positions;
        this.monitor = monitor;
        this.worst = worst;
        this.size = size;
        this.signal = signal;
        this.examiner = examiner;
    }

    /** Gives the intent its quantity. Answers false, under the control that lacks something, where that cannot be done. */
    boolean isSized(final Candidate c) {
        final Intent intent = c.intent;
        final long tradeRiskPpm = tradeRiskPpm(c.strategyId());
        if (tradeRiskPpm == Limits.MISSING) {
            return examiner.lacksRow(Figure.TRADE_RISK, ScopeType.GLOBAL, 0);
        }
        final int classValue = c.assetClass.value();
        if (limits.value(Figure.LEVERAGE, ScopeType.ASSET_CLASS, classValue) == Limits.MISSING) {
            return examiner.lacksRow(Figure.LEVERAGE, ScopeType.ASSET_CLASS, classValue);
        }
        if (signal.lacksStop(c)) {
            return signal.hasStop(c);
        }
        final long equityE8 = positions.equityE8(intent.accountId);
        final long riskE8 = riskE8(intent, equityE8, tradeRiskPpm);
        final long unitLoss = worst.unitLoss(intent.instrumentId, c.isBuy(), intent.price, intent.protectiveStopPrice);
        if (riskE8 == Decimals.OVERFLOW || unitLoss == Decimals.OVERFLOW) {
            return examiner.overflows(Control.HEAT, ScopeType.STRATEGY, intent.strategyId);
        }
        final long byRisk = worst.quantityFor(intent.instrumentId, unitLoss, riskE8);
        long quantity = Math.min(byRisk, byOrderLimits(c));
        quantity = Math.min(quantity, byLeverage(c, equityE8, ScopeType.ASSET_CLASS, classValue));
        quantity = Math.min(quantity, byLeverage(c, equityE8, ScopeType.ACCOUNT, intent.accountId));
        quantity = Math.min(quantity, byLeverage(c, equityE8, ScopeType.INSTRUMENT, intent.instrumentId));
        intent.quantity = Decimals.floorTo(Math.max(0, quantity), instruments.lotSize(intent.instrumentId));
        return true;
    }

    private long tradeRiskPpm(final int strategyId) {
        final long ofAll = limits.value(Figure.TRADE_RISK, ScopeType.GLOBAL, 0);
        final long ofStrategy = limits.value(Figure.TRADE_RISK, ScopeType.STRATEGY, strategyId);
        return ofStrategy == Limits.MISSING ? ofAll : Math.min(ofAll, ofStrategy);
    }

    private long riskE8(final Intent intent, final long equityE8, final long tradeRiskPpm) {
        if (equityE8 == Decimals.OVERFLOW) {
            return Decimals.OVERFLOW;
        }
        final long budgetE8 = Decimals.ppm(Math.max(0, equityE8), tradeRiskPpm, Rounding.DOWN);
        final long scaledE8 = Decimals.ppm(budgetE8, Math.min(scalarPpm(intent), ONE_PPM), Rounding.DOWN);
        final long factorPpm = Math.max(0, Math.min(monitor.sizeFactorPpm(), ONE_PPM));
        return Decimals.ppm(scaledE8, factorPpm, Rounding.DOWN);
    }

    private static long scalarPpm(final Intent intent) {
        if (intent.atr <= 0 || intent.atrBaseline <= 0) {
            return ONE_PPM;
        }
        final long ratio = Decimals.mulDiv(intent.atrBaseline, ONE_PPM, intent.atr, Rounding.DOWN);
        return ratio == Decimals.OVERFLOW ? SCALAR_MAX_PPM : Math.min(ratio, SCALAR_MAX_PPM);
    }

    /** Returns what a row of leverage leaves beside the strategy's position in the instrument (specification 2.5). */
    private long byLeverage(final Candidate c, final long equityE8, final ScopeType scopeType, final int scopeId) {
        final long rowPpm = limits.value(Figure.LEVERAGE, scopeType, scopeId);
        if (rowPpm == Limits.MISSING) {
            return Long.MAX_VALUE;
        }
        final long valueE8 = Decimals.ppm(Math.max(0, equityE8), rowPpm, Rounding.DOWN);
        final long held = c.isBuy() ? Math.max(0, c.position) : Math.max(0, -c.position);
        return byNotional(c, valueE8 == Decimals.OVERFLOW ? Long.MAX_VALUE : valueE8) - held;
    }

    private long byOrderLimits(final Candidate c) {
        final int id = c.instrumentId();
        final int strategyId = c.strategyId();
        long quantity = size.largestOrder(id, strategyId);
        quantity = Math.min(quantity, byNotional(c, limits.value(Figure.ORDER_NOTIONAL, ScopeType.GLOBAL, 0)));
        quantity =
                Math.min(quantity, byNotional(c, limits.value(Figure.ORDER_NOTIONAL, ScopeType.STRATEGY, strategyId)));
        return Math.min(quantity, byNotional(c, limits.value(Figure.ORDER_NOTIONAL, ScopeType.INSTRUMENT, id)));
    }

    /** Returns the quantity whose worst value, fee and both roundings included, is within so much money. */
    private long byNotional(final Candidate c, final long rowE8) {
        if (rowE8 == Limits.MISSING) {
            return Long.MAX_VALUE;
        }
        final int id = c.instrumentId();
        final long beforeFeeE8 = Decimals.mulDiv(rowE8, ONE_PPM, ONE_PPM + worst.feePpm(id), Rounding.DOWN) - 1;
        return worst.quantityFor(id, Math.max(c.intent.price, worst.dearMark(id)), beforeFeeE8);
    }
}
