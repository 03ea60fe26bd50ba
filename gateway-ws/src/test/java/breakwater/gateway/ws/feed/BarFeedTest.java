package breakwater.gateway.ws.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.gateway.ws.RecordedData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarFeedTest {
    private static final String TWO_BARS = "timestamp_ms,open,close,high,low,volume\n"
            + "60000,100,102,103,99,10\n120000,102,101,104,100,3\n180000,101,101,101,101,0\n";

    @TempDir
    private Path folder;

    @Test
    void showsFourPricesAtFixedInstantsInTheOrderOfTheBarsDirectionThenTheBar() throws IOException {
        final Feed feed = Feeds.open(file("bars-BTCUSD.csv.gz", TWO_BARS));

        assertEquals(
                List.of(
                        "1 60000000000 60000000000 trade 0 BUY 100x2 #0",
                        "2 60000000000 60000000000 quote 0 99x500 101x500",
                        "3 80000000000 80000000000 trade 0 SELL 99x2 #0",
                        "4 80000000000 80000000000 quote 0 98x505 100x505",
                        "5 100000000000 100000000000 trade 0 BUY 103x2 #0",
                        "6 100000000000 100000000000 quote 0 102x485 104x485",
                        "7 119999000000 119999000000 trade 0 SELL 102x4 #0",
                        "8 119999000000 119999000000 quote 0 101x490 103x490",
                        "9 120000000000 120000000000 bar 0 60000000000 60000000000 100 103 99 102 10",
                        "10 120000000000 120000000000 quote 0 101x490 103x490",
                        "11 140000000000 140000000000 quote 0 103x480 105x480",
                        "12 160000000000 160000000000 quote 0 99x500 101x500",
                        "13 179999000000 179999000000 trade 0 BUY 101x3 #0",
                        "14 179999000000 179999000000 quote 0 100x495 102x495",
                        "15 180000000000 180000000000 bar 0 120000000000 60000000000 102 104 100 101 3",
                        "16 180000000000 180000000000 quote 0 100x495 102x495",
                        "17 200000000000 200000000000 quote 0 100x495 102x495",
                        "18 220000000000 220000000000 quote 0 100x495 102x495",
                        "19 239999000000 239999000000 quote 0 100x495 102x495",
                        "20 240000000000 240000000000 bar 0 180000000000 60000000000 101 101 101 101 0"),
                Tape.text(feed, 99));
        assertEquals(20, feed.description().events());
        assertEquals(60_000_000_000L, feed.description().cadenceNs());
        assertEquals("BTC-USD", feed.description().instruments().get(0).symbol());
        assertEquals(240_000_000_000L, feed.description().lastTimeNs());
    }

    @Test
    void goesOnAfterTheLastJournaledEvent() throws IOException {
        final String file = file("bars.csv", TWO_BARS);
        final List<String> whole = Tape.text(Feeds.open(file), 99);
        for (int last = 0; last <= whole.size(); last++) {
            final Feed feed = Feeds.open(file);
            Tape.text(feed, last / 2);

            feed.skipTo(last);

            assertEquals(whole.subList(last, whole.size()), Tape.text(feed, 99));
        }
    }

    @Test
    void readsColumnsInAnyOrderAndTimesInAnyForm() throws IOException {
        final List<String> whole = Tape.text(Feeds.open(file("a.csv", TWO_BARS)), 99);

        assertEquals(
                whole,
                Tape.text(
                        Feeds.open(file(
                                "b.csv",
                                "Volume,Low,High,Close,Open,Timestamp\r\n"
                                        + "10,99,103,102,100,1970-01-01T00:01:00Z\r\n3,100.0,104,101,102,1970-01-01 00:02:00.000000\r\n"
                                        + "0,101,101,101,101,1970-01-01 01:03:00+01:00\r\n")),
                        99));
    }

    @Test
    void refusesBadRowsWithFileLineColumnAndValueAndGoesOn() throws IOException {
        final Feed feed = Feeds.open(
                file(
                        "b.csv",
                        "timestamp_s,open,high,low,close,volume\n60,1,1,1,1,1\n120,2,1,1,1,1\n"
                                + "180,1,2,1.5,1,1\n60,1,1,1,1,1\n240,1,1,0,1,1\n300,1,1,1,1,nan\n361,1,1,1,1,1\n420,1,1,1,1,1\n480,1,1,1,1,1\n540,1,1,1,1,1\n"));

        assertEquals(4 * 6, Tape.count(feed, 1));
        assertEquals(
                List.of(
                        "b.csv:3: high: '1' is a high below open or close",
                        "b.csv:4: low: '1.5' is a low above open or close",
                        "b.csv:5: timestamp_s: '60' is not after the row above",
                        "b.csv:6: low: '0' must be positive",
                        "b.csv:7: volume: 'nan' is not a plain decimal number",
                        "b.csv:8: timestamp: '361000000000 ns' is not on the grid of 60 s"),
                feed.refusals().stream().map(Refusal::toString).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "bitfinex-BTCUSD-1m-2017,505209,60,0", "binance-ETHUSDT-1h-2022-01_2024-12,26303,3600,0",
        "coinbase-BTCUSD-4h-2016-05_2023-12,16699,14400,0", "ftx-BTC-PERP-1m-2022-01,45031,60,6"
    })
    void playsRecordedBarsTheSameTwice(final String name, final int rows, final long cadenceS, final int refused) {
        final String file =
                RecordedData.require("bars/crypto/" + name + ".csv.gz").toString();
        final Feed feed = Feeds.open(file);
        assertEquals(refused, feed.refusedCount(), () -> feed.refusals().toString());
        assertEquals(cadenceS * 1_000_000_000L, feed.description().cadenceNs());

        final long events = Tape.count(feed, 1);

        assertEquals(feed.description().events(), events);
        final Feed again = Feeds.open(file);
        final Feed third = Feeds.open(file);
        again.skipTo(events - 100_000);
        third.skipTo(events - 100_000);
        assertEquals(Tape.hash(again, 200_000), Tape.hash(third, 200_000));
        assertEquals(rows, rows(events, rows));
    }

    /** A bar has 5 to 9 events. */
    private static int rows(final long events, final int rows) {
        return events >= 5L * rows && events <= 9L * rows ? rows : -1;
    }

    private String file(final String name, final String text) throws IOException {
        final Path path = folder.resolve(name);
        if (!name.endsWith(".gz")) {
            return Files.writeString(path, text).toString();
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return path.toString();
    }
}
