package breakwater.core.risk;

import breakwater.core.order.Intent;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;

/**
 * The {@link Clearance} of each strategy and instrument that was asked for of late, each at the place that its ids give it; one
 * that needs the same place takes it over and is worked out anew.
 *
 * <p>Derived, not state. Thread: core. Allocates: never after construction.
 */
final class Clearances {
    private static final int MOST = 1_024;
    /** 2^32 over the golden ratio, odd: spreads what is near together (Knuth, volume 3, 6.4). */
    private static final int GOLDEN = 0x9E37_79B9;

    private final Instruments instruments;
    private final Limits limits;
    private final Clearance[] places;
    private final int instrumentIds;
    private final int shift;

    Clearances(final Instruments instruments, final Limits limits, final Capacity capacity) {
        this.instruments = instruments;
        this.limits = limits;
        final long pairs = (long) capacity.strategies() * capacity.instruments();
        places = new Clearance[Integer.highestOneBit((int) Math.max(2, Math.min(MOST, pairs)))];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Clearance();
        }
        instrumentIds = capacity.instruments();
        // the greatest shift of an int leaves a bit, so that there are two places at least
        shift = Integer.numberOfLeadingZeros(places.length) + 1;
    }

    /** Returns what is known of an intent's ids, or null where that is not kept; then they may name nothing. */
    Clearance find(final Intent intent) {
        final Clearance found = place(intent);
        return found.isOf(intent, changes()) ? found : null;
    }

    /** Works out what is known of ids that name something. */
    Clearance work(final Intent intent) {
        final Clearance found = place(intent);
        found.work(intent, instruments, limits, changes());
        return found;
    }

    /** Forgets everything, since another state was read. */
    void forget() {
        for (final Clearance place : places) {
            place.forget();
        }
    }

    private Clearance place(final Intent intent) {
        return places[(intent.strategyId * instrumentIds + intent.instrumentId) * GOLDEN >>> shift];
    }

    private long changes() {
        return limits.changes() + instruments.changes();
    }
}
