package breakwater.gateway.fix.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.orderentry.Paper;
import breakwater.gateway.fix.simfront.FrontFaults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import quickfix.FixVersions;
import quickfix.Session;
import quickfix.SessionID;

/**
 * The simulated venue, with a scripted client at the other end.
 *
 * <pre>
 *   oQUOTE 99.90 100.10     the market moves there, and what trades is told
 *   oENTERED 1              so many orders have come in under names that were new
 *   oRESTART                another process takes the place: it knows of nothing
 * </pre>
 */
final class VenueSide implements OurSide {
    private static final AtomicInteger SESSIONS = new AtomicInteger();
    private static final long TIMEOUT_NS = 20_000_000_000L;
    private static final int LETTERS = 26;

    private final String client = nextClient();
    private Paper paper = new Paper(FrontFaults.NONE);

    VenueSide() throws IOException {}

    /** Returns a CompID of two letters, as QuickFIX/J's scripts have, some of which count bytes; another each time. */
    static String nextClient() {
        final int number = SESSIONS.getAndIncrement();
        return "" + (char) ('A' + number / LETTERS % LETTERS) + (char) ('a' + number % LETTERS);
    }

    @Override
    public Socket connect(final boolean isAgain) throws Exception {
        final SessionID id = new SessionID(FixVersions.BEGINSTRING_FIX44, ourCompId(), client);
        if (isAgain) {
            await(() -> isGone(Session.lookupSession(id)) && paper.venue().isIdle());
        }
        return new Socket(InetAddress.getLoopbackAddress(), paper.venue().port());
    }

    /** Returns whether a session has done with its last connection: it lets go of the line first, and then forgets the logon. */
    private static boolean isGone(final Session session) {
        return session == null || (!session.hasResponder() && !session.isLoggedOn());
    }

    @Override
    public void logOn(final Peer peer, final Names names) throws IOException {
        peer.say("35=A|98=0|108=30");
        names.match("35=A|98=0|108=30", peer.read(true));
    }

    @Override
    public String peerCompId() {
        return client;
    }

    @Override
    public String ourCompId() {
        return "ISLD";
    }

    @Override
    public void act(final String words) throws Exception {
        final String[] each = words.split(" ");
        switch (each[0]) {
            case "QUOTE":
                paper.quote(FixDecimal.parse(each[1], -2), FixDecimal.parse(each[2], -2));
                await(paper.venue()::isIdle);
                break;
            case "ENTERED":
                assertEquals(Long.parseLong(each[1]), paper.venue().ordersEntered());
                break;
            case "RESTART":
                paper.close();
                paper = new Paper(FrontFaults.NONE);
                break;
            default:
                throw new IOException("o" + words + " is no step");
        }
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        final long untilNs = System.nanoTime() + TIMEOUT_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < untilNs, "the venue is busy");
            Thread.sleep(1);
        }
    }

    @Override
    public void check(final String message) {}

    @Override
    public void checkEnd() {}

    @Override
    public void close() {
        paper.close();
    }
}
