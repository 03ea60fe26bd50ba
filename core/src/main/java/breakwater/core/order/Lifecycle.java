package breakwater.core.order;

import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.TimeInForce;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The one place where orders change: along {@link OrderTransitions}, with their worst case, timers and announcements kept
 * in step. Decides nothing; what has to follow is marked (dirty brackets and books, successors) and done by {@code work}.
 *
 * <p>Thread: core. Allocates: never.
 */
final class Lifecycle implements Stateful {
    private final OrderPool pool;
    private final Books books;
    private final BracketPool brackets;
    private final Exposures exposures;
    private final Deadlines deadlines;
    private final OrderWriter writer;
    private final OrderSettings settings;
    private final Allocation allocation;
    private EntryEnds entryEnds = EntryEnds.NONE;
    /** Cancels that are wanted and not yet out. */
    final SlotSet cancels;
    /** Ended orders for which a new one is to be proposed. */
    final SlotSet successors;
    /** Orders that a restart made UNKNOWN, not yet announced. */
    final SlotSet announcements;

    Lifecycle(
            final OrderPool pool,
            final Books books,
            final BracketPool brackets,
            final Exposures exposures,
            final Deadlines deadlines,
            final OrderWriter writer,
            final OrderSettings settings,
            final Allocation allocation) {
        this.pool = pool;
        this.books = books;
        this.brackets = brackets;
        this.exposures = exposures;
        this.deadlines = deadlines;
        this.writer = writer;
        this.settings = settings;
        this.allocation = allocation;
        cancels = new SlotSet(pool.capacity());
        successors = new SlotSet(pool.capacity());
        announcements = new SlotSet(pool.capacity());
    }

    void entryEnds(final EntryEnds hears) {
        entryEnds = hears;
    }

    /** Enters a new order and hands it to the wire. Returns its slot; there is room. */
    int open(final long id, final Intent intent, final int book, final long nowNs) {
        final int partner = pool.liveSlotOf(intent.linkId);
        if (partner >= 0) {
            exposures.subtract(partner);
            pool.linkId[partner] = id;
            exposures.add(partner);
        }
        final int slot = pool.open(id, intent, nowNs);
        exposures.join(slot, book);
        exposures.add(slot);
        pool.ackDueNs[slot] = nowNs + settings.ackTimeoutNs;
        if (pool.timeInForce[slot] != TimeInForce.IOC
                && pool.timeInForce[slot] != TimeInForce.FOK
                && (pool.role[slot] == OrderRole.ENTRY || pool.role[slot] == OrderRole.EXIT)) {
            pool.ageDueNs[slot] = nowNs + settings.repriceAfterNs;
        }
        if (pool.is(slot, OrderPool.BRACKETED)) {
            brackets.open(pool, slot, book);
        }
        schedule(slot);
        writer.orderNew(slot);
        return slot;
    }

    /** Moves an order one step. Returns false, and changes nothing, if the table forbids it. */
    boolean move(final int slot, final OrderStep step, final long nowNs) {
        final OrderState from = pool.state[slot];
        final OrderState to = OrderTransitions.next(from, step, pool.cumQuantity[slot] > 0);
        if (to == null) {
            return false;
        }
        if (step == OrderStep.CHANGE_REFUSED) {
            pool.clear(slot, OrderPool.HAS_SUCCESSOR);
        }
        if (to != from) {
            exposures.subtract(slot);
            if (step == OrderStep.CHANGE_REFUSED && from == OrderState.PENDING_REPLACE) {
                pool.clear(slot, OrderPool.HAS_NEW);
            }
            enter(slot, from, to, nowNs);
        }
        return true;
    }

    /**
     * A cancel or a replace was refused, or never left. A refused replace under a later cancel frees what it held and
     * leaves the cancel pending. Returns false if there was no such change.
     */
    boolean refuseChange(final int slot, final boolean isReplace, final long nowNs) {
        final OrderState state = pool.state[slot];
        final boolean isUnderCancel =
                isReplace && pool.is(slot, OrderPool.HAS_NEW) && state != OrderState.PENDING_REPLACE;
        final boolean isPending = (state != OrderState.PENDING_REPLACE || isReplace)
                && (state != OrderState.PENDING_CANCEL || !isReplace);
        if (isUnderCancel) {
            exposures.subtract(slot);
            pool.clear(slot, OrderPool.HAS_NEW);
            exposures.add(slot);
        } else if (!isPending || !move(slot, OrderStep.CHANGE_REFUSED, nowNs)) {
            return false;
        }
        pauseChanges(slot, nowNs);
        return true;
    }

