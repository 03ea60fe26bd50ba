package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.control.ControlFile;
import breakwater.tools.Breakwater;
import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import breakwater.tools.operate.ScopeNames;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A free-running engine in a process of its own, under churn, beside which other processes kill, watch and stop
 * it; with the venue's own record of what left.
 */
final class WatchedRun implements AutoCloseable {
    static final int ALL = ControlPage.index(ScopeType.GLOBAL, 0);
    static final List<String> SHORT_FLAGS = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xms16m", "-Xmx64m", "-XX:-UsePerfData");
    private static final long PATIENCE_NS = 120_000_000_000L;

    final Path dir;
    final SendRecord record;
    private final String feed;
    private final String speed;
    private final Path config;
    private final Process shell;
    private EngineProcess engine;
    private ControlFile control;

    /**
     * @param rate events a second of event time
     * @param speed event time a wall time, or max
     */
    WatchedRun(final Path dir, final int rate, final String speed) throws IOException {
        this(dir, "generate:seed=1,instruments=3,rate=" + rate + ",count=0", speed, null);
    }

    /** @param config what the engine reads, null for the churn example as it ships */
    WatchedRun(final Path dir, final String feed, final String speed, final Path config) throws IOException {
        this.dir = Files.createDirectories(dir);
        this.feed = feed;
        this.speed = speed;
        this.config = config;
        record = new SendRecord(dir.resolve("venue.record"));
        shell = new ProcessBuilder("sh").redirectErrorStream(true).start();
    }

    /** Starts the engine and waits until it runs. */
    void start() throws IOException {
        final List<Object> arguments =
                new ArrayList<>(List.of(dir, "free", feed, 1_000_000, speed, DeathAt.Place.NEVER, 0));
        if (config != null) {
            arguments.add(config);
        }
        engine = EngineProcess.start(EngineChild.class, arguments.toArray());
        assertTrue(engine.await(dir, page -> page.get(Word.PHASE) == ControlPage.PHASE_RUNNING));
        if (control == null) {
            control = ControlFile.open(dir.resolve("control.dat"));
        }
    }

    ControlPage page() {
        return control.page();
    }

    int level() {
        return ControlPage.level(page().word(ALL));
    }

    /** Sends a signal to the engine. Returns the steady clock before. */
    long signal(final String name) throws IOException {
        final OutputStream commands = shell.getOutputStream();
        final byte[] line = ("kill -" + name + " " + engine.pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        final long beforeNs = System.nanoTime();
        commands.write(line);
        commands.flush();
        return beforeNs;
    }

    /** Starts a watchdog of its own process and waits until it watches. */
    EngineProcess watchdog(final String t1, final Object... more) throws IOException {
        final List<String> flags = new ArrayList<>(SHORT_FLAGS);
        flags.add("-Xlog:class+load:file=" + dir.resolve("watchdog.classes"));
        final List<Object> arguments = new ArrayList<>(List.of("watchdog", "--t1", t1, "--dir", dir));
        arguments.addAll(List.of(more));
        final int before = lines("watching").size();
        final EngineProcess watchdog = EngineProcess.start(flags, Breakwater.class, arguments.toArray());
        await("the watchdog watches", () -> lines("watching").size() > before);
        return watchdog;
    }

    /** Returns the emergency log. */
    List<JsonNode> lines() {
        final List<JsonNode> lines = new ArrayList<>();
        try {
            if (Files.exists(dir.resolve("watchdog.log"))) {
                for (final String line : Files.readAllLines(dir.resolve("watchdog.log"))) {
                    // A line that is being written while it is read is not one yet; the next look finds it whole.
                    if (line.startsWith("{") && line.endsWith("}")) {
                        lines.add(new ObjectMapper().readTree(line));
                    }
                }
            }
        } catch (final IOException torn) {
            throw new AssertionError(torn);
        }
        return lines;
    }

    /** Returns the lines of the emergency log that tell one kind of event. */
    List<JsonNode> lines(final String event) {
        return lines().stream()
                .filter(line -> event.equals(line.get("event").asText()))
                .toList();
    }

    /** Waits until so many messages more that raise exposure have left. */
    void awaitEntries(final int count) {
        final long first = record.count();
        await("entries leave", () -> raising(first) >= count);
    }

    /** Returns how many messages from one on raise exposure. */
    long raising(final long first) {
        return record.from(first).stream()
                .filter(SendRecord.Sent::raisesExposure)
                .count();
    }

    /** Lifts the kill of all, and what the engine holds by itself, until nothing is held. */
    void resume() {
        await("everything is resumed", () -> {
            boolean isHeld = false;
            for (int i = 0; i < ControlPage.SCOPES; i++) {
                if (page().latchedLevel(i) > 0 || ControlPage.level(page().word(i)) > 0) {
                    isHeld = true;
                    final String scope =
                            i == ALL ? "all" : ScopeNames.word(ControlPage.typeOf(i)) + ":" + page().name(i);
                    Said.by("resume", scope, "--reason", "the trial is over", "--wait", "60s", "--dir", dir);
                }
            }
            return !isHeld;
        });
    }

    /** Runs kill in a process of its own. Returns what it said of itself. */
    JsonNode kill(final String... arguments) throws Exception {
        final List<Object> all = new ArrayList<>(List.of("kill", "--json"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--wait", "60s", "--dir", dir));
        try (EngineProcess command = EngineProcess.start(SHORT_FLAGS, Breakwater.class, all.toArray())) {
            final String said = command.line();
            assertEquals(ExitCode.OK, command.exitCode(), said);
            return new ObjectMapper().readTree(said);
        }
    }

    EngineProcess engine() {
        return engine;
    }

    static void await(final String what, final BooleanSupplier condition) {
        await(() -> what, condition);
    }

    static void await(final Supplier<String> what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadlineNs, () -> "waited in vain: " + what.get());
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() throws Exception {
        if (engine != null) {
            engine.kill();
        }
        shell.destroyForcibly();
        if (control != null) {
            control.close();
        }
    }
}
