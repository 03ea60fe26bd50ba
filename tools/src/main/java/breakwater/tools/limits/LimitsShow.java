package breakwater.tools.limits;

import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.RunFolders;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.config.Definitions;
import breakwater.tools.config.LimitText;
import breakwater.tools.inspect.Table;
import breakwater.tools.inspect.Times;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every limit in force, of a run or of a configuration. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Every limit in force: value, warn level, since which input of the journal, who set it and why.",
        footer = {
            "",
            "Examples:",
            "  breakwater limits show",
            "  breakwater limits show --dir runs/paper --json | jq '.rows[] | select(.limit == \"daily-loss\")'",
            "  breakwater limits show --config engine.yaml"
        })
final class LimitsShow implements Callable<Integer> {
    @Option(names = "--dir", paramLabel = "RUN", description = "run folder; default: the newest under runs/")
    private String dir;

    @Option(names = "--config", paramLabel = "FILE", description = "a configuration file instead of a run")
    private Path config;

    @Option(names = "--json", description = "one JSON document, breakwater.limits/1")
    private boolean isJson;

    @Override
    public Integer call() throws ConfigException {
        if (config != null && dir != null) {
            throw new CommandFailure(ExitCode.USAGE, "limits show takes --dir or --config, not both");
        }
        final Table table =
                new Table("limit", "control", "scope", "value", "warn", "unit", "since", "time", "user", "reason");
        if (config != null) {
            final Config read = ConfigFile.read(config);
            rowsOf(read).forEach(row -> add(table, row, Definitions.of(read)));
            table.print(isJson, "limits", config.toString(), 0);
            return ExitCode.OK;
        }
        final Path folder = RunFolders.find(dir);
        final LimitsInForce inForce = LimitsInForce.of(RunFolder.view(folder));
        final Definitions names = inForce.definitions();
        inForce.rows().forEach(row -> add(table, row, names));
        table.print(isJson, "limits", folder.toString(), inForce.sequence());
        return ExitCode.OK;
    }

    private static List<LimitsInForce.Row> rowsOf(final Config config) {
        final List<LimitsInForce.Row> rows = new ArrayList<>();
        for (final Config.LimitRow row : config.limits()) {
            rows.add(new LimitsInForce.Row(
                    LimitsInForce.Key.of(row), row.value(), row.warn(), 0, 0, "-", config.file() + ":" + row.line()));
        }
        return LimitsInForce.inOrder(rows);
    }

    private static void add(final Table table, final LimitsInForce.Row row, final Definitions names) {
        final LimitsInForce.Key key = row.key();
        table.add(
                ConfigFile.label(key.figure()),
                key.figure().control().id(),
                names.scope(key.scopeType(), key.scopeId()),
                LimitText.value(names, key.figure(), key.scopeType(), key.scopeId(), row.value()),
                LimitText.warn(names, key.figure(), key.scopeType(), key.scopeId(), row.warn()),
                LimitText.unit(key.figure()),
                row.sequence() == 0 ? "-" : (Object) row.sequence(),
                row.sequence() == 0 ? "-" : Times.text(row.timeNs()),
                row.user(),
                row.reason());
    }
}
