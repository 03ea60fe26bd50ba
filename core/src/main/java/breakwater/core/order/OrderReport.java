package breakwater.core.order;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderState;
import breakwater.core.message.QuarantineReason;

/**
 * What the order stage makes of an execution report. Reused by {@link Orders}: read it before the next call. Thread: core.
 */
public final class OrderReport {
    /** NONE = lawful; else why it is suspect. With a fill, the fill is booked all the same (T2, T3, T4). */
    public QuarantineReason reason = QuarantineReason.NONE;
    /** Whether {@code apply} changes, or changed, the order; false = the report told nothing new or was refused. */
    public boolean isApplied;
    /** Whether {@link #fill} is to be booked, once its execution id is known to be new. */
    public boolean hasFill;
    /** The fill, where {@link #hasFill}. */
    public final FillReport fill = new FillReport();
    /** The order, 0 = none of ours. */
    public long clientOrderId;
    /** The instrument of that order, whatever the report says, {@link Frame#NO_ID} = none of ours. */
    public int orderInstrumentId = Frame.NO_ID;
    /** State before the report; UNKNOWN where the order is none of ours. */
    public OrderState fromState = OrderState.UNKNOWN;
    /** State after it. */
    public OrderState state = OrderState.UNKNOWN;
    /** Whether the order's figures no longer add up (I4): its scope is to be held. */
    public boolean holdsScope;
    /** Whether a status told of the terms on which the order works. */
    public boolean hasTerms;
    /** Whether these are neither in force with us nor asked for (T8). */
    public boolean hasOtherTerms;
    /** What was left of the order by our books before the report; where {@link #hasTerms}. */
    public long ourLeaves;
}
