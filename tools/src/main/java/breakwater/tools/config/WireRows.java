package breakwater.tools.config;

import breakwater.gateway.fix.marketdata.FixMarketData;
import breakwater.gateway.fix.orderentry.BookTerms;
import breakwater.gateway.fix.session.Capabilities;
import breakwater.gateway.fix.session.Dialect;
import breakwater.gateway.fix.session.Endpoint;
import breakwater.gateway.fix.session.FixConnection;
import breakwater.gateway.fix.session.LogonField;
import breakwater.gateway.fix.session.SessionHours;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads how a venue is reached: {@code wire: fix} with host, port and the two CompIDs, or {@code wire: paper}. */
final class WireRows {
    private static final List<String> WIRES = List.of("paper", "fix");
    private static final List<String> DIALECTS =
            Dialect.all().stream().map(Dialect::name).toList();
    /** Where a row's numbers are kept the run says. */
    private static final Path NO_STORE = Path.of("");

    private static final long SECOND_NS = 1_000_000_000L;

    private WireRows() {}

    /** Returns the row of a venue that is reached over FIX, null for the paper venue. */
    static Config.WireRow read(final Section s) {
        if (s.choice("wire", "paper", WIRES) == 0) {
            return null;
        }
        final FixConnection orders = connection(s);
        final Config.WireRow row = new Config.WireRow(
                orders,
                new BookTerms(
                        s.flag("positions", "false"), s.flag("cash", "false"), s.duration("reconcile-every", "60s")),
                compId(s, "watchdog"),
                compId(s, "drop-copy"),
                s.duration("drop-copy-patience", "5s"),
                compId(s, "market-data"),
                (int) s.positive("market-depth", "1", FixMarketData.DEPTH_MAX));
        checkCompIds(s, row);
        if (row.marketData() == null && s.has("market-depth")) {
            s.wrong(
                    "market-depth",
                    "market-depth: " + row.marketDepth() + " without market-data asks nobody",
                    "add 'market-data: COMPID', or take market-depth out");
        }
        if (row.books().everyNs() < SECOND_NS) {
            s.wrong(
                    "reconcile-every",
                    "reconcile-every: a venue is asked once a second at most",
                    "write reconcile-every: 60s, or leave it out");
        }
        checkAbilities(s, row);
        return row;
    }

    private static FixConnection connection(final Section s) {
        final List<Dialect> dialects = Dialect.all();
        final Dialect dialect = dialects.get(s.choice("dialect", DIALECTS.get(0), DIALECTS));
        final SessionHours hours = s.parse(
                "session-hours",
                "always",
                SessionHours.ALWAYS,
                SessionHours::parse,
                "write 07:00 - 17:30 Europe/London for each day, or Sun 17:05 - Fri 17:00 America/New_York for each week");
        final LogonField cancelOnDisconnect = s.parse(
                "cancel-on-disconnect",
                "",
                null,
                LogonField::parse,
                "write the field of Logon by which the venue is asked, such as 8013=Y, or leave it out");
        final FixConnection.Builder connection = FixConnection.to(
                        s.text("host", null),
                        (int) s.positive("port", null, 65_535),
                        s.text("sender", null),
                        s.text("target", null),
                        NO_STORE)
                .dialect(dialect)
                .heartbeatSeconds(seconds(s, "heartbeat", "30s"))
                .reconnectSeconds(seconds(s, "reconnect", "1s"))
                .hours(hours)
                .credentials(file(s, "credentials"))
                .trust(file(s, "trust-store"), s.text("trust-store-password", ""))
                .cancelOnDisconnect(cancelOnDisconnect)
                .backups(backups(s));
        try {
            return connection.build();
        } catch (final IllegalArgumentException wrong) {
            s.wrong("wire", "wire: " + wrong.getMessage(), "see docs/venues.md");
            return FixConnection.onLoopback(1, "NONE", "NONE", NO_STORE);
        }
    }

