package breakwater.core.position;

import breakwater.core.message.Frame;
import breakwater.core.message.Side;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * Fills that one of two sessions has told of and the other not yet (T9): the order session and the drop copy, compared by
 * execution id, and then in account, instrument, side, quantity and price. What both told alike is forgotten but for its id, so
 * that a copy that comes twice is none of its own. What one told alone is due after the venue's patience.
 *
 * <pre>
 *   tell(order) ─┬─ the copy is here, alike ─ MATCHED          tell(copy) the other way round
 *                ├─ the copy is here, other ─ DIFFERS
 *                └─ nothing is here ───────── WAITS ··· due ··· next tell of the other side ─ MATCHED or DIFFERS
 * </pre>
 *
 * <p>Thread: core. Allocates: at the first definition of a drop copy, else never.
 */
public final class DropCopies implements Stateful {
    /** Fills that may wait at once; one more makes its account unclean. */
    public static final int WAITING = 256;

    public static final int NONE = -1;
    public static final long NEVER = Long.MAX_VALUE;

    /** What became of a fill that was told. */
    public enum Answer {
        /** The venue has no drop copy, or the fill came twice: nothing to compare. */
        IGNORED,
        /** The other session has not told of it yet. */
        WAITS,
        /** Both told alike. */
        MATCHED,
        /** Both told, not alike. */
        DIFFERS,
        /** Too many wait already. */
        FULL
    }

    private final int executionIds;
    private final long[] patienceNs;
    private final long[] id = new long[WAITING];
    private final int[] venueId = new int[WAITING];
    private final int[] accountId = new int[WAITING];
    private final int[] instrumentId = new int[WAITING];
    private final long[] clientOrderId = new long[WAITING];
    private final long[] quantity = new long[WAITING];
    private final long[] price = new long[WAITING];
    /** When what waits becomes a break; {@link #NEVER} where it is one. */
    private final long[] dueNs = new long[WAITING];

    private final boolean[] isUsed = new boolean[WAITING];
    private final boolean[] isCopy = new boolean[WAITING];
    /** Ids that both sides told, or that a person vouched for; null until a venue has a drop copy. */
    private ExecutionWindow done;

    private int waiting;
    private int found = NONE;
    private long nextDueNs = NEVER;

    public DropCopies(final Capacity capacity) {
        executionIds = capacity.executionIds();
        patienceNs = new long[capacity.venues()];
    }

    /** Lets a venue's fills be compared. Returns false, and changes nothing, if venue or patience make no sense. */
    public boolean define(final int venue, final long venuesPatienceNs) {
        if (venue < 0 || venue >= patienceNs.length || venuesPatienceNs <= 0) {
            return false;
        }
        patienceNs[venue] = venuesPatienceNs;
        if (done == null) {
            done = new ExecutionWindow(executionIds);
        }
        return true;
    }

    public boolean isCompared(final int venue) {
        return patienceNs[venue] > 0;
    }

    /** Hears of a fill; {@link #found()} is then its place, where it has one. The venue is one that is defined. */
    public Answer tell(
            final boolean isOfCopy,
            final int venue,
            final int account,
            final int instrument,
            final long executionId,
            final long orderId,
            final Side side,
            final long size,
            final long atPrice,
            final long nowNs) {
        found = NONE;
        if (!isCompared(venue) || done.find(key(venue, executionId)) != ExecutionWindow.ABSENT) {
            return Answer.IGNORED;
        }
        final long signed = side == Side.BUY ? size : -size;
        found = find(venue, executionId);
        if (found == NONE) {
            return add(isOfCopy, venue, account, instrument, executionId, orderId, signed, atPrice, nowNs);
        }
        final boolean isAlike = accountId[found] == account
                && instrumentId[found] == instrument
                && quantity[found] == signed
                && price[found] == atPrice;
        if (isCopy[found] == isOfCopy && isAlike) {
            return Answer.IGNORED;
        }
        return isAlike ? Answer.MATCHED : Answer.DIFFERS;
    }

    private Answer add(
            final boolean isOfCopy,
            final int venue,
            final int account,
            final int instrument,
            final long executionId,
            final long orderId,
            final long signed,
            final long atPrice,
            final long nowNs) {
        if (waiting == WAITING) {
            return Answer.FULL;
        }
        int place = 0;
        while (isUsed[place]) {
            place++;
        }
        found = place;
        isUsed[place] = true;
        isCopy[place] = isOfCopy;
        id[place] = executionId;
        venueId[place] = venue;
        accountId[place] = account;
        instrumentId[place] = instrument;
        clientOrderId[place] = orderId;
        quantity[place] = signed;
        price[place] = atPrice;
        dueNs[place] = nowNs + patienceNs[venue];
        nextDueNs = Math.min(nextDueNs, dueNs[place]);
        waiting++;
        return Answer.WAITS;
    }

