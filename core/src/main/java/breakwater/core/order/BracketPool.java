package breakwater.core.order;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Side;
import breakwater.core.reference.Changes;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * Brackets by slot: what each entry has filled, what of it is closed again, and the orders that protect the rest. The
 * filled quantity is split over two legs, one a target; where half is under the minimum lot there is one leg. Knows its
 * own fills only, never the position (I30 holds for each bracket, so for their sum).
 *
 * <p>Prices and quantities are mantissas, times UTC ns, 0 = none. Thread: core. Allocates: never.
 */
final class BracketPool implements Stateful {
    static final int NONE = -1;
    /** The first target is done: the stop is at breakeven or better, and trails. */
    static final int TARGET1_DONE = 1;
    /** The rest is being closed. */
    static final int EXITING = 1 << 1;
    /** Protection was canceled by order of a human and is not placed again. */
    static final int ABANDONED = 1 << 2;
    /** F14 has been reported. */
    static final int REPORTED = 1 << 3;
    /** Something is undone: look again at each mark. */
    static final int ATTENTION = 1 << 4;
    /** A leg's stop has been triggered without being filled in time: no new stop. */
    static final int STOP_FAILED = 1 << 5;
    /** That it is nearly as old as it may become was told. */
    static final int AGE_TOLD = 1 << 6;
    /** Its stop was refused more often than may be: no new one until a person has looked. */
    static final int RETRIES_SPENT = 1 << 7;

    final SlotSet used;
    final SlotSet dirty;
    final long[] entryId;
    final int[] strategyId;
    final int[] accountId;
    final int[] venueId;
    final int[] instrumentId;
    final int[] bookOf;
    final Side[] side;
    final long[] signalId;
    final long[] filled;
    final long[] entryPrice;
    final long[] closed1;
    final long[] closed2;
    final long[] stopTrigger;
    final long[] target1Price;
    final long[] target2Price;
    final long[] atr;
    /** Highest close since the entry for a long, lowest for a short. */
    final long[] bestClose;

    final long[] stopId1;
    final long[] stopId2;
    final long[] targetId1;
    final long[] targetId2;
    /** Leg whose watched target is being fired, 0 = none. */
    final int[] firingLeg;

    final long[] uncoveredSinceNs;
    final long[] nextTryNs;
    /** When a new stop, a new target, may be tried again, and how often in a row each was refused. */
    final long[] nextStopNs;

    final long[] nextTargetNs;
    final int[] stopTries;
    final int[] targetTries;
    /** Earliest next cancel or replace, after one that was refused or never left. */
    final long[] nextChangeNs;
    /** Earliest next firing of a watched target. */
    final long[] nextFireNs;

    final long[] holdDueNs;
    final int[] flags;
    final int[] next;
    final int[] previous;

    private final int[] head;
    private final int[] tail;
    private final Books books;
    private final Instruments instruments;
    private final Changes changes;

    BracketPool(
            final int capacity,
            final int instrumentCount,
            final Books books,
            final Instruments instruments,
            final Changes changes) {
        this.books = books;
        this.instruments = instruments;
        this.changes = changes;
        used = new SlotSet(capacity);
        dirty = new SlotSet(capacity);
        entryId = new long[capacity];
        strategyId = new int[capacity];
        accountId = new int[capacity];
        venueId = new int[capacity];
        instrumentId = new int[capacity];
        bookOf = new int[capacity];
        side = new Side[capacity];
        signalId = new long[capacity];
        filled = new long[capacity];
        entryPrice = new long[capacity];
        closed1 = new long[capacity];
        closed2 = new long[capacity];
        stopTrigger = new long[capacity];
        target1Price = new long[capacity];
        target2Price = new long[capacity];
        atr = new long[capacity];
        bestClose = new long[capacity];
        stopId1 = new long[capacity];
        stopId2 = new long[capacity];
        targetId1 = new long[capacity];
        targetId2 = new long[capacity];
        firingLeg = new int[capacity];
        uncoveredSinceNs = new long[capacity];
        nextTryNs = new long[capacity];
        nextStopNs = new long[capacity];
        nextTargetNs = new long[capacity];
        stopTries = new int[capacity];
        targetTries = new int[capacity];
        nextChangeNs = new long[capacity];
        nextFireNs = new long[capacity];
        holdDueNs = new long[capacity];
        flags = new int[capacity];
        next = new int[capacity];
        previous = new int[capacity];
        head = new int[instrumentCount];
        tail = new int[instrumentCount];
        for (int i = 0; i < instrumentCount; i++) {
            head[i] = NONE;
            tail[i] = NONE;
        }
    }

    int capacity() {
        return used.capacity();
    }

    boolean hasRoom() {
        return used.size() < used.capacity();
    }

    /** Says that a bracket has changed in what it holds or in what protects it. */
    void changed(final int b) {
        changes.mark(instrumentId[b]);
    }

