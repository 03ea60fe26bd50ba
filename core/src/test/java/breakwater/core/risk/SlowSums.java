package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What the gate has to observe of the portfolio (P10, P13, P14, P11, P12, P39), added up anew over all open books in the order in which they
 * were opened: the sums as they were before they were kept. Asks the other rooms for everything, each time.
 */
public final class SlowSums {
    private final Instruments instruments;
    private final MarketView market;
    private final OrderView orders;
    private final PositionView positions;
    private final Limits limits;
    private final List<int[]> books = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();
    private final List<Integer> accountOf = new ArrayList<>();
    /** Of the engine, class, strategy; of the account, its class and its instrument. */
    private final long[] grossE8 = new long[6];

    private final long[] netE8 = new long[6];
    private long strategyCapitalE8;
    private long accountCapitalE8;
    private long heatE8;
    private long underlyingE8;
    private int unmarked;

    public SlowSums(
            final Instruments instruments,
            final MarketView market,
            final OrderView orders,
            final PositionView positions,
            final Limits limits) {
        this.instruments = instruments;
        this.market = market;
        this.orders = orders;
        this.positions = positions;
        this.limits = limits;
    }

    /** Returns a line for each figure of an entry that the gate has to ask, up to the first that has no place in a long. */
    public List<String> of(final PreTradeGate gate, final Intent intent) {
        figures.clear();
        openBooks(gate);
        exposure(intent);
        if (unmarked >= 0) {
            ask(Control.DEFAULT_DENY, ScopeType.INSTRUMENT, unmarked, Control.EXPOSURE.code());
            return figures;
        }
        final int strategyId = intent.strategyId;
        final int classValue = instruments.assetClass(intent.instrumentId).value();
        final boolean exposed = portfolio(Figure.GROSS_EXPOSURE, grossE8, classValue, strategyId)
                && portfolio(Figure.NET_EXPOSURE, netE8, classValue, strategyId);
        if (!exposed || !concurrency(intent, classValue)) {
            return figures;
        }
        if (heat(intent) && leverage(intent, classValue) && buyingPower(intent)) {
            allocation(intent);
        }
        return figures;
    }

    /** The open books are the first of the gate's state. */
    private void openBooks(final PreTradeGate gate) {
        final List<Integer> state = new ArrayList<>();
        gate.writeTo(new SnapshotWriter() {
            @Override
            public void section(final String name) {}

            @Override
            public void putLong(final long value) {
                state.add((int) value);
            }
        });
        books.clear();
        for (int i = 0; i < state.get(0); i++) {
            books.add(new int[] {state.get(1 + 2 * i), state.get(2 + 2 * i)});
        }
        accountOf.clear();
        accountOf.addAll(state.subList(1 + 2 * books.size(), state.size()));
    }

    private boolean isOpen(final Intent intent) {
        return books.stream().anyMatch(book -> book[0] == intent.strategyId && book[1] == intent.instrumentId);
    }

    private boolean ask(final Control control, final ScopeType scopeType, final int scopeId, final long observed) {
        if (observed == Decimals.OVERFLOW) {
            figures.add(Control.ARITHMETIC + " " + scopeType + " " + scopeId + " 0");
            return false;
        }
        figures.add(control + " " + scopeType + " " + scopeId + " " + observed);
        return true;
    }

    private boolean portfolio(
            final Figure figure, final long[] observedE8, final int classValue, final int strategyId) {
        final boolean ofClass = limits.value(figure, ScopeType.ASSET_CLASS, classValue) != Limits.MISSING;
        final boolean ofStrategy = limits.value(figure, ScopeType.STRATEGY, strategyId) != Limits.MISSING;
        return ask(figure.control(), ScopeType.GLOBAL, 0, observedE8[0])
                && (!ofClass || ask(figure.control(), ScopeType.ASSET_CLASS, classValue, observedE8[1]))
                && (!ofStrategy || ask(figure.control(), ScopeType.STRATEGY, strategyId, observedE8[2]));
    }

    private void exposure(final Intent intent) {
        for (int scope = 0; scope < 6; scope++) {
            grossE8[scope] = 0;
            netE8[scope] = 0;
        }
        unmarked = -1;
        strategyCapitalE8 = 0;
        accountCapitalE8 = 0;
        for (final int[] book : books) {
            expose(intent, book[0], book[1]);
        }
        if (!isOpen(intent)) {
            expose(intent, intent.strategyId, intent.instrumentId);
        }
        for (int id = 0; id < instruments.count(); id++) {
            final long suspense = instruments.isDefined(id) ? positions.suspenseQuantity(id) : 0;
            if (suspense != 0) {
                expose(intent, -1, id, suspense, 0, 0);
            }
        }
    }

