package breakwater.core.position;

/** A fill that stands in the books, as it was booked. Reused by its owner. Thread: core. */
public final class StandingFill {
    public long clientOrderId;
    public int instrumentId;
    /** Whose book it is in, which is the account that the venue named. */
    public int accountId;
    /** Signed mantissa, positive for a buy. */
    public long quantity;
    /** Mantissa. */
    public long price;

    public long feeE8;
}
