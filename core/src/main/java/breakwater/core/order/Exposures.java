package breakwater.core.order;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Changes;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Venues;

/**
 * The worst case of what works, kept as orders change: take an order out ({@link #subtract}), change it, put it back
 * ({@link #add}). An order counts until it has ended; a pending replace as the larger of old and new; legs that the venue
 * links as the larger of them. Derived: a restore rebuilds it from the orders. Allocates: never.
 */
final class Exposures {
    private final OrderPool pool;
    private final Books books;
    private final Instruments instruments;
    private final Venues venues;
    private final Changes changes;
    private final long[] buyLeaves;
    private final long[] sellLeaves;
    private final long[] worstBuy;
    private final long[] worstSell;
    private final boolean[] isBuyStale;
    private final boolean[] isSellStale;
    /** What the entries of a book risk, and whether one of them has changed since it was added up. */
    private final long[] bookRiskE8;

    private final boolean[] isBookRiskStale;
    private final int[] head;
    private final int[] ofInstrument;
    private final int[] ofStrategy;
    private final int[] ofVenue;
    private int unknown;

    Exposures(
            final OrderPool pool,
            final Books books,
            final Instruments instruments,
            final Venues venues,
            final Changes changes,
            final Capacity capacity) {
        this.pool = pool;
        this.books = books;
        this.instruments = instruments;
        this.venues = venues;
        this.changes = changes;
        final int n = capacity.instruments();
        buyLeaves = new long[n];
        sellLeaves = new long[n];
        worstBuy = new long[n];
        worstSell = new long[n];
        isBuyStale = new boolean[n];
        isSellStale = new boolean[n];
        bookRiskE8 = new long[books.capacity()];
        isBookRiskStale = new boolean[books.capacity()];
        head = new int[n];
        ofInstrument = new int[n];
        ofStrategy = new int[capacity.strategies()];
        ofVenue = new int[capacity.venues()];
        clear();
    }

    private void clear() {
        unknown = 0;
        for (int i = 0; i < head.length; i++) {
            buyLeaves[i] = 0;
            sellLeaves[i] = 0;
            worstBuy[i] = 0;
            worstSell[i] = 0;
            isBuyStale[i] = false;
            isSellStale[i] = false;
            head[i] = OrderPool.NONE;
            ofInstrument[i] = 0;
        }
        for (int i = 0; i < ofStrategy.length; i++) {
            ofStrategy[i] = 0;
        }
        for (int i = 0; i < ofVenue.length; i++) {
            ofVenue[i] = 0;
        }
    }

    /** Counts everything again from the pool, whose books are open. */
    void rebuild() {
        clear();
        for (int s = pool.live.next(0); s >= 0; s = pool.live.next(s + 1)) {
            join(s, books.open(pool.strategyId[s], pool.instrumentId[s], pool.accountId[s]));
        }
        for (int s = pool.live.next(0); s >= 0; s = pool.live.next(s + 1)) {
            addAlone(s);
        }
        for (int s = pool.live.next(0); s >= 0; s = pool.live.next(s + 1)) {
            final int partner = partnerOf(s);
            if (partner > s) {
                shift(s, -Math.min(pool.worstLeaves(s), pool.worstLeaves(partner)));
            }
        }
    }

    /** Returns whether the sums still fit a long with this order's quantity more. */
    boolean fits(final int instrumentId, final Side side, final long quantity) {
        final long leaves = side == Side.BUY ? buyLeaves[instrumentId] : sellLeaves[instrumentId];
        return Decimals.add(leaves, quantity) != Decimals.OVERFLOW;
    }

