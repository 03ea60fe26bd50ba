package breakwater.core.order;

import breakwater.core.message.OrderRole;
import breakwater.core.message.Side;
import breakwater.core.reference.Venues;

/**
 * Spreads fills over a strategy's brackets as they net in its position: what opens goes to the entry's own bracket; what
 * closes goes to the bracket that it belongs to, then to brackets that are being closed, then to the oldest. What no
 * bracket covers counts against the loose exit. Allocates: never.
 */
final class Allocation {
    private final OrderPool pool;
    private final Books books;
    private final BracketPool brackets;
    private final OrderSettings settings;
    private final Venues venues;

    Allocation(final OrderPool pool, final Books books, final BracketPool brackets, final OrderSettings settings,
            final Venues venues) {
        this.pool = pool;
        this.books = books;
        this.brackets = brackets;
        this.settings = settings;
        this.venues = venues;
    }

    void onFill(final int slot, final long quantity, final long price, final long nowNs) {
        final int instrument = pool.instrumentId[slot];
        if (pool.raises(slot)) {
            final long opened = close(slot, quantity);
            if (opened > 0 && pool.is(slot, OrderPool.BRACKETED)) {
                final int b = bracketOfEntry(slot);
                if (b >= 0) {
                    brackets.onEntryFill(b, opened, price, nowNs, settings.maxHoldNs);
                }
            }
            return;
        }
        long left = quantity;
        final int own = brackets.find(instrument, pool.parentId[slot]);
        if (own >= 0 && brackets.exitSide(own) == pool.side[slot]) {
            final OrderRole role = pool.role[slot];
            final boolean isLeg1Stop = role == OrderRole.STOP && brackets.stopId1[own] == pool.clientOrderId[slot]
                    && brackets.stopId2[own] != 0;
            left = brackets.onClosingFill(own, left, role, isLeg1Stop);
            if (role == OrderRole.TARGET1 && brackets.remaining1(own) == 0 && brackets.remaining(own) > 0) {
                brackets.set(own, BracketPool.TARGET1_DONE);
            }
        }
        left = close(slot, left);
        final int book = books.find(pool.strategyId[slot], instrument);
        if (book >= 0) {
            books.exitLoose[book] -= Math.min(left, books.exitLoose[book]);
        }
    }

    /** Takes a fill back. A bracket that has been freed meanwhile cannot be mended: the caller holds the scope. */
    void onBust(final int slot, final long quantity) {
        final int b = brackets.find(pool.instrumentId[slot], pool.parentId[slot]);
        if (b < 0) {
            return;
        }
        brackets.dirty.add(b);
        if (pool.raises(slot)) {
            brackets.filled[b] -= Math.min(quantity, brackets.filled[b]);
        } else {
            final long second = Math.min(quantity, brackets.closed2[b]);
            brackets.closed2[b] -= second;
            brackets.closed1[b] -= Math.min(quantity - second, brackets.closed1[b]);
        }
    }

    /** Closes brackets of the other side, those that are being closed first. Returns what is left. */
    private long close(final int slot, final long quantity) {
        return closeOldest(slot, closeOldest(slot, quantity, true), false);
    }

    private long closeOldest(final int slot, final long quantity, final boolean isExitingOnly) {
        final Side side = pool.side[slot];
        long left = quantity;
        for (int b = brackets.first(pool.instrumentId[slot]); b >= 0 && left > 0; b = brackets.next[b]) {
            if (brackets.strategyId[b] == pool.strategyId[slot] && brackets.exitSide(b) == side
                    && (!isExitingOnly || brackets.is(b, BracketPool.EXITING))) {
                left = brackets.onClosingFill(b, left, pool.role[slot], false);
            }
        }
        return left;
    }

    /** Returns the entry's bracket, opened again for a fill that comes after it was freed. */
    private int bracketOfEntry(final int slot) {
        final int found = brackets.find(pool.instrumentId[slot], pool.clientOrderId[slot]);
        if (found >= 0 || !venues.isDefined(pool.venueId[slot])) {
            return found;
        }
        final int book = books.open(pool.strategyId[slot], pool.instrumentId[slot], pool.accountId[slot]);
        return book < 0 ? BracketPool.NONE : brackets.open(pool, slot, book);
    }
}
