package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows breakers take, what they ship with, and which of two rows is in force. */
class BreakerRowsTest {
    private final Scopes scopes = new Scopes(Capacity.SMALL);
    private final BreakerRows rows = new BreakerRows(scopes);
    private final int venue = scopes.venue(1);
    private final int strategy = scopes.strategy(2);

    @Test
    void takesRowsOfFiguresAtTheirScopesAndNoOthers() {
        final List<String> taken = new ArrayList<>();
        for (final Control control : Control.values()) {
            for (int key = -1; key <= 4; key++) {
                final StringBuilder line = new StringBuilder(control + " " + key + ":");
                for (final ScopeType type : ScopeType.values()) {
                    line.append(rows.set(control, key, type, 1, 7, 3) ? " " + type : "");
                }
                if (line.charAt(line.length() - 1) != ':') {
                    taken.add(line.toString());
                }
            }
        }
        assertEquals(
                List.of(
                        "REJECT_STORM 0: GLOBAL VENUE STRATEGY",
                        "REJECT_STORM 1: GLOBAL VENUE STRATEGY",
                        "VENUE_ERRORS 0: GLOBAL VENUE",
                        "VENUE_ERRORS 1: GLOBAL VENUE",
                        "LATENCY 0: GLOBAL VENUE",
                        "SLIPPAGE 0: GLOBAL VENUE STRATEGY",
                        "SLIPPAGE 1: GLOBAL VENUE STRATEGY",
                        "SLIPPAGE 2: GLOBAL VENUE STRATEGY",
                        "SLIPPAGE 3: GLOBAL INSTRUMENT",
                        "SLIPPAGE 4: GLOBAL INSTRUMENT",
                        "STRATEGY_CRITERIA 0: GLOBAL STRATEGY",
                        "STRATEGY_CRITERIA 1: GLOBAL STRATEGY",
                        "STRATEGY_CRITERIA 2: GLOBAL STRATEGY",
                        "FEE_BURDEN 0: GLOBAL STRATEGY",
                        "FEE_BURDEN 1: GLOBAL STRATEGY",
                        "COOLDOWN 0: GLOBAL STRATEGY",
                        "COOLDOWN 4: GLOBAL STRATEGY",
                        "CLOCK 0: GLOBAL",
                        "CLOCK 1: GLOBAL",
                        "CLOCK 2: GLOBAL",
                        "DRIFT 0: GLOBAL STRATEGY",
                        "DRIFT 1: GLOBAL STRATEGY",
                        "WASH_SALE 0: GLOBAL INSTRUMENT",
                        "LAYERING 0: GLOBAL STRATEGY",
                        "LAYERING 1: GLOBAL STRATEGY",
                        "LAYERING 2: GLOBAL STRATEGY",
                        "LAYERING 3: GLOBAL STRATEGY",
                        "RAPID_CANCEL 0: GLOBAL STRATEGY",
                        "RAPID_CANCEL 1: GLOBAL STRATEGY",
                        "RAPID_CANCEL 2: GLOBAL STRATEGY",
                        "RAPID_CANCEL 3: GLOBAL STRATEGY",
                        "OWN_WASH 0: GLOBAL INSTRUMENT",
                        "OWN_WASH 1: GLOBAL INSTRUMENT",
                        "POSITION_AGE 0: GLOBAL STRATEGY",
                        "POSITION_AGE 1: GLOBAL STRATEGY",
                        "RETRY 0: GLOBAL STRATEGY"),
                taken);
    }

    @Test
    void takesNoughtAndNothingBelowIt() {
        assertFalse(rows.set(Control.LATENCY, 0, ScopeType.VENUE, 1, -1, 0));
        assertFalse(rows.set(Control.LATENCY, 0, ScopeType.VENUE, 1, 5, -1));
        assertFalse(rows.set(Control.LATENCY, 0, ScopeType.VENUE, 4, 5, 0), "there are four venues");
        assertEquals(2_000_000_000L, rows.bound(Control.LATENCY, 0, venue));

        assertTrue(rows.set(Control.LATENCY, 0, ScopeType.VENUE, 1, 0, 0));
        assertEquals(0, rows.bound(Control.LATENCY, 0, venue));
        assertEquals(0, rows.warn(Control.LATENCY, 0, venue));
    }