    /** Enters a new order into its book and instrument. */
    void join(final int slot, final int book) {
        final int instrument = pool.instrumentId[slot];
        pool.bookOf[slot] = book;
        pool.previousInBook[slot] = OrderPool.NONE;
        pool.nextInBook[slot] = books.orderHead[book];
        if (books.orderHead[book] >= 0) {
            pool.previousInBook[books.orderHead[book]] = slot;
        }
        books.orderHead[book] = slot;
        books.orderCount[book]++;
        books.entryCount[book] += pool.role[slot] == OrderRole.ENTRY ? 1 : 0;
        pool.previousInInstrument[slot] = OrderPool.NONE;
        pool.nextInInstrument[slot] = head[instrument];
        if (head[instrument] >= 0) {
            pool.previousInInstrument[head[instrument]] = slot;
        }
        head[instrument] = slot;
        ofInstrument[instrument]++;
        ofStrategy[pool.strategyId[slot]]++;
        ofVenue[pool.venueId[slot]]++;
    }

    /** Takes an order that ended out of its book and instrument; it has been subtracted before. */
    void leave(final int slot) {
        final int book = pool.bookOf[slot];
        final int instrument = pool.instrumentId[slot];
        final int after = pool.nextInBook[slot];
        final int before = pool.previousInBook[slot];
        if (before >= 0) {
            pool.nextInBook[before] = after;
        } else {
            books.orderHead[book] = after;
        }
        if (after >= 0) {
            pool.previousInBook[after] = before;
        }
        isBookRiskStale[book] = true;
        books.orderCount[book]--;
        books.entryCount[book] -= pool.role[slot] == OrderRole.ENTRY ? 1 : 0;
        final int next = pool.nextInInstrument[slot];
        final int previous = pool.previousInInstrument[slot];
        if (previous >= 0) {
            pool.nextInInstrument[previous] = next;
        } else {
            head[instrument] = next;
        }
        if (next >= 0) {
            pool.previousInInstrument[next] = previous;
        }
        ofInstrument[instrument]--;
        ofStrategy[pool.strategyId[slot]]--;
        ofVenue[pool.venueId[slot]]--;
        pool.bookOf[slot] = Books.NONE;
    }

    void add(final int slot) {
        final int partner = partnerOf(slot);
        addAlone(slot);
        if (partner >= 0) {
            shift(slot, -Math.min(pool.worstLeaves(slot), pool.worstLeaves(partner)));
        }
    }

    void subtract(final int slot) {
        final int partner = partnerOf(slot);
        final long worst = pool.worstLeaves(slot);
        shift(slot, partner < 0 ? -worst : Math.min(worst, pool.worstLeaves(partner)) - worst);
        final int instrument = pool.instrumentId[slot];
        if (pool.side[slot] == Side.BUY) {
            isBuyStale[instrument] |= pool.worstPrice(slot) == worstBuy[instrument];
        } else {
            isSellStale[instrument] |= pool.worstPrice(slot) == worstSell[instrument];
        }
        unknown -= pool.state[slot] == OrderState.UNKNOWN ? 1 : 0;
    }

    private void addAlone(final int slot) {
        final int instrument = pool.instrumentId[slot];
        shift(slot, pool.worstLeaves(slot));
        if (pool.side[slot] == Side.BUY) {
            worstBuy[instrument] = Math.max(worstBuy[instrument], pool.worstPrice(slot));
        } else {
            worstSell[instrument] = Math.max(worstSell[instrument], pool.worstPrice(slot));
        }
        unknown += pool.state[slot] == OrderState.UNKNOWN ? 1 : 0;
    }

    /** Moves the leaves of an order's book. Every change of an order comes by here, so the instrument is marked here. */
    private void shift(final int slot, final long delta) {
        final int book = pool.bookOf[slot];
        isBookRiskStale[book] = true;
        changes.mark(pool.instrumentId[slot]);
        if (pool.side[slot] == Side.BUY) {
            books.buyLeaves[book] += delta;
            buyLeaves[pool.instrumentId[slot]] += delta;
        } else {
            books.sellLeaves[book] += delta;
            sellLeaves[pool.instrumentId[slot]] += delta;
        }
    }

