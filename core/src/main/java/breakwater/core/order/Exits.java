package breakwater.core.order;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.reference.Instruments;

/**
 * Closes what a book has to close: brackets that exit, what an unfilled exit left, the whole position under a kill. One
 * order at a time, an IOC limit whose collar beyond the touch doubles with each unfilled try up to a bound (P38); there it
 * stays, and is flagged. Each slice is at most what is wanted less what already closes: exits under way, triggered stops.
 * A refusal halves the slice and narrows the collar by a step; a slice that fills whole doubles the next.
 *
 * <p>A kill closes nothing while the position is not known (K3): the venue's answer differs, or the fate of an order of the
 * book is unknown. That is told once; the stops stay, and it goes on by itself. An exit without a kill takes what both books
 * vouch for while the venue's position differs (T6). Thread: core. Allocates: never.
 */
final class Exits {
    private static final int SHIFT_MAX = 6;
    private static final int STEP_MAX = 6;

    private final OrderPool pool;
    private final Books books;
    private final BracketPool brackets;
    private final Exposures exposures;
    private final Lifecycle lifecycle;
    private final Deadlines deadlines;
    private final OrderWriter writer;
    private final Instruments instruments;
    private final MarketView market;
    private final OrderDesk desk;
    private final Holdings holdings;
    private final Intent intent = new Intent();

    Exits(
            final OrderPool pool,
            final Books books,
            final BracketPool brackets,
            final Exposures exposures,
            final Lifecycle lifecycle,
            final Deadlines deadlines,
            final OrderWriter writer,
            final Instruments instruments,
            final MarketView market,
            final OrderDesk desk,
            final Holdings holdings) {
        this.pool = pool;
        this.books = books;
        this.brackets = brackets;
        this.exposures = exposures;
        this.lifecycle = lifecycle;
        this.deadlines = deadlines;
        this.writer = writer;
        this.instruments = instruments;
        this.market = market;
        this.desk = desk;
        this.holdings = holdings;
    }

    /** Takes one step for a book. Clears it from the dirty ones. */
    void process(final int book, final long nowNs) {
        books.dirty.remove(book);
        tellIfStuck(book, nowNs);
        deadlines.set(owner(book), stuckNs(book));
        books.isFlattening[book] =
                desk.isKilled(books.strategyId[book], books.accountId[book], books.instrumentId[book]);
        spreadEscalated(book);
        if (pool.liveSlotOf(books.exitOrderId[book]) >= 0) {
            return;
        }
        settle(book, nowNs);
        final long wanted = wanted(book);
        if (wanted <= 0) {
            finish(book, nowNs);
            return;
        }
        if (books.exitSinceNs[book] == 0) {
            books.exitSinceNs[book] = nowNs;
            deadlines.set(owner(book), stuckNs(book));
        }
        if (books.isFlattening[book]) {
            cancelRestingExits(book);
            if (isWaiting(book, whyUnknown(book), wanted, 0)) {
                wake(book, nowNs + OrderSettings.POLL_NS);
                return;
            }
        }
        if (exposures.activeExitLeaves(book) > 0) {
            wake(book, nowNs + OrderSettings.POLL_NS);
        } else if (nowNs < books.exitDueNs[book]) {
            wake(book, books.exitDueNs[book]);
        } else {
            sendConfirmed(book, wanted, nowNs);
        }
    }

    /** L7: tells once of a book that has wanted to close something for long. */
    private void tellIfStuck(final int book, final long nowNs) {
        final long stuckNs = stuckNs(book);
        if (stuckNs <= nowNs) {
            books.isStuckTold[book] = true;
            writer.riskEvent(
                    RiskEventKind.WARNING,
                    Control.POSITION_AGE,
                    ScopeType.INSTRUMENT,
                    books.instrumentId[book],
                    nowNs - books.exitSinceNs[book],
                    stuckNs - books.exitSinceNs[book]);
        }
    }

    private long stuckNs(final int book) {
        if (books.exitSinceNs[book] == 0 || books.isStuckTold[book]) {
            return Deadlines.NONE;
        }
        final long dueNs =
                Decimals.add(books.exitSinceNs[book], desk.bound(Control.POSITION_AGE, 0, books.strategyId[book]));
        return dueNs == Decimals.OVERFLOW ? Deadlines.NONE : dueNs;
    }

    /** Returns why to sell what the books hold could open what it means to close, NONE = it could not. */
    private Control whyUnknown(final int book) {
        return !desk.isPositionKnown(books.accountId[book], books.instrumentId[book])
                ? Control.RECONCILIATION
                : hasUnknown(book) ? Control.UNKNOWN_OUTCOME : Control.NONE;
    }

