package breakwater.tools.run;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What a run folder was started with; a start that differs is refused (Settled 12).
 *
 * @param mode lockstep or free
 * @param feedDigests SHA-256 of each feed
 * @param seed the configuration's
 * @param speed for a human; may differ between starts
 * @param finished whether the feed came to its end
 */
public record RunFacts(String mode, List<String> feedDigests, long seed, String speed, boolean finished) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String FILE = "run.json";

    /** Returns what the folder records, null where it is new. */
    public static RunFacts read(final Path folder) {
        final Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return JSON.readValue(file.toFile(), RunFacts.class);
        } catch (final IOException failure) {
            throw new CommandFailure(ExitCode.PRECONDITION, file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** Writes itself, whole or not at all. */
    public void write(final Path folder) {
        try {
            final Path fresh = folder.resolve(FILE + ".new");
            JSON.writeValue(fresh.toFile(), this);
            Files.move(
                    fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final IOException failure) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION, "cannot write " + folder.resolve(FILE) + ": " + failure, failure);
        }
    }

    RunFacts asFinished() {
        return new RunFacts(mode, feedDigests, seed, speed, true);
    }

    /** Ends the command with exit code 5 where this start is not the folder's. */
    void requireSame(final RunFacts recorded, final Path folder) {
        requireSame("mode", recorded.mode, mode, folder);
        requireSame("feed", recorded.feedDigests, feedDigests, folder);
        requireSame("seed", recorded.seed, seed, folder);
    }

    private static void requireSame(final String what, final Object recorded, final Object wanted, final Path folder) {
        if (!recorded.equals(wanted)) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    folder + " was started with " + what + " " + recorded + ", not " + wanted
                            + "; continue it as it was, or choose another --dir");
        }
    }
}
