package breakwater.tools.config;

import breakwater.gateway.fix.FixConnection;
import breakwater.gateway.fix.marketdata.FixMarketData;
import breakwater.gateway.fix.orderentry.BookTerms;
import java.nio.file.Path;
import java.util.List;

/** Reads how a venue is reached: {@code wire: fix} with host, port and the two CompIDs, or {@code wire: paper}. */
public final class WireRows {
    private static final List<String> WIRES = List.of("paper", "fix");
    private static final long SECOND_NS = 1_000_000_000L;

    private WireRows() {}

    /** Returns the row of a venue that is reached over FIX, null for the paper venue. */
    static Config.WireRow read(final Section s) {
        if (s.choice("wire", "paper", WIRES) == 0) {
            return null;
        }
        final Config.WireRow row = new Config.WireRow(
                s.text("host", null),
                (int) s.positive("port", null, 65_535),
                s.text("sender", null),
                s.text("target", null),
                seconds(s, "heartbeat", "30s"),
                seconds(s, "reconnect", "1s"),
                s.text("credentials", "").isEmpty() ? null : s.text("credentials", ""),
                s.text("trust-store", "").isEmpty() ? null : s.text("trust-store", ""),
                s.text("trust-store-password", ""),
                s.text("watchdog", "").isEmpty() ? null : s.text("watchdog", ""),
                s.flag("positions", "false"),
                s.flag("cash", "false"),
                s.duration("reconcile-every", "60s"),
                s.text("drop-copy", "").isEmpty() ? null : s.text("drop-copy", ""),
                s.duration("drop-copy-patience", "5s"),
                s.text("market-data", "").isEmpty() ? null : s.text("market-data", ""),
                (int) s.positive("market-depth", "1", FixMarketData.DEPTH_MAX));
        if (row.dropCopy() != null
                && (row.dropCopy().equals(row.sender())
                        || row.dropCopy().equals(row.watchdog())
                        || row.dropCopy().equals(row.marketData()))) {
            s.wrong(
                    "drop-copy",
                    "drop-copy: " + row.dropCopy()
                            + " is the sender of another session; two sessions cannot share CompIDs",
                    "name the CompID that the venue gave for copies of the account's fills");
        }
        checkMarketData(s, row);
        if (row.watchdog() != null && row.watchdog().equals(row.sender())) {
            s.wrong(
                    "watchdog",
                    "watchdog: " + row.watchdog() + " is the engine's own sender; two sessions cannot share CompIDs",
                    "name the CompID that the venue gave for a second session of the account");
        }
        if (row.reconcileEveryNs() < SECOND_NS) {
            s.wrong(
                    "reconcile-every",
                    "reconcile-every: a venue is asked once a second at most",
                    "write reconcile-every: 60s, or leave it out");
        }
        if (s.has("oco") && s.flag("oco", "false")) {
            s.wrong(
                    "oco",
                    "oco: this FIX 4.4 dialect has no one-cancels-other",
                    "write oco: false; the engine links the legs");
        }
        try {
            connection(row, Path.of("."));
        } catch (final IllegalArgumentException wrong) {
            s.wrong("wire", "wire: " + wrong.getMessage(), "see docs/venues.md");
        }
        return row;
    }

    /** Returns what the venue of a row can be asked of its books. */
    public static BookTerms books(final Config.WireRow row) {
        return new BookTerms(row.hasPositions(), row.hasCash(), row.reconcileEveryNs());
    }

    private static void checkMarketData(final Section s, final Config.WireRow row) {
        if (row.marketData() == null) {
            if (s.has("market-depth")) {
                s.wrong(
                        "market-depth",
                        "market-depth: " + row.marketDepth() + " without market-data asks nobody",
                        "add 'market-data: COMPID', or take market-depth out");
            }
            return;
        }
        if (row.marketData().equals(row.sender()) || row.marketData().equals(row.watchdog())) {
            s.wrong(
                    "market-data",
                    "market-data: " + row.marketData() + " is the CompID of "
                            + (row.marketData().equals(row.sender()) ? "the orders' session" : "the watchdog's session")
                            + "; two sessions cannot share CompIDs, and quotes must not stand before fills",
                    "name the CompID that the venue gave for its market data");
        }
    }

    /** An instrument beside a market over the wire that has none would never have a price. */
    static void requireMarket(
            final Section s, final String symbol, final List<Config.VenueRow> venues, final int venueId) {
        if (venueId < venues.size()
                && !venues.get(venueId).hasMarketData()
                && venues.stream().anyMatch(Config.VenueRow::hasMarketData)) {
            s.wrong(
                    "venue",
                    "instrument " + symbol + " is of venue "
                            + venues.get(venueId).name()
                            + ", which has no market-data while another has: it would never have a price",
                    "add 'market-data: COMPID' to that venue's row, or take it out of all and run with --feed");
        }
    }

    private static int seconds(final Section s, final String key, final String fallback) {
        return (int) Math.min(Integer.MAX_VALUE, s.duration(key, fallback) / SECOND_NS);
    }

    /** Returns the connection that a row describes; throws {@link IllegalArgumentException} where it must not be made. */
    public static FixConnection connection(final Config.WireRow row, final Path store) {
        return connection(row, row.sender(), store);
    }

    /** Returns the connection of the watchdog's own session: another SenderCompID and store, all else the engine's. */
    public static FixConnection watchdogConnection(final Config.WireRow row, final Path store) {
        return connection(row, row.watchdog(), store);
    }

    /** Returns the connection of the drop copy: another SenderCompID and store, all else the engine's. */
    public static FixConnection dropCopyConnection(final Config.WireRow row, final Path store) {
        return connection(row, row.dropCopy(), store);
    }

    /** Returns the connection of the market data session: another SenderCompID and store, all else the orders'. */
    public static FixConnection marketDataConnection(final Config.WireRow row, final Path store) {
        return connection(row, row.marketData(), store);
    }

    private static FixConnection connection(final Config.WireRow row, final String sender, final Path store) {
        return new FixConnection(
                row.host(),
                row.port(),
                sender,
                row.target(),
                row.heartbeatSeconds(),
                row.reconnectSeconds(),
                store,
                row.credentials() == null ? null : Path.of(row.credentials()),
                row.trustStore() == null ? null : Path.of(row.trustStore()),
                row.trustStorePassword());
    }
}