    /** Returns the live order with which the venue lets only one fill, or {@link OrderPool#NONE}. */
    private int partnerOf(final int slot) {
        if (pool.linkId[slot] == 0 || !venues.hasOco(pool.venueId[slot])) {
            return OrderPool.NONE;
        }
        final int partner = pool.liveSlotOf(pool.linkId[slot]);
        return partner >= 0
                        && pool.linkId[partner] == pool.clientOrderId[slot]
                        && pool.side[partner] == pool.side[slot]
                        && pool.bookOf[partner] == pool.bookOf[slot]
                ? partner
                : OrderPool.NONE;
    }

    long buyLeaves(final int instrumentId) {
        return buyLeaves[instrumentId];
    }

    long sellLeaves(final int instrumentId) {
        return sellLeaves[instrumentId];
    }

    long worstBuyPrice(final int instrumentId) {
        if (isBuyStale[instrumentId]) {
            worstBuy[instrumentId] = scanWorst(instrumentId, Side.BUY);
            isBuyStale[instrumentId] = false;
        }
        return worstBuy[instrumentId];
    }

    long worstSellPrice(final int instrumentId) {
        if (isSellStale[instrumentId]) {
            worstSell[instrumentId] = scanWorst(instrumentId, Side.SELL);
            isSellStale[instrumentId] = false;
        }
        return worstSell[instrumentId];
    }

    private long scanWorst(final int instrumentId, final Side side) {
        long worst = 0;
        for (int s = head[instrumentId]; s >= 0; s = pool.nextInInstrument[s]) {
            if (pool.side[s] == side) {
                worst = Math.max(worst, pool.worstPrice(s));
            }
        }
        return worst;
    }

    /** See {@link OrderView#ordersCrossed}. */
    int ordersCrossed(final Intent intent) {
        final boolean isBuy = intent.side == Side.BUY;
        final int instrument = intent.instrumentId;
        if (isBuy ? sellLeaves[instrument] == 0 : intent.price > worstBuyPrice(instrument)) {
            return 0;
        }
        int crossed = 0;
        for (int s = head[instrument]; s >= 0; s = pool.nextInInstrument[s]) {
            crossed += crosses(s, intent) ? 1 : 0;
        }
        return crossed;
    }

    /** Returns the newest order of an instrument, {@link OrderPool#NONE} = none; the others follow by nextInInstrument. */
    int head(final int instrumentId) {
        return head[instrumentId];
    }

    /** Returns whether an intent would trade with an order of its instrument that works. */
    boolean crosses(final int slot, final Intent intent) {
        if (pool.side[slot] == intent.side
                || pool.accountId[slot] != intent.accountId
                || pool.clientOrderId[slot] == intent.replacesId
                || intent.orderType == OrderType.STOP_LIMIT
                || (pool.type[slot] == OrderType.STOP_LIMIT && !pool.is(slot, OrderPool.TRIGGERED))) {
            return false;
        }
        if (intent.side == Side.SELL) {
            return pool.worstPrice(slot) >= intent.price;
        }
        final boolean isCheaperNew = pool.is(slot, OrderPool.HAS_NEW) && pool.newPrice[slot] < pool.price[slot];
        return (isCheaperNew ? pool.newPrice[slot] : pool.price[slot]) <= intent.price;
    }

    /** Returns the larger of what stops, and of what targets and exits, may still fill. */
    long reducingLeaves(final int book) {
        long stops = 0;
        long others = 0;
        for (int s = books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            if (pool.role[s] == OrderRole.STOP) {
                stops += pool.worstLeaves(s);
            } else if (!pool.raises(s)) {
                others += pool.worstLeaves(s);
            }
        }
        return Math.max(stops, others);
    }

    /** See {@link OrderView#reducingLeavesBeside}. */
    long reducingLeavesBeside(final int book, final Intent intent) {
        final int replaced = pool.liveSlotOf(intent.replacesId);
        long leaves = replaced < 0 ? 0 : -pool.cumQuantity[replaced];
        if (replaced >= 0 && intent.quantity <= pool.quantity[replaced]) {
            return leaves;
        }
        for (int s = books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            leaves += closesBeside(s, intent) ? pool.worstLeaves(s) : 0;
        }
        return leaves;
    }

