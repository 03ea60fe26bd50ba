package breakwater.core.risk;

/** Which way a limit binds, so which way a change of it loosens. */
enum Sense {
    /** Observed may not exceed the value; a greater value is looser. */
    AT_MOST,
    /** Observed may not fall short of the value; a smaller value is looser. */
    AT_LEAST;

    boolean isLooser(final long wanted, final long inForce) {
        return this == AT_MOST ? wanted > inForce : wanted < inForce;
    }

    boolean holds(final long observed, final long bound) {
        return this == AT_MOST ? observed <= bound : observed >= bound;
    }
}
