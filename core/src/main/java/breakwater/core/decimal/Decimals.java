package breakwater.core.decimal;

/**
 * Exact products and quotients of scaled longs. Money is in 1e-8 (…E8); prices and quantities are mantissas with the
 * instrument's exponents. All methods are pure, allocate nothing (but for {@link #parse} and {@link #format}) and answer
 * {@link #OVERFLOW} instead of wrapping.
 */
public final class Decimals {
    /** The answer of an operation whose exact result has no place in a long. Never a valid result. */
    public static final long OVERFLOW = Long.MIN_VALUE;
    /** Exponent of money. */
    public static final int MONEY_EXPONENT = -8;
    /** One unit of money in E8. */
    public static final long ONE_E8 = 100_000_000L;

    /**
     * Below this a quotient that was estimated in doubles, five roundings of 2^-53, is at most one away from the exact one,
     * and the remainder says which way: a division of doubles costs a third of one of longs.
     */
    private static final double ESTIMATE_MAX = 0x1p49;
    /** Below this the remainder of such an estimate fits a long. */
    private static final long ESTIMATE_DIVISOR_MAX = 1L << 61;

    /** A digit of 32 bits, and its largest value. */
    private static final long DIGIT = 0xFFFF_FFFFL;

    private static final long ONE_PPM = 1_000_000L;

    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /** Returns 10 to the {@code exponent}, 0 to 18. */
    public static long power10(final int exponent) {
        return POWERS[exponent];
    }

    /** Returns a + b, or OVERFLOW; OVERFLOW in either operand is OVERFLOW. */
    public static long add(final long a, final long b) {
        final long sum = a + b;
        return a == OVERFLOW || b == OVERFLOW || (((a ^ sum) & (b ^ sum)) < 0) ? OVERFLOW : sum;
    }

    /** Returns a - b, or OVERFLOW; OVERFLOW in either operand is OVERFLOW. */
    public static long subtract(final long a, final long b) {
        return b == OVERFLOW ? OVERFLOW : add(a, -b);
    }

    /** Returns a x b, or OVERFLOW; OVERFLOW in either operand is OVERFLOW. */
    public static long multiply(final long a, final long b) {
        if (a == OVERFLOW || b == OVERFLOW) {
            return OVERFLOW;
        }
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        return high == low >> 63 ? low : OVERFLOW;
    }

    /**
     * Returns a x b / c, exact in 128 bits until the one rounding, or OVERFLOW. {@code c} must not be zero; OVERFLOW in
     * any operand is OVERFLOW.
     */
    public static long mulDiv(final long a, final long b, final long c, final Rounding rounding) {
        if (a == OVERFLOW || b == OVERFLOW || c == OVERFLOW || c == 0) {
            return OVERFLOW;
        }
        final boolean negative = (a ^ b ^ c) < 0 && a != 0 && b != 0;
        final long x = Math.abs(a);
        final long y = Math.abs(b);
        final long divisor = Math.abs(c);
        final long high = Math.multiplyHigh(x, y);
        final long low = x * y;
        long quotient;
        long remainder;
        final double estimate = (double) x * y / divisor;
        if (estimate < ESTIMATE_MAX && divisor < ESTIMATE_DIVISOR_MAX) {
            quotient = (long) estimate;
            remainder = low - quotient * divisor;
            if (remainder < 0) {
                quotient--;
                remainder += divisor;
            } else if (remainder >= divisor) {
                quotient++;
                remainder -= divisor;
            }
        } else {
            if (Long.compareUnsigned(high, divisor) >= 0) {
                return OVERFLOW;
            }
            quotient = divide(high, low, divisor);
            remainder = low - quotient * divisor;
            if (quotient < 0) {
                return OVERFLOW;
            }
        }
        if (remainder != 0 && roundsAway(rounding, negative, remainder, divisor)) {
            quotient++;
            if (quotient < 0) {
                return OVERFLOW;
            }
        }
        return negative ? -quotient : quotient;
    }

    /**
     * Returns the unsigned quotient of 128 bits by a positive divisor above {@code high}: schoolbook division in two digits
     * of 32 bits (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D).
     */
    private static long divide(final long high, final long low, final long divisor) {
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long v = divisor << shift;
        final long top = (high << shift) | (low >>> (64 - shift));
        final long rest = low << shift;
        final long first = digit(top, rest >>> 32, v);
        final long between = (top << 32) + (rest >>> 32) - first * v;
        return (first << 32) + digit(between, rest & DIGIT, v);
    }

    /** Returns one digit of the quotient: (top x 2^32 + next) / v, with the highest bit of {@code v} set and top below v. */
    private static long digit(final long top, final long next, final long v) {
        final long v1 = v >>> 32;
        final long v0 = v & DIGIT;
        long guess = Long.divideUnsigned(top, v1);
        long left = top - guess * v1;
        while (guess > DIGIT || Long.compareUnsigned(guess * v0, (left << 32) + next) > 0) {
            guess--;
            left += v1;
            if (left > DIGIT) {
                break;
            }
        }
        return guess;
    }

    private static boolean roundsAway(
            final Rounding rounding, final boolean negative, final long remainder, final long divisor) {
        switch (rounding) {
            case DOWN:
                return false;
            case UP:
                return true;
            case FLOOR:
                return negative;
            case CEILING:
                return !negative;
            case HALF_UP:
                return Long.compareUnsigned(remainder, divisor - remainder) >= 0;
            default:
                throw new IllegalStateException("rounding " + rounding);
        }
    }

