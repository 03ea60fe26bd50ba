package breakwater.gateway.ws.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.gateway.ws.RecordedData;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinanceFeedTest {
    private static final String CAPTURE =
            "100 {\"u\":7,\"s\":\"BTCUSDT\",\"b\":\"10.50\",\"B\":\"1\",\"a\":\"10.75\",\"A\":\"2\"}\n"
                    + "200 {\"result\":null}\n"
                    + "150 {\"e\":\"trade\",\"E\":3,\"s\":\"BTCUSDT\",\"t\":9,\"p\":\"10.75\",\"q\":\"0.5\",\"T\":2,\"m\":false}\n"
                    + "broken\n"
                    + "300 {\"e\":\"trade\",\"E\":3,\"s\":\"BTCUSDT\",\"t\":9,\"p\":\"10.7x\",\"q\":\"0.5\",\"T\":2,\"m\":false}\n"
                    + "300 {\"u\":7,\"s\":\"ETHUSDT\",\"b\":\"10.50\",\"B\":\"1\",\"a\":\"10.75\",\"A\":\"2\"}\n"
                    + "90 {\"e\":\"depthUpdate\",\"E\":4,\"s\":\"BTCUSDT\",\"U\":7,\"u\":8,\"b\":["
                    + "[\"1\",\"1\"],".repeat(20) + "[\"2\",\"0.0\"]],\"a\":[[\"3\",\"4\"]]}\n";

    @TempDir
    private Path folder;

    @Test
    void turnsLinesIntoEventsAtTheirReceiveTimesAndRefusesBrokenOnes() throws IOException {
        final Feed feed = Feeds.open(capture());
        feed.assign(2, 5);

        assertEquals(
                List.of(
                        "1 100 100 quote 5 1050x10 1075x20 flags 2",
                        "2 150 2000000 trade 5 BUY 1075x5 #9",
                        "3 150 4000000 depth 5 8 0/2 7-8 0" + " BUY 100x10".repeat(20),
                        "4 150 4000000 depth 5 8 1/2 7-8 0 BUY 200x0 SELL 300x40"),
                Tape.text(feed, 99));

        assertEquals(
                List.of(
                        "x.txt:4: byte 0: 'broken' does not begin with a receive time in ns and a space",
                        "x.txt:5: byte 48: '10.7x\",\"q\":\"0.5\",\"T\":2,\"m\":false}' is refused: BAD_FIELD",
                        "x.txt:6: byte 16: 'ETHUSDT\",\"b\":\"10.50\",\"B\":\"1\",\"a\":\"10.75\"' is refused: UNKNOWN_SYMBOL"),
                feed.refusals().stream().map(Refusal::toString).toList());
        assertEquals(4, feed.description().events());
        assertEquals(
                InstrumentTerms.spot("BTC-USDT", "USDT", 2, 1),
                feed.description().instruments().get(0));
    }

    @Test
    void deltasThatCameBeforeTheSnapshotFollowIt() throws IOException {
        final Path file = folder.resolve("depth.txt");
        Files.writeString(
                file,
                delta(100, 5, 6) + delta(200, 7, 9)
                        + "300 {\"lastUpdateId\":8,\"bids\":[[\"1\",\"1\"]],\"asks\":[[\"3\",\"1\"]]}\n"
                        + delta(400, 10, 10)
                        + delta(500, 12, 12) + delta(600, 13, 13));
        final Feed feed = Feeds.open(file.toString());
        feed.assign(0, 0);

        assertEquals(
                List.of(
                        "300 depth 8-8 1",
                        "300 depth 5-6 0",
                        "300 depth 7-9 0",
                        "400 depth 10-10 0",
                        "500 depth 12-12 0",
                        "600 depth 13-13 0"),
                Tape.text(feed, 99).stream()
                        .map(line -> line.replaceAll("^\\d+ (\\d+) \\d+ depth 0 \\d+ 0/1 (\\S+ \\d).*", "$1 depth $2"))
                        .toList());
        assertEquals(0, feed.refusedCount());
    }

    private static String delta(final int timeNs, final int firstId, final int lastId) {
        return timeNs + " {\"e\":\"depthUpdate\",\"E\":4,\"s\":\"BTCUSDT\",\"U\":" + firstId + ",\"u\":" + lastId
                + ",\"b\":[[\"1\",\"1\"]],\"a\":[]}\n";
    }

    @Test
    void goesOnAfterTheLastJournaledEventEvenWithinATransaction() throws IOException {
        final List<String> whole = Tape.text(Feeds.open(capture()), 99);
        for (int last = 0; last <= whole.size(); last++) {
            final Feed feed = Feeds.open(capture());

            feed.skipTo(last);

            assertEquals(whole.subList(last, whole.size()), Tape.text(feed, 99));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"binance-spot-btcusdt-20240808", "binance-spot-btcusdt-20240809", "binance-usdm-btcusdt-20240808"
            })
    void playsACaptureTheSameTwiceAndToTheEnd(final String name) {
        final String file = RecordedData.require("depth/" + name + ".gz").toString();
        final Feed feed = Feeds.open(file);

        assertEquals(feed.description().events(), Tape.count(feed, 1));
        assertEquals(0, feed.refusedCount(), () -> feed.refusals().toString());
        assertEquals("BTC-USDT", feed.description().instruments().get(0).symbol());
        assertTrue(feed.description().events() > 40_000);
        assertEquals(Tape.hash(Feeds.open(file), 1_000_000), Tape.hash(Feeds.open(file), 1_000_000));
    }

    @Test
    void allocatesNothingWhilePlaying() {
        final Feed feed = Feeds.open(
                RecordedData.require("depth/binance-spot-btcusdt-20240809.gz").toString());
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        for (int i = 0; i < 20_000; i++) {
            feed.encodeNext(buffer, 0);
        }
        threads.getThreadAllocatedBytes(thread);
        final long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 35_000; i++) {
            feed.encodeNext(buffer, 0);
        }
        final long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated < 2_048, "35,000 events allocated " + allocated + " bytes");
    }

    private String capture() throws IOException {
        return Files.writeString(folder.resolve("x.txt"), CAPTURE).toString();
    }
}
