package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Instruments;

/**
 * P13 and P14: how many positions, and how much money is at risk in them, pending entries counted with both.
 *
 * <p>The risk of a position or an entry with a stop is its loss at the worst exit behind it; without a stop it is the full
 * notional, so a strategy that trades without brackets needs a heat limit to match. Risks are of all accounts, in ppm of
 * the equity of the intent's account, rounded up; without equity nothing fits. The underlying is the instrument.
 */
final class HeatRule {
    private final Instruments instruments;
    private final OrderView orders;
    private final PositionView positions;
    private final OpenBooks books;
    private final BookValues values;
    private final WorstValue worst;
    private final Examiner examiner;
    private final Rows openPositions;
    private final Rows positionsOfClass;
    private final Rows portfolioHeat;
    private final Rows tradeRisk;
    private final Rows underlyingHeat;
    private long heatE8;
    private long underlyingE8;
    private int unmarked;

    HeatRule(
            final Instruments instruments,
            final OrderView orders,
            final PositionView positions,
            final OpenBooks books,
            final BookValues values,
            final WorstValue worst,
            final Examiner examiner) {
        this.instruments = instruments;
        this.orders = orders;
        this.positions = positions;
        this.books = books;
        this.values = values;
        this.worst = worst;
        this.examiner = examiner;
        openPositions = examiner.rows(Figure.OPEN_POSITIONS, ScopeType.GLOBAL);
        positionsOfClass = examiner.rows(Figure.POSITIONS_OF_CLASS, ScopeType.GLOBAL);
        portfolioHeat = examiner.rows(Figure.PORTFOLIO_HEAT, ScopeType.GLOBAL);
        tradeRisk = examiner.rows(Figure.TRADE_RISK, ScopeType.STRATEGY);
        underlyingHeat = examiner.rows(Figure.UNDERLYING_HEAT, ScopeType.GLOBAL);
    }

    /** Answers for P13 where no row has anything to say; else {@link #isConcurrencyWithin} has to be asked. */
    boolean isConcurrencyClear(final Candidate c) {
        final PortfolioSums sums = values.sumsAsAsked();
        if (sums == null) {
            return false;
        }
        final int classValue = c.assetClass.value();
        final int opens = opens(c);
        final long open = (long) positions.openPositions() + sums.pending(PortfolioSums.GLOBAL) + opens;
        final long ofClass = (long) positions.openPositionsOfClass(classValue)
                + sums.pending(PortfolioSums.ofClass(classValue))
                + opens;
        return Clearance.isAtMost(open, c.clear.openPositions) && Clearance.isAtMost(ofClass, c.clear.positionsOfClass);
    }

    /** Returns how many positions an order opens: none where it adds to one or to a pending entry. */
    private int opens(final Candidate c) {
        final boolean isOpen = c.position != 0
                || (orders.hasWorkingEntry(c.strategyId(), c.instrumentId())
                        && books.contains(c.strategyId(), c.instrumentId()));
        return isOpen ? 0 : 1;
    }

    /** P13. An order that adds to a position or to a pending entry opens no further one. */
    boolean isConcurrencyWithin(final Candidate c) {
        final int classValue = c.assetClass.value();
        final int opens = opens(c);
        final PortfolioSums sums = values.sumsAsAsked();
        final int pending = sums == null ? pendingEntries(null) : sums.pending(PortfolioSums.GLOBAL);
        final int pendingOfClass =
                sums == null ? pendingEntries(c.assetClass) : sums.pending(PortfolioSums.ofClass(classValue));
        final long open = (long) positions.openPositions() + pending + opens;
        final long ofClass = (long) positions.openPositionsOfClass(classValue) + pendingOfClass + opens;
        return examiner.asks(openPositions, 0, open)
                && examiner.asksGlobal(positionsOfClass, ScopeType.ASSET_CLASS, classValue, ofClass);
    }

    /** Answers for P14 where no row has anything to say; else {@link #isHeatWithin} has to be asked. */
    boolean isHeatClear(final Candidate c) {
        if (!isSummedFromKept(c.strategyId(), c.instrumentId())) {
            return false;
        }
        final long riskE8 = addRisk(c);
        final long equityE8 = c.equityE8();
        final Clearance clear = c.clear;
        return Clearance.isShareAtMost(heatE8, equityE8, clear.portfolioHeat)
                && Clearance.isShareAtMost(riskE8, equityE8, clear.tradeRisk)
                && Clearance.isShareAtMost(underlyingE8, equityE8, clear.underlyingHeat);
    }

    /** P14: the sum, this trade, its underlying. */
    boolean isHeatWithin(final Candidate c) {
        final Intent intent = c.intent;
        if (!isSummedFromKept(c.strategyId(), c.instrumentId())) {
            sum(c.strategyId(), c.instrumentId());
        }
        if (unmarked >= 0) {
            return examiner.lacksPrice(Control.HEAT, unmarked);
        }
        final long riskE8 = addRisk(c);
        final long equityE8 = c.equityE8();
        return isSumWithin(equityE8)
                && isTradeWithin(intent.strategyId, riskE8, equityE8)
                && isUnderlyingWithin(intent.instrumentId, equityE8);
    }

