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
    /** Spreads strategies over places; odd. */
    private static final int SPREAD = 31;

    private final Instruments instruments;
    private final Limits limits;
    private final Clearance[] places;
    private final int mask;

    Clearances(final Instruments instruments, final Limits limits, final Capacity capacity) {
        this.instruments = instruments;
        this.limits = limits;
        final long pairs = (long) capacity.strategies() * capacity.instruments();
        places = new Clearance[Integer.highestOneBit((int) Math.min(MOST, pairs))];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Clearance();
        }
        mask = places.length - 1;
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

    private Clearance place(final Intent intent) {
        return places[(intent.strategyId * SPREAD + intent.instrumentId) & mask];
    }

    private long changes() {
        return limits.changes() + instruments.changes();
    }
}
