package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.RollingSums;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * F10: refusals by venues, counted of each venue and of each strategy, within a minute and in a row. A new order or a replace
 * that is taken ends a row; a cancel says nothing. The refusal that reaches a limit holds the entries of its venue or strategy
 * until a person resumes, which begins both counts anew: what was refused has been looked at.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class RejectStorm {
    static final long WINDOW_NS = 60_000_000_000L;

    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    private final RollingSums refusals;
    /** By scope. */
    private final int[] inARow;

    RejectStorm(final Capacity capacity, final Scopes scopes, final Latches latches, final BreakerRows rows) {
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        // Venues come first among the scopes and strategies next to last: the few places between stay empty.
        final int places = scopes.strategy(capacity.strategies() - 1) + 1;
        refusals = new RollingSums("refusals", places, WINDOW_NS);
        inARow = new int[places];
    }

    void onTaken(final int venueId, final int strategyId) {
        end(scopes.venue(venueId));
        end(scopes.strategy(strategyId));
    }

    private void end(final int scope) {
        if (scope != Scopes.NONE) {
            inARow[scope] = 0;
        }
    }

    void onRefused(final int venueId, final int strategyId, final long nowNs) {
        count(scopes.venue(venueId), nowNs);
        count(scopes.strategy(strategyId), nowNs);
    }

    private void count(final int scope, final long nowNs) {
        if (scope == Scopes.NONE) {
            return;
        }
        refusals.add(scope, nowNs, 1);
        inARow[scope]++;
        final long rowMost = Math.max(1, rows.bound(Control.REJECT_STORM, 1, scope));
        final long most = Math.max(1, rows.bound(Control.REJECT_STORM, 0, scope));
        final long sum = refusals.sum(scope, nowNs);
        if (inARow[scope] >= rowMost) {
            latches.raise(scope, Control.REJECT_STORM, Latches.REDUCE_ONLY, inARow[scope], rowMost);
        } else if (sum >= most) {
            latches.raise(scope, Control.REJECT_STORM, Latches.REDUCE_ONLY, sum, most);
        }
    }

    /** A person has looked at it. */
    void forget(final int scope) {
        if (scope < inARow.length) {
            inARow[scope] = 0;
            refusals.forget(scope);
        }
    }

    void writeTo(final SnapshotWriter writer) {
        refusals.writeTo(writer);
        int running = 0;
        for (final int row : inARow) {
            running += row == 0 ? 0 : 1;
        }
        writer.putInt(running);
        for (int scope = 0; scope < inARow.length; scope++) {
            if (inARow[scope] != 0) {
                writer.putInt(scope);
                writer.putInt(inARow[scope]);
            }
        }
    }

    void readFrom(final SnapshotReader reader) {
        refusals.readFrom(reader);
        Arrays.fill(inARow, 0);
        for (int running = reader.getInt(); running > 0; running--) {
            final int scope = reader.getInt();
            inARow[scope] = reader.getInt();
        }
    }
}
