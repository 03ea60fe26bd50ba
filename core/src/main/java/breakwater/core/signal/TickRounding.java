package breakwater.core.signal;

import breakwater.core.decimal.Decimals;

/** The one place where a double becomes a price (Settled 17). 0 = no price: not finite, not positive, or too large. */
final class TickRounding {
    /** Above it a double does not hold every whole number. */
    private static final double EXACT_MAX = 1L << 53;

    private TickRounding() {}

    /** Returns the largest multiple of the tick at or below a price mantissa. */
    static long down(final double price, final long tickSize) {
        return isPrice(price) ? Decimals.floorTo((long) Math.floor(price), tickSize) : 0;
    }

    /** Returns the smallest multiple of the tick at or above a price mantissa. */
    static long up(final double price, final long tickSize) {
        return isPrice(price) ? Decimals.ceilTo((long) Math.ceil(price), tickSize) : 0;
    }

    private static boolean isPrice(final double price) {
        return price > 0 && price < EXACT_MAX;
    }
}
