package breakwater.tools.operate;

import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.tools.Arguments;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.Json;
import breakwater.tools.RunFolders;
import java.util.List;

/** Says from shared memory alone what the engine does, so that it answers while the engine hangs. */
public final class StatusCommand {
    private static final long HEARTBEAT_MAX_NS = 5_000_000_000L;

    private final EnginePage engine;
    private final ControlPage page;
    private final boolean isAlive;
    private final long heartbeatAgeNs;

    private StatusCommand(final EnginePage engine) {
        this.engine = engine;
        this.page = engine.page();
        this.isAlive = engine.isProcessAlive();
        final long heartbeat = page.get(Word.HEARTBEAT);
        this.heartbeatAgeNs = heartbeat == 0 ? -1 : Math.max(0, EnginePage.nowNs() - heartbeat);
    }

    /** Runs the command. Returns 0; with {@code --check} 1 where the engine does not run or is not healthy. */
    public static int run(final String... arguments) {
        final Arguments given =
                new Arguments("status", arguments, List.of("--dir"), List.of("--check", "--json", "--local", "--help"));
        if (given.has("--help")) {
            System.out.println("usage: breakwater status [--check] [--json] [--dir RUN]");
            return ExitCode.OK;
        }
        if (!given.rest().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "status: '" + given.rest().get(0) + "' belongs to no option");
        }
        try (EnginePage engine = EnginePage.open(RunFolders.find(given.get("--dir", null)))) {
            final StatusCommand status = new StatusCommand(engine);
            System.out.println(given.has("--json") ? status.json() : status.text());
            return given.has("--check") && !status.isHealthy() ? ExitCode.DIFFERS : ExitCode.OK;
        }
    }

    private boolean isHealthy() {
        return isAlive
                && page.get(Word.PHASE) == ControlPage.PHASE_RUNNING
                && page.get(Word.JOURNAL_FAILED) == 0
                && page.get(Word.HANDLER_FAILED) == 0
                && heartbeatAgeNs >= 0
                && heartbeatAgeNs < HEARTBEAT_MAX_NS;
    }

    private String phase() {
        final long phase = page.get(Word.PHASE);
        final boolean isEnded = phase == ControlPage.PHASE_STOPPED;
        if (!isAlive && !isEnded) {
            return "dead";
        }
        return isEnded
                ? "stopped"
                : phase == ControlPage.PHASE_RUNNING
                        ? "running"
                        : phase == ControlPage.PHASE_RECOVERING
                                ? "recovering"
                                : phase == ControlPage.PHASE_STOPPING ? "stopping" : "starting";
    }

    private String text() {
        final StringBuilder out = new StringBuilder();
        row(out, "run folder", engine.folder().toString());
        row(out, "phase", phase() + (isHealthy() ? ", healthy" : ""));
        row(out, "run", String.valueOf(page.get(Word.RUN)));
        row(out, "pid", page.pid() + (isAlive ? ", alive" : ", not alive"));
        row(out, "heartbeat", heartbeatAgeNs < 0 ? "never" : heartbeatAgeNs / 1_000_000 + " ms ago");
        final String watchdog = WatchdogLock.holder(engine.folder());
        row(out, "watchdog", watchdog.isEmpty() ? "none: nobody acts if the engine falls silent" : "pid " + watchdog);
        row(out, "inputs", "journaled " + page.get(Word.JOURNALED) + ", applied " + page.get(Word.APPLIED));
        row(out, "outputs", "decided " + page.get(Word.OUTPUT) + ", journaled " + page.get(Word.OUTPUT_JOURNALED));
        row(out, "quarantined", String.valueOf(page.get(Word.QUARANTINED)));
        row(out, "blocked", page.get(Word.BLOCKED) + " order messages stopped by a kill word");
        row(
                out,
                "journal",
                page.get(Word.JOURNAL_FAILED) == 0 ? "sound" : "FAILED: nothing that raises exposure leaves");
        if (page.get(Word.HANDLER_FAILED) != 0) {
            row(out, "handler", "FAILED: an agent threw and discards");
        }
        int restricted = 0;
        for (int i = 0; i < ControlPage.SCOPES; i++) {
            final long word = page.word(i);
            if (ControlPage.level(word) != 0) {
                restricted++;
                row(
                        out,
                        "kill word",
                        ScopeNames.word(ControlPage.typeOf(i)) + "  " + ScopeNames.text(page, i) + "  "
                                + ScopeNames.level(ControlPage.level(word)) + "  generation "
                                + ControlPage.generation(word));
            }
        }
        if (restricted == 0) {
            row(out, "kill words", "all ACTIVE");
        }
        for (int i = 0; i < ControlPage.SCOPES; i++) {
            if (page.latchedLevel(i) != 0) {
                row(
                        out,
                        "latched",
                        ScopeNames.word(ControlPage.typeOf(i)) + "  " + ScopeNames.text(page, i) + "  "
                                + ScopeNames.level(page.latchedLevel(i))
                                + "  causes: breakwater events --kind risk  lift: breakwater resume "
                                + ScopeNames.argument(page, i) + " --reason …");
            }
        }
        out.setLength(out.length() - 1);
        return out.toString();
    }

    private static void row(final StringBuilder out, final String name, final String value) {
        out.append(name);
        for (int i = name.length(); i < 13; i++) {
            out.append(' ');
        }
        out.append(value).append('\n');
    }

    private String json() {
        final String watchdog = WatchdogLock.holder(engine.folder());
        final Json out = new Json()
                .beginObject()
                .member("schema", "breakwater.status/1")
                .member("folder", engine.folder().toString())
                .member("phase", phase())
                .member("isHealthy", isHealthy())
                .member("run", page.get(Word.RUN))
                .member("pid", page.pid())
                .member("isProcessAlive", isAlive)
                .member("heartbeatAgeNs", heartbeatAgeNs < 0 ? null : Long.valueOf(heartbeatAgeNs))
                .member("watchdogPid", watchdog.isEmpty() ? null : Long.valueOf(watchdog))
                .member("journaledSequence", page.get(Word.JOURNALED))
                .member("appliedSequence", page.get(Word.APPLIED))
                .member("outputSequence", page.get(Word.OUTPUT))
                .member("outputJournaledSequence", page.get(Word.OUTPUT_JOURNALED))
                .member("quarantined", page.get(Word.QUARANTINED))
                .member("blocked", page.get(Word.BLOCKED))
                .member("isJournalFailed", page.get(Word.JOURNAL_FAILED) != 0)
                .member("isHandlerFailed", page.get(Word.HANDLER_FAILED) != 0)
                .name("killWords")
                .beginArray();
        for (int i = 0; i < ControlPage.SCOPES; i++) {
            final long word = page.word(i);
            if (ControlPage.level(word) != 0) {
                out.beginObject()
                        .member("scopeType", ScopeNames.word(ControlPage.typeOf(i)))
                        .member("scope", ScopeNames.text(page, i))
                        .member("level", ControlPage.level(word))
                        .member("generation", ControlPage.generation(word))
                        .endObject();
            }
        }
        out.endArray().name("latched").beginArray();
        for (int i = 0; i < ControlPage.SCOPES; i++) {
            if (page.latchedLevel(i) != 0) {
                out.beginObject()
                        .member("scopeType", ScopeNames.word(ControlPage.typeOf(i)))
                        .member("scope", ScopeNames.text(page, i))
                        .member("level", page.latchedLevel(i))
                        .member("generation", page.latchedGeneration(i))
                        .endObject();
            }
        }
        return out.endArray().endObject().toString();
    }
}
