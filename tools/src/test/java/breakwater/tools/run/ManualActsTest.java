package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Level;
import breakwater.core.message.ManualOrderEncoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.pipeline.ControlPage;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.Breakwater;
import breakwater.tools.ExitCode;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.operate.CommandRing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does by hand, by the commands, against an engine that runs: its strategies never speak. */
class ManualActsTest {
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final int SIM1 = ControlPage.index(ScopeType.INSTRUMENT, 0);

    @TempDir
    private Path temp;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Session session;
    private Future<String> summary;

    @BeforeEach
    void anEngineRuns() throws Exception {
        final Feed feed = Feeds.open("generate:seed=1,instruments=3,rate=2000,count=0");
        session = Session.open(
                ConfigFile.parse("quiet.yaml", quiet()),
                new Session.Options(dir(), new WallPace(1, feed.description().firstTimeNs()), true, "1", 1 << 20),
                List.of(feed));
        summary = thread.submit(() -> new Drive(session).run(true));
        until(() -> session.page().get(ControlPage.Word.APPLIED) > 500);
    }

    @AfterEach
    void itEnds() throws Exception {
        if (!summary.isDone()) {
            assertEquals(
                    ExitCode.OK, Breakwater.run("stop", "--reason", "end", "--wait", "60s", "--dir", dir().toString()));
        }
        summary.get(60, TimeUnit.SECONDS);
        thread.shutdown();
    }

    @Test
    void aPositionIsClosedAndWhatRestsIsTakenBack() throws Exception {
        order(Side.BUY, 6_060_000, 100);
        until(() -> said("positions").contains("0.00100"));
        order(Side.BUY, 5_900_000, 50);
        until(() -> said("orders", "--open").contains("0.00050"));

        final String closed = said(ExitCode.OK, "close", "SIM1-USD", "--reason", "weekend", "--wait", "60s");

        assertTrue(closed.contains("churn-1  0.00100 SIM1-USD → 0.00000 in "), closed);
        assertTrue(said("orders", "--open").lines().count() <= 1, "the resting entry is gone");
        assertEquals(ExitCode.PRECONDITION, run("close", "SIM1-USD", "--reason", "weekend"));
        assertEquals(ExitCode.NOT_FOUND, run("close", "SIM9-USD", "--reason", "weekend"));
    }

    @Test
    void aPartOfAPositionIsClosed() throws Exception {
        order(Side.BUY, 6_060_000, 100);
        until(() -> said("positions").contains("0.00100"));

        assertEquals(ExitCode.USAGE, run("close", "SIM1-USD", "--quantity", "0.5", "--reason", "half"));
        // A part is tried once, and the market may move away meanwhile.
        until(() -> run("close", "SIM1-USD", "--quantity", "0.0004", "--reason", "half", "--wait", "2s") == ExitCode.OK
                || said("positions").contains("0.00060"));

        assertTrue(said("positions").contains("0.00060"));
    }

    @Test
    void aKillOfAllOrdersRefusesACloseAtOnce() throws Exception {
        order(Side.BUY, 6_060_000, 100);
        until(() -> said("positions").contains("0.00100"));
        assertEquals(0, run("kill", "--all", "--level", "orders", "--reason", "drill"));
        until(() -> session.page().latchedLevel(ControlPage.index(ScopeType.GLOBAL, 0)) == Level.CANCEL_ONLY.value());

        assertEquals(ExitCode.NOT_PERMITTED, run("close", "SIM1-USD", "--reason", "weekend"));
        assertEquals(ExitCode.OK, run("resume", "all", "--reason", "over", "--wait", "60s"));
        assertTrue(said("positions").contains("0.00100"), "nothing was left to be sold later");
    }

