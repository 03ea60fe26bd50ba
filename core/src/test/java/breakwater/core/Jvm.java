package breakwater.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A child JVM that works to its end: the flags of scripts/jvm.args, this class path, a main. What it printed is kept. */
final class Jvm {
    final int exit;
    final List<String> lines;

    private Jvm(final int exit, final List<String> lines) {
        this.exit = exit;
        this.lines = lines;
    }

    /** Runs {@link CourseRun} with {@code arguments} on the JDK of {@code home} and waits for its end. */
    static Jvm run(final Path home, final List<String> flags, final String... arguments)
            throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.add("@" + Repository.ROOT.resolve("scripts/jvm.args"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CourseRun.class.getName()));
        command.addAll(List.of(arguments));
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("closed its output and did not end: " + command);
            }
            return new Jvm(process.exitValue(), text.lines().toList());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns the JDK that runs this. */
    static Path here() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Returns the home of a JDK of another release, by JAVA_release_HOME or in /usr/lib/jvm; null where there is none. */
    static Path find(final int release) throws IOException {
        final String named = System.getenv("JAVA_" + release + "_HOME");
        if (named != null && Files.isExecutable(Path.of(named, "bin/java"))) {
            return Path.of(named);
        }
        final Path usual = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(usual)) {
            return null;
        }
        try (Stream<Path> homes = Files.list(usual)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")) && isRelease(home, release))
                    .sorted()
                    .findFirst()
                    .orElse(null);
        }
    }

    private static boolean isRelease(final Path home, final int release) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .anyMatch(line -> line.startsWith("JAVA_VERSION=\"" + release + ".")
                            || line.equals("JAVA_VERSION=\"" + release + "\""));
        } catch (final IOException e) {
            return false;
        }
    }

    /** Returns the last line printed, which is the result. */
    String result() {
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
