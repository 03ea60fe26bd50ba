package breakwater.tools.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import breakwater.tools.operate.WatchdogLock;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    void aConfigurationWithoutASessionForItIsRefusedWithTheWayOut() throws Exception {
        final Path config = folder.resolve("fix.yaml");
        try (InputStream shipped = WatchdogCommand.class.getResourceAsStream("/examples/fix-paper.yaml")) {
            final String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(config, text.replaceAll("(?m)^ *watchdog:.*\n", ""));
            final Said without = Said.by("watchdog", "--dir", folder, "--config", config);
            assertEquals(ExitCode.USAGE, without.exitCode());
            assertTrue(without.err().contains("write 'watchdog: COMPID'"), without.err());

            Files.writeString(config, text.replace("watchdog: BREAKWATER-WD", "watchdog: BREAKWATER"));
            final Said shared = Said.by("watchdog", "--dir", folder, "--config", config);
            assertEquals(ExitCode.USAGE, shared.exitCode());
            assertTrue(shared.err().contains("two sessions cannot share CompIDs"), shared.err());

            Files.writeString(config, text.replace("# credentials: fix.secret", "credentials: " + folder + "/none"));
            final Said secret = Said.by("watchdog", "--dir", folder, "--config", config);
            assertEquals(ExitCode.PRECONDITION, secret.exitCode());
            assertTrue(secret.err().contains("venue paper"), secret.err());
        }
        assertEquals(
                ExitCode.USAGE,
                Said.by("watchdog", "--dir", folder, "--config", folder.resolve("none.yaml"))
                        .exitCode());
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
