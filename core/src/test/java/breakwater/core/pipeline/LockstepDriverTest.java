package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendOutcomeDecoder;
import org.junit.jupiter.api.Test;

class LockstepDriverTest {
    private static final int EVENTS = 6_000;

    @Test
    void journalsDoNotDependOnTheSizeOfTheRings() {
        final PipelineFixture small = PipelineFixture.market(64, EVENTS, true).run();
        final PipelineFixture large = PipelineFixture.market(4096, EVENTS, true).run();

        assertArrayEquals(large.inputs.bytes(), small.inputs.bytes());
        assertArrayEquals(large.outputs.bytes(), small.outputs.bytes());
        assertEquals(large.pipeline.engine().digest(), small.pipeline.engine().digest());
        final long orders = small.outputs.frames().stream()
                .filter(frame -> frame.templateId() == OrderNewDecoder.TEMPLATE_ID)
                .count();
        assertTrue(orders > 1_500, "orders=" + orders);
    }

    /** A kill cancels at both venues in one event, and what comes of it may not depend on how many outputs a sender found. */
    @Test
    void journalsOfTwoVenuesDoNotDependOnTheSizeOfTheRings() {
        final PipelineFixture small = killedAtTwoVenues(64);
        final PipelineFixture large = killedAtTwoVenues(4096);

        assertArrayEquals(large.inputs.bytes(), small.inputs.bytes());
        assertArrayEquals(large.outputs.bytes(), small.outputs.bytes());
        final SendOutcomeDecoder outcome = new SendOutcomeDecoder();
        final long[] sent = new long[2];
        long sequence = 0;
        for (final Frame frame : small.inputs.frames()) {
            if (frame.templateId() == SendOutcomeDecoder.TEMPLATE_ID) {
                outcome.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                sent[outcome.venueId()]++;
                assertTrue(outcome.outputSequence() > sequence, "outcomes come in the order of the outputs");
                sequence = outcome.outputSequence();
            }
        }
        assertTrue(sent[0] > 100 && sent[1] > 100, "sent=" + sent[0] + " and " + sent[1]);
    }

    private static PipelineFixture killedAtTwoVenues(final int slots) {
        final PipelineFixture fixture = PipelineFixture.twoVenues(slots, EVENTS);
        for (int i = 0; i < EVENTS / 2; i++) {
            assertTrue(fixture.driver.step());
        }
        fixture.pen.kill(ScopeType.GLOBAL, Frame.NO_ID, Level.KILLED, 1);
        fixture.command();
        return fixture.run();
    }

    @Test
    void whatAStepPutsOutIsSettledAndTheRestWaitsForItsDocument() {
        final PipelineFixture fixture = PipelineFixture.market(4096, 500, true);
        boolean hasWaited = false;

        for (int i = 0; i < 400; i++) {
            assertTrue(fixture.driver.step());
            assertEquals(fixture.word(ControlPage.Word.OUTPUT), fixture.word(ControlPage.Word.OUTPUT_JOURNALED));
            final long waiting = fixture.pipeline.ingress().lastSequence() - fixture.word(ControlPage.Word.JOURNALED);
            assertTrue(waiting < InputJournalAgent.BATCH, "waiting=" + waiting);
            hasWaited |= waiting > 0;
        }
        assertTrue(hasWaited);
    }

    @Test
    void settlingLeavesNothingToDo() {
        final PipelineFixture fixture = PipelineFixture.market(64, 500, true);

        for (int i = 0; i < 400; i++) {
            assertTrue(fixture.driver.step());
            fixture.driver.settle();
            assertEquals(fixture.pipeline.ingress().lastSequence(), fixture.word(ControlPage.Word.APPLIED));
            assertEquals(fixture.pipeline.ingress().lastSequence(), fixture.word(ControlPage.Word.JOURNALED));
            assertEquals(fixture.word(ControlPage.Word.OUTPUT), fixture.word(ControlPage.Word.OUTPUT_JOURNALED));
        }
        assertFalse(fixture.pipeline.isMarketFinished());
        assertEquals(0, fixture.word(ControlPage.Word.CONFLATED));
    }

    @Test
    void aDifferentMarketGivesDifferentJournals() {
        final PipelineFixture one = PipelineFixture.market(64, 1_000, true).run();
        final PipelineFixture other = PipelineFixture.market(64, 1_001, true).run();

        assertFalse(one.inputs.hash() == other.inputs.hash());
    }
}
