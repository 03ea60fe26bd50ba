package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Changes;
import breakwater.core.reference.Instruments;

/**
 * What each open book is worth at its worst and what it risks, kept, and put anew into the {@link PortfolioSums} only where
 * its instrument has changed: a price has moved, an order, a bracket or a position is another. So a decision costs what has
 * happened since the last one, not what is open.
 *
 * <p>The suspense book of an instrument has a place after the slots of {@link OpenBooks}. Everything here follows from the
 * other rooms: {@link #forget} after a restore, and it is read again. Rooms that do not count their changes are read at every
 * decision.
 *
 * <p>Thread: core. Allocates: never after construction. Money E8, quantities and prices mantissas.
 */
final class BookValues {
    private final Instruments instruments;
    private final MarketView market;
    private final OrderView orders;
    private final PositionView positions;
    private final OpenBooks books;
    private final WorstValue worst;
    private final Capital capital;
    private final PortfolioSums sums;
    private final Directions directions;
    private final Changes ofPrices;
    private final Changes ofOrders;
    private final Changes ofPositions;
    private final Changes ofBooks;
    private final boolean isCounting;
    private final int strategies;
    private final int suspense;
    private boolean isForgotten = true;
    private PortfolioSums exact;

    /** By instrument: the marks and order prices with which its books were valued. */
    private final long[] dearMark;

    private final long[] cheapMark;
    private final long[] worstBuy;
    private final long[] worstSell;

    /** By slot: what the book holds and has working. */
    private final int[] pair;

    private final int[] account;

    private final long[] held;
    private final long[] buys;
    private final long[] sells;
    private final boolean[] isPending;
    /** Risk of entries and, under a stop, of the position; whether the position is naked and its value comes on top. */
    private final long[] fixedRiskE8;

    private final boolean[] isNaked;
    /** What was paid for the position, where it is paid for (P12). */
    private final long[] heldCostE8;
    /** By slot: what of that the market decides. */
    private final long[] heldLongE8;

    private final long[] heldShortE8;
    private final long[] longE8;
    private final long[] shortE8;
    private final long[] riskE8;
    private final long[] costE8;
    private final long[] capitalE8;
    private final boolean[] isUnmarked;

    BookValues(
            final Instruments instruments,
            final MarketView market,
            final OrderView orders,
            final PositionView positions,
            final OpenBooks books,
            final WorstValue worst,
            final Capital capital,
            final Capacity capacity) {
        this.instruments = instruments;
        this.market = market;
        this.orders = orders;
        this.positions = positions;
        this.books = books;
        this.worst = worst;
        this.capital = capital;
        strategies = capacity.strategies();
        sums = new PortfolioSums(strategies, capacity.accounts(), capacity.instruments());
        directions = new Directions(capacity.instruments());
        ofPrices = market.priceChanges();
        ofOrders = orders.changes();
        ofPositions = positions.changes();
        ofBooks = books.changes();
        isCounting = ofPrices != null && ofOrders != null && ofPositions != null;
        final int n = capacity.instruments();
        dearMark = new long[n];
        cheapMark = new long[n];
        worstBuy = new long[n];
        worstSell = new long[n];
        suspense = books.slots();
        final int slots = suspense + n;
        pair = new int[slots];
        account = new int[slots];
        held = new long[slots];
        buys = new long[slots];
        sells = new long[slots];
        isPending = new boolean[slots];
        fixedRiskE8 = new long[slots];
        isNaked = new boolean[slots];
        heldCostE8 = new long[slots];
        heldLongE8 = new long[slots];
        heldShortE8 = new long[slots];
        longE8 = new long[slots];
        shortE8 = new long[slots];
        riskE8 = new long[slots];
        costE8 = new long[slots];
        capitalE8 = new long[slots];
        isUnmarked = new boolean[slots];
    }

    /** Says that nothing known is to be trusted: the other rooms were restored, or what instruments and venues are has changed. */
    void forget() {
        isForgotten = true;
        directions.clear();
    }

    /** Returns the directions of all books, as {@link #sums} has found them. */
    Directions directions() {
        return directions;
    }

    /**
     * Brings the sums up to date. Returns null where they would not be exact to the last unit and to the refusal: a mark is
     * missing, or a figure is so large that its place in the order of summing could decide about an overflow.
     */
    PortfolioSums sums() {
        if (capital.hasChanged() || isForgotten || !isCounting) {
            readAll();
        } else {
            readChanged();
        }
        exact = sums.isExact() ? sums : null;
        return exact;
    }

    /** Returns what {@link #sums} has answered already in this decision, within which nothing changes. */
    PortfolioSums sumsAsAsked() {
        return exact;
    }

