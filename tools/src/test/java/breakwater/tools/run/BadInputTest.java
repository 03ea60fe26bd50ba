package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.QuoteEncoder;
import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.gateway.ws.feed.FeedException;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.gateway.ws.feed.Refusal;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of bad input: what is said, and that what was bad is kept. */
class BadInputTest {
    @TempDir
    private Path temp;

    @Test
    void aConfigurationErrorNamesLineValueAndRemedy() throws Exception {
        refused(
                "order-notional, value: 1000000}",
                "order-notional, value: 1000.0.0}",
                "churn.yaml:29:",
                "'1000.0.0' has two decimal points",
                "plain decimal number");
        refused("stale-after: 30s", "stale-aftr: 30s", "churn.yaml:15:", "'stale-aftr'", "did you mean 'stale-after'?");
        refused(
                "instrument: SIM1-USD, parameters",
                "instrument: SIM1-USD, permits: [SIM2-USD, SIM9-USD], parameters",
                "churn.yaml:21:",
                "'SIM9-USD' is no instrument",
                "use instruments of this file");
        refused(
                "instrument: SIM1-USD, parameters",
                "instrument: SIM1-USD, permits: SIM2-USD, parameters",
                "'permits' must be a list");
        final String unknown = refused(
                "limit: drawdown, value: 90%",
                "limit: drawdwn, value: 90%", "'drawdwn' is unknown", "did you mean 'drawdown'?");
        assertEquals(
                1,
                unknown.lines().filter(line -> line.startsWith("churn.yaml:")).count(),
                unknown);
        refused(
                "  - {limit: drawdown, value: 90%}\n",
                "", "limit drawdown (L3) is absent", "denies", "add '- {limit: drawdown");
        refused(
                "open-orders, value: 1000}",
                "open-orders, value: -5}",
                "open-orders",
                "'-5' is out of range",
                "from 0 to");
        refused("class: crypto, calendar: always,", "class: crypto,", "SIM1-USD has no calendar", "'calendar: always'");
        refused("calendar: always", "calendar: alway", "'alway' is unknown", "did you mean 'always'?");
        refused("cash: 1000000000", "cash: -1", "churn.yaml:12:", "'-1' must be positive");
        final String rate = "reject-rate: 1%";
        refused(
                rate,
                rate + ", faults: {ack-lots: 1%}",
                "'ack-lots'",
                "is no fault",
                "name one of order-lost, ack-lost");
        refused(rate, rate + ", faults: {ack-lost: 101%}", "'ack-lost' of 101.0 %", "from 0% to 100%");
    }

    @Test
    void aFeedThatCannotBeReadIsNamedWithWhatWouldWork() throws Exception {
        final Path missing = temp.resolve("no-such.csv.gz");
        says(missing, "no-such.csv.gz: no such file", "supported");

        final Path cut = temp.resolve("cut.csv.gz");
        final byte[] whole = gzip(trades(5_000));
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        says(cut, "cut.csv.gz: ends in the middle of its compressed data", "fetch it again");

        final Path noise = temp.resolve("noise.csv");
        Files.writeString(noise, "hello\n");
        says(noise, "noise.csv", "supported");
    }

    @Test
    void badRowsOfAFileAreNamedAndKeptAndTheRestIsTraded() throws Exception {
        final Path file = temp.resolve("SIM1-USD.csv");
        Files.writeString(
                file,
                "timestamp_ms,price,amount\n"
                        + "1704067200000,100.00,1\n"
                        + "1704067201000,100.01,-2\n"
                        + "1704067200500,100.02,1\n"
                        + "1704067199000,100.02,1\n"
                        + "1704067202000,100.0.2,1\n"
                        + "1704067203000,100.03,1\n");
        try (Session session = open(Feeds.open(file.toString()))) {
            drive(session);
            assertTrue(session.feedEvents() >= 2);
        }

        final String kept = Files.readString(dir().resolve(RefusedRows.FILE));
        assertTrue(kept.contains("SIM1-USD.csv\t3\tamount\t-2\t"), kept);
        assertTrue(kept.contains("\t5\ttimestamp_ms\t1704067199000\tis before the row above"), kept);
        assertTrue(kept.contains("\t6\tprice\t100.0.2\t"), kept);
    }

