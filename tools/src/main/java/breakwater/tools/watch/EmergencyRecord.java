package breakwater.tools.watch;

import breakwater.tools.Json;
import breakwater.tools.operate.CommandFrames;
import breakwater.tools.operate.EnginePage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Where the watchdog's acts go: the emergency log first, then a line for a human, then the pager. Thread: one. Errors: none;
 * a log that cannot be written is told on the human's line.
 */
final class EmergencyRecord implements AutoCloseable {
    private final Path folder;
    private final EmergencyLog log;
    private final Pager pager;
    private final PrintStream human;
    private final long pid = ProcessHandle.current().pid();
    private final String user = CommandFrames.user();

    EmergencyRecord(final Path folder, final EmergencyLog log, final Pager pager, final PrintStream human) {
        this.folder = folder;
        this.log = log;
        this.pager = pager;
        this.human = human;
    }

    /** Begins a line: what happened, when (UTC), and who did it. */
    Json line(final String event, final long timeNs) {
        return new Json()
                .beginObject()
                .member("schema", "breakwater.watchdog/1")
                .member("event", event)
                .member("time", time(timeNs))
                .member("user", user)
                .member("watchdog", pid)
                .member("folder", folder.toString());
    }

    /** Writes a line and tells and pages what it says. */
    void write(final Json line, final String text) {
        note(line, text);
        final String failure = pager.page(line.toString());
        if (failure != null) {
            note(line("page", EnginePage.nowNs()).member("failure", failure), "the page was NOT DELIVERED: " + failure);
        }
    }

    /** Writes a line and tells it; nobody is paged. */
    void note(final Json line, final String text) {
        line.member("text", text).endObject();
        final boolean isWritten = log.append(line);
        human.println(time(EnginePage.nowNs()) + "  watchdog  " + folder + "  " + text
                + (isWritten ? "" : "  (NOT in the emergency log: it cannot be written)"));
        human.flush();
    }

    private static String time(final long ns) {
        return Instant.ofEpochSecond(ns / 1_000_000_000L, ns % 1_000_000_000L).toString();
    }

    @Override
    public void close() {
        log.close();
    }
}
