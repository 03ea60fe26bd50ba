package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.order.VenueAnswers;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * Watches how venues treat what is sent to them: errors (F9), refusals (F10), and the time until an answer (F11), which holds
 * a venue's entries at the first answer that takes longer than its limit, or at the second question that none has come to.
 * Each hold is a person's to lift.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class VenueWatch implements VenueAnswers {
    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    private final RejectStorm storm;
    private final VenueErrors errors;

    VenueWatch(final Capacity capacity, final Scopes scopes, final Latches latches, final BreakerRows rows) {
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        storm = new RejectStorm(capacity, scopes, latches, rows);
        errors = new VenueErrors(capacity, scopes, latches, rows);
    }

    @Override
    public void onSent(final int venueId, final boolean isFailure, final long nowNs) {
        errors.onMessage(venueId, nowNs);
        if (isFailure) {
            errors.onError(venueId, nowNs);
        }
    }

    @Override
    public void onAnswer(
            final int venueId,
            final int strategyId,
            final boolean isCancel,
            final boolean isRefusal,
            final long waitedNs,
            final long nowNs) {
        if (isRefusal) {
            errors.onError(venueId, nowNs);
            storm.onRefused(venueId, strategyId, nowNs);
        } else if (!isCancel) {
            storm.onTaken(venueId, strategyId);
        }
        checkTime(venueId, waitedNs);
    }

    @Override
    public void onSilence(final int venueId, final boolean isFirst, final long waitedNs, final long nowNs) {
        if (isFirst) {
            errors.onError(venueId, nowNs);
        }
        checkTime(venueId, waitedNs);
    }

    private void checkTime(final int venueId, final long waitedNs) {
        final int scope = scopes.venue(venueId);
        if (scope != Scopes.NONE && waitedNs > rows.bound(Control.LATENCY, 0, scope)) {
            latches.raise(scope, Control.LATENCY, Latches.REDUCE_ONLY, waitedNs, rows.bound(Control.LATENCY, 0, scope));
        }
    }

    /** Returns whether what raised the cause still holds, so that a person may not lift it. */
    boolean standsAgainst(final int scope, final Control cause, final long nowNs) {
        return cause == Control.VENUE_ERRORS && errors.isAbove(scope, nowNs);
    }

    /** A person has lifted the cause. */
    void onResumed(final int scope, final Control cause) {
        if (cause == Control.REJECT_STORM) {
            storm.forget(scope);
        }
    }

    void writeTo(final SnapshotWriter writer) {
        storm.writeTo(writer);
        errors.writeTo(writer);
    }

    void readFrom(final SnapshotReader reader) {
        storm.readFrom(reader);
        errors.readFrom(reader);
    }
}
