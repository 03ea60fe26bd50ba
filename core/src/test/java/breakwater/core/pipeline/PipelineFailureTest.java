package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendResult;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The whole pipeline, with one part of it failing in the middle of trading. */
class PipelineFailureTest {
    private static final int SLOTS = 64;
    private static final int EVENTS = 3_000;

    /** Every order message that left: its output sequence, template and cause, in order. */
    private record Left(long sequence, int templateId, long cause) {}

    private final List<Left> left = new ArrayList<>();
    private final MemoryJournal inputs = new MemoryJournal(1 << 16);
    private final MemoryJournal outputs = new MemoryJournal(1 << 16);
    private final PipelineFixture fixture = new PipelineFixture(SLOTS, inputs, outputs);
    private long throwAt;

    private PipelineFixture trading() {
        fixture.with(new WalkingFeed(7, EVENTS), true, false, Pace.MAX);
        fixture.pipeline.addSender(0, (buffer, offset) -> {
            final Frame frame = new Frame().wrap(buffer, offset);
            final boolean isExempt =
                    fixture.pipeline.isJournalFailed() && frame.templateId() == OrderCancelDecoder.TEMPLATE_ID;
            assertTrue(
                    isExempt || frame.causeSequence() <= inputs.closedRecords(),
                    "output " + frame.sequence() + " left before input " + frame.causeSequence() + " was journaled");
            if (frame.sequence() >= throwAt && throwAt > 0) {
                throw new IllegalStateException("socket is gone");
            }
            left.add(new Left(frame.sequence(), frame.templateId(), frame.causeSequence()));
            return SendResult.SENT;
        });
        return fixture.churning();
    }

    private List<Left> leftAfterCause(final long sequence) {
        return left.stream().filter(each -> each.cause() > sequence).toList();
    }

    private void runToTheEnd() {
        fixture.run();
        assertTrue(fixture.pipeline.isMarketFinished());
        assertEquals(EVENTS, fixture.pipeline.feedEvents(), "no producer waits for the dead");
    }

    @Test
    void nothingLeavesBeforeItsCauseIsJournaled() {
        trading().run();

        assertTrue(left.size() > 500, "left " + left.size());
        assertEquals(List.of(), fixture.errors);
    }

    @Test
    void whenTheInputJournalFailsNothingButCancelsOfEntriesLeavesAnyMore() {
        inputs.failAppendAt(1_000);
        trading();
        runToTheEnd();

        final long journaled = fixture.word(ControlPage.Word.JOURNALED);
        assertEquals(999, inputs.records());
        assertTrue(journaled <= 999);
        assertTrue(leftAfterCause(journaled).stream()
                .allMatch(each -> each.templateId() == OrderCancelDecoder.TEMPLATE_ID));
        assertTrue(fixture.pipeline.isJournalFailed());
        assertEquals(Level.CANCEL_ONLY.value(), fixture.globalLevel());
        assertEquals(1, fixture.errors.size(), fixture.errors::toString);
        assertTrue(
                outputs.frames().stream().allMatch(frame -> frame.causeSequence() <= journaled),
                "no output may witness an input that is not in the journal");
        assertEquals(fixture.pipeline.ingress().lastSequence(), fixture.word(ControlPage.Word.CONSUMED));
    }

    @Test
    void whenTheOutputJournalFailsNothingThatRaisesExposureLeavesAnyMore() {
        outputs.failAppendAt(2_000);
        trading();
        runToTheEnd();

        assertEquals(1_999, outputs.records());
        assertTrue(fixture.pipeline.isJournalFailed());
        assertEquals(Level.CANCEL_ONLY.value(), fixture.globalLevel());
        final long failedAt = outputs.frames().get(1_998).causeSequence();
        assertTrue(left.stream()
                .noneMatch(each -> each.cause() > failedAt + 1 && each.templateId() == OrderNewDecoder.TEMPLATE_ID));
        assertTrue(left.size() > 100);
        assertEquals(fixture.pipeline.ingress().lastSequence(), fixture.word(ControlPage.Word.APPLIED));
    }

