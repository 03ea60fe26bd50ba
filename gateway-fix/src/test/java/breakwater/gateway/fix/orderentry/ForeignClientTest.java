package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated venue before a client that is not ours: raw frames over a real socket, ClOrdIDs of its own making. */
class ForeignClientTest {
    private static final String NOW = "60=20240627-11:17:17.223";

    @TempDir
    private Path store;

    @Test
    void twoOrdersAreCanceledByOneRequest() throws Exception {
        try (Loop loop = new Loop(store);
                RawClient client = new RawClient(loop.venue.port(), "DESK")) {
            client.say("D", "11=one", "1=main", "55=BTC-USD", "54=1", "38=0.5", "40=2", "44=90", "59=1", NOW);
            final String accepted = client.expect("8");
            assertEquals(List.of("one", "0", "0", "0.50000"), fields(accepted, 11, 150, 39, 151));
            client.say("D", "11=two", "1=main", "55=BTC-USD", "54=2", "38=0.5", "40=2", "44=110", "59=1", NOW);
            assertEquals("two", RawFrames.field(client.expect("8"), 11));
            client.say("q", "11=all", "530=7", NOW);
            assertEquals(List.of("7", "2"), fields(client.expect("r"), 531, 533));
            assertEquals(List.of("all", "one", "4", "4"), fields(client.expect("8"), 11, 41, 150, 39));
            assertEquals(List.of("all", "two", "4", "4"), fields(client.expect("8"), 11, 41, 150, 39));
        }
    }

    @Test
    void openOrdersAreListedAndCountedAndOnlyOnesOwn() throws Exception {
        try (Loop loop = new Loop(store);
                RawClient client = new RawClient(loop.venue.port(), "DESK");
                RawClient other = new RawClient(loop.venue.port(), "OTHER")) {
            client.say("D", "11=one", "55=BTC-USD", "54=1", "38=0.5", "40=2", "44=90", NOW);
            client.expect("8");
            client.say("G", "11=one-b", "41=one", "55=BTC-USD", "54=1", "38=0.4", "40=2", "44=91", NOW);
            assertEquals(List.of("one-b", "one", "5", "91.00"), fields(client.expect("8"), 11, 41, 150, 44));
            client.say("AF", "584=s-1", "585=7");
            assertEquals(
                    List.of("one-b", "I", "0", "s-1", "1", "Y"),
                    fields(client.expect("8"), 11, 150, 39, 584, 911, 912));
            other.say("AF", "584=s-2", "585=7");
            assertEquals(List.of("I", "8", "s-2"), fields(other.expect("8"), 150, 39, 584));
            other.say("H", "11=one", "55=BTC-USD", "54=1");
            assertEquals(List.of("I", "8", "5", "NONE"), fields(other.expect("8"), 150, 39, 103, 37));
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedWithTheReason() throws Exception {
        try (Loop loop = new Loop(store);
                RawClient client = new RawClient(loop.venue.port(), "DESK")) {
            client.say("D", "11=one", "55=BTC-USD", "54=1", "38=0.5", "40=2", "44=90", NOW);
            client.expect("8");
            client.say("D", "11=one", "55=BTC-USD", "54=1", "38=0.5", "40=2", "44=90", NOW);
            assertEquals(List.of("8", "8", "6"), fields(client.expect("8"), 150, 39, 103));
            client.say("D", "11=two", "55=XRP-USD", "54=1", "38=0.5", "40=2", "44=90", NOW);
            assertEquals(List.of("8", "1", "unknown symbol"), fields(client.expect("8"), 150, 103, 58));
            client.say("D", "11=three", "55=BTC-USD", "54=1", "38=0.5", "40=2", "44=90.001", NOW);
            final String inexact = client.expect("j");
            assertEquals(List.of("D", "three"), fields(inexact, 372, 379));
            assertTrue(RawFrames.field(inexact, 58).contains("44=90.001"), inexact);
            client.say("D", "11=four", "55=BTC-USD", "54=1", "38=0.5", "40=2", NOW);
            assertEquals("5", RawFrames.field(client.expect("j"), 380));
            client.say("D", "11=five", "55=BTC-USD", "54=1", "38=0.5", "44=90", NOW);
            assertEquals(List.of("D", "1", "40"), fields(client.expect("3"), 372, 373, 371));
            client.say("R", "131=q-1", "146=1", "55=BTC-USD");
            assertEquals(List.of("R", "3"), fields(client.expect("j"), 372, 380));
            assertEquals(1, loop.venue.ordersEntered());
        }
    }

    @Test
    void quotesGoToWhoAskedForThem() throws Exception {
        try (Loop loop = new Loop(store);
                RawClient client = new RawClient(loop.venue.port(), "DESK")) {
            client.say("V", "262=m-1", "263=1", "264=1", "265=0", "267=2", "269=0", "269=1", "146=1", "55=BTC-USD");
            final String first = client.expect("W");
            assertEquals(List.of("m-1", "BTC-USD"), fields(first, 262, 55));
            assertTrue(first.contains("|268=2|269=0|270=99.90|271=10.00000|"), first);
            loop.quote(9_980, 10_000);
            assertTrue(client.expect("W").contains("|269=1|270=100.00|271=10.00000|"));
            client.say("V", "262=m-1", "263=2", "264=1", "267=1", "269=0", "146=1", "55=BTC-USD");
            client.say("V", "262=m-2", "263=1", "264=1", "265=1", "267=1", "269=1", "146=1", "55=BTC-USD");
            assertTrue(client.expect("W").contains("|262=m-2|268=1|269=1|270=100.00|271=10.00000|"));
            loop.quote(9_970, 9_990);
            final String change = client.expect("X");
            assertTrue(change.contains("|262=m-2|268=1|279=1|269=1|55=BTC-USD|270=99.90|271=10.00000|"), change);
            refused(client, "1", "262=m-2", "263=1", "264=1", "265=1", "267=1", "269=0", "146=1", "55=BTC-USD");
            refused(client, "0", "262=m-3", "263=1", "264=1", "265=1", "267=1", "269=0", "146=1", "55=XRP-USD");
            refused(client, "8", "262=m-3", "263=1", "264=1", "265=1", "267=1", "269=4", "146=1", "55=BTC-USD");
        }
    }

    private static void refused(final RawClient client, final String reason, final String... request) throws Exception {
        client.say("V", request);
        assertEquals(reason, RawFrames.field(client.expect("Y"), 281));
    }

    private static List<String> fields(final String message, final int... tags) {
        return java.util.Arrays.stream(tags)
                .mapToObj(tag -> String.valueOf(RawFrames.field(message, tag)))
                .toList();
    }
}
