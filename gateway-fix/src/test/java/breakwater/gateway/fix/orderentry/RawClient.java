package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A FIX client of nobody's make: logs on, says what a test says, and reads what comes. */
public final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;

    private final String sender;
    private final Socket socket;
    private int next = 1;

    public RawClient(final int port, final String sender) throws IOException {
        this.sender = sender;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MS);
        say("A", "98=0", "108=30");
        expect("A");
    }

    public void say(final String type, final String... fields) throws IOException {
        socket.getOutputStream().write(RawFrames.bytes(RawFrames.text(sender, "VENUE", next++, type, fields)));
        socket.getOutputStream().flush();
    }

    /** Returns the next message but for heartbeats, which has to be of a type. */
    public String expect(final String type) throws IOException {
        String message = RawFrames.read(socket.getInputStream());
        while (message != null && "0".equals(RawFrames.field(message, 35))) {
            message = RawFrames.read(socket.getInputStream());
        }
        assertTrue(message != null, "the venue hung up before " + type);
        assertEquals(type, RawFrames.field(message, 35), message);
        return message;
    }

    /** Reads until the venue hangs up. */
    public void awaitEnd() throws IOException {
        while (RawFrames.read(socket.getInputStream()) != null) {
            Thread.onSpinWait();
        }
    }

    /** Returns a field of a message, or null. */
    public static String field(final String message, final int tag) {
        return RawFrames.field(message, tag);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
