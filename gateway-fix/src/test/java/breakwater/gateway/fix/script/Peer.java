package breakwater.gateway.fix.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import breakwater.gateway.fix.orderentry.RawFrames;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** The scripted side of a session: its numbers outlive its connections. */
final class Peer {
    static final int TIMEOUT_MS = 20_000;
    /** Enough where nothing is expected to come. */
    static final int SHORT_TIMEOUT_MS = 2_000;

    private final OurSide side;
    private final int timeoutMs;
    private Socket socket;
    private int next = 1;

    Peer(final OurSide side, final int timeoutMs) {
        this.side = side;
        this.timeoutMs = timeoutMs;
    }

    /** Returns whether it was connected before. */
    boolean connect() throws Exception {
        final boolean isAgain = socket != null;
        socket = side.connect(isAgain);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(timeoutMs);
        return isAgain;
    }

    boolean isConnected() {
        return socket != null && !socket.isClosed();
    }

    void next(final int number) {
        next = number;
    }

    /** Sends a message as it stands, or, where it has no BeginString, under a header with what it does not say itself. */
    void say(final String text) throws IOException {
        if (text.contains("8=FIX")) {
            write(RawFrames.bytes(text));
            return;
        }
        final int first = (text + "|").indexOf('|');
        final String rest = text.substring(first) + (text.endsWith("|") ? "" : "|");
        final StringBuilder message =
                new StringBuilder("8=").append(side.beginString()).append("|").append(text, 0, first);
        if (!rest.contains("|34=")) {
            message.append("|34=").append(next++);
        }
        if (!rest.contains("|49=")) {
            message.append("|49=").append(side.peerCompId());
        }
        if (!rest.contains("|56=")) {
            message.append("|56=").append(side.ourCompId());
        }
        if (!rest.contains("|52=")) {
            message.append("|52=").append(RawFrames.field(RawFrames.text("", "", 0, ""), 52));
        }
        write(RawFrames.bytes(message.append(rest).toString()));
    }

    void write(final byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Returns the next message; {@code isHeartbeatSkipped} leaves out heartbeats that nobody asked for. */
    String read(final boolean isHeartbeatSkipped) throws IOException {
        String message = readAny();
        while (isHeartbeatSkipped && isHeartbeat(message)) {
            message = readAny();
        }
        assertNotNull(message, "our side closed the connection");
        return message;
    }

    /** Waits until there is something to read, or time is up. */
    void awaitBytes(final long timeoutMs) throws IOException {
        final long untilNs = System.nanoTime() + timeoutMs * 1_000_000;
        while (socket.getInputStream().available() == 0 && System.nanoTime() < untilNs) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private String readAny() throws IOException {
        final String message = RawFrames.read(socket.getInputStream());
        if (message != null) {
            side.check(message);
        }
        return message;
    }

    private static boolean isHeartbeat(final String message) {
        return message != null && "0".equals(RawFrames.field(message, 35)) && RawFrames.field(message, 112) == null;
    }

    /** Waits until our side closes the connection; it has to be silent until then, but for heartbeats and tests of the line. */
    void awaitEnd() throws IOException {
        String message = readAny();
        while (isHeartbeat(message) || (message != null && "TEST".equals(RawFrames.field(message, 112)))) {
            message = readAny();
        }
        final String surplus = message;
        assertNull(surplus, () -> "one message more: " + surplus);
        socket.close();
    }

    /**
     * Waits until our side closes the connection, with a Logout that says nothing or this text (58). QuickFIX/J's reconnecting task,
     * once a second, disposes of a connection that is being closed with what it has not sent yet, so that none may come.
     */
    void awaitLogout(final String text) throws IOException {
        String message = readAny();
        while (isHeartbeat(message)) {
            message = readAny();
        }
        if (message == null) {
            socket.close();
            return;
        }
        assertEquals("5", RawFrames.field(message, 35), message);
        final String said = RawFrames.field(message, 58);
        assertEquals(said == null ? null : text, said, message);
        awaitEnd();
    }

    /** Closes the connection in good order, so that what our side has sent can still be read. */
    void hangUp() throws IOException {
        socket.shutdownOutput();
        awaitEnd();
    }

    /** Breaks the connection: what our side sends meets nobody. */
    void drop() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
