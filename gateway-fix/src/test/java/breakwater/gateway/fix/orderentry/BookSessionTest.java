package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.SendResult;
import breakwater.core.message.Side;
import breakwater.gateway.fix.session.FixConnection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue's books over a real socket: what the session asks by itself, and what the engine hears. */
class BookSessionTest {
    private static final long ID = Wire.ORDER;
    private static final long EVERY_NS = 1_000_000_000L;

    @TempDir
    private Path store;

    private final BookLines books = new BookLines();

    /** Opens another session to the venue of a loop, which asks for positions and cash. */
    private FixOrderPort open(final Loop loop, final String sender) throws Exception {
        final FixOrderPort port = new FixOrderPort(
                FixConnection.onLoopback(loop.venue.port(), sender, "VENUE", store.resolve(sender)),
                Wire.TERMS,
                Wire.SOURCE,
                loop,
                loop,
                new BookTerms(true, true, EVERY_NS),
                books);
        port.start();
        return port;
    }

    @Test
    void positionsAndCashAreAskedForAfterTheLogonAndAgain() throws Exception {
        try (Loop loop = new Loop(store.resolve("loop"))) {
            loop.port.close();
            try (FixOrderPort port = open(loop, "BOOKS1")) {
                loop.port = port;
                assertTrue(port.awaitReady(20_000));
                assertEquals(
                        List.of(
                                "account 3 holds 0 of 4",
                                "account 3 holds 0 of 5",
                                "account 3 has 0",
                                "account 3 clean: positions and cash told",
                                "account 7 holds 0 of 4",
                                "account 7 holds 0 of 5",
                                "account 7 has 0",
                                "account 7 clean: positions and cash told"),
                        books.take());

                assertEquals(SendResult.SENT, loop.send(Wire.limit(ID, Side.BUY, 10_010, 50_000)));
                loop.await("0 TRADE FILLED BUY 50000@10010");
                loop.await(() -> books.all().contains("account 3 holds 50000 of 4"), "the position");
                // 0.5 at 100.10 for a fee of 0.1 %.
                loop.await(() -> books.all().contains("account 3 has -5005000"), "the cash");
            }
        }
    }

    @Test
    void anEntryWaitsForTheBooksAndACancelDoesNot() throws Exception {
        try (ScriptedBooks venue = new ScriptedBooks(store, books)) {
            venue.logOn();
            final String positions = venue.expect("AN");
            assertEquals(SendResult.NOT_LOGGED_ON, venue.send(Wire.limit(ID, Side.BUY, 9_000, 1)));
            assertEquals(SendResult.SENT, venue.send(Wire.cancel(ID, 431)));
            venue.expect("F");
            venue.say(
                    "AO",
                    "721=P1",
                    "710=" + RawFrames.field(positions, 710),
                    "727=0",
                    "728=2",
                    "729=0",
                    "1=main",
                    "581=1");
            assertTrue(venue.port.awaitReady(20_000));
            assertEquals(List.of("account 3 holds 0 of 4", "account 3 clean: positions told"), books.take());
            assertEquals(SendResult.SENT, venue.send(Wire.limit(ID + 1, Side.BUY, 9_000, 1)));
            venue.expect("D");
        }
    }

    @Test
    void aVenueThatRefusesLeavesTheAccountUnclean() throws Exception {
        try (ScriptedBooks venue = new ScriptedBooks(store, books)) {
            venue.logOn();
            final String request = venue.expect("AN");
            venue.say(
                    "j",
                    "45=" + RawFrames.field(request, 34),
                    "372=AN",
                    "379=" + RawFrames.field(request, 710),
                    "380=3",
                    "58=unsupported");
            assertTrue(venue.port.awaitReady(20_000));
            assertEquals(List.of("account 3 unclean: positions: unsupported"), books.take());
        }
    }
}
