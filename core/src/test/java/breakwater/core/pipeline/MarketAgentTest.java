package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.EventPen;
import breakwater.core.message.Frame;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.TimeAdvancedDecoder;
import breakwater.core.message.TradeDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketAgentTest {
    private static final int SLOTS = 64;
    private static final int EVENTS = 2_000;
    private static final int TURNS_MAX = 100_000;
    private long allowedUntilNs = Long.MIN_VALUE;

    private PipelineFixture paced(final boolean isLockstep) {
        return new PipelineFixture(SLOTS, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16))
                .with(new WalkingFeed(7, EVENTS), isLockstep, false, () -> allowedUntilNs)
                .churning();
    }

    private static int work(final PipelineFixture fixture) {
        try {
            return fixture.pipeline.market().doWork();
        } catch (final RuntimeException failure) {
            throw failure;
        } catch (final Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<Frame> ofFeed(final PipelineFixture fixture) {
        return fixture.inputs.frames().stream()
                .filter(frame -> frame.sourceId() == EventPen.FEED)
                .toList();
    }

    @Test
    void inputsComeInOrderOfTimeFromFeedVenueAndDeadlines() {
        final PipelineFixture fixture = new PipelineFixture(
                        SLOTS, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16))
                .with(new WalkingFeed(7, EVENTS).pauseAfter(EVENTS / 2, 100_000_000_000L), true, true, Pace.MAX)
                .churning()
                .run();

        long lastNs = 0;
        final long[] numbers = new long[8];
        for (final Frame frame : fixture.inputs.frames()) {
            assertTrue(frame.ingressTimeNs() >= lastNs, "input " + frame.sequence());
            lastNs = frame.ingressTimeNs();
            if (frame.sourceId() != EventPen.CONTROL) {
                assertEquals(++numbers[frame.sourceId()], frame.sourceSequence(), "source " + frame.sourceId());
            }
        }
        assertEquals(EVENTS, numbers[EventPen.FEED]);
        assertTrue(numbers[EventPen.VENUE] > 100, "reports " + numbers[EventPen.VENUE]);
        assertTrue(numbers[EventPen.TIME] > 0, "time events " + numbers[EventPen.TIME]);
        assertTrue(fixture.pipeline.isMarketFinished());
        assertEquals(EVENTS, fixture.pipeline.feedEvents());
        assertEquals(EVENTS, fixture.pipeline.feedNumber(0));
    }

    @Test
    void nothingComesBeforeThePaceAllowsIt() {
        final PipelineFixture fixture = paced(true);

        assertFalse(fixture.driver.step());
        allowedUntilNs = WalkingFeed.timeNs(3);
        assertTrue(fixture.run().pipeline.feedEvents() >= 3);
        assertEquals(3, fixture.pipeline.feedNumber(0));
        assertEquals(WalkingFeed.timeNs(3), fixture.clock.nanoTime());
        assertFalse(fixture.pipeline.isMarketFinished());
    }

    @Test
    void withoutAPaceAMarketUnderPressureWaitsAndLosesNothing() {
        allowedUntilNs = Long.MAX_VALUE;
        final PipelineFixture fixture = paced(false);
        while (work(fixture) > 0) {
            // until the pressure stops it
        }
        assertTrue(fixture.pipeline.ingress().isUnderPressure());
        assertFalse(fixture.pipeline.ingress().isFull());

        fixture.driver.settle();
        while (fixture.driver.step()) {
            // to the end
        }
        assertEquals(EVENTS, ofFeed(fixture).size());
        assertEquals(0, fixture.word(ControlPage.Word.CONFLATED));
    }

    @Test
    void withoutAPaceAMarketIsNeverFurtherAheadOfTheCoreThanItsLead() {
        allowedUntilNs = Long.MAX_VALUE;
        final PipelineFixture fixture = new PipelineFixture(
                        1024, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16))
                .with(new WalkingFeed(7, EVENTS), false, false, () -> allowedUntilNs)
                .churning();
        int turns = 0;
        while (fixture.pipeline.feedEvents() < EVENTS) {
            final long firstNs = WalkingFeed.timeNs(fixture.pipeline.feedEvents() + 1);
            while (work(fixture) > 0) {
                assertTrue(fixture.clock.nanoTime() - firstNs <= Lead.MAX_NS);
            }
            assertFalse(fixture.pipeline.ingress().isUnderPressure());
            fixture.driver.settle();
            turns++;
        }

        assertTrue(turns >= EVENTS / 101, "the core was asked after " + turns + " turns");
        assertEquals(0, fixture.word(ControlPage.Word.CONFLATED));
    }

    @Test
    void withoutAPaceASparseMarketWaitsUntilTheVenueHasItsOrders() {
        allowedUntilNs = Long.MAX_VALUE;
        final PipelineFixture fixture = new PipelineFixture(
                        1024, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16))
                .with(new WalkingFeed(7, EVENTS).every(1_000), false, true, () -> allowedUntilNs)
                .churning();

        for (int turn = 0; turn < TURNS_MAX && !fixture.pipeline.isMarketFinished(); turn++) {
            while (work(fixture) > 0) {
                // as far as the market goes by itself
            }
            fixture.driver.settle();
        }

        assertTrue(fixture.pipeline.isMarketFinished());
        assertEquals(EVENTS, ofFeed(fixture).size());
        assertTrue(fixture.outputs.frames().stream()
                        .filter(frame -> frame.templateId() == OrderNewDecoder.TEMPLATE_ID)
                        .count()
                > 100);
        assertEquals(
                0,
                fixture.outputs.frames().stream()
                        .filter(MarketAgentTest::isUnknown)
                        .count(),
                "orders of unknown fate");
    }

    @Test
    void withoutAPaceAMarketWaitsForNoCoreThatIsDead() {
        allowedUntilNs = Long.MAX_VALUE;
        final PipelineFixture fixture = new PipelineFixture(
                        1024, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16))
                .with(new WalkingFeed(7, EVENTS), false, false, () -> allowedUntilNs)
                .churning();
        fixture.page.set(ControlPage.Word.HANDLER_FAILED, 1);
        while (work(fixture) > 0) {
            // until the ring stops it
        }

        assertTrue(fixture.pipeline.ingress().isUnderPressure());
    }

    private static boolean isUnknown(final Frame frame) {
        return frame.templateId() == OrderChangedDecoder.TEMPLATE_ID
                && new OrderChangedDecoder()
                                .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version())
                                .state()
                        == OrderState.UNKNOWN;
    }

    @Test
    void lockstepNeverConflatesWhateverThePressure() {
        allowedUntilNs = WalkingFeed.timeNs(EVENTS);
        final PipelineFixture fixture = paced(true);
        while (work(fixture) > 0) {
            // publishes until the ring itself is full, as no driver would let it
        }
        fixture.run();
        fixture.driver.settle();
        fixture.run();

        assertEquals(0, fixture.word(ControlPage.Word.CONFLATED));
        assertEquals(EVENTS, ofFeed(fixture).size());
    }

    @Test
    void aPacedMarketUnderPressureConflatesQuotesAndTheCoreSeesNoGap() {
        final PipelineFixture fixture = paced(false);
        long until = 0;
        while (until < EVENTS) {
            until += 200;
            allowedUntilNs = WalkingFeed.timeNs(until);
            while (work(fixture) > 0) {
                // the ring fills to four fifths, what follows conflates
            }
            fixture.driver.settle();
        }
        while (work(fixture) > 0) {
            fixture.driver.settle();
        }

        final QuoteDecoder quote = new QuoteDecoder();
        long last = 0;
        long trades = 0;
        long skipped = 0;
        for (final Frame frame : ofFeed(fixture)) {
            long own = 0;
            if (frame.templateId() == QuoteDecoder.TEMPLATE_ID) {
                quote.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                own = quote.skipped();
            }
            assertEquals(frame.sourceSequence() - last - 1, own, "number " + frame.sourceSequence());
            last = frame.sourceSequence();
            skipped += own;
            trades += frame.templateId() == TradeDecoder.TEMPLATE_ID ? 1 : 0;
        }
        assertTrue(skipped > 20, "skipped " + skipped);
        assertEquals(skipped, fixture.word(ControlPage.Word.CONFLATED));
        assertEquals(EVENTS, ofFeed(fixture).size() + skipped);
        assertEquals(
                PipelineFixture.market(SLOTS, EVENTS, true).run().inputs.frames().stream()
                        .filter(frame -> frame.templateId() == TradeDecoder.TEMPLATE_ID)
                        .count(),
                trades);
        assertEquals(MarketState.OPEN, fixture.pipeline.engine().market().state(0));
        assertEquals(MarketState.OPEN, fixture.pipeline.engine().market().state(1));
        assertEquals(0, fixture.word(ControlPage.Word.QUARANTINED));
        assertEquals(0, fixture.globalLevel());
    }

    @Test
    void aFeedThatFailsEndsTheMarketAndLeavesTheRingGoing() {
        final PipelineFixture fixture = new PipelineFixture(
                        SLOTS, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16))
                .with(new WalkingFeed(7, EVENTS).failAt(100), true, true, Pace.MAX)
                .churning();

        final IllegalStateException failure = assertThrows(IllegalStateException.class, fixture::run);
        fixture.driver.settle();
        fixture.pen.time();
        fixture.give(fixture.pen);

        assertEquals("line 100 is corrupt", failure.getMessage());
        assertFalse(fixture.driver.step());
        assertTrue(fixture.pipeline.isMarketFinished());
        assertEquals(99, fixture.pipeline.feedNumber(0));
        final List<Frame> inputs = fixture.inputs.frames();
        assertEquals(
                TimeAdvancedDecoder.TEMPLATE_ID, inputs.get(inputs.size() - 2).templateId());
        assertEquals(fixture.pipeline.ingress().lastSequence(), fixture.word(ControlPage.Word.APPLIED));
    }
}
