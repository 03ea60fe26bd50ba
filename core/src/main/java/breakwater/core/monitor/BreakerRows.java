package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * The figures of the breakers that watch how orders fare (F9 to F12), how strategies do, and the clock: by control, key and scope. Each
 * has a shipped default, which a row replaces; a scope stands under its own row and the engine-wide one, whichever is
 * stricter: the lower, but where the figure is a least one the higher.
 *
 * <pre>
 *   F10 REJECT_STORM   0 refusals a minute      VENUE, STRATEGY    20            0 as 1
 *                      1 refusals in a row      VENUE, STRATEGY     5            0 as 1
 *   F9  VENUE_ERRORS   0 ppm of five minutes    VENUE         100,000, warns at 50,000   specification 5.5, 9.3
 *                      1 least sample           VENUE              20
 *   F11 LATENCY        0 ns until an answer     VENUE             2 s            specification 9.3
 *   F12 SLIPPAGE       0 ppm of the expected    VENUE, STRATEGY   5,000,000      specification 5.5
 *                      1 the same, an alert     VENUE, STRATEGY   3,000,000      specification 7.2
 *                      2 alerts in a row        VENUE, STRATEGY     5            0 as 1
 *                      3 ticks, least expected  INSTRUMENT          3
 *                      4 ppm, expected besides  INSTRUMENT        500           specification 3.5.2
 *   L6  STRATEGY_CRITERIA  0 ppm that won, least        STRATEGY   250,000       specification 3.4
 *                      1 ppm of losses, least   STRATEGY      800,000       specification 3.4
 *                      2 trades judged at once  STRATEGY           50            0 as 1
 *   L10 FEE_BURDEN     0 ppm of gross profit    STRATEGY      300,000       specification 7.3
 *                      1 least sample           STRATEGY           10
 *   P30 COOLDOWN       0 ns after a stop        STRATEGY         0, least       0 = no pause
 *                      4 ns after a target      STRATEGY         0, least       0 = no pause
 *   L11 DRIFT          0 ppm of equity          STRATEGY       10,000
 *                      1 ns beyond it           STRATEGY      300 s, warns at 240 s
 *   T14 WASH_SALE      0 ns before and after    INSTRUMENT   30 days, least      0 = not looked for
 *   T12 LAYERING       0 entries canceled       STRATEGY         3
 *                      1 ns that they live      STRATEGY         1 s, least     0 = not looked for
 *                      2 ns about the trade     STRATEGY         5 s, least
 *                      3 only told              STRATEGY         1              0 = holds
 *   T12 RAPID_CANCEL   0 ppm of the entries     STRATEGY   500,000
 *                      1 ns that they live      STRATEGY       100 ms, least
 *                      2 entries judged at once STRATEGY          50            0 as 1
 *                      3 only told              STRATEGY         1              0 = holds
 *   T12 OWN_WASH       0 ns between two fills   INSTRUMENT      10 ms, least    0 = not looked for
 *                      1 only told              INSTRUMENT       1              0 = holds
 *   L7  POSITION_AGE   0 ns on its way out      STRATEGY        30 min          specification 9.3
 *                      1 ppm of longest hold    STRATEGY   900,000
 *   F4  RETRY          0 retries of a stop      STRATEGY         8
 *   F18 CLOCK          0 ns behind the clock                       1 s
 *                      1 ns beside a source                       10 s
 *                      2 ns ahead at once                         30 min
 * </pre>
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class BreakerRows {
    private static final long UNSET = -1;
    private static final int FIRST_CODE = Control.REJECT_STORM.code();
    private static final int CODES = Control.CODES - FIRST_CODE;
    private static final int KEYS = 5;
    private static final int VENUE = 1 << ScopeType.VENUE.value();
    private static final int STRATEGY = 1 << ScopeType.STRATEGY.value();

    private static final int INSTRUMENT = 1 << ScopeType.INSTRUMENT.value();

    private final Scopes scopes;
    private final long[] shipped = new long[CODES * KEYS];
    private final long[] shippedWarn = new long[CODES * KEYS];
    private final int[] allowed = new int[CODES * KEYS];
    /** By figure, then scope; null where there is no such figure. */
    private final long[][] values = new long[CODES * KEYS][];

    private final long[][] warns = new long[CODES * KEYS][];

    BreakerRows(final Scopes scopes) {
        this.scopes = scopes;
        ship(Control.REJECT_STORM, 0, 20, 16, VENUE | STRATEGY);
        ship(Control.REJECT_STORM, 1, 5, 4, VENUE | STRATEGY);
        ship(Control.VENUE_ERRORS, 0, 100_000, 50_000, VENUE);
        ship(Control.VENUE_ERRORS, 1, 20, 0, VENUE);
        ship(Control.LATENCY, 0, 2_000_000_000L, 0, VENUE);
        ship(Control.SLIPPAGE, 0, 5_000_000, 0, VENUE | STRATEGY);
        ship(Control.SLIPPAGE, 1, 3_000_000, 0, VENUE | STRATEGY);
        ship(Control.SLIPPAGE, 2, 5, 0, VENUE | STRATEGY);
        ship(Control.SLIPPAGE, 3, 3, 0, INSTRUMENT);
        ship(Control.SLIPPAGE, 4, 500, 0, INSTRUMENT);
        ship(Control.STRATEGY_CRITERIA, 0, 250_000, 0, STRATEGY);
        ship(Control.STRATEGY_CRITERIA, 1, 800_000, 0, STRATEGY);
        ship(Control.STRATEGY_CRITERIA, 2, 50, 0, STRATEGY);
        ship(Control.FEE_BURDEN, 0, 300_000, 0, STRATEGY);
        ship(Control.FEE_BURDEN, 1, 10, 0, STRATEGY);
        ship(Control.COOLDOWN, 0, 0, 0, STRATEGY);
        ship(Control.COOLDOWN, 4, 0, 0, STRATEGY);
        ship(Control.DRIFT, 0, 10_000, 0, STRATEGY);
        ship(Control.DRIFT, 1, 300_000_000_000L, 240_000_000_000L, STRATEGY);
        ship(Control.WASH_SALE, 0, 2_592_000_000_000_000L, 0, INSTRUMENT);
        ship(Control.LAYERING, 0, 3, 0, STRATEGY);
        ship(Control.LAYERING, 1, 1_000_000_000L, 0, STRATEGY);
        ship(Control.LAYERING, 2, 5_000_000_000L, 0, STRATEGY);
        ship(Control.LAYERING, 3, 1, 0, STRATEGY);
        ship(Control.RAPID_CANCEL, 0, 500_000, 0, STRATEGY);
        ship(Control.RAPID_CANCEL, 1, 100_000_000L, 0, STRATEGY);
        ship(Control.RAPID_CANCEL, 2, 50, 0, STRATEGY);
        ship(Control.RAPID_CANCEL, 3, 1, 0, STRATEGY);
        ship(Control.OWN_WASH, 0, 10_000_000L, 0, INSTRUMENT);
        ship(Control.OWN_WASH, 1, 1, 0, INSTRUMENT);
        ship(Control.POSITION_AGE, 0, 1_800_000_000_000L, 0, STRATEGY);
        ship(Control.POSITION_AGE, 1, 900_000, 0, STRATEGY);
        ship(Control.RETRY, 0, 8, 0, STRATEGY);
        ship(Control.CLOCK, 0, 1_000_000_000L, 0, 0);
        ship(Control.CLOCK, 1, 10_000_000_000L, 0, 0);
        ship(Control.CLOCK, 2, 1_800_000_000_000L, 0, 0);
    }

    private void ship(final Control control, final int key, final long value, final long warn, final int scopeTypes) {
        final int figure = figure(control, key);
        shipped[figure] = value;
        shippedWarn[figure] = warn;
        allowed[figure] = scopeTypes | 1 << ScopeType.GLOBAL.value();
        values[figure] = new long[scopes.count()];
        warns[figure] = new long[scopes.count()];
        Arrays.fill(values[figure], UNSET);
    }

    private static int figure(final Control control, final int key) {
        return (control.code() - FIRST_CODE) * KEYS + key;
    }

    /** Applies a row. Returns false, and changes nothing, where no such figure is enforced here. */
    boolean set(
            final Control control,
            final int key,
            final ScopeType type,
            final int scopeId,
            final long value,
            final long warn) {
        final int scope = scopes.index(type, scopeId);
        final int offset = control.code() - FIRST_CODE;
        if (scope == Scopes.NONE || offset < 0 || offset >= CODES || key < 0 || key >= KEYS || value < 0 || warn < 0) {
            return false;
        }
        final int figure = figure(control, key);
        if (values[figure] == null || (allowed[figure] & 1 << type.value()) == 0) {
            return false;
        }
        values[figure][scope] = value;
        warns[figure][scope] = warn;
        return true;
    }

    long bound(final Control control, final int key, final int scope) {
        final int figure = figure(control, key);
        final long own = values[figure][scope];
        final long global = values[figure][Scopes.GLOBAL];
        if (own == UNSET) {
            return global == UNSET ? shipped[figure] : global;
        }
        if (global == UNSET) {
            return own;
        }
        return isLeast(control, key) ? Math.max(own, global) : Math.min(own, global);
    }

    private static boolean isLeast(final Control control, final int key) {
        return control == Control.COOLDOWN
                || control == Control.WASH_SALE
                || (control == Control.LAYERING && (key == 1 || key == 2))
                || (control == Control.RAPID_CANCEL && key == 1)
                || (control == Control.OWN_WASH && key == 0)
                || (control == Control.STRATEGY_CRITERIA && key < 2);
    }

    /** Returns the warn level of a figure that is no least one, 0 = none. */
    long warn(final Control control, final int key, final int scope) {
        final int figure = figure(control, key);
        final long own = values[figure][scope];
        final long global = values[figure][Scopes.GLOBAL];
        if (own == UNSET && global == UNSET) {
            return shippedWarn[figure];
        }
        return own != UNSET && (global == UNSET || own <= global) ? warns[figure][scope] : warns[figure][Scopes.GLOBAL];
    }

    void writeTo(final SnapshotWriter writer) {
        for (int figure = 0; figure < values.length; figure++) {
            int rows = 0;
            for (int scope = 0; values[figure] != null && scope < scopes.count(); scope++) {
                rows += values[figure][scope] == UNSET ? 0 : 1;
            }
            writer.putInt(rows);
            for (int scope = 0; rows > 0 && scope < scopes.count(); scope++) {
                if (values[figure][scope] != UNSET) {
                    writer.putInt(scope);
                    writer.putLong(values[figure][scope]);
                    writer.putLong(warns[figure][scope]);
                }
            }
        }
    }

    void readFrom(final SnapshotReader reader) {
        for (int figure = 0; figure < values.length; figure++) {
            if (values[figure] != null) {
                Arrays.fill(values[figure], UNSET);
            }
            for (int rows = reader.getInt(); rows > 0; rows--) {
                final int scope = reader.getInt();
                values[figure][scope] = reader.getLong();
                warns[figure][scope] = reader.getLong();
            }
        }
    }
}
