package breakwater.core.model;

/** The limits of the small world, in lots. A long is bounded by the exposure, a short by the position limit. */
final class Limit {
    static final long LONG = 4;
    static final long SHORT = 2;
    static final long GROSS = 3;

    private Limit() {}
}
