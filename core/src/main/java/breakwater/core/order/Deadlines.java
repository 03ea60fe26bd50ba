package breakwater.core.order;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The timers of the order stage: at most one per owner, an indexed binary heap keyed (deadline, owner). Owners are dense:
 * order slots first, then brackets, then books. The order in which they fire follows from the keys alone (I27). Times UTC
 * ns. Allocates: never.
 */
final class Deadlines implements Stateful {
    static final long NONE = Long.MAX_VALUE;

    private final int[] heap;
    private final int[] place;
    private final long[] due;
    private int size;

    Deadlines(final int owners) {
        heap = new int[owners];
        place = new int[owners];
        due = new long[owners];
        clear();
    }

    void clear() {
        size = 0;
        for (int i = 0; i < place.length; i++) {
            place[i] = -1;
            due[i] = NONE;
        }
    }

    /** Sets, moves or, with {@link #NONE}, clears an owner's timer. */
    void set(final int owner, final long dueNs) {
        if (due[owner] == dueNs) {
            return;
        }
        due[owner] = dueNs;
        final int at = place[owner];
        if (dueNs == NONE) {
            drop(at);
        } else if (at < 0) {
            heap[size] = owner;
            place[owner] = size;
            up(size++);
        } else {
            down(up(at));
        }
    }

    /** Returns the earliest deadline, or {@link #NONE}. */
    long first() {
        return size == 0 ? NONE : due[heap[0]];
    }

    /** Returns the owner of the earliest deadline and clears it; call only if there is one. */
    int pop() {
        final int owner = heap[0];
        set(owner, NONE);
        return owner;
    }

    private void drop(final int at) {
        if (at < 0) {
            return;
        }
        place[heap[at]] = -1;
        size--;
        if (at < size) {
            heap[at] = heap[size];
            place[heap[at]] = at;
            down(up(at));
        }
    }

    private int up(final int from) {
        int at = from;
        while (at > 0 && isBefore(heap[at], heap[(at - 1) >> 1])) {
            swap(at, (at - 1) >> 1);
            at = (at - 1) >> 1;
        }
        return at;
    }

    private void down(final int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], heap[at])) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private boolean isBefore(final int a, final int b) {
        return due[a] < due[b] || (due[a] == due[b] && a < b);
    }

    private void swap(final int a, final int b) {
        final int owner = heap[a];
        heap[a] = heap[b];
        heap[b] = owner;
        place[heap[a]] = a;
        place[heap[b]] = b;
    }

    /** Writes owners and their deadlines in the order of owners: the heap's shape is not state. */
    @Override
    public void writeTo(final SnapshotWriter w) {
        w.section("deadlines");
        w.putInt(size);
        for (int owner = 0; owner < due.length; owner++) {
            if (due[owner] != NONE) {
                w.putInt(owner);
                w.putLong(due[owner]);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader r) {
        r.section("deadlines");
        clear();
        for (int left = r.getInt(); left > 0; left--) {
            final int owner = r.getInt();
            set(owner, r.getLong());
        }
    }
}
