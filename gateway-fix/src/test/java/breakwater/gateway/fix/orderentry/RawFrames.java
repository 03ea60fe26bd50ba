package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixTime;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** FIX frames byte by byte, without QuickFIX/J. As text a frame has | for SOH. */
public final class RawFrames {
    private static final String BEGIN = "8=FIX.4.4|";
    private static final int TRAILER_LENGTH = 7;

    private RawFrames() {}

    /** Returns a message of these fields as text, under a standard header. */
    public static String text(
            final String sender, final String target, final int number, final String type, final String... fields) {
        return BEGIN + "35=" + type + "|34=" + number + "|49=" + sender + "|56=" + target + "|52="
                + FixTime.format(System.currentTimeMillis() * 1_000_000L) + "|"
                + (fields.length == 0 ? "" : String.join("|", fields) + "|");
    }

    /** Returns a frame's bytes; BodyLength (9), second, and CheckSum (10), last, are worked out where the text has none. */
    public static byte[] bytes(final String text) {
        String frame = text;
        final int first = frame.indexOf('|') + 1;
        if (frame.startsWith("8=") && !frame.contains("|9=")) {
            final int trailer = frame.indexOf("|10=");
            final int end = trailer < 0 ? frame.length() : trailer + 1;
            frame = frame.substring(0, first) + "9=" + (end - first) + "|" + frame.substring(first);
        }
        if (!frame.contains("|10=")) {
            int sum = 0;
            for (int i = 0; i < frame.length(); i++) {
                sum += frame.charAt(i) == '|' ? 1 : frame.charAt(i);
            }
            frame += "10=" + String.format(Locale.ROOT, "%03d", sum & 0xFF) + "|";
        }
        return frame.replace('|', (char) 1).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the next message, null at the end of the connection. */
    public static String read(final InputStream in) throws IOException {
        final StringBuilder message = new StringBuilder();
        try {
            int value = in.read();
            while (value >= 0) {
                message.append(value == 1 ? '|' : (char) value);
                final int length = message.length();
                if (value == 1
                        && length > TRAILER_LENGTH
                        && message.indexOf("|10=", length - TRAILER_LENGTH - 1) == length - TRAILER_LENGTH - 1) {
                    return message.toString();
                }
                value = in.read();
            }
        } catch (final SocketTimeoutException silent) {
            throw new AssertionError("nothing came", silent);
        } catch (final IOException reset) {
            return null;
        }
        return null;
    }

    /** Returns a field of a message, or null. */
    public static String field(final String message, final int tag) {
        final int at = ("|" + message).indexOf("|" + tag + "=");
        return at < 0 ? null : message.substring(message.indexOf('=', at) + 1, message.indexOf('|', at));
    }
}
