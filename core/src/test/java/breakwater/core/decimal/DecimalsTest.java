package breakwater.core.decimal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Frame;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/** Products and quotients against exact arithmetic, over numbers of every length and all edges of a long. */
final class DecimalsTest {
    private static final long SEED = 20261121;
    private static final int ROUNDS = 300_000;
    private static final long[] EDGES = {
        0,
        1,
        2,
        3,
        1_000_000,
        0xFFFF_FFFEL,
        0xFFFF_FFFFL,
        0x1_0000_0000L,
        0x1_0000_0001L,
        0x7FFF_FFFF_FFFFL,
        0x4000_0000_0000_0000L,
        0x7FFF_FFFF_0000_0000L,
        0x7FFF_FFFF_0000_0001L,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
    };
    private static final Rounding[] ROUNDINGS = Rounding.values();

    private long counter;

    @Test
    void quotientsAreExactUntilTheOneRounding() {
        for (int i = 0; i < ROUNDS; i++) {
            check(number(), number(), number(), ROUNDINGS[i % ROUNDINGS.length]);
        }
    }

    @Test
    void quotientsAreExactAtTheEdges() {
        for (final long a : EDGES) {
            for (final long b : EDGES) {
                for (final long c : EDGES) {
                    for (final Rounding rounding : ROUNDINGS) {
                        check(a, b, c, rounding);
                        check(-a, b, c, rounding);
                        check(a, -b, -c, rounding);
                    }
                }
            }
        }
    }

    @Test
    void aQuotientNearTheDivisorsOwnLengthIsExact() {
        for (int i = 0; i < ROUNDS; i++) {
            final long c = Math.max(1, Math.abs(number()));
            final long a = c - 1 - Math.floorMod(number(), Math.min(c, 5));
            check(a, Long.MAX_VALUE - Math.floorMod(number(), 5), c, ROUNDINGS[i % ROUNDINGS.length]);
        }
    }

    @Test
    void aPartIsOverItsPpmExactlyWhereItIsOverTheQuotientRoundedDown() {
        for (int i = 0; i < ROUNDS; i++) {
            final long whole = magnitude(number());
            final long ppm = magnitude(number());
            final long bound = Decimals.ppm(whole, ppm, Rounding.DOWN);
            final long part = bound == Decimals.OVERFLOW || (i & 1) == 0
                    ? magnitude(number())
                    : Math.max(0, Decimals.add(bound, i % 3 - 1));
            assertEquals(
                    bound != Decimals.OVERFLOW && part > bound,
                    Decimals.isOverPpm(part, whole, ppm),
                    () -> part + " of " + whole + " at " + ppm + " ppm");
        }
    }

    @Test
    void aPartIsUnderItsPpmExactlyWhereTheWholeIsOverIt() {
        for (int i = 0; i < ROUNDS; i++) {
            final long whole = magnitude(number());
            final long ppm = magnitude(number());
            final long bound = Decimals.ppm(whole, ppm, Rounding.UP);
            final long part = bound == Decimals.OVERFLOW || (i & 1) == 0
                    ? magnitude(number())
                    : Math.max(0, Decimals.add(bound, i % 3 - 1));
            assertEquals(
                    bound == Decimals.OVERFLOW || part < bound,
                    Decimals.isUnderPpm(part, whole, ppm),
                    () -> part + " of " + whole + " at " + ppm + " ppm");
        }
    }

    @Test
    void ppmIsTheProductDividedByAMillion() {
        for (int i = 0; i < ROUNDS; i++) {
            final long value = number();
            final long ppm = number();
            final Rounding rounding = ROUNDINGS[i % ROUNDINGS.length];
            assertEquals(
                    Decimals.mulDiv(value, ppm, 1_000_000, rounding),
                    Decimals.ppm(value, ppm, rounding),
                    () -> value + " at " + ppm + " ppm, " + rounding);
        }
    }

    private static long magnitude(final long number) {
        return number & Long.MAX_VALUE;
    }

    @Test
    void multiplesAreFoundAsByTheRemainder() {
        for (int i = 0; i < ROUNDS; i++) {
            final long step = Math.max(1, Math.abs(number()));
            final long value = Math.abs(number());
            final long near = value - value % step + (counter % 3 - 1);
            assertEquals(value % step == 0, Decimals.isMultiple(value, step), () -> value + " of " + step);
            if (near >= 0) {
                assertEquals(near % step == 0, Decimals.isMultiple(near, step), () -> near + " of " + step);
            }
        }
    }

    private void check(final long a, final long b, final long c, final Rounding rounding) {
        assertEquals(
                expected(a, b, c, rounding),
                Decimals.mulDiv(a, b, c, rounding),
                () -> a + " x " + b + " / " + c + " " + rounding + ", seed " + SEED);
    }

    private static long expected(final long a, final long b, final long c, final Rounding rounding) {
        if (c == 0) {
            return Decimals.OVERFLOW;
        }
        final BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        final BigInteger quotient = new BigDecimal(product)
                .divide(BigDecimal.valueOf(c), 0, mode(rounding))
                .toBigInteger();
        final boolean fits = quotient.bitLength() < Long.SIZE && quotient.longValue() != Decimals.OVERFLOW;
        return fits ? quotient.longValue() : Decimals.OVERFLOW;
    }

    private static RoundingMode mode(final Rounding rounding) {
        return RoundingMode.valueOf(rounding.name());
    }

    /** Draws a number of 1 to 63 bits, of either sign. */
    private long number() {
        final long bits = Frame.mix(SEED * 0x9E3779B97F4A7C15L + counter++);
        final long value = Frame.mix(bits) >>> (1 + (bits & 0x3F) % 63);
        return (bits & 0x40) == 0 ? value : -value;
    }
}
