package breakwater.tools.run;

import breakwater.core.Engine;
import breakwater.core.risk.Figure;
import breakwater.core.risk.Limits;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigEvents;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.config.Definitions;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration file held against a recovered engine (Settled 13): new rows and tightening go in as events; loosening,
 * and a row that is gone, are refused line by line, for they need a signed command.
 */
final class ConfigProposal {
    private final List<Config.LimitRow> changed;

    private ConfigProposal(final List<Config.LimitRow> changed) {
        this.changed = changed;
    }

    /** Compares. Throws {@link CommandFailure} with exit code 4 that names each line that would loosen. */
    static ConfigProposal of(final Config config, final Engine engine) {
        final List<Config.LimitRow> changed = new ArrayList<>();
        final List<String> refused = new ArrayList<>();
        for (final Config.LimitRow row : config.limits()) {
            final Figure figure = row.figure();
            final long inForce = engine.limits().value(figure, row.scopeType(), row.scopeId());
            if (inForce == row.value()) {
                continue;
            }
            if (inForce == Limits.MISSING || figure.isTighter(row.value(), inForce)) {
                changed.add(row);
            } else {
                refused.add(config.file() + ":" + row.line() + ": " + ConfigFile.label(figure) + " " + row.value()
                        + " is looser than " + inForce + ", which is in force");
            }
        }
        requireSame(config, engine, refused);
        requireSameCalendars(config, engine, refused);
        if (!refused.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED,
                    String.join("\n", refused)
                            + "\nloosening takes two people and a running engine: take these lines back, start, then 'breakwater limits apply'");
        }
        return new ConfigProposal(changed);
    }

    private static void requireSame(final Config config, final Engine engine, final List<String> refused) {
        for (int id = 0; id < config.instruments().size(); id++) {
            if (!config.instruments()
                    .get(id)
                    .symbol()
                    .equals(engine.instruments().symbol(id))) {
                refused.add(config.file() + ": instrument " + (id + 1) + " is "
                        + config.instruments().get(id).symbol() + ", in force is "
                        + engine.instruments().symbol(id) + ": ids never move");
            }
        }
        for (int id = 0; id < config.strategies().size(); id++) {
            if (!config.strategies().get(id).name().equals(engine.signals().name(id))) {
                refused.add(config.file() + ": strategy " + (id + 1) + " is "
                        + config.strategies().get(id).name() + ", in force is "
                        + engine.signals().name(id) + ": ids never move");
            }
        }
    }

    private static void requireSameCalendars(final Config config, final Engine engine, final List<String> refused) {
        for (final Config.CalendarRow row : config.calendars()) {
            final String inForce = engine.market().calendar(row.scopeType(), row.scopeId());
            if (inForce != null && !inForce.equals(row.calendar())) {
                refused.add(config.file() + ": the calendar of "
                        + Definitions.of(config).scope(row.scopeType(), row.scopeId()) + " is " + row.calendar()
                        + ", in force is " + inForce + ": calendars never change");
            }
        }
    }

    void propose(final ConfigEvents events) {
        changed.forEach(events::limit);
    }
}
