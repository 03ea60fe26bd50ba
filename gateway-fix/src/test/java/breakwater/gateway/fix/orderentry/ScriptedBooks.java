package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.SendResult;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.session.FixConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/** A venue that a test speaks for, at the other end of a session that asks for positions. */
final class ScriptedBooks implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;
    private static final FixTerms TERMS = new FixTerms(
            Wire.VENUE,
            List.of(new FixTerms.Instrument(Wire.INSTRUMENT, "BTC-USD", -2, -5)),
            List.of(new FixTerms.Account(Wire.ACCOUNT, "main", "USD")));

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final String sender = "BOOKS" + server.getLocalPort();
    final FixOrderPort port;
    private Socket socket;
    private InputStream in;
    private int next = 1;

    ScriptedBooks(final Path store, final ReportSink books) throws IOException {
        server.setSoTimeout(TIMEOUT_MS);
        port = new FixOrderPort(
                FixConnection.onLoopback(server.getLocalPort(), sender, "VENUE", store),
                TERMS,
                Wire.SOURCE,
                books,
                new Silent(),
                new BookTerms(true, false, Long.MAX_VALUE),
                books);
        port.start();
    }

    /** Answers the Logon and tells that nothing is open. */
    void logOn() throws IOException {
        socket = server.accept();
        socket.setSoTimeout(TIMEOUT_MS);
        in = socket.getInputStream();
        expect("A");
        say("A", "98=0", "108=30");
        final String request = expect("AF");
        say("8", "37=NONE", "17=0", "150=I", "39=8", "14=0", "151=0", "6=0", "584=" + RawFrames.field(request, 584));
    }

    void say(final String type, final String... fields) throws IOException {
        socket.getOutputStream().write(RawFrames.bytes(RawFrames.text("VENUE", sender, next++, type, fields)));
        socket.getOutputStream().flush();
    }

    /** Returns the next message of a type; the session asks and beats in between. */
    String expect(final String type) throws IOException {
        while (true) {
            final String message = RawFrames.read(in);
            assertTrue(message != null, "the session closed before " + type);
            if (RawFrames.field(message, 35).equals(type)) {
                return message;
            }
        }
    }

    SendResult send(final Frame order) {
        return port.send(order.buffer(), order.offset());
    }

    @Override
    public void close() throws IOException {
        port.close();
        if (socket != null) {
            socket.close();
        }
        server.close();
    }

    private static final class Silent implements FixEvents {
        @Override
        public void onLogon() {}

        @Override
        public void onReconciled(final String how) {}

        @Override
        public void onLogout() {}

        @Override
        public void onRefused(final String reason, final String message, final boolean isFill) {}

        @Override
        public void onUnsendable(final String reason) {}

        @Override
        public void onEvent(final String text) {}
    }
}
