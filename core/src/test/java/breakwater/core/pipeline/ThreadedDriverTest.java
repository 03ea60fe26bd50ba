package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.Engine;
import breakwater.core.EngineFixture;
import breakwater.core.EventPen;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.Trace;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ThreadedDriverTest {
    private static final int EVENTS = 2_000;

    private static void await(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadlineNs, "waited 60 s");
            LockSupport.parkNanos(100_000);
        }
    }

    private static PipelineFixture runFree(final PipelineFixture fixture, final ThreadedDriver.Profile profile) {
        try (ThreadedDriver threads = new ThreadedDriver(
                fixture.pipeline, profile, (agent, failure) -> fixture.errors.add(agent + ": " + failure))) {
            threads.start();
            await(fixture.pipeline::isMarketFinished);
        }
        fixture.driver.settle();
        while (fixture.driver.step()) {
            // reports that came in while the threads stopped
        }
        assertEquals(List.of(), fixture.errors);
        return fixture;
    }

    /** Applies the input journal to a new engine and returns what that puts out. */
    private static byte[] replay(final PipelineFixture fixture) {
        final EgressRing egress = new EgressRing(64);
        final Engine engine = new Engine(EngineFixture.CAPACITY, egress, Trace.NONE);
        final RingTailer tailer = egress.newTailer();
        final MemoryJournal regenerated = new MemoryJournal(1 << 16);
        for (final Frame frame : fixture.inputs.frames()) {
            engine.onEvent(frame.buffer(), frame.offset());
            egress.publish();
            while (tailer.hasNext()) {
                regenerated.append(
                        tailer.buffer(), 0, new Frame().wrap(tailer.buffer(), 0).length());
                tailer.advance();
            }
        }
        return regenerated.bytes();
    }

    @Test
    void whatRanOnThreadsIsReplayedByteForByte() {
        for (final ThreadedDriver.Profile profile : ThreadedDriver.Profile.values()) {
            final PipelineFixture fixture = runFree(PipelineFixture.market(256, EVENTS, false), profile);

            assertArrayEquals(replay(fixture), fixture.outputs.bytes(), profile.name());
            assertTrue(count(fixture.outputs, OrderNewDecoder.TEMPLATE_ID) > 400, profile.name());
        }
    }

    @Test
    void aMarketThatNobodyAnswersGivesTheSameJournalsOnThreadsAndInLockstep() {
        final PipelineFixture lockstep = silent(true);
        lockstep.run();
        final PipelineFixture free = runFree(silent(false), ThreadedDriver.Profile.LAPTOP);

        assertArrayEquals(lockstep.inputs.bytes(), free.inputs.bytes());
        assertArrayEquals(lockstep.outputs.bytes(), free.outputs.bytes());
    }

    private static PipelineFixture silent(final boolean isLockstep) {
        final PipelineFixture fixture = new PipelineFixture(256, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16))
                .with(new WalkingFeed(7, EVENTS), isLockstep, true, Pace.MAX);
        fixture.driver = new LockstepDriver(fixture.pipeline);
        EngineFixture.configure(fixture.pen, 100, true, fixture::give);
        return fixture;
    }

    @Test
    void noOrderAndNoReportIsDroppedInRingsOf64Slots() {
        final PipelineFixture fixture = runFree(PipelineFixture.market(64, 500, false), ThreadedDriver.Profile.LAPTOP);

        final Set<Long> orders = new HashSet<>();
        for (final Frame frame : fixture.outputs.frames()) {
            if (frame.templateId() >= OrderNewDecoder.TEMPLATE_ID
                    && frame.templateId() <= OrderQueryDecoder.TEMPLATE_ID) {
                orders.add(frame.sequence());
            }
        }
        final SendOutcomeDecoder outcome = new SendOutcomeDecoder();
        final int sent = orders.size();
        long report = 0;
        long feed = 0;
        for (final Frame frame : fixture.inputs.frames()) {
            if (frame.templateId() == SendOutcomeDecoder.TEMPLATE_ID) {
                outcome.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                assertTrue(orders.remove(outcome.outputSequence()), "outcome of output " + outcome.outputSequence());
            } else if (frame.sourceId() == EventPen.VENUE) {
                assertEquals(++report, frame.sourceSequence());
            } else if (frame.sourceId() == EventPen.FEED) {
                assertEquals(++feed, frame.sourceSequence());
            }
        }
        assertEquals(Set.of(), orders, "orders without an outcome");
        assertTrue(sent > 100 && report > 100, "orders " + sent + " reports " + report);
        assertTrue(count(fixture.inputs, ExecutionReportDecoder.TEMPLATE_ID) > 100);
        assertEquals(500, feed);
    }

    private static long count(final MemoryJournal journal, final int templateId) {
        return journal.frames().stream()
                .filter(frame -> frame.templateId() == templateId)
                .count();
    }

    @Test
    void nothingRunsAfterAStopAndWhatWasInTheRingsIsSettled() {
        final PipelineFixture fixture = PipelineFixture.market(1024, 1_000_000, false);
        final Set<Thread> before = Thread.getAllStackTraces().keySet();
        final List<Thread> started = new ArrayList<>();
        try (ThreadedDriver threads = new ThreadedDriver(
                fixture.pipeline, ThreadedDriver.Profile.LAPTOP, (agent, failure) -> fixture.errors.add(agent))) {
            threads.start();
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .forEach(started::add);
            await(() -> fixture.pipeline.feedEvents() > 2_000);
        }
        final long heartbeat = fixture.word(ControlPage.Word.HEARTBEAT);
        final long records = fixture.inputs.records();

        assertTrue(started.size() >= 3, started.toString());
        started.forEach(thread -> await(() -> !thread.isAlive()));
        assertEquals(heartbeat, fixture.word(ControlPage.Word.HEARTBEAT));
        assertEquals(records, fixture.inputs.records());
        fixture.driver.settle();
        assertEquals(fixture.pipeline.ingress().lastSequence(), fixture.word(ControlPage.Word.APPLIED));
        assertEquals(fixture.pipeline.ingress().lastSequence(), fixture.word(ControlPage.Word.JOURNALED));
        assertEquals(fixture.word(ControlPage.Word.OUTPUT), fixture.word(ControlPage.Word.OUTPUT_JOURNALED));
        assertArrayEquals(replay(fixture), fixture.outputs.bytes());
        assertEquals(List.of(), fixture.errors);
    }

    @Test
    void theLaptopProfileIdles() {
        final PipelineFixture fixture = PipelineFixture.market(64, 1_000, false);
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        final Set<Long> before = new HashSet<>();
        for (final long id : threads.getAllThreadIds()) {
            before.add(id);
        }
        try (ThreadedDriver driver = new ThreadedDriver(
                fixture.pipeline, ThreadedDriver.Profile.LAPTOP, (agent, failure) -> fixture.errors.add(agent))) {
            driver.start();
            await(fixture.pipeline::isMarketFinished);
            final long heartbeat = fixture.word(ControlPage.Word.HEARTBEAT);
            final long startNs = System.nanoTime();
            final long startCpuNs = agentsCpuNs(threads, before);
            await(() -> System.nanoTime() - startNs > 500_000_000L);
            final long cpuNs = agentsCpuNs(threads, before) - startCpuNs;
            final long wallNs = System.nanoTime() - startNs;

            assertTrue(cpuNs < wallNs * 3 / 10, "three idle threads used " + cpuNs * 100 / wallNs + " % of a CPU");
            assertTrue(fixture.word(ControlPage.Word.HEARTBEAT) > heartbeat, "idle, but alive");
        }
    }

    private static long agentsCpuNs(final ThreadMXBean threads, final Set<Long> before) {
        long sum = 0;
        for (final long id : threads.getAllThreadIds()) {
            final java.lang.management.ThreadInfo info = threads.getThreadInfo(id);
            if (!before.contains(id) && info != null && isAgent(info.getThreadName())) {
                sum += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return sum;
    }

    private static boolean isAgent(final String name) {
        return name.contains("core") || name.contains("journal") || name.contains("market");
    }

    @Test
    void whatEscapesAnAgentLatchesTheEngineAndTheOthersGoOn() {
        final PipelineFixture fixture = new PipelineFixture(64, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16))
                .with(new WalkingFeed(7, 10_000).failAt(500), false, true, Pace.MAX)
                .churning();
        try (ThreadedDriver threads = new ThreadedDriver(
                fixture.pipeline,
                ThreadedDriver.Profile.LAPTOP,
                (agent, failure) -> fixture.errors.add(failure.getMessage()))) {
            threads.start();
            await(() -> fixture.errors.size() == 1);
            await(() -> fixture.pipeline.engine() != null
                    && fixture.word(ControlPage.Word.APPLIED)
                            == fixture.pipeline.ingress().lastSequence());
        }
        fixture.driver.settle();

        assertEquals(List.of("line 500 is corrupt"), fixture.errors);
        assertEquals(1, fixture.word(ControlPage.Word.HANDLER_FAILED));
        assertEquals(Level.CANCEL_ONLY.value(), fixture.globalLevel());
        assertTrue(fixture.pipeline.isMarketFinished());
        assertArrayEquals(replay(fixture), fixture.outputs.bytes());
    }

    @Test
    void aRingThatStaysFullForASecondLatchesCancelOnly() {
        final IngressRing ingress = new IngressRing(64, 0);
        final RingTailer tailer = ingress.newTailer();
        final ControlPage page = Parts.page();
        final long[] nowNs = {5};
        final PressureAgent pressure = new PressureAgent(ingress, page, () -> nowNs[0]);
        for (long claim = ingress.tryClaim(); claim != IngressRing.FULL; claim = ingress.tryClaim()) {
            Parts.time(ingress.buffer(claim), 1, 1);
            ingress.publish(claim);
        }
        pressure.doWork();
        nowNs[0] += PressureAgent.FULL_MAX_NS - 1;
        pressure.doWork();
        assertEquals(0, page.word(Parts.GLOBAL));

        tailer.advance();
        pressure.doWork();
        ingress.publish(ingress.tryClaim());
        nowNs[0] += 10;
        pressure.doWork();
        assertEquals(0, page.word(Parts.GLOBAL), "it was not full all the time");
        nowNs[0] += PressureAgent.FULL_MAX_NS;
        pressure.doWork();

        assertEquals(Level.CANCEL_ONLY.value(), ControlPage.level(page.word(Parts.GLOBAL)));
    }
}
