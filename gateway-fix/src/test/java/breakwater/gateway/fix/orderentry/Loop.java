package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.SendResult;
import breakwater.gateway.fix.session.FixConnection;
import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.fix.simfront.FrontFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Our session and the paper venue on two ends of a real socket. What the engine would hear is kept as lines. */
final class Loop extends Ear implements AutoCloseable {
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    private final Paper paper;
    final FixVenue venue;
    FixOrderPort port;
    private final Path store;
    private final String sender = "ENGINE" + SESSIONS.incrementAndGet();

    Loop(final Path store) throws Exception {
        this(store, FrontFaults.NONE);
    }

    Loop(final Path store, final FrontFaults faults) throws Exception {
        this.store = store;
        paper = new Paper(faults);
        venue = paper.venue();
        connect();
    }

    /** Opens our side, as a process that starts. */
    void connect() throws IOException, InterruptedException {
        port = new FixOrderPort(
                FixConnection.onLoopback(venue.port(), sender, "VENUE", store), Wire.TERMS, Wire.SOURCE, this, this);
        port.start();
        assertTrue(port.awaitReady(20_000), "no logon: " + heard());
    }

    /** Waits until our side is logged on for the {@code n}th time and the venue has told of what is open. */
    void awaitLogon(final int n) throws InterruptedException {
        await(() -> count("logon") >= n, "logon " + n);
        assertTrue(port.awaitReady(20_000));
    }

    void quote(final long bid, final long ask) {
        paper.quote(bid, ask);
    }

    SendResult send(final Frame order) {
        return port.send(order.buffer(), order.offset());
    }

    /** Sends, waiting while the session is not ready, as the engine would try again. */
    void sendWhenReady(final Frame order) throws InterruptedException {
        await(() -> send(order) == SendResult.SENT, "order sent");
    }

    @Override
    public void close() {
        port.close();
        venue.close();
    }
}
