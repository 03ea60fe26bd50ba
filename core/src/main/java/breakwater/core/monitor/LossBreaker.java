package breakwater.core.monitor;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.RiskEventKind;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * One loss limit over all accounts (L1, L2 or L3), in three stages, so that it is fast where that is safe and slow where a
 * single bad quote could do harm.
 *
 * <pre>
 *              loss &gt;= limit                    ... and for 3 s by fresh marks
 *   CLEAR ------------------------&gt; HELD ---------------------------------------&gt; CONFIRMED
 *     ^                               |  REDUCE_ONLY                                 |  the control's level, latched
 *     +------ loss &lt; 95 % of limit ---+                                              |
 *     |       by fresh marks                                                         |
 *     +------ the reset rule: 00:00 UTC (L1), a person (L2, L3) ---------------------+
 * </pre>
 *
 * A stale mark can hold, but neither confirm nor clear. Warns once an episode, which ends under 95 % of the warn level.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class LossBreaker {
    /** Fresh marks have to show the loss for so long. */
    static final long CONFIRM_NS = 3_000_000_000L;

    static final long NO_DEADLINE = Long.MAX_VALUE;

    private static final int REDUCE_ONLY = Latches.REDUCE_ONLY;
    private static final byte CLEAR = 0;
    private static final byte HELD = 1;
    private static final byte CONFIRMED = 2;

    private final Control control;
    private final int confirmedLevel;
    private final Latches latches;
    private final Scopes scopes;
    private final byte[] stage;
    private final boolean[] warned;
    private final long[] deadlineNs;

    LossBreaker(
            final Control control,
            final int confirmedLevel,
            final Latches latches,
            final Scopes scopes,
            final int accounts) {
        this.control = control;
        this.confirmedLevel = confirmedLevel;
        this.latches = latches;
        this.scopes = scopes;
        stage = new byte[accounts];
        warned = new boolean[accounts];
        deadlineNs = new long[accounts];
        Arrays.fill(deadlineNs, NO_DEADLINE);
    }

    /**
     * Looks at a loss in ppm, and at the fall that warnings are about. {@code isMarked}: every open position has a fresh
     * mark. Returns whether it is confirmed by it.
     */
    boolean onLoss(
            final int account,
            final long lossPpm,
            final long warnedLossPpm,
            final long limitPpm,
            final long warnPpm,
            final boolean isMarked,
            final long nowNs) {
        if (stage[account] == CONFIRMED) {
            return false;
        }
        final int scope = scopes.account(account);
        if (lossPpm >= limitPpm) {
            warned[account] = true;
            return onBreach(account, scope, lossPpm, limitPpm, isMarked, nowNs);
        }
        deadlineNs[account] = NO_DEADLINE;
        if (stage[account] == HELD && isMarked && isUnder95Percent(lossPpm, limitPpm)) {
            stage[account] = CLEAR;
            latches.release(scope, control, lossPpm, limitPpm);
        }
        if (!warned[account] && warnPpm > 0 && warnedLossPpm >= warnPpm) {
            warned[account] = true;
            latches.report(RiskEventKind.WARNING, control, scope, warnedLossPpm, warnPpm);
        } else if (warned[account] && isMarked && isUnder95Percent(warnedLossPpm, warnPpm > 0 ? warnPpm : limitPpm)) {
            warned[account] = false;
        }
        return false;
    }

    private boolean onBreach(
            final int account,
            final int scope,
            final long lossPpm,
            final long limitPpm,
            final boolean isMarked,
            final long nowNs) {
        if (stage[account] == CLEAR) {
            stage[account] = HELD;
            latches.raise(scope, control, REDUCE_ONLY, lossPpm, limitPpm);
        }
        if (!isMarked) {
            deadlineNs[account] = NO_DEADLINE;
        } else if (deadlineNs[account] == NO_DEADLINE) {
            deadlineNs[account] = nowNs + CONFIRM_NS;
        } else if (deadlineNs[account] <= nowNs) {
            deadlineNs[account] = NO_DEADLINE;
            stage[account] = CONFIRMED;
            if (!latches.raise(scope, control, confirmedLevel, lossPpm, limitPpm)) {
                latches.report(RiskEventKind.LEVEL_RAISED, control, scope, lossPpm, limitPpm);
            }
            return true;
        }
        return false;
    }

    /** Returns the loss from a reference in ppm, rounded down: at or over a limit exactly where the money is. */
    static long lossPpm(final long referenceE8, final long equityE8) {
        final long lossE8 = Decimals.subtract(referenceE8, equityE8);
        if (lossE8 != Decimals.OVERFLOW && lossE8 <= 0) {
            return 0;
        }
        final long ppm =
                referenceE8 <= 0 ? Decimals.OVERFLOW : Decimals.mulDiv(lossE8, 1_000_000L, referenceE8, Rounding.DOWN);
        return ppm == Decimals.OVERFLOW ? Long.MAX_VALUE : ppm;
    }

    private static boolean isUnder95Percent(final long lossPpm, final long limitPpm) {
        return lossPpm < limitPpm - (limitPpm + 19) / 20;
    }

    boolean isConfirmed(final int account) {
        return stage[account] == CONFIRMED;
    }

    /** Returns when to look again, {@link #NO_DEADLINE} = not by time. */
    long deadlineNs(final int account) {
        return deadlineNs[account];
    }

    /** Stops the confirmation, which starts anew with the next fresh mark. */
    void suspend(final int account) {
        deadlineNs[account] = NO_DEADLINE;
    }

    /** Applies the reset rule. */
    void reset(final int account, final long observed, final long bound) {
        stage[account] = CLEAR;
        warned[account] = false;
        deadlineNs[account] = NO_DEADLINE;
        latches.release(scopes.account(account), control, observed, bound);
    }

    void writeTo(final SnapshotWriter writer) {
        for (int i = 0; i < stage.length; i++) {
            writer.putInt(stage[i]);
            writer.putBoolean(warned[i]);
            writer.putLong(deadlineNs[i]);
        }
    }

    void readFrom(final SnapshotReader reader) {
        for (int i = 0; i < stage.length; i++) {
            stage[i] = (byte) reader.getInt();
            warned[i] = reader.getBoolean();
            deadlineNs[i] = reader.getLong();
        }
    }
}
