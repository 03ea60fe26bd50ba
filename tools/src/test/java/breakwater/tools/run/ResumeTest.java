package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.Breakwater;
import breakwater.tools.ExitCode;
import breakwater.tools.config.ConfigFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill and resume against an engine that runs, with latches of its own beside the operator's. */
class ResumeTest {
    private static final int ALL = ControlPage.index(ScopeType.GLOBAL, 0);
    private static final int ACCOUNT = ControlPage.index(ScopeType.ACCOUNT, 0);
    private static final long PATIENCE_NS = 60_000_000_000L;

    @TempDir
    private Path temp;

    @Test
    void releasesTheOperatorsKillAndLeavesTheEnginesOwnLatchStanding() throws Exception {
        final String tight = EngineChild.churnText()
                .replace("cash: 1000000000", "cash: 100000")
                .replace("daily-loss, value: 90%", "daily-loss, value: 0.0005%");
        try (Running engine = new Running(tight)) {
            final ControlPage page = engine.session.page();
            await("the daily loss", () -> page.latchedLevel(ACCOUNT) != 0);
            assertEquals(0, kill("--account", "main", "--level", "orders"));
            await("the kill", () -> page.latchedLevel(ACCOUNT) == Level.CANCEL_ONLY.value());

            assertEquals(ExitCode.NOT_PERMITTED, resume("main"));

            assertEquals(0, ControlPage.level(page.word(ACCOUNT)));
            await("the breaker's part", () -> page.latchedLevel(ACCOUNT) == Level.REDUCE_ONLY.value());
        }
    }

    @Test
    void findsTheWordOfAPageThatWasMadeAnew() throws Exception {
        try (Running engine = new Running(EngineChild.churnText())) {
            assertEquals(ExitCode.PRECONDITION, resume("all"), "nothing to release");
            for (int i = 0; i < 3; i++) {
                assertEquals(0, kill("--all", "--level", "entries"));
                assertEquals(ExitCode.OK, resume("all"));
            }
        }
        final byte[] bytes = Files.readAllBytes(dir().resolve("control.dat"));
        bytes[0] ^= 1;
        Files.write(dir().resolve("control.dat"), bytes);

        try (Running engine = new Running(EngineChild.churnText())) {
            assertEquals(
                    Level.KILLED.value(),
                    ControlPage.level(engine.session.page().word(ALL)));

            assertEquals(ExitCode.OK, resume("all"));

            assertEquals(0, ControlPage.level(engine.session.page().word(ALL)));
        }
        assertTrue(Files.exists(dir().resolve("control.bad")));
    }

    @Test
    void tellsWhatTheEngineStillHoldsAndHowToLiftIt() throws Exception {
        try (Running engine = new Running(EngineChild.churnText())) {
            final ControlPage page = engine.session.page();
            assertEquals(0, kill("--instrument", "SIM2-USD", "--level", "entries"));
            assertEquals(0, kill("--all", "--level", "entries"));
            await(
                    "both",
                    () -> page.latchedLevel(ALL) != 0
                            && page.latchedLevel(ControlPage.index(ScopeType.INSTRUMENT, 1)) != 0);

            final String said = outputOf(() -> assertEquals(ExitCode.OK, resume("all")));
            final String status = outputOf(() -> Breakwater.run("status", "--dir", dir().toString()));

            assertTrue(said.contains("still held: instrument:SIM2-USD  REDUCE_ONLY"), said);
            assertTrue(said.contains("breakwater resume instrument:SIM2-USD --reason"), said);
            assertTrue(status.contains("breakwater resume instrument:SIM2-USD --reason"), status);
            final String last = outputOf(() -> assertEquals(ExitCode.OK, resume("instrument:SIM2-USD")));
            assertFalse(last.contains("still held"), last);
        }
    }

