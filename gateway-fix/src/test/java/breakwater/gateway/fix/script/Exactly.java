package breakwater.gateway.fix.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.orderentry.RawFrames;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** How a script's whole messages, E8=…, are read and compared: all fields, in whatever order, but for length, checksum and times. */
class Exactly {
    private static final Set<Integer> WORKED_OUT = Set.of(9, 10, 52);
    private static final Set<Integer> TIMES = Set.of(52, 60, 122);

    /** Returns what is sent where a script says {@code text}. */
    String spoken(final String text) {
        return text;
    }

    /** Hears that a message has been sent. */
    void onSaid(final String text, final Peer peer) throws IOException {}

    /** Hears that a connection was opened where one had been before. */
    void onConnectedAgain() {}

    /** Fails where a message is not what is expected. */
    void match(final String expected, final String message) {
        assertEquals(fields(expected), fields(message), message);
        for (final int tag : TIMES) {
            final String time = RawFrames.field(message, tag);
            if (time != null) {
                assertNotEquals(FixTime.NOT_A_TIME, FixTime.parse(time), message);
            }
        }
    }

    private static List<String> fields(final String message) {
        return Arrays.stream(message.split("\\|"))
                .filter(field -> !WORKED_OUT.contains(tag(field)))
                .map(field -> TIMES.contains(tag(field)) ? tag(field) + "=time" : field)
                .sorted()
                .toList();
    }

    private static int tag(final String field) {
        return Integer.parseInt(field.substring(0, field.indexOf('=')));
    }
}
