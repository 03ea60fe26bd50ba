package breakwater.tools.limits;

import breakwater.journal.RunFolder;
import breakwater.tools.ExitCode;
import breakwater.tools.RunFolders;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.inspect.Table;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a file's limits differ from those in force. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Compare a file's limits with those in force: looser, new, tighter, same, the worst first.",
        footer = {
            "",
            "A row is looser where its value is; where the values are the same, the later warning is the looser.",
            "Rows in force of which the file says nothing stay as they are: a limit is never removed.",
            "",
            "Examples:",
            "  breakwater limits diff engine.yaml",
            "  breakwater limits diff tighter.yaml --dir runs/paper --json",
            "",
            "Exit codes: 0 all the same, 1 they differ, 3 no such run, 6 the file has findings."
        })
final class LimitsDiff implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a limits: section, or a whole configuration")
    private Path file;

    @Option(names = "--dir", paramLabel = "RUN", description = "run folder; default: the newest under runs/")
    private String dir;

    @Option(names = "--json", description = "one JSON document, breakwater.limits-diff/1")
    private boolean isJson;

    @Override
    public Integer call() throws ConfigException {
        final Path folder = RunFolders.find(dir);
        final LimitsInForce inForce = LimitsInForce.of(RunFolder.view(folder));
        final LimitChanges changes = LimitChanges.of(ConfigFile.readLimits(file, inForce.definitions()), inForce);
        table(changes).print(isJson, "limits-diff", folder.toString(), inForce.sequence());
        System.err.println(changes.summary() + " as of input " + inForce.sequence());
        return changes.isEmpty() ? ExitCode.OK : ExitCode.DIFFERS;
    }

    static Table table(final LimitChanges changes) {
        final Table table =
                new Table("change", "limit", "control", "scope", "inForce", "file", "warnInForce", "warnFile", "line");
        for (final LimitChange row : changes.worstFirst()) {
            table.add(
                    row.word(),
                    row.label(),
                    row.row().figure().control().id(),
                    row.scope(changes.names()),
                    row.from(changes.names()),
                    row.to(changes.names()),
                    row.fromWarn(changes.names()),
                    row.toWarn(changes.names()),
                    row.row().line());
        }
        return table;
    }
}
