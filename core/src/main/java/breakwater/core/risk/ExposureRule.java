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
    private static final int ACCOUNT = 2;
    private static final int CLASS_OF_ACCOUNT = 3;
    private static final int INSTRUMENT_OF_ACCOUNT = 4;
    private static final int STRATEGY = 5;
    private static final int SUMS = 6;

    private final Instruments instruments;
    private final OrderView orders;
    private final PositionView positions;
    private final OpenBooks books;
    private final BookValues values;
    private final WorstValue worst;
    private final Capital capital;
    private final Examiner examiner;
    private final Rows gross;
    private final Rows grossOfClass;
    private final Rows grossOfStrategy;
    private final Rows net;
    private final Rows netOfClass;
    private final Rows netOfStrategy;
    private final long[] grossE8 = new long[SUMS];
    private final long[] netE8 = new long[SUMS];
    /** Of the first scope and of those of the account, as the rules that follow ask them. */
    private long allGrossE8;

    private long allNetE8;
    private long accountGrossE8;
    private long classGrossE8;
    private long instrumentGrossE8;
    private int unmarked;
    private boolean isFromKept;
    /** By how much the book that was moved last moves gross and net. */
    private long movedGrossE8;

    private long movedNetE8;
    /** What it is worth gross before and then. */
    private long movedFromGrossE8;

    private long movedToGrossE8;
    /** Where it is then; what an order changes must not overflow together with what is kept, in any order of summing. */
    private long movedToE8;

    /** What this order adds to the kept sums: of all and of its class, and of its account. */
    private long grossAddedE8;

    private long netAddedE8;
    private long accountGrossAddedE8;
    private long accountAddedE8;

    /** What the order's own book is worth gross without the order and with it. */
    private long ownFromGrossE8;

    private long ownToGrossE8;
    /** What the books of the intent's account that its price lifts tie up more. */
    private long liftedCapitalE8;

    private long strategyCapitalE8;
    private long accountCapitalE8;
    private boolean isCapitalCounted;

    ExposureRule(
            final Instruments instruments,
            final OrderView orders,
            final PositionView positions,
            final OpenBooks books,
            final BookValues values,
            final WorstValue worst,
            final Capital capital,
            final Examiner examiner) {
        this.instruments = instruments;
        this.orders = orders;
        this.positions = positions;
        this.books = books;
        this.values = values;
        this.worst = worst;
        this.capital = capital;
        this.examiner = examiner;
        gross = examiner.rows(Figure.GROSS_EXPOSURE, ScopeType.GLOBAL);
        grossOfClass = examiner.rows(Figure.GROSS_EXPOSURE, ScopeType.ASSET_CLASS);
        grossOfStrategy = examiner.rows(Figure.GROSS_EXPOSURE, ScopeType.STRATEGY);
        net = examiner.rows(Figure.NET_EXPOSURE, ScopeType.GLOBAL);
        netOfClass = examiner.rows(Figure.NET_EXPOSURE, ScopeType.ASSET_CLASS);
        netOfStrategy = examiner.rows(Figure.NET_EXPOSURE, ScopeType.STRATEGY);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        isFromKept = isSummedFromKept(c);
        final Clearance clear = c.clear;
        return isFromKept
                && Clearance.isAtMost(allGrossE8, clear.gross)
                && Clearance.isSignedAtMost(allNetE8, clear.net)
                && (!clear.hasExposureOfClass
                        || (Clearance.isAtMost(grossE8[ASSET_CLASS], clear.grossOfClass)
                                && Clearance.isSignedAtMost(netE8[ASSET_CLASS], clear.netOfClass)))
                && (!clear.hasExposureOfStrategy
                        || (Clearance.isAtMost(grossE8[STRATEGY], clear.grossOfStrategy)
                                && Clearance.isSignedAtMost(netE8[STRATEGY], clear.netOfStrategy)));
    }

    boolean isWithin(final Candidate c) {
        isFromKept = isSummedFromKept(c);
        if (!isFromKept) {
            sum(c);
        }
        if (unmarked >= 0) {
            return examiner.lacksPrice(Figure.GROSS_EXPOSURE.control(), unmarked);
        }
        final int classValue = c.assetClass.value();
        final int strategyId = c.strategyId();
        return examiner.asks(gross, 0, allGrossE8)
                && examiner.alsoAsks(grossOfClass, classValue, grossE8[ASSET_CLASS])
                && examiner.alsoAsks(grossOfStrategy, strategyId, grossE8[STRATEGY])
                && examiner.asks(net, 0, allNetE8)
                && examiner.alsoAsks(netOfClass, classValue, netE8[ASSET_CLASS])
                && examiner.alsoAsks(netOfStrategy, strategyId, netE8[STRATEGY]);
    }

    /** Returns the gross sum over the account of the intent that was asked last, for P11; every suspense book counts. */
    long accountGrossE8() {
        return accountGrossE8;
    }

    /** Returns the same in the asset class of that intent. */
    long classGrossE8() {
        return classGrossE8;
    }

    /** Returns the same in the instrument of that intent. */
    long instrumentGrossE8() {
        return instrumentGrossE8;
    }

    /**
     * Returns the capital that the strategy of the intent that was asked last ties up; until {@link #countCapital} perhaps more,
     * since what the order adds is taken in full.
     */
    long strategyCapitalE8() {
        return strategyCapitalE8;
    }

    /** Returns the same of its account, every suspense book in it. */
    long accountCapitalE8() {
        return accountCapitalE8;
    }

    /** Counts what the order adds to its own book as what that ties up, for which there is something to divide. */
    void countCapital(final int instrumentId) {
        if (!isCapitalCounted) {
            isCapitalCounted = true;
            final long overcountedE8 = ownToGrossE8
                    - ownFromGrossE8
                    - capital.tiedUpE8(instrumentId, ownToGrossE8)
                    + capital.tiedUpE8(instrumentId, ownFromGrossE8);
            strategyCapitalE8 -= overcountedE8;
            accountCapitalE8 -= overcountedE8;
        }
    }

    /** Returns whether the answers were made from the sums that are kept. */
    boolean isFromKept() {
        return isFromKept;
    }

    /** Returns what the intent that was asked last adds to its account's worst cases in its direction, if from kept sums. */
    long accountAddedE8() {
        return accountAddedE8;
    }

    /**
     * Takes the sums that are kept and lets this order change its own book, and, where its price is above all others of its
     * side, each book of the instrument that has orders there. Answers false where only adding up anew is exact.
     */
    private boolean isSummedFromKept(final Candidate c) {
        final int id = c.instrumentId();
        final int accountId = c.intent.accountId;
        final PortfolioSums sums = values.sums();
        if (sums == null || worst.dearMarkOfThis(id) == 0 || books.accountId(c.strategyId()) != accountId) {
            return false;
        }
        final boolean isBuy = c.isBuy();
        final int own = books.slot(c.strategyId(), id);
        if (!(own == OpenBooks.NONE ? isOpened(c) : isChanged(c, own, c.addedQuantity()))) {
            return false;
        }
        if (isAskedOfStrategy()) {
            take(sums, STRATEGY, PortfolioSums.ofStrategy(c.strategyId()), isBuy, movedGrossE8, movedNetE8);
        }
        grossAddedE8 = movedGrossE8;
        netAddedE8 = movedNetE8;
        accountGrossAddedE8 = movedGrossE8;
        accountAddedE8 = movedNetE8;
        ownFromGrossE8 = movedFromGrossE8;
        ownToGrossE8 = movedToGrossE8;
        liftedCapitalE8 = 0;
        final int first = books.first(id);
        if (first != OpenBooks.NONE && values.isAbove(id, isBuy, c.intent.price) && !isLifted(c, own, first)) {
            return false;
        }
        unmarked = -1;
        final int classValue = c.assetClass.value();
        allGrossE8 = sums.grossE8(PortfolioSums.GLOBAL) + grossAddedE8;
        allNetE8 = sums.netE8(PortfolioSums.GLOBAL, isBuy) + netAddedE8;
        if (isAskedOfClass()) {
            take(sums, ASSET_CLASS, PortfolioSums.ofClass(classValue), isBuy, grossAddedE8, netAddedE8);
        }
        isCapitalCounted = false;
        strategyCapitalE8 = sums.strategyCapitalE8(c.strategyId()) + ownToGrossE8 - ownFromGrossE8;
        accountCapitalE8 = sums.accountCapitalE8(accountId) + ownToGrossE8 - ownFromGrossE8 + liftedCapitalE8;
        accountGrossE8 = sums.accountGrossE8(accountId) + accountGrossAddedE8;
        classGrossE8 = sums.accountGrossOfClassE8(accountId, classValue) + accountGrossAddedE8;
        instrumentGrossE8 = sums.accountGrossOfInstrumentE8(accountId, id) + accountGrossAddedE8;
        return true;
    }

    private boolean isAskedOfClass() {
        return !(grossOfClass.isEmpty() && netOfClass.isEmpty());
    }

    private boolean isAskedOfStrategy() {
        return !(grossOfStrategy.isEmpty() && netOfStrategy.isEmpty());
    }

    private void take(
            final PortfolioSums sums,
            final int scope,
            final int summed,
            final boolean isBuy,
            final long addedGrossE8,
            final long addedNetE8) {
        grossE8[scope] = sums.grossE8(summed) + addedGrossE8;
        netE8[scope] = sums.netE8(summed, isBuy) + addedNetE8;
    }

    /** Adds the order as a book of its own; answers false if its book, which is not among the open ones, is not empty. */
    private boolean isOpened(final Candidate c) {
        final int id = c.instrumentId();
        final int strategyId = c.strategyId();
        final boolean isBuy = c.isBuy();
        if ((c.position | orders.buyLeaves(strategyId, id) | orders.sellLeaves(strategyId, id)) != 0) {
            return false;
        }
        final long working = isBuy ? orders.worstBuyPrice(id) : orders.worstSellPrice(id);
        final long highest = Math.max(Math.max(c.intent.price, working), worst.dearMarkOfThis(id));
        return isMoved(0, worst.ofThisOrder(c.clear, c.addedQuantity(), highest), 0);
    }

    /** Puts a kept book's worst case with this much more in the place of the one without. */
    private boolean isChanged(final Candidate c, final int slot, final long added) {
        final boolean isBuy = c.isBuy();
        return isMoved(
                values.worstE8(slot, isBuy),
                values.worstWithE8(slot, c.instrumentId(), c.clear, isBuy, added, c.intent.price),
                values.worstE8(slot, !isBuy));
    }

    /** Lets the other books of the instrument count their orders of this side at this order's price. */
    private boolean isLifted(final Candidate c, final int own, final int first) {
        long magnitudeE8 = Math.abs(movedToE8);
        for (int slot = first; slot != OpenBooks.NONE; slot = books.next(slot)) {
            if (slot != own && values.works(slot, c.isBuy())) {
                if (!isChanged(c, slot, 0)) {
                    return false;
                }
                magnitudeE8 += Math.abs(movedToE8);
                if (magnitudeE8 >= PortfolioSums.MAGNITUDE_MAX) {
                    return false;
                }
                grossAddedE8 += movedGrossE8;
                netAddedE8 += movedNetE8;
                if (values.isOfAccount(slot, c.intent.accountId)) {
                    accountGrossAddedE8 += movedGrossE8;
                    accountAddedE8 += movedNetE8;
                    liftedCapitalE8 += capital.tiedUpE8(c.instrumentId(), movedToGrossE8)
                            - capital.tiedUpE8(c.instrumentId(), movedFromGrossE8);
                }
            }
        }
        return true;
    }

    /** Moves a book of the instrument from one worst case to another. Answers false if that is too large to be kept. */
    private boolean isMoved(final long fromE8, final long toE8, final long otherSideE8) {
        movedToE8 = toE8;
        movedNetE8 = toE8 - fromE8;
        movedFromGrossE8 = PortfolioSums.gross(fromE8, otherSideE8);
        movedToGrossE8 = PortfolioSums.gross(toE8, otherSideE8);
        movedGrossE8 = movedToGrossE8 - movedFromGrossE8;
        return PortfolioSums.fits(toE8);
    }

    /** Adds up anew, book by book. */
    private void sum(final Candidate c) {
        for (int scope = GLOBAL; scope < SUMS; scope++) {
            grossE8[scope] = 0;
            netE8[scope] = 0;
        }
        unmarked = -1;
        strategyCapitalE8 = 0;
        accountCapitalE8 = 0;
        isCapitalCounted = true;
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
        allGrossE8 = grossE8[GLOBAL];
        allNetE8 = netE8[GLOBAL];
        accountGrossE8 = grossE8[ACCOUNT];
        classGrossE8 = grossE8[CLASS_OF_ACCOUNT];
        instrumentGrossE8 = grossE8[INSTRUMENT_OF_ACCOUNT];
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
        final long bookCapitalE8 = capital.tiedUpE8(id, bookGrossE8);
        if (strategyId == c.strategyId()) {
            addTo(STRATEGY, bookGrossE8, bookNetE8);
            strategyCapitalE8 = Decimals.add(strategyCapitalE8, bookCapitalE8);
        }
        final boolean isOfAccount =
                strategyId < 0 || strategyId == c.strategyId() || books.accountId(strategyId) == c.intent.accountId;
        if (isOfAccount) {
            addTo(ACCOUNT, bookGrossE8, bookNetE8);
            accountCapitalE8 = Decimals.add(accountCapitalE8, bookCapitalE8);
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