    @Test
    void badEventsAreQuarantinedWithTheirReasonAndTheInputIsKept() throws Exception {
        final long inputs;
        try (Session session = open(new BadFeed(Feeds.open("generate:seed=1,instruments=3,rate=5000,count=600")))) {
            drive(session);
            assertEquals(List.of(), session.failures());
            inputs = session.engine().sequence();
        }

        final Set<String> reasons = new TreeSet<>();
        final QuarantinedDecoder quarantined = new QuarantinedDecoder();
        try (JournalTailer outputs = JournalTailer.ofRuns(RunFolder.view(dir()), true)) {
            while (outputs.next()) {
                final Frame frame = outputs.frame();
                if (frame.templateId() == QuarantinedDecoder.TEMPLATE_ID) {
                    quarantined.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                    reasons.add(quarantined.reason().name());
                }
            }
        }
        assertTrue(
                reasons.containsAll(Set.of("CROSSED", "NOT_POSITIVE", "UNKNOWN_INSTRUMENT", "DUPLICATE")),
                reasons.toString());
        assertTrue(reasons.contains("OUT_OF_ORDER") || reasons.contains("STALE"), reasons.toString());
        long kept = 0;
        try (JournalTailer journal = JournalTailer.ofRuns(RunFolder.view(dir()), false)) {
            while (journal.next()) {
                kept++;
            }
        }
        assertEquals(inputs, kept);
    }

    private String refused(final String from, final String to, final String... words) throws IOException {
        final String text = EngineChild.churnText();
        assertTrue(text.contains(from), from);
        final String said = assertThrows(
                        ConfigException.class, () -> ConfigFile.parse("churn.yaml", text.replace(from, to)))
                .getMessage();
        for (final String word : words) {
            assertTrue(said.contains(word), said + "\nlacks " + word);
        }
        return said;
    }

    private static void says(final Path file, final String... words) {
        final String said = assertThrows(FeedException.class, () -> {
                    try (Feed feed = Feeds.open(file.toString())) {
                        feed.skipTo(Long.MAX_VALUE - 1);
                    }
                })
                .getMessage();
        for (final String word : words) {
            assertTrue(said.contains(word), said + "\nlacks " + word);
        }
    }

    private static String trades(final int count) {
        final StringBuilder rows = new StringBuilder("timestamp_ms,price,amount\n");
        for (int i = 0; i < count; i++) {
            rows.append(1_704_067_200_000L + Frame.mix(i) % 400 + i * 1_000L)
                    .append(',')
                    .append(100 + i % 7)
                    .append(",1\n");
        }
        return rows.toString();
    }

    private static byte[] gzip(final String text) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private Path dir() {
        return temp.resolve("run");
    }

    private Session open(final Feed feed) throws Exception {
        return Session.open(
                ConfigFile.parse("churn.yaml", EngineChild.churnText()),
                new Session.Options(dir(), Pace.MAX, true, "max", 1 << 20),
                List.of(feed));
    }

    private static void drive(final Session session) {
        while (!session.isFinished()) {
            session.step();
        }
    }

    /** Spoils every tenth quote of a good feed, each time in another way. */
    private static final class BadFeed implements Feed {
        private static final int WAYS = 6;

        private final Feed good;
        private final Frame frame = new Frame();
        private final QuoteDecoder quote = new QuoteDecoder();
        private final QuoteEncoder spoilt = new QuoteEncoder();
        private long quotes;

        BadFeed(final Feed good) {
            this.good = good;
        }

        @Override
        public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
            good.encodeNext(buffer, offset);
            frame.wrapForWrite(buffer, offset);
            if (frame.templateId() != QuoteDecoder.TEMPLATE_ID || ++quotes % 10 != 0) {
                return;
            }
            quote.wrap(buffer, frame.blockOffset(), frame.blockLength(), frame.version());
            spoilt.wrap(buffer, frame.blockOffset());
            switch ((int) (quotes / 10 % WAYS)) {
                case 0:
                    spoilt.bidPrice(quote.askPrice());
                    break;
                case 1:
                    spoilt.bidQuantity(-quote.bidQuantity());
                    break;
                case 2:
                    spoilt.instrumentId(900);
                    break;
                case 3:
                    frame.sourceSequence(frame.sourceSequence() - 1);
                    break;
                case 4:
                    frame.sourceSequence(frame.sourceSequence() + 3);
                    break;
                default:
                    frame.eventTimeNs(frame.eventTimeNs() - 3_600_000_000_000L);
                    break;
            }
        }

        @Override
        public long nextTimeNs() {
            return good.nextTimeNs();
        }

        @Override
        public FeedDescription description() {
            return good.description();
        }

        @Override
        public void assign(final int sourceId, final int... instrumentIds) {
            good.assign(sourceId, instrumentIds);
        }

        @Override
        public void skipTo(final long lastSourceSequence) {
            good.skipTo(lastSourceSequence);
        }

        @Override
        public long refusedCount() {
            return good.refusedCount();
        }

        @Override
        public List<Refusal> refusals() {
            return good.refusals();
        }

        @Override
        public void close() {
            good.close();
        }
    }
}
