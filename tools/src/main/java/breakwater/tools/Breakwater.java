package breakwater.tools;

import breakwater.tools.operate.KillCommand;
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

    /** Runs one command and returns its exit code. */
    public static int run(final String... arguments) {
        try {
            final String command = arguments.length == 0 ? "" : arguments[0];
            final String[] rest =
                    arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
            switch (command) {
                case "kill":
                    return KillCommand.run(rest);
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
