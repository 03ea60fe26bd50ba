package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixTime;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** FIX frames byte by byte, without QuickFIX/J. */
final class RawFrames {
    private RawFrames() {}

    static byte[] frame(
            final String sender, final String target, final int number, final String type, final String... fields) {
        final StringBuilder body = new StringBuilder("35=" + type + "|34=" + number + "|49=" + sender + "|56=" + target
                + "|52=" + FixTime.format(System.currentTimeMillis() * 1_000_000L) + "|");
        for (final String field : fields) {
            body.append(field).append('|');
        }
        final String text = "8=FIX.4.4|9=" + body.length() + "|" + body;
        int sum = 0;
        for (final char c : text.toCharArray()) {
            sum += c == '|' ? 1 : c;
        }
        return (text + "10=" + String.format(Locale.ROOT, "%03d", sum & 0xFF) + "|")
                .replace('|', (char) 1)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the next message with | for SOH, null at the end of the connection. */
    static String read(final InputStream in) throws IOException {
        final StringBuilder message = new StringBuilder();
        try {
            int value = in.read();
            while (value >= 0) {
                message.append(value == 1 ? '|' : (char) value);
                final int trailer = message.lastIndexOf("|10=");
                if (trailer >= 0 && message.length() == trailer + 8) {
                    return message.toString();
                }
                value = in.read();
            }
        } catch (final SocketTimeoutException silent) {
            throw new AssertionError("nothing came", silent);
        }
        return null;
    }
}
