package breakwater.tools.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import breakwater.tools.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmergencyLogTest {
    @TempDir
    private Path folder;

    @Test
    void appendsBehindWhatEarlierWatchdogsWroteAndIsTheOwnersAlone() throws IOException {
        for (int process = 0; process < 3; process++) {
            try (EmergencyLog log = EmergencyLog.open(folder)) {
                assertTrue(log.append(line(2 * process)) && log.append(line(2 * process + 1)));
            }
        }

        assertEquals(IntStream.range(0, 6).mapToObj(i -> "{\"n\":" + i + "}").toList(), text());
        assertEquals(
                "[OWNER_READ, OWNER_WRITE]",
                Files.getPosixFilePermissions(folder.resolve(EmergencyLog.NAME)).stream()
                        .sorted()
                        .toList()
                        .toString());
    }

    @Test
    void growsPastItsRoom() throws IOException {
        try (EmergencyLog log = EmergencyLog.open(folder)) {
            for (int i = 0; i < 300; i++) {
                assertTrue(log.append(new Json()
                        .beginObject()
                        .member("n", i)
                        .member("text", "x".repeat(500))
                        .endObject()));
            }
        }

        assertEquals(300, text().size());
        assertTrue(text().get(299).startsWith("{\"n\":299,"));
    }

    @Test
    void beginsALineOfItsOwnAfterOneThatWasCutShort() throws IOException {
        Files.writeString(folder.resolve(EmergencyLog.NAME), "{\"n\":1}\n{\"n\":");
        try (EmergencyLog log = EmergencyLog.open(folder)) {
            assertTrue(log.append(line(2)));
        }

        assertEquals(List.of("{\"n\":1}", "{\"n\":", "{\"n\":2}"), text());
    }

    @Test
    void hasRoomOnADiskThatIsFull() throws Exception {
        final Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0,
                "this user may not mount a tmpfs");
        try (EmergencyLog log = EmergencyLog.open(disk)) {
            try (OutputStream other = Files.newOutputStream(disk.resolve("full"))) {
                final byte[] block = new byte[4096];
                while (true) {
                    other.write(block);
                }
            } catch (final IOException full) {
                assertTrue(full.getMessage().contains("space"), full.getMessage());
            }
            for (int i = 0; i < 100; i++) {
                assertTrue(log.append(line(i)), "line " + i);
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private static Json line(final int n) {
        return new Json().beginObject().member("n", n).endObject();
    }

    private List<String> text() throws IOException {
        return Files.readAllLines(folder.resolve(EmergencyLog.NAME)).stream()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static int run(final String... command) throws Exception {
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