    @Test
    void anOrderIsTakenBack() throws Exception {
        order(Side.BUY, 5_900_000, 50);
        until(() -> said("orders", "--open").contains("\tNEW\t"));
        final String id = said("orders", "--open")
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .split("\t")[0];

        final String canceled = said(ExitCode.OK, "cancel", id, "--reason", "a typo", "--wait", "60s");

        assertTrue(canceled.contains(id + "  cancel asked"), canceled);
        assertTrue(canceled.contains("all have ended"), canceled);
        assertEquals(ExitCode.NOT_FOUND, run("cancel", id, "--reason", "again"));
        assertEquals(ExitCode.USAGE, run("cancel", "x", "--reason", "again"));
        assertEquals(ExitCode.USAGE, run("cancel", "--reason", "which"));
        order(Side.BUY, 5_900_000, 50);
        until(() -> said("orders", "--open").contains("\tNEW\t"));
        assertEquals(ExitCode.OK, run("cancel", "--instrument", "SIM1-USD", "--reason", "all", "--wait", "60s"));
        assertTrue(said("orders", "--open").lines().count() <= 1, "nothing rests");
    }

    @Test
    void aPauseEndsByItsTimeOrByAResume() throws Exception {
        final ControlPage page = session.page();
        final String paused =
                said(ExitCode.OK, "pause", "SIM1-USD", "--until", "24h", "--reason", "news", "--wait", "60s");
        assertTrue(paused.contains("SIM1-USD  paused until 2024-01-02T"), paused);
        until(() -> page.latchedLevel(SIM1) == Level.REDUCE_ONLY.value());

        assertEquals(ExitCode.OK, run("resume", "SIM1-USD", "--reason", "calm", "--wait", "60s"));
        until(() -> page.latchedLevel(SIM1) == 0);
        assertEquals(ExitCode.OK, run("pause", "SIM1-USD", "--until", "1s", "--reason", "news", "--wait", "60s"));
        until(() -> page.latchedLevel(SIM1) == 0);
        assertEquals(ExitCode.USAGE, run("pause", "SIM1-USD", "--until", "soon", "--reason", "news"));
        assertEquals(ExitCode.USAGE, run("pause", "SIM1-USD", "--until", "2020-01-01T00:00", "--reason", "news"));
        assertEquals(ExitCode.NOT_FOUND, run("pause", "nobody", "--reason", "news"));
        assertEquals(ExitCode.USAGE, run("pause", "SIM1-USD", "--reason", " "));
    }

    @Test
    void aRunEndsInGoodOrderWithItsEntriesCanceled() throws Exception {
        order(Side.BUY, 5_900_000, 50);
        until(() -> said("orders", "--open").contains("\tNEW\t"));

        final String stopped = said(ExitCode.OK, "stop", "--reason", "end of the day", "--wait", "60s");

        assertTrue(stopped.contains("run 1 stopped in "), stopped);
        assertTrue(summary.get(60, TimeUnit.SECONDS).contains("open orders 0"), summary::toString);
        assertTrue(said("orders", "--open").lines().count() <= 1, "nothing works");
        assertEquals(ExitCode.NOT_FOUND, run("stop", "--reason", "again"));
    }

    private static String quiet() throws IOException {
        return EngineChild.churnText()
                .replace("{seed: ", "{every-quotes: 1000000, seed: ")
                .replace("reject-rate: 1%", "reject-rate: 0%");
    }

    private Path dir() {
        return temp.resolve("run");
    }

    private void order(final Side side, final long price, final long quantity) {
        final byte[] block = new byte[ManualOrderEncoder.BLOCK_LENGTH];
        new ManualOrderEncoder()
                .wrap(new UnsafeBuffer(block), 0)
                .strategyId(0)
                .instrumentId(0)
                .side(side)
                .price(price)
                .quantity(quantity)
                .user("ana")
                .reason("by hand");
        try (CommandRing ring = CommandRing.open(dir().resolve("commands.dat"))) {
            assertTrue(ring.offer(ManualOrderEncoder.TEMPLATE_ID, block));
        }
    }

    private int run(final String... words) {
        final String[] line = java.util.Arrays.copyOf(words, words.length + 2);
        line[words.length] = "--dir";
        line[words.length + 1] = dir().toString();
        return Breakwater.run(line);
    }

    private String said(final String... words) {
        return said(ExitCode.OK, words);
    }

    private String said(final int exitCode, final String... words) {
        final PrintStream out = System.out;
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(exitCode, run(words));
        } finally {
            System.setOut(out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private static void until(final Callable<Boolean> condition) throws Exception {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadlineNs, "waited in vain");
            LockSupport.parkNanos(20_000_000);
        }
    }
}
