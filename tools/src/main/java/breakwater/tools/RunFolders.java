package breakwater.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the run folder that a command means: {@code --dir}, else the newest under {@code runs/}. Loads nothing heavy. */
public final class RunFolders {
    private RunFolders() {}

    /** Returns the folder meant, and says on stderr which one when it chose itself. */
    public static Path find(final String dir) {
        if (dir != null) {
            final Path folder = Path.of(dir);
            if (!Files.isDirectory(folder)) {
                throw new CommandFailure(ExitCode.NOT_FOUND, "no run folder " + dir + "; name one with --dir");
            }
            return folder;
        }
        final Path newest = newest().orElseThrow(() -> new CommandFailure(
                ExitCode.NOT_FOUND,
                "no run folder under " + Path.of("runs").toAbsolutePath()
                        + "; start one with 'breakwater demo', or name one with --dir"));
        System.err.println("run folder " + newest);
        return newest;
    }

    /** Returns the folder under {@code runs/} whose control page changed last. */
    public static Optional<Path> newest() {
        final Path runs = Path.of("runs");
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("control.dat")))
                    .max(Comparator.comparingLong(RunFolders::changed));
        } catch (final IOException failure) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "cannot list " + runs + ": " + failure.getMessage(), failure);
        }
    }

    private static long changed(final Path folder) {
        try {
            return Files.getLastModifiedTime(folder.resolve("owner.lock")).toMillis();
        } catch (final IOException gone) {
            return 0;
        }
    }
}
