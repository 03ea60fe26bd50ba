package breakwater.core.order;

import breakwater.core.reference.Venues;

/**
 * Where every order that lives at a venue is to be canceled, and nobody else's, one message says so ahead of their own cancels, which
 * follow all the same: what the venue throttles or refuses of the one, the others do. It takes back orders of unknown fate too.
 * Each order is counted in once, so that a cancel that is tried again goes alone. Thread: core. Allocates: never.
 */
final class MassCancels {
    /** Of one order its own cancel says the same. */
    private static final int LEAST = 2;

    private final OrderPool pool;
    private final Exposures exposures;
    private final Venues venues;
    private final OrderWriter writer;
    private final OrderDesk desk;

    MassCancels(
            final OrderPool pool,
            final Exposures exposures,
            final Venues venues,
            final OrderWriter writer,
            final OrderDesk desk) {
        this.pool = pool;
        this.exposures = exposures;
        this.venues = venues;
        this.writer = writer;
        this.desk = desk;
    }

    /** Looks at orders that are about to be canceled. */
    void lead(final SlotSet cancels) {
        for (int venue = 0; venue < venues.count() && !cancels.isEmpty() && writer.hasRoom(); venue++) {
            if (venues.isDefined(venue) && venues.hasMassCancel(venue)) {
                lead(venue, cancels);
            }
        }
    }

    private void lead(final int venue, final SlotSet cancels) {
        int wanted = 0;
        boolean isNew = false;
        int first = OrderPool.NONE;
        for (int s = cancels.next(0); s >= 0; s = cancels.next(s + 1)) {
            if (pool.venueId[s] == venue) {
                wanted++;
                isNew |= !pool.is(s, OrderPool.MASS_CANCELED);
                first = first == OrderPool.NONE ? s : first;
            }
        }
        if (wanted < LEAST || !isNew || wanted != exposures.ofVenue(venue) || !desk.hasOnlyOurOrders()) {
            return;
        }
        for (int s = cancels.next(0); s >= 0; s = cancels.next(s + 1)) {
            if (pool.venueId[s] == venue) {
                pool.set(s, OrderPool.MASS_CANCELED);
            }
        }
        writer.orderMassCancel(first, wanted);
    }
}