    /** Opens the bracket of an entry; returns its slot, or {@link #NONE} if all are taken. */
    int open(final OrderPool pool, final int order, final int book) {
        final int b = used.claim();
        if (b < 0) {
            return NONE;
        }
        entryId[b] = pool.clientOrderId[order];
        strategyId[b] = pool.strategyId[order];
        accountId[b] = pool.accountId[order];
        venueId[b] = pool.venueId[order];
        instrumentId[b] = pool.instrumentId[order];
        bookOf[b] = book;
        side[b] = pool.side[order];
        signalId[b] = pool.signalId[order];
        filled[b] = 0;
        entryPrice[b] = 0;
        closed1[b] = 0;
        closed2[b] = 0;
        stopTrigger[b] = pool.protectiveStopPrice[order];
        target1Price[b] = pool.target1Price[order];
        target2Price[b] = pool.target2Price[order];
        atr[b] = pool.atr[order];
        bestClose[b] = 0;
        stopId1[b] = 0;
        stopId2[b] = 0;
        targetId1[b] = 0;
        targetId2[b] = 0;
        firingLeg[b] = 0;
        uncoveredSinceNs[b] = 0;
        nextTryNs[b] = 0;
        nextStopNs[b] = 0;
        nextTargetNs[b] = 0;
        stopTries[b] = 0;
        targetTries[b] = 0;
        nextChangeNs[b] = 0;
        nextFireNs[b] = 0;
        holdDueNs[b] = 0;
        flags[b] = 0;
        books.bracketCount[book]++;
        link(b);
        changed(b);
        return b;
    }

    /** Frees a bracket. */
    void close(final int b) {
        books.bracketCount[bookOf[b]]--;
        changed(b);
        final int instrument = instrumentId[b];
        if (previous[b] >= 0) {
            next[previous[b]] = next[b];
        } else {
            head[instrument] = next[b];
        }
        if (next[b] >= 0) {
            previous[next[b]] = previous[b];
        } else {
            tail[instrument] = previous[b];
        }
        used.remove(b);
        dirty.remove(b);
    }

    /** Keeps the brackets of an instrument in the order of their entries, whatever order they are opened in. */
    private void link(final int b) {
        final int instrument = instrumentId[b];
        int before = tail[instrument];
        while (before >= 0 && entryId[before] > entryId[b]) {
            before = previous[before];
        }
        final int after = before < 0 ? head[instrument] : next[before];
        previous[b] = before;
        next[b] = after;
        if (before < 0) {
            head[instrument] = b;
        } else {
            next[before] = b;
        }
        if (after < 0) {
            tail[instrument] = b;
        } else {
            previous[after] = b;
        }
    }

    /** Returns the oldest bracket in an instrument, or {@link #NONE}; {@code next} leads to the others. */
    int first(final int instrument) {
        return head[instrument];
    }

    /** Returns the bracket of an entry, or {@link #NONE}. */
    int find(final int instrument, final long entry) {
        for (int b = head[instrument]; b >= 0; b = next[b]) {
            if (entryId[b] == entry) {
                return b;
            }
        }
        return NONE;
    }

    boolean is(final int b, final int flag) {
        return (flags[b] & flag) != 0;
    }

    void set(final int b, final int flag) {
        flags[b] |= flag;
        changed(b);
    }

    void clear(final int b, final int flag) {
        flags[b] &= ~flag;
        changed(b);
    }

    boolean isLong(final int b) {
        return side[b] == Side.BUY;
    }

    Side exitSide(final int b) {
        return isLong(b) ? Side.SELL : Side.BUY;
    }

    /** Returns what of the entry is still held. */
    long remaining(final int b) {
        return Math.max(0, filled[b] - closed1[b] - closed2[b]);
    }

    /** Returns the first leg's share of what is filled: half, in lots; all where half is under the minimum. */
    long leg1(final int b) {
        final int instrument = instrumentId[b];
        if (is(b, TARGET1_DONE)) {
            return closed1[b];
        }
        final long half = Decimals.floorTo(filled[b] / 2, instruments.lotSize(instrument));
        final long share = half < instruments.minQuantity(instrument) || target2Price[b] == 0 ? filled[b] : half;
        return Math.max(share, closed1[b]);
    }

    /** Returns what the first leg still holds; a leg too small for an order of its own joins the other. */
    long remaining1(final int b) {
        final long all = remaining(b);
        final long first = Math.min(all, leg1(b) - closed1[b]);
        final long second = all - first;
        final long least = instruments.minQuantity(instrumentId[b]);
        if (first == 0 || second == 0) {
            return first;
        }
        return second < least ? all : first < least ? 0 : first;
    }

    long remaining2(final int b) {
        return remaining(b) - remaining1(b);
    }

    /** F4: a new stop was refused: it is tried again after a pause that grows, until none was for a while. */
    void putStopOff(final int b, final long nowNs) {
        stopTries[b] = OrderSettings.isInARow(nextStopNs[b], nowNs) ? stopTries[b] + 1 : 1;
        nextStopNs[b] = nowNs + OrderSettings.retryNs(stopTries[b]);
    }

    /** The same of a new target. */
    void putTargetOff(final int b, final long nowNs) {
        targetTries[b] = OrderSettings.isInARow(nextTargetNs[b], nowNs) ? targetTries[b] + 1 : 1;
        nextTargetNs[b] = nowNs + OrderSettings.retryNs(targetTries[b]);
    }

