package breakwater.core.position;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.BreakCause;
import breakwater.core.message.BreakKind;
import breakwater.core.message.Frame;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * Where the venue's newest answer differs from the books (T6 to T8, I31), each difference a record with an id that is given
 * once: an account's position in an instrument, its cash, its reconciliation as a whole, an order that works there and not with
 * us, or on other terms, a fill that one of two sessions told. A break ends when the venue's next answer agrees, or when a
 * person adopts the venue's figure, never by itself.
 *
 * <pre>
 *   slot   [ positions: instrument x accounts + account | cash: account | reconciliation: account | orders | fills ]
 *   open   id(slot) != 0
 * </pre>
 *
 * <p>Thread: core. Allocates: never after construction.
 */
public final class Breaks implements Stateful {
    public static final int NONE = -1;

    /** Orders that work at the venue and not with us, kept one by one; one more makes the whole account unclean. */
    public static final int ORDERS = 64;

    /** Fills, the same. */
    public static final int FILLS = 64;

    private static final int NAMED = ORDERS + FILLS;

    private final int accounts;
    private final int cashFrom;
    private final int wholeFrom;
    private final int ordersFrom;
    private final int fillsFrom;
    private final long[] id;
    private final long[] ours;
    private final long[] theirs;
    private final long[] openedNs;
    private final int[] venueId;
    private final int[] cause;
    private final int[] orderAccount = new int[NAMED];
    private final int[] orderInstrument = new int[NAMED];
    private final long[] clientOrderId = new long[NAMED];
    private final long[] venueOrderId = new long[NAMED];
    /** How many breaks of positions and orders stand in an instrument. */
    private final int[] ofInstrument;

    private int standing;
    private int standingOrders;
    private long lastId;

    public Breaks(final Capacity capacity) {
        accounts = capacity.accounts();
        cashFrom = capacity.instruments() * accounts;
        wholeFrom = cashFrom + accounts;
        ordersFrom = wholeFrom + accounts;
        fillsFrom = ordersFrom + ORDERS;
        final int slots = ordersFrom + NAMED;
        id = new long[slots];
        ours = new long[slots];
        theirs = new long[slots];
        openedNs = new long[slots];
        venueId = new int[slots];
        cause = new int[slots];
        ofInstrument = new int[capacity.instruments()];
    }

    /** Returns the slot of an account's position in an instrument. */
    public int position(final int account, final int instrument) {
        return instrument * accounts + account;
    }

    /** Returns the slot of an account's cash. */
    public int cash(final int account) {
        return cashFrom + account;
    }

    /** Returns the slot of an account's reconciliation as a whole. */
    public int reconciliation(final int account) {
        return wholeFrom + account;
    }

    /** Returns the slot of an order's break, which the venue's own id names, ours where it gave none; {@link #NONE} = none. */
    public int order(final int venue, final long ofClient, final long ofVenue) {
        for (int i = 0; i < ORDERS && standingOrders > 0; i++) {
            final int slot = ordersFrom + i;
            final boolean isIt = ofVenue != 0 ? venueOrderId[i] == ofVenue : clientOrderId[i] == ofClient;
            if (isIt && id[slot] != 0 && venueId[slot] == venue) {
                return slot;
            }
        }
        return NONE;
    }

    /** Returns a free slot for an order, made out for it, or {@link #NONE} where all are taken. */
    public int newOrder(final int account, final int instrument, final long ofClient, final long ofVenue) {
        return newNamed(0, ORDERS, account, instrument, ofClient, ofVenue);
    }

    /** Returns the slot of a fill's break, {@link #NONE} = none. */
    public int fill(final int venue, final long executionId) {
        for (int i = ORDERS; i < NAMED && standingOrders > 0; i++) {
            final int slot = ordersFrom + i;
            if (id[slot] != 0 && venueOrderId[i] == executionId && venueId[slot] == venue) {
                return slot;
            }
        }
        return NONE;
    }

    /** Returns a free slot for a fill, made out for it, or {@link #NONE} where all are taken. */
    public int newFill(final int account, final int instrument, final long ofClient, final long executionId) {
        return newNamed(ORDERS, NAMED, account, instrument, ofClient, executionId);
    }

