package breakwater.gateway.ws.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.AssetClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradeFeedTest {
    @TempDir
    private Path folder;

    @Test
    void followsEachTradeWithAQuoteAroundItAndSpreadsASecondThatManyShare() throws IOException {
        final Feed feed = Feeds.open(
                file(
                        "x-BTCUSD.csv",
                        "timestamp,price,amount\n"
                                + "1385337600,800.01,0.1\n1385337613,800.05,0.2\n1385337613,800.03,0.3\n1385337613,800.03,1\n"));
        feed.assign(3, 7);

        assertEquals(
                List.of(
                        "1 1385337600000000000 1385337600000000000 trade 7 BUY 80001x1 #0",
                        "2 1385337600000000000 1385337600000000000 quote 7 79993x624 80009x624",
                        "3 1385337613000000000 1385337613000000000 trade 7 BUY 80005x2 #0",
                        "4 1385337613000000000 1385337613000000000 quote 7 79997x624 80013x624",
                        "5 1385337613333333333 1385337613000000000 trade 7 SELL 80003x3 #0",
                        "6 1385337613333333333 1385337613000000000 quote 7 79995x624 80011x624",
                        "7 1385337613666666666 1385337613000000000 trade 7 SELL 80003x10 #0",
                        "8 1385337613666666666 1385337613000000000 quote 7 79995x624 80011x624"),
                Tape.text(feed, 99));

        final FeedDescription description = feed.description();
        assertEquals("x-BTCUSD", description.name());
        assertEquals(8, description.events());
        assertEquals(
                List.of(new InstrumentTerms("BTC-USD", "USD", AssetClass.CRYPTO, -2, -1, 1, 1)),
                description.instruments());
        assertEquals(64, description.digest().length());
    }

    @Test
    void refusesBadRowsWithFileLineColumnAndValueAndGoesOn() throws IOException {
        final Feed feed = Feeds.open(
                file(
                        "t.csv",
                        "id,price,side,timestamp_ms,amount\n5,1.5,sell,1000,2\n6,x,buy,1001,2\n"
                                + "7,1.5,buy,1001,-2\n8,1.5,buy,999,2\n9,1.5,buy\n10,1.5,buy,1001,0\n\n11,1.5,buy,then,1\n12,1.5,buy,1002,1"));

        assertEquals(
                List.of(
                        "1 1000000000 1000000000 trade 0 SELL 15x2 #5",
                                "2 1000000000 1000000000 quote 0 14x33333 16x33333",
                        "3 1002000000 1002000000 trade 0 BUY 15x1 #12",
                                "4 1002000000 1002000000 quote 0 14x33333 16x33333"),
                Tape.text(feed, 99));

        assertEquals(6, feed.refusedCount());
        assertEquals(
                List.of(
                        "t.csv:3: price: 'x' is not a plain decimal number",
                        "t.csv:4: amount: '-2' is negative",
                        "t.csv:5: timestamp_ms: '999' is before the row above",
                        "t.csv:6: row: '9,1.5,buy' has 3 cells, the header 5",
                        "t.csv:7: amount: '0' must be positive",
                        "t.csv:9: timestamp_ms: 'then' is no time since 1970"),
                feed.refusals().stream().map(Refusal::toString).toList());
    }

    @Test
    void refusesRowsThatDoNotFitTheExponentsAskedFor() throws IOException {
        final InstrumentTerms terms = new InstrumentTerms("A-B", "B", AssetClass.CRYPTO, -1, 0, 5, 1);

        final Feed feed = Feeds.open(file("t.csv", "10,1.5,2\n11,1.25,2\n12,2.0,0.5\n13,3,4\n"), Optional.of(terms));

        assertEquals(2 * 2, Tape.count(feed, 1));
        assertEquals(
                List.of(
                        "t.csv:2: price: '1.25000000' does not fit the instrument's exponent",
                        "t.csv:3: amount: '0.50000000' does not fit the instrument's exponent"),
                feed.refusals().stream().map(Refusal::toString).toList());
        assertEquals(List.of(terms), feed.description().instruments());
    }

    @Test
    void goesOnAfterTheLastJournaledEvent() throws IOException {
        final String file = file("t.csv", "10,1.5,2\n11,1.2,2\n12,2.0,5\n");
        final List<String> whole = Tape.text(Feeds.open(file), 99);
        for (int last = 0; last <= whole.size(); last++) {
            final Feed feed = Feeds.open(file);

            feed.skipTo(last);

            assertEquals(whole.subList(last, whole.size()), Tape.text(feed, 99));
        }
        final Feed feed = Feeds.open(file);
        feed.skipTo(3);
        assertThrows(IllegalArgumentException.class, () -> feed.skipTo(2));
    }

    @Test
    void playsTheEmbeddedBitstampTradesTheSameTwice() {
        final Feed feed = Feeds.open("bitstamp");
        final FeedDescription description = feed.description();

        assertEquals(
                List.of(
                        "1 1385337600000000000 1385337600000000000 trade 0 BUY 80001x10000000 #0",
                        "2 1385337600000000000 1385337600000000000 quote 0 79993x6249921875 80009x6249921875"),
                Tape.text(feed, 2));
        assertEquals(description.events(), 2 + Tape.count(feed, 3));
        assertEquals(18, feed.refusedCount());
        assertEquals(2 * (100_000 - 18), description.events());
        assertEquals(-2, description.instruments().get(0).priceExponent());
        assertEquals(Tape.hash(Feeds.open("bitstamp"), 300_000), Tape.hash(Feeds.open("bitstamp"), 300_000));
        assertTrue(description.lastTimeNs() > description.firstTimeNs());
    }

    private String file(final String name, final String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
