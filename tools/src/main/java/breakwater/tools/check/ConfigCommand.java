package breakwater.tools.check;

import breakwater.core.risk.Figure;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks or shows a configuration file; starts nothing. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Check or show a configuration file.",
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class})
public final class ConfigCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailure(ExitCode.USAGE, "config needs one of: check, show");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Name everything that is wrong. 6 = something is.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        public Integer call() throws ConfigException {
            final Config config = ConfigFile.read(file);
            System.out.println(file + ": sound; " + config.instruments().size() + " instruments, "
                    + config.strategies().size() + " strategies, "
                    + config.limits().size() + " limits");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "What the file means, with every default filled in and the line of each limit.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        public Integer call() throws ConfigException {
            final Config config = ConfigFile.read(file);
            System.out.println("engine\t" + config.engine());
            config.venues().forEach(row -> System.out.println("venue\t" + row));
            config.accounts().forEach(row -> System.out.println("account\t" + row));
            config.instruments().forEach(row -> System.out.println("instrument\t" + row));
            config.calendars().forEach(row -> System.out.println("calendar\t" + row));
            config.strategies().forEach(row -> System.out.println("strategy\t" + row));
            for (final Config.LimitRow row : config.limits()) {
                final Figure figure = row.figure();
                System.out.println("limit\t" + ConfigFile.label(figure) + "\t"
                        + figure.control().id() + "\t"
                        + row.scopeType() + "\t" + scope(config, row) + "\t" + row.value() + "\twarn " + row.warn()
                        + "\t"
                        + figure.unit() + "\t" + file + ":" + row.line());
            }
            return ExitCode.OK;
        }

        private static String scope(final Config config, final Config.LimitRow row) {
            switch (row.scopeType()) {
                case VENUE:
                    return config.venues().get(row.scopeId()).name();
                case ACCOUNT:
                    return config.accounts().get(row.scopeId()).name();
                case STRATEGY:
                    return config.strategies().get(row.scopeId()).name();
                case INSTRUMENT:
                    return config.instruments().get(row.scopeId()).symbol();
                default:
                    return "-";
            }
        }
    }
}
