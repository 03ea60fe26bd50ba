package breakwater.core.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.decimal.Decimals;
import breakwater.core.ingest.IngestFixture.Closed;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Binance XRP/ETH, October 2019: bars built from every trade equal the exchange's own, to the last digit. */
class BarsOfRealTradesTest {
    private static final long MINUTE = IngestFixture.MINUTE;
    private static final int PRICE_EXPONENT = -8;

    @Test
    void equalTheExpectedBarsOfOneAndFiveMinutes() throws IOException {
        final Path trades = SharedData.file("ticks/crypto/binance-XRPETH-trades-2019-10.json.gz");
        final IngestFixture feed = new IngestFixture();
        feed.nowNs = 0;
        feed.ingest.requireBars(1, MINUTE);
        feed.ingest.requireBars(1, 5 * MINUTE);
        final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(trades))) {
            for (final JsonNode trade : mapper.readTree(in)) {
                feed.advanceTo(trade.get(0).asLong() * 1_000_000L);
                feed.trade(
                        IngestFixture.LOOSE,
                        1,
                        Decimals.parse(trade.get(4).decimalValue().toPlainString(), PRICE_EXPONENT),
                        Decimals.parse(trade.get(5).decimalValue().toPlainString(), 0),
                        trade.get(1).asLong());
            }
        }
        feed.advanceTo(feed.nowNs + 10 * MINUTE);

        assertEquals(expected("1m", MINUTE), built(feed, MINUTE));
        assertEquals(expected("5m", 5 * MINUTE), built(feed, 5 * MINUTE));
        assertEquals(0, feed.ingest.lateTradeCount());
    }

    private static List<Closed> built(final IngestFixture feed, final long timeframeNs) {
        return feed.closed.stream()
                .filter(bar -> bar.timeframeNs() == timeframeNs)
                .toList();
    }

    private static List<Closed> expected(final String timeframe, final long timeframeNs) throws IOException {
        final Path bars = SharedData.file("ticks/crypto/binance-XRPETH-" + timeframe + "-bars-expected.csv.gz");
        final List<Closed> expected = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(bars)), StandardCharsets.US_ASCII))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                final String[] cells = line.split(",");
                expected.add(new Closed(
                        1,
                        timeframeNs,
                        Instant.parse(cells[0]).getEpochSecond() * 1_000_000_000L,
                        price(cells[1]),
                        price(cells[2]),
                        price(cells[3]),
                        price(cells[4]),
                        Decimals.parse(cells[5], 0)));
            }
        }
        return expected;
    }

    private static long price(final String text) {
        return Decimals.parse(new java.math.BigDecimal(text).toPlainString(), PRICE_EXPONENT);
    }
}
