package breakwater.gateway.fix.script;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a session may do wrong, a script a case; most of their time is waiting, so that they run side by side. */
@Execution(ExecutionMode.CONCURRENT)
class ScriptTest {
    @TempDir
    private Path folder;

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> ourSession() throws Exception {
        return Stream.concat(scripts("session").stream(), scripts("dialect").stream())
                .map(file -> dynamicTest(
                        name(file),
                        () -> new Play(Script.read(file), new EngineSide(folder.resolve(name(file)))).run()));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> theSimulatedVenue() throws Exception {
        return scripts("venue").stream()
                .map(file -> dynamicTest(name(file), () -> new Play(Script.read(file), new VenueSide()).run()));
    }

    private static List<Path> scripts(final String folder) throws IOException, URISyntaxException {
        final Path path = Path.of(ScriptTest.class.getResource(folder).toURI());
        try (Stream<Path> files = Files.list(path)) {
            final List<Path> scripts = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
            assertFalse(scripts.isEmpty(), () -> "no script in " + path);
            return scripts;
        }
    }

    private static String name(final Path file) {
        return file.getFileName().toString().replace(".txt", "").replace('-', ' ');
    }
}
