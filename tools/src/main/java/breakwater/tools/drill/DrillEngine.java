package breakwater.tools.drill;

import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.operate.EnginePage;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The engine under drill and the operator's tools, each a process of its own with this JVM's flags. Thread: one. */
final class DrillEngine implements AutoCloseable {
    private static final long START_NS = 120_000_000_000L;
    private static final long TOOL_SECONDS = 120;
    private static final long PAUSE_NS = 500_000;

    private final Path folder;
    private final Path config;
    private final String feed;
    private final List<Process> others = new ArrayList<>();
    private Process process;
    private EnginePage page;

    /** What a tool answered. */
    record Answer(int exitCode, String out, String err) {}

    DrillEngine(final Path folder, final Path config, final String feed) {
        this.folder = folder;
        this.config = config;
        this.feed = feed;
    }

    Path folder() {
        return folder;
    }

    ControlPage page() {
        return page.page();
    }

    long pid() {
        return process.pid();
    }

    /** Starts the engine, or starts it again, and waits until it runs; exit code 5 where it does not. */
    void start() throws IOException {
        final Path said = folder.resolveSibling("engine.log");
        process = launch(
                List.of(
                        "run",
                        "--config",
                        config.toString(),
                        "--feed",
                        feed,
                        "--speed",
                        "1",
                        "--dir",
                        folder.toString()),
                Redirect.appendTo(said.toFile()));
        final boolean isUp = await(START_NS, () -> {
            if (page == null && Files.exists(folder.resolve("control.dat"))) {
                page = EnginePage.open(folder);
            }
            return !process.isAlive()
                    || page != null
                            && page().pid() == process.pid()
                            && page().get(Word.PHASE) == ControlPage.PHASE_RUNNING;
        });
        if (!isUp || !process.isAlive()) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION, "the engine to be drilled does not start; see " + said + ", its own words");
        }
    }

    /** Runs one of our commands on the engine's folder in a process of its own, and waits for its end. */
    Answer tool(final String... words) throws IOException, InterruptedException {
        return begin(words).answer();
    }

    /** Starts one of our commands on the engine's folder in a process of its own. */
    Tool begin(final String... words) throws IOException {
        final List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--dir", folder.toString()));
        final Path out = Files.createTempFile("breakwater-drill", ".out");
        final Path err = Files.createTempFile("breakwater-drill", ".err");
        return new Tool(launch(line, Redirect.to(out.toFile()), Redirect.to(err.toFile())), out, err);
    }

    /** A command under way. */
    record Tool(Process process, Path out, Path err) {
        /** Waits for its end. */
        Answer answer() throws IOException, InterruptedException {
            try {
                if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return new Answer(ExitCode.BUG, "", "did not end within " + TOOL_SECONDS + " s");
                }
                return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        }
    }

    /** Starts a command that runs on beside the engine. */
    Process beside(final String... words) throws IOException {
        final List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--dir", folder.toString()));
        final Process started = launch(
                line, Redirect.appendTo(folder.resolveSibling("watchdog.log").toFile()));
        others.add(started);
        return started;
    }

    /** Sends the engine a signal. */
    void signal(final String name) throws IOException, InterruptedException {
        if ("KILL".equals(name)) {
            process.destroyForcibly();
        } else {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** Waits for the engine's own end. */
    boolean hasEnded() throws InterruptedException {
        return process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS);
    }

    static boolean await(final long waitNs, final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > waitNs) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        return true;
    }

    private static Process launch(final List<String> words, final Redirect all) throws IOException {
        return new ProcessBuilder(line(words))
                .redirectErrorStream(true)
                .redirectOutput(all)
                .start();
    }

    private static Process launch(final List<String> words, final Redirect out, final Redirect err) throws IOException {
        return new ProcessBuilder(line(words))
                .redirectOutput(out)
                .redirectError(err)
                .start();
    }

    private static List<String> line(final List<String> words) {
        final List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-agentlib")) {
                line.add(flag);
            }
        }
        line.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-Dstdout.encoding=" + StandardCharsets.UTF_8));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "breakwater.tools.Breakwater"));
        line.addAll(words);
        return line;
    }

    @Override
    public void close() {
        others.forEach(Process::destroyForcibly);
        if (process != null) {
            process.destroyForcibly();
        }
        if (page != null) {
            page.close();
        }
    }
}
