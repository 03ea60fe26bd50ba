package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.message.RiskEventKind;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * T12, layers: entries of a strategy on one side of an instrument, away from the touch, that were canceled unfilled within a
 * short life, while the other side traded, within a window before or after. More of them than the row allows are told, and
 * counted no more. Of a side the last sixteen of either kind are remembered.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class Layers {
    private static final int KEPT = 16;
    private static final int NONE = -1;

    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    /** By strategy and side, sells first: instruments and times of entries canceled soon, then of fills, in rings. */
    private final int[] canceledIn;

    private final long[] canceledNs;
    private final int[] filledIn;
    private final long[] filledNs;
    private final int[] canceledAt;
    private final int[] filledAt;

    Layers(final int strategies, final Scopes scopes, final Latches latches, final BreakerRows rows) {
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        canceledAt = new int[2 * strategies];
        filledAt = new int[2 * strategies];
        canceledIn = new int[KEPT * canceledAt.length];
        canceledNs = new long[canceledIn.length];
        filledIn = new int[canceledIn.length];
        filledNs = new long[canceledIn.length];
        Arrays.fill(canceledIn, NONE);
        Arrays.fill(filledIn, NONE);
    }

    void onCanceled(
            final int strategyId, final int instrumentId, final boolean isBuy, final long livedNs, final long nowNs) {
        final int scope = scopes.strategy(strategyId);
        if (scope == Scopes.NONE
                || livedNs > rows.bound(Control.LAYERING, 1, scope)
                || rows.bound(Control.LAYERING, 1, scope) == 0) {
            return;
        }
        final int side = 2 * strategyId + (isBuy ? 1 : 0);
        final int at = KEPT * side + canceledAt[side];
        canceledIn[at] = instrumentId;
        canceledNs[at] = nowNs;
        canceledAt[side] = (canceledAt[side] + 1) % KEPT;
        final long sinceNs = nowNs - rows.bound(Control.LAYERING, 2, scope);
        if (count(filledIn, filledNs, side ^ 1, instrumentId, sinceNs) > 0) {
            judge(scope, side, instrumentId, sinceNs);
        }
    }

    void onFill(final int strategyId, final int instrumentId, final boolean isBuy, final long nowNs) {
        final int scope = scopes.strategy(strategyId);
        if (scope == Scopes.NONE || rows.bound(Control.LAYERING, 1, scope) == 0) {
            return;
        }
        final int side = 2 * strategyId + (isBuy ? 1 : 0);
        final int at = KEPT * side + filledAt[side];
        filledIn[at] = instrumentId;
        filledNs[at] = nowNs;
        filledAt[side] = (filledAt[side] + 1) % KEPT;
        judge(scope, side ^ 1, instrumentId, nowNs - rows.bound(Control.LAYERING, 2, scope));
    }

    /** Holds the entries of a side that were canceled since then against the row. */
    private void judge(final int scope, final int side, final int instrumentId, final long sinceNs) {
        final long layers = count(canceledIn, canceledNs, side, instrumentId, sinceNs);
        final long most = rows.bound(Control.LAYERING, 0, scope);
        if (layers <= most) {
            return;
        }
        for (int i = KEPT * side; i < KEPT * (side + 1); i++) {
            canceledIn[i] = canceledIn[i] == instrumentId ? NONE : canceledIn[i];
        }
        latches.report(RiskEventKind.WARNING, Control.LAYERING, scope, layers, most);
        if (rows.bound(Control.LAYERING, 3, scope) == 0) {
            latches.raise(scope, Control.LAYERING, Latches.REDUCE_ONLY, layers, most);
        }
    }

    private static long count(
            final int[] in, final long[] ns, final int side, final int instrumentId, final long sinceNs) {
        long count = 0;
        for (int i = KEPT * side; i < KEPT * (side + 1); i++) {
            count += in[i] == instrumentId && ns[i] >= sinceNs ? 1 : 0;
        }
        return count;
    }

    void writeTo(final SnapshotWriter writer) {
        write(writer, canceledIn, canceledNs, canceledAt);
        write(writer, filledIn, filledNs, filledAt);
    }

    private static void write(final SnapshotWriter writer, final int[] in, final long[] ns, final int[] at) {
        int known = 0;
        for (final int one : in) {
            known += one == NONE ? 0 : 1;
        }
        writer.putInt(known);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != NONE) {
                writer.putInt(i);
                writer.putInt(in[i]);
                writer.putLong(ns[i]);
            }
        }
        for (final int next : at) {
            writer.putInt(next);
        }
    }

    void readFrom(final SnapshotReader reader) {
        read(reader, canceledIn, canceledNs, canceledAt);
        read(reader, filledIn, filledNs, filledAt);
    }

    private static void read(final SnapshotReader reader, final int[] in, final long[] ns, final int[] at) {
        Arrays.fill(in, NONE);
        for (int left = reader.getInt(); left > 0; left--) {
            final int i = reader.getInt();
            in[i] = reader.getInt();
            ns[i] = reader.getLong();
        }
        for (int side = 0; side < at.length; side++) {
            at[side] = reader.getInt();
        }
    }
}
