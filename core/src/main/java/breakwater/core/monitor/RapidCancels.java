package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.message.RiskEventKind;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * T12, rapid cancels: of so many entries of a strategy that have ended, then of the next so many, the share that was canceled
 * unfilled within a short life, in ppm rounded down. Thread: core. Allocates: never after construction.
 */
final class RapidCancels {
    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    private final int[] ended;
    private final int[] soon;

    RapidCancels(final int strategies, final Scopes scopes, final Latches latches, final BreakerRows rows) {
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        ended = new int[strategies];
        soon = new int[strategies];
    }

    void onEnded(final int strategyId, final boolean isCanceled, final long livedNs) {
        final int scope = scopes.strategy(strategyId);
        if (scope == Scopes.NONE) {
            return;
        }
        ended[strategyId]++;
        soon[strategyId] += isCanceled && livedNs <= rows.bound(Control.RAPID_CANCEL, 1, scope) ? 1 : 0;
        if (ended[strategyId] < rows.bound(Control.RAPID_CANCEL, 2, scope)) {
            return;
        }
        final long share = soon[strategyId] * 1_000_000L / ended[strategyId];
        final long most = rows.bound(Control.RAPID_CANCEL, 0, scope);
        ended[strategyId] = 0;
        soon[strategyId] = 0;
        if (share > most) {
            latches.report(RiskEventKind.WARNING, Control.RAPID_CANCEL, scope, share, most);
            if (rows.bound(Control.RAPID_CANCEL, 3, scope) == 0) {
                latches.raise(scope, Control.RAPID_CANCEL, Latches.REDUCE_ONLY, share, most);
            }
        }
    }

    void writeTo(final SnapshotWriter writer) {
        for (int i = 0; i < ended.length; i++) {
            writer.putInt(ended[i]);
            writer.putInt(soon[i]);
        }
    }

    void readFrom(final SnapshotReader reader) {
        for (int i = 0; i < ended.length; i++) {
            ended[i] = reader.getInt();
            soon[i] = reader.getInt();
        }
    }
}
