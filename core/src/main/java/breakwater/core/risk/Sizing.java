package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.monitor.MonitorView;
import breakwater.core.order.Intent;
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

    private final Instruments instruments;
    private final MonitorView monitor;
    private final WorstValue worst;
    private final SizeRule size;
    private final SignalRule signal;
    private final Examiner examiner;
    private final Rows tradeRisk;
    private final Rows tradeRiskOfStrategy;
    private final Rows notional;
    private final Rows notionalOfStrategy;
    private final Rows notionalOfInstrument;
    private final Rows leverageOfClass;
    private final Rows leverageOfAccount;
    private final Rows leverageOfInstrument;

    Sizing(
            final Instruments instruments,
            final MonitorView monitor,
            final WorstValue worst,
            final SizeRule size,
            final SignalRule signal,
            final Examiner examiner) {
        this.instruments = instruments;
        this.monitor = monitor;
        this.worst = worst;
        this.size = size;
        this.signal = signal;
        this.examiner = examiner;
        tradeRisk = examiner.rows(Figure.TRADE_RISK, ScopeType.GLOBAL);
        tradeRiskOfStrategy = examiner.rows(Figure.TRADE_RISK, ScopeType.STRATEGY);
        notional = examiner.rows(Figure.ORDER_NOTIONAL, ScopeType.GLOBAL);
        notionalOfStrategy = examiner.rows(Figure.ORDER_NOTIONAL, ScopeType.STRATEGY);
        notionalOfInstrument = examiner.rows(Figure.ORDER_NOTIONAL, ScopeType.INSTRUMENT);
        leverageOfClass = examiner.rows(Figure.LEVERAGE, ScopeType.ASSET_CLASS);
        leverageOfAccount = examiner.rows(Figure.LEVERAGE, ScopeType.ACCOUNT);
        leverageOfInstrument = examiner.rows(Figure.LEVERAGE, ScopeType.INSTRUMENT);
    }

    /** Gives the intent its quantity. Answers false, under the control that lacks something, where that cannot be done. */
    boolean isSized(final Candidate c) {
        final Intent intent = c.intent;
        if (!examiner.hasRow(tradeRisk) || !examiner.hasRow(leverageOfClass, c.assetClass.value())) {
            return false;
        }
        if (signal.lacksStop(c)) {
            return signal.hasStop(c);
        }
        final long equityE8 = c.equityE8();
        final long riskE8 = riskE8(intent, equityE8, tradeRiskPpm(c.strategyId()));
        final long unitLoss =
                worst.unitLossOfThis(intent.instrumentId, c.isBuy(), intent.price, intent.protectiveStopPrice);
        if (riskE8 == Decimals.OVERFLOW || unitLoss == Decimals.OVERFLOW) {
            return examiner.overflows(Control.HEAT, ScopeType.STRATEGY, intent.strategyId);
        }
        final long byRisk = worst.quantityFor(intent.instrumentId, unitLoss, riskE8);
        final long largest = Math.min(byRisk, size.largestOrder(intent.instrumentId, intent.strategyId));
        final long quantity = cutToLeverage(c, cutToOrderLimits(c, Math.max(0, largest)), equityE8);
        intent.quantity = Decimals.floorTo(Math.max(0, quantity), instruments.lotSize(intent.instrumentId));
        return true;
    }

    private long tradeRiskPpm(final int strategyId) {
        final long ofAll = tradeRisk.value(0);
        return tradeRiskOfStrategy.isMissing(strategyId)
                ? ofAll
                : Math.min(ofAll, tradeRiskOfStrategy.value(strategyId));
    }

    private long riskE8(final Intent intent, final long equityE8, final long tradeRiskPpm) {
        if (equityE8 == Decimals.OVERFLOW) {
            return Decimals.OVERFLOW;
        }
        final long budgetE8 = Decimals.ppm(Math.max(0, equityE8), tradeRiskPpm, Rounding.DOWN);
        final long factorPpm = Math.max(0, Math.min(monitor.sizeFactorPpm(), ONE_PPM));
        return part(part(budgetE8, scalarPpm(intent)), factorPpm);
    }

    /** Returns so many ppm of a budget, rounded down; mostly it is all of it, which needs no division. */
    private static long part(final long budgetE8, final long ppm) {
        return ppm == ONE_PPM ? budgetE8 : Decimals.ppm(budgetE8, ppm, Rounding.DOWN);
    }

    /** Returns what the volatility leaves of the budget: never more than all of it. */
    private static long scalarPpm(final Intent intent) {
        if (intent.atr <= 0 || intent.atrBaseline <= 0 || intent.atrBaseline >= intent.atr) {
            return ONE_PPM;
        }
        return Decimals.mulDiv(intent.atrBaseline, ONE_PPM, intent.atr, Rounding.DOWN);
    }

    /** P3: returns the quantity that is within the rows of an order's value. */
    private long cutToOrderLimits(final Candidate c, final long quantity) {
        final int id = c.instrumentId();
        final long valueE8 = valueE8(c, quantity);
        long cut = cut(c, quantity, 0, valueE8, notional.value(0));
        cut = cut(c, cut, 0, valueE8, notionalOfStrategy.value(c.strategyId()));
        return cut(c, cut, 0, valueE8, notionalOfInstrument.value(id));
    }

    /** P11: returns the quantity that the rows of leverage leave beside the strategy's position (specification 2.5). */
    private long cutToLeverage(final Candidate c, final long quantity, final long equityE8) {
        final int id = c.instrumentId();
        final long held = c.isBuy() ? Math.max(0, c.position) : Math.max(0, -c.position);
        final long valueE8 = valueE8(c, Decimals.add(quantity, held));
        long cut = cut(c, quantity, held, valueE8, leverageE8(equityE8, leverageOfClass.value(c.assetClass.value())));
        cut = cut(c, cut, held, valueE8, leverageE8(equityE8, leverageOfAccount.value(c.intent.accountId)));
        return cut(c, cut, held, valueE8, leverageE8(equityE8, leverageOfInstrument.value(id)));
    }

    private static long leverageE8(final long equityE8, final long rowPpm) {
        if (rowPpm == Limits.MISSING) {
            return Limits.MISSING;
        }
        final long valueE8 = Decimals.ppm(Math.max(0, equityE8), rowPpm, Rounding.DOWN);
        return valueE8 == Decimals.OVERFLOW ? Long.MAX_VALUE : valueE8;
    }

    private long price(final Candidate c) {
        return Math.max(c.intent.price, worst.dearMarkOfThis(c.instrumentId()));
    }

    private long valueE8(final Candidate c, final long quantity) {
        return instruments.notionalE8(c.instrumentId(), price(c), quantity, Rounding.UP);
    }

    /**
     * Returns the quantity whose worst value, fee and both roundings included, is within so much money together with what is
     * held. Where the value of that or more ({@code valueE8}) is within it beyond doubt, there is nothing to cut, and nothing
     * to divide.
     */
    private long cut(final Candidate c, final long quantity, final long held, final long valueE8, final long withinE8) {
        if (withinE8 == Limits.MISSING) {
            return quantity;
        }
        final int id = c.instrumentId();
        final long price = price(c);
        final long withFeePpm = ONE_PPM + worst.feePpm(id);
        final boolean hasValue = valueE8 >= 0
                && valueE8 < Long.MAX_VALUE
                && Decimals.multiply(price, instruments.contractMultiplier(id)) != Decimals.OVERFLOW;
        if (hasValue && Decimals.isOverPpm(withinE8, valueE8 + 1, withFeePpm)) {
            return quantity;
        }
        final long beforeFeeE8 = Decimals.mulDiv(withinE8, ONE_PPM, withFeePpm, Rounding.DOWN) - 1;
        return Math.min(quantity, worst.quantityFor(id, price, beforeFeeE8) - held);
    }
}