    @Test
    void whenTheCoreThrowsNothingLeavesAnyMoreAndAllInputsAreStillJournaled() {
        trading();
        for (int i = 0; i < 1_000; i++) {
            fixture.driver.step();
        }
        final int before = left.size();
        fixture.pen.time();
        final long claim = fixture.pipeline.ingress().tryClaim();
        fixture.pipeline.ingress().buffer(claim).putBytes(0, fixture.pen.buffer, 0, Frame.SLOT_LENGTH);
        final long broken = fixture.pipeline.ingress().publish(claim);
        fixture.pipeline.ingress().buffer(claim).putLong(Frame.SEQUENCE_OFFSET, broken + 7, ByteOrder.LITTLE_ENDIAN);
        fixture.driver.settle();
        runToTheEnd();

        assertEquals(before, left.size());
        assertEquals(1, fixture.errors.size(), fixture.errors::toString);
        assertEquals(1, fixture.word(ControlPage.Word.HANDLER_FAILED));
        assertEquals(Level.CANCEL_ONLY.value(), fixture.globalLevel());
        assertEquals(broken - 1, fixture.word(ControlPage.Word.APPLIED));
        assertEquals(fixture.pipeline.ingress().lastSequence(), fixture.word(ControlPage.Word.JOURNALED));
    }

    @Test
    void whenAPortThrowsItsVenueIsLatchedInTheCoreToo() {
        throwAt = 2_000;
        trading();
        runToTheEnd();

        assertTrue(left.stream().noneMatch(each -> each.sequence() >= throwAt));
        assertEquals(1, fixture.errors.size(), fixture.errors::toString);
        assertEquals(
                Level.CANCEL_ONLY.value(), ControlPage.level(fixture.page.word(ControlPage.index(ScopeType.VENUE, 0))));
        final List<Frame> frames = outputs.frames();
        final long lastNew = frames.stream()
                .filter(frame -> frame.templateId() == OrderNewDecoder.TEMPLATE_ID)
                .mapToLong(Frame::causeSequence)
                .max()
                .orElse(0);
        assertTrue(lastNew < fixture.pipeline.engine().sequence() - EVENTS / 4, "the core heard and stopped");
    }

    @Test
    void aKillFromAnotherThreadStopsAPipelineOnThreadsAtTheWireAndThenInTheCore() {
        final java.util.concurrent.atomic.AtomicLong raised = new java.util.concurrent.atomic.AtomicLong();
        final java.util.concurrent.atomic.AtomicLong late = new java.util.concurrent.atomic.AtomicLong();
        final java.util.concurrent.atomic.AtomicBoolean hasReturned = new java.util.concurrent.atomic.AtomicBoolean();
        final PipelineFixture free = new PipelineFixture(1024, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16))
                .with(new WalkingFeed(7, 100_000), false, false, Pace.MAX);
        final OrderNewDecoder order = new OrderNewDecoder();
        free.pipeline.addSender(0, (buffer, offset) -> {
            final Frame frame = new Frame().wrap(buffer, offset);
            if (frame.templateId() == OrderNewDecoder.TEMPLATE_ID) {
                order.wrap(buffer, frame.blockOffset(), frame.blockLength(), frame.version());
                if (!SendGate.allows(Level.REDUCE_ONLY.value(), order.effectRaw())) {
                    raised.incrementAndGet();
                    late.addAndGet(hasReturned.get() ? 1 : 0);
                }
            }
            return SendResult.SENT;
        });
        free.churning();
        final long deadlineNs = System.nanoTime() + 60_000_000_000L;
        try (ThreadedDriver threads = new ThreadedDriver(
                free.pipeline, ThreadedDriver.Profile.LAPTOP, (agent, failure) -> free.errors.add(agent + failure))) {
            threads.start();
            while (raised.get() < 200 && System.nanoTime() < deadlineNs) {
                LockSupport.parkNanos(10_000);
            }
            free.page.raise(Parts.GLOBAL, Level.REDUCE_ONLY.value());
            Parts.awaitSenders(free.page);
            hasReturned.set(true);
            final long from = free.pipeline.feedEvents();
            while (free.pipeline.feedEvents() < from + 2_000 && System.nanoTime() < deadlineNs) {
                LockSupport.parkNanos(10_000);
            }
        }
        free.driver.settle();

        assertTrue(raised.get() >= 200, "orders " + raised.get());
        assertEquals(0, late.get());
        assertEquals(
                Level.REDUCE_ONLY,
                free.pipeline.engine().monitor().level(0, 0, breakwater.core.message.AssetClass.CRYPTO, 0, 0));
        assertFalse(free.pipeline.isJournalFailed());
        assertEquals(List.of(), free.errors);
    }
}
