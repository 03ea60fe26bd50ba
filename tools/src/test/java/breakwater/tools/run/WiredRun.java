package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.Breakwater;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A venue, an engine and a watchdog, each a process, joined by FIX sessions over real sockets. The market stands still, so that
 * what is entered behind the touch rests, what is entered through it fills, and no stop is reached.
 */
final class WiredRun implements AutoCloseable {
    private static final List<String> VENUE_FLAGS =
            List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmx512m", "-XX:-UsePerfData");
    private static final int TRADES = 200_000;
    private static final long FIRST_MS = 1_719_487_000_000L;

    final WatchedRun run;
    final VenueEar ear;
    final Path config;
    private final EngineProcess venue;

    /** @param everyMs milliseconds from one quote to the next; churn speaks at each */
    WiredRun(final Path dir, final int everyMs) throws IOException {
        Files.createDirectories(dir);
        final Path feed = dir.resolve("still-BTCUSD.csv");
        final StringBuilder trades = new StringBuilder("timestamp_ms,price,amount\n");
        for (int i = 0; i < TRADES; i++) {
            trades.append(FIRST_MS + (long) i * everyMs).append(",100.01,1.00001\n");
        }
        Files.writeString(feed, trades);
        venue = EngineProcess.start(VENUE_FLAGS, Breakwater.class, "simulate", "--port", 0, "--feed", feed);
        final Matcher said = Pattern.compile("127\\.0\\.0\\.1:(\\d+),").matcher(venue.line());
        assertTrue(said.find());
        final int port = Integer.parseInt(said.group(1));
        config = Files.writeString(dir.resolve("wired.yaml"), config(port));
        ear = new VenueEar(port);
        run = new WatchedRun(dir.resolve("run"), feed.toString(), "1", config);
    }

    /** The example as it ships, with one instrument, this port, and slices as small as an order of churn's. */
    private static String config(final int port) throws IOException {
        try (InputStream yaml = Session.class.getResourceAsStream("/examples/fix-paper.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^ *- \\{symbol: SIM[23]-USD[^}]*}\n", "")
                    .replaceAll("(?m)^.*(SIM[23]-USD|churn-[23]).*\n", "")
                    .replace("SIM1-USD", "BTC-USD")
                    .replaceAll("(?m)^ *market-data:.*\n", "")
                    .replace("port: 9880", "port: " + port)
                    .replace(
                            "{limit: order-quantity, instrument: BTC-USD, value: 1000}",
                            "{limit: order-quantity, instrument: BTC-USD, value: 0.00004}");
        }
    }

    EngineProcess watchdog(final String t1, final Object... more) throws IOException {
        final Object[] all = new Object[more.length + 2];
        all[0] = "--config";
        all[1] = config;
        System.arraycopy(more, 0, all, 2, more.length);
        return run.watchdog(t1, all);
    }

    /** Kills the venue as the kernel would. */
    void killVenue() throws InterruptedException {
        venue.kill();
    }

    @Override
    public void close() throws Exception {
        run.close();
        ear.close();
        venue.close();
    }
}
