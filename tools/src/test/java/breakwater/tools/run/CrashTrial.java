package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.Trace;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.control.ControlFile;
import breakwater.journal.replay.Replayer;
import breakwater.tools.Breakwater;
import breakwater.tools.run.EngineChild.Opened;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run folder whose engine is killed again and again. One engine in this process, never interrupted, replays the recorded
 * inputs as the killed ones write them; each restart is held against it.
 */
final class CrashTrial implements AutoCloseable {
    private static final int KILLED = 137;
    private static final long SNAPSHOT_EVERY = 1_000;

    private final Path dir;
    private final String drive;
    private final String feed;
    private final List<Long> suspects = new ArrayList<>();
    private final Replayer uninterrupted = Replayer.of(Trace.NONE, output -> {});
    private JournalTailer inputs;
    private long acknowledged;
    private long acknowledgedOutput;
    private int starts;
    private int fromSnapshot;
    private int restoredOutputs;

    CrashTrial(final Path dir, final String drive, final long feedEvents) {
        this.dir = dir;
        this.drive = drive;
        this.feed = "generate:seed=1,instruments=3,rate=5000,count=" + feedEvents;
    }

    private EngineProcess start(final DeathAt.Place place, final long passes) throws IOException {
        return EngineProcess.start(EngineChild.class, dir, drive, feed, SNAPSHOT_EVERY, "max", place, passes);
    }

    /** Waits until the engine is open, and compares what it recovered with the engine that was never interrupted. */
    private Opened opened(final EngineProcess engine) throws IOException {
        final String line = engine.line();
        assertNotNull(line, "start " + (starts + 1) + " ended before it opened");
        final Opened opened = Opened.parse(line);
        starts++;
        assertFalse(opened.isDamaged(), "start " + starts + " found damage: " + opened);
        assertTrue(
                opened.inputSequence() >= acknowledged,
                "start " + starts + " recovered " + opened.inputSequence() + " of " + acknowledged
                        + " acknowledged inputs");
        assertTrue(
                opened.outputSequence() + opened.missingOutputs() >= acknowledgedOutput,
                "start " + starts + " recovered " + opened + " of " + acknowledgedOutput + " journaled outputs");
        if (inputs == null) {
            inputs = JournalTailer.ofRuns(RunFolder.view(dir), false);
        }
        while (inputs.sequence() < opened.sequence() && inputs.next()) {
            uninterrupted.apply(inputs.frame());
        }
        assertEquals(opened.sequence(), uninterrupted.engine().sequence());
        assertEquals(
                opened.digest(),
                uninterrupted.engine().digest(),
                "start " + starts + " opened another state: " + opened);
        fromSnapshot += opened.snapshotSequence() > 0 ? 1 : 0;
        restoredOutputs += opened.missingOutputs();
        return opened;
    }

    /** Notes what the dead engine had acknowledged. */
    private void buried() {
        try (ControlFile control = ControlFile.open(dir.resolve("control.dat"))) {
            acknowledged = Math.max(acknowledged, control.page().get(Word.JOURNALED));
            acknowledgedOutput = Math.max(acknowledgedOutput, control.page().get(Word.OUTPUT_JOURNALED));
        }
    }

    /** Kills it when so many more inputs are journaled. */
    void killAfter(final long inputCount) throws Exception {
        try (EngineProcess engine = start(DeathAt.Place.NEVER, 0)) {
            final Opened opened = opened(engine);
            assertTrue(engine.awaitJournaled(dir, opened.sequence() + inputCount), "the engine ended before its kill");
            engine.kill();
        }
        buried();
    }

    /** Lets it die at the place, the n-th time that it comes there. */
    void dieAt(final DeathAt.Place place, final long passes) throws Exception {
        try (EngineProcess engine = start(place, passes)) {
            opened(engine);
            assertEquals(KILLED, engine.exitCode(), "the engine did not die at " + place + " after " + passes);
        }
        buried();
        if (place == DeathAt.Place.SENT_NOT_ACKNOWLEDGED) {
            final List<SendRecord.Sent> sent = new SendRecord(dir.resolve("venue.record")).all();
            assertTrue(sent.get(sent.size() - 1).isNewOrder());
            suspects.add(sent.get(sent.size() - 1).clientOrderId());
        }
    }

