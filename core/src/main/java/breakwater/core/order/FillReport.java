package breakwater.core.order;

import breakwater.core.message.OrderRole;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;

/**
 * A fill that an execution report tells of, matched to its order, for the position stage to book. Prices and quantities
 * are mantissas, money E8. Reused by its owner: read it before the next report. Thread: core.
 */
public final class FillReport {
    public long clientOrderId;
    public long executionId;
    /** Of a bust: the execution that never happened; else 0. */
    public long referenceExecutionId;
    /** {@link breakwater.core.message.Frame#NO_ID} = no order of ours: the suspense book (I9). */
    public int strategyId;

    public int instrumentId;
    public int venueId;
    public int accountId;
    public Side side;
    public OrderRole role;
    /** NONE, or why the fill is suspect though real. */
    public QuarantineReason flag;
    /** True = a bust: book the reverse. */
    public boolean isBust;

    public long price;
    public long quantity;
    public long feeE8;
    /** Bid plus ask when the order was sent; 0 = not to be held against it: a stop, or a fill that does not fit. */
    public long arrivalTwice;
    /** Ask less bid then. */
    public long arrivalSpread;
}
