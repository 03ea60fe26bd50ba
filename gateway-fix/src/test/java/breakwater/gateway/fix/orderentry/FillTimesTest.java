package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FillTimesTest {
    private final FillTimes times = new FillTimes();

    @Test
    void whatMovedSinceIsNotStill() {
        times.heard("main", "BTC-USD", 10);

        assertFalse(times.isStill("main", "BTC-USD", 10));
        assertTrue(times.isStill("main", "BTC-USD", 11));
        assertTrue(times.isStill("main", "ETH-USD", 1));
        assertFalse(times.isStill("main", 10));
        assertTrue(times.isStill("other", 1));
    }

    @Test
    void aFillOfNobodysMayBeAnybodys() {
        times.heard(null, "BTC-USD", 10);

        assertFalse(times.isStill("main", "ETH-USD", 10));
        assertTrue(times.isStill("main", "ETH-USD", 11));
    }

    /** A venue that makes up names costs a round of questions, not the memory. */
    @Test
    void whatIsForgottenMayHaveMoved() {
        for (int i = 0; i < 10_000; i++) {
            times.heard("main", "S" + i, i);
        }

        assertFalse(times.isStill("main", "S0", 4_096), "forgotten at the 4,097th");
        assertFalse(times.isStill("main", "NEVER", 8_192), "forgotten again");
        assertTrue(times.isStill("main", "NEVER", 10_000));
        assertFalse(times.isStill("main", "S9999", 9_999));
    }
}
