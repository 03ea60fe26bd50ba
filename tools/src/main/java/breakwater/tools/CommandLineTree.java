package breakwater.tools;

import breakwater.tools.check.ConfigCommand;
import breakwater.tools.check.DataCommand;
import breakwater.tools.check.DoctorCommand;
import breakwater.tools.check.ExplainCommand;
import breakwater.tools.config.ConfigException;
import breakwater.tools.drill.DrillCommand;
import breakwater.tools.inspect.ControlsCommand;
import breakwater.tools.inspect.EventsCommand;
import breakwater.tools.inspect.FillsCommand;
import breakwater.tools.inspect.JournalCommand;
import breakwater.tools.inspect.OrdersCommand;
import breakwater.tools.inspect.PositionsCommand;
import breakwater.tools.inspect.ProfitAndLossCommand;
import breakwater.tools.inspect.ReplayCommand;
import breakwater.tools.inspect.WhyCommand;
import breakwater.tools.limits.ApproveCommand;
import breakwater.tools.limits.LimitsCommand;
import breakwater.tools.manual.CancelCommand;
import breakwater.tools.manual.CloseCommand;
import breakwater.tools.manual.PauseCommand;
import breakwater.tools.manual.ReconcileCommand;
import breakwater.tools.manual.StopCommand;
import breakwater.tools.operate.ResumeCommand;
import breakwater.tools.run.DemoCommand;
import breakwater.tools.run.RunCommand;
import breakwater.tools.run.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands but the quick ones, by the command-line library: help, typos, completion, exit codes. */
final class CommandLineTree {
    private CommandLineTree() {}

    @Command(
            name = "breakwater",
            description = "A deterministic trading engine in which the controls are the product.",
            footer = {
                "",
                "Quick commands, which load nothing heavy:",
                "  kill     block, cancel, flatten: breakwater kill --all --level entries --reason R",
                "  status   what the engine is doing, from shared memory",
                "  watchdog latch entries when the engine falls silent; a process of its own",
                "  version  version and JVM"
            },
            mixinStandardHelpOptions = true,
            subcommands = {
                DemoCommand.class,
                RunCommand.class,
                SimulateCommand.class,
                ReplayCommand.class,
                JournalCommand.class,
                ResumeCommand.class,
                CloseCommand.class,
                CancelCommand.class,
                PauseCommand.class,
                ReconcileCommand.class,
                StopCommand.class,
                DrillCommand.class,
                LimitsCommand.class,
                ApproveCommand.class,
                PositionsCommand.class,
                OrdersCommand.class,
                FillsCommand.class,
                ProfitAndLossCommand.class,
                EventsCommand.class,
                WhyCommand.class,
                ConfigCommand.class,
                DataCommand.class,
                DoctorCommand.class,
                ControlsCommand.class,
                ExplainCommand.class
            })
    private static final class Root implements Runnable {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().usage(System.out);
        }
    }

    static int run(final String... arguments) {
        final CommandLine line = new CommandLine(new Root());
        line.setExecutionExceptionHandler((failure, command, result) -> report(failure));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        if (System.getenv("NO_COLOR") != null) {
            line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        }
        return line.execute(arguments);
    }

    private static int report(final Exception failure) {
        if (failure instanceof CommandFailure known) {
            System.err.println("breakwater: " + known.getMessage());
            return known.exitCode();
        }
        if (failure instanceof ConfigException refused) {
            System.err.println(refused.getMessage());
            System.err.println(refused.findings().size() + (refused.findings().size() == 1 ? " finding" : " findings")
                    + "; nothing was started or changed");
            return ExitCode.REFUSED;
        }
        if (failure instanceof breakwater.journal.OwnedException owned) {
            System.err.println("breakwater: " + owned.getMessage());
            return ExitCode.PRECONDITION;
        }
        if (failure instanceof breakwater.gateway.ws.feed.FeedException feed) {
            System.err.println("breakwater: " + feed.getMessage());
            return ExitCode.NOT_FOUND;
        }
        if (failure instanceof IllegalStateException state) {
            System.err.println("breakwater: " + state.getMessage());
            return ExitCode.PRECONDITION;
        }
        System.err.println("breakwater: this is a bug of ours; please report it with the lines below");
        failure.printStackTrace();
        return ExitCode.BUG;
    }
}
