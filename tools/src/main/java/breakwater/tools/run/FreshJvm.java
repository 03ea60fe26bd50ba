package breakwater.tools.run;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a command of ours in a JVM of its own, with this JVM's flags and class path, so that it shares no state with us. */
final class FreshJvm {
    private FreshJvm() {}

    /** Returns the command's exit code; its output goes where ours goes. */
    static int run(final String... arguments) {
        final List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.add("breakwater.tools.Breakwater");
        line.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(line).inheritIO().start().waitFor();
        } catch (final IOException failure) {
            throw new CommandFailure(ExitCode.PARTIAL, "cannot start a fresh JVM: " + failure.getMessage(), failure);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.PARTIAL;
        }
    }
}
