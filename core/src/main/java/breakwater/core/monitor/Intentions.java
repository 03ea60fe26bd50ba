package breakwater.core.monitor;

import breakwater.core.message.OrderRole;
import breakwater.core.message.Side;

/**
 * Hears what positions are meant to be, and what becomes of them (L11). Quantities and prices are mantissas. Thread: core.
 * Allocates: never.
 */
public interface Intentions {
    /** Takes the position that a weight means, signed, at a reference price, in equity of an account. */
    void onMeant(int strategyId, int instrumentId, int accountId, long quantity, long price);

    /** Hears that a strategy has spoken for itself, so that no weight means its position any more. */
    void onSignal(int strategyId, int instrumentId);

    /** Hears that a fill of a strategy's order was booked; {@code role} null: that one was taken back. */
    void onBooked(int strategyId, int instrumentId, OrderRole role, Side side, long quantity);
}
