package breakwater.gateway.fix.emergency;

import static breakwater.gateway.fix.Tag.ORDER_ID;
import static breakwater.gateway.fix.Tag.ORD_STATUS;
import static breakwater.gateway.fix.Tag.POS_REQ_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.Mutator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import quickfix.DefaultMessageFactory;
import quickfix.Message;
import quickfix.field.MsgType;

/** A venue's answers with things changed in them, before the watchdog's view of an account: nothing is confirmed by mistake. */
class AccountFuzzTest {
    private static final long SEED = 0xACC0;
    private static final String BTC = "BTC-USD";
    static final String[] ACK = {"35=AO", "721=P1", "710=q3", "727=1", "728=0", "729=0", "1=main", "581=1"};
    static final String[] POSITION = {
        "35=AP",
        "721=P2",
        "710=q3",
        "727=1",
        "728=0",
        "715=20240627",
        "1=main",
        "581=1",
        "55=BTC-USD",
        "730=0",
        "731=2",
        "734=0",
        "702=1",
        "703=TQ",
        "704=1",
        "753=1",
        "707=CASH",
        "708=0"
    };
    static final String[][] OTHERS = {
        {
            "35=8",
            "11=a",
            "37=7",
            "17=E-1",
            "1=main",
            "55=BTC-USD",
            "54=1",
            "38=0.5",
            "44=90",
            "40=2",
            "150=F",
            "39=1",
            "32=0.2",
            "31=90",
            "14=0.2",
            "151=0.3",
            "6=90"
        },
        {
            "35=8",
            "11=a",
            "37=7",
            "17=E-2",
            "1=main",
            "55=BTC-USD",
            "54=1",
            "38=0.5",
            "44=90",
            "40=2",
            "150=0",
            "39=0",
            "14=0",
            "151=0.5",
            "6=0"
        },
        {"35=9", "11=a-c1", "41=a", "37=7", "39=0", "434=1", "102=1"},
        {"35=j", "45=31", "372=F", "379=q3", "380=5", "58=what"},
        {"35=3", "45=31", "371=40", "372=F", "373=1", "58=what"},
        {"35=W", "262=q3", "55=BTC-USD", "268=2", "269=0", "270=90", "271=1", "269=1", "270=91", "271=1"},
        {"35=Y", "262=q3", "281=6", "58=what"},
    };

    private final List<String> told = new ArrayList<>();

    /** Returns a message as the fuzzer takes it, as an answer to the first question. */
    static String seed(final String... fields) {
        return String.join("|", fields).replace("=q3", "=q1");
    }

    @Test
    void whatAVenueMightSendConfirmsNothingThatItDidNotSayTwice() throws Exception {
        answers(20_000);
    }

    @Test
    @Tag("prove")
    void manyAnswers() throws Exception {
        answers(Integer.getInteger("breakwater.prove.size", 1_000_000));
    }

    private void answers(final int count) throws Exception {
        final Mutator mutator = new Mutator(SEED, new DefaultMessageFactory());
        final Message ack = mutator.unchanged(ACK);
        final Message position = mutator.unchanged(POSITION);
        final Message working = mutator.unchanged(OTHERS[1]);
        final Message[][] twice = {answer(ack, position, "q1"), answer(ack, position, "q2")};
        int confirmed = 0;
        int doubted = 0;
        for (int i = 0; i < count; i++) {
            told.clear();
            final AccountView view = new AccountView(List.of("main"), new Requests(), told::add);
            for (final Message[] answer : twice) {
                view.ask(FixFields.text(answer[0], POS_REQ_ID), "main");
                view.onMessage(answer[0]);
                view.onMessage(answer[1]);
            }
            view.onMessage(working);
            assertTrue(view.holdings("main").isConfirmed(BTC) && view.order("7") != null);

            final int kind = i % (2 + OTHERS.length);
            final Message mutant = mutator.message(i, kind == 0 ? ACK : kind == 1 ? POSITION : OTHERS[kind - 2]);
            if (mutant == null || !mutant.getHeader().isSetField(MsgType.FIELD)) {
                continue;
            }
            final int number = i;
            final Supplier<String> where = () -> "seed " + SEED + " message " + number + " " + mutant;
            final Asked asked = view.ask("q3", "main");
            try {
                view.onMessage(kind == 1 ? ack : mutant);
                view.onMessage(kind == 1 ? mutant : position);
            } catch (final Throwable escaped) {
                throw new AssertionError(where.get(), escaped);
            }
            if (view.holdings("main").isConfirmed(BTC)) {
                assertEquals(0, BigDecimal.ONE.compareTo(view.holdings("main").told(BTC)), where);
                confirmed++;
            } else {
                assertTrue(asked.isComplete || !told.isEmpty() || isExecution(mutant), where);
                doubted++;
            }
            if (view.order("7") == null) {
                assertTrue(List.of("2", "3", "4", "8", "C").contains(FixFields.text(mutant, ORD_STATUS)), where);
                assertEquals("7", FixFields.text(mutant, ORDER_ID), where);
            }
        }
        System.out.println("account mutants: " + confirmed + " leave it confirmed, " + doubted + " in doubt");
        assertTrue(confirmed > 0 && doubted > 0);
    }

    private static boolean isExecution(final Message message) {
        return "8".equals(FixFields.text(message.getHeader(), MsgType.FIELD));
    }

    private static Message[] answer(final Message ack, final Message position, final String id) {
        final Message[] answer = {(Message) ack.clone(), (Message) position.clone()};
        for (final Message each : answer) {
            each.setString(POS_REQ_ID, id);
        }
        return answer;
    }
}
