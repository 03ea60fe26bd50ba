package breakwater.core.order;

import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.reference.Changes;

/**
 * What works, for whoever asks: the gate its worst case, people and strategies what is under way, a resume what is unknown or
 * open. Reads only. Thread: core. Allocates: never.
 */
public final class WorkingOrders implements OrderView {
    private final OrderPool pool;
    private final Books books;
    private final BracketPool brackets;
    private final Exposures exposures;
    private final Allocation allocation;
    private final Cover cover;
    private final Scopes scopes;
    private final Changes changes;

    WorkingOrders(
            final OrderPool pool,
            final Books books,
            final BracketPool brackets,
            final Exposures exposures,
            final Allocation allocation,
            final Cover cover,
            final Scopes scopes,
            final Changes changes) {
        this.pool = pool;
        this.books = books;
        this.brackets = brackets;
        this.exposures = exposures;
        this.allocation = allocation;
        this.cover = cover;
        this.scopes = scopes;
        this.changes = changes;
    }

    /**
     * Returns the signed quantity by which a strategy's entries and exits at work would move its position, at their worst
     * case; the protection of its brackets does not count.
     */
    public long workingToward(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        long sum = 0;
        for (int s = book < 0 ? -1 : books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            if (!pool.isProtection(s)) {
                sum += pool.side[s] == Side.BUY ? pool.worstLeaves(s) : -pool.worstLeaves(s);
            }
        }
        return sum;
    }

    /** Returns the youngest entry of a strategy in an instrument that works and is not being canceled, 0 = none. */
    public long newestWorkingEntry(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        return book < 0 ? 0 : exposures.newestEntry(book);
    }

    /** Fills in what a working order is, for whoever wants to change it. */
    public void describe(final long clientOrderId, final Intent intent) {
        final int s = pool.liveSlotOf(clientOrderId);
        if (s < 0) {
            throw new IllegalArgumentException("order " + clientOrderId + " does not work");
        }
        pool.describe(s, intent);
    }

    /** Returns the signed position that the fills of a strategy's orders add up to; the position stage knows the truth. */
    long held(final int strategyId, final int instrumentId) {
        return allocation.held(strategyId, instrumentId);
    }

    /** Returns whether a scope has an order whose fate is unknown. */
    public boolean hasUnknown(final ScopeType type, final int scopeId) {
        if (exposures.unknown() == 0) {
            return false;
        }
        for (int s = pool.live.next(0); s >= 0; s = pool.live.next(s + 1)) {
            if (pool.state[s] == OrderState.UNKNOWN
                    && scopes.covers(
                            type,
                            scopeId,
                            pool.strategyId[s],
                            pool.accountId[s],
                            pool.venueId[s],
                            pool.instrumentId[s])) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether an account has an order of unknown fate in an instrument. */
    public boolean hasUnknown(final int accountId, final int instrumentId) {
        for (int s = exposures.head(instrumentId); s >= 0; s = pool.nextInInstrument[s]) {
            if (pool.accountId[s] == accountId && pool.state[s] == OrderState.UNKNOWN) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether an account has an order in an instrument that is not proven dead. */
    public boolean hasAny(final int accountId, final int instrumentId) {
        for (int s = exposures.head(instrumentId); s >= 0; s = pool.nextInInstrument[s]) {
            if (pool.accountId[s] == accountId) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a scope has a position that neither a live stop nor an exit on its way covers. */
    public boolean hasUncovered(final ScopeType type, final int scopeId) {
        for (int b = brackets.used.next(0); b >= 0; b = brackets.used.next(b + 1)) {
            if (scopes.covers(
                            type,
                            scopeId,
                            brackets.strategyId[b],
                            brackets.accountId[b],
                            brackets.venueId[b],
                            brackets.instrumentId[b])
                    && cover.isOpen(b)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long buyLeaves(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        return book < 0 ? 0 : books.buyLeaves[book];
    }

    @Override
    public long sellLeaves(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        return book < 0 ? 0 : books.sellLeaves[book];
    }

    @Override
    public long buyLeaves(final int instrumentId) {
        return exposures.buyLeaves(instrumentId);
    }

    @Override
    public long sellLeaves(final int instrumentId) {
        return exposures.sellLeaves(instrumentId);
    }

    @Override
    public long worstBuyPrice(final int instrumentId) {
        return exposures.worstBuyPrice(instrumentId);
    }

    @Override
    public long worstSellPrice(final int instrumentId) {
        return exposures.worstSellPrice(instrumentId);
    }

    @Override
    public long reducingLeaves(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        return book < 0 ? 0 : exposures.reducingLeaves(book);
    }

    @Override
    public long reducingLeavesBeside(final Intent intent) {
        final int book = books.find(intent.strategyId, intent.instrumentId);
        return book < 0 ? 0 : exposures.reducingLeavesBeside(book, intent);
    }

    @Override
    public long closingLeavesBeside(final Intent intent) {
        return exposures.closingLeavesBeside(intent);
    }

    @Override
    public long leavesQuantity(final long clientOrderId) {
        final int s = pool.liveSlotOf(clientOrderId);
        return s < 0 ? 0 : pool.worstLeaves(s);
    }

    @Override
    public long filledQuantity(final long clientOrderId) {
        final int s = pool.liveSlotOf(clientOrderId);
        return s < 0 ? 0 : pool.cumQuantity[s];
    }

    @Override
    public long entryRiskE8(final long clientOrderId) {
        final int s = pool.liveSlotOf(clientOrderId);
        return s < 0 ? 0 : exposures.entryRiskE8(s);
    }

    @Override
    public long pendingEntryRiskE8(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        return book < 0 ? 0 : exposures.pendingEntryRiskE8(book);
    }

    /** The farthest trigger of the strategy's brackets; 0 where one of them has no live, or watched, stop. */
    @Override
    public long protectiveStopPrice(final int strategyId, final int instrumentId) {
        return cover.stopPrice(strategyId, instrumentId);
    }

    @Override
    public boolean hasWorkingEntry(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        return book >= 0 && books.entryCount[book] > 0;
    }

    @Override
    public boolean hasEqualEntry(final Intent intent) {
        final int book = books.find(intent.strategyId, intent.instrumentId);
        for (int s = book < 0 ? -1 : books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            if (pool.raises(s) && pool.side[s] == intent.side && pool.clientOrderId[s] != intent.replacesId) {
                final boolean isChanging = pool.is(s, OrderPool.HAS_NEW) || pool.is(s, OrderPool.HAS_SUCCESSOR);
                if ((pool.price[s] == intent.price && pool.quantity[s] == intent.quantity)
                        || (isChanging && pool.newPrice[s] == intent.price && pool.newQuantity[s] == intent.quantity)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public boolean hasSuccessor(final long clientOrderId) {
        final int s = pool.liveSlotOf(clientOrderId);
        return s >= 0 && pool.is(s, OrderPool.HAS_SUCCESSOR);
    }

    @Override
    public int ordersCrossed(final Intent intent) {
        return exposures.ordersCrossed(intent);
    }

    @Override
    public int workingOrders() {
        return pool.live.size();
    }

    @Override
    public int workingOrdersOfStrategy(final int strategyId) {
        return exposures.ofStrategy(strategyId);
    }

    @Override
    public int workingOrdersOfInstrument(final int instrumentId) {
        return exposures.ofInstrument(instrumentId);
    }

    @Override
    public int workingOrdersOfVenue(final int venueId) {
        return exposures.ofVenue(venueId);
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public int unknownOrders() {
        return exposures.unknown();
    }
}
