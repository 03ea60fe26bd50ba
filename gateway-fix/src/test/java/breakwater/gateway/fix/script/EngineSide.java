package breakwater.gateway.fix.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderType;
import breakwater.core.message.SendResult;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.orderentry.Ear;
import breakwater.gateway.fix.orderentry.FixOrderPort;
import breakwater.gateway.fix.orderentry.RawFrames;
import breakwater.gateway.fix.orderentry.Wire;
import breakwater.gateway.fix.session.FixConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Our order session, as the engine's sender drives it, with a scripted venue at the other end.
 *
 * <pre>
 *   oNEW 0 BUY 0.5 @ 90      order 0 goes out; oSTOP 0 SELL 0.5 @ 90 from 91, oREPLACE 0 0.4 @ 91, oCANCEL 0, oQUERY 0
 *   oNEW 0 … REFUSED         the session is not ready, and says so: the order has not left
 *   oHEARD 0 NEW             the next line that the engine hears begins so; the script tells all of them, in order
 *   oORDER 0 FILLED 50000    what the reports make of an order, filled quantity in lots
 *   oPOSITION 50000          what the fills make, each counted once
 *   oCOUNTED 1 2             so many messages were refused, and so many errors of the session counted
 *   oRESTART                 the process ends and another starts on its folder; oRESTART LOST: on an empty one
 *   oDIALECT fix42           what the venue speaks; before the first connection
 *   oHEARTBEAT 1             HeartBtInt of the session, seconds; before the first connection
 *   oFLOOD 20000             one order after the other until the session is not ready, so many at least; none may wait
 * </pre>
 */
final class EngineSide implements OurSide {
    private static final AtomicInteger SESSIONS = new AtomicInteger();
    private static final int TIMEOUT_MS = 20_000;
    private static final int RECEIVE_BUFFER = 4096;
    private static final int FLOOD_FROM = 1000;

    private final Path folder;
    private final int session = SESSIONS.incrementAndGet();
    private final Ear ear = new Ear();
    private final Set<String> orders = new HashSet<>();
    private ServerSocket server;
    private FixOrderPort port;
    private Spoken spoken = Spoken.FIX44;
    private int heartbeatSeconds = 30;
    private int stores;
    private int heard;
    private long sequence = 430;

    EngineSide(final Path folder) {
        this.folder = folder;
    }

    @Override
    public Socket connect(final boolean isAgain) throws Exception {
        if (port == null) {
            start();
        }
        return server.accept();
    }

    private void start() throws IOException {
        server = new ServerSocket();
        server.setReceiveBufferSize(RECEIVE_BUFFER);
        server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setSoTimeout(TIMEOUT_MS);
        final FixConnection connection = FixConnection.to(
                        "127.0.0.1",
                        server.getLocalPort(),
                        ourCompId(),
                        peerCompId(),
                        folder.resolve("store-" + stores))
                .dialect(spoken.dialect())
                .credentials(spoken.credentials(folder))
                .heartbeatSeconds(heartbeatSeconds)
                .build();
        port = new FixOrderPort(connection, Wire.TERMS, Wire.SOURCE, ear, ear);
        port.start();
    }

    @Override
    public void logOn(final Peer peer, final Names names) throws Exception {
        final String logon = peer.read(true);
        names.match("35=A|98=0", logon);
        spoken.checkLogon(logon);
        peer.say("35=A|98=0|108=" + heartbeatSeconds + spoken.logonFields());
        hear("logon");
        if (!spoken.dialect().capabilities().massStatus()) {
            hear("reconciled: this venue cannot list its open orders");
            return;
        }
        final String request = peer.read(true);
        names.match("35=AF|585=7", request);
        peer.say("35=8|37=NONE|17=0|150=I|39=8|14=0|151=0|6=0|584=" + RawFrames.field(request, 584));
        hear("reconciled: the venue told of 0 open orders");
    }

    @Override
    public String beginString() {
        return spoken.dialect().sessionId(ourCompId(), peerCompId()).getBeginString();
    }

    @Override
    public String peerCompId() {
        return spoken == Spoken.BINANCE ? "SPOT" : "VENUE";
    }

    @Override
    public String ourCompId() {
        return (spoken == Spoken.BINANCE ? "E" : "ENGINE-") + session;
    }

