package breakwater.tools;

import breakwater.tools.manual.ZeroOrders;
import breakwater.tools.operate.EnginePage;
import breakwater.tools.operate.KillCommand;
import breakwater.tools.operate.KillProof;
import breakwater.tools.operate.StatusCommand;
import breakwater.tools.operate.VersionCommand;
import breakwater.tools.watch.WatchdogCommand;
import java.util.Arrays;

/** The entry point. The commands that must work when little else does never touch the command-line library. */
public final class Breakwater {
    private Breakwater() {}

    public static void main(final String[] arguments) {
        final int exitCode = run(arguments);
        System.out.flush();
        System.exit(exitCode);
    }

    /** Loads what reads journals only where it is asked for. */
    private static final class Zero implements KillProof {
        @Override
        public int await(final EnginePage engine, final int index, final int level, final long waitNs) {
            return ZeroOrders.await(engine, index, level, waitNs);
        }
    }

    /** Runs one command and returns its exit code. */
    public static int run(final String... arguments) {
        try {
            final String command = arguments.length == 0 ? "" : arguments[0];
            final String[] rest =
                    arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
            switch (command) {
                case "kill":
                    return KillCommand.run(new Zero(), rest);
                case "status":
                    return StatusCommand.run(rest);
                case "watchdog":
                    return WatchdogCommand.run(rest);
                case "version":
                case "--version":
                    return VersionCommand.run(rest);
                default:
                    return CommandLineTree.run(arguments);
            }
        } catch (final CommandFailure failure) {
            System.err.println("breakwater: " + failure.getMessage());
            return failure.exitCode();
        }
    }
}