    /** K2: what the kill forbids is gone, and it is the venue that says so. */
    @Test
    void provesThatNothingWorksAnyMore() throws Exception {
        try (Running engine = new Running(EngineChild.churnText())) {
            await("orders", () -> engine.session.page().get(ControlPage.Word.OUTPUT) > 1_000);
            final String entries = outputOf(
                    () -> assertEquals(ExitCode.OK, kill("--all", "--level", "entries", "--until-zero", "60s")));
            assertTrue(entries.contains("zero: no entry of all works, as the venue says"), entries);
            final String flat = outputOf(
                    () -> assertEquals(ExitCode.OK, kill("--all", "--level", "flatten", "--until-zero", "60s")));
            assertTrue(flat.contains("zero: no order of all works and nothing is held"), flat);
        }
    }

    /** A venue that does not answer: what was sent may work, whatever was asked of it. */
    @Test
    void doesNotTakeSilenceForTheEndOfAnOrder() throws Exception {
        final String silent = EngineChild.churnText().replace("report-latency: 1ms", "report-latency: 600s");
        try (Running engine = new Running(silent)) {
            await("an entry", () -> engine.session.engine().workingEntries() > 0);
            final String said = outputOf(
                    () -> assertEquals(ExitCode.PARTIAL, kill("--all", "--level", "entries", "--until-zero", "2s")));
            assertTrue(said.contains("NOT ZERO after") && said.contains(" still work:"), said);
        }
    }

    /** K7: whoever has a shell and nothing else kills by a file; it holds over a resume and over a restart. */
    @Test
    void aFileInTheRunFolderKillsEverything() throws Exception {
        final Path file = dir().resolve("KILL");
        try (Running engine = new Running(EngineChild.churnText())) {
            final ControlPage page = engine.session.page();
            Files.writeString(file, "orders, the desk is on fire");
            await("the kill", () -> page.latchedLevel(ALL) == Level.CANCEL_ONLY.value());

            assertEquals(ExitCode.PRECONDITION, resume("all"));
            Files.writeString(file, "flatten");
            await("the worse", () -> page.latchedLevel(ALL) == Level.KILLED.value());
        }
        try (Running engine = new Running(EngineChild.churnText())) {
            final ControlPage page = engine.session.page();
            assertEquals(Level.KILLED.value(), ControlPage.level(page.word(ALL)));
            Files.delete(file);
            assertEquals(Level.KILLED.value(), page.latchedLevel(ALL), "it is latched");
        }
    }

    private static String outputOf(final Runnable command) {
        final PrintStream out = System.out;
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            command.run();
        } finally {
            System.setOut(out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private Path dir() {
        return temp.resolve("run");
    }

    private int kill(final String... scope) {
        final String[] line = java.util.Arrays.copyOf(scope, scope.length + 5);
        line[scope.length] = "--reason";
        line[scope.length + 1] = "drill";
        line[scope.length + 2] = "--dir";
        line[scope.length + 3] = dir().toString();
        line[scope.length + 4] = "--wait=30s";
        final String[] all = new String[line.length + 1];
        all[0] = "kill";
        System.arraycopy(line, 0, all, 1, line.length);
        return Breakwater.run(all);
    }

    private int resume(final String scope) {
        return Breakwater.run("resume", scope, "--reason", "drill is over", "--wait", "30s", "--dir", dir().toString());
    }

    private static void await(final String what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadlineNs, "waited in vain for " + what);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** A lockstep engine on a thread of its own. */
    private final class Running implements AutoCloseable {
        private final Session session;
        private final Thread thread;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private volatile boolean isStopping;

        Running(final String config) throws Exception {
            session = Session.open(
                    ConfigFile.parse("churn.yaml", config),
                    new Session.Options(dir(), Pace.MAX, true, "max", 1 << 20),
                    List.of(Feeds.open("generate:seed=1,instruments=3,rate=5000,count=0")));
            thread = new Thread(() -> {
                while (!isStopping) {
                    session.step();
                }
            });
            thread.setUncaughtExceptionHandler((in, thrown) -> failure.set(thrown));
            thread.start();
        }

        @Override
        public void close() throws Exception {
            isStopping = true;
            thread.join();
            session.close();
            assertEquals(null, failure.get());
        }
    }
}
