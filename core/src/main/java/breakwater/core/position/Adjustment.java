package breakwater.core.position;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.AdoptionRefusal;
import breakwater.core.message.Frame;
import breakwater.core.reference.Instruments;

/**
 * Books what a venue's position differs by, by entries of their own, and says whose books were moved. What the venue does not
 * have is taken from the suspense book first, then from the strategies that hold it, the oldest books first; what the books
 * do not have is nobody's and goes to the suspense book (I9). Nothing is realized, since nobody told at what price: what is
 * taken goes at its average cost. All of it is seen to fit before anything is booked.
 *
 * <p>Thread: core. Allocates: never after construction. Its figures hold until the next adoption.
 */
public final class Adjustment {
    /** Books that one event may move: each has two outputs. */
    public static final int BOOKS_MAX = 12;

    /** Books a quantity at what was paid; returns false, having done nothing, where a sum would not fit. */
    interface Booking {
        boolean book(int slot, long quantity, long paidE8, long feeE8, long nowNs);
    }

    private final Instruments instruments;
    private final PositionTable table;
    private final Statements statements;
    private final Booking booking;
    private final int strategies;
    private final int[] slot = new int[BOOKS_MAX];
    private final int[] strategyId = new int[BOOKS_MAX];
    private final long[] quantity = new long[BOOKS_MAX];
    private int count;
    /** What the suspense book opens beyond what it held, signed; the one part that has to have a price. */
    private long opened;

    private long openedForE8;

    private AdoptionRefusal refusal = AdoptionRefusal.NONE;

    Adjustment(
            final Instruments instruments,
            final PositionTable table,
            final Statements statements,
            final Booking booking,
            final int strategies) {
        this.instruments = instruments;
        this.table = table;
        this.statements = statements;
        this.booking = booking;
        this.strategies = strategies;
    }

    void book(
            final long breakId,
            final int accountId,
            final int instrumentId,
            final long difference,
            final long price,
            final long nowNs) {
        refuse(plan(accountId, instrumentId, difference, price));
        if (refusal != AdoptionRefusal.NONE) {
            return;
        }
        for (int i = 0; i < count; i++) {
            enter(breakId, i, nowNs);
        }
        statements.account(accountId);
    }

    private AdoptionRefusal plan(final int accountId, final int instrumentId, final long difference, final long price) {
        count = 0;
        final int suspenseBook = strategies + accountId;
        final int suspense = table.find(suspenseBook, instrumentId);
        final long ofSuspense = suspense == PositionTable.NONE ? 0 : taken(table.quantity[suspense], difference);
        long left = difference - ofSuspense;
        for (int s = 0; s < table.used() && left != 0; s++) {
            final boolean isOfIt = table.instrumentId[s] == instrumentId && table.accountId[s] == accountId;
            final long by = isOfIt && s != suspense ? taken(table.quantity[s], left) : 0;
            left -= by;
            if (by != 0 && !add(s, table.book[s], by)) {
                return AdoptionRefusal.CAPACITY;
            }
        }
        opened = left;
        if (left != 0) {
            if (price <= 0) {
                return AdoptionRefusal.NO_PRICE;
            }
            openedForE8 = instruments.notionalE8(instrumentId, price, left, Rounding.CEILING);
            if (openedForE8 == Decimals.OVERFLOW || (suspense != PositionTable.NONE && !fits(suspense, left))) {
                return AdoptionRefusal.OVERFLOW;
            }
        }
        if (ofSuspense + left == 0) {
            return AdoptionRefusal.NONE;
        }
        final int s = count == BOOKS_MAX ? PositionTable.NONE : table.findOrAdd(suspenseBook, instrumentId, accountId);
        return s != PositionTable.NONE && add(s, Frame.NO_ID, ofSuspense + left)
                ? AdoptionRefusal.NONE
                : AdoptionRefusal.CAPACITY;
    }

    /** Returns whether a book that does not close takes what is opened; one that closes is flat by then. */
    private boolean fits(final int s, final long left) {
        final long held = table.quantity[s];
        return held == 0
                || held > 0 != left > 0
                || (Decimals.add(held, left) != Decimals.OVERFLOW
                        && Decimals.add(table.costE8[s], openedForE8) != Decimals.OVERFLOW);
    }

    /** Moves no book, and says why. */
    void refuse(final AdoptionRefusal why) {
        refusal = why;
        count = why == AdoptionRefusal.NONE ? count : 0;
    }

    private boolean add(final int atSlot, final int ofStrategy, final long by) {
        if (count == BOOKS_MAX) {
            return false;
        }
        slot[count] = atSlot;
        strategyId[count] = ofStrategy;
        quantity[count++] = by;
        return true;
    }

    /** Returns how much of a difference a position of the other sign can take, with the difference's sign. */
    private static long taken(final long held, final long difference) {
        if (held == 0 || held > 0 == difference > 0) {
            return 0;
        }
        return difference < 0 ? Math.max(difference, -held) : Math.min(difference, -held);
    }

    private void enter(final long breakId, final int index, final long nowNs) {
        final int at = slot[index];
        final long beforeE8 = table.costE8[at];
        final long opening = strategyId[index] == Frame.NO_ID ? opened : 0;
        final long closing = quantity[index] - opening;
        boolean isBooked = true;
        if (closing != 0) {
            final long held = Math.abs(table.quantity[at]);
            final long releasedE8 = Math.abs(closing) == held
                    ? beforeE8
                    : Decimals.mulDiv(beforeE8, Math.abs(closing), held, Rounding.CEILING);
            isBooked = booking.book(at, closing, Decimals.subtract(0, releasedE8), 0, nowNs);
        }
        if (opening != 0) {
            isBooked &= booking.book(at, opening, openedForE8, 0, nowNs);
        }
        if (!isBooked) {
            throw new IllegalStateException("break " + breakId + " does not fit the book that it was planned for, slot="
                    + at + " quantity=" + quantity[index]);
        }
        statements.adjusted(at, breakId, quantity[index], Decimals.subtract(table.costE8[at], beforeE8));
    }

    /** Returns why nothing was booked, NONE where it was. */
    public AdoptionRefusal refusal() {
        return refusal;
    }

    /** Returns how many books were moved. */
    public int count() {
        return count;
    }

    /** Returns the strategy whose book was moved, {@link Frame#NO_ID} for the suspense book. */
    public int strategyId(final int index) {
        return strategyId[index];
    }

    /** Returns by how much, a signed quantity mantissa. */
    public long quantity(final int index) {
        return quantity[index];
    }
}
