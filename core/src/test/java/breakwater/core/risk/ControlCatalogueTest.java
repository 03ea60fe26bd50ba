package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.EngineFixture;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.monitor.Monitor;
import org.junit.jupiter.api.Test;

/** Codes never change, and no row is a limit in name only. */
class ControlCatalogueTest {
    @Test
    void givesEveryCodeOnceInTheOrderOfTheEnumForTheGatesControls() {
        final Control[] controls = Control.values();
        int last = -1;
        for (final Control control : controls) {
            assertEquals(control, Control.of(control.code()));
            if (control.reach() != Control.Reach.LEVELS) {
                assertTrue(control.code() > last, control + ": the gate's order is the order of codes");
                last = control.code();
                assertTrue(control.code() < Control.GATE_CODES, control + ": a decision has a bit for it");
            }
        }
    }

    /** A row that is accepted and that nobody enforces would be a limit in name only. */
    @Test
    void everyRowOfALevelIsEnforcedByTheMonitor() {
        final EngineFixture fixture = EngineFixture.configured();
        for (final Figure figure : Figure.values()) {
            for (int type = 0; type < Figure.SCOPES && figure.control().reach() == Control.Reach.LEVELS; type++) {
                final ScopeType scopeType = ScopeType.get((short) type);
                for (final long value : new long[] {0, figure.largest()}) {
                    if (figure.allows(scopeType) && figure.isSane(value, 0)) {
                        assertTrue(
                                fixture.engine.monitor() instanceof Monitor monitor
                                        && monitor.onLimit(figure.control(), figure.key(), scopeType, 0, value, 0),
                                figure + " " + scopeType + " " + value);
                    }
                }
            }
        }
    }
}
