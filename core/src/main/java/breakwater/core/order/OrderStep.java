package breakwater.core.order;

/** What moves an order along {@link OrderTransitions}. */
enum OrderStep {
    /** The venue has it: accepted, or a status report says that it works. */
    ACCEPTED,
    /** A stop became a working limit. */
    TRIGGERED,
    /** A fill that leaves something. */
    PART_FILL,
    /** A fill that leaves nothing. */
    FULL_FILL,
    /** The venue canceled it, or answers no more for an order that it once had. */
    CANCELED,
    /** The venue replaced it. */
    REPLACED,
    /** The venue refused it. */
    REJECTED,
    /** It expired, also the unfilled rest of an IOC. */
    EXPIRED,
    /** A cancel went out. */
    CANCEL_SENT,
    /** A replace went out. */
    REPLACE_SENT,
    /** A cancel or replace was refused by the venue, or never left. */
    CHANGE_REFUSED,
    /** The order itself never left: kill word, session or journal stopped it at the wire. */
    BLOCKED,
    /** No answer within bounds, a failed write, or a restart: its fate is not known. */
    UNSURE,
    /** Two clean queries past the receive window: the venue never had it. */
    NOT_KNOWN
}
