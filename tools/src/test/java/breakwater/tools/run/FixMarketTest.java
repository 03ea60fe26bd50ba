package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.MarketState;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.TradeDecoder;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.HeartbeatClock;
import breakwater.core.pipeline.Pace;
import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.fix.simfront.FrontFaults;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole engine that has nothing but FIX: its market and its orders over two sessions to a venue that lives by the wall clock. */
class FixMarketTest {
    private static final String FEED = "generate:seed=1,instruments=3,rate=60,count=0";
    private static final long PATIENCE_NS = 120_000_000_000L;

    @TempDir
    private Path temp;

    @Test
    void theEngineTradesOnTheVenuesMarketThroughABrokenLineAndItsJournalReplays() throws Exception {
        final Path folder = temp.resolve("run");
        try (Feed feed = Feeds.open(FEED);
                FixVenue venue = PaperFixVenue.playing(config(null), 0, FrontFaults.NONE, feed, 1, text -> {})) {
            venue.start();
            trade(folder, venue, () -> {
                awaitOrders(venue, 15);
                venue.disconnectAll();
                awaitOrders(venue, 15);
            });
            final Map<String, Long> first = counts(folder);
            assertTrue(first.get("fills") > 5, first.toString());
            assertTrue(first.get("quotes") > 30 && first.get("trades") > 10, first.toString());
            assertTrue(first.get("DISCONNECTED") >= 2, "before the first logon, and when the line broke: " + first);
            assertEquals(0, first.getOrDefault("quarantined", 0L), first.toString());

            // The second run goes on in the same folder: numbers behind those of the first, and the market is asked for
            // anew.
            trade(folder, venue, () -> awaitOrders(venue, 10));
            assertTrue(counts(folder).get("fills") > first.get("fills"));
        }
        final Said verified = Said.by("replay", "--verify", "--dir", folder);
        assertEquals(ExitCode.OK, verified.exitCode(), verified.out() + verified.err());
    }

    /** Runs while the test does something, then stops as an operator would. */
    private static void trade(final Path folder, final FixVenue venue, final Runnable meanwhile) throws Exception {
        final Session session = Session.open(
                config(venue), new Session.Options(folder, Pace.MAX, false, "live", 1 << 20, 100_000), List.of());
        final ExecutorService thread = Executors.newSingleThreadExecutor();
        final Future<String> summary = thread.submit(() -> new Drive(session).run(false));
        try {
            meanwhile.run();
            final long aheadNs = session.page().get(ControlPage.Word.NOW) - HeartbeatClock.INSTANCE.nanoTime();
            assertTrue(Math.abs(aheadNs) < 10_000_000_000L, "its clock is the wall clock, ahead by " + aheadNs);
        } finally {
            Said.by("stop", "--reason", "enough", "--wait", "60s", "--dir", folder);
            final String said = summary.get(60, TimeUnit.SECONDS);
            thread.shutdown();
            assertEquals(List.of(), session.failures(), said);
        }
    }

    /** Waits until so many orders more have come to the venue. */
    private static void awaitOrders(final FixVenue venue, final int more) {
        final long orders = venue.ordersEntered() + more;
        until(() -> venue.ordersEntered() >= orders);
    }

    private static void until(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadlineNs, "waited in vain");
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static Map<String, Long> counts(final Path folder) throws Exception {
        final Map<String, Long> counts = new HashMap<>();
        try (RunFolder owned = RunFolder.own(folder);
                JournalTailer inputs = JournalTailer.after(owned, false, 0);
                JournalTailer outputs = JournalTailer.after(owned, true, 0)) {
            while (inputs.next()) {
                count(inputs.frame(), counts);
            }
            while (outputs.next()) {
                count(outputs.frame(), counts);
            }
        }
        return counts;
    }

    private static void count(final Frame frame, final Map<String, Long> counts) {
        switch (frame.templateId()) {
            case QuoteDecoder.TEMPLATE_ID:
                counts.merge("quotes", 1L, Long::sum);
                break;
            case TradeDecoder.TEMPLATE_ID:
                counts.merge("trades", 1L, Long::sum);
                break;
            case FillBookedDecoder.TEMPLATE_ID:
                counts.merge("fills", 1L, Long::sum);
                break;
            case QuarantinedDecoder.TEMPLATE_ID:
                counts.merge("quarantined", 1L, Long::sum);
                break;
            case FeedStatusDecoder.TEMPLATE_ID:
                final MarketState state = new FeedStatusDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version())
                        .state();
                counts.merge(state.name(), 1L, Long::sum);
                break;
            default:
                break;
        }
    }

    /** The example as it ships, at the venue's port. */
    private static Config config(final FixVenue venue) throws Exception {
        return ConfigFile.parse(
                "fix-paper.yaml", shipped().replace("port: 9880", "port: " + (venue == null ? 9880 : venue.port())));
    }

    private static String shipped() throws Exception {
        try (InputStream yaml = Session.class.getResourceAsStream("/examples/fix-paper.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theConfigurationSaysWhatIsWrongWithAMarketOverTheWire() throws Exception {
        final String text = shipped();
        refused(text.replace("market-data: BREAKWATER-MD", "market-data: BREAKWATER"), "the orders' session");
        refused(text.replace("market-data: BREAKWATER-MD", "market-data: BREAKWATER-WD"), "the watchdog's session");
        refused(text.replace("# market-depth: 1 ", "market-depth: 21 "), "from 1 to 20");
        refused(
                text.replaceFirst("market-data:.*\n", "market-depth: 5\n"),
                "market-depth: 5 without market-data asks nobody");
        refused(
                text.replace("accounts:", "  - {name: other}\naccounts:")
                        .replace("SIM3-USD, venue: paper", "SIM3-USD, venue: other"),
                "instrument SIM3-USD is of venue other, which has no market-data");
    }

    private static void refused(final String text, final String why) {
        final ConfigException refusal =
                assertThrows(ConfigException.class, () -> ConfigFile.parse("fix-paper.yaml", text));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
        assertTrue(refusal.getMessage().matches("(?s).*fix-paper\\.yaml:\\d+.*"), refusal.getMessage());
    }

    @Test
    void aFeedOrASpeedBesideALiveMarketIsRefused() throws Exception {
        final Path file = Files.writeString(temp.resolve("fix-paper.yaml"), shipped());
        for (final String option : List.of("--feed=generate", "--speed=2")) {
            final Said said = Said.by("run", "--config", file, option, "--dir", temp.resolve("none"));
            assertEquals(ExitCode.USAGE, said.exitCode(), said.err());
            assertTrue(said.err().contains("takes its market over FIX"), said.err());
        }
        try (Feed feed = Feeds.open(FEED)) {
            assertThrows(
                    CommandFailure.class,
                    () -> Session.open(
                            config(null),
                            new Session.Options(temp.resolve("none"), Pace.MAX, false, "max", 1 << 20, 500),
                            List.of(feed)));
        }
    }
}