    /** Takes what the venue says is in force after a replace, and moves on. Returns false if the table forbids it. */
    boolean replaced(final int slot, final long price, final long quantity, final long nowNs) {
        final OrderState from = pool.state[slot];
        final OrderState to = OrderTransitions.next(from, OrderStep.REPLACED, pool.cumQuantity[slot] > 0);
        if (to == null) {
            return false;
        }
        exposures.subtract(slot);
        if (pool.is(slot, OrderPool.HAS_NEW)) {
            pool.price[slot] = pool.newPrice[slot];
            pool.stopPrice[slot] = pool.newStopPrice[slot];
            pool.quantity[slot] = pool.newQuantity[slot];
            pool.clear(slot, OrderPool.HAS_NEW);
        }
        setInForce(slot, price, quantity);
        enter(slot, from, to, nowNs);
        return true;
    }

    /** Takes what a status report says is in force. {@code settles}: a replace that it does not show is dead. */
    void inForce(final int slot, final long price, final long quantity, final boolean settles) {
        exposures.subtract(slot);
        setInForce(slot, price, quantity);
        if (settles || (pool.newQuantity[slot] == quantity && pool.newPrice[slot] == price)) {
            pool.clear(slot, OrderPool.HAS_NEW);
        }
        exposures.add(slot);
    }

    private void setInForce(final int slot, final long price, final long quantity) {
        if (price > 0) {
            pool.price[slot] = price;
        }
        if (quantity > 0) {
            pool.quantity[slot] = quantity;
        }
    }

    /** Remembers an end that fills are still missing for; the order stays, UNKNOWN, until they have come. */
    void ending(final int slot, final OrderState end, final long venueCum, final long nowNs) {
        exposures.subtract(slot);
        pool.set(slot, OrderPool.ENDING);
        pool.otherState[slot] = end;
        pool.venueCum[slot] = venueCum;
        exposures.add(slot);
        move(slot, OrderStep.UNSURE, nowNs);
    }

    /** Counts a fill into the order, live or ended, and into brackets and exits. */
    void fill(final int slot, final long quantity, final long price, final boolean isFilledAtVenue, final long nowNs) {
        final OrderState from = pool.state[slot];
        if (!pool.live.contains(slot)) {
            pool.cumQuantity[slot] += quantity;
            writer.orderChanged(slot, from);
        } else {
            exposures.subtract(slot);
            pool.cumQuantity[slot] += quantity;
            pool.set(slot, OrderPool.ACKNOWLEDGED);
            final boolean isEnding = pool.is(slot, OrderPool.ENDING);
            final OrderState to;
            if (isEnding) {
                to = pool.worstLeaves(slot) == 0 ? pool.otherState[slot] : OrderState.UNKNOWN;
            } else {
                final boolean isFull = isFilledAtVenue || pool.worstLeaves(slot) == 0;
                to = OrderTransitions.next(from, isFull ? OrderStep.FULL_FILL : OrderStep.PART_FILL, true);
            }
            allocation.onFill(slot, quantity, price, nowNs);
            enter(slot, from, to, nowNs);
            return;
        }
        allocation.onFill(slot, quantity, price, nowNs);
    }

    /** Takes a fill back that never happened. */
    void bust(final int slot, final long quantity) {
        final boolean isLive = pool.live.contains(slot);
        if (isLive) {
            exposures.subtract(slot);
        }
        pool.cumQuantity[slot] -= quantity;
        if (isLive) {
            exposures.add(slot);
        }
        allocation.onBust(slot, quantity);
        writer.orderChanged(slot, pool.state[slot]);
    }

    /** Sends a cancel; leaves count until it is confirmed. */
    void sendCancel(final int slot, final long nowNs) {
        cancels.remove(slot);
        if (OrderTransitions.next(pool.state[slot], OrderStep.CANCEL_SENT, false) == null) {
            return;
        }
        writer.orderCancel(slot);
        move(slot, OrderStep.CANCEL_SENT, nowNs);
        pool.sentNs[slot] = nowNs;
        pool.ackDueNs[slot] =
                nowNs + (pool.state[slot] == OrderState.UNKNOWN ? OrderSettings.POLL_NS : settings.ackTimeoutNs);
        schedule(slot);
    }