    private int newNamed(
            final int from,
            final int to,
            final int account,
            final int instrument,
            final long ofClient,
            final long ofVenue) {
        for (int i = from; i < to; i++) {
            if (id[ordersFrom + i] == 0) {
                orderAccount[i] = account;
                orderInstrument[i] = instrument;
                clientOrderId[i] = ofClient;
                venueOrderId[i] = ofVenue;
                return ordersFrom + i;
            }
        }
        return NONE;
    }

    /** Takes a difference. Returns whether it is new: the first, or with other figures than before. */
    public boolean open(
            final int slot,
            final int venue,
            final long ourFigure,
            final long theirFigure,
            final BreakCause why,
            final long nowNs) {
        final boolean isNew = id[slot] == 0;
        if (!isNew && ours[slot] == ourFigure && theirs[slot] == theirFigure) {
            return false;
        }
        if (isNew) {
            id[slot] = ++lastId;
            openedNs[slot] = nowNs;
            count(slot, 1);
        }
        venueId[slot] = venue;
        ours[slot] = ourFigure;
        theirs[slot] = theirFigure;
        cause[slot] = why.value();
        return true;
    }

    /** Forgets a break that ended. */
    public void close(final int slot) {
        count(slot, -1);
        id[slot] = 0;
        if (slot >= ordersFrom) {
            clientOrderId[slot - ordersFrom] = 0;
            venueOrderId[slot - ordersFrom] = 0;
        }
    }

    private void count(final int slot, final int by) {
        standing += by;
        standingOrders += slot >= ordersFrom ? by : 0;
        final int instrument = instrumentId(slot);
        if (instrument != Frame.NO_ID) {
            ofInstrument[instrument] += by;
        }
    }

    public boolean isOpen(final int slot) {
        return id[slot] != 0;
    }

    /** Returns the slot of an open break, or {@link #NONE}; O(capacity), for a person's question. */
    public int slotOf(final long breakId) {
        for (int slot = 0; slot < id.length && breakId > 0; slot++) {
            if (id[slot] == breakId) {
                return slot;
            }
        }
        return NONE;
    }

    /** Returns whether a break ever had an id, open or not. */
    public boolean wasGiven(final long breakId) {
        return breakId > 0 && breakId <= lastId;
    }

    public long id(final int slot) {
        return id[slot];
    }

    public BreakKind kind(final int slot) {
        return slot < cashFrom
                ? BreakKind.POSITION
                : slot < wholeFrom
                        ? BreakKind.CASH
                        : slot < ordersFrom
                                ? BreakKind.RECONCILIATION
                                : slot < fillsFrom ? BreakKind.ORDER : BreakKind.FILL;
    }

    public BreakCause cause(final int slot) {
        return BreakCause.get((short) cause[slot]);
    }

    public int venueId(final int slot) {
        return venueId[slot];
    }

    public int accountId(final int slot) {
        return slot < cashFrom
                ? slot % accounts
                : slot < wholeFrom
                        ? slot - cashFrom
                        : slot < ordersFrom ? slot - wholeFrom : orderAccount[slot - ordersFrom];
    }

    /** Returns the instrument, NO_ID where a break is of an account alone. */
    public int instrumentId(final int slot) {
        return slot < cashFrom ? slot / accounts : slot < ordersFrom ? Frame.NO_ID : orderInstrument[slot - ordersFrom];
    }

    /** Returns what the books said, in the unit of the kind: a signed quantity mantissa, money E8, what is left of an order. */
    public long ours(final int slot) {
        return ours[slot];
    }

    public long theirs(final int slot) {
        return theirs[slot];
    }

    public long openedNs(final int slot) {
        return openedNs[slot];
    }

    /** Returns how an order, or the order of a fill, is named that has a break; else 0. */
    public long clientOrderId(final int slot) {
        return slot < ordersFrom ? 0 : clientOrderId[slot - ordersFrom];
    }

    /** Returns the venue's id of an order, the execution id of a fill; else 0. */
    public long venueOrderId(final int slot) {
        return slot < ordersFrom ? 0 : venueOrderId[slot - ordersFrom];
    }

