package breakwater.core.order;

/**
 * Orders that count as if they worked while several are decided upon together (P8): each is judged beside those before it.
 * All are withdrawn again within the same event, before anything goes out, so they are no state; what follows is sent as any
 * order is. Thread: core. Allocates: never after construction.
 */
public final class Reservations {
    /** Ids that no order of any run has. */
    private static final long FIRST_ID = Long.MIN_VALUE;

    private final OrderPool pool;
    private final BracketPool brackets;
    private final Books books;
    private final Exposures exposures;
    private final int[] slots;
    private int count;

    /** @param most how many are held at once */
    Reservations(
            final OrderPool pool,
            final BracketPool brackets,
            final Books books,
            final Exposures exposures,
            final int most) {
        this.pool = pool;
        this.brackets = brackets;
        this.books = books;
        this.exposures = exposures;
        slots = new int[most];
    }

    /** Lets a new order without a bracket count from here on. Returns false, changing nothing, where it has no place. */
    public boolean reserve(final Intent approved, final long nowNs) {
        if (count == slots.length
                || !pool.hasRoom()
                || !brackets.hasRoom()
                || !books.hasRoom()
                || approved.quantity <= 0
                || !exposures.fits(approved.instrumentId, approved.side, approved.quantity)) {
            return false;
        }
        final int book = books.open(approved.strategyId, approved.instrumentId, approved.accountId);
        final int slot = pool.open(FIRST_ID + count, approved, nowNs);
        exposures.join(slot, book);
        exposures.add(slot);
        slots[count++] = slot;
        return true;
    }

    /** Takes all of them back. */
    public void withdraw() {
        while (count > 0) {
            final int slot = slots[--count];
            final int book = pool.bookOf[slot];
            exposures.subtract(slot);
            exposures.leave(slot);
            pool.forget(slot);
            books.closeIfIdle(book);
        }
    }
}
