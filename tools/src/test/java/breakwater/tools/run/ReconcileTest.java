package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Level;
import breakwater.core.message.ManualOrderEncoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.pipeline.ControlPage;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.operate.CommandRing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A break from the venue's word to the resume, by the commands, against an engine that runs: its strategies never speak. */
class ReconcileTest {
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final int SIM1 = ControlPage.index(ScopeType.INSTRUMENT, 0);
    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path temp;

    private TellingFeed venue;
    private Session session;

    @Test
    void aPersonSeesABreakAdoptsItAndLiftsTheHold() throws Exception {
        run("", () -> {
            order();
            assertEquals(ExitCode.OK, said("reconcile").exitCode(), "nothing differs");
            venue.tell(60);
            until(() -> session.page().latchedLevel(SIM1) == Level.REDUCE_ONLY.value());
            assertShown();
            assertEquals(ExitCode.NOT_PERMITTED, resume().exitCode(), "it holds");
            assertRefusals();

            final Said adopted = said("reconcile", "--adopt", 1, "--reason", "lost fill", "--wait", "60s");
            assertEquals(ExitCode.OK, adopted.exitCode(), adopted.err());
            assertTrue(
                    adopted.out().startsWith("break 1  SIM1-USD of main  0.00100 → 0.00060 adopted  by " + USER),
                    adopted.out());
            assertTrue(adopted.out().contains("booked: churn-1  -0.00040 at a cost of -24."), adopted.out());
            assertTrue(adopted.out().contains("one person sufficed"), adopted.out());
            assertTrue(adopted.out().contains("breakwater resume instrument:SIM1-USD"), adopted.out());
            assertTrue(said("positions").out().contains("0.00060"));
            assertEquals(ExitCode.OK, said("reconcile").exitCode());
            assertTrue(said("reconcile", "--all").out().contains("\tadopted"));
            assertEquals(ExitCode.OK, resume().exitCode());
            assertEquals(
                    ExitCode.PRECONDITION,
                    adopt("--adopt", 1, "--reason", "again").exitCode(),
                    "it has ended");
        });
        final Said verified = said("replay", "--verify");
        assertEquals(ExitCode.OK, verified.exitCode(), verified.out() + verified.err());
    }

    @Test
    void whereApproversAreNamedAnAdoptionTakesTwo() throws Exception {
        final Path key = temp.resolve("bob.key");
        final String bob =
                Said.by("approve", "new-key", "--user", "bob", "--out", key).out();
        run("approvers:\n" + bob, () -> {
            order();
            venue.tell(60);
            until(() -> session.page().latchedLevel(SIM1) == Level.REDUCE_ONLY.value());

            final Said alone = adopt("--adopt", 1, "--reason", "lost fill");
            assertEquals(ExitCode.NOT_PERMITTED, alone.exitCode());
            assertTrue(alone.err().contains("the signature of one of bob"), alone.err());
            final Path file = temp.resolve("adopt.approval");
            final Said signed = said("approve", "--adopt", 1, "--key", key, "--author", USER, "--out", file);
            assertEquals(ExitCode.OK, signed.exitCode(), signed.err());
            assertTrue(
                    signed.out().startsWith("adopt break 1 position SIM1-USD of main from 0.00100 to 0.00060"),
                    signed.out());

            final Said other = adopt("--adopt", 1, "--reason", "lost fill", "--approval", file, "--price", "100");
            assertEquals(ExitCode.NOT_PERMITTED, other.exitCode(), "the price was not signed");
            final Said adopted = adopt("--adopt", 1, "--reason", "lost fill", "--approval", file);
            assertEquals(ExitCode.OK, adopted.exitCode(), adopted.err());
            assertTrue(adopted.out().contains("approved by bob"), adopted.out());
            assertEquals(
                    ExitCode.PRECONDITION,
                    said("approve", "--adopt", 1, "--key", key, "--author", USER)
                            .exitCode(),
                    "nothing is open");
        });
        assertTrue(said("journal", "cat", "--template", "AdoptBreak").out().contains("lost fill #"));
    }

    private void assertShown() throws Exception {
        final Said shown = said("reconcile");
        assertEquals(ExitCode.INTEGRITY, shown.exitCode());
        final String row = shown.lines().get(1);
        assertTrue(row.startsWith("1\tposition\tSIM1-USD of main\t-\t0.00100\t0.00060\t-0.00040\t2"), row);
        assertTrue(row.contains("\tunexplained\t") && row.endsWith("\topen"), row);
        assertTrue(shown.err().contains("1 open breaks as of output "), shown.err());
        final JsonNode json =
                new ObjectMapper().readTree(said("reconcile", "--json").out());
        assertEquals("breakwater.breaks/1", json.get("schema").asText());
        assertEquals("0.00060", json.get("rows").get(0).get("theirs").asText());
    }