    /** Returns value x ppm / 1,000,000, or OVERFLOW. */
    public static long ppm(final long value, final long ppm, final Rounding rounding) {
        final long product = value * ppm;
        if ((value | ppm | product) >= 0 && Math.multiplyHigh(value, ppm) == 0) {
            // dividing by a constant costs a multiplication
            final long quotient = product / ONE_PPM;
            final long remainder = product - quotient * ONE_PPM;
            return remainder != 0 && roundsAway(rounding, false, remainder, ONE_PPM) ? quotient + 1 : quotient;
        }
        return mulDiv(value, ppm, ONE_PPM, rounding);
    }

    /** Returns whether part > whole x ppm / 1,000,000, exactly; none of them is negative. Never overflows, never divides. */
    public static boolean isOverPpm(final long part, final long whole, final long ppm) {
        final long partHigh = Math.multiplyHigh(part, 1_000_000L);
        final long boundHigh = Math.multiplyHigh(whole, ppm);
        return partHigh == boundHigh ? Long.compareUnsigned(part * 1_000_000L, whole * ppm) > 0 : partHigh > boundHigh;
    }

    /** Returns whether part < whole x ppm / 1,000,000, exactly; none of them is negative. Never overflows, never divides. */
    public static boolean isUnderPpm(final long part, final long whole, final long ppm) {
        final long partHigh = Math.multiplyHigh(part, 1_000_000L);
        final long boundHigh = Math.multiplyHigh(whole, ppm);
        return partHigh == boundHigh ? Long.compareUnsigned(part * 1_000_000L, whole * ppm) < 0 : partHigh < boundHigh;
    }

    /**
     * Returns price x quantity in money. {@code scale} is the instrument's: 8 + price exponent + quantity exponent, from
     * -18 to 18, and {@code multiplier} its contract multiplier.
     */
    public static long notionalE8(
            final long price, final long quantity, final int scale, final long multiplier, final Rounding rounding) {
        if (scale >= 0) {
            return multiply(multiply(price, multiply(quantity, multiplier)), POWERS[scale]);
        }
        return mulDiv(price, multiply(quantity, multiplier), POWERS[-scale], rounding);
    }

    /** Returns whether a value, zero or positive, is a multiple of {@code step}; step is positive. */
    public static boolean isMultiple(final long value, final long step) {
        if (step == 1) {
            return true;
        }
        final double estimate = (double) value / step;
        if (estimate < ESTIMATE_MAX && step < ESTIMATE_DIVISOR_MAX) {
            final long quotient = (long) estimate;
            final long rest = value - quotient * step;
            return rest == 0 || rest == step || rest == -step;
        }
        return value % step == 0;
    }

    /** Returns the largest multiple of {@code step} at or below {@code value}; step is positive. */
    public static long floorTo(final long value, final long step) {
        return value - Math.floorMod(value, step);
    }

    /** Returns the smallest multiple of {@code step} at or above {@code value}; step is positive; OVERFLOW at the edge. */
    public static long ceilTo(final long value, final long step) {
        final long below = floorTo(value, step);
        return below == value ? value : add(below, step);
    }

    /**
     * Parses a plain decimal number to a mantissa of {@code exponent} (zero or negative). Throws
     * {@link NumberFormatException} that tells what is wrong: no digits, two points, more decimals than the exponent
     * holds, or too large.
     */
    public static long parse(final CharSequence text, final int exponent) {
        final int length = text.length();
        int i = 0;
        final boolean negative = length > 0 && text.charAt(0) == '-';
        if (negative) {
            i++;
        }
        long mantissa = 0;
        int decimals = -1;
        int digits = 0;
        for (; i < length; i++) {
            final char c = text.charAt(i);
            if (c == '.') {
                if (decimals >= 0) {
                    throw new NumberFormatException("'" + text + "' has two decimal points");
                }
                decimals = 0;
            } else if (c >= '0' && c <= '9') {
                if (decimals == -exponent) {
                    if (c != '0') {
                        throw new NumberFormatException(
                                "'" + text + "' has more than " + -exponent + " decimals: it would be rounded");
                    }
                    digits++;
                    continue;
                }
                mantissa = add(multiply(mantissa, 10), c - '0');
                digits++;
                if (decimals >= 0) {
                    decimals++;
                }
            } else if (c != '_') {
                throw new NumberFormatException("'" + text + "' is not a number: '" + c + "' at " + (i + 1));
            }
        }
        if (digits == 0) {
            throw new NumberFormatException("'" + text + "' has no digits");
        }
        for (int d = Math.max(decimals, 0); d < -exponent; d++) {
            mantissa = multiply(mantissa, 10);
        }
        if (mantissa == OVERFLOW) {
            throw new NumberFormatException("'" + text + "' is too large");
        }
        return negative ? -mantissa : mantissa;
    }

    /** Returns the mantissa as plain decimal text, with all its decimals: (12345, -2) is 123.45. */
    public static String format(final long mantissa, final int exponent) {
        return java.math.BigDecimal.valueOf(mantissa, -exponent).toPlainString();
    }
}
