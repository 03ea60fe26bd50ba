package breakwater.core.risk;

import breakwater.core.order.Intent;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;

/**
 * The {@link Clearance} of each strategy and instrument that was asked for of late, each at one of the
 * two places that its ids give it; the third that needs them takes one over and is worked out anew.
 *
 * <p>Derived, not state. Thread: core. Allocates: never after construction.
 */
final class Clearances {
    private static final int MOST = 1_024;
    /** Odd, without a pattern in common: strategies and instruments that go up together spread, too. */
    private static final int OF_STRATEGY = 0x9E37_79B9;

    private static final int OF_INSTRUMENT = 0x85EB_CA6B;

    private final Instruments instruments;
    private final Limits limits;
    private final Clearance[] places;
    private final int shift;

    Clearances(final Instruments instruments, final Limits limits, final Capacity capacity) {
        this.instruments = instruments;
        this.limits = limits;
        final long pairs = (long) capacity.strategies() * capacity.instruments();
        places = new Clearance[Integer.highestOneBit((int) Math.max(2, Math.min(MOST, pairs)))];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Clearance();
        }
        // the greatest shift of an int leaves a bit, so that there are two places at least
        shift = Integer.numberOfLeadingZeros(places.length) + 1;
    }

    /** Returns what is known of an intent's ids, or null where that is not kept; then they may name nothing. */
    Clearance find(final Intent intent) {
        final int place = place(intent);
        final long changes = changes();
        final Clearance first = places[place];
        if (first.isOf(intent, changes)) {
            return first;
        }
        final Clearance second = places[place ^ 1];
        return second.isOf(intent, changes) ? second : null;
    }

    /** Works out what is known of ids that name something. */
    Clearance work(final Intent intent) {
        final int place = place(intent);
        final long changes = changes();
        // the first place goes to who comes last, and who was there moves to the second
        final Clearance worked = places[place ^ 1];
        places[place ^ 1] = places[place];
        places[place] = worked;
        worked.work(intent, instruments, limits, changes);
        return worked;
    }

    /** Forgets everything, since another state was read. */
    void forget() {
        for (final Clearance place : places) {
            place.forget();
        }
    }

    private int place(final Intent intent) {
        return intent.strategyId * OF_STRATEGY + intent.instrumentId * OF_INSTRUMENT >>> shift;
    }

    private long changes() {
        return limits.changes() + instruments.changes();
    }
}