    private void assertRefusals() {
        assertEquals(ExitCode.USAGE, said("reconcile", "--adopt", 1).exitCode());
        assertEquals(ExitCode.USAGE, said("reconcile", "--reason", "why").exitCode());
        final Said unknown = adopt("--adopt", 7, "--reason", "which");
        assertEquals(ExitCode.NOT_FOUND, unknown.exitCode());
        assertTrue(unknown.err().contains("no break ever had that id"), unknown.err());
        assertTrue(said("journal", "cat", "--template", "AdoptBreak").out().contains("which"), "kept for audit");
        final String events = said("events", "--kind", "risk").out();
        assertTrue(events.contains("\tADOPTION_REFUSED\t-\tbreak 7 NULL_VAL UNKNOWN_BREAK "), events);
        assertTrue(events.contains("\tBREAK_OPEN\tSIM1-USD\tbreak 1 POSITION ours 100 theirs 60 UNEXPLAINED"), events);
        final Said rehearsed = adopt("--adopt", 1, "--reason", "lost fill", "--dry-run");
        assertEquals(
                "dry run: would adopt break 1 position SIM1-USD of main from 0.00100 to 0.00060",
                rehearsed.out().strip());
        assertFalse(said("positions").out().contains("0.00060"));
    }

    private interface Steps {
        void go() throws Exception;
    }

    /** Runs the steps beside an engine, and stops it. */
    private void run(final String addition, final Steps steps) throws Exception {
        venue = new TellingFeed(Feeds.open("generate:seed=1,instruments=3,rate=2000,count=0"));
        session = Session.open(
                ConfigFile.parse("quiet.yaml", quiet() + addition),
                new Session.Options(dir(), new WallPace(1, venue.description().firstTimeNs()), true, "1", 1 << 20),
                List.of(venue));
        final ExecutorService thread = Executors.newSingleThreadExecutor();
        final Future<String> summary = thread.submit(() -> new Drive(session).run(true));
        try {
            until(() -> session.page().get(ControlPage.Word.APPLIED) > 500);
            steps.go();
        } finally {
            if (!summary.isDone()) {
                said("stop", "--reason", "end", "--wait", "60s");
            }
            summary.get(60, TimeUnit.SECONDS);
            thread.shutdown();
        }
    }

    private static String quiet() throws Exception {
        return EngineChild.churnText()
                .replace("{seed: ", "{every-quotes: 1000000, seed: ")
                .replace("reject-rate: 1%", "reject-rate: 0%");
    }

    private Path dir() {
        return temp.resolve("run");
    }

    private Said said(final Object... words) {
        final Object[] line = java.util.Arrays.copyOf(words, words.length + 2);
        line[words.length] = "--dir";
        line[words.length + 1] = dir();
        return Said.by(line);
    }

    private Said adopt(final Object... words) {
        final Object[] line = new Object[words.length + 3];
        line[0] = "reconcile";
        System.arraycopy(words, 0, line, 1, words.length);
        line[words.length + 1] = "--wait";
        line[words.length + 2] = "60s";
        return said(line);
    }

    private Said resume() {
        return said("resume", "SIM1-USD", "--reason", "reconciled", "--wait", "60s");
    }

    /** Buys 0.00100 and waits until it is held. */
    private void order() throws Exception {
        final byte[] block = new byte[ManualOrderEncoder.BLOCK_LENGTH];
        new ManualOrderEncoder()
                .wrap(new UnsafeBuffer(block), 0)
                .strategyId(0)
                .instrumentId(0)
                .side(Side.BUY)
                .price(6_060_000)
                .quantity(100)
                .user("ana")
                .reason("by hand");
        try (CommandRing ring = CommandRing.open(dir().resolve("commands.dat"))) {
            assertTrue(ring.offer(ManualOrderEncoder.TEMPLATE_ID, block));
        }
        until(() -> said("positions").out().contains("0.00100"));
    }

    private static void until(final Callable<Boolean> condition) throws Exception {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadlineNs, "waited in vain");
            LockSupport.parkNanos(20_000_000);
        }
    }
}
