package breakwater.tools.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A FIX session's own log in the run folder, {@code fix-<name>.log}: the first {@value #KEPT_MAX} things that happened to it.
 * Thread: any.
 */
final class SessionLog {
    private static final int KEPT_MAX = 10_000;
    private static final int LINE_MAX = 4_000;

    private final String name;
    private final Path file;
    private int kept;

    SessionLog(final String name, final Path folder) {
        this.name = name;
        this.file = folder.resolve("fix-" + name + ".log");
    }

    /** Says a line on stderr too. */
    void tell(final String text) {
        System.err.println("breakwater: venue " + name + ": " + text);
        write(text);
    }

    /** Keeps a message as it came, with | for SOH. */
    void keep(final String message) {
        write(message.replace('\u0001', '|'));
    }

    synchronized void write(final String text) {
        if (kept >= KEPT_MAX) {
            return;
        }
        kept++;
        final String line = text.length() > LINE_MAX ? text.substring(0, LINE_MAX) + " …" : text;
        try {
            Files.writeString(
                    file,
                    java.time.Instant.now() + " " + line + (kept == KEPT_MAX ? "\n(full)\n" : "\n"),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (final IOException failure) {
            System.err.println("breakwater: venue " + name + ": " + file + " cannot be written: " + failure);
        }
    }
}