    /** Returns whether anything differs. */
    public boolean any() {
        return standing > 0;
    }

    /** Returns whether a position, or an order, differs in an instrument, of whatever account. */
    public boolean ofInstrument(final int instrument) {
        return ofInstrument[instrument] > 0;
    }

    /** Returns whether an account's cash or its reconciliation differs. */
    public boolean ofAccount(final int account) {
        return id[cashFrom + account] != 0 || id[wholeFrom + account] != 0;
    }

    /**
     * Returns whether what an account holds of an instrument is in question: its position differs, or an order that could move
     * it, or a fill. A fill that only the drop copy lacks is in the books, and no reason to let a position be.
     */
    public boolean ofHolding(final int account, final int instrument) {
        if (ofInstrument[instrument] == 0) {
            return false;
        }
        boolean differs = id[position(account, instrument)] != 0;
        for (int i = 0; i < NAMED && !differs; i++) {
            differs = id[ordersFrom + i] != 0
                    && orderAccount[i] == account
                    && orderInstrument[i] == instrument
                    && cause[ordersFrom + i] != BreakCause.NOT_COPIED.value();
        }
        return differs;
    }

    /**
     * Returns how much of an account's position both books vouch for while the venue's differs (T6): the least of what it is by
     * our books, what the venue told, and that with what we booked since; 0 where any of them is not of that sign. All are
     * signed mantissas; {@code slot} is of an open break of a position.
     */
    long confirmed(final int slot, final int sign, final long ofAccount) {
        final long told = theirs[slot];
        final long since = Decimals.subtract(ofAccount, ours[slot]);
        final long carriedOn = since == Decimals.OVERFLOW ? 0 : Decimals.add(told, since);
        if (carriedOn == Decimals.OVERFLOW
                || Long.signum(ofAccount) != sign
                || Long.signum(told) != sign
                || Long.signum(carriedOn) != sign) {
            return 0;
        }
        return sign > 0
                ? Math.min(ofAccount, Math.min(told, carriedOn))
                : -Math.max(ofAccount, Math.max(told, carriedOn));
    }

    /** Returns whether an order differs, or a fill. */
    public boolean ofAnyOrder() {
        return standingOrders > 0;
    }

    /** Returns whether a position of an account differs in any instrument; O(instruments). */
    public boolean ofAnyPosition(final int account) {
        boolean differs = false;
        for (int slot = account; slot < cashFrom && !differs; slot += accounts) {
            differs = id[slot] != 0;
        }
        return differs;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("breaks");
        writer.putLong(lastId);
        writer.putInt(standing);
        for (int slot = 0; slot < id.length && standing > 0; slot++) {
            if (id[slot] != 0) {
                writer.putInt(slot);
                writer.putLong(id[slot]);
                writer.putLong(ours[slot]);
                writer.putLong(theirs[slot]);
                writer.putLong(openedNs[slot]);
                writer.putInt(venueId[slot]);
                writer.putInt(cause[slot]);
                if (slot >= ordersFrom) {
                    writer.putInt(orderAccount[slot - ordersFrom]);
                    writer.putInt(orderInstrument[slot - ordersFrom]);
                    writer.putLong(clientOrderId[slot - ordersFrom]);
                    writer.putLong(venueOrderId[slot - ordersFrom]);
                }
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("breaks");
        Arrays.fill(id, 0);
        Arrays.fill(ofInstrument, 0);
        standing = 0;
        standingOrders = 0;
        lastId = reader.getLong();
        for (int left = reader.getInt(); left > 0; left--) {
            final int slot = reader.getInt();
            id[slot] = reader.getLong();
            ours[slot] = reader.getLong();
            theirs[slot] = reader.getLong();
            openedNs[slot] = reader.getLong();
            venueId[slot] = reader.getInt();
            cause[slot] = reader.getInt();
            if (slot >= ordersFrom) {
                orderAccount[slot - ordersFrom] = reader.getInt();
                orderInstrument[slot - ordersFrom] = reader.getInt();
                clientOrderId[slot - ordersFrom] = reader.getLong();
                venueOrderId[slot - ordersFrom] = reader.getLong();
            }
            count(slot, 1);
        }
    }
}
