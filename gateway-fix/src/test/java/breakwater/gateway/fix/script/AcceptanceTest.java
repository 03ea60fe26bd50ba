package breakwater.gateway.fix.script;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import breakwater.core.ingest.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * QuickFIX/J's acceptance definitions for FIX 4.4, from the data folder beside the repository, against the simulated venue.
 * A definition either passes or stands in {@code not-applicable.txt} with the reason, and then it does not pass. Each is a line
 * of the output; where the data folder is absent, the test is skipped and says so.
 *
 * <pre>
 *   mvn -o -ntp -pl gateway-fix -am test -Dtest=AcceptanceTest -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Execution(ExecutionMode.CONCURRENT)
class AcceptanceTest {
    private static final String FOLDER = "fix/quickfixj-acceptance";
    private static final String VERSION = "/fix44/";

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> venue() throws Exception {
        final Path folder = SharedData.file(FOLDER);
        final Map<String, String> notApplicable = notApplicable();
        final List<String> definitions = definitions(folder);
        assertFalse(definitions.isEmpty(), () -> "no definition below " + folder);
        notApplicable.keySet().forEach(name -> assertTrue(definitions.contains(name), () -> "no definition " + name));
        return definitions.stream().map(name -> {
            final String reason = notApplicable.get(name);
            return dynamicTest(name, () -> {
                if (reason == null) {
                    play(folder.resolve(name), new Definition(false), Peer.TIMEOUT_MS);
                } else {
                    assertThrows(
                            AssertionError.class,
                            () -> play(folder.resolve(name), new Definition(true), Peer.SHORT_TIMEOUT_MS),
                            "it passes: take it from the list");
                }
                System.out.println(reason == null ? "passed " + name : "not applicable " + name + ": " + reason);
            });
        });
    }

    private static void play(final Path file, final Definition definition, final int timeoutMs) throws Exception {
        new Play(Script.read(file), new VenueSide(), definition, timeoutMs).run();
    }

    private static List<String> definitions(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.contains(VERSION) && name.endsWith(".def"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> notApplicable() throws IOException {
        try (var in = AcceptanceTest.class.getResourceAsStream("not-applicable.txt")) {
            final Map<String, String> reasons = new TreeMap<>();
            for (final String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    final String[] parts = line.split(": ", 2);
                    reasons.put(parts[0], parts[1]);
                }
            }
            return reasons;
        }
    }
}
