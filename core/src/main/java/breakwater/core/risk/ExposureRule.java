package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.ScopeType;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Instruments;

/**
 * P10: worst-case exposure with this order, of the engine, and of the asset class and the strategy where they have rows.
 *
 * <p>A book is a strategy's position and orders in an instrument. Its long worst case is the position and every buy, its
 * short one the position turned round and every sell. Gross adds up each book's larger one, never below zero
 * (Semantics 6); net adds up, over all books, the worst cases in the direction of the order, where positions of the other
 * direction save what they would fetch, and their orders nothing. The suspense book counts in both (I9).
 */
final class ExposureRule {
    private static final int GLOBAL = 0;
    private static final int ASSET_CLASS = 1;
    private static final int STRATEGY = 2;
    private static final int ACCOUNT = 3;
    private static final int CLASS_OF_ACCOUNT = 4;
    private static final int INSTRUMENT_OF_ACCOUNT = 5;
    private static final int SUMS = 6;

    private final Instruments instruments;
    private final OrderView orders;
    private final PositionView positions;
    private final OpenBooks books;
    private final WorstValue worst;
    private final Examiner examiner;
    private final long[] grossE8 = new long[SUMS];
    private final long[] netE8 = new long[SUMS];
    private int unmarked;

    ExposureRule(
            final Instruments instruments,
            final OrderView orders,
            final PositionView positions,
            final OpenBooks books,
            final WorstValue worst,
            final Examiner examiner) {
        this.instruments = instruments;
        this.orders = orders;
        this.positions = positions;
        this.books = books;
        this.worst = worst;
        this.examiner = examiner;
    }

    boolean isWithin(final Candidate c) {
        sum(c);
        if (unmarked >= 0) {
            return examiner.lacksPrice(Figure.GROSS_EXPOSURE.control(), unmarked);
        }
        return isWithin(c, Figure.GROSS_EXPOSURE, grossE8) && isWithin(c, Figure.NET_EXPOSURE, netE8);
    }

    /** Returns the gross sum over the account of the intent that was asked last, for P11; every suspense book counts. */
    long accountGrossE8() {
        return grossE8[ACCOUNT];
    }

    /** Returns the same in the asset class of that intent. */
    long classGrossE8() {
        return grossE8[CLASS_OF_ACCOUNT];
    }

    /** Returns the same in the instrument of that intent. */
    long instrumentGrossE8() {
        return grossE8[INSTRUMENT_OF_ACCOUNT];
    }

    private boolean isWithin(final Candidate c, final Figure figure, final long[] observedE8) {
        return examiner.asks(figure, ScopeType.GLOBAL, 0, observedE8[GLOBAL])
                && examiner.alsoAsks(figure, ScopeType.ASSET_CLASS, c.assetClass.value(), observedE8[ASSET_CLASS])
                && examiner.alsoAsks(figure, ScopeType.STRATEGY, c.strategyId(), observedE8[STRATEGY]);
    }

    private void sum(final Candidate c) {
        for (int scope = GLOBAL; scope < SUMS; scope++) {
            grossE8[scope] = 0;
            netE8[scope] = 0;
        }
        unmarked = -1;
        for (int i = 0; i < books.count(); i++) {
            addBook(c, books.strategyId(i), books.instrumentId(i));
        }
        if (!books.contains(c.strategyId(), c.instrumentId())) {
            addBook(c, c.strategyId(), c.instrumentId());
        }
        for (int id = 0; id < instruments.count(); id++) {
            final long suspense = instruments.isDefined(id) ? positions.suspenseQuantity(id) : 0;
            if (suspense != 0) {
                add(c, -1, id, suspense, 0, 0);
            }
        }
    }

    private void addBook(final Candidate c, final int strategyId, final int id) {
        final long held = positions.netQuantity(strategyId, id);
        final long added = strategyId == c.strategyId() && id == c.instrumentId() ? c.addedQuantity() : 0;
        final long buys = Decimals.add(orders.buyLeaves(strategyId, id), c.isBuy() ? added : 0);
        final long sells = Decimals.add(orders.sellLeaves(strategyId, id), c.isBuy() ? 0 : added);
        add(c, strategyId, id, held, buys, sells);
    }

    private void add(
            final Candidate c, final int strategyId, final int id, final long held, final long buys, final long sells) {
        if ((held | buys | sells) != 0 && worst.dearMark(id) == 0) {
            unmarked = id;
        }
        final long price = id == c.instrumentId() ? c.intent.price : 0;
        final long buysE8 = worst.ofOrders(id, buys, Math.max(orders.worstBuyPrice(id), c.isBuy() ? price : 0));
        final long sellsE8 = worst.ofOrders(id, sells, Math.max(orders.worstSellPrice(id), c.isBuy() ? 0 : price));
        final long longE8 = Decimals.add(worst.ofPosition(id, held), buysE8);
        final long shortE8 = Decimals.add(worst.ofPosition(id, -held), sellsE8);
        final boolean overflows = longE8 == Decimals.OVERFLOW || shortE8 == Decimals.OVERFLOW;
        final long bookGrossE8 = overflows ? Decimals.OVERFLOW : Math.max(0, Math.max(longE8, shortE8));
        final long bookNetE8 = c.isBuy() ? longE8 : shortE8;
        addTo(GLOBAL, bookGrossE8, bookNetE8);
        if (instruments.assetClass(id) == c.assetClass) {
            addTo(ASSET_CLASS, bookGrossE8, bookNetE8);
        }
        if (strategyId == c.strategyId()) {
            addTo(STRATEGY, bookGrossE8, bookNetE8);
        }
        final boolean isOfAccount =
                strategyId < 0 || strategyId == c.strategyId() || books.accountId(strategyId) == c.intent.accountId;
        if (isOfAccount) {
            addTo(ACCOUNT, bookGrossE8, bookNetE8);
        }
        if (isOfAccount && instruments.assetClass(id) == c.assetClass) {
            addTo(CLASS_OF_ACCOUNT, bookGrossE8, bookNetE8);
        }
        if (isOfAccount && id == c.instrumentId()) {
            addTo(INSTRUMENT_OF_ACCOUNT, bookGrossE8, bookNetE8);
        }
    }

    private void addTo(final int scope, final long bookGrossE8, final long bookNetE8) {
        grossE8[scope] = Decimals.add(grossE8[scope], bookGrossE8);
        netE8[scope] = Decimals.add(netE8[scope], bookNetE8);
    }
}
