package breakwater.gateway.fix;

import breakwater.core.message.Frame;
import java.util.ArrayList;
import java.util.List;
import quickfix.ConfigError;
import quickfix.DataDictionary;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.MessageUtils;

/**
 * Well-formed FIX messages with one to four things changed: fields dropped, doubled, swapped, renamed, given values that break
 * readers, groups that count wrongly, characters flipped. The same seed and number make the same message.
 */
public final class Mutator {
    private static final String[] VALUES = {
        "",
        "0",
        "-0",
        "00",
        "-1",
        "1",
        "2",
        "5",
        "8",
        "F",
        "G",
        "H",
        "I",
        "Y",
        "N",
        "+1",
        " 1",
        "1 ",
        "1e5",
        "1E+999999999",
        "NaN",
        "Infinity",
        "0x10",
        "1,5",
        "1.5.5",
        ".",
        "-",
        "--1",
        "0.000001",
        "0.00000000000000000001",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "99999999999999999999999999999999999999999999",
        "NONE",
        "main",
        "other",
        "BTC-USD",
        "ETH-USD",
        "XRP-USD",
        "20240627-11:17:17.223",
        "20240230-25:61:61",
        "20240627-11:17:17.1234567891",
        "\u0000",
        "=",
        "8=FIX.4.4",
        "\u00e9\u00ff",
        "1099511627777",
        "1099511627777-c431",
        "1099511627777-r",
        "1099511627777-x1",
        "-c1",
        "A".repeat(5000)
    };
    private static final int[] TAGS = {
        1, 6, 11, 12, 13, 14, 17, 18, 19, 31, 32, 37, 38, 39, 40, 41, 44, 45, 54, 55, 58, 59, 60, 77, 99, 102, 103, 150,
        151, 371, 372, 373, 379, 380, 434, 447, 448, 452, 453, 479, 555, 584, 702, 703, 704, 705, 710, 721, 727, 728,
        729, 797, 851, 911, 912, 5001
    };

    private final long seed;
    private final MessageFactory factory;
    private final DataDictionary dictionary;
    private long chance;

    /** @param factory makes the messages, as a session's makes them */
    public Mutator(final long seed, final MessageFactory factory) throws ConfigError {
        this.seed = seed;
        this.factory = factory;
        dictionary = new DataDictionary("FIX44.xml");
    }

    /** Returns a message as the session would hand it over, or null where it is none any more. */
    public Message message(final long number, final String... wellFormed) {
        try {
            return MessageUtils.parse(factory, dictionary, text(number, wellFormed));
        } catch (final InvalidMessage noMessage) {
            return null;
        }
    }

    /** Returns a message as it would stand on the wire. */
    public String text(final long number, final String... wellFormed) {
        chance = Frame.mix(seed ^ Frame.mix(number));
        final List<String> fields = new ArrayList<>(List.of(wellFormed));
        for (int changes = 1 + next(4); changes > 0; changes--) {
            change(fields);
        }
        final StringBuilder text = new StringBuilder(String.join("|", fields)).append('|');
        if (next(4) == 0) {
            text.setCharAt(next(text.length()), (char) (' ' + next(95)));
        }
        return frame(text.toString());
    }

    /** Returns a message with nothing changed. */
    public Message unchanged(final String... fields) throws InvalidMessage {
        return MessageUtils.parse(factory, dictionary, frame(String.join("|", fields) + "|"));
    }

    private void change(final List<String> fields) {
        if (fields.isEmpty()) {
            return;
        }
        final int at = next(fields.size());
        final String field = fields.get(at);
        final String tag = field.substring(0, Math.max(0, field.indexOf('=')));
        switch (next(8)) {
            case 0:
                fields.remove(at);
                break;
            case 1:
                fields.add(next(fields.size()), field);
                break;
            case 2:
                fields.set(at, fields.get(0));
                fields.set(0, field);
                break;
            case 3:
                fields.add(at, TAGS[next(TAGS.length)] + "=" + VALUES[next(VALUES.length)]);
                break;
            case 4:
                fields.set(at, TAGS[next(TAGS.length)] + field.substring(tag.length()));
                break;
            case 5:
                fields.add("453=" + (next(4) - 1) * 1_000);
                for (int entries = next(3); entries > 0; entries--) {
                    fields.addAll(List.of("448=P" + entries, "447=D", "452=" + entries));
                }
                break;
            default:
                fields.set(at, tag + "=" + VALUES[next(VALUES.length)]);
        }
    }

    /** Returns a message's bytes as text; the first field is its type. Length and checksum are right: the session saw to that. */
    static String frame(final String body) {
        final String text = body.replaceFirst("\\|", "|34=12|49=VENUE|56=ENGINE|52=20240627-11:17:17.223|");
        final String head = "8=FIX.4.4|9=" + text.length() + "|" + text;
        int sum = 0;
        for (int i = 0; i < head.length(); i++) {
            sum += head.charAt(i) == '|' ? 1 : head.charAt(i);
        }
        return (head + "10=" + String.format(java.util.Locale.ROOT, "%03d", sum & 0xFF) + "|").replace('|', (char) 1);
    }

    private int next(final int bound) {
        chance = Frame.mix(chance + 0x9E3779B97F4A7C15L);
        return (int) Long.remainderUnsigned(chance, bound);
    }
}
