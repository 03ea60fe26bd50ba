package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.OrderType;
import breakwater.core.message.SendResult;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.venuesim.VenueFault;
import breakwater.core.venuesim.VenueFaults;
import breakwater.gateway.fix.simfront.FrontFaults;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders over a real socket, from the sender's hand to the ingress ring and back; side by side, for they mostly wait. */
@Execution(ExecutionMode.CONCURRENT)
class OrderSessionTest {
    private static final long ID = Wire.ORDER;

    @TempDir
    private Path store;

    @Test
    void anOrderIsAcceptedAndFilled() throws Exception {
        try (Loop loop = new Loop(store)) {
            assertEquals(SendResult.SENT, loop.send(Wire.limit(ID, Side.BUY, 10_010, 50_000)));
            assertTrue(loop.await("0 NEW").startsWith("0 NEW NEW BUY 50000@10010 cum 0 leaves 50000"));
            final String fill = loop.await("0 TRADE");
            assertTrue(
                    fill.startsWith("0 TRADE FILLED BUY 50000@10010 cum 50000 leaves 0 last 50000@10010 fee "), fill);
            assertTrue(!fill.contains("fee 0 "), fill);
        }
    }

    @Test
    void aRestingOrderIsReplacedTwiceAndCanceled() throws Exception {
        try (Loop loop = new Loop(store)) {
            loop.send(Wire.limit(ID, Side.BUY, 9_000, 50_000));
            loop.await("0 NEW");
            loop.send(Wire.replace(ID, 431, 9_100, 0, 40_000));
            loop.await("0 REPLACED NEW BUY 40000@9100");
            loop.send(Wire.replace(ID, 432, 9_200, 0, 30_000));
            loop.await("0 REPLACED NEW BUY 30000@9200");
            loop.send(Wire.query(ID));
            loop.await("0 STATUS NEW BUY 30000@9200");
            loop.send(Wire.cancel(ID, 433));
            loop.await("0 CANCELED CANCELED BUY 30000@9200 cum 0 leaves 0");
        }
    }

    /** What was not taken back is told by its own report, as what was: the message's own answer only tells a person. */
    @Test
    void oneMessageTakesBackAllOrders() throws Exception {
        try (Loop loop = new Loop(store)) {
            for (int i = 0; i < 3; i++) {
                loop.send(Wire.limit(ID + i, Side.BUY, 9_000, 50_000));
                loop.await(i + " NEW");
            }
            loop.send(Wire.replace(ID + 1, 431, 9_100, 0, 40_000));
            loop.await("1 REPLACED NEW");

            assertEquals(SendResult.SENT, loop.send(Wire.massCancel(ID, 432)));
            loop.send(Wire.cancel(ID, 433));

            loop.await("0 CANCELED CANCELED BUY 50000@9000 cum 0 leaves 0");
            loop.await("1 CANCELED CANCELED BUY 40000@9100 cum 0 leaves 0");
            loop.await("2 CANCELED CANCELED BUY 50000@9000 cum 0 leaves 0");
            assertEquals("0 CANCEL_REJECT 0 code 1", loop.await("0 CANCEL_REJECT 0"), "it is gone already");
            assertEquals(0, loop.port.refused());
        }
    }

