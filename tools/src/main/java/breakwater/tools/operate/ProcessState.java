package breakwater.tools.operate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel says of a process. {@link ProcessHandle#isAlive} counts a zombie as alive: one that was killed and whose
 * parent has not asked for its end yet. It runs nothing any more, so here it is dead.
 */
public enum ProcessState {
    RUNNING("running"),
    /** Held by SIGSTOP, a debugger or a freezer: it may go on at any moment. */
    STOPPED("stopped by a signal"),
    ZOMBIE("dead, a zombie"),
    GONE("dead");

    private final String text;

    ProcessState(final String text) {
        this.text = text;
    }

    /** Returns whether the process may still do something. */
    public boolean isAlive() {
        return this == RUNNING || this == STOPPED;
    }

    /** Returns the state as a human reads it. */
    public String text() {
        return text;
    }

    /** Asks the kernel. Where it has no /proc, what Java knows. */
    public static ProcessState of(final long pid) {
        final Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return parse(new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1));
        } catch (final IOException unreadable) {
            final Optional<ProcessHandle> process = ProcessHandle.of(pid);
            return process.isPresent() && process.get().isAlive() ? RUNNING : GONE;
        }
    }

    /** Reads {@code pid (name) state …}; the name may hold anything, brackets too. */
    static ProcessState parse(final String stat) {
        final int at = stat.lastIndexOf(')') + 2;
        switch (at > 1 && at < stat.length() ? stat.charAt(at) : '?') {
            case 'Z':
                return ZOMBIE;
            case 'X':
            case 'x':
                return GONE;
            case 'T':
            case 't':
                return STOPPED;
            default:
                return RUNNING;
        }
    }
}
