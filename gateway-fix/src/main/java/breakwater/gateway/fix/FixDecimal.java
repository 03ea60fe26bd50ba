package breakwater.gateway.fix;

import breakwater.core.decimal.Decimals;
import java.math.BigDecimal;

/**
 * FIX decimals (Price, Qty, Amt) as exact mantissas. No value passes through floating point, and none is rounded: what an
 * exponent cannot hold is refused. Thread: any. Reading allocates never, writing allocates the text.
 */
public final class FixDecimal {
    /** The answer of {@link #parse} to what is no plain decimal, or has no exact mantissa in the exponent. */
    public static final long NOT_EXACT = Long.MIN_VALUE;

    private static final int PLAIN_MAX = 40;
    private static final long TENTH = Long.MAX_VALUE / 10;

    private FixDecimal() {}

    /**
     * Returns the mantissa of {@code text} in {@code exponent} (-12 to 0), or {@link #NOT_EXACT}. Takes what FIX 4.4 takes
     * as a float: an optional minus, digits with at most one point, leading and trailing zeros; no plus, no exponent.
     */
    public static long parse(final CharSequence text, final int exponent) {
        return text == null ? NOT_EXACT : parse(text, 0, text.length(), exponent);
    }

    /** As above, of the characters from {@code from} up to {@code to}. */
    public static long parse(final CharSequence text, final int from, final int to, final int exponent) {
        final boolean isNegative = to > from && text.charAt(from) == '-';
        long mantissa = 0;
        int decimals = -1;
        int digits = 0;
        for (int i = isNegative ? from + 1 : from; i < to; i++) {
            final char c = text.charAt(i);
            if (c == '.') {
                if (decimals >= 0) {
                    return NOT_EXACT;
                }
                decimals = 0;
                continue;
            }
            if (c < '0' || c > '9') {
                return NOT_EXACT;
            }
            digits++;
            if (decimals == -exponent) {
                if (c != '0') {
                    return NOT_EXACT;
                }
                continue;
            }
            if (decimals >= 0) {
                decimals++;
            }
            mantissa = shifted(mantissa, c - '0');
            if (mantissa < 0) {
                return NOT_EXACT;
            }
        }
        if (digits == 0) {
            return NOT_EXACT;
        }
        for (int d = Math.max(decimals, 0); d < -exponent; d++) {
            mantissa = shifted(mantissa, 0);
            if (mantissa < 0) {
                return NOT_EXACT;
            }
        }
        return isNegative ? -mantissa : mantissa;
    }

    private static long shifted(final long mantissa, final int digit) {
        return mantissa > TENTH ? -1 : mantissa * 10 + digit;
    }

    /**
     * Returns a decimal of any size up to {@code PLAIN_MAX} characters as it stands. Exponents, which FIX does not know, are none:
     * BigDecimal would take them, and write out a thousand million zeros to add one to 1E+999999999.
     *
     * @throws NumberFormatException if the text is no plain decimal
     */
    public static BigDecimal plain(final String text) {
        if (text.length() > PLAIN_MAX || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            throw new NumberFormatException("no plain decimal of at most " + PLAIN_MAX + " characters");
        }
        return new BigDecimal(text);
    }

    /** Returns a mantissa as FIX text with all decimals of its exponent (-12 to 0). */
    public static String format(final long mantissa, final int exponent) {
        return Decimals.format(mantissa, exponent);
    }
}