    /**
     * Wants a cancel until the order ends; {@code Orders.work} sends it. An UNKNOWN order gets one cancel however often it
     * is wanted: each would be another message to the venue and begin the receive window anew, so that the order could
     * never be proven dead. The poll finds out what became of it, and what still works is canceled again.
     */
    void wantCancel(final int slot) {
        final boolean isPolled = pool.state[slot] == OrderState.UNKNOWN && pool.is(slot, OrderPool.CANCEL_WANTED);
        pool.set(slot, OrderPool.CANCEL_WANTED);
        pool.clear(slot, OrderPool.HAS_SUCCESSOR | OrderPool.ESCALATES);
        if (pool.state[slot] != OrderState.PENDING_CANCEL && !isPolled) {
            cancels.add(slot);
        }
    }

    /** Sends a replace to a venue that replaces in place. The order is NEW or PARTIALLY_FILLED. */
    void sendReplace(
            final int slot,
            final long price,
            final long stopPrice,
            final long quantity,
            final Effect effect,
            final long nowNs) {
        exposures.subtract(slot);
        pool.newPrice[slot] = price;
        pool.newStopPrice[slot] = stopPrice;
        pool.newQuantity[slot] = quantity;
        pool.set(slot, OrderPool.HAS_NEW);
        exposures.add(slot);
        writer.orderReplace(slot, effect);
        move(slot, OrderStep.REPLACE_SENT, nowNs);
        pool.sentNs[slot] = nowNs;
        pool.ackDueNs[slot] = nowNs + settings.ackTimeoutNs;
        schedule(slot);
    }

    /** Makes a live order UNKNOWN after a restart, in silence; {@link #announce} says so and asks for it. */
    void loseTrack(final int slot, final long nowNs) {
        final OrderState from = pool.state[slot];
        exposures.subtract(slot);
        pool.state[slot] = OrderState.UNKNOWN;
        exposures.add(slot);
        if (!pool.is(slot, OrderPool.ENDING)) {
            pool.otherState[slot] = from;
        }
        pool.cleanQueries[slot] = 0;
        pool.tries[slot] = 0;
        pool.sentNs[slot] = nowNs;
        pool.ackDueNs[slot] = nowNs + OrderSettings.POLL_NS;
        schedule(slot);
        announcements.add(slot);
    }

    void announce(final int slot, final long nowNs) {
        announcements.remove(slot);
        final OrderState from = pool.is(slot, OrderPool.ENDING) ? OrderState.UNKNOWN : pool.otherState[slot];
        if (pool.state[slot] == OrderState.UNKNOWN) {
            if (from != OrderState.UNKNOWN) {
                writer.orderChanged(slot, from);
            }
            query(slot, nowNs + OrderSettings.POLL_NS);
        }
    }

    /** Asks the venue for an order. */
    void query(final int slot, final long nextDueNs) {
        pool.ackDueNs[slot] = nextDueNs;
        schedule(slot);
        writer.orderQuery(slot);
    }

    /** Sets the order's one timer to the earlier of what it waits for. */
    void schedule(final int slot) {
        final long ack = pool.ackDueNs[slot] == 0 ? Deadlines.NONE : pool.ackDueNs[slot];
        final long age = pool.ageDueNs[slot] == 0 ? Deadlines.NONE : pool.ageDueNs[slot];
        deadlines.set(slot, Math.min(ack, age));
    }

    /** Puts a subtracted order into its next state, counts it again or ends it, and announces it. */
    private void enter(final int slot, final OrderState from, final OrderState to, final long nowNs) {
        pool.state[slot] = to;
        if (OrderTransitions.isTerminal(to)) {
            end(slot, from, nowNs);
        } else {
            if (to != from) {
                pool.tries[slot] = 0;
                final boolean isOpen =
                        to == OrderState.UNKNOWN || pool.is(slot, OrderPool.CANCEL_WANTED | OrderPool.HAS_NEW);
                pool.ackDueNs[slot] = isOpen ? nowNs + OrderSettings.POLL_NS : 0;
                pool.cleanQueries[slot] = 0;
            }
            exposures.add(slot);
            schedule(slot);
            touch(slot);
        }
        writer.orderChanged(slot, from);
    }

    /** Marks what has to look at this order. */
    private void touch(final int slot) {
        final int bracket = brackets.find(pool.instrumentId[slot], pool.parentId[slot]);
        if (bracket >= 0) {
            brackets.dirty.add(bracket);
        }
    }