    /** Adds the order to the sums and writes both down. Returns what the order risks. */
    private long addRisk(final Candidate c) {
        final long riskE8 = riskE8(c);
        final long replacedE8 = c.isReplacement() ? orders.entryRiskE8(c.intent.replacesId) : 0;
        final long addedE8 = riskE8 == Decimals.OVERFLOW ? riskE8 : Math.max(0, riskE8 - replacedE8);
        heatE8 = Decimals.add(heatE8, addedE8);
        underlyingE8 = Decimals.add(underlyingE8, addedE8);
        examiner.decision().risk(riskE8, heatE8);
        return riskE8;
    }

    private boolean isSumWithin(final long equityE8) {
        return examiner.isShareClear(portfolioHeat, 0, heatE8, equityE8)
                || examiner.asks(portfolioHeat, 0, ppmOf(heatE8, equityE8));
    }

    private boolean isTradeWithin(final int strategyId, final long riskE8, final long equityE8) {
        return examiner.isShareClear(tradeRisk, strategyId, riskE8, equityE8)
                || examiner.asksBoth(tradeRisk, strategyId, ppmOf(riskE8, equityE8));
    }

    private boolean isUnderlyingWithin(final int instrumentId, final long equityE8) {
        return examiner.isShareClear(underlyingHeat, 0, underlyingE8, equityE8)
                || examiner.asksGlobal(
                        underlyingHeat, ScopeType.INSTRUMENT, instrumentId, ppmOf(underlyingE8, equityE8));
    }

    private long riskE8(final Candidate c) {
        final Intent intent = c.intent;
        if (intent.protectiveStopPrice <= 0 || !intent.isBracketed) {
            return worst.ofThisOrder(c);
        }
        final int id = c.instrumentId();
        final long unitLoss = worst.unitLossOfThis(id, c.isBuy(), intent.price, intent.protectiveStopPrice);
        return instruments.notionalE8(id, unitLoss, intent.quantity, Rounding.UP);
    }

    /** Takes the sums that are kept. Answers false where only adding up anew is exact. */
    private boolean isSummedFromKept(final int strategyId, final int instrumentId) {
        final PortfolioSums sums = values.sumsAsAsked();
        if (sums == null
                || (!books.contains(strategyId, instrumentId)
                        && (positions.netQuantity(strategyId, instrumentId) != 0
                                || orders.pendingEntryRiskE8(strategyId, instrumentId) != 0))) {
            return false;
        }
        heatE8 = sums.heatE8();
        underlyingE8 = sums.heatE8(instrumentId);
        unmarked = -1;
        return true;
    }

    /** Adds up anew, book by book. */
    private void sum(final int strategyId, final int instrumentId) {
        heatE8 = 0;
        underlyingE8 = 0;
        unmarked = -1;
        for (int i = 0; i < books.count(); i++) {
            addBook(instrumentId, books.strategyId(i), books.instrumentId(i));
        }
        if (!books.contains(strategyId, instrumentId)) {
            addBook(instrumentId, strategyId, instrumentId);
        }
        for (int id = 0; id < instruments.count(); id++) {
            final long suspense = instruments.isDefined(id) ? positions.suspenseQuantity(id) : 0;
            if (suspense != 0) {
                add(id == instrumentId, nakedE8(id, suspense));
            }
        }
    }

    private void addBook(final int underlyingId, final int strategyId, final int id) {
        final long heldE8 = heldRiskE8(strategyId, id, positions.netQuantity(strategyId, id));
        add(id == underlyingId, Decimals.add(heldE8, orders.pendingEntryRiskE8(strategyId, id)));
    }

    private void add(final boolean isUnderlying, final long riskE8) {
        heatE8 = Decimals.add(heatE8, riskE8);
        underlyingE8 = isUnderlying ? Decimals.add(underlyingE8, riskE8) : underlyingE8;
    }

    private long heldRiskE8(final int strategyId, final int id, final long held) {
        if (held == 0) {
            return 0;
        }
        final long stopPrice = orders.protectiveStopPrice(strategyId, id);
        if (stopPrice == 0) {
            return nakedE8(id, held);
        }
        final long unitLoss = worst.unitLoss(id, held > 0, positions.entryPrice(strategyId, id), stopPrice);
        return held == Long.MIN_VALUE
                ? Decimals.OVERFLOW
                : instruments.notionalE8(id, unitLoss, Math.abs(held), Rounding.UP);
    }

    /** Returns the whole value of a position that no stop protects. */
    private long nakedE8(final int id, final long held) {
        if (worst.dearMark(id) == 0) {
            unmarked = id;
        }
        return held == Long.MIN_VALUE ? Decimals.OVERFLOW : worst.ofPosition(id, Math.abs(held));
    }

    /** Returns how many flat books have an entry working, of a class or of all (null). */
    private int pendingEntries(final AssetClass assetClass) {
        int pending = 0;
        for (int i = 0; i < books.count(); i++) {
            final int strategyId = books.strategyId(i);
            final int id = books.instrumentId(i);
            if ((assetClass == null || instruments.assetClass(id) == assetClass)
                    && positions.netQuantity(strategyId, id) == 0
                    && orders.hasWorkingEntry(strategyId, id)) {
                pending++;
            }
        }
        return pending;
    }

    /** Returns money in ppm of equity, rounded up; Long.MAX_VALUE without equity. */
    static long ppmOf(final long moneyE8, final long equityE8) {
        if (moneyE8 == Decimals.OVERFLOW || equityE8 == Decimals.OVERFLOW) {
            return Decimals.OVERFLOW;
        }
        return equityE8 <= 0 ? Long.MAX_VALUE : Decimals.mulDiv(moneyE8, 1_000_000, equityE8, Rounding.UP);
    }
}
