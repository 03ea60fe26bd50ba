package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.gateway.fix.FixConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A venue that says, byte for byte, what a test wants it to say, and our session at the other end of the socket. */
final class ScriptedVenue implements AutoCloseable, ReportSink, FixEvents {
    private static final int TIMEOUT_MS = 20_000;
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    private final String sender = "SCRIPTED" + SESSIONS.incrementAndGet();
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    final FixOrderPort port;
    final List<String> heard = new ArrayList<>();
    private UnsafeBuffer claimed;
    private Socket socket;
    private InputStream in;
    int next = 1;

    ScriptedVenue(final Path store) throws IOException {
        this(store, null);
    }

    ScriptedVenue(final Path store, final Path credentials) throws IOException {
        server.setSoTimeout(TIMEOUT_MS);
        port = new FixOrderPort(
                new FixConnection(
                        "127.0.0.1", server.getLocalPort(), sender, "VENUE", 30, 1, store, credentials, null, null),
                Wire.TERMS,
                Wire.SOURCE,
                this,
                this);
        port.start();
    }

    /** Takes the next connection and returns the Logon on it, unanswered. */
    String accept() throws IOException {
        socket = server.accept();
        socket.setSoTimeout(TIMEOUT_MS);
        in = socket.getInputStream();
        return expect("A");
    }

    /** Takes the next connection, answers the Logon and tells that nothing is open. */
    void logOn() throws IOException, InterruptedException {
        accept();
        say("A", "98=0", "108=30");
        final String request = expect("AF");
        say("8", "37=NONE", "17=0", "150=I", "39=8", "14=0", "151=0", "6=0", "584=" + field(request, 584));
        assertTrue(port.awaitReady(TIMEOUT_MS));
    }

    /** Sends a message under the next number. */
    void say(final String type, final String... fields) throws IOException {
        sayAs(next++, type, fields);
    }

    /** Sends a message under a number of the test's choice. */
    void sayAs(final int number, final String type, final String... fields) throws IOException {
        write(frame(number, type, fields));
    }

    void write(final byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    byte[] frame(final int number, final String type, final String... fields) {
        return RawFrames.frame("VENUE", sender, number, type, fields);
    }

    /** Returns the next message of a type; what comes before it has to be heartbeats or tests of the line. */
    String expect(final String type) throws IOException {
        while (true) {
            final String message = read();
            assertTrue(message != null, "the session closed before " + type);
            if (field(message, 35).equals(type)) {
                return message;
            }
            assertTrue("01".contains(field(message, 35)), "wanted " + type + ", got " + message);
        }
    }

    /** Returns the next message with | for SOH, null at the end of the connection. */
    String read() throws IOException {
        return RawFrames.read(in);
    }

    static String field(final String message, final int tag) {
        final int at = message.indexOf("|" + tag + "=");
        return at < 0 ? null : message.substring(message.indexOf('=', at) + 1, message.indexOf('|', at + 1));
    }

    void hangUp() throws IOException {
        socket.close();
    }

    synchronized void await(final String beginning) throws InterruptedException {
        final long untilNs = System.nanoTime() + TIMEOUT_MS * 1_000_000L;
        while (heard.stream().noneMatch(line -> line.startsWith(beginning))) {
            assertTrue(System.nanoTime() < untilNs, "waited for " + beginning + "; heard " + heard);
            wait(10);
        }
    }

    synchronized int count(final String beginning) {
        return (int) heard.stream().filter(line -> line.startsWith(beginning)).count();
    }

    private synchronized void tell(final String line) {
        heard.add(line);
        notifyAll();
    }

    @Override
    public MutableDirectBuffer claim() {
        claimed = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        return claimed;
    }

    @Override
    public void publish() {
        tell(Loop.line(new Frame().wrap(claimed, 0)));
    }

    @Override
    public long nowNs() {
        return Wire.NOW_NS;
    }

    @Override
    public void onLogon() {
        tell("logon");
    }

    @Override
    public void onReconciled(final String how) {
        tell("reconciled");
    }

    @Override
    public void onLogout() {
        tell("logout");
    }

    @Override
    public void onRefused(final String reason, final String message, final boolean isFill) {
        tell("refused" + (isFill ? " fill: " : ": ") + reason);
    }

    @Override
    public void onUnsendable(final String reason) {
        tell("unsendable: " + reason);
    }

    @Override
    public void onEvent(final String text) {}

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        server.close();
        port.close();
    }
}
