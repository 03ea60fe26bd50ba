package breakwater.core.model;

import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;

/** What may happen next: what strategies and people want, then what becomes of one order. */
enum Move {
    BUY_AND_PROTECT(Act.ORDER),
    SELL_AND_PROTECT(Act.ORDER),
    BUY_BY_HAND(Act.ORDER),
    SELL_BY_HAND(Act.ORDER),
    EXIT(Act.ORDER),
    EXIT_BY_HAND(Act.ORDER),
    CANCEL_ENTRIES(null),
    REPLACE_ENTRY(Act.REPLACE),
    WAIT(Act.WAIT),

    ACKNOWLEDGED(null),
    FILLED_IN_PART(null),
    FILLED(null),
    CANCELED(null),
    REPLACED(null),
    REJECTED(Act.REFUSE),
    CANCEL_REFUSED(Act.REFUSE),
    REPLACE_REFUSED(Act.REFUSE),
    UNCERTAIN(Act.LOSE),
    NEVER_LEFT(Act.LOSE),
    FOUND_WORKING(Act.ANSWER),
    FOUND_CANCELED(Act.ANSWER),
    NOT_KNOWN(Act.ANSWER),
    CANCEL_BY_HAND(null),
    FILLED_LATE(Act.LATE),
    FILL_REPEATED(Act.REPEAT),
    FILL_BUSTED(Act.BUST);

    /** What it costs; null = nothing. The order budget is paid by the order itself, should the gate let it pass. */
    final Act cost;

    Move(final Act cost) {
        this.cost = cost;
    }

    boolean isOfAnOrder() {
        return ordinal() >= ACKNOWLEDGED.ordinal();
    }

    boolean isPaidAtOnce() {
        return cost != null && cost != Act.ORDER;
    }

    /** Returns whether it is the venue that breaks what was agreed, so that the worst case may rise. */
    boolean comesFromOutside() {
        return this == FILLED_LATE || this == FILL_BUSTED;
    }

    boolean isPossible(final Ledger ledger) {
        if (cost != null && ledger.left[cost.ordinal()] <= 0) {
            return false;
        }
        switch (this) {
            case EXIT:
            case EXIT_BY_HAND:
                return ledger.position != 0;
            case CANCEL_ENTRIES:
                return hasWorkingEntry(ledger, true);
            case REPLACE_ENTRY:
                return hasWorkingEntry(ledger, false);
            default:
                return true;
        }
    }

    private static boolean hasWorkingEntry(final Ledger ledger, final boolean isPendingToo) {
        for (int i = 0; i < ledger.count; i++) {
            final Told order = ledger.orders[i];
            if (order.role == OrderRole.ENTRY
                    && !order.isOver()
                    && !order.isCancelSent
                    && (isPendingToo || order.state == OrderState.NEW || order.state == OrderState.PARTIALLY_FILLED)) {
                return true;
            }
        }
        return false;
    }

    boolean isPossible(final Ledger ledger, final Told order) {
        if (cost != null && ledger.left[cost.ordinal()] <= 0) {
            return false;
        }
        final boolean isLive = !order.isOver();
        switch (this) {
            case ACKNOWLEDGED:
                return isLive && !order.isAcknowledged;
            case FILLED_IN_PART:
                return isLive && order.quantity - order.filled > 1;
            case FILLED:
                return isLive && order.quantity > order.filled;
            case CANCELED:
                return isLive && order.isCancelSent;
            case REPLACED:
            case REPLACE_REFUSED:
                return isLive && order.newQuantity > 0;
            case REJECTED:
                return order.state == OrderState.PENDING_NEW && !order.isAcknowledged;
            case CANCEL_REFUSED:
                return order.state == OrderState.PENDING_CANCEL;
            case UNCERTAIN:
            case NEVER_LEFT:
                return order.state == OrderState.PENDING_NEW && !order.isAcknowledged && order.filled == 0;
            case FOUND_WORKING:
            case FOUND_CANCELED:
            case NOT_KNOWN:
                return order.state == OrderState.UNKNOWN;
            case CANCEL_BY_HAND:
                return isLive && !order.isCancelSent && !order.isStop() && order.role != OrderRole.TARGET1;
            case FILLED_LATE:
                return order.isOver();
            case FILL_REPEATED:
                return order.lastFill > 0;
            case FILL_BUSTED:
                return order.lastFill > 0;
            default:
                return false;
        }
    }
}
