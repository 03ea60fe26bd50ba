package breakwater.core.position;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * One slot a (book, instrument) pair that ever had a fill. Books are the strategies by dense id and, after them, one
 * suspense book an account. A slot is never given to another pair, so that realized profit and busts find it again.
 *
 * <p>Open slots hang in a list an instrument, for marks, and in one dense array, for questions about all. Their order
 * follows history and is not state: nothing depends on it.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class PositionTable {
    static final int NONE = -1;

    final int[] accountId;
    final int[] instrumentId;
    final int[] book;
    /** Signed quantity mantissa. */
    final long[] quantity;
    /** Money paid for the open quantity, negative for a short: what unrealized is counted from. E8. */
    final long[] costE8;

    final long[] realizedE8;
    final long[] feesE8;
    /** Realized less fees since the position was last flat. E8. */
    final long[] tripE8;
    /** Mark of the newest valuation, 0 = none yet. */
    final long[] markPrice;
    /** {@link breakwater.core.decimal.Decimals#OVERFLOW} where the valuation has no place in a long. */
    final long[] unrealizedE8;
    /** Absolute value at the mark. E8. */
    final long[] exposureE8;

    private final int instruments;
    private final int[] slotOf;
    private final int[] openHead;
    private final int[] openNext;
    private final int[] openPrevious;
    private final int[] open;
    private final int[] openAt;
    private int used;
    private int openCount;

    PositionTable(final int books, final int instruments) {
        this.instruments = instruments;
        final int slots = (int) Math.min((long) books * instruments, 8L * (books + instruments));
        slotOf = new int[books * instruments];
        openHead = new int[instruments];
        Arrays.fill(openHead, NONE);
        accountId = new int[slots];
        instrumentId = new int[slots];
        book = new int[slots];
        quantity = new long[slots];
        costE8 = new long[slots];
        realizedE8 = new long[slots];
        feesE8 = new long[slots];
        tripE8 = new long[slots];
        markPrice = new long[slots];
        unrealizedE8 = new long[slots];
        exposureE8 = new long[slots];
        openNext = new int[slots];
        openPrevious = new int[slots];
        open = new int[slots];
        openAt = new int[slots];
        Arrays.fill(openAt, NONE);
    }

    /** Returns the slot of a book in an instrument, or {@link #NONE}. */
    int find(final int bookId, final int instrument) {
        return slotOf[bookId * instruments + instrument] - 1;
    }

    /** Returns the slot, a new one if there is none, or {@link #NONE} if the table is full. */
    int findOrAdd(final int bookId, final int instrument, final int account) {
        final int known = find(bookId, instrument);
        if (known != NONE || used == quantity.length) {
            return known;
        }
        final int slot = used++;
        slotOf[bookId * instruments + instrument] = slot + 1;
        book[slot] = bookId;
        instrumentId[slot] = instrument;
        accountId[slot] = account;
        // After a restore the slot may hold what was there before it.
        quantity[slot] = 0;
        costE8[slot] = 0;
        realizedE8[slot] = 0;
        feesE8[slot] = 0;
        tripE8[slot] = 0;
        markPrice[slot] = 0;
        unrealizedE8[slot] = 0;
        exposureE8[slot] = 0;
        return slot;
    }

    void open(final int slot) {
        final int instrument = instrumentId[slot];
        final int head = openHead[instrument];
        openNext[slot] = head;
        openPrevious[slot] = NONE;
        if (head != NONE) {
            openPrevious[head] = slot;
        }
        openHead[instrument] = slot;
        openAt[slot] = openCount;
        open[openCount++] = slot;
    }

    void close(final int slot) {
        final int next = openNext[slot];
        final int previous = openPrevious[slot];
        if (previous == NONE) {
            openHead[instrumentId[slot]] = next;
        } else {
            openNext[previous] = next;
        }
        if (next != NONE) {
            openPrevious[next] = previous;
        }
        final int moved = open[--openCount];
        open[openAt[slot]] = moved;
        openAt[moved] = openAt[slot];
        openAt[slot] = NONE;
    }

    boolean isOpen(final int slot) {
        return openAt[slot] != NONE;
    }

    /** Returns the first open slot of an instrument, or {@link #NONE}. */
    int firstOpen(final int instrument) {
        return openHead[instrument];
    }

    int nextOpen(final int slot) {
        return openNext[slot];
    }

    int openCount() {
        return openCount;
    }

    /** Returns the open slot at an index below {@link #openCount()}. */
    int openSlot(final int index) {
        return open[index];
    }

    int used() {
        return used;
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putInt(used);
        for (int slot = 0; slot < used; slot++) {
            writer.putInt(book[slot]);
            writer.putInt(instrumentId[slot]);
            writer.putInt(accountId[slot]);
            writer.putLong(quantity[slot]);
            writer.putLong(costE8[slot]);
            writer.putLong(realizedE8[slot]);
            writer.putLong(feesE8[slot]);
            writer.putLong(tripE8[slot]);
            writer.putLong(markPrice[slot]);
            writer.putLong(unrealizedE8[slot]);
            writer.putLong(exposureE8[slot]);
        }
    }

    void readFrom(final SnapshotReader reader) {
        Arrays.fill(slotOf, 0);
        Arrays.fill(openHead, NONE);
        Arrays.fill(openAt, NONE);
        openCount = 0;
        used = 0;
        final int count = reader.getInt();
        if (count < 0 || count > quantity.length) {
            throw new IllegalStateException("snapshot has " + count + " positions, capacity=" + quantity.length);
        }
        for (int i = 0; i < count; i++) {
            final int slot = findOrAdd(reader.getInt(), reader.getInt(), reader.getInt());
            quantity[slot] = reader.getLong();
            costE8[slot] = reader.getLong();
            realizedE8[slot] = reader.getLong();
            feesE8[slot] = reader.getLong();
            tripE8[slot] = reader.getLong();
            markPrice[slot] = reader.getLong();
            unrealizedE8[slot] = reader.getLong();
            exposureE8[slot] = reader.getLong();
            if (quantity[slot] != 0) {
                open(slot);
            }
        }
    }
}
