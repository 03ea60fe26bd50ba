package breakwater.gateway.ws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads unsigned plain decimals from ASCII bytes as longs in 1e-8 (…E8), the finest step that venues publish, and brings
 * them to an instrument's exponent without rounding. Eight digits at a time are read as one word, because prices and
 * quantities on the wire carry eight decimals. Thread: any. Allocates: never.
 */
public final class DecimalText {
    /** Not digits with at most one point. Like all refusals below: negative, never a value. */
    public static final long NOT_A_NUMBER = -1;
    /** More decimals than eight that are not zero: it would be rounded. */
    public static final long TOO_PRECISE = -2;
    /** Above 92,233,720,368.54775807. */
    public static final long TOO_LARGE = -3;
    /** A minus sign: no price or quantity of a feed has one. */
    public static final long NEGATIVE = -4;
    /** The value has no exact mantissa in the exponent asked for. */
    public static final long DOES_NOT_FIT = -5;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONE_E8 = 100_000_000L;
    private static final long INTEGER_MAX = Long.MAX_VALUE / ONE_E8;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, ONE_E8};

    private DecimalText() {}

    /** Returns the decimal at [from, to) in 1e-8, or one of the negative refusals. */
    public static long parseE8(final byte[] bytes, final int from, final int to) {
        if (from >= to) {
            return NOT_A_NUMBER;
        }
        if (bytes[from] == '-') {
            return NEGATIVE;
        }
        long integer = 0;
        int i = from;
        for (; i < to; i++) {
            final int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            integer = integer * 10 + digit;
            if (integer > INTEGER_MAX) {
                return TOO_LARGE;
            }
        }
        if (i == from) {
            return NOT_A_NUMBER;
        }
        if (i == to) {
            return integer * ONE_E8;
        }
        if (bytes[i] != '.' || i + 1 == to) {
            return NOT_A_NUMBER;
        }
        final long fraction = fractionE8(bytes, i + 1, to);
        if (fraction < 0) {
            return fraction;
        }
        final long value = integer * ONE_E8 + fraction;
        return value < 0 ? TOO_LARGE : value;
    }

    private static long fractionE8(final byte[] bytes, final int from, final int to) {
        final int length = to - from;
        if (length >= 8) {
            final long word = (long) WORDS.get(bytes, from);
            if (!isEightDigits(word)) {
                return NOT_A_NUMBER;
            }
            for (int i = from + 8; i < to; i++) {
                if (bytes[i] != '0') {
                    return bytes[i] > '0' && bytes[i] <= '9' ? TOO_PRECISE : NOT_A_NUMBER;
                }
            }
            return eightDigits(word);
        }
        long fraction = 0;
        for (int i = from; i < to; i++) {
            final int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            }
            fraction = fraction * 10 + digit;
        }
        return fraction * POWERS[8 - length];
    }

    /** Returns the eight bytes at {@code index} as a little-endian word; the array must hold them. */
    public static long wordAt(final byte[] bytes, final int index) {
        return (long) WORDS.get(bytes, index);
    }

    /** Returns whether each byte of the word is an ASCII digit: high nibble 3, and still 3 after adding 6. */
    public static boolean isEightDigits(final long word) {
        return ((word & 0xF0F0F0F0F0F0F0F0L) | (((word + 0x0606060606060606L) & 0xF0F0F0F0F0F0F0F0L) >>> 4))
                == 0x3333333333333333L;
    }

    /** Returns the number that eight ASCII digits spell: pairs, then fours, then all, each in one multiplication. */
    public static long eightDigits(final long word) {
        final long digits = word & 0x0F0F0F0F0F0F0F0FL;
        final long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF00FF00FF00FFL;
        final long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000FFFF0000FFFFL;
        return (fours * 10_000 + (fours >>> 32)) & 0xFFFFFFFFL;
    }

    /** Returns how many decimals a non-negative value in 1e-8 needs, 0 to 8. */
    public static int decimalsOf(final long valueE8) {
        for (int decimals = 0; decimals < 8; decimals++) {
            if (valueE8 % POWERS[8 - decimals] == 0) {
                return decimals;
            }
        }
        return 8;
    }

    /** Returns the exact mantissa of a value in 1e-8 for an exponent of -12 to 0, or {@link #DOES_NOT_FIT}. */
    public static long mantissa(final long valueE8, final int exponent) {
        if (exponent >= -8) {
            final long divisor = POWERS[8 + exponent];
            final long mantissa = valueE8 / divisor;
            return mantissa * divisor == valueE8 ? mantissa : DOES_NOT_FIT;
        }
        final long factor = POWERS[-8 - exponent];
        return valueE8 > Long.MAX_VALUE / factor ? DOES_NOT_FIT : valueE8 * factor;
    }

    /** Returns what a refusal means, as the end of a sentence. */
    public static String reason(final long refusal) {
        if (refusal == NEGATIVE) {
            return "is negative";
        }
        if (refusal == TOO_PRECISE) {
            return "has more than 8 decimals: it would be rounded";
        }
        if (refusal == TOO_LARGE) {
            return "is above 92233720368.54775807";
        }
        return refusal == DOES_NOT_FIT ? "does not fit the instrument's exponent" : "is not a plain decimal number";
    }
}
