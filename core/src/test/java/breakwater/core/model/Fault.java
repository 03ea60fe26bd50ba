package breakwater.core.model;

/** What may be planted, to prove that it would be found. */
enum Fault {
    NONE,
    /** The engine lets one lot more pass. */
    ONE_LOT_MORE,
    /** A cancel frees what it cancels before the venue has confirmed it. */
    CANCEL_FREES_AT_ONCE,
    /** A fill is booked twice. */
    FILL_COUNTS_TWICE,
    /** What protects is never made smaller. */
    STOPS_STAY
}
