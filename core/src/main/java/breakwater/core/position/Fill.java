package breakwater.core.position;

import breakwater.core.message.OrderRole;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;

/** A fill matched to its order, on its way into the books; reused by the engine. Thread: core. */
public final class Fill {
    public long clientOrderId;
    public long executionId;
    public int instrumentId;
    public int venueId;
    public int accountId;
    /** {@link breakwater.core.message.Frame#NO_ID} = the suspense book. */
    public int strategyId;

    public Side side;
    public OrderRole role;
    /** NONE, or why it is suspect though real. */
    public QuarantineReason flag;

    public long price;
    public long quantity;
    public long feeE8;
}