    /** Returns whether there is a reason to wait with what is wanted beyond what is allowed, and tells of it, once. */
    private boolean isWaiting(final int book, final Control why, final long wanted, final long allowed) {
        final boolean isTold = books.isUnknownFlagged[book];
        books.isUnknownFlagged[book] = why != Control.NONE;
        if (why != Control.NONE && !isTold) {
            writer.riskEvent(
                    RiskEventKind.WARNING, why, ScopeType.INSTRUMENT, books.instrumentId[book], wanted, allowed);
        }
        return why != Control.NONE;
    }

    /** T6: sends of what is wanted what both books vouch for; the rest waits until they agree. */
    private void sendConfirmed(final int book, final long wanted, final long nowNs) {
        describe(book);
        final long lot = instruments.lotSize(books.instrumentId[book]);
        final long allowed = Math.min(wanted, Decimals.floorTo(desk.confirmed(intent), lot));
        final Control why = allowed < wanted ? Control.RECONCILIATION : Control.NONE;
        if (!books.isFlattening[book]) {
            isWaiting(book, why, wanted, allowed);
        }
        if (allowed > 0) {
            send(book, allowed, nowNs);
        } else {
            wake(book, nowNs + OrderSettings.POLL_NS);
        }
    }

    private boolean hasUnknown(final int book) {
        for (int s = books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            if (pool.state[s] == OrderState.UNKNOWN) {
                return true;
            }
        }
        return false;
    }

    /** What an exit order left belongs to the brackets of the book, which now exit; the rest is loose. */
    private void spreadEscalated(final int book) {
        long left = books.exitEscalated[book];
        if (left == 0) {
            return;
        }
        books.exitEscalated[book] = 0;
        for (int b = brackets.first(books.instrumentId[book]); b >= 0; b = brackets.next[b]) {
            if (brackets.bookOf[b] == book
                    && brackets.exitSide(b) == books.exitSide[book]
                    && brackets.remaining(b) > 0) {
                brackets.set(b, BracketPool.EXITING);
                brackets.dirty.add(b);
                left -= brackets.remaining(b);
            }
        }
        if (left > 0) {
            books.exitLoose[book] += left;
        }
    }

    /** Learns from the exit order that ended: unfilled → a wider collar, after a pause; filled → a larger slice again. */
    private void settle(final int book, final long nowNs) {
        final long id = books.exitOrderId[book];
        if (id == 0) {
            return;
        }
        books.exitOrderId[book] = 0;
        final int slot = pool.slotOf(id);
        if (slot >= 0 && pool.cumQuantity[slot] < pool.quantity[slot]) {
            final boolean isStuck = books.exitStep[book] == STEP_MAX && pool.cumQuantity[slot] == 0;
            books.exitDueNs[book] = nowNs + (isStuck ? OrderSettings.EXIT_STUCK_NS : OrderSettings.EXIT_RETRY_NS);
            if (pool.state[slot] == OrderState.EXPIRED || pool.state[slot] == OrderState.CANCELED) {
                widen(book);
            }
        } else if (slot >= 0) {
            books.exitShift[book] = Math.max(0, books.exitShift[book] - 1);
        }
    }

    private void widen(final int book) {
        if (books.exitStep[book] < STEP_MAX) {
            books.exitStep[book]++;
        } else {
            flag(book, wanted(book), OrderSettings.EXIT_COLLAR_PPM_MAX);
        }
    }

    /** Returns how much the book is still to close, and sets the side of it. */
    private long wanted(final int book) {
        final long net = holdings.netQuantity(books.strategyId[book], books.instrumentId[book]);
        if (books.isFlattening[book]) {
            if (net != 0) {
                books.exitSide[book] = net > 0 ? Side.SELL : Side.BUY;
            }
            return Math.abs(net);
        }
        // What something else has closed meanwhile is not wanted any more, least of all of a position opened later.
        final long held = books.exitSide[book] == Side.SELL ? net : -net;
        books.exitLoose[book] = Math.min(books.exitLoose[book], Math.max(0, held));
        long sum = books.exitLoose[book];
        for (int b = brackets.first(books.instrumentId[book]); b >= 0; b = brackets.next[b]) {
            if (brackets.bookOf[b] == book && brackets.is(b, BracketPool.EXITING) && brackets.remaining(b) > 0) {
                books.exitSide[book] = brackets.exitSide(b);
                sum = Decimals.add(sum, brackets.remaining(b));
            }
        }
        return sum;
    }

    private void finish(final int book, final long nowNs) {
        books.clearExit(book);
        if (books.isFlattening[book] && hasRaising(book)) {
            wake(book, nowNs + OrderSettings.POLL_NS);
            return;
        }
        books.isFlattening[book] = false;
        deadlines.set(owner(book), Deadlines.NONE);
        books.closeIfIdle(book);
    }