    @Test
    void shipsWithValuesAndWarnLevels() {
        assertShipped(20, 16, Control.REJECT_STORM, 0, venue);
        assertShipped(5, 4, Control.REJECT_STORM, 1, strategy);
        assertShipped(100_000, 50_000, Control.VENUE_ERRORS, 0, venue);
        assertShipped(20, 0, Control.VENUE_ERRORS, 1, venue);
        assertShipped(2_000_000_000L, 0, Control.LATENCY, 0, venue);
        assertShipped(5_000_000, 0, Control.SLIPPAGE, 0, strategy);
        assertShipped(3_000_000, 0, Control.SLIPPAGE, 1, strategy);
        assertShipped(5, 0, Control.SLIPPAGE, 2, strategy);
        assertShipped(3, 0, Control.SLIPPAGE, 3, scopes.instrument(0));
        assertShipped(250_000, 0, Control.STRATEGY_CRITERIA, 0, strategy);
        assertShipped(800_000, 0, Control.STRATEGY_CRITERIA, 1, strategy);
        assertShipped(50, 0, Control.STRATEGY_CRITERIA, 2, strategy);
        assertShipped(300_000, 0, Control.FEE_BURDEN, 0, strategy);
        assertShipped(10, 0, Control.FEE_BURDEN, 1, strategy);
    }

    @Test
    void theStricterOfTwoRowsIsInForceAndItsWarnLevelWithIt() {
        set(Control.VENUE_ERRORS, 0, ScopeType.GLOBAL, 40, 30);
        assertRow(40, 30, Control.VENUE_ERRORS, 0, venue, "the engine's alone");
        set(Control.VENUE_ERRORS, 0, ScopeType.VENUE, 41, 20);
        assertRow(40, 30, Control.VENUE_ERRORS, 0, venue, "its own is looser");
        set(Control.VENUE_ERRORS, 0, ScopeType.VENUE, 40, 20);
        assertRow(40, 20, Control.VENUE_ERRORS, 0, venue, "as strict: its own");
        set(Control.VENUE_ERRORS, 0, ScopeType.VENUE, 39, 10);
        assertRow(39, 10, Control.VENUE_ERRORS, 0, venue, "its own is stricter");
        assertRow(40, 30, Control.VENUE_ERRORS, 0, scopes.venue(0), "another's");

        set(Control.REJECT_STORM, 0, ScopeType.STRATEGY, 90, 80);
        assertRow(90, 80, Control.REJECT_STORM, 0, strategy - 1, "its own alone replaces what ships");
    }

    @Test
    void ofLeastFiguresTheHigherIsTheStricter() {
        for (int key = 0; key < 3; key++) {
            set(Control.STRATEGY_CRITERIA, key, ScopeType.GLOBAL, 300, 0);
            set(Control.STRATEGY_CRITERIA, key, ScopeType.STRATEGY, 200, 0);
        }

        assertEquals(300, rows.bound(Control.STRATEGY_CRITERIA, 0, scopes.strategy(1)));
        assertEquals(300, rows.bound(Control.STRATEGY_CRITERIA, 1, scopes.strategy(1)));
        assertEquals(200, rows.bound(Control.STRATEGY_CRITERIA, 2, scopes.strategy(1)), "trades judged at once");
    }

    @Test
    void aRestoreForgetsRowsThatTheSnapshotDoesNotHave() {
        set(Control.VENUE_ERRORS, 0, ScopeType.GLOBAL, 40, 30);
        set(Control.SLIPPAGE, 3, ScopeType.INSTRUMENT, 6, 0);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        rows.writeTo(snapshot);
        set(Control.VENUE_ERRORS, 0, ScopeType.VENUE, 10, 5);
        set(Control.SLIPPAGE, 3, ScopeType.INSTRUMENT, 9, 0);

        rows.readFrom(snapshot.reader());

        assertRow(40, 30, Control.VENUE_ERRORS, 0, venue, "");
        assertRow(6, 0, Control.SLIPPAGE, 3, scopes.instrument(1), "");
        assertRow(3, 0, Control.SLIPPAGE, 3, scopes.instrument(0), "");
    }

    private void set(final Control control, final int key, final ScopeType type, final long value, final long warn) {
        assertTrue(rows.set(control, key, type, 1, value, warn));
    }

    private void assertShipped(
            final long value, final long warn, final Control control, final int key, final int scope) {
        assertRow(value, warn, control, key, scope, "shipped");
    }

    private void assertRow(
            final long value,
            final long warn,
            final Control control,
            final int key,
            final int scope,
            final String why) {
        assertEquals(value, rows.bound(control, key, scope), control + " " + key + " " + why);
        assertEquals(warn, rows.warn(control, key, scope), control + " " + key + " warns " + why);
    }
}