    /** See {@link OrderView#closingLeavesBeside}. */
    long closingLeavesBeside(final Intent intent) {
        long leaves = 0;
        for (int s = head[intent.instrumentId]; s >= 0; s = pool.nextInInstrument[s]) {
            leaves += pool.accountId[s] == intent.accountId && closesBeside(s, intent) ? pool.worstLeaves(s) : 0;
        }
        return leaves;
    }

    private boolean closesBeside(final int slot, final Intent intent) {
        final long id = pool.clientOrderId[slot];
        if (id == intent.replacesId || (id == intent.linkId && id != 0) || pool.side[slot] != intent.side) {
            return false;
        }
        if (intent.role == OrderRole.STOP) {
            return pool.role[slot] == OrderRole.STOP;
        }
        return pool.raises(slot) || isActive(slot) || (isTarget(intent.role) && isTarget(pool.role[slot]));
    }

    private static boolean isTarget(final OrderRole role) {
        return role == OrderRole.TARGET1 || role == OrderRole.TARGET2;
    }

    /** Returns what already closes the position right now: exits, targets that are fired, stops that are triggered. */
    long activeExitLeaves(final int book) {
        long leaves = 0;
        for (int s = books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            if (!pool.raises(s) && isActive(s)) {
                leaves += pool.worstLeaves(s);
            }
        }
        return leaves;
    }

    private boolean isActive(final int slot) {
        switch (pool.role[slot]) {
            case STOP:
                return pool.is(slot, OrderPool.TRIGGERED);
            case TARGET1:
            case TARGET2:
                return pool.timeInForce[slot] == TimeInForce.IOC;
            default:
                return true;
        }
    }

    /** Returns entry to stop of the book's entries in E8, the full notional where there is no stop, or OVERFLOW. */
    long pendingEntryRiskE8(final int book) {
        if (books.entryCount[book] == 0) {
            return 0;
        }
        if (isBookRiskStale[book]) {
            bookRiskE8[book] = sumEntryRisk(book);
            isBookRiskStale[book] = false;
        }
        return bookRiskE8[book];
    }

    private long sumEntryRisk(final int book) {
        long sum = 0;
        for (int s = books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            sum = Decimals.add(sum, entryRiskE8(s));
        }
        return sum;
    }

    /** Returns what one entry risks, to the stop that its bracket brings, without a bracket all of it; 0 for other roles. */
    long entryRiskE8(final int slot) {
        if (pool.role[slot] != OrderRole.ENTRY) {
            return 0;
        }
        final long stop = pool.is(slot, OrderPool.BRACKETED) ? pool.protectiveStopPrice[slot] : 0;
        final long price = pool.worstPrice(slot);
        final long atRisk = stop == 0 ? price : Math.max(Math.abs(price - stop), Math.abs(pool.price[slot] - stop));
        return instruments.notionalE8(pool.instrumentId[slot], atRisk, pool.worstLeaves(slot), Rounding.UP);
    }

    /** Returns the youngest entry of the book that works, 0 = none. */
    long newestEntry(final int book) {
        long newest = 0;
        for (int s = books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            if (pool.role[s] == OrderRole.ENTRY
                    && pool.state[s] != OrderState.PENDING_CANCEL
                    && !pool.is(s, OrderPool.CANCEL_WANTED)) {
                newest = Math.max(newest, pool.clientOrderId[s]);
            }
        }
        return newest;
    }

    int ofInstrument(final int instrumentId) {
        return ofInstrument[instrumentId];
    }

    int ofStrategy(final int strategyId) {
        return ofStrategy[strategyId];
    }

    int ofVenue(final int venueId) {
        return ofVenue[venueId];
    }

    int unknown() {
        return unknown;
    }
}