    /** An entry that may still fill would open the position again: the flatten waits for its end. */
    private boolean hasRaising(final int book) {
        for (int s = books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            if (pool.raises(s)) {
                return true;
            }
        }
        return false;
    }

    private void cancelRestingExits(final int book) {
        for (int s = books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            if (!pool.raises(s)
                    && !pool.isProtection(s)
                    && pool.timeInForce[s] != TimeInForce.IOC
                    && !pool.is(s, OrderPool.CANCEL_WANTED)) {
                lifecycle.wantCancel(s);
            }
        }
    }

    private void send(final int book, final long wanted, final long nowNs) {
        final int instrument = books.instrumentId[book];
        final long lot = instruments.lotSize(instrument);
        final long most = Math.min(wanted, instruments.maxQuantity(instrument));
        final long price = price(book);
        if (price > 0 && !instruments.isOrderable(instrument, price, most)) {
            flag(book, wanted, most);
            wake(book, nowNs + OrderSettings.DUST_NS);
            return;
        }
        final long sliced = Decimals.floorTo(most >> books.exitShift[book], lot);
        final long quantity = instruments.isOrderable(instrument, price, sliced) ? sliced : most;
        final long id = price <= 0 ? 0 : propose(book, quantity, price);
        if (id != 0) {
            books.exitOrderId[book] = id;
            return;
        }
        books.exitStep[book] = Math.max(0, books.exitStep[book] - 1);
        books.exitShift[book] = Math.min(SHIFT_MAX, books.exitShift[book] + 1);
        books.exitDueNs[book] = nowNs + OrderSettings.POLL_NS;
        flag(book, wanted, OrderSettings.exitCollarPpm(books.exitStep[book]));
        wake(book, books.exitDueNs[book]);
    }

    /** Tells a person, once, of an exit that does not get on. */
    private void flag(final int book, final long wanted, final long bound) {
        if (!books.isExitFlagged[book]) {
            books.isExitFlagged[book] = true;
            writer.riskEvent(
                    RiskEventKind.WARNING,
                    Control.UNCOVERED,
                    ScopeType.INSTRUMENT,
                    books.instrumentId[book],
                    wanted,
                    bound);
        }
    }

    private long propose(final int book, final long quantity, final long price) {
        describe(book);
        intent.price = price;
        intent.quantity = quantity;
        return desk.propose(intent);
    }

    private void describe(final int book) {
        final boolean isFlatten = books.isFlattening[book];
        intent.reset();
        intent.strategyId = books.strategyId[book];
        intent.accountId = books.accountId[book];
        intent.instrumentId = books.instrumentId[book];
        intent.venueId = instruments.venueId(intent.instrumentId);
        intent.side = books.exitSide[book];
        intent.timeInForce = TimeInForce.IOC;
        intent.role = isFlatten ? OrderRole.FLATTEN : OrderRole.EXIT;
        intent.effect = isFlatten ? Effect.FLATTENS : Effect.REDUCES;
    }

    /**
     * Returns the collared limit: the touch (else the last trade) less or more the collar, but no further from the gate's
     * reference than the widest collar, on the tick; 0 = no price.
     */
    private long price(final int book) {
        final int instrument = books.instrumentId[book];
        final boolean isSell = books.exitSide[book] == Side.SELL;
        final long touch = isSell ? market.bidPrice(instrument) : market.askPrice(instrument);
        final long base = touch > 0 ? touch : market.lastPrice(instrument);
        if (base <= 0) {
            return 0;
        }
        final long tick = instruments.tickSize(instrument);
        final long collar = Decimals.ppm(base, OrderSettings.exitCollarPpm(books.exitStep[book]), Rounding.DOWN);
        final long reference = market.referencePrice(instrument);
        final long widest = Decimals.ppm(reference, OrderSettings.EXIT_COLLAR_PPM_MAX, Rounding.DOWN);
        if (isSell) {
            final long limit = Math.max(tick, Decimals.floorTo(base - collar, tick));
            return reference <= 0 ? limit : Math.max(limit, Decimals.ceilTo(reference - widest, tick));
        }
        final long limit = Decimals.ceilTo(Decimals.add(base, collar), tick);
        return reference <= 0 ? limit : Math.min(limit, Decimals.floorTo(Decimals.add(reference, widest), tick));
    }

    private void wake(final int book, final long dueNs) {
        deadlines.set(owner(book), Math.min(dueNs, stuckNs(book)));
    }

    private int owner(final int book) {
        return pool.capacity() + brackets.capacity() + book;
    }
}
