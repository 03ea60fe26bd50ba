package breakwater.latency;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The conditions of a run, for the first lines of every report. */
final class Host {
    private Host() {}

    /** Says date, machine, JVM and command; the load of the host tells whether the figures may be believed. */
    static String describe(final Class<?> main, final String... args) {
        return "what  " + main.getSimpleName() + ' ' + String.join(" ", args) + System.lineSeparator() + "date  "
                + Instant.now() + System.lineSeparator()
                + "cpu   " + cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores seen, load "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() + System.lineSeparator()
                + "jdk   " + System.getProperty("java.vm.name") + ' ' + System.getProperty("java.vm.version")
                + System.lineSeparator()
                + "flags "
                + String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    private static String cpu() {
        try {
            for (final String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (final IOException absent) {
            return System.getProperty("os.arch");
        }
        return System.getProperty("os.arch");
    }
}
