package breakwater.core.venuesim;

/** The reasons that the simulated venue gives, in FIX spelling: 103 for rejects of orders, 102 for cancels and replaces. */
public final class VenueCodes {
    /** No such instrument at this venue. */
    public static final int UNKNOWN_SYMBOL = 1;
    /** As many orders as the venue holds are working already. */
    public static final int EXCEEDS_LIMIT = 3;
    /** The clientOrderId has been used. */
    public static final int DUPLICATE_ORDER = 6;
    /** Order type, time in force, side or link that this venue does not take. */
    public static final int UNSUPPORTED = 11;
    /** Quantity not positive, off the lot, or out of the instrument's range, or its notional is. */
    public static final int INCORRECT_QUANTITY = 13;
    /** Price or stop price not positive or off the tick. */
    public static final int INCORRECT_PRICE = 18;
    /** Chance or a fault of the model. */
    public static final int OTHER = 99;
    /** Too many messages are on their way to the venue. */
    public static final int BUSY = 100;

    /** Cancel or replace: the order is done, or a replace asks for no more than is filled. */
    public static final int TOO_LATE = 1;
    /** Cancel or replace: never heard of the order. */
    public static final int UNKNOWN_ORDER = 2;

    private VenueCodes() {}
}
