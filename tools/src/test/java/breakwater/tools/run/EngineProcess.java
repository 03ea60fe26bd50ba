package breakwater.tools.run;

import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.control.ControlFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Another JVM with our flags and class path and the engine's heap; killed by SIGKILL. */
final class EngineProcess implements AutoCloseable {
    private static final long PATIENCE_NS = 120_000_000_000L;
    private static final Path ENGINE_FLAGS = Path.of("..", "scripts", "engine.args");

    private final Process process;
    private final BufferedReader output;

    private EngineProcess(final Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a main class with the engine's flags. */
    static EngineProcess start(final Class<?> main, final Object... arguments) throws IOException {
        final List<String> flags = new ArrayList<>();
        if (Files.exists(ENGINE_FLAGS)) {
            flags.addAll(Files.readAllLines(ENGINE_FLAGS));
        }
        return start(flags, main, arguments);
    }

    static EngineProcess start(final List<String> flags, final Class<?> main, final Object... arguments)
            throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-agentlib")) {
                command.add(flag);
            }
        }
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        for (final Object argument : arguments) {
            command.add(argument.toString());
        }
        return new EngineProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Returns the next line that it prints, null at its end. */
    String line() throws IOException {
        return output.readLine();
    }

    /** Spins until the control page says so, or the process ends by itself. Returns whether the page said so. */
    boolean await(final Path dir, final Predicate<ControlPage> condition) throws IOException {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        final Path file = dir.resolve("control.dat");
        while (!Files.exists(file)) {
            if (!isWaiting(deadlineNs)) {
                return false;
            }
        }
        try (ControlFile control = ControlFile.open(file)) {
            while (control.page().pid() != process.pid() || !condition.test(control.page())) {
                if (!isWaiting(deadlineNs)) {
                    return false;
                }
            }
            return true;
        }
    }

    private boolean isWaiting(final long deadlineNs) {
        if (System.nanoTime() > deadlineNs) {
            throw new AssertionError("the engine process made no progress in " + PATIENCE_NS / 1_000_000_000 + " s");
        }
        Thread.onSpinWait();
        return process.isAlive();
    }

    boolean awaitJournaled(final Path dir, final long sequence) throws IOException {
        return await(dir, page -> page.get(Word.JOURNALED) >= sequence);
    }

    /** Kills it as the kernel would, and waits. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(60, TimeUnit.SECONDS);
    }

    /** Waits for its own end and returns its exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_NS, TimeUnit.NANOSECONDS)) {
            throw new AssertionError("the engine process did not end");
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
