package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import quickfix.ConfigError;
import quickfix.DataDictionary;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.MessageUtils;

class AnswerMessageTest {
    private final MessageFactory factory = new AnswerMessage.Factory();
    private final DataDictionary dictionary;

    AnswerMessageTest() throws ConfigError {
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
        assertInstanceOf(AnswerMessage.class, ours);
        for (int tag = 0; tag < 10_000; tag++) {
            assertEquals(plain.isSetField(tag), ours.isSetField(tag), "field " + tag);
            assertEquals(plain.getHeader().isSetField(tag), ours.getHeader().isSetField(tag), "header field " + tag);
            if (plain.isSetField(tag)) {
                assertEquals(plain.getString(tag), ours.getString(tag), "field " + tag);
            }
            if (plain.getHeader().isSetField(tag)) {
                assertEquals(plain.getHeader().getString(tag), ours.getHeader().getString(tag), "header field " + tag);
            }
        }
        assertEquals(12, ours.getHeader().getInt(34));
        assertEquals(plain.getHeader().getUtcTimeStamp(52), ours.getHeader().getUtcTimeStamp(52));
        assertEquals(text, ours.toString());
        assertFalse(ours.isAdmin());
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
            assertFalse(factory.create("FIX.4.4", type) instanceof AnswerMessage, type);
        }
        assertInstanceOf(AnswerMessage.class, factory.create("FIX.4.4", "9"));
    }

    /** Returns a message with the length and the sum that it has to have. */
    private static String whole(final String text) {
        final int from = text.indexOf("\00135=") + 1;
        final String body = text.substring(from, text.indexOf("\00110=") + 1);
        final String head = "8=FIX.4.4\0019=" + body.length() + "\001" + body;
        return head + String.format("10=%03d\001", MessageUtils.checksum(head + "10=000\001"));
    }
}
