package breakwater.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder that this test run is about. */
final class Repository {
    /** Root of the repository; tests run in the folder of their module. */
    static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .normalize()
            .getParent();

    private Repository() {}

    /** Returns every source that is written by hand: in {@code <module>/src}, never in target. */
    static List<Path> javaFiles(final Path root) throws IOException {
        final List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (final Path sources : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> found = Files.walk(sources)) {
                    found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
        }
        return files;
    }
}
