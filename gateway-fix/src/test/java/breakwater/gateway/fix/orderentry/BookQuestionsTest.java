package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.fix.FixTerms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import quickfix.Group;
import quickfix.Message;
import quickfix.fix44.PositionReport;

/** When a venue is asked what the accounts hold, and what of its answers the engine hears. */
class BookQuestionsTest {
    private static final long MS = 1_000_000L;
    private static final long QUIET = BookQuestions.QUIET_NS;
    private static final long EVERY = 60_000 * MS;

    private final FixTerms terms = new FixTerms(
            Wire.VENUE,
            List.of(new FixTerms.Instrument(4, "BTC-USD", -2, -5), new FixTerms.Instrument(5, "ETH-USD", 0, 0)),
            List.of(new FixTerms.Account(3, "main", "USD")));
    private final BookLines heard = new BookLines();
    private final List<Message> asked = new ArrayList<>();
    private final List<String> alarms = new ArrayList<>();
    private long nowNs = 1_000_000 * MS;
    private BookQuestions questions = asking(true, true);

    private BookQuestions asking(final boolean positions, final boolean cash) {
        final FixEvents events = new Alarms(alarms);
        return new BookQuestions(
                terms,
                new BookTerms(positions, cash, EVERY),
                new BookSink(Wire.VENUE, Wire.SOURCE, heard),
                events,
                "B-");
    }

    private void look(final long afterNs) {
        nowNs += afterNs;
        if (questions.isDue(nowNs)) {
            questions.begin(asked::add, nowNs);
        }
        questions.tick(asked::add, nowNs);
    }

    /** Returns the ids of what was asked since the last call, with its type. */
    private List<String> questionsAsked() {
        final List<String> all = asked.stream()
                .map(each -> Wire.text(each).split(" ")[0].substring(3) + " " + id(each))
                .toList();
        asked.clear();
        return all;
    }

    private static String id(final Message question) {
        final String text = Wire.text(question);
        final String key = text.contains(" 710=") ? " 710=" : " 909=";
        return text.substring(text.indexOf(key) + key.length()).split(" ")[0];
    }

    private void answer(final String type, final String... fields) {
        questions.onMessage(Wire.message(type, fields), type);
    }

    private void flat(final String id) {
        answer("AO", "710=" + id, "729=0", "728=2", "727=0");
    }

    private void cash(final String id, final String amount) {
        answer("BA", "909=" + id, "1=main", "15=USD", "901=" + amount);
    }

    private void holds(final String id, final int total, final String symbol, final int side, final String quantity) {
        final Message report = Wire.message("AP", "710=" + id, "727=" + total, "728=0", "1=main", "55=" + symbol);
        final Group group = new PositionReport.NoPositions();
        group.setString(703, "TQ");
        group.setString(side, quantity);
        report.addGroup(group);
        questions.onMessage(report, "AP");
    }

    private void fill(final String symbol) {
        questions.onFill(Wire.message("8", "1=main", "55=" + symbol, "150=F"), nowNs);
    }

    @Test
    void whatIsHeldIsToldOnceTheAnswerIsWholeAndNothingMoved() {
        look(0);
        assertEquals(List.of("AN B-1", "BB B-2"), questionsAsked());
        assertFalse(questions.isOver());
        answer("AO", "710=B-1", "729=0", "728=0", "727=1");
        cash("B-2", "100.5");
        look(MS);
        look(QUIET);
        assertEquals(List.of(), heard.take(), "one of one reports is still to come");
        holds("B-1", 1, "BTC-USD", 705, "0.5");
        look(MS);
        look(QUIET - 1);
        assertEquals(List.of(), heard.take());
        look(1);
        assertEquals(
                List.of(
                        "account 3 holds -50000 of 4",
                        "account 3 holds 0 of 5",
                        "account 3 has 10050000000",
                        "account 3 clean: positions and cash told"),
                heard.take());
        assertFalse(questions.isOver(), "entries wait until the engine has surely heard");
        look(QUIET);
        assertTrue(questions.isOver());
        assertEquals(List.of(), questionsAsked());
        assertEquals(List.of(), alarms);
    }

