package breakwater.tools.manual;

import breakwater.core.decimal.Decimals;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Durations;
import breakwater.tools.inspect.Times;
import java.time.DateTimeException;
import java.time.LocalTime;

/** The end of a pause as people write it: a time of day, a whole time, a duration; UTC, by the engine's clock. */
final class EndTime {
    private static final long DAY_NS = 86_400_000_000_000L;

    private EndTime() {}

    /** Returns UTC ns after {@code nowNs}; a time of day that has passed is tomorrow's. Exit code 2 where it is none. */
    static long parse(final String text, final long nowNs) {
        final long endNs;
        try {
            if (text.matches("[0-9]+[a-z]+")) {
                endNs = Decimals.add(nowNs, Durations.parse(text));
            } else if (text.matches("[0-9]{2}:[0-9]{2}(:[0-9]{2})?")) {
                final long today = Math.floorDiv(nowNs, DAY_NS) * DAY_NS
                        + LocalTime.parse(text).toNanoOfDay();
                endNs = today > nowNs ? today : today + DAY_NS;
            } else {
                endNs = Times.parse(text);
            }
        } catch (final DateTimeException | NumberFormatException wrong) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--until '" + text
                            + "' is neither a UTC time such as 14:30 or 2026-03-02T14:30 nor a duration such as 30m",
                    wrong);
        }
        if (endNs <= nowNs || endNs == Decimals.OVERFLOW) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--until " + text + " is not ahead of the engine's clock, which says " + Times.text(nowNs));
        }
        return endNs;
    }
}