    private static List<Endpoint> backups(final Section s) {
        final List<Endpoint> backups = new ArrayList<>();
        for (final String text : s.texts("backups")) {
            try {
                backups.add(Endpoint.parse(text));
            } catch (final IllegalArgumentException wrong) {
                s.wrong(
                        "backups",
                        "backups: " + wrong.getMessage(),
                        "write the venue's other doors, such as backups: [fix2.venue.example:9878]");
            }
        }
        return backups;
    }

    private static String compId(final Section s, final String key) {
        final String text = s.text(key, "");
        return text.isEmpty() ? null : text;
    }

    private static Path file(final Section s, final String key) {
        final String text = s.text(key, "");
        return text.isEmpty() ? null : Path.of(text);
    }

    /** Two sessions cannot share CompIDs, and quotes must not stand before fills. */
    private static void checkCompIds(final Section s, final Config.WireRow row) {
        final Map<String, String> owners = new HashMap<>();
        owners.put(row.orders().sender(), "the orders' session");
        checkCompId(s, owners, "watchdog", row.watchdog(), "the watchdog's session");
        checkCompId(s, owners, "market-data", row.marketData(), "the session that takes market data");
        checkCompId(s, owners, "drop-copy", row.dropCopy(), "the session that hears copies");
    }

    private static void checkCompId(
            final Section s,
            final Map<String, String> owners,
            final String key,
            final String compId,
            final String owner) {
        final String other = compId == null ? null : owners.putIfAbsent(compId, owner);
        if (other != null) {
            s.wrong(
                    key,
                    key + ": " + compId + " is the sender of " + other + "; two sessions cannot share CompIDs",
                    "name the CompID that the venue gave for " + owner);
        }
    }

    /** What cannot be said in the venue's dialect the venue cannot have. */
    private static void checkAbilities(final Section s, final Config.WireRow row) {
        final Dialect dialect = row.orders().dialect();
        final Capabilities can = dialect.capabilities();
        refuse(
                s,
                dialect,
                "oco",
                s.has("oco") && s.flag("oco", "false") && !can.links(),
                "one-cancels-other; the engine links the legs");
        refuse(
                s,
                dialect,
                "mass-cancel",
                s.has("mass-cancel") && s.flag("mass-cancel", "false") && !can.massCancel(),
                "cancel of all orders at once");
        refuse(
                s,
                dialect,
                "atomic-replace",
                s.has("atomic-replace") && s.flag("atomic-replace", "false") && !can.replaces(),
                "replace");
        refuse(
                s,
                dialect,
                "stop-limit",
                s.has("stop-limit") && s.flag("stop-limit", "false") && !can.stopLimit(),
                "stop-limit orders");
        refuse(s, dialect, "positions", row.books().hasPositions() && !can.books(), "a question for positions");
        refuse(s, dialect, "cash", row.books().hasCash() && !can.books(), "a question for cash");
        refuse(
                s,
                dialect,
                "market-data",
                row.marketData() != null && !can.marketData(),
                "market data as it is read here");
        refuse(s, dialect, "drop-copy", row.dropCopy() != null && !can.drops(), "drop copies as they are read here");
        refuse(s, dialect, "watchdog", row.watchdog() != null && !can.watched(), "sight of another session's orders");
        if (row.orders().cancelOnDisconnect() != null && s.flag("stop-limit", Boolean.toString(can.stopLimit()))) {
            s.wrong(
                    "cancel-on-disconnect",
                    "cancel-on-disconnect: protective stops rest at this venue, and would be canceled with the rest",
                    "leave it out, or write stop-limit: false, so that the engine watches stops itself");
        }
    }

    private static void refuse(
            final Section s, final Dialect dialect, final String key, final boolean isClaimed, final String what) {
        if (isClaimed) {
            s.wrong(
                    key,
                    key + ": dialect " + dialect.name() + " has no " + what,
                    "write " + key + ": false, or leave it out");
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
}
