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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * QuickFIX/J's acceptance definitions for FIX 4.4, from the data folder beside the repository, against the simulated venue and our own
 * session. A definition either passes or stands in {@code venue-} or {@code session-not-applicable.txt} with the reason, and then
 * it does not pass. Each is a line of the output; where the data folder is absent, the test is skipped and says so.
 *
 * <pre>
 *   mvn -o -ntp -pl gateway-fix -am test -Dtest=AcceptanceTest -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Execution(ExecutionMode.CONCURRENT)
class AcceptanceTest {
    private static final String FOLDER = "fix/quickfixj-acceptance";
    private static final String VERSION = "/fix44/";

    @TempDir
    private Path folder;

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> venue() throws Exception {
        final Path data = SharedData.file(FOLDER);
        return tests(
                "venue",
                definitions(data),
                (name, isApplicable) -> new Play(
                        Script.read(data.resolve(name)),
                        new VenueSide(),
                        new Definition(!isApplicable),
                        isApplicable ? Peer.TIMEOUT_MS : Peer.SHORT_TIMEOUT_MS));
    }

    /** The definitions that are about sessions alone, with the sides changed. */
    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> ourSession() throws Exception {
        final Path data = SharedData.file(FOLDER);
        final List<String> applicable = new ArrayList<>();
        for (final String name : definitions(data)) {
            if (Mirror.of(Script.read(data.resolve(name)), "").isPresent()) {
                applicable.add(name);
            } else {
                System.out.println(
                        "session: not applicable " + name + ": it plays a client that trades, or that fails to log on");
            }
        }
        return tests("session", applicable, (name, isApplicable) -> {
            final EngineSide side = new EngineSide(folder.resolve(name));
            final Script script =
                    Mirror.of(Script.read(data.resolve(name)), side.ourCompId()).orElseThrow();
            return new Play(
                    script, side, new Definition(false), isApplicable ? Peer.TIMEOUT_MS : Peer.SHORT_TIMEOUT_MS);
        });
    }

    /** Makes a play of a definition, which has to pass or not to pass. */
    @FunctionalInterface
    private interface Stage {
        Play open(String name, boolean isApplicable) throws Exception;
    }

    private static Stream<DynamicTest> tests(final String side, final List<String> definitions, final Stage stage)
            throws IOException {
        final Map<String, String> notApplicable = notApplicable(side + "-not-applicable.txt");
        assertFalse(definitions.isEmpty(), "no definition");
        notApplicable.keySet().forEach(name -> assertTrue(definitions.contains(name), () -> "no definition " + name));
        return definitions.stream().map(name -> {
            final String reason = notApplicable.get(name);
            return dynamicTest(name, () -> {
                final Play play = stage.open(name, reason == null);
                if (reason == null) {
                    play.run();
                } else {
                    assertThrows(AssertionError.class, play::run, "it passes: take it from the list");
                }
                System.out.println(
                        side + (reason == null ? ": passed " + name : ": not applicable " + name + ": " + reason));
            });
        });
    }

    private static List<String> definitions(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.contains(VERSION) && name.endsWith(".def"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> notApplicable(final String file) throws IOException {
        try (var in = AcceptanceTest.class.getResourceAsStream(file)) {
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
