package breakwater.core.ingest;

/** Where in its calendar a venue or an instrument is (P25). */
public enum SessionPhase {
    /** It has no calendar. */
    NONE,
    /** Its calendar ends before. */
    UNKNOWN,
    /** Between two sessions, or before the first. */
    CLOSED,
    /** Trading, before the regular hours. */
    PRE_MARKET,
    /** Regular hours. */
    REGULAR,
    /** Trading, after the regular hours. */
    POST_MARKET
}
