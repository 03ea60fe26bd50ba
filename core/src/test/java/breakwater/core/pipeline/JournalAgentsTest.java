package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.RiskEventEncoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class JournalAgentsTest {
    private static final int SLOTS = 256;

    private final IngressRing ingress = new IngressRing(SLOTS, 0);
    private final EgressRing egress = new EgressRing(SLOTS);
    private final JournalWords words = new JournalWords(0);
    private final ControlPage page = Parts.page();
    private final List<String> errors = new ArrayList<>();
    private final MemoryJournal inputs = new MemoryJournal(1 << 16);
    private final MemoryJournal outputs = new MemoryJournal(1 << 16);
    private final InputJournalAgent input =
            new InputJournalAgent(ingress.newTailer(), inputs, words, page, (agent, failure) -> errors.add(agent));
    private final OutputJournalAgent output =
            new OutputJournalAgent(egress.newTailer(), outputs, words, page, (agent, failure) -> errors.add(agent));

    private void inputs(final int count) {
        for (int i = 0; i < count; i++) {
            final long claim = ingress.tryClaim();
            Parts.time(ingress.buffer(claim), 1, i + 1);
            ingress.publish(claim);
        }
    }

    private int globalLevel() {
        return ControlPage.level(page.word(Parts.GLOBAL));
    }

    @Test
    void aBatchIsADocumentOfAtMost64Records() {
        inputs(150);

        assertEquals(64, input.doWork());
        assertEquals(64, words.journaled());
        assertEquals(64, page.get(ControlPage.Word.JOURNALED));
        assertEquals(64, input.doWork());
        assertEquals(22, input.doWork());
        assertEquals(0, input.doWork());
        assertEquals(3, inputs.batches());
        assertEquals(150, page.get(ControlPage.Word.CONSUMED));
        assertEquals(150, inputs.frames().get(149).sequence());
    }

    @Test
    void aFailedAppendFreezesTheWordAndShowsAHalt() {
        inputs.failAppendAt(70);
        inputs(100);
        input.doWork();
        input.doWork();

        assertTrue(words.isFailed());
        assertEquals(64, words.journaled());
        assertEquals(1, page.get(ControlPage.Word.JOURNAL_FAILED));
        assertEquals(Level.CANCEL_ONLY.value(), globalLevel());
        assertEquals(List.of("input-journal"), errors);
    }

    @Test
    void aDocumentThatDoesNotCloseIsNotJournaled() {
        inputs.failBatchAt(2);
        inputs(100);
        input.doWork();
        input.doWork();

        assertTrue(words.isFailed());
        assertEquals(64, words.journaled());
        assertEquals(64, page.get(ControlPage.Word.JOURNALED));
    }

    @Test
    void aFailedInputJournalDrainsAndWritesNoMore() {
        inputs.failAppendAt(1);
        inputs(SLOTS);
        input.doWork();
        while (input.doWork() > 0) {
            // drains
        }

        assertEquals(SLOTS, page.get(ControlPage.Word.CONSUMED));
        assertEquals(0, inputs.records());
        inputs(SLOTS);
        assertTrue(ingress.isFull());
        while (input.doWork() > 0) {
            // drains again: producers never wait for a dead disk
        }
        assertFalse(ingress.isFull());
        assertEquals(0, words.journaled());
        assertEquals(List.of("input-journal"), errors);
    }

    @Test
    void anOutputWaitsForItsCause() {
        Parts.order(egress, 1, 5, Effect.RAISES);
        Parts.order(egress, 2, 6, Effect.RAISES);

        assertEquals(0, output.doWork());
        words.journaled(5);
        assertEquals(1, output.doWork());
        assertEquals(1, page.get(ControlPage.Word.OUTPUT_JOURNALED));
        words.journaled(6);
        assertEquals(1, output.doWork());
        assertEquals(2, outputs.closedRecords());
    }

    @Test
    void outputsOfInputsThatTheJournalLostAreDiscarded() {
        words.journaled(5);
        words.fail();
        Parts.order(egress, 1, 5, Effect.RAISES);
        Parts.order(egress, 2, 6, Effect.CANCELS_ENTRY);
        final long word = page.raise(Parts.GLOBAL, 1);
        reset(3, 7, Control.OPERATOR_KILL, RiskEventKind.LEVEL_RESET, ControlPage.generation(word));

        assertEquals(3, output.doWork());

        assertEquals(1, outputs.closedRecords());
        assertEquals(1, page.get(ControlPage.Word.OUTPUT_JOURNALED));
        assertEquals(1, globalLevel(), "a reset that nobody journaled clears nothing");
        assertTrue(egress.hasRoom(SLOTS));
    }

    @Test
    void aFailedOutputJournalDrainsAndShowsAHalt() {
        words.journaled(500);
        outputs.failAppendAt(3);
        for (int i = 1; i <= SLOTS; i++) {
            Parts.order(egress, i, i, Effect.RAISES);
        }
        while (output.doWork() > 0) {
            // drains
        }

        assertEquals(2, outputs.records());
        assertTrue(egress.hasRoom(SLOTS));
        assertEquals(1, page.get(ControlPage.Word.JOURNAL_FAILED));
        assertEquals(Level.CANCEL_ONLY.value(), globalLevel());
        assertEquals(List.of("output-journal"), errors);
    }

    private void reset(
            final long sequence,
            final long cause,
            final Control control,
            final RiskEventKind kind,
            final long generation) {
        final MutableDirectBuffer buffer = egress.claim();
        Parts.begin(buffer, RiskEventEncoder.TEMPLATE_ID, RiskEventEncoder.BLOCK_LENGTH, sequence, cause);
        new RiskEventEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .kind(kind)
                .control(control.code())
                .scopeType(ScopeType.GLOBAL)
                .scopeId(Frame.NO_ID)
                .level(Level.ACTIVE)
                .generation(generation);
        egress.commit();
        egress.publish();
    }

    @Test
    void aJournaledResetClearsExactlyTheWordThatItNames() {
        words.journaled(500);
        page.raise(Parts.GLOBAL, 1);
        page.raise(Parts.GLOBAL, 2);

        reset(1, 1, Control.OPERATOR_KILL, RiskEventKind.LEVEL_RESET, 1);
        output.doWork();
        assertEquals(2, globalLevel());
        reset(2, 2, Control.DAILY_LOSS, RiskEventKind.LEVEL_RESET, 2);
        reset(3, 3, Control.OPERATOR_KILL, RiskEventKind.LEVEL_RAISED, 2);
        output.doWork();
        assertEquals(2, globalLevel());
        reset(4, 4, Control.OPERATOR_KILL, RiskEventKind.LEVEL_RESET, 2);
        output.doWork();
        assertEquals(0, globalLevel());
    }

    @Test
    void aResetWhoseDocumentDoesNotCloseClearsNothing() {
        words.journaled(500);
        final int strategy = ControlPage.index(ScopeType.STRATEGY, 2);
        page.raise(strategy, 3);
        page.raise(Parts.GLOBAL, 1);
        outputs.failBatchAt(1);

        reset(1, 1, Control.OPERATOR_KILL, RiskEventKind.LEVEL_RESET, 1);
        output.doWork();
        output.doWork();

        assertEquals(Level.CANCEL_ONLY.value(), globalLevel());
        assertEquals(3, ControlPage.level(page.word(strategy)));
    }
}
