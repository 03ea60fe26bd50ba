package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * The figures that losses are held against. Each has a shipped default, which a row replaces; an account stands under
 * its own row and the engine-wide one, whichever is the lower. A limit of 0 ppm means no entries at all.
 *
 * <pre>
 *   L1 DAILY_LOSS      GLOBAL, ACCOUNT   ppm of opening equity   30,000, warns at 20,000   specification 5.4, 9.3
 *   L3 DRAWDOWN        GLOBAL, ACCOUNT   ppm of the peak        150,000, warns at 100,000  5.5; two thirds, like L1
 *   L5 LOSING_STREAK   GLOBAL            losses in a row              5, 0 as 1            5.5
 * </pre>
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class LossLimits {
    static final int STREAK_DEFAULT = 5;

    private static final long UNSET = -1;
    private static final long DAILY_LOSS_DEFAULT_PPM = 30_000;
    private static final long DAILY_LOSS_WARN_PPM = 20_000;
    private static final long DRAWDOWN_DEFAULT_PPM = 150_000;
    private static final long DRAWDOWN_WARN_PPM = 100_000;

    private final long[] dailyLoss;
    private final long[] dailyLossWarn;
    private final long[] drawdown;
    private final long[] drawdownWarn;
    private final int globalRow;
    private long streak = STREAK_DEFAULT;

    LossLimits(final Capacity capacity) {
        globalRow = capacity.accounts();
        dailyLoss = new long[globalRow + 1];
        dailyLossWarn = new long[globalRow + 1];
        drawdown = new long[globalRow + 1];
        drawdownWarn = new long[globalRow + 1];
        Arrays.fill(dailyLoss, UNSET);
        Arrays.fill(drawdown, UNSET);
    }

    /** Applies a row. Returns false, and changes nothing, where no such figure is enforced here. */
    boolean set(
            final Control control,
            final int key,
            final ScopeType type,
            final int scopeId,
            final long value,
            final long warn) {
        final int row = type == ScopeType.GLOBAL ? globalRow : scopeId;
        if (key != 0 || value < 0 || warn < 0) {
            return false;
        }
        if (control == Control.LOSING_STREAK) {
            if (type != ScopeType.GLOBAL) {
                return false;
            }
            streak = Math.max(1, value);
            return true;
        }
        if (type != ScopeType.GLOBAL && (type != ScopeType.ACCOUNT || scopeId < 0 || scopeId >= globalRow)) {
            return false;
        }
        if (control == Control.DAILY_LOSS) {
            dailyLoss[row] = value;
            dailyLossWarn[row] = warn;
            return true;
        }
        if (control == Control.DRAWDOWN) {
            drawdown[row] = value;
            drawdownWarn[row] = warn;
            return true;
        }
        return false;
    }

    /** Returns the hard limit of DAILY_LOSS or DRAWDOWN for an account, ppm. */
    long limitPpm(final Control control, final int accountId) {
        return control == Control.DAILY_LOSS
                ? strictest(dailyLoss, accountId, DAILY_LOSS_DEFAULT_PPM)
                : strictest(drawdown, accountId, DRAWDOWN_DEFAULT_PPM);
    }

    /** Returns the warn level of DAILY_LOSS or DRAWDOWN for an account, ppm; 0 = none. */
    long warnPpm(final Control control, final int accountId) {
        return control == Control.DAILY_LOSS
                ? warn(dailyLoss, dailyLossWarn, accountId, DAILY_LOSS_WARN_PPM)
                : warn(drawdown, drawdownWarn, accountId, DRAWDOWN_WARN_PPM);
    }

    long streak() {
        return streak;
    }

    private long strictest(final long[] rows, final int accountId, final long defaultPpm) {
        final long own = rows[accountId];
        final long global = rows[globalRow];
        if (own == UNSET) {
            return global == UNSET ? defaultPpm : global;
        }
        return global == UNSET ? own : Math.min(own, global);
    }

    private long warn(final long[] rows, final long[] warns, final int accountId, final long defaultPpm) {
        final long own = rows[accountId];
        final long global = rows[globalRow];
        if (own == UNSET && global == UNSET) {
            return defaultPpm;
        }
        return own != UNSET && (global == UNSET || own <= global) ? warns[accountId] : warns[globalRow];
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putLongs(dailyLoss, dailyLoss.length);
        writer.putLongs(dailyLossWarn, dailyLossWarn.length);
        writer.putLongs(drawdown, drawdown.length);
        writer.putLongs(drawdownWarn, drawdownWarn.length);
        writer.putLong(streak);
    }

    void readFrom(final SnapshotReader reader) {
        reader.getLongs(dailyLoss, dailyLoss.length);
        reader.getLongs(dailyLossWarn, dailyLossWarn.length);
        reader.getLongs(drawdown, drawdown.length);
        reader.getLongs(drawdownWarn, drawdownWarn.length);
        streak = reader.getLong();
    }
}