    private void expose(final Intent intent, final int strategyId, final int id) {
        final boolean isOwn = strategyId == intent.strategyId && id == intent.instrumentId;
        final long added = isOwn ? Math.max(0, intent.quantity - orders.leavesQuantity(intent.replacesId)) : 0;
        final boolean isBuy = intent.side == Side.BUY;
        expose(
                intent,
                strategyId,
                id,
                positions.netQuantity(strategyId, id),
                Decimals.add(orders.buyLeaves(strategyId, id), isBuy ? added : 0),
                Decimals.add(orders.sellLeaves(strategyId, id), isBuy ? 0 : added));
    }

    private void expose(
            final Intent intent,
            final int strategyId,
            final int id,
            final long held,
            final long buys,
            final long sells) {
        if ((held | buys | sells) != 0 && dear(id) == 0) {
            unmarked = id;
        }
        final boolean isBuy = intent.side == Side.BUY;
        final long price = id == intent.instrumentId ? intent.price : 0;
        final long buysE8 = ofOrders(id, buys, Math.max(orders.worstBuyPrice(id), isBuy ? price : 0));
        final long sellsE8 = ofOrders(id, sells, Math.max(orders.worstSellPrice(id), isBuy ? 0 : price));
        final long longE8 = Decimals.add(ofPosition(id, held), buysE8);
        final long shortE8 = Decimals.add(ofPosition(id, -held), sellsE8);
        final boolean overflows = longE8 == Decimals.OVERFLOW || shortE8 == Decimals.OVERFLOW;
        final long bookGrossE8 = overflows ? Decimals.OVERFLOW : Math.max(0, Math.max(longE8, shortE8));
        final boolean isOfClass = instruments.assetClass(id) == instruments.assetClass(intent.instrumentId);
        final boolean isOfAccount = strategyId == -1 || isOfAccount(intent, strategyId);
        final long capitalE8 = tiedUp(id, bookGrossE8);
        strategyCapitalE8 = Decimals.add(strategyCapitalE8, strategyId == intent.strategyId ? capitalE8 : 0);
        accountCapitalE8 = Decimals.add(accountCapitalE8, isOfAccount ? capitalE8 : 0);
        for (int scope = 0; scope < 6; scope++) {
            final boolean counts = scope == 0
                    || (scope == 1 && isOfClass)
                    || (scope == 2 && strategyId == intent.strategyId)
                    || (scope == 3 && isOfAccount)
                    || (scope == 4 && isOfAccount && isOfClass)
                    || (scope == 5 && isOfAccount && id == intent.instrumentId);
            grossE8[scope] = counts ? Decimals.add(grossE8[scope], bookGrossE8) : grossE8[scope];
            netE8[scope] = counts ? Decimals.add(netE8[scope], isBuy ? longE8 : shortE8) : netE8[scope];
        }
    }

    private boolean isOfAccount(final Intent intent, final int strategyId) {
        return strategyId == intent.strategyId || accountOf.get(strategyId) == intent.accountId;
    }

    private boolean concurrency(final Intent intent, final int classValue) {
        final int strategy = intent.strategyId;
        final int instrument = intent.instrumentId;
        final boolean adds = positions.netQuantity(strategy, instrument) != 0
                || (orders.hasWorkingEntry(strategy, instrument) && isOpen(intent));
        long open = positions.openPositions() + (adds ? 0 : 1);
        long ofClass = positions.openPositionsOfClass(classValue) + (adds ? 0 : 1);
        for (final int[] book : books) {
            if (positions.netQuantity(book[0], book[1]) == 0 && orders.hasWorkingEntry(book[0], book[1])) {
                open++;
                ofClass += instruments.assetClass(book[1]).value() == classValue ? 1 : 0;
            }
        }
        return ask(Control.CONCURRENCY, ScopeType.GLOBAL, 0, open)
                && ask(Control.CONCURRENCY, ScopeType.ASSET_CLASS, classValue, ofClass);
    }

