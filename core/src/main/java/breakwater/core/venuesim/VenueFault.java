package breakwater.core.venuesim;

/**
 * What a misbehaving venue does. Each strikes by its own stream of chance ({@link VenueModel#withFault}), so that switching
 * one on moves none of the others. Names follow the fault matrix, rows "venue answers" and "fills".
 */
public enum VenueFault {
    /** The new order never arrives; a query answers unknown order. */
    ORDER_LOST,
    /** The order works, but NEW is never reported; a query answers its status. */
    ACK_LOST,
    /** NEW comes late, after other reports of the order: by 1 ms up to {@link VenueModel#faultDelayNsMax}. */
    ACK_LATE,
    /** Every new order that arrives in a struck second is rejected. */
    REJECT_STORM,
    /** A cancel or a replace of a working order is refused. */
    CANCEL_REFUSED,
    /** A resting order is canceled by the venue, unasked, as soon as it rests. */
    UNSOLICITED_CANCEL,
    /** A fill is reported twice, byte for byte but for the session's number. */
    DUPLICATE_FILL,
    /** A fill is reported again under its execution id with one lot more. */
    CHANGED_FILL,
    /** A fill of an order that was never sent follows a fill. */
    UNKNOWN_FILL,
    /** One lot more than ordered is reported as filled after the last fill. */
    OVERFILL,
    /** One lot is reported as filled after the cancel was confirmed. */
    FILL_AFTER_CANCEL,
    /** A fill is reported late, after newer reports: by 1 ms up to {@link VenueModel#faultDelayNsMax}. */
    FILL_LATE,
    /** A fill is busted right after it was reported. */
    FILL_BUSTED,
    /** A fill names the other side. */
    WRONG_SIDE,
    /** A fill names the next account. */
    WRONG_ACCOUNT,
    /** A fill carries no fee. */
    FEE_MISSING,
    /** A fill is corrected right after it was reported: a tick against us, and one lot less where it has more than one. */
    FILL_CORRECTED;

    static final int COUNT = values().length;
}
