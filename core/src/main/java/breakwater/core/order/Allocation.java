package breakwater.core.order;

import breakwater.core.message.OrderRole;
import breakwater.core.message.Side;

/**
 * Spreads fills over a strategy's brackets as they net in its position: what opens goes to the entry's own bracket; what
 * closes goes to the bracket that it belongs to, then to brackets that are being closed, then to the oldest. What no
 * bracket takes is the book's loose position, so that brackets and loose always add up to what was filled. Allocates: never.
 */
final class Allocation {
    private final OrderPool pool;
    private final Books books;
    private final BracketPool brackets;
    private final OrderSettings settings;

    Allocation(final OrderPool pool, final Books books, final BracketPool brackets, final OrderSettings settings) {
        this.pool = pool;
        this.books = books;
        this.brackets = brackets;
        this.settings = settings;
    }

    void onFill(final int slot, final long quantity, final long price, final long nowNs) {
        final int instrument = pool.instrumentId[slot];
        final int book = books.open(pool.strategyId[slot], instrument, pool.accountId[slot]);
        if (book < 0) {
            return;
        }
        // Under a kill whatever is filled late is closed as well.
        books.dirty.add(book);
        long left = quantity;
        if (!pool.raises(slot)) {
            left = closeOwn(slot, left);
        }
        final Side side = pool.side[slot];
        left = close(pool.strategyId[slot], instrument, side, pool.role[slot], left);
        left = closeLoose(book, side, !pool.raises(slot), left);
        if (left > 0 && pool.is(slot, OrderPool.BRACKETED)) {
            final int b = bracketOfEntry(slot, book);
            if (b >= 0) {
                brackets.onEntryFill(b, left, price, nowNs, settings.maxHoldNs);
                left = 0;
            }
        }
        books.loose[book] += pool.side[slot] == Side.BUY ? left : -left;
        books.closeIfIdle(book);
    }

    /** Closes what the order's own bracket holds. Returns what is left. */
    private long closeOwn(final int slot, final long quantity) {
        final int own = brackets.find(pool.instrumentId[slot], pool.parentId[slot]);
        if (own < 0 || brackets.exitSide(own) != pool.side[slot]) {
            return quantity;
        }
        final OrderRole role = pool.role[slot];
        final boolean isLeg1Stop = role == OrderRole.STOP
                && brackets.stopId1[own] == pool.clientOrderId[slot]
                && brackets.stopId2[own] != 0;
        final long left = brackets.onClosingFill(own, quantity, role, isLeg1Stop);
        if (role == OrderRole.TARGET1 && brackets.remaining1(own) == 0 && brackets.remaining(own) > 0) {
            brackets.set(own, BracketPool.TARGET1_DONE);
        }
        return left;
    }

    /**
     * Takes what an adopted figure closes of a strategy's position as an exit without an order would: from brackets that are
     * being closed, then from the oldest, then from what no bracket covers; what came from no order of the strategy was never
     * here. {@code quantity} is signed.
     */
    void onAdopted(final int book, final long quantity) {
        final Side side = quantity > 0 ? Side.BUY : Side.SELL;
        books.dirty.add(book);
        final long size = Math.abs(quantity);
        closeLoose(
                book, side, true, close(books.strategyId[book], books.instrumentId[book], side, OrderRole.EXIT, size));
    }

    /** Closes what no bracket covers, and counts it off the exit that was to close it. Returns what is left. */
    private long closeLoose(final int book, final Side side, final boolean isExit, final long quantity) {
        final boolean isBuy = side == Side.BUY;
        final long open = isBuy ? Math.max(0, -books.loose[book]) : Math.max(0, books.loose[book]);
        final long closed = Math.min(quantity, open);
        books.loose[book] += isBuy ? closed : -closed;
        if (isExit) {
            books.exitLoose[book] -= Math.min(quantity, books.exitLoose[book]);
        }
        return quantity - closed;
    }

    /**
     * Takes a fill back: an entry's from its own bracket, an exit's by what it frees. What that trades the other way nets in the
     * position like any other trade: it closes what stands on the other side before it opens its own again, so that brackets of
     * one side alone remain. The scope is held.
     */
    void onBust(final int slot, final long quantity) {
        final int book = books.open(pool.strategyId[slot], pool.instrumentId[slot], pool.accountId[slot]);
        final Side side = pool.side[slot] == Side.BUY ? Side.SELL : Side.BUY;
        final int own = brackets.find(pool.instrumentId[slot], pool.parentId[slot]);
        long left = pool.raises(slot) ? unfill(own, quantity) : quantity;
        left = close(pool.strategyId[slot], pool.instrumentId[slot], side, OrderRole.EXIT, left);
        if (book >= 0) {
            books.dirty.add(book);
            left = closeLoose(book, side, false, left);
        }
        left = pool.raises(slot) ? left : reopen(own, left);
        if (book >= 0) {
            books.loose[book] += side == Side.BUY ? left : -left;
            books.closeIfIdle(book);
        }
    }

    /** Takes from what an entry has opened. Returns what is left. */
    private long unfill(final int b, final long quantity) {
        if (b < 0) {
            return quantity;
        }
        final long opened = Math.min(quantity, brackets.remaining(b));
        brackets.filled[b] -= opened;
        brackets.dirty.add(b);
        brackets.changed(b);
        return quantity - opened;
    }

    /** Gives back what was closed of a bracket. Returns what is left. */
    private long reopen(final int b, final long quantity) {
        if (b < 0) {
            return quantity;
        }
        final long second = Math.min(quantity, brackets.closed2[b]);
        final long first = Math.min(quantity - second, brackets.closed1[b]);
        brackets.closed2[b] -= second;
        brackets.closed1[b] -= first;
        brackets.dirty.add(b);
        brackets.changed(b);
        return quantity - second - first;
    }

    /** Returns the signed position that the fills of a strategy's orders add up to. */
    long held(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        long sum = book < 0 ? 0 : books.loose[book];
        for (int b = brackets.first(instrumentId); b >= 0; b = brackets.next[b]) {
            if (brackets.strategyId[b] == strategyId) {
                sum += brackets.isLong(b) ? brackets.remaining(b) : -brackets.remaining(b);
            }
        }
        return sum;
    }

    /** Closes brackets of the other side, those that are being closed first. Returns what is left. */
    private long close(
            final int strategyId, final int instrumentId, final Side side, final OrderRole role, final long quantity) {
        final long left = closeOldest(strategyId, instrumentId, side, role, quantity, true);
        return closeOldest(strategyId, instrumentId, side, role, left, false);
    }

    private long closeOldest(
            final int strategyId,
            final int instrumentId,
            final Side side,
            final OrderRole role,
            final long quantity,
            final boolean isExitingOnly) {
        long left = quantity;
        for (int b = brackets.first(instrumentId); b >= 0 && left > 0; b = brackets.next[b]) {
            if (brackets.strategyId[b] == strategyId
                    && brackets.exitSide(b) == side
                    && (!isExitingOnly || brackets.is(b, BracketPool.EXITING))) {
                left = brackets.onClosingFill(b, left, role, false);
            }
        }
        return left;
    }

    /** Returns the entry's bracket, opened again for a fill that comes after it was freed. */
    private int bracketOfEntry(final int slot, final int book) {
        final int found = brackets.find(pool.instrumentId[slot], pool.clientOrderId[slot]);
        return found >= 0 ? found : brackets.open(pool, slot, book);
    }
}
