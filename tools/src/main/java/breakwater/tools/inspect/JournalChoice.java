package breakwater.tools.inspect;

import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.RunFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which journal a command means: JOURNAL (a run folder, or any folder in it), {@code --dir}, else the newest run. */
final class JournalChoice {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "JOURNAL",
            description = "run folder, or a journal folder in it; default: the newest under runs/")
    private String journal;

    @Option(names = "--dir", paramLabel = "RUN", description = "run folder")
    private String dir;

    /** Opens the run folder for reading; exit code 3 where there is none. */
    RunFolder open() {
        if (journal != null && dir != null) {
            throw new CommandFailure(ExitCode.USAGE, "name the journal once: JOURNAL " + journal + " or --dir " + dir);
        }
        return open(journal != null ? journal : dir);
    }

    static RunFolder open(final String named) {
        final Path given = RunFolders.find(named);
        Path folder = given.toAbsolutePath().normalize();
        while (folder != null && !Files.isDirectory(folder.resolve("journal"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new CommandFailure(ExitCode.NOT_FOUND, given + " has no journal; a run folder holds journal/input");
        }
        return RunFolder.view(folder);
    }
}