    private void readAll() {
        isForgotten = false;
        sums.clear();
        java.util.Arrays.fill(pair, OpenBooks.NONE);
        ofBooks.clear();
        if (isCounting) {
            ofPrices.clear();
            ofOrders.clear();
            ofPositions.clear();
        }
        for (int id = 0; id < instruments.count(); id++) {
            if (instruments.isDefined(id)) {
                read(id);
            }
        }
    }

    private void readChanged() {
        for (int slot = ofBooks.take(); slot != Changes.NONE; slot = ofBooks.take()) {
            remove(slot);
            if (books.pairAt(slot) != OpenBooks.NONE) {
                final int id = books.pairAt(slot) % dearMark.length;
                ofOrders.mark(id);
            }
        }
        for (int id = ofOrders.take(); id != Changes.NONE; id = ofOrders.take()) {
            read(id);
        }
        for (int id = ofPositions.take(); id != Changes.NONE; id = ofPositions.take()) {
            read(id);
        }
        for (int id = ofPrices.take(); id != Changes.NONE; id = ofPrices.take()) {
            if (books.first(id) != OpenBooks.NONE || pair[suspense + id] != OpenBooks.NONE) {
                value(id);
            }
        }
    }

    /** Reads all books of an instrument anew. */
    private void read(final int id) {
        final int ofSuspense = suspense + id;
        final long inSuspense = positions.suspenseQuantity(id);
        if (inSuspense == 0 && pair[ofSuspense] == OpenBooks.NONE && books.first(id) == OpenBooks.NONE) {
            directions.set(id, 0);
            return;
        }
        int sides = Directions.of(inSuspense, 0, 0);
        readMarks(id);
        worstBuy[id] = orders.worstBuyPrice(id);
        worstSell[id] = orders.worstSellPrice(id);
        for (int slot = books.first(id); slot != OpenBooks.NONE; slot = books.next(slot)) {
            remove(slot);
            readBook(slot, books.pairAt(slot), id);
            sides |= Directions.of(held[slot], buys[slot], sells[slot]);
            value(slot, id);
            add(slot, id);
        }
        directions.set(id, sides);
        remove(ofSuspense);
        if (inSuspense != 0) {
            pair[ofSuspense] = strategies * dearMark.length + id;
            account[ofSuspense] = PortfolioSums.EVERY_ACCOUNT;
            held[ofSuspense] = inSuspense;
            isNaked[ofSuspense] = true;
            value(ofSuspense, id);
            add(ofSuspense, id);
        }
    }

    private void readBook(final int slot, final int pairOfBook, final int id) {
        final int strategyId = pairOfBook / dearMark.length;
        pair[slot] = pairOfBook;
        account[slot] = books.accountId(strategyId);
        held[slot] = positions.netQuantity(strategyId, id);
        buys[slot] = orders.buyLeaves(strategyId, id);
        sells[slot] = orders.sellLeaves(strategyId, id);
        isPending[slot] = held[slot] == 0 && orders.hasWorkingEntry(strategyId, id);
        final long pendingE8 = orders.pendingEntryRiskE8(strategyId, id);
        final long stopPrice = held[slot] == 0 ? 0 : orders.protectiveStopPrice(strategyId, id);
        isNaked[slot] = held[slot] != 0 && stopPrice == 0;
        fixedRiskE8[slot] = stopPrice == 0
                ? pendingE8
                : Decimals.add(stoppedRiskE8(strategyId, id, held[slot], stopPrice), pendingE8);
        heldCostE8[slot] = BuyingPowerRule.paidE8(instruments, positions, strategyId, id, held[slot]);
    }

    /** Returns what a position loses at the worst exit behind its stop. */
    private long stoppedRiskE8(final int strategyId, final int id, final long quantity, final long stopPrice) {
        final long unitLoss = worst.unitLoss(id, quantity > 0, positions.entryPrice(strategyId, id), stopPrice);
        return quantity == Long.MIN_VALUE
                ? Decimals.OVERFLOW
                : instruments.notionalE8(id, unitLoss, Math.abs(quantity), Rounding.UP);
    }

    /** Values all books of an instrument at its marks, unless they stand where they stood. */
    private void value(final int id) {
        final long dear = dearMark[id];
        final long cheap = cheapMark[id];
        readMarks(id);
        if (dear == dearMark[id] && cheap == cheapMark[id]) {
            return;
        }
        for (int slot = books.first(id); slot != OpenBooks.NONE; slot = books.next(slot)) {
            subtract(slot, id);
            value(slot, id);
            add(slot, id);
        }
        final int ofSuspense = suspense + id;
        if (pair[ofSuspense] != OpenBooks.NONE) {
            subtract(ofSuspense, id);
            value(ofSuspense, id);
            add(ofSuspense, id);
        }
    }

