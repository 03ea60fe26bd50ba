package breakwater.core.order;

import breakwater.core.message.Side;
import breakwater.core.reference.Changes;

/**
 * Working orders at their worst case, read-only. An order counts until it is proven terminal: PENDING_NEW, NEW,
 * PARTIALLY_FILLED, PENDING_CANCEL, PENDING_REPLACE (the larger of old and new, at the worse price), UNKNOWN. Legs that
 * the venue links (one cancels other) count as the larger of them. Quantities are mantissas, never negative.
 *
 * <p>Thread: core. Allocates: never.
 */
public interface OrderView {
    /** Returns the leaves of all buys of a strategy in an instrument. */
    long buyLeaves(int strategyId, int instrumentId);

    long sellLeaves(int strategyId, int instrumentId);

    /** Returns the leaves of all buys in an instrument, over all strategies. */
    long buyLeaves(int instrumentId);

    long sellLeaves(int instrumentId);

    /** Returns the highest limit price of a working buy in the instrument, 0 = none. */
    long worstBuyPrice(int instrumentId);

    /** Returns the highest limit price of a working sell in the instrument, 0 = none. */
    long worstSellPrice(int instrumentId);

    /** Returns the leaves that already reduce the strategy's position (stop and targets counted as the larger). */
    long reducingLeaves(int strategyId, int instrumentId);

    /**
     * Returns the leaves that would reduce the strategy's position together with this reducing intent (P31): beside a stop the
     * other stops; beside a target or an exit the other exits and targets and any triggered stop, but not the resting
     * protection, which shrinks as the exit fills. Entries against the position count beside all but stops. Never counts the
     * order that the intent replaces or is linked to, and nothing at all beside a replace that does not raise the quantity. A
     * replace's quantity includes what the order has filled; that is taken off here, so the answer may be negative: allowed is
     * quantity <= |position| - answer.
     */
    default long reducingLeavesBeside(final Intent intent) {
        final long against = intent.side == Side.BUY
                ? buyLeaves(intent.strategyId, intent.instrumentId)
                : sellLeaves(intent.strategyId, intent.instrumentId);
        final long reducing = reducingLeaves(intent.strategyId, intent.instrumentId);
        return Math.max(0, Math.max(reducing, against) - leavesQuantity(intent.replacesId));
    }

    /**
     * Returns the leaves that would close what the intent's account holds of the instrument together with it, over all of its
     * strategies: what {@link #reducingLeavesBeside} counts of one, but nothing is taken off for a replace.
     */
    default long closingLeavesBeside(final Intent intent) {
        return 0;
    }

    /** Returns the money at risk, entry to stop, of the strategy's working entries in the instrument, E8. */
    long pendingEntryRiskE8(int strategyId, int instrumentId);

    /** Returns the trigger of the live protective stop of the strategy's position, 0 = none. */
    long protectiveStopPrice(int strategyId, int instrumentId);

    /** Returns whether the strategy has an entry working in the instrument. */
    boolean hasWorkingEntry(int strategyId, int instrumentId);

    /** Returns the leaves of one order, so that its replacement counts as the larger of both; 0 = not working. */
    default long leavesQuantity(long clientOrderId) {
        return 0;
    }

    /** Returns what is filled of one order, since the quantity of its replacement counts from the first lot; 0 = not working. */
    default long filledQuantity(long clientOrderId) {
        return 0;
    }

    /** Returns what one working entry adds to {@link #pendingEntryRiskE8}; 0 = not a working entry. */
    default long entryRiskE8(long clientOrderId) {
        return 0;
    }

    /**
     * Returns whether the strategy has another entry open, one that may be canceled or unknown included, with the intent's
     * instrument, side, price and whole quantity, or one that is being changed to them (P18).
     */
    boolean hasEqualEntry(Intent intent);

    /**
     * Returns whether a new order is to come in the place of this one once its cancel is confirmed, since its venue cannot
     * replace; false where it does not work.
     */
    default boolean hasSuccessor(final long clientOrderId) {
        return false;
    }

    /**
     * Returns how many orders of the intent's account in its instrument the intent would trade with: of the other side, at
     * its price or better, until they have ended. Not the order that it replaces, not stops that wait for their trigger;
     * nothing crosses an intent that waits for its own.
     */
    int ordersCrossed(Intent intent);

    int workingOrders();

    int workingOrdersOfStrategy(int strategyId);

    int workingOrdersOfInstrument(int instrumentId);

    int workingOrdersOfVenue(int venueId);

    /**
     * Returns the instruments of which orders or brackets have changed since their one reader, the gate, last looked; null =
     * not counted.
     */
    default Changes changes() {
        return null;
    }

    /** Returns how many orders are UNKNOWN. */
    int unknownOrders();
}
