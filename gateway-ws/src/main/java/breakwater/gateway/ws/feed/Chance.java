package breakwater.gateway.ws.feed;

import breakwater.core.message.Frame;

/** SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed everywhere. Allocates: never. */
final class Chance {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 1.0 / (1L << 53);

    private long state;

    Chance(final long seed) {
        state = seed;
    }

    long next() {
        final long mixed = Frame.mix(state);
        state += GAMMA;
        return mixed;
    }

    /** Returns a number from 0 to bound - 1, as even as 64 bits allow. */
    long below(final long bound) {
        return Math.multiplyHigh(next() >>> 1, bound << 1);
    }

    /** Returns a number in [0, 1). */
    double unit() {
        return (next() >>> 11) * UNIT;
    }
}