    @Test
    void itIsAskedAgainAtIntervalsAndWhenTheDayTurns() {
        clean("B-1", "B-2");
        look(EVERY - 1 - MS);
        assertEquals(List.of(), questionsAsked());
        look(MS + 1);
        assertEquals(List.of("AN B-3", "BB B-4"), questionsAsked());
        clean("B-3", "B-4");
        heard.nowNs(Wire.NOW_NS / 86_400_000_000_000L * 86_400_000_000_000L + 86_400_000_000_000L);
        look(MS);
        assertEquals(List.of("AN B-5", "BB B-6"), questionsAsked());
    }

    private void clean(final String positions, final String cash) {
        look(0);
        flat(positions);
        cash(cash, "1");
        look(0);
        look(QUIET);
        look(0);
        questionsAsked();
        heard.take();
    }

    @Test
    void whatMovedBesideTheQuestionIsAskedAgain() {
        fill("BTC-USD");
        look(QUIET - 1);
        flat("B-1");
        cash("B-2", "1");
        look(0);
        look(QUIET);
        assertEquals(List.of("account 3 holds 0 of 5"), heard.take(), "the other symbol rested");
        assertEquals(List.of("AN B-1", "BB B-2", "AN B-3", "BB B-4"), questionsAsked());
        flat("B-3");
        cash("B-4", "1");
        look(0);
        fill("ETH-USD");
        look(QUIET);
        assertEquals(List.of("account 3 holds 0 of 4"), heard.take(), "a fill after the answer moves the cash too");
        assertEquals(List.of("BB B-5"), questionsAsked());
        cash("B-5", "2");
        look(0);
        look(QUIET);
        assertEquals(List.of(), heard.take(), "and lies within the quiet before the next question");
        assertEquals(List.of("BB B-6"), questionsAsked());
        cash("B-6", "2");
        look(0);
        look(QUIET);
        assertEquals(List.of("account 3 has 200000000", "account 3 clean: positions and cash told"), heard.take());
    }

    @Test
    void aFillJustOutsideTheQuietDisturbsNothing() {
        fill("BTC-USD");
        look(QUIET + 1);
        flat("B-1");
        cash("B-2", "1");
        look(0);
        look(QUIET);
        assertEquals(4, heard.take().size());
    }

    @Test
    void aFillThatNamesNoAccountDisturbsAll() {
        questions.onFill(Wire.message("8", "55=BTC-USD", "150=F"), nowNs);
        look(0);
        flat("B-1");
        cash("B-2", "1");
        look(0);
        look(QUIET);
        assertEquals(List.of(), heard.take());
    }

    @Test
    void whatNeverRestsIsAnAlarmAndHoldsEntriesOnlyAfterTheLogon() {
        look(0);
        int number = 1;
        for (int i = 0; i < BookQuestions.ROUNDS_MAX; i++) {
            fill("BTC-USD");
            flat("B-" + number++);
            cash("B-" + number++, "1");
            look(0);
            look(QUIET + 1);
            if (i == 0) {
                assertEquals(List.of("account 3 holds 0 of 5"), heard.take());
            }
        }
        assertEquals(
                List.of("account main never rests: cash, BTC-USD could not be compared with the venue in 20 tries"),
                alarms);
        look(QUIET);
        assertFalse(questions.isOver());
        assertEquals(List.of(), heard.take());
        flat("B-" + number++);
        cash("B-" + number++, "1");
        look(0);
        look(QUIET);
        look(QUIET);
        assertTrue(questions.isOver());
        assertEquals(3, heard.take().size());

        look(EVERY);
        for (int i = 0; i < BookQuestions.ROUNDS_MAX; i++) {
            fill("BTC-USD");
            flat("B-" + number++);
            cash("B-" + number++, "1");
            look(0);
            look(QUIET);
        }
        asked.clear();
        look(QUIET);
        assertEquals(List.of(), asked, "it is left until the next round");
        assertEquals(2, alarms.size());
    }

