package breakwater.core.order;

import breakwater.core.message.Control;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;

/**
 * The way from the order stage back through the gate, for what brackets, timeouts and kills want. The engine implements
 * it: gate, then {@code Orders.submit}. Thread: core.
 */
public interface OrderDesk {
    /** Returns the clientOrderId under which the intent went out, or 0 if the gate refused it (the refusal is journaled). */
    long propose(Intent intent);

    /** Tells of a cancel or a question that goes out; it is never refused, but the throttle counts it (P21). */
    void onUnthrottled(int venueId, int strategyId);

    /** Returns whether a kill says that the strategy's position in the instrument is to be closed, and nothing else done. */
    boolean isKilled(int strategyId, int accountId, int instrumentId);

    /**
     * Returns whether the books are what the venue holds for an account in an instrument, as far as anybody has told: no
     * difference stands there. A flatten on anything else could open what it means to close (K3).
     */
    boolean isPositionKnown(int accountId, int instrumentId);

    /** Returns whether the venues hold no orders of the accounts but those that we know, as far as anybody has told (T8). */
    default boolean hasOnlyOurOrders() {
        return true;
    }

    /**
     * Returns how much this intent to reduce may take while the venue tells another position than the books (T6), beside what
     * closes it already; never negative, {@link Long#MAX_VALUE} where no such difference stands. A replacement's quantity
     * counts from its first lot. The gate refuses more (P31); who asks first need not be refused.
     */
    default long confirmed(final Intent intent) {
        return Long.MAX_VALUE;
    }

    /**
     * Latches a restriction because of what the orders of a scope came to (F3, F14); does nothing where the cause stands as
     * high already. {@code observed} is in the unit of the control. A person lifts it, once its condition has ended.
     */
    void hold(ScopeType type, int scopeId, Level level, Control why, long observed);

    /** Returns the row in force of a figure that the order stage watches (F4, L7), for a strategy; Long.MAX_VALUE = none. */
    default long bound(final Control control, final int key, final int strategyId) {
        return Long.MAX_VALUE;
    }
}
