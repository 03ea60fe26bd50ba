package breakwater.core.oracle;

import java.math.BigInteger;
import java.math.RoundingMode;

/** Whole numbers without bounds; what is rounded says how. */
final class Exact {
    static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger[] POWERS_OF_TEN = new BigInteger[32];

    static {
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = BigInteger.TEN.pow(i);
        }
    }

    private Exact() {}

    static BigInteger of(final long value) {
        return BigInteger.valueOf(value);
    }

    static BigInteger powerOfTen(final int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    static BigInteger divide(final BigInteger dividend, final BigInteger divisor, final RoundingMode mode) {
        final BigInteger[] parts = dividend.divideAndRemainder(divisor);
        final int sign = parts[1].signum() * divisor.signum();
        if (sign == 0) {
            return parts[0];
        }
        final boolean isAway;
        switch (mode) {
            case DOWN:
                isAway = false;
                break;
            case UP:
                isAway = true;
                break;
            case FLOOR:
                isAway = sign < 0;
                break;
            case CEILING:
                isAway = sign > 0;
                break;
            case HALF_UP:
                isAway = parts[1].abs().shiftLeft(1).compareTo(divisor.abs()) >= 0;
                break;
            default:
                throw new IllegalArgumentException("rounding " + mode);
        }
        return isAway ? parts[0].add(of(sign)) : parts[0];
    }

    /** Returns value x ppm / 1,000,000. */
    static BigInteger ppm(final BigInteger value, final long ppm, final RoundingMode mode) {
        return divide(value.multiply(of(ppm)), MILLION, mode);
    }

    /** Returns money in ppm of equity, rounded up; without equity nothing fits. */
    static BigInteger ppmOf(final BigInteger moneyE8, final BigInteger equityE8) {
        return equityE8.signum() <= 0 ? LARGEST : divide(moneyE8.multiply(MILLION), equityE8, RoundingMode.UP);
    }

    static BigInteger floorTo(final BigInteger value, final long step) {
        return divide(value, of(step), RoundingMode.FLOOR).multiply(of(step));
    }

    static BigInteger ceilTo(final BigInteger value, final long step) {
        return divide(value, of(step), RoundingMode.CEILING).multiply(of(step));
    }

    /** Returns whether the journal has a place for it: a long, whose smallest value stands for "none". */
    static boolean fits(final BigInteger value) {
        return value.bitLength() < 64 && value.compareTo(of(Long.MIN_VALUE)) != 0;
    }
}
