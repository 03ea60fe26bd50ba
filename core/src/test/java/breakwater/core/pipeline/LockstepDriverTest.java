package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.OrderNewDecoder;
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