    private static long key(final int venue, final long executionId) {
        return Frame.mix(executionId) ^ venue;
    }

    /** Returns the place of a fill that waits, or {@link #NONE}. */
    public int find(final int venue, final long executionId) {
        int left = waiting;
        for (int place = 0; left > 0; place++) {
            if (isUsed[place]) {
                left--;
                if (id[place] == executionId && venueId[place] == venue) {
                    return place;
                }
            }
        }
        return NONE;
    }

    /** Forgets a fill that both told, or that a person vouched for; it is known if it comes again. */
    public void settle(final int place) {
        done.findOrAdd(key(venueId[place], id[place]));
        isUsed[place] = false;
        waiting--;
        findNext();
    }

    /** Returns the place of the next fill that is due by then, or {@link #NONE}; it is a break from here on, and due no more. */
    public int pollDue(final long nowNs) {
        if (nextDueNs > nowNs) {
            return NONE;
        }
        for (int place = 0; place < WAITING; place++) {
            if (isUsed[place] && dueNs[place] == nextDueNs) {
                doubt(place);
                return place;
            }
        }
        return NONE;
    }

    /** Makes a fill one that is a break and due no more. */
    public void doubt(final int place) {
        dueNs[place] = NEVER;
        findNext();
    }

    /** Gives all that waits its whole patience again: a process has taken over, and its sessions are only coming up. */
    public void postpone(final long nowNs) {
        int left = waiting;
        for (int place = 0; left > 0; place++) {
            if (isUsed[place]) {
                left--;
                dueNs[place] = dueNs[place] == NEVER ? NEVER : nowNs + patienceNs[venueId[place]];
            }
        }
        findNext();
    }

    private void findNext() {
        nextDueNs = NEVER;
        int left = waiting;
        for (int place = 0; left > 0; place++) {
            if (isUsed[place]) {
                left--;
                nextDueNs = Math.min(nextDueNs, dueNs[place]);
            }
        }
    }

    /** Returns when the next fill is due, UTC ns, {@link #NEVER} = none. */
    public long nextDueNs() {
        return nextDueNs;
    }

    /** Returns the place of the fill that was told last. */
    public int found() {
        return found;
    }

    public boolean isCopy(final int place) {
        return isCopy[place];
    }

    public long executionId(final int place) {
        return id[place];
    }

    public int venueId(final int place) {
        return venueId[place];
    }

    public int accountId(final int place) {
        return accountId[place];
    }

    public int instrumentId(final int place) {
        return instrumentId[place];
    }

    public long clientOrderId(final int place) {
        return clientOrderId[place];
    }

    /** Returns the signed quantity that the first of the two sessions told. */
    public long quantity(final int place) {
        return quantity[place];
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("drop copies");
        for (final long each : patienceNs) {
            writer.putLong(each);
        }
        writer.putInt(waiting);
        for (int place = 0; place < WAITING && waiting > 0; place++) {
            if (isUsed[place]) {
                writer.putInt(place);
                writer.putLong(id[place]);
                writer.putInt(venueId[place]);
                writer.putInt(accountId[place]);
                writer.putInt(instrumentId[place]);
                writer.putLong(clientOrderId[place]);
                writer.putLong(quantity[place]);
                writer.putLong(price[place]);
                writer.putLong(dueNs[place]);
                writer.putBoolean(isCopy[place]);
            }
        }
        writer.putBoolean(done != null);
        if (done != null) {
            done.writeTo(writer);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("drop copies");
        for (int venue = 0; venue < patienceNs.length; venue++) {
            patienceNs[venue] = reader.getLong();
        }
        Arrays.fill(isUsed, false);
        found = NONE;
        waiting = reader.getInt();
        for (int left = waiting; left > 0; left--) {
            final int place = reader.getInt();
            isUsed[place] = true;
            id[place] = reader.getLong();
            venueId[place] = reader.getInt();
            accountId[place] = reader.getInt();
            instrumentId[place] = reader.getInt();
            clientOrderId[place] = reader.getLong();
            quantity[place] = reader.getLong();
            price[place] = reader.getLong();
            dueNs[place] = reader.getLong();
            isCopy[place] = reader.getBoolean();
        }
        done = null;
        if (reader.getBoolean()) {
            done = new ExecutionWindow(executionIds);
            done.readFrom(reader);
        }
        findNext();
    }
}