    @Override
    public void act(final String words) throws Exception {
        final int space = (words + " ").indexOf(' ');
        final String rest = words.substring(Math.min(words.length(), space + 1));
        switch (words.substring(0, space)) {
            case "HEARTBEAT":
                heartbeatSeconds = Integer.parseInt(rest);
                break;
            case "DIALECT":
                spoken = Spoken.valueOf(rest.toUpperCase(Locale.ROOT));
                break;
            case "HEARD":
                hear(rest);
                break;
            case "ORDER":
                final String[] order = rest.split(" ", 2);
                assertEquals(order[1], ear.order(Wire.ORDER + Long.parseLong(order[0])));
                break;
            case "POSITION":
                assertEquals(Long.parseLong(rest), ear.position());
                break;
            case "COUNTED":
                ear.await(
                        () -> rest.equals(port.refused() + " " + port.errors()),
                        "refused, errors: " + rest + ", not " + port.refused() + " " + port.errors());
                break;
            case "RESTART":
                close();
                stores += "LOST".equals(rest) ? 1 : 0;
                start();
                break;
            case "FLOOD":
                flood(Integer.parseInt(rest));
                break;
            default:
                send(words);
        }
    }

    private void hear(final String beginning) throws InterruptedException {
        final String line = ear.line(heard++);
        assertTrue(line.startsWith(beginning), () -> "heard " + line + "\n  in " + ear.heard());
    }

    private void send(final String words) throws IOException {
        final List<String> each = new ArrayList<>(List.of(words.split(" ")));
        final SendResult expected = each.remove("REFUSED") ? SendResult.NOT_LOGGED_ON : SendResult.SENT;
        final Frame order = frame(each, words);
        assertEquals(expected, port.send(order.buffer(), order.offset()));
    }

    private Frame frame(final List<String> words, final String line) throws IOException {
        final long id = Wire.ORDER + Long.parseLong(words.get(1));
        switch (words.get(0)) {
            case "STOP":
                return Wire.orderNew(
                        id,
                        Wire.INSTRUMENT,
                        Side.valueOf(words.get(2)),
                        OrderType.STOP_LIMIT,
                        TimeInForce.GTC,
                        price(words.get(5)),
                        price(words.get(7)),
                        quantity(words.get(3)));
            case "NEW":
                return Wire.limit(id, Side.valueOf(words.get(2)), price(words.get(5)), quantity(words.get(3)));
            case "REPLACE":
                return Wire.replace(id, ++sequence, price(words.get(4)), 0, quantity(words.get(2)));
            case "CANCEL":
                return Wire.cancel(id, ++sequence);
            case "QUERY":
                return Wire.query(id);
            default:
                throw new IOException("o" + line + " is no step");
        }
    }

    private static long price(final String text) {
        return FixDecimal.parse(text, -2);
    }

    private static long quantity(final String text) {
        return FixDecimal.parse(text, -5);
    }

    private void flood(final int atLeast) {
        long id = Wire.ORDER + FLOOD_FROM;
        Frame order = Wire.limit(id, Side.BUY, 9_000, 1);
        while (port.send(order.buffer(), order.offset()) == SendResult.SENT) {
            order = Wire.limit(++id, Side.BUY, 9_000, 1);
        }
        final long sent = id - Wire.ORDER - FLOOD_FROM;
        assertTrue(sent >= atLeast, () -> "only " + sent + " orders went out");
    }

    @Override
    public boolean isTold(final String words) {
        return ear.isTold(words);
    }

    @Override
    public void check(final String message) {
        final String type = RawFrames.field(message, 35);
        if ("D".equals(type) || "F".equals(type) || "G".equals(type)) {
            assertNull(RawFrames.field(message, 43), () -> "resent: " + message);
            assertNull(RawFrames.field(message, 97), () -> "resent: " + message);
            assertTrue(orders.add(RawFrames.field(message, 11)), () -> "sent twice: " + message);
        }
    }

    @Override
    public void checkEnd() throws Exception {
        ear.await(() -> ear.count("logout") >= ear.count("logon") || ear.heard().size() <= heard, "the end");
        final List<String> rest =
                new ArrayList<>(ear.heard().subList(heard, ear.heard().size()));
        rest.removeIf("logout"::equals);
        assertEquals(List.of(), rest, () -> "heard, and not told: " + ear.heard());
    }

    @Override
    public void close() throws IOException {
        if (port != null) {
            port.close();
            port = null;
            server.close();
        }
    }
}
