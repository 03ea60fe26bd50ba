package breakwater.core.position;

import breakwater.core.message.Frame;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * The newest execution ids of one venue, with a hash of what each said and, where one was booked, the fill itself, so
 * that a bust can reverse it (T1, T5, I8). A ring in order of arrival under an open-addressed index: when it is full the
 * oldest id is forgotten, and an id that old would be taken for new. The window therefore has to be longer than any
 * venue's resend; its length is {@code Capacity.executionIds}.
 *
 * <pre>
 *   ring   [ oldest … newest ]   entry = arrival number &amp; mask
 *   index  id -> entry + 1       linear probing, twice the ring, shifted back on removal
 * </pre>
 *
 * <p>A digest folds a running sum over the entries instead of the entries, else it would cost a millisecond; a snapshot
 * carries both, and reading it back compares them.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class ExecutionWindow {
    static final int ABSENT = -1;

    private static final int UNBOOKED = 0;
    private static final int BOOKED = 1;
    private static final int BUSTED = 2;

    private final int mask;
    private final int indexMask;
    private final int[] index;
    private final long[] id;
    private final long[] contentHash;
    private final long[] clientOrderId;
    private final long[] quantity;
    private final long[] price;
    private final long[] feeE8;
    private final long[] tag;
    private long arrivals;
    private int count;
    private long sum;

    /** Makes room for {@code capacity} ids, a power of two. */
    ExecutionWindow(final int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("executionIds=" + capacity + " is not a power of two");
        }
        mask = capacity - 1;
        indexMask = 2 * capacity - 1;
        index = new int[2 * capacity];
        id = new long[capacity];
        contentHash = new long[capacity];
        clientOrderId = new long[capacity];
        quantity = new long[capacity];
        price = new long[capacity];
        feeE8 = new long[capacity];
        tag = new long[capacity];
    }

    /** Returns the entry of an execution id, or {@link #ABSENT}. */
    int find(final long executionId) {
        for (int at = home(executionId); index[at] != 0; at = (at + 1) & indexMask) {
            final int entry = index[at] - 1;
            if (id[entry] == executionId) {
                return entry;
            }
        }
        return ABSENT;
    }

    /** Returns the entry of an execution id, a new one if there is none; a full ring forgets its oldest. */
    int findOrAdd(final long executionId) {
        final int known = find(executionId);
        if (known != ABSENT) {
            return known;
        }
        final int entry = (int) arrivals & mask;
        if (count > mask) {
            sum -= hash(entry);
            unlink(id[entry]);
        } else {
            count++;
        }
        arrivals++;
        id[entry] = executionId;
        contentHash[entry] = 0;
        clientOrderId[entry] = 0;
        quantity[entry] = 0;
        price[entry] = 0;
        feeE8[entry] = 0;
        tag[entry] = UNBOOKED;
        link(executionId, entry);
        sum += hash(entry);
        return entry;
    }

    long contentHash(final int entry) {
        return contentHash[entry];
    }

    void contentHash(final int entry, final long value) {
        sum -= hash(entry);
        contentHash[entry] = value;
        sum += hash(entry);
    }

    /** Keeps what was booked; {@code signedQuantity} is positive for a buy. */
    void book(final int entry, final int slot, final Fill fill, final long signedQuantity) {
        sum -= hash(entry);
        clientOrderId[entry] = fill.clientOrderId;
        quantity[entry] = signedQuantity;
        price[entry] = fill.price;
        feeE8[entry] = fill.feeE8;
        tag[entry] = (long) slot << 16 | (long) fill.role.value() << 8 | BOOKED;
        sum += hash(entry);
    }

    void bust(final int entry) {
        sum -= hash(entry);
        tag[entry] = tag[entry] & ~0xFFL | BUSTED;
        sum += hash(entry);
    }

    /** Returns whether a fill was ever booked under it, busted or not. */
    boolean isSpent(final int entry) {
        return (tag[entry] & 0xFF) != UNBOOKED;
    }

    /** Returns whether its fill stands in the books. */
    boolean isBooked(final int entry) {
        return (tag[entry] & 0xFF) == BOOKED;
    }

    int slot(final int entry) {
        return (int) (tag[entry] >>> 16);
    }

    short role(final int entry) {
        return (short) (tag[entry] >>> 8 & 0xFF);
    }

    long clientOrderId(final int entry) {
        return clientOrderId[entry];
    }

    long quantity(final int entry) {
        return quantity[entry];
    }

    long price(final int entry) {
        return price[entry];
    }

    long feeE8(final int entry) {
        return feeE8[entry];
    }

    private int home(final long executionId) {
        return (int) Frame.mix(executionId) & indexMask;
    }

    private void link(final long executionId, final int entry) {
        int at = home(executionId);
        while (index[at] != 0) {
            at = (at + 1) & indexMask;
        }
        index[at] = entry + 1;
    }

    private void unlink(final long executionId) {
        int hole = home(executionId);
        while (id[index[hole] - 1] != executionId) {
            hole = (hole + 1) & indexMask;
        }
        int at = hole;
        while (true) {
            at = (at + 1) & indexMask;
            if (index[at] == 0) {
                break;
            }
            final int distanceFromHome = (at - home(id[index[at] - 1])) & indexMask;
            if (distanceFromHome >= ((at - hole) & indexMask)) {
                index[hole] = index[at];
                hole = at;
            }
        }
        index[hole] = 0;
    }

    private long hash(final int entry) {
        long h = Frame.mix(id[entry] ^ 0x5851F42D4C957F2DL);
        h = Frame.mix(h ^ contentHash[entry]);
        h = Frame.mix(h ^ clientOrderId[entry]);
        h = Frame.mix(h ^ quantity[entry]);
        h = Frame.mix(h ^ price[entry]);
        h = Frame.mix(h ^ feeE8[entry]);
        return Frame.mix(Frame.mix(h ^ tag[entry]) ^ entry);
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putLong(arrivals);
        writer.putInt(count);
        writer.putLong(sum);
        if (writer instanceof Digest) {
            return;
        }
        for (long arrival = arrivals - count; arrival < arrivals; arrival++) {
            final int entry = (int) arrival & mask;
            writer.putLong(id[entry]);
            writer.putLong(contentHash[entry]);
            writer.putLong(clientOrderId[entry]);
            writer.putLong(quantity[entry]);
            writer.putLong(price[entry]);
            writer.putLong(feeE8[entry]);
            writer.putLong(tag[entry]);
        }
    }

    void readFrom(final SnapshotReader reader) {
        Arrays.fill(index, 0);
        arrivals = reader.getLong();
        count = reader.getInt();
        final long expected = reader.getLong();
        if (count < 0 || count > mask + 1 || count > arrivals) {
            throw new IllegalStateException(
                    "snapshot remembers " + count + " of " + arrivals + " executions, capacity=" + (mask + 1));
        }
        sum = 0;
        for (long arrival = arrivals - count; arrival < arrivals; arrival++) {
            final int entry = (int) arrival & mask;
            id[entry] = reader.getLong();
            contentHash[entry] = reader.getLong();
            clientOrderId[entry] = reader.getLong();
            quantity[entry] = reader.getLong();
            price[entry] = reader.getLong();
            feeE8[entry] = reader.getLong();
            tag[entry] = reader.getLong();
            link(id[entry], entry);
            sum += hash(entry);
        }
        if (sum != expected) {
            throw new IllegalStateException("snapshot of " + count + " executions has sum " + Long.toHexString(sum)
                    + ", expected " + Long.toHexString(expected));
        }
    }
}
