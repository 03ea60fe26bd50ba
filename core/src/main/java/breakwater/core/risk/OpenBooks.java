package breakwater.core.risk;

import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Changes;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * The (strategy, instrument) pairs in which anything may be open, so that a sum over the portfolio visits these and not
 * every pair that could exist. A pair enters when an order of it goes out; those that are flat with nothing working leave
 * when the next new one enters.
 *
 * <p>A pair keeps one slot while it is here, so that what is known of it can be kept beside; the slots of an instrument hang
 * in a list. Slots and lists follow history and are not state: nothing depends on their order.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class OpenBooks implements Stateful {
    static final int NONE = -1;

    private final OrderView orders;
    private final PositionView positions;
    private final int instruments;
    /** Slot + 1 by pair, 0 = none. */
    private final int[] slotOf;

    private final int[] pairOf;
    private final int[] next;
    private final int[] previous;
    private final int[] head;
    private final int[] free;
    /** Slots in the order in which their pairs entered. */
    private final int[] entered;

    private final Changes changes;
    private int freeCount;
    private final int[] accountOf;
    private int count;

    OpenBooks(final OrderView orders, final PositionView positions, final Capacity capacity) {
        this.orders = orders;
        this.positions = positions;
        this.instruments = capacity.instruments();
        slotOf = new int[capacity.strategies() * capacity.instruments()];
        // what is open has a slot of the order pool or of the position table, and one more may be about to enter
        final long open =
                capacity.orders() + 8L * (capacity.strategies() + capacity.accounts() + capacity.instruments()) + 1;
        final int slots = (int) Math.min(slotOf.length, open);
        pairOf = new int[slots];
        next = new int[slots];
        previous = new int[slots];
        free = new int[slots];
        entered = new int[slots];
        head = new int[instruments];
        changes = new Changes(slots);
        accountOf = new int[capacity.strategies()];
        clear();
    }

    private void clear() {
        Arrays.fill(slotOf, 0);
        Arrays.fill(pairOf, NONE);
        Arrays.fill(head, NONE);
        for (int i = 0; i < free.length; i++) {
            free[i] = free.length - 1 - i;
        }
        freeCount = free.length;
        count = 0;
    }

    int count() {
        return count;
    }

    int strategyId(final int index) {
        return pairOf[entered[index]] / instruments;
    }

    int instrumentId(final int index) {
        return pairOf[entered[index]] % instruments;
    }

    boolean contains(final int strategyId, final int instrumentId) {
        return slot(strategyId, instrumentId) != NONE;
    }

    /** Returns how many slots there are. */
    int slots() {
        return pairOf.length;
    }

    /** Returns the slot of a pair, or {@link #NONE}. */
    int slot(final int strategyId, final int instrumentId) {
        return slotOf[strategyId * instruments + instrumentId] - 1;
    }

    /** Returns the pair in a slot, strategy x instruments + instrument, or {@link #NONE}. */
    int pairAt(final int slot) {
        return pairOf[slot];
    }

    /** Returns the first slot of an instrument, or {@link #NONE}. */
    int first(final int instrumentId) {
        return head[instrumentId];
    }

    int next(final int slot) {
        return next[slot];
    }

    /** Returns the slots into which a pair came, out of which one went, or whose account is another, since they were last taken. */
    Changes changes() {
        return changes;
    }

    /** Returns the account on which a strategy of one of the pairs trades. */
    int accountId(final int strategyId) {
        return accountOf[strategyId];
    }

    /** Adds a pair; where it is new, the dead ones leave first. */
    void add(final int strategyId, final int instrumentId, final int accountId) {
        if (accountOf[strategyId] != accountId) {
            accountOf[strategyId] = accountId;
            markBooksOf(strategyId);
        }
        if (!contains(strategyId, instrumentId)) {
            dropFlat();
            enter(strategyId * instruments + instrumentId);
        }
    }

    private void markBooksOf(final int strategyId) {
        for (int i = 0; i < count; i++) {
            if (strategyId(i) == strategyId) {
                changes.mark(entered[i]);
            }
        }
    }

    private void enter(final int pair) {
        if (freeCount == 0) {
            throw new IllegalStateException(
                    "more books are open than orders and positions can hold: open=" + count + " slots=" + slots());
        }
        final int slot = free[--freeCount];
        final int instrument = pair % instruments;
        slotOf[pair] = slot + 1;
        pairOf[slot] = pair;
        previous[slot] = NONE;
        next[slot] = head[instrument];
        if (next[slot] != NONE) {
            previous[next[slot]] = slot;
        }
        head[instrument] = slot;
        entered[count++] = slot;
        changes.mark(slot);
    }

    private void leave(final int slot) {
        final int pair = pairOf[slot];
        if (previous[slot] == NONE) {
            head[pair % instruments] = next[slot];
        } else {
            next[previous[slot]] = next[slot];
        }
        if (next[slot] != NONE) {
            previous[next[slot]] = previous[slot];
        }
        slotOf[pair] = 0;
        pairOf[slot] = NONE;
        free[freeCount++] = slot;
        changes.mark(slot);
    }

    private void dropFlat() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            final int slot = entered[i];
            if (isOpen(strategyId(i), instrumentId(i))) {
                entered[kept++] = slot;
            } else {
                leave(slot);
            }
        }
        count = kept;
    }

    private boolean isOpen(final int strategyId, final int instrumentId) {
        return positions.netQuantity(strategyId, instrumentId) != 0
                || orders.buyLeaves(strategyId, instrumentId) != 0
                || orders.sellLeaves(strategyId, instrumentId) != 0;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("open books");
        writer.putInt(count);
        for (int i = 0; i < count; i++) {
            writer.putInt(strategyId(i));
            writer.putInt(instrumentId(i));
        }
        for (int id = 0; id < accountOf.length; id++) {
            writer.putInt(accountOf[id]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("open books");
        clear();
        for (int left = reader.getInt(); left > 0; left--) {
            final int strategyId = reader.getInt();
            enter(strategyId * instruments + reader.getInt());
        }
        for (int id = 0; id < accountOf.length; id++) {
            accountOf[id] = reader.getInt();
        }
    }
}
