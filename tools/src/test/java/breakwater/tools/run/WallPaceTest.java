package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.pipeline.Pace;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import org.junit.jupiter.api.Test;

class WallPaceTest {
    @Test
    void aSpeedIsMaxOrAPositiveNumber() {
        assertSame(Pace.MAX, WallPace.of("max", 1));
        assertTrue(WallPace.of("0.5", 1_000).allowedUntilNs() >= 1_000);
        for (final String wrong : new String[] {"-3", "0", "NaN", "Infinity", "1e30", "fast", ""}) {
            final CommandFailure failure = assertThrows(CommandFailure.class, () -> WallPace.of(wrong, 1), wrong);
            assertEquals(ExitCode.USAGE, failure.exitCode(), wrong);
        }
    }

    @Test
    void theFastestPaceNeverTurnsBack() {
        final Pace pace = WallPace.of("1e9", Long.MAX_VALUE - 1_000);
        for (int i = 0; i < 1_000; i++) {
            assertTrue(pace.allowedUntilNs() >= Long.MAX_VALUE - 1_000);
        }
    }

    @Test
    void aRunThatGoesOnDoesNotWaitThroughWhatItHasBehindIt() {
        final WallPace pace = new WallPace(1, 1_000);
        pace.resumeAt(90_000_000_000_000L);
        assertTrue(pace.allowedUntilNs() >= 90_000_000_000_000L);
    }
}
