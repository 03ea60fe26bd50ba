package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.message.OrderRole;
import breakwater.core.message.RiskEventKind;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * P30, of the whole strategy: a fill of one of its stops, or of its targets, takes its entries away for a time, where a row
 * says so; exits go on. A further fill never ends the pause sooner. It ends by itself, unless the {@link ResetVeto} objects,
 * or when a person resumes.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class ExitPauses {
    private static final int AFTER_STOP = 0;
    private static final int AFTER_TARGET = 4;

    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    private final Pauses pauses;

    ExitPauses(final Scopes scopes, final Latches latches, final BreakerRows rows) {
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        pauses = new Pauses(scopes.count());
    }

    void onFill(final int strategyId, final OrderRole role, final long nowNs) {
        final int scope = scopes.strategy(strategyId);
        if (scope == Scopes.NONE) {
            return;
        }
        switch (role) {
            case STOP:
                pause(scope, rows.bound(Control.COOLDOWN, AFTER_STOP, scope), nowNs);
                break;
            case TARGET1:
            case TARGET2:
                pause(scope, rows.bound(Control.COOLDOWN, AFTER_TARGET, scope), nowNs);
                break;
            default:
                break;
        }
    }

    private void pause(final int scope, final long lengthNs, final long nowNs) {
        final boolean isPaused = latches.causeLevel(scope, Control.COOLDOWN) != Latches.ACTIVE;
        if (lengthNs == 0 || (isPaused && pauses.untilNs(scope) >= nowNs + lengthNs)) {
            return;
        }
        pauses.set(scope, nowNs + lengthNs);
        if (!latches.raise(scope, Control.COOLDOWN, Latches.REDUCE_ONLY, lengthNs, 0)) {
            latches.again(scope, Control.COOLDOWN, lengthNs);
        }
    }

    /** Returns when the first pause ends, Long.MAX_VALUE = none. */
    long nextNs() {
        return pauses.nextNs();
    }

    /** Ends one whose time has come; answers whether there was one. */
    boolean onDeadline(final long nowNs, final ResetVeto veto) {
        final int scope = pauses.pollEnded(nowNs);
        if (scope == Scopes.NONE) {
            return false;
        }
        if (latches.causeLevel(scope, Control.COOLDOWN) != Latches.ACTIVE) {
            final Control against = veto.standsAgainst(Control.COOLDOWN, scopes.type(scope), scopes.id(scope));
            if (against == Control.NONE) {
                latches.release(scope, Control.COOLDOWN, 0, 0);
            } else {
                latches.report(RiskEventKind.RESET_REFUSED, against, scope, 0, 0);
            }
        }
        return true;
    }

    void writeTo(final SnapshotWriter writer) {
        pauses.writeTo(writer);
    }

    void readFrom(final SnapshotReader reader) {
        pauses.readFrom(reader);
    }
}
