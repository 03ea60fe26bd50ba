package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import breakwater.core.message.DropCopyFillDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.Side;
import breakwater.core.venuesim.VenueFault;
import breakwater.core.venuesim.VenueFaults;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.session.Dialect;
import breakwater.gateway.fix.session.FixConnection;
import breakwater.gateway.fix.simfront.FrontFaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of fills on a second session, over a real socket, as the engine hears them. */
class DropCopySessionTest {
    private static final long ID = Wire.ORDER;

    @TempDir
    private Path store;

    private final Copies copies = new Copies();

    private static final class Copies implements ReportSink {
        private final List<String> lines = new ArrayList<>();
        private UnsafeBuffer claimed;

        @Override
        public MutableDirectBuffer claim() {
            claimed = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
            return claimed;
        }

        @Override
        public synchronized void publish() {
            final Frame frame = new Frame().wrap(claimed, 0);
            final DropCopyFillDecoder copy = new DropCopyFillDecoder()
                    .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            lines.add((copy.clientOrderId() - ID) + " account " + copy.accountId() + " instrument "
                    + copy.instrumentId() + " venue " + copy.venueId() + " " + copy.side() + " " + copy.quantity()
                    + "@" + copy.price());
        }

        @Override
        public long nowNs() {
            return Wire.NOW_NS;
        }

        private synchronized List<String> lines() {
            return List.copyOf(lines);
        }
    }

    private DropCopySession open(final Loop loop, final String sender) throws Exception {
        final DropCopySession session = new DropCopySession(
                FixConnection.onLoopback(loop.venue.port(), sender, "VENUE", store.resolve(sender)),
                Wire.TERMS,
                Wire.SOURCE,
                copies,
                loop);
        session.start();
        // Both accounts' open orders are told: none.
        loop.await(() -> session.received() >= 2, "the second session");
        return session;
    }

    @Test
    void aFillOfTheOrderSessionIsCopied() throws Exception {
        try (Loop loop = new Loop(store.resolve("orders"));
                DropCopySession session = open(loop, "COPY1")) {
            loop.send(Wire.limit(ID, Side.BUY, 10_010, 50_000));
            loop.await("0 TRADE");
            loop.await(() -> !copies.lines().isEmpty(), "the copy");
            assertEquals(List.of("0 account 3 instrument 4 venue 2 BUY 50000@10010"), copies.lines());
        }
    }

    @Test
    void aCorrectedFillIsCopiedTwiceUnderItsTwoIds() throws Exception {
        final FrontFaults faults = new FrontFaults(VenueFaults.NONE.with(VenueFault.FILL_CORRECTED, 1000), Set.of());
        try (Loop loop = new Loop(store.resolve("orders"), faults);
                DropCopySession session = open(loop, "COPY2")) {
            loop.send(Wire.limit(ID, Side.BUY, 10_010, 50_000));
            loop.await("0 TRADE_CORRECT");
            loop.await(() -> copies.lines().size() == 2, "both copies");
            assertEquals(
                    List.of(
                            "0 account 3 instrument 4 venue 2 BUY 50000@10010",
                            "0 account 3 instrument 4 venue 2 BUY 49999@10011"),
                    copies.lines());
        }
    }

    @Test
    void whatWasCopiedWhileTheLineWasDownIsHeardAfterIt() throws Exception {
        try (Loop loop = new Loop(store.resolve("orders"))) {
            open(loop, "COPY3").close();
            loop.send(Wire.limit(ID, Side.BUY, 10_010, 50_000));
            loop.await("0 TRADE");
            assertEquals(List.of(), copies.lines());
            try (DropCopySession session = open(loop, "COPY3")) {
                loop.await(() -> copies.lines().size() == 1, "the copy");
            }
        }
    }

    @Test
    void whatCannotBeHeldAgainstAnythingIsRefused() {
        final CopyReader reader = new CopyReader(Dialect.FIX44, Wire.TERMS, Wire.SOURCE, copies);
        for (final String wrong : List.of("55=XRP-USD", "1=whose", "54=9", "17=", "31=0", "32=0", "32=1e2")) {
            assertThrows(
                    FixRefusal.class, () -> reader.read(Wire.report("F", "1", "14=1", "31=1", "32=1", wrong)), wrong);
        }
        assertEquals(List.of(), copies.lines());
    }
}