    private void readMarks(final int id) {
        final long closingLong = market.markPrice(id, 1);
        final long closingShort = market.markPrice(id, -1);
        dearMark[id] = Math.max(closingLong, closingShort);
        cheapMark[id] = Math.min(closingLong, closingShort);
    }

    private void value(final int slot, final int id) {
        final long quantity = held[slot];
        final long dear = dearMark[id];
        final long cheap = cheapMark[id];
        heldLongE8[slot] = quantity == 0 ? 0 : worst.ofPosition(id, quantity, dear, cheap);
        heldShortE8[slot] = quantity == 0 ? 0 : worst.ofPosition(id, -quantity, dear, cheap);
        final long buysE8 = buys[slot] == 0 ? 0 : worst.ofOrdersAt(id, buys[slot], Math.max(worstBuy[id], dear));
        longE8[slot] = Decimals.add(heldLongE8[slot], buysE8);
        shortE8[slot] = sells[slot] == 0
                ? heldShortE8[slot]
                : Decimals.add(heldShortE8[slot], worst.ofOrdersAt(id, sells[slot], Math.max(worstSell[id], dear)));
        riskE8[slot] = isNaked[slot]
                ? Decimals.add(quantity > 0 ? heldLongE8[slot] : heldShortE8[slot], fixedRiskE8[slot])
                : fixedRiskE8[slot];
        costE8[slot] = instruments.isShortable(id) ? 0 : costE8(slot, buysE8);
        capitalE8[slot] = capital.tiedUpE8(id, PortfolioSums.gross(longE8[slot], shortE8[slot]));
        isUnmarked[slot] = dear == 0 && (quantity | buys[slot] | sells[slot]) != 0;
    }

    /** Returns what was paid for a book and what its buys may cost; a suspense book is paid for at its mark. */
    private long costE8(final int slot, final long buysE8) {
        return slot < suspense ? Decimals.add(heldCostE8[slot], buysE8) : held[slot] > 0 ? heldLongE8[slot] : 0;
    }

    private void remove(final int slot) {
        if (pair[slot] != OpenBooks.NONE) {
            subtract(slot, pair[slot] % dearMark.length);
            pair[slot] = OpenBooks.NONE;
        }
    }

    private void add(final int slot, final int id) {
        count(1, slot, id);
    }

    private void subtract(final int slot, final int id) {
        count(-1, slot, id);
    }

    private void count(final int sign, final int slot, final int id) {
        final int strategyId = slot < suspense ? pair[slot] / dearMark.length : PortfolioSums.NO_STRATEGY;
        final int classValue = instruments.assetClass(id).value();
        sums.count(
                sign,
                strategyId,
                account[slot],
                classValue,
                id,
                longE8[slot],
                shortE8[slot],
                riskE8[slot],
                costE8[slot],
                capitalE8[slot]);
        if (isUnmarked[slot]) {
            sums.countUnmarked(sign);
        }
        if (isPending[slot]) {
            sums.countPending(sign, classValue);
        }
    }

    // What follows is of a book as the last sums() found it, by its slot.

    /** Returns the worst case of a book in the direction of a buy or a sell. */
    long worstE8(final int slot, final boolean isBuy) {
        return isBuy ? longE8[slot] : shortE8[slot];
    }

    boolean isOfAccount(final int slot, final int accountId) {
        return account[slot] == accountId;
    }

    /** Returns whether anything works in that direction. */
    boolean works(final int slot, final boolean isBuy) {
        return (isBuy ? buys[slot] : sells[slot]) != 0;
    }

    /** Returns the worst case of a book in a direction with so much more in it, and all of it at this price or a higher one. */
    long worstWithE8(
            final int slot,
            final int id,
            final Clearance known,
            final boolean isBuy,
            final long added,
            final long price) {
        final long quantity = Decimals.add(isBuy ? buys[slot] : sells[slot], added);
        final long highest = Math.max(Math.max(price, dearMark[id]), isBuy ? worstBuy[id] : worstSell[id]);
        final long ordersE8 = quantity == added
                ? worst.ofThisOrder(known, quantity, highest)
                : worst.ofOrdersAt(id, quantity, highest);
        return Decimals.add(isBuy ? heldLongE8[slot] : heldShortE8[slot], ordersE8);
    }

    /** Returns whether a price is above all at which the orders of a direction are counted; something is open there. */
    boolean isAbove(final int instrumentId, final boolean isBuy, final long price) {
        return price > Math.max(dearMark[instrumentId], isBuy ? worstBuy[instrumentId] : worstSell[instrumentId]);
    }
}
