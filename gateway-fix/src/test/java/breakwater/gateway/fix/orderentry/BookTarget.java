package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.BalanceDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.ReconcileDecoder;
import breakwater.core.message.VenuePositionDecoder;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.Fuzzed;
import java.util.ArrayList;
import java.util.List;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.field.MsgType;

/** What the fuzzer has a venue answer to the questions for positions and cash: two messages a round. */
public final class BookTarget {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final MessageFactory FACTORY = new AnswerFactory();

    private BookTarget() {}

    public static void fuzzerTestOneInput(final byte[] data) {
        final Wire wire = new Wire();
        final Ear ear = new Ear();
        final BookQuestions questions = new BookQuestions(
                Wire.TERMS,
                new BookTerms(true, true, SECOND_NS),
                new BookSink(Wire.VENUE, Wire.SOURCE, wire),
                ear,
                "q");
        final List<Message> asked = new ArrayList<>();
        questions.begin(asked::add, SECOND_NS);
        for (final byte[] part : halves(data)) {
            final Message message = Fuzzed.message(part, FACTORY);
            if (message != null && message.getHeader().isSetField(MsgType.FIELD)) {
                final String type = FixFields.text(message.getHeader(), MsgType.FIELD);
                if (!questions.onMessage(message, type)) {
                    refused(questions, message);
                }
            }
        }
        questions.tick(asked::add, 2 * SECOND_NS);
        questions.tick(asked::add, 3 * SECOND_NS);
        wire.frames.forEach(BookTarget::check);
    }

    private static void refused(final BookQuestions questions, final Message message) {
        if (message.isSetField(breakwater.gateway.fix.Tag.REF_MSG_TYPE)) {
            questions.onRefused(message);
        }
    }

    private static List<byte[]> halves(final byte[] data) {
        int at = 0;
        while (at < data.length && data[at] != '\n') {
            at++;
        }
        final byte[] first = java.util.Arrays.copyOfRange(data, 0, at);
        return at == data.length
                ? List.of(first)
                : List.of(first, java.util.Arrays.copyOfRange(data, at + 1, data.length));
    }

    private static void check(final Frame frame) {
        switch (frame.templateId()) {
            case VenuePositionDecoder.TEMPLATE_ID:
                final VenuePositionDecoder position = new VenuePositionDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                assertNotNull(Wire.TERMS.instrument(position.instrumentId()));
                assertNotNull(Wire.TERMS.account(position.accountId()));
                break;
            case BalanceDecoder.TEMPLATE_ID:
                assertNotNull(Wire.TERMS.account(new BalanceDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version())
                        .accountId()));
                break;
            default:
                assertTrue(frame.templateId() == ReconcileDecoder.TEMPLATE_ID, "template " + frame.templateId());
        }
    }

    /** Returns messages to begin with. */
    public static List<String> seeds() {
        final String ack = "35=AO|721=P1|710=q1|727=1|728=0|729=0|1=main|581=1";
        final String position =
                "35=AP|721=P2|710=q1|727=1|728=0|715=20240627|1=main|581=1|55=BTC-USD|730=0|731=2|734=0|702=1"
                        + "|703=TQ|704=1|753=1|707=CASH|708=0";
        final String none = "35=AO|721=P1|710=q1|727=0|728=0|729=0|1=main|581=1";
        final String cash = "35=BA|908=C1|909=q2|910=3|1=main|15=USD|901=1000.5";
        return List.of(
                ack + "\n" + position,
                none + "\n" + cash,
                "35=BB|909=q2",
                "35=BG|909=q2|945=4|946=0|1=main\n" + cash,
                "35=j|45=1|372=AN|379=q1|380=5|58=what",
                "35=3|45=1|371=40|372=BB|373=1|58=what");
    }
}