    /** The numbers that the venue skips are asked for once and gap-filled; what comes after them is heard, once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aVenueThatLosesCountIsHeardAllTheSame(final long after) throws Exception {
        try (Loop loop = new Loop(store, new FrontFaults(VenueFaults.NONE, Set.of(), Set.of(after)))) {
            loop.send(Wire.limit(ID, Side.BUY, 9_000, 50_000));
            loop.await("0 NEW");
            loop.send(Wire.limit(ID + 1, Side.BUY, 10_010, 50_000));
            loop.await("1 TRADE FILLED BUY 50000@10010 cum 50000");
            loop.send(Wire.cancel(ID, 431));
            loop.await("0 CANCELED");
            assertEquals(50_000, loop.position());
            assertEquals(1, loop.count("logon"), "the line held");
            assertEquals(0, loop.port.refused());
        }
    }

    @Test
    void aStopLimitIsTriggeredAndFilled() throws Exception {
        try (Loop loop = new Loop(store)) {
            loop.send(Wire.orderNew(
                    ID, Wire.INSTRUMENT, Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC, 9_800, 9_900, 100));
            loop.await("0 NEW");
            loop.quote(9_890, 9_900);
            loop.await("0 TRIGGERED");
            loop.await("0 TRADE FILLED SELL 100@9800 cum 100 leaves 0");
        }
    }

    @Test
    void whatTheVenueRefusesIsRefusedForCertain() throws Exception {
        try (Loop loop = new Loop(store)) {
            loop.send(Wire.limit(ID, Side.BUY, 9_000, 2_000_000_000));
            assertTrue(loop.await("0 REJECTED REJECTED").endsWith("code 13"));
            loop.send(Wire.cancel(ID, 431));
            assertEquals("0 CANCEL_REJECT 0 code 1", loop.await("0 CANCEL_REJECT 0"));
            loop.send(Wire.cancel(ID + 1, 432));
            assertEquals("1 CANCEL_REJECT 0 code 2", loop.await("1 CANCEL_REJECT 0"));
            loop.send(Wire.replace(ID + 1, 433, 9_000, 0, 1));
            assertEquals("1 CANCEL_REJECT 1 code 2", loop.await("1 CANCEL_REJECT 1"));
            loop.send(Wire.query(ID + 1));
            loop.await("1 UNKNOWN_ORDER");
            assertEquals(1, loop.venue.ordersEntered());
        }
    }

    @Test
    void nothingLeavesWhileTheSessionIsDownAndNothingOfItArrivesLater() throws Exception {
        try (Loop loop = new Loop(store)) {
            loop.send(Wire.limit(ID, Side.BUY, 9_000, 50_000));
            loop.await("0 NEW");
            loop.venue.disconnectAll();
            loop.await("logout");
            for (int i = 1; i <= 5; i++) {
                // Either still down, and then it has not left, or up again and reconciled.
                if (loop.send(Wire.limit(ID + i, Side.BUY, 9_000, 1)) == SendResult.SENT) {
                    loop.await(i + " NEW");
                }
            }
            loop.awaitLogon(2);
            loop.await("0 STATUS NEW BUY 50000@9000");
            loop.sendWhenReady(Wire.limit(ID + 9, Side.BUY, 9_000, 1));
            loop.await("9 NEW");
            assertEquals(loop.venue.ordersEntered(), loop.count("0 NEW") + loop.count("9 NEW") + entered(loop));
        }
    }

    private static long entered(final Loop loop) {
        long entered = 0;
        for (int i = 1; i <= 5; i++) {
            entered += loop.count(i + " NEW");
        }
        return entered;
    }

    @Test
    void whatWasFilledWhileTheLineWasDownIsHeardAfterIt() throws Exception {
        try (Loop loop = new Loop(store)) {
            loop.send(Wire.limit(ID, Side.BUY, 9_000, 50_000));
            loop.await("0 NEW");
            loop.port.close();
            loop.quote(8_990, 9_000);
            loop.await(loop.venue::isIdle, "the fill");
            loop.connect();
            loop.await("0 TRADE FILLED BUY 50000@9000 cum 50000");
            assertEquals(1, loop.count("0 TRADE"));
            assertEquals(1, loop.count("0 NEW"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLineThatBreaksAtAnyMessageLosesAndDoublesNothing(final long boundary) throws Exception {
        final FrontFaults faults = new FrontFaults(VenueFaults.NONE, Set.of(boundary));
        try (Loop loop = new Loop(store, faults)) {
            loop.sendWhenReady(Wire.limit(ID, Side.BUY, 9_000, 50_000));
            loop.await(() -> loop.count("0 NEW") + loop.count("0 UNKNOWN_ORDER") > 0, "what became of it");
            if (loop.count("0 NEW") == 0) {
                assertEquals(0, loop.venue.ordersEntered(), () -> "" + loop.heard());
                return;
            }
            loop.sendWhenReady(Wire.replace(ID, 431, 9_100, 0, 40_000));
            loop.await(() -> loop.count("0 REPLACED") + loop.count("0 STATUS") > 0, "what is in force");
            loop.quote(8_990, 9_000);
            loop.await("0 TRADE FILLED BUY");
            assertEquals(1, loop.count("0 TRADE"), () -> "" + loop.heard());
            assertEquals(1, loop.count("0 NEW"), () -> "" + loop.heard());
            assertEquals(1, loop.venue.ordersEntered());
        }
    }

    @Test
    void aProcessThatLostItsMemoryLearnsTheChainFromTheVenue() throws Exception {
        try (Loop loop = new Loop(store)) {
            loop.send(Wire.limit(ID, Side.BUY, 9_000, 50_000));
            loop.send(Wire.replace(ID, 431, 9_100, 0, 40_000));
            loop.await("0 REPLACED");
            loop.port.close();
            loop.connect();
            loop.await("0 STATUS NEW BUY 40000@9100");
            loop.send(Wire.cancel(ID, 432));
            loop.await("0 CANCELED");
        }
    }

    @Test
    void anOrderThatTheVenueNeverGotIsAskedForAfterALogon() throws Exception {
        final FrontFaults faults = new FrontFaults(VenueFaults.NONE.with(VenueFault.ORDER_LOST, 1000), Set.of());
        try (Loop loop = new Loop(store, faults)) {
            loop.send(Wire.limit(ID, Side.BUY, 9_000, 50_000));
            loop.venue.disconnectAll();
            loop.awaitLogon(2);
            loop.await("0 UNKNOWN_ORDER");
            assertEquals(0, loop.count("0 NEW"));
        }
    }

    @Test
    void faultsOfTheVenueComeThroughAsTheyAre() throws Exception {
        final VenueFaults faults = VenueFaults.NONE
                .with(VenueFault.DUPLICATE_FILL, 1000)
                .with(VenueFault.UNKNOWN_FILL, 1000)
                .with(VenueFault.OVERFILL, 1000)
                .with(VenueFault.FILL_BUSTED, 1000);
        try (Loop loop = new Loop(store, new FrontFaults(faults, Set.of()))) {
            loop.send(Wire.limit(ID, Side.BUY, 10_010, 50_000));
            loop.await("0 TRADE_BUST");
            loop.await(() -> loop.count("0 TRADE ") == 3, "fill, the same again, and one lot over");
            assertEquals(
                    1,
                    loop.heard().stream().filter(line -> line.startsWith("-")).count(),
                    "" + loop.heard());
        }
    }
}