    @Test
    void silenceIsNotFlat() {
        look(0);
        look(999 * MS);
        assertEquals(2, questionsAsked().size());
        look(MS);
        assertEquals(List.of("AN B-3", "BB B-4"), questionsAsked(), "a gap fill may have swallowed the first");
        flat("B-3");
        look(4_000 * MS - 1);
        assertEquals(List.of(), heard.take());
        look(1);
        assertEquals(List.of("account 3 unclean: no answer within 5 s"), heard.take());
        assertEquals(List.of("account main cannot be compared with the venue: no answer within 5 s"), alarms);
        look(QUIET);
        assertTrue(questions.isOver(), "the engine holds the account; exits must pass");
        look(EVERY);
        flat("B-5");
        cash("B-6", "1");
        look(0);
        look(QUIET);
        assertEquals("account 3 clean: positions and cash told", heard.take().get(3));
    }

    @Test
    void aRefusalIsNotFlat() {
        for (final String[] refusal : new String[][] {
            {"AO", "710=B-1", "729=2", "728=99", "58=not for you"},
            {"AO", "710=B-1", "729=0", "728=3"},
            {"AO", "710=B-1", "729=0", "728=0", "727=x"},
            {"BG", "909=B-2", "945=4", "946=9"},
            {"BA", "909=B-2", "15=EUR", "901=1"},
            {"BA", "909=B-2", "15=USD"},
            {"BA", "909=B-2", "1=other", "901=1"},
            {"BA", "909=B-2", "901=1e5"},
        }) {
            questions = asking(true, true);
            look(0);
            final String[] fields = new String[refusal.length - 1];
            System.arraycopy(refusal, 1, fields, 0, fields.length);
            answer(refusal[0], fields);
            look(0);
            final List<String> lines = heard.take();
            assertEquals(1, lines.size(), String.join(" ", refusal));
            assertTrue(lines.get(0).startsWith("account 3 unclean: "), lines::toString);
        }
    }

    @Test
    void aMessageThatTheVenueRefusesAsAWholeIsNotFlat() {
        look(0);
        questions.onRefused(Wire.message("j", "372=D", "379=B-1", "58=other"));
        questions.onRefused(Wire.message("j", "372=AN", "379=B-9", "58=another"));
        look(0);
        assertEquals(List.of(), heard.take());
        questions.onRefused(Wire.message("j", "372=AN", "379=B-1", "58=not supported"));
        look(0);
        assertEquals(List.of("account 3 unclean: positions: not supported"), heard.take());
    }

    @Test
    void whatCannotBeOursIsUnclean() {
        look(0);
        holds("B-1", 1, "XRP-USD", 704, "5");
        cash("B-2", "1");
        look(0);
        look(QUIET);
        assertEquals(
                List.of("account 3 unclean: holds 5 of XRP-USD, which is no instrument of this run"), heard.take());

        questions = asking(true, false);
        look(0);
        holds("B-1", 1, "BTC-USD", 704, "0.000001");
        look(0);
        look(QUIET);
        assertEquals(
                List.of("account 3 unclean: holds 0.000001 of BTC-USD, which has no exact value in steps of 1e-5"),
                heard.take());
    }

    @Test
    void answersOfAnotherLifeOfTheSessionAreNone() {
        look(0);
        flat("B-1");
        cash("B-2", "1");
        look(0);
        questions.abandon();
        look(QUIET);
        assertEquals(List.of(), heard.take());
        flat("B-1");
        cash("B-2", "1");
        look(0);
        look(QUIET);
        assertEquals(List.of(), heard.take());
        assertFalse(questions.isOver());
    }

    @Test
    void aVenueThatTellsNothingOfThisIsAskedNothing() {
        questions = asking(false, false);
        look(0);
        assertEquals(List.of(), asked);
        assertTrue(questions.isOver());
    }

    private record Alarms(List<String> alarms) implements FixEvents {
        @Override
        public void onLogon() {}

        @Override
        public void onReconciled(final String how) {}

        @Override
        public void onLogout() {}

        @Override
        public void onRefused(final String reason, final String message, final boolean isFill) {}

        @Override
        public void onUnsendable(final String reason) {}

        @Override
        public void onEvent(final String text) {}

        @Override
        public void onAlarm(final String text) {
            alarms.add(text);
        }
    }
}
