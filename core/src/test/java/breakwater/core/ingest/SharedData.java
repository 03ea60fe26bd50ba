package breakwater.core.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of the data folder that stands beside the repository; a test without it is skipped. */
public final class SharedData {
    private SharedData() {}

    /** Returns the file, or skips the test. */
    public static Path file(final String name) {
        final String folder = System.getProperty("breakwater.data");
        final Path[] candidates = folder != null
                ? new Path[] {Path.of(folder)}
                : new Path[] {Path.of("../../shared/data"), Path.of("../../../shared/data")};
        for (final Path candidate : candidates) {
            if (Files.exists(candidate.resolve(name))) {
                return candidate.resolve(name);
            }
        }
        assumeTrue(false, "no " + name + " under " + candidates[0].toAbsolutePath() + "; set -Dbreakwater.data");
        throw new IllegalStateException("unreachable");
    }
}
