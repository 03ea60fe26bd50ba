package breakwater.tools.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import breakwater.tools.operate.WatchdogLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchdogCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--t1 49ms", "--t1 61s", "--t1 soon", "--t2 5s", "--t2 0s", "--wait x", "--t9 1s", "here"})
    void whatMakesNoSenseIsRefusedBeforeItWatches(final String options) {
        final Said said = Said.by((Object[]) ("watchdog --dir " + folder + " " + options).split(" "));

        assertEquals(ExitCode.USAGE, said.exitCode(), said.err());
        assertFalse(Files.exists(folder.resolve(EmergencyLog.NAME)));
    }

    @Test
    void itNeedsAFolder() {
        assertEquals(
                ExitCode.NOT_FOUND,
                Said.by("watchdog", "--dir", folder.resolve("none")).exitCode());
    }

    @Test
    void aSecondOneInAFolderIsRefused() throws Exception {
        try (WatchdogLock lock = WatchdogLock.take(folder)) {
            assertEquals(
                    ExitCode.PRECONDITION, Said.by("watchdog", "--dir", folder).exitCode());
        }
    }

    @Test
    void itsHelpAndTheListOfCommandsNameIt() {
        assertTrue(Said.by("watchdog", "--help").out().contains("--t1"));
        assertTrue(Said.by("--help").out().contains("watchdog"));
        assertTrue(Said.by("--help").out().contains("drill"));
    }
}