    private boolean heat(final Intent intent) {
        final int instrument = intent.instrumentId;
        final int strategy = intent.strategyId;
        final long riskE8 = intent.isBracketed && intent.protectiveStopPrice > 0
                ? stopped(
                        instrument, intent.side == Side.BUY, intent.price, intent.protectiveStopPrice, intent.quantity)
                : ofOrders(instrument, intent.quantity, intent.price);
        heatE8 = 0;
        underlyingE8 = 0;
        for (final int[] book : books) {
            heat(instrument, book[0], book[1]);
        }
        if (!isOpen(intent)) {
            heat(instrument, strategy, instrument);
        }
        for (int id = 0; id < instruments.count(); id++) {
            final long suspense = instruments.isDefined(id) ? positions.suspenseQuantity(id) : 0;
            addHeat(id == instrument, ofPosition(id, Math.abs(suspense)));
        }
        final long replacedE8 = intent.replacesId == 0 ? 0 : orders.entryRiskE8(intent.replacesId);
        final long addedE8 = riskE8 == Decimals.OVERFLOW ? riskE8 : Math.max(0, riskE8 - replacedE8);
        addHeat(true, addedE8);
        final long equityE8 = positions.equityE8(intent.accountId);
        final boolean hasRow = limits.value(Figure.TRADE_RISK, ScopeType.STRATEGY, strategy) != Limits.MISSING;
        return ask(Control.HEAT, ScopeType.GLOBAL, 0, ppm(heatE8, equityE8))
                && ask(Control.HEAT, ScopeType.STRATEGY, strategy, ppm(riskE8, equityE8))
                && (!hasRow || ask(Control.HEAT, ScopeType.STRATEGY, strategy, ppm(riskE8, equityE8)))
                && ask(Control.HEAT, ScopeType.INSTRUMENT, instrument, ppm(underlyingE8, equityE8));
    }

    private boolean leverage(final Intent intent, final int classValue) {
        final long equityE8 = positions.equityE8(intent.accountId);
        return ask(Control.LEVERAGE, ScopeType.ASSET_CLASS, classValue, ppm(grossE8[4], equityE8))
                && leverage(ScopeType.ACCOUNT, intent.accountId, ppm(grossE8[3], equityE8))
                && leverage(ScopeType.INSTRUMENT, intent.instrumentId, ppm(grossE8[5], equityE8));
    }

    private boolean leverage(final ScopeType scopeType, final int scopeId, final long observed) {
        return limits.value(Figure.LEVERAGE, scopeType, scopeId) == Limits.MISSING
                || ask(Control.LEVERAGE, scopeType, scopeId, observed);
    }

    /** P12 of what is not shortable: of a buy, what is left of cash or equity in ppm of equity; of a sell, the units short. */
    private boolean buyingPower(final Intent intent) {
        final int account = intent.accountId;
        final int asked = intent.instrumentId;
        if (instruments.isShortable(asked)) {
            return true;
        }
        if (intent.side == Side.SELL) {
            return ask(Control.BUYING_POWER, ScopeType.INSTRUMENT, asked, unitsShort(intent));
        }
        long costE8 = 0;
        for (final int[] book : books) {
            if (isOfAccount(intent, book[0])) {
                costE8 = Decimals.add(costE8, cost(intent, book[0], book[1]));
            }
        }
        if (!isOpen(intent)) {
            costE8 = Decimals.add(costE8, cost(intent, intent.strategyId, asked));
        }
        for (int id = 0; id < instruments.count(); id++) {
            final boolean isPaid = instruments.isDefined(id) && !instruments.isShortable(id);
            costE8 = Decimals.add(costE8, isPaid ? ofPosition(id, Math.max(0, positions.suspenseQuantity(id))) : 0);
        }
        final long equityE8 = positions.equityE8(account);
        final long leftE8 = Decimals.subtract(Math.min(positions.cashE8(account), equityE8), costE8);
        return ask(
                Control.BUYING_POWER,
                ScopeType.ACCOUNT,
                account,
                Decimals.mulDiv(leftE8, 1_000_000, equityE8, Rounding.FLOOR));
    }

    /** P39: the strategy's share of equity, and what is left of it beside all; the account's own row is asked where it has one. */
    private void allocation(final Intent intent) {
        final int account = intent.accountId;
        final long equityE8 = positions.equityE8(account);
        final long leftE8 = Decimals.subtract(equityE8, accountCapitalE8);
        final long left = Decimals.mulDiv(leftE8, 1_000_000, equityE8, Rounding.FLOOR);
        final boolean hasOwn = limits.value(Figure.CAPITAL_RESERVE, ScopeType.ACCOUNT, account) != Limits.MISSING;
        if (ask(Control.ALLOCATION, ScopeType.STRATEGY, intent.strategyId, ppm(strategyCapitalE8, equityE8))
                && ask(Control.ALLOCATION, ScopeType.ACCOUNT, account, left)
                && hasOwn) {
            ask(Control.ALLOCATION, ScopeType.ACCOUNT, account, left);
        }
    }

    private long tiedUp(final int id, final long grossE8) {
        final int classValue = instruments.assetClass(id).value();
        final long row = limits.value(Figure.LEVERAGE, ScopeType.ASSET_CLASS, classValue);
        return instruments.isShortable(id) && row > 1_000_000
                ? Decimals.mulDiv(grossE8, 1_000_000, row, Rounding.UP)
                : grossE8;
    }

