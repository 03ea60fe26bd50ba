package breakwater.gateway.fix.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.gateway.fix.FixTime;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A venue that says exactly what a test says, under the numbers that it says: bytes over a socket, no library. */
final class RawVenue implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;

    private final ServerSocket server;
    private Socket socket;
    int next = 1;

    RawVenue() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(TIMEOUT_MS);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Takes a connection and answers its Logon. */
    void logon() throws IOException {
        socket = server.accept();
        socket.setSoTimeout(TIMEOUT_MS);
        expect("A");
        say("A", "98=0", "108=30");
    }

    /** Says a message under the next number. */
    void say(final String type, final String... fields) throws IOException {
        sayAs(next++, type, fields);
    }

    void sayAs(final int number, final String type, final String... fields) throws IOException {
        final String now = FixTime.format(System.currentTimeMillis() * 1_000_000L);
        final StringBuilder body =
                new StringBuilder("35=" + type + "|34=" + number + "|49=VENUE|56=MD|52=" + now + "|");
        for (final String field : fields) {
            body.append(field).append('|');
        }
        final String text = ("8=FIX.4.4|9=" + body.length() + "|" + body).replace('|', '\u0001');
        int sum = 0;
        for (final char c : text.toCharArray()) {
            sum += c;
        }
        final String frame = text + "10=" + String.format(Locale.ROOT, "%03d", sum & 0xFF) + "\u0001";
        socket.getOutputStream().write(frame.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Returns the next message but for heartbeats, with | for SOH; it has to be of a type. */
    String expect(final String type) throws IOException {
        String message = read();
        while ("0".equals(field(message, 35))) {
            message = read();
        }
        assertEquals(type, field(message, 35), message);
        return message;
    }

    private String read() throws IOException {
        final InputStream in = socket.getInputStream();
        final StringBuilder message = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            message.append(c == 1 ? '|' : (char) c);
            final int trailer = message.lastIndexOf("|10=");
            if (trailer >= 0 && message.length() == trailer + 8) {
                return message.toString();
            }
        }
        throw new IOException("the client hung up");
    }

    static String field(final String message, final int tag) {
        final Matcher matcher = Pattern.compile("\\|" + tag + "=([^|]*)\\|").matcher(message);
        return matcher.find() ? matcher.group(1) : null;
    }

    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        server.close();
    }
}