    private void end(final int slot, final OrderState from, final long nowNs) {
        final int book = pool.bookOf[slot];
        final long left = Math.max(0, pool.quantity[slot] - pool.cumQuantity[slot]);
        exposures.leave(slot);
        deadlines.set(slot, Deadlines.NONE);
        cancels.remove(slot);
        announcements.remove(slot);
        final int forgotten = pool.retire(slot);
        if (forgotten >= 0) {
            successors.remove(forgotten);
        }
        final OrderState to = pool.state[slot];
        if (to == OrderState.CANCELED && left > 0 && pool.is(slot, OrderPool.HAS_SUCCESSOR)) {
            successors.add(slot);
        }
        if (left > 0 && isLeftToEscalate(slot, book, to)) {
            books.exitEscalated[book] += left;
            books.exitSide[book] = pool.side[slot];
        }
        pauseProtection(slot, from, to, nowNs);
        if (pool.raises(slot) && to != OrderState.NOT_SENT && to != OrderState.REJECTED) {
            entryEnds.onEntryEnded(
                    pool.strategyId[slot],
                    pool.instrumentId[slot],
                    pool.side[slot],
                    pool.price[slot],
                    to == OrderState.CANCELED && pool.cumQuantity[slot] == 0,
                    nowNs - pool.openedNs[slot],
                    nowNs);
        }
        touch(slot);
        if (books.isFlattening[book]
                || books.exitLoose[book] != 0
                || books.exitEscalated[book] != 0
                || books.exitOrderId[book] != 0) {
            books.dirty.add(book);
        }
        books.closeIfIdle(book);
    }

    private boolean isLeftToEscalate(final int slot, final int book, final OrderState to) {
        return pool.role[slot] == OrderRole.EXIT
                && (to == OrderState.CANCELED || to == OrderState.EXPIRED)
                && pool.clientOrderId[slot] != books.exitOrderId[book]
                && !pool.is(slot, OrderPool.CANCEL_WANTED)
                && (pool.is(slot, OrderPool.ESCALATES) || pool.timeInForce[slot] == TimeInForce.IOC);
    }

    /**
     * A change of protection that was refused at once would be wanted again at once, for ever, where nothing else happens.
     * That of an entry holds nothing up: its stop may have to go this very moment.
     */
    private void pauseChanges(final int slot, final long nowNs) {
        if (pool.role[slot] == OrderRole.ENTRY) {
            return;
        }
        final int b = brackets.find(pool.instrumentId[slot], pool.parentId[slot]);
        if (b >= 0) {
            brackets.nextChangeNs[b] = nowNs + OrderSettings.RETRY_NS;
        }
    }

    /** Protection that did not come to be is tried again after a pause, lest a refusing venue be flooded. */
    private void pauseProtection(final int slot, final OrderState from, final OrderState to, final long nowNs) {
        if (!pool.isProtection(slot) || to == OrderState.FILLED || from == OrderState.PENDING_CANCEL) {
            return;
        }
        final int b = brackets.find(pool.instrumentId[slot], pool.parentId[slot]);
        if (b >= 0 && pool.timeInForce[slot] != TimeInForce.IOC && brackets.remaining(b) > 0) {
            final long id = pool.clientOrderId[slot];
            final boolean isLegDone = id == brackets.stopId1[b] || id == brackets.targetId1[b]
                    ? brackets.remaining1(b) == 0 && brackets.stopId2[b] != 0
                    : brackets.remaining2(b) == 0;
            if (!isLegDone || to != OrderState.CANCELED) {
                if (pool.role[slot] == OrderRole.STOP) {
                    brackets.putStopOff(b, nowNs);
                } else {
                    brackets.putTargetOff(b, nowNs);
                }
            }
        }
    }

    @Override
    public void writeTo(final SnapshotWriter w) {
        w.section("lifecycle");
        write(cancels, w);
        write(successors, w);
        write(announcements, w);
    }

    @Override
    public void readFrom(final SnapshotReader r) {
        r.section("lifecycle");
        read(cancels, r);
        read(successors, r);
        read(announcements, r);
    }

    private static void write(final SlotSet set, final SnapshotWriter w) {
        w.putInt(set.size());
        for (int s = set.next(0); s >= 0; s = set.next(s + 1)) {
            w.putInt(s);
        }
    }

    private static void read(final SlotSet set, final SnapshotReader r) {
        set.clear();
        for (int left = r.getInt(); left > 0; left--) {
            set.add(r.getInt());
        }
    }
}
