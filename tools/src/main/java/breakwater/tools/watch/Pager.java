package breakwater.tools.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands each line of the emergency log to a program of the operator's, on its standard input: what it does with it (mail, a
 * messenger, a siren) is its own affair. It is not waited for, since a pager that hangs must not hold the watchdog; how the
 * one before ended is asked at the next page, and by {@link #failure}. Thread: one.
 */
final class Pager {
    private final String program;
    private final List<Process> running = new ArrayList<>();

    /** @param program a file to be run without arguments, null = nobody is paged */
    Pager(final String program) {
        this.program = program;
    }

    /** Starts the program on one line. Returns what went wrong with this one or one before, null where nothing did. */
    String page(final String line) {
        if (program == null) {
            return null;
        }
        final String before = failure();
        try {
            final Process started = new ProcessBuilder(program)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            running.add(started);
            try (OutputStream in = started.getOutputStream()) {
                // A line is shorter than a pipe, so this does not wait for a program that does not read.
                in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (final IOException notStarted) {
            return program + ": " + notStarted.getMessage();
        }
        return before;
    }

    /** Returns how a program that has ended failed, null where none did. */
    String failure() {
        String failure = null;
        for (int i = running.size() - 1; i >= 0; i--) {
            final Process process = running.get(i);
            if (!process.isAlive()) {
                running.remove(i);
                if (process.exitValue() != 0) {
                    failure = program + " ended with exit code " + process.exitValue();
                }
            }
        }
        return failure;
    }
}
