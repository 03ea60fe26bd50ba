package breakwater.tools.watch;

import breakwater.core.message.ScopeType;
import breakwater.core.risk.Figure;
import breakwater.gateway.fix.emergency.EmergencySession;
import breakwater.gateway.fix.emergency.SliceTerms;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens the watchdog's sessions as the engine's configuration has them: one for each venue with {@code wire: fix} that names
 * under {@code watchdog:} who logs on. The one place of this room that reads a configuration; without {@code --config} none is
 * read and no library loaded.
 */
final class FixVenues {
    private static final long LOGON_MS = 10_000;
    private static final int PPM_EXPONENT = 6;

    private FixVenues() {}

    /** Connects and waits a while for each to log on; one that does not is told of, and tries on. */
    static List<EmergencyVenue> open(final Path file, final Path folder) throws IOException {
        final Config config;
        try {
            config = ConfigFile.read(file);
        } catch (final ConfigException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "watchdog: " + wrong.getMessage(), wrong);
        }
        final List<EmergencyVenue> venues = new ArrayList<>();
        for (int id = 0; id < config.venues().size(); id++) {
            final Config.VenueRow row = config.venues().get(id);
            if (row.wire() != null && row.wire().watchdog() != null) {
                venues.add(open(config, id, row, folder));
            }
        }
        if (venues.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "watchdog: no venue in " + file
                            + " names a session for it; write 'watchdog: COMPID' beside 'wire: fix'"
                            + " (docs/venues.md), or leave --config out to latch and tell alone");
        }
        return venues;
    }

    private static EmergencyVenue open(final Config config, final int id, final Config.VenueRow row, final Path folder)
            throws IOException {
        final List<String> accounts = new ArrayList<>();
        for (final Config.AccountRow account : config.accounts()) {
            if (account.venueId() == id) {
                accounts.add(account.name());
            }
        }
        final EmergencySession session;
        try {
            session = new EmergencySession(
                    row.wire().orders().beside(row.wire().watchdog(), folder.resolve("watchdog-fix-" + row.name())),
                    accounts,
                    text -> System.err.println("watchdog: venue " + row.name() + ": " + text));
        } catch (final IOException unreadable) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    "watchdog: venue " + row.name() + ": " + unreadable.getMessage(),
                    unreadable);
        }
        session.start();
        session.awaitReady(LOGON_MS);
        return new FixEmergencyVenue(row.name(), accounts.size() == 1, session, terms(config, id));
    }

    /** An instrument whose exit collar or order quantity is not limited by a row has no terms: no limit is filled in. */
    private static Map<String, SliceTerms> terms(final Config config, final int venueId) {
        final Map<String, SliceTerms> terms = new HashMap<>();
        for (int i = 0; i < config.instruments().size(); i++) {
            final Config.InstrumentRow row = config.instruments().get(i);
            final Config.LimitRow collar = limit(config, Figure.EXIT_COLLAR, i);
            final Config.LimitRow most = limit(config, Figure.ORDER_QUANTITY, i);
            if (row.venueId() == venueId && collar != null && most != null) {
                final int inQuantity = -row.quantityExponent();
                final BigDecimal sliceMax = BigDecimal.valueOf(row.maxQuantity(), inQuantity)
                        .min(BigDecimal.valueOf(most.value(), inQuantity));
                terms.put(
                        row.symbol(),
                        new SliceTerms(
                                BigDecimal.valueOf(row.tickSize(), -row.priceExponent()),
                                BigDecimal.valueOf(row.lotSize(), inQuantity),
                                sliceMax,
                                BigDecimal.valueOf(collar.value(), PPM_EXPONENT)));
            }
        }
        return terms;
    }

    private static Config.LimitRow limit(final Config config, final Figure figure, final int instrumentId) {
        for (final Config.LimitRow row : config.limits()) {
            if (row.figure() == figure && row.scopeType() == ScopeType.INSTRUMENT && row.scopeId() == instrumentId) {
                return row;
            }
        }
        return null;
    }
}
