package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.Mutator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import quickfix.ConfigError;
import quickfix.DataDictionary;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.FlatMessage;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.MessageUtils;

class AnswerFactoryTest {
    private static final long SEED = 0xF1A7;
    private static final int MUTANTS = 10_000;
    private static final Pattern TAGS = Pattern.compile("\u0001(\\d{1,6})=");
    private static final String REPORT =
            "35=8|11=1099511627777|37=7|17=E-1|1=main|55=BTC-USD|54=1|38=0.5|44=90|6=0|60=20240627-11:17:17.223|14=0.5|151=0|";
    private static final String[][] ANSWERS = {
        (REPORT + "150=F|39=2|31=90.01|32=0.5").split("\\|"),
        (REPORT + "150=0|39=0|453=1|448=P|447=D|452=1").split("\\|"),
        "35=9|11=1099511627777-c431|41=1099511627777|37=7|39=0|434=1|102=1".split("\\|")
    };

    private final MessageFactory factory = new AnswerFactory();
    private final DataDictionary dictionary;

    AnswerFactoryTest() throws ConfigError {
        dictionary = new DataDictionary("FIX44.xml");
    }

    private static String report(final String... fields) {
        final Message message = Wire.report("F", "1", fields);
        message.getHeader().setString(49, "PAPER");
        message.getHeader().setString(56, "BREAKWATER");
        message.getHeader().setString(52, "20240627-11:17:17.223");
        return message.toString();
    }

    @Test
    void readsWhatQuickFixReads() throws InvalidMessage, FieldNotFound {
        final String text = report("31=100.00", "32=1", "58=a text, with = in it", "9999=of the venue's own");
        final Message ours = MessageUtils.parse(factory, dictionary, text);
        final Message plain = MessageUtils.parse(new DefaultMessageFactory(), dictionary, text);
        assertInstanceOf(FlatMessage.class, ours);
        assertFalse(ours.iterator().hasNext(), "no object of a field has been made");
        assertAlike(plain, ours, IntStream.range(0, 10_000), text);
        assertEquals(12, ours.getHeader().getInt(34));
        assertEquals(plain.getHeader().getUtcTimeStamp(52), ours.getHeader().getUtcTimeStamp(52));
        assertEquals(text, ours.toString());
        assertFalse(ours.isAdmin());
    }

    private static void assertAlike(final Message plain, final Message ours, final IntStream tags, final String text) {
        tags.forEach(tag -> {
            assertEquals(FixFields.text(plain, tag), FixFields.text(ours, tag), () -> "field " + tag + " of " + text);
            assertEquals(
                    FixFields.text(plain.getHeader(), tag),
                    FixFields.text(ours.getHeader(), tag),
                    () -> "header field " + tag + " of " + text);
        });
        assertEquals(fault(plain.getException()), fault(ours.getException()), text);
        assertEquals(plain.toRawString(), ours.toRawString());
    }

    private static String fault(final Exception exception) {
        return exception == null ? "" : exception.getMessage();
    }

    /** Whatever is wrong with a message, and where nothing is. */
    @Test
    void readsAndRefusesWhatQuickFixDoes() throws Exception {
        final Mutator mutator = new Mutator(SEED, factory);
        final MessageFactory plainFactory = new DefaultMessageFactory();
        int flat = 0;
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            final String text = changed(mutator.text(i, ANSWERS[i % ANSWERS.length]), i);
            Message plain = null;
            String fault = "";
            try {
                plain = MessageUtils.parse(plainFactory, dictionary, text);
            } catch (final InvalidMessage none) {
                fault = none.getMessage();
            }
            if (plain == null) {
                refused++;
                final InvalidMessage none =
                        assertThrows(InvalidMessage.class, () -> MessageUtils.parse(factory, dictionary, text), text);
                assertEquals(fault, none.getMessage());
                continue;
            }
            final Message ours = MessageUtils.parse(factory, dictionary, text);
            flat += ours instanceof FlatMessage && !ours.iterator().hasNext() ? 1 : 0;
            final IntStream tags = TAGS.matcher(text).results().mapToInt(tag -> Integer.parseInt(tag.group(1)));
            assertAlike(plain, ours, IntStream.concat(IntStream.range(0, 60), tags), text);
        }
        assertTrue(flat > MUTANTS / 10 && refused > MUTANTS / 100, flat + " flat, " + refused + " refused");
    }

    /** Breaks every eighth frame at a place of its own: length and sum are the mutator's, and right. */
    private static String changed(final String text, final int number) {
        if (number % 8 != 0) {
            return text;
        }
        final int at = (int) Long.remainderUnsigned(Frame.mix(SEED + number), text.length());
        return text.substring(0, at) + (char) ('0' + number % 10) + text.substring(at + 1);
    }

    @Test
    void aFieldOfAGroupIsNotTheMessages() throws InvalidMessage {
        final String text =
                report("32=1").replaceAll("\00132=1\001", "\00132=1\001453=2\001448=A\001452=1\001448=B\001452=3\001");
        final Message ours = MessageUtils.parse(factory, dictionary, whole(text));
        assertTrue(ours.isSetField(453));
        assertFalse(ours.isSetField(448));
        assertEquals(2, ours.getGroupCount(453));
    }

    @Test
    void whatStandsTwiceIsAsWrongAsEver() throws InvalidMessage {
        final String text = whole(report("32=1").replaceAll("\00132=1\001", "\00132=1\00132=2\001"));
        final Message plain = MessageUtils.parse(new DefaultMessageFactory(), dictionary, text);
        final Message ours = MessageUtils.parse(factory, dictionary, text);
        assertEquals(plain.getException().getMessage(), ours.getException().getMessage());
    }

    @Test
    void aFieldThatIsNotThereIsNotFound() throws InvalidMessage {
        final Message ours = MessageUtils.parse(factory, dictionary, report());
        assertThrows(FieldNotFound.class, () -> ours.getString(31));
        assertThrows(FieldNotFound.class, () -> ours.getHeader().getString(43));
    }

    @Test
    void otherMessagesAreQuickFixsOwn() {
        for (final String type : new String[] {"A", "0", "3", "j", "AP", "W"}) {
            assertFalse(factory.create("FIX.4.4", type) instanceof FlatMessage, type);
        }
        assertInstanceOf(FlatMessage.class, factory.create("FIX.4.4", "9"));
    }

    /** Returns a message with the length and the sum that it has to have. */
    private static String whole(final String text) {
        final int from = text.indexOf("\00135=") + 1;
        final String body = text.substring(from, text.indexOf("\00110=") + 1);
        final String head = "8=FIX.4.4\0019=" + body.length() + "\001" + body;
        return head + String.format("10=%03d\001", MessageUtils.checksum(head + "10=000\001"));
    }
}