    /** A person has looked: what was given up is tried again at once. */
    void renewTries(final int b) {
        clear(b, RETRIES_SPENT);
        stopTries[b] = 0;
        nextStopNs[b] = 0;
        dirty.add(b);
    }

    /** Books a fill of the entry itself, which opens. */
    void onEntryFill(final int b, final long quantity, final long price, final long nowNs, final long maxHoldNs) {
        final long total = filled[b] + quantity;
        final long step = Decimals.mulDiv(price - entryPrice[b], quantity, total, Rounding.HALF_UP);
        entryPrice[b] = step == Decimals.OVERFLOW ? price : entryPrice[b] + step;
        filled[b] = total;
        changed(b);
        if (holdDueNs[b] == 0) {
            holdDueNs[b] = nowNs + maxHoldNs;
        }
        dirty.add(b);
    }

    /**
     * Books a fill that closes, through the leg of {@code role} where that is a stop or a target of this bracket. Returns
     * what is left of the quantity after the bracket is closed.
     */
    long onClosingFill(final int b, final long quantity, final OrderRole role, final boolean isLeg1Stop) {
        final long taken = Math.min(quantity, remaining(b));
        dirty.add(b);
        changed(b);
        if (taken <= 0) {
            return quantity;
        }
        if (role == OrderRole.TARGET1 || isLeg1Stop) {
            closed1[b] += taken;
        } else {
            final long second = Math.min(taken, remaining2(b));
            closed2[b] += second;
            closed1[b] += taken - second;
        }
        return quantity - taken;
    }

    @Override
    public void writeTo(final SnapshotWriter w) {
        w.section("brackets");
        w.putInt(used.size());
        for (int b = used.next(0); b >= 0; b = used.next(b + 1)) {
            w.putInt(b);
            w.putBoolean(dirty.contains(b));
            w.putLong(entryId[b]);
            w.putInt(strategyId[b]);
            w.putInt(accountId[b]);
            w.putInt(venueId[b]);
            w.putInt(instrumentId[b]);
            w.putInt(side[b].value());
            w.putLong(signalId[b]);
            w.putLong(filled[b]);
            w.putLong(entryPrice[b]);
            w.putLong(closed1[b]);
            w.putLong(closed2[b]);
            w.putLong(stopTrigger[b]);
            w.putLong(target1Price[b]);
            w.putLong(target2Price[b]);
            w.putLong(atr[b]);
            w.putLong(bestClose[b]);
            w.putLong(stopId1[b]);
            w.putLong(stopId2[b]);
            w.putLong(targetId1[b]);
            w.putLong(targetId2[b]);
            w.putInt(firingLeg[b]);
            w.putLong(uncoveredSinceNs[b]);
            w.putLong(nextTryNs[b]);
            w.putLong(nextStopNs[b]);
            w.putLong(nextTargetNs[b]);
            w.putInt(stopTries[b]);
            w.putInt(targetTries[b]);
            w.putLong(nextChangeNs[b]);
            w.putLong(nextFireNs[b]);
            w.putLong(holdDueNs[b]);
            w.putInt(flags[b]);
        }
    }

    /** Restores; the books have been restored before. */
    @Override
    public void readFrom(final SnapshotReader r) {
        r.section("brackets");
        for (int b = used.next(0); b >= 0; b = used.next(b + 1)) {
            head[instrumentId[b]] = NONE;
            tail[instrumentId[b]] = NONE;
        }
        used.clear();
        dirty.clear();
        for (int left = r.getInt(); left > 0; left--) {
            final int b = r.getInt();
            used.add(b);
            if (r.getBoolean()) {
                dirty.add(b);
            }
            entryId[b] = r.getLong();
            strategyId[b] = r.getInt();
            accountId[b] = r.getInt();
            venueId[b] = r.getInt();
            instrumentId[b] = r.getInt();
            bookOf[b] = books.find(strategyId[b], instrumentId[b]);
            books.bracketCount[bookOf[b]]++;
            side[b] = Side.get((short) r.getInt());
            signalId[b] = r.getLong();
            filled[b] = r.getLong();
            entryPrice[b] = r.getLong();
            closed1[b] = r.getLong();
            closed2[b] = r.getLong();
            stopTrigger[b] = r.getLong();
            target1Price[b] = r.getLong();
            target2Price[b] = r.getLong();
            atr[b] = r.getLong();
            bestClose[b] = r.getLong();
            stopId1[b] = r.getLong();
            stopId2[b] = r.getLong();
            targetId1[b] = r.getLong();
            targetId2[b] = r.getLong();
            firingLeg[b] = r.getInt();
            uncoveredSinceNs[b] = r.getLong();
            nextTryNs[b] = r.getLong();
            nextStopNs[b] = r.getLong();
            nextTargetNs[b] = r.getLong();
            stopTries[b] = r.getInt();
            targetTries[b] = r.getInt();
            nextChangeNs[b] = r.getLong();
            nextFireNs[b] = r.getLong();
            holdDueNs[b] = r.getLong();
            flags[b] = r.getInt();
            link(b);
        }
    }
}
