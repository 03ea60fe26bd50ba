package breakwater.tools.manual;

import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.RunFolders;
import breakwater.tools.config.Durations;
import breakwater.tools.operate.CommandFrames;
import breakwater.tools.operate.EnginePage;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every act by hand has: a reason, a run folder, patience, a rehearsal. */
final class ActOptions {
    @Option(names = "--reason", required = true, paramLabel = "R", description = "why; journaled with your user name")
    private String reason;

    @Option(names = "--dir", paramLabel = "RUN", description = "run folder; default: the newest under runs/")
    private String dir;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "15s",
            description = "how long to wait for what comes of it; default ${DEFAULT-VALUE}")
    private String wait;

    @Option(names = "--dry-run", description = "say what would be asked, ask nothing")
    private boolean isDryRun;

    boolean isDryRun() {
        return isDryRun;
    }

    /** Returns the patience in ns. */
    long waitNs() {
        return waitNs(wait);
    }

    static long waitNs(final String wait) {
        try {
            return Durations.parse(wait);
        } catch (final NumberFormatException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "--wait " + wrong.getMessage(), wrong);
        }
    }

    String user() {
        return CommandFrames.ascii(CommandFrames.user(), CommandFrames.USER_MAX);
    }

    String reason() {
        return CommandFrames.ascii(reason.strip(), CommandFrames.REASON_MAX);
    }

    /** Opens the page of an engine that runs; exit code 2 without a reason, 3 where none runs, 5 while it recovers. */
    EnginePage open() {
        if (reason.isBlank()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--reason needs words in it: who reads the journal wants to know why");
        }
        waitNs();
        return openRunning(RunFolders.find(dir));
    }

    /** Opens the page of an engine that runs in a folder. */
    static EnginePage openRunning(final Path folder) {
        final EnginePage engine = EnginePage.open(folder);
        final CommandFailure missing = !engine.isEngineUp()
                ? new CommandFailure(
                        ExitCode.NOT_FOUND, "no engine runs in " + engine.folder() + ", so nothing was asked")
                : engine.page().get(Word.PHASE) == ControlPage.PHASE_RUNNING
                        ? null
                        : new CommandFailure(
                                ExitCode.PRECONDITION,
                                "the engine in " + engine.folder()
                                        + " is still recovering; ask when 'status' says that it runs");
        if (missing != null) {
            engine.close();
            throw missing;
        }
        return engine;
    }
}
