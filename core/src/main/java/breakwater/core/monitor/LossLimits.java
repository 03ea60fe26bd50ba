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
 *   L1 DAILY_LOSS      GLOBAL, ACCOUNT   ppm of the day's opening equity    30,000, warns at 20,000    specification 5.4, 9.3
 *   L2 WEEKLY_LOSS     GLOBAL, ACCOUNT   ppm of the week's opening equity   80,000, warns at 50,000    5.5, 9.3
 *   L3 DRAWDOWN        GLOBAL, ACCOUNT   ppm of the peak                    150,000, warns at 100,000  5.5; two thirds, like L1
 *   L5 LOSING_STREAK   GLOBAL            losses in a row                    5, 0 as 1                  5.5
 * </pre>
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class LossLimits {
    static final int STREAK_DEFAULT = 5;

    private static final long UNSET = -1;
    private static final int NONE = -1;
    private static final int KINDS = 3;
    private static final long[] DEFAULT_PPM = {30_000, 80_000, 150_000};
    private static final long[] DEFAULT_WARN_PPM = {20_000, 50_000, 100_000};

    /** By kind of loss, then account, the engine-wide row last. */
    private final long[][] values = new long[KINDS][];

    private final long[][] warns = new long[KINDS][];
    private final int globalRow;
    private long streak = STREAK_DEFAULT;

    LossLimits(final Capacity capacity) {
        globalRow = capacity.accounts();
        for (int kind = 0; kind < KINDS; kind++) {
            values[kind] = new long[globalRow + 1];
            warns[kind] = new long[globalRow + 1];
            Arrays.fill(values[kind], UNSET);
        }
    }

    private static int kind(final Control control) {
        return control == Control.DAILY_LOSS
                ? 0
                : control == Control.WEEKLY_LOSS ? 1 : control == Control.DRAWDOWN ? 2 : NONE;
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
        final int kind = kind(control);
        final boolean isAccount = type == ScopeType.ACCOUNT && scopeId >= 0 && scopeId < globalRow;
        if (kind == NONE || (type != ScopeType.GLOBAL && !isAccount)) {
            return false;
        }
        values[kind][row] = value;
        warns[kind][row] = warn;
        return true;
    }

    /** Returns the hard limit of DAILY_LOSS, WEEKLY_LOSS or DRAWDOWN for an account, ppm. */
    long limitPpm(final Control control, final int accountId) {
        final int kind = kind(control);
        final long own = values[kind][accountId];
        final long global = values[kind][globalRow];
        if (own == UNSET) {
            return global == UNSET ? DEFAULT_PPM[kind] : global;
        }
        return global == UNSET ? own : Math.min(own, global);
    }

    /** Returns the warn level of DAILY_LOSS, WEEKLY_LOSS or DRAWDOWN for an account, ppm; 0 = none. */
    long warnPpm(final Control control, final int accountId) {
        final int kind = kind(control);
        final long own = values[kind][accountId];
        final long global = values[kind][globalRow];
        if (own == UNSET && global == UNSET) {
            return DEFAULT_WARN_PPM[kind];
        }
        return own != UNSET && (global == UNSET || own <= global) ? warns[kind][accountId] : warns[kind][globalRow];
    }

    long streak() {
        return streak;
    }

    void writeTo(final SnapshotWriter writer) {
        for (int kind = 0; kind < KINDS; kind++) {
            writer.putLongs(values[kind], values[kind].length);
            writer.putLongs(warns[kind], warns[kind].length);
        }
        writer.putLong(streak);
    }

    void readFrom(final SnapshotReader reader) {
        for (int kind = 0; kind < KINDS; kind++) {
            reader.getLongs(values[kind], values[kind].length);
            reader.getLongs(warns[kind], warns[kind].length);
        }
        streak = reader.getLong();
    }
}
