package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.SendResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderAgentTest {
    private static final int SLOTS = 64;
    private static final int SLOT = 5;

    private final IngressRing ingress = new IngressRing(SLOTS, 0);
    private final RingTailer heard = ingress.newTailer();
    private final EgressRing egress = new EgressRing(8192);
    private final JournalWords words = new JournalWords(0);
    private final ControlPage page = Parts.page();
    private final List<String> errors = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();
    private SendResult answer = SendResult.SENT;
    private final SenderAgent sender = new SenderAgent(
            0,
            SLOT,
            2,
            egress.newTailer(),
            ingress,
            words,
            page,
            (buffer, offset) -> {
                final long sequence = new Frame().wrap(buffer, offset).sequence();
                assertEquals(sequence, page.sendingSequence(SLOT), "the page must say what is being written");
                if (answer == null) {
                    throw new IllegalStateException("socket is gone");
                }
                sent.add(sequence);
                return answer;
            },
            () -> 77,
            (agent, failure) -> errors.add(agent));
    private long sequence;

    private void order(final long cause, final Effect effect) {
        Parts.order(egress, ++sequence, cause, effect);
    }

    /** Takes all outcomes from the ingress ring, as "order id result". */
    private List<String> outcomes() {
        final List<String> lines = new ArrayList<>();
        final SendOutcomeDecoder outcome = new SendOutcomeDecoder();
        final Frame frame = new Frame();
        while (heard.hasNext()) {
            frame.wrap(heard.buffer(), 0);
            outcome.wrap(heard.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            assertEquals(outcome.clientOrderId(), outcome.outputSequence());
            lines.add(outcome.clientOrderId() + " " + outcome.result());
            heard.advance();
        }
        return lines;
    }

    @Test
    void nothingLeavesBeforeItsCauseIsJournaled() {
        order(3, Effect.RAISES);
        order(3, Effect.CANCELS_ENTRY);
        order(4, Effect.FLATTENS);

        sender.doWork();
        words.journaled(2);
        sender.doWork();
        assertEquals(List.of(), sent);
        words.journaled(3);
        sender.doWork();
        assertEquals(List.of(1L, 2L), sent);
        words.journaled(4);
        sender.doWork();

        assertEquals(List.of(1L, 2L, 3L), sent);
        assertEquals(List.of("1 SENT", "2 SENT", "3 SENT"), outcomes());
        assertEquals(3, page.lastSent(SLOT));
        assertEquals(0, page.sendingSequence(SLOT));
    }

    @Test
    void atEachLevelExactlyWhatMayLeaveLeaves() {
        words.journaled(1_000);
        for (int level = 0; level <= 3; level++) {
            page.raise(ControlPage.index(ScopeType.INSTRUMENT, 0), level);
            sent.clear();
            final List<Long> expected = new ArrayList<>();
            for (int effect = 1; effect <= 7; effect++) {
                order(1, Effect.get((short) effect));
                if (SendGate.allows(level, effect)) {
                    expected.add(sequence);
                }
            }
            sender.doWork();
            assertEquals(expected, sent, "level " + level);
            assertEquals(7, outcomes().size());
        }
        assertTrue(page.get(ControlPage.Word.BLOCKED) > 0);
    }

    @Test
    void aBlockedOrderComesBackAsAnEvent() {
        words.journaled(1);
        page.raise(Parts.GLOBAL, Level.REDUCE_ONLY.value());
        order(1, Effect.RAISES);
        order(1, Effect.REDUCES);

        sender.doWork();

        assertEquals(List.of("1 BLOCKED_BY_KILL", "2 SENT"), outcomes());
        assertEquals(1, page.get(ControlPage.Word.BLOCKED));
    }

    @Test
    void afterTheJournalFailedOnlyCancelsOfEntriesLeave() {
        words.journaled(1);
        words.fail();
        for (final Effect effect : List.of(
                Effect.RAISES,
                Effect.REDUCES,
                Effect.PROTECTS,
                Effect.CANCELS_ENTRY,
                Effect.CANCELS_PROTECTION,
                Effect.FLATTENS,
                Effect.ASKS)) {
            order(1, effect);
            order(9, effect);
        }

        sender.doWork();

        assertEquals(List.of(7L, 8L), sent);
        assertEquals(
                12,
                outcomes().stream()
                        .filter(line -> line.endsWith("JOURNAL_FAILED"))
                        .count());
    }

    @Test
    void aPortThatIsNotLoggedOnSaysSo() {
        words.journaled(9);
        answer = SendResult.NOT_LOGGED_ON;
        order(1, Effect.RAISES);

        sender.doWork();

        assertEquals(List.of("1 NOT_LOGGED_ON"), outcomes());
        assertEquals(0, page.lastSent(SLOT));
    }

    @Test
    void aPortThatThrowsLatchesTheVenueAndNothingIsSentAgain() {
        words.journaled(9);
        answer = null;
        order(1, Effect.RAISES);
        order(2, Effect.RAISES);
        sender.doWork();
        answer = SendResult.SENT;
        order(3, Effect.CANCELS_ENTRY);
        sender.doWork();

        assertEquals(List.of(), sent);
        assertEquals(List.of("1 UNCERTAIN", "2 NOT_LOGGED_ON", "3 NOT_LOGGED_ON"), outcomes());
        assertEquals(1, page.get(ControlPage.Word.HANDLER_FAILED));
        assertEquals(Level.CANCEL_ONLY.value(), ControlPage.level(page.word(ControlPage.index(ScopeType.VENUE, 0))));
        assertEquals(List.of("sender-0"), errors);
        assertEquals(0, page.sendingSequence(SLOT));
    }

    @Test
    void otherVenuesOrdersAreNotTouched() {
        words.journaled(9);
        Parts.order(egress, 1, 1, Effect.RAISES, 1);
        Parts.order(egress, 2, 1, Effect.RAISES, 0);

        assertEquals(3, sender.doWork());

        assertEquals(List.of(2L), sent);
        assertEquals(List.of("2 SENT"), outcomes());
    }

    @Test
    void aBatchIsAtMost64Outputs() {
        words.journaled(9);
        for (int i = 0; i < 100; i++) {
            order(1, Effect.RAISES);
        }
        sender.doWork();
        assertEquals(64, sent.size());
        sender.doWork();
        assertEquals(100, sent.size());
    }

    @Test
    void outcomesAreNeverDroppedAndAFullTableStopsTheSending() {
        words.journaled(9);
        final int orders = 5_000;
        for (int i = 0; i < orders; i++) {
            order(1, Effect.RAISES);
        }
        for (int i = 0; i < 200; i++) {
            sender.doWork();
        }
        assertEquals(SLOTS + 4_096, sent.size(), "what the ring holds and the table of outcomes holds");

        final List<String> outcomes = new ArrayList<>();
        while (outcomes.size() < orders) {
            outcomes.addAll(outcomes());
            sender.doWork();
        }
        for (int i = 0; i < orders; i++) {
            assertEquals((i + 1) + " SENT", outcomes.get(i));
        }
        assertEquals(orders, sent.size());
    }
}
