package breakwater.gateway.fix;

import java.nio.charset.StandardCharsets;
import quickfix.ConfigError;
import quickfix.DataDictionary;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.MessageUtils;

/**
 * A fuzzer's bytes as a message: fields after one another, {@code |} between them, the type first. Length, number, names and checksum
 * are put around them, since without those a session hands nothing on.
 */
public final class Fuzzed {
    private static final DataDictionary DICTIONARY = dictionary();

    private Fuzzed() {}

    private static DataDictionary dictionary() {
        try {
            return new DataDictionary("FIX44.xml");
        } catch (final ConfigError missing) {
            throw new AssertionError(missing);
        }
    }

    /** Returns the text on the wire. */
    public static String text(final byte[] data) {
        return Mutator.frame(new String(data, StandardCharsets.ISO_8859_1) + '|');
    }

    /** Returns the message as a session would hand it over, null where it is none. */
    public static Message message(final byte[] data, final MessageFactory factory) {
        try {
            return MessageUtils.parse(factory, DICTIONARY, text(data));
        } catch (final InvalidMessage noMessage) {
            return null;
        }
    }
}
