package breakwater.core.order;

import breakwater.core.message.Side;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * A book is what one strategy works in one instrument: the worst case of its orders, and the exit that is under way. It
 * exists while it has an order, a bracket, a position or an exit. Quantities are mantissas, times UTC ns. Allocates: never.
 */
final class Books implements Stateful {
    static final int NONE = -1;

    final SlotSet used;
    /** Books whose exit has something to do. */
    final SlotSet dirty;

    final int[] strategyId;
    final int[] instrumentId;
    final int[] accountId;
    final long[] buyLeaves;
    final long[] sellLeaves;
    final int[] orderHead;
    final int[] orderCount;
    final int[] entryCount;
    final int[] bracketCount;
    /** Signed position that no bracket covers: of unbracketed orders, or closed too far. Never of another sign than the brackets'. */
    final long[] loose;
    /** A kill closes the whole position. */
    final boolean[] isFlattening;
    /** Quantity to be closed that no bracket covers, and the side of the exit. */
    final long[] exitLoose;

    final Side[] exitSide;
    /** What an exit order left, to be closed aggressively; not yet spread over brackets. */
    final long[] exitEscalated;

    final long[] exitOrderId;
    final int[] exitStep;
    final int[] exitShift;
    final long[] exitDueNs;
    final boolean[] isExitFlagged;
    /** Since when the book has wanted to close something, 0 = it does not; and whether it was told that this takes long. */
    final long[] exitSinceNs;

    final boolean[] isStuckTold;
    /** A kill closes nothing, since the position is not known, and a person has been told. */
    final boolean[] isUnknownFlagged;

    private final int[] index;
    private final int instruments;

    Books(final Capacity capacity) {
        instruments = capacity.instruments();
        index = new int[capacity.strategies() * capacity.instruments()];
        final int n = (int) Math.min(index.length, 2L * capacity.orders() + 64);
        used = new SlotSet(n);
        dirty = new SlotSet(n);
        strategyId = new int[n];
        instrumentId = new int[n];
        accountId = new int[n];
        buyLeaves = new long[n];
        sellLeaves = new long[n];
        orderHead = new int[n];
        orderCount = new int[n];
        entryCount = new int[n];
        bracketCount = new int[n];
        loose = new long[n];
        isFlattening = new boolean[n];
        exitLoose = new long[n];
        exitSide = new Side[n];
        exitEscalated = new long[n];
        exitOrderId = new long[n];
        exitStep = new int[n];
        exitShift = new int[n];
        exitDueNs = new long[n];
        isExitFlagged = new boolean[n];
        exitSinceNs = new long[n];
        isStuckTold = new boolean[n];
        isUnknownFlagged = new boolean[n];
        for (int i = 0; i < index.length; i++) {
            index[i] = NONE;
        }
    }

    int capacity() {
        return used.capacity();
    }

    boolean hasRoom() {
        return used.size() < used.capacity();
    }

    /** Returns the book of a strategy in an instrument, or {@link #NONE}. */
    int find(final int strategy, final int instrument) {
        return index[strategy * instruments + instrument];
    }

    /** Returns the book, opened if need be, or {@link #NONE} if all are taken. */
    int open(final int strategy, final int instrument, final int account) {
        final int found = find(strategy, instrument);
        if (found >= 0) {
            return found;
        }
        final int b = used.claim();
        if (b >= 0) {
            index[strategy * instruments + instrument] = b;
            strategyId[b] = strategy;
            instrumentId[b] = instrument;
            accountId[b] = account;
            orderHead[b] = OrderPool.NONE;
            buyLeaves[b] = 0;
            sellLeaves[b] = 0;
            orderCount[b] = 0;
            entryCount[b] = 0;
            bracketCount[b] = 0;
            loose[b] = 0;
            isFlattening[b] = false;
            exitSide[b] = Side.SELL;
            exitEscalated[b] = 0;
            clearExit(b);
        }
        return b;
    }

    /** Forgets the exit that was under way. */
    void clearExit(final int b) {
        exitLoose[b] = 0;
        exitOrderId[b] = 0;
        exitStep[b] = 0;
        exitShift[b] = 0;
        exitDueNs[b] = 0;
        isExitFlagged[b] = false;
        exitSinceNs[b] = 0;
        isStuckTold[b] = false;
        isUnknownFlagged[b] = false;
    }

    /** Frees a book that has nothing left. Returns whether it did. */
    boolean closeIfIdle(final int b) {
        if (orderCount[b] != 0
                || bracketCount[b] != 0
                || loose[b] != 0
                || isFlattening[b]
                || exitLoose[b] != 0
                || exitEscalated[b] != 0
                || exitOrderId[b] != 0
                || dirty.contains(b)) {
            return false;
        }
        index[strategyId[b] * instruments + instrumentId[b]] = NONE;
        used.remove(b);
        return true;
    }

    /** Writes what does not follow from the orders and brackets. */
    @Override
    public void writeTo(final SnapshotWriter w) {
        w.section("books");
        w.putInt(used.size());
        for (int b = used.next(0); b >= 0; b = used.next(b + 1)) {
            w.putInt(b);
            w.putInt(strategyId[b]);
            w.putInt(instrumentId[b]);
            w.putInt(accountId[b]);
            w.putBoolean(dirty.contains(b));
            w.putLong(loose[b]);
            w.putBoolean(isFlattening[b]);
            w.putLong(exitLoose[b]);
            w.putInt(exitSide[b].value());
            w.putLong(exitEscalated[b]);
            w.putLong(exitOrderId[b]);
            w.putInt(exitStep[b]);
            w.putInt(exitShift[b]);
            w.putLong(exitDueNs[b]);
            w.putBoolean(isExitFlagged[b]);
            w.putLong(exitSinceNs[b]);
            w.putBoolean(isStuckTold[b]);
            w.putBoolean(isUnknownFlagged[b]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader r) {
        r.section("books");
        for (int b = used.next(0); b >= 0; b = used.next(b + 1)) {
            index[strategyId[b] * instruments + instrumentId[b]] = NONE;
        }
        used.clear();
        dirty.clear();
        for (int left = r.getInt(); left > 0; left--) {
            final int b = r.getInt();
            used.add(b);
            strategyId[b] = r.getInt();
            instrumentId[b] = r.getInt();
            accountId[b] = r.getInt();
            index[strategyId[b] * instruments + instrumentId[b]] = b;
            if (r.getBoolean()) {
                dirty.add(b);
            }
            orderHead[b] = OrderPool.NONE;
            buyLeaves[b] = 0;
            sellLeaves[b] = 0;
            orderCount[b] = 0;
            entryCount[b] = 0;
            bracketCount[b] = 0;
            loose[b] = r.getLong();
            isFlattening[b] = r.getBoolean();
            exitLoose[b] = r.getLong();
            exitSide[b] = Side.get((short) r.getInt());
            exitEscalated[b] = r.getLong();
            exitOrderId[b] = r.getLong();
            exitStep[b] = r.getInt();
            exitShift[b] = r.getInt();
            exitDueNs[b] = r.getLong();
            isExitFlagged[b] = r.getBoolean();
            exitSinceNs[b] = r.getLong();
            isStuckTold[b] = r.getBoolean();
            isUnknownFlagged[b] = r.getBoolean();
        }
    }
}
