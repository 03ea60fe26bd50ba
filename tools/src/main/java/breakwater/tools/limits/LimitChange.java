package breakwater.tools.limits;

import breakwater.core.risk.Figure;
import breakwater.core.risk.Limits;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.config.Definitions;
import breakwater.tools.config.LimitText;
import java.util.Locale;

/**
 * One row of a file beside what is in force.
 *
 * @param row what is wished
 * @param fromValue in the figure's unit, {@link Limits#MISSING} where the row is new
 * @param fromWarn the warn level in force, 0 = none
 */
record LimitChange(Config.LimitRow row, Kind kind, long fromValue, long fromWarn) {
    /** How a row differs, the worst first. The value decides; where it is the same, an earlier warning is the tighter. */
    enum Kind {
        LOOSER,
        NEW,
        TIGHTER,
        SAME
    }

    /** Compares a row with what is in force. */
    static LimitChange of(final Config.LimitRow row, final Limits limits) {
        final Figure figure = row.figure();
        final long own = limits.value(figure, row.scopeType(), row.scopeId());
        final long inForce = limits.inForce(figure, row.scopeType(), row.scopeId());
        final long warn = limits.warn(figure, row.scopeType(), row.scopeId());
        return new LimitChange(row, kind(row, own, inForce, warn), own, warn);
    }

    private static Kind kind(final Config.LimitRow row, final long own, final long inForce, final long warn) {
        final Figure figure = row.figure();
        if (inForce != Limits.MISSING && row.value() != inForce && !figure.isTighter(row.value(), inForce)) {
            return Kind.LOOSER;
        }
        if (own == Limits.MISSING) {
            return Kind.NEW;
        }
        if (row.value() != own) {
            return Kind.TIGHTER;
        }
        if (row.warn() == warn) {
            return Kind.SAME;
        }
        final boolean isEarlier = warn == 0 || (row.warn() != 0 && figure.isTighter(row.warn(), warn));
        return isEarlier ? Kind.TIGHTER : Kind.LOOSER;
    }

    boolean isChange() {
        return kind != Kind.SAME;
    }

    String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return ConfigFile.label(row.figure());
    }

    String scope(final Definitions names) {
        return names.scope(row.scopeType(), row.scopeId());
    }

    /** Returns the row in one canonical line: what a person reads, and what an approver signs. */
    String text(final Definitions names) {
        return word() + " " + row.figure().control().id() + " " + label() + " " + scope(names) + " value " + from(names)
                + " -> " + to(names) + " warn " + fromWarn(names) + " -> " + toWarn(names);
    }

    String from(final Definitions names) {
        return LimitText.value(names, row.figure(), row.scopeType(), row.scopeId(), fromValue);
    }

    String to(final Definitions names) {
        return LimitText.value(names, row.figure(), row.scopeType(), row.scopeId(), row.value());
    }

    String fromWarn(final Definitions names) {
        return LimitText.warn(names, row.figure(), row.scopeType(), row.scopeId(), fromWarn);
    }

    String toWarn(final Definitions names) {
        return LimitText.warn(names, row.figure(), row.scopeType(), row.scopeId(), row.warn());
    }
}
