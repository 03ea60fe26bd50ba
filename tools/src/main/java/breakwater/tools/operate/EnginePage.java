package breakwater.tools.operate;

import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.control.ControlFile;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** An engine's control page as another process sees it. Maps two small files, nothing else. */
public final class EnginePage implements AutoCloseable {
    private static final long SLACK_NS = 2_000_000_000L;

    private final ControlFile file;
    private final Path folder;

    private EnginePage(final ControlFile file, final Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /** Opens the page of a run folder; exit code 3 where there is none or it is not valid. */
    public static EnginePage open(final Path folder) {
        final Path path = folder.resolve("control.dat");
        if (!Files.exists(path)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "no engine has ever run in " + folder + ": it has no control.dat; name its --dir");
        }
        final EnginePage opened;
        try {
            opened = new EnginePage(ControlFile.open(path), folder);
        } catch (final IllegalStateException unreadable) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    unreadable.getMessage() + "; to the engine it reads as KILLED, nothing was loosened",
                    unreadable);
        }
        if (!opened.page().isValid()) {
            opened.close();
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    path
                            + " is not a valid control page: it reads as KILLED to every sender, nothing was loosened or changed;"
                            + " the next start moves it aside and begins killed");
        }
        return opened;
    }

    public ControlPage page() {
        return file.page();
    }

    public Path folder() {
        return folder;
    }

    public Path commandFile() {
        return folder.resolve("commands.dat");
    }

    /** Returns whether the process that wrote the page lives; a later process with the same pid is not it. */
    boolean isProcessAlive() {
        return processState(page()).isAlive();
    }

    /** Returns the state of the process that wrote the page; where a later process has its pid, it is gone. */
    public static ProcessState processState(final ControlPage page) {
        final ProcessState state = ProcessState.of(page.pid());
        if (!state.isAlive()) {
            return state;
        }
        final Optional<Instant> started =
                ProcessHandle.of(page.pid()).flatMap(process -> process.info().startInstant());
        return started.isEmpty() || nanos(started.get()) <= page.startTimeNs() + SLACK_NS ? state : ProcessState.GONE;
    }

    /** Returns whether an engine works on the page: alive, and not stopped in good order. */
    public boolean isEngineUp() {
        return page().get(Word.PHASE) != ControlPage.PHASE_STOPPED && isProcessAlive();
    }

    /** Returns the wall clock, UTC ns. */
    public static long nowNs() {
        return nanos(Instant.now());
    }

    private static long nanos(final Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    @Override
    public void close() {
        file.close();
    }
}