    /** Kills it when a snapshot is written under its first name. Returns whether the rename had not happened. */
    boolean killAtSnapshotRename() throws Exception {
        try (EngineProcess engine = start(DeathAt.Place.NEVER, 0)) {
            opened(engine);
            final File folder = dir.resolve("snapshots").toFile();
            assertTrue(engine.await(dir, page -> !parts(folder).isEmpty()), "the engine ended before its snapshot");
            engine.kill();
            buried();
            return !parts(folder).isEmpty();
        }
    }

    private static List<String> parts(final File folder) {
        final String[] names = folder.list((in, name) -> name.endsWith(".part"));
        return names == null ? List.of() : List.of(names);
    }

    /** Kills it so long after its recovery began. Returns whether it still was at it. */
    boolean killInRecovery(final long delayNs) throws Exception {
        try (EngineProcess engine = start(DeathAt.Place.NEVER, 0)) {
            assertTrue(
                    engine.await(dir, page -> page.get(Word.PHASE) == ControlPage.PHASE_RECOVERING),
                    "the engine ended in its recovery");
            final long untilNs = System.nanoTime() + delayNs;
            while (System.nanoTime() < untilNs) {
                Thread.onSpinWait();
            }
            engine.kill();
        }
        buried();
        try (ControlFile control = ControlFile.open(dir.resolve("control.dat"))) {
            return control.page().get(Word.PHASE) == ControlPage.PHASE_RECOVERING;
        }
    }

    /** Runs to the end of the feed, and holds the journals and the venue's record against each other. */
    void finish() throws Exception {
        try (EngineProcess engine = start(DeathAt.Place.NEVER, 0)) {
            opened(engine);
            while (engine.line() != null) {
                // The summary is for a human.
            }
            assertEquals(0, engine.exitCode());
        }
        buried();
        assertNoOrderLeftTwice();
        assertEquals(0, Breakwater.run("replay", dir.toString(), "--verify"), "the replay is not identical");
    }

    private void assertNoOrderLeftTwice() {
        final Map<Long, Long> decided = new HashMap<>();
        final Map<Long, Integer> queries = new HashMap<>();
        final OrderNewDecoder order = new OrderNewDecoder();
        final OrderQueryDecoder query = new OrderQueryDecoder();
        try (JournalTailer outputs = JournalTailer.ofRuns(RunFolder.view(dir), true)) {
            while (outputs.next()) {
                final Frame frame = outputs.frame();
                if (frame.templateId() == OrderNewDecoder.TEMPLATE_ID) {
                    order.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                    final Long before = decided.put(order.clientOrderId(), frame.sequence());
                    assertEquals(
                            null,
                            before,
                            "order " + order.clientOrderId() + " is new twice, again at output " + frame.sequence());
                } else if (frame.templateId() == OrderQueryDecoder.TEMPLATE_ID) {
                    query.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                    queries.merge(query.clientOrderId(), 1, Integer::sum);
                }
            }
        }
        final Map<Long, Long> sent = new HashMap<>();
        for (final SendRecord.Sent each : new SendRecord(dir.resolve("venue.record")).all()) {
            if (!each.isNewOrder()) {
                continue;
            }
            assertEquals(
                    null,
                    sent.put(each.clientOrderId(), each.outputSequence()),
                    "the venue got order " + each.clientOrderId() + " twice");
            assertEquals(
                    decided.get(each.clientOrderId()),
                    each.outputSequence(),
                    "the venue got order " + each.clientOrderId() + ", the journal knows it otherwise");
        }
        for (final long suspect : suspects) {
            assertTrue(
                    queries.getOrDefault(suspect, 0) > 0,
                    "order " + suspect + " left without an answer, and the venue was never asked");
        }
        assertTrue(fromSnapshot > 0 || !"lockstep".equals(drive), "no start had a snapshot to begin from");
        assertTrue(sent.size() > 500, "too few orders to prove anything: " + sent.size());
        System.out.println(drive + ": " + starts + " starts, " + fromSnapshot + " from a snapshot, " + restoredOutputs
                + " outputs restored, " + acknowledged + " inputs, " + decided.size() + " new orders decided, "
                + sent.size()
                + " sent, " + queries.size() + " asked of the venue, none twice");
    }

    @Override
    public void close() {
        if (inputs != null) {
            inputs.close();
        }
    }
}
