package breakwater.tools.config;

import breakwater.core.decimal.Decimals;

/** Durations as people write them: 500ms, 15s, 30m, 24h. */
public final class Durations {
    private Durations() {}

    /** Returns nanoseconds; throws {@link NumberFormatException} that says what is wrong. */
    public static long parse(final String text) {
        final String[] units = {"ns", "us", "ms", "s", "m", "h", "d"};
        final long[] sizes = {
            1, 1_000, 1_000_000, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L
        };
        for (int i = 0; i < units.length; i++) {
            final String digits = text.substring(0, Math.max(0, text.length() - units[i].length()));
            if (text.endsWith(units[i]) && !digits.isEmpty() && digits.chars().allMatch(Character::isDigit)) {
                final long value = Decimals.multiply(Decimals.parse(digits, 0), sizes[i]);
                if (value <= 0) {
                    throw new NumberFormatException("'" + text + "' is zero or too long");
                }
                return value;
            }
        }
        throw new NumberFormatException("'" + text + "' is not a duration");
    }
}
