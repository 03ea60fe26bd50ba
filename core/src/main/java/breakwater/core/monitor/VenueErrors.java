package breakwater.core.monitor;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.RiskEventKind;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.RollingSums;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * F9: of the orders, cancels and replaces that went to a venue within five minutes, the share that the session or the venue
 * failed: not sent, refused, not answered in time. What a kill or the journal held back is no failure of the venue. Above the
 * limit, and from the least sample on, its entries are held until a person resumes, which is refused while the share is still
 * above it; five quiet minutes bring it down. Warns once an episode, which ends under 95 % of the warn level.
 *
 * <p>Thread: core. Allocates: never after construction. Source: specification 5.5, 9.3.
 */
final class VenueErrors {
    static final long WINDOW_NS = 300_000_000_000L;

    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    private final RollingSums messages;
    private final RollingSums errors;
    private final boolean[] warned;

    VenueErrors(final Capacity capacity, final Scopes scopes, final Latches latches, final BreakerRows rows) {
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        messages = new RollingSums("venue messages", capacity.venues(), WINDOW_NS);
        errors = new RollingSums("venue errors", capacity.venues(), WINDOW_NS);
        warned = new boolean[capacity.venues()];
    }

    void onMessage(final int venueId, final long nowNs) {
        if (venueId >= 0 && venueId < warned.length) {
            messages.add(venueId, nowNs, 1);
            look(venueId, nowNs);
        }
    }

    void onError(final int venueId, final long nowNs) {
        if (venueId >= 0 && venueId < warned.length) {
            errors.add(venueId, nowNs, 1);
            look(venueId, nowNs);
        }
    }

    private void look(final int venueId, final long nowNs) {
        final int scope = scopes.venue(venueId);
        final long bound = rows.bound(Control.VENUE_ERRORS, 0, scope);
        final long warn = rows.warn(Control.VENUE_ERRORS, 0, scope);
        final long rate = ratePpm(venueId, nowNs);
        if (rate > bound) {
            latches.raise(scope, Control.VENUE_ERRORS, Latches.REDUCE_ONLY, rate, bound);
        } else if (warn > 0 && rate > warn && !warned[venueId]) {
            warned[venueId] = true;
            latches.report(RiskEventKind.WARNING, Control.VENUE_ERRORS, scope, rate, warn);
        }
        if (rate < warn - warn / 20) {
            warned[venueId] = false;
        }
    }

    /** Returns the share that failed, rounded up; 0 below the least sample. */
    private long ratePpm(final int venueId, final long nowNs) {
        final long failed = errors.sum(venueId, nowNs);
        final long all = Math.max(failed, messages.sum(venueId, nowNs));
        if (failed == 0 || all < rows.bound(Control.VENUE_ERRORS, 1, scopes.venue(venueId))) {
            return 0;
        }
        return Decimals.mulDiv(failed, 1_000_000L, all, Rounding.UP);
    }

    /** Returns whether the share is above the limit of a scope that is a venue's. */
    boolean isAbove(final int scope, final long nowNs) {
        final int venueId = scopes.id(scope);
        return ratePpm(venueId, nowNs) > rows.bound(Control.VENUE_ERRORS, 0, scope);
    }

    void writeTo(final SnapshotWriter writer) {
        messages.writeTo(writer);
        errors.writeTo(writer);
        for (final boolean each : warned) {
            writer.putBoolean(each);
        }
    }

    void readFrom(final SnapshotReader reader) {
        messages.readFrom(reader);
        errors.readFrom(reader);
        for (int venueId = 0; venueId < warned.length; venueId++) {
            warned[venueId] = reader.getBoolean();
        }
    }
}