    private long unitsShort(final Intent intent) {
        long units = 0;
        for (final int[] book : books) {
            if (book[1] == intent.instrumentId && isOfAccount(intent, book[0])) {
                units = Decimals.add(units, unitsShort(intent, book[0]));
            }
        }
        if (!isOpen(intent)) {
            units = Decimals.add(units, unitsShort(intent, intent.strategyId));
        }
        return Decimals.subtract(units, Math.min(0, positions.suspenseQuantity(intent.instrumentId)));
    }

    private long unitsShort(final Intent intent, final int strategyId) {
        final int id = intent.instrumentId;
        final boolean isOwn = strategyId == intent.strategyId;
        final long added = isOwn ? Math.max(0, intent.quantity - orders.leavesQuantity(intent.replacesId)) : 0;
        final long sells = Decimals.add(orders.sellLeaves(strategyId, id), added);
        return Decimals.subtract(sells, positions.netQuantity(strategyId, id));
    }

    private long cost(final Intent intent, final int strategyId, final int id) {
        if (instruments.isShortable(id)) {
            return 0;
        }
        final boolean isAsked = id == intent.instrumentId;
        final boolean isOwn = isAsked && strategyId == intent.strategyId;
        final long added = isOwn ? Math.max(0, intent.quantity - orders.leavesQuantity(intent.replacesId)) : 0;
        final long buys = Decimals.add(orders.buyLeaves(strategyId, id), added);
        final long price = Math.max(orders.worstBuyPrice(id), isAsked ? intent.price : 0);
        final long held = Math.max(0, positions.netQuantity(strategyId, id));
        final long paidE8 = instruments.notionalE8(id, positions.entryPrice(strategyId, id) + 1, held, Rounding.UP);
        return Decimals.add(paidE8, ofOrders(id, buys, price));
    }

    private void heat(final int underlying, final int strategyId, final int id) {
        final long held = positions.netQuantity(strategyId, id);
        final long stop = held == 0 ? 0 : orders.protectiveStopPrice(strategyId, id);
        final long heldE8 = stop == 0
                ? ofPosition(id, Math.abs(held))
                : stopped(id, held > 0, positions.entryPrice(strategyId, id), stop, Math.abs(held));
        addHeat(id == underlying, Decimals.add(heldE8, orders.pendingEntryRiskE8(strategyId, id)));
    }

    private void addHeat(final boolean isUnderlying, final long riskE8) {
        heatE8 = Decimals.add(heatE8, riskE8);
        underlyingE8 = isUnderlying ? Decimals.add(underlyingE8, riskE8) : underlyingE8;
    }

    /** Returns what a quantity loses at the worst exit behind its stop: 0.15 % beyond it, fees both ways. */
    private long stopped(
            final int id, final boolean isLong, final long entryPrice, final long stopPrice, final long quantity) {
        final long behind = Decimals.ppm(stopPrice, 1_500, Rounding.UP);
        final long exitPrice = isLong ? stopPrice - behind : stopPrice + behind;
        final long fees = Decimals.ppm(entryPrice + exitPrice, feePpm(id), Rounding.UP);
        final long fall = isLong ? entryPrice - exitPrice : exitPrice - entryPrice;
        return instruments.notionalE8(id, Math.max(0, fall + fees), quantity, Rounding.UP);
    }

    private long ofOrders(final int id, final long quantity, final long price) {
        final long notionalE8 =
                quantity == 0 ? 0 : instruments.notionalE8(id, Math.max(price, dear(id)), quantity, Rounding.UP);
        return Decimals.add(notionalE8, Decimals.ppm(notionalE8, feePpm(id), Rounding.UP));
    }

    private long ofPosition(final int id, final long held) {
        return held >= 0
                ? instruments.notionalE8(id, dear(id), held, Rounding.UP)
                : instruments.notionalE8(
                        id, Math.min(market.markPrice(id, 1), market.markPrice(id, -1)), held, Rounding.DOWN);
    }

    private long dear(final int id) {
        return Math.max(market.markPrice(id, 1), market.markPrice(id, -1));
    }

    private long feePpm(final int id) {
        return Math.max(0, Math.max(instruments.makerFeePpm(id), instruments.takerFeePpm(id)));
    }

    private static long ppm(final long moneyE8, final long equityE8) {
        return moneyE8 == Decimals.OVERFLOW || equityE8 == Decimals.OVERFLOW
                ? Decimals.OVERFLOW
                : equityE8 <= 0 ? Long.MAX_VALUE : Decimals.mulDiv(moneyE8, 1_000_000, equityE8, Rounding.UP);
    }
}
