package breakwater.core.order;

/**
 * The way from the order stage back through the gate, for what brackets, timeouts and kills want. The engine implements
 * it: gate, then {@code Orders.submit}. Thread: core.
 */
public interface OrderDesk {
    /** Returns the clientOrderId under which the intent went out, or 0 if the gate refused it (the refusal is journaled). */
    long propose(Intent intent);

    /** Tells of a cancel or a question that goes out; it is never refused, but the throttle counts it (P21). */
    void onUnthrottled(int venueId, int strategyId);
}
