package breakwater.core.order;

import breakwater.core.message.OrderState;

/**
 * The table along which orders move (I5). W = NEW, or PARTIALLY_FILLED where something is filled; "=" = stays; "." = illegal.
 *
 * <pre>
 *                    ACCEPTED  PART  FULL    CANCELED  REPLACED  REJECTED  EXPIRED  CANCEL  REPLACE  CHANGE   BLOCKED   UNSURE   NOT
 *                    TRIGGERED FILL  FILL                                           SENT    SENT     REFUSED                     KNOWN
 *  PENDING_NEW       W         PART  FILLED  CANCELED  .         REJECTED  EXPIRED  P_CANC  .        .        NOT_SENT  UNKNOWN  .
 *  NEW               =         PART  FILLED  CANCELED  =         REJECTED  EXPIRED  P_CANC  P_REPL   .        .         UNKNOWN  .
 *  PARTIALLY_FILLED  =         =     FILLED  CANCELED  =         .         EXPIRED  P_CANC  P_REPL   .        .         UNKNOWN  .
 *  PENDING_CANCEL    =         =     FILLED  CANCELED  =         REJECTED  EXPIRED  =       .        W        NOT_SENT  UNKNOWN  .
 *  PENDING_REPLACE   =         =     FILLED  CANCELED  W         REJECTED  EXPIRED  P_CANC  .        W        .         UNKNOWN  .
 *  UNKNOWN           W         PART  FILLED  CANCELED  W         REJECTED  EXPIRED  =       .        =        NOT_SENT  =        NOT_SENT
 *  terminal          .         =     =       .         .         .         .        .       .        .        .         .        .
 * </pre>
 *
 * <p>Terminal states (FILLED, CANCELED, REJECTED, EXPIRED, NOT_SENT) absorb; the late fill that they accept is flagged
 * FILL_AFTER_TERMINAL or OVERFILL by the caller (T3, T4). Pure.
 */
final class OrderTransitions {
    private OrderTransitions() {}

    /** Returns the state after a step, or null if it is illegal. {@code isPartFilled}: the order has fills by now. */
    static OrderState next(final OrderState state, final OrderStep step, final boolean isPartFilled) {
        final OrderState working = isPartFilled ? OrderState.PARTIALLY_FILLED : OrderState.NEW;
        switch (state) {
            case PENDING_NEW:
                return fromPendingNew(step, working);
            case NEW:
                return step == OrderStep.PART_FILL ? OrderState.PARTIALLY_FILLED : fromWorking(state, step);
            case PARTIALLY_FILLED:
                return step == OrderStep.REJECTED ? null : fromWorking(state, step);
            case PENDING_CANCEL:
                return fromPendingCancel(step, working);
            case PENDING_REPLACE:
                return fromPendingReplace(step, working);
            case UNKNOWN:
                return fromUnknown(step, working);
            case FILLED:
            case CANCELED:
            case REJECTED:
            case EXPIRED:
            case NOT_SENT:
                return step == OrderStep.PART_FILL || step == OrderStep.FULL_FILL ? state : null;
            case NULL_VAL:
            case SBE_UNKNOWN:
            default:
                return null;
        }
    }

    /** Returns whether nothing can come of an order any more, but a late fill. */
    static boolean isTerminal(final OrderState state) {
        switch (state) {
            case FILLED:
            case CANCELED:
            case REJECTED:
            case EXPIRED:
            case NOT_SENT:
                return true;
            case PENDING_NEW:
            case NEW:
            case PARTIALLY_FILLED:
            case PENDING_CANCEL:
            case PENDING_REPLACE:
            case UNKNOWN:
                return false;
            case NULL_VAL:
            case SBE_UNKNOWN:
            default:
                throw new IllegalStateException("order state " + state);
        }
    }

    private static OrderState fromPendingNew(final OrderStep step, final OrderState working) {
        switch (step) {
            case ACCEPTED:
            case TRIGGERED:
                return working;
            case PART_FILL:
                return OrderState.PARTIALLY_FILLED;
            case CANCEL_SENT:
                return OrderState.PENDING_CANCEL;
            case BLOCKED:
                return OrderState.NOT_SENT;
            case REPLACED:
            case REPLACE_SENT:
            case CHANGE_REFUSED:
            case NOT_KNOWN:
                return null;
            default:
                return ending(step);
        }
    }

    private static OrderState fromWorking(final OrderState state, final OrderStep step) {
        switch (step) {
            case ACCEPTED:
            case TRIGGERED:
            case PART_FILL:
            case REPLACED:
                return state;
            case CANCEL_SENT:
                return OrderState.PENDING_CANCEL;
            case REPLACE_SENT:
                return OrderState.PENDING_REPLACE;
            case CHANGE_REFUSED:
            case BLOCKED:
            case NOT_KNOWN:
                return null;
            default:
                return ending(step);
        }
    }

    private static OrderState fromPendingCancel(final OrderStep step, final OrderState working) {
        switch (step) {
            case ACCEPTED:
            case TRIGGERED:
            case PART_FILL:
            case REPLACED:
            case CANCEL_SENT:
                return OrderState.PENDING_CANCEL;
            case CHANGE_REFUSED:
                return working;
            case BLOCKED:
                return OrderState.NOT_SENT;
            case REPLACE_SENT:
            case NOT_KNOWN:
                return null;
            default:
                return ending(step);
        }
    }

    private static OrderState fromPendingReplace(final OrderStep step, final OrderState working) {
        switch (step) {
            case ACCEPTED:
            case TRIGGERED:
            case PART_FILL:
                return OrderState.PENDING_REPLACE;
            case REPLACED:
            case CHANGE_REFUSED:
                return working;
            case CANCEL_SENT:
                return OrderState.PENDING_CANCEL;
            case REPLACE_SENT:
            case BLOCKED:
            case NOT_KNOWN:
                return null;
            default:
                return ending(step);
        }
    }

    private static OrderState fromUnknown(final OrderStep step, final OrderState working) {
        switch (step) {
            case ACCEPTED:
            case TRIGGERED:
            case REPLACED:
                return working;
            case PART_FILL:
                return OrderState.PARTIALLY_FILLED;
            case CANCEL_SENT:
            case CHANGE_REFUSED:
                return OrderState.UNKNOWN;
            case BLOCKED:
            case NOT_KNOWN:
                return OrderState.NOT_SENT;
            case REPLACE_SENT:
                return null;
            default:
                return ending(step);
        }
    }

    /** The steps that mean the same for every order that is not terminal. */
    private static OrderState ending(final OrderStep step) {
        switch (step) {
            case FULL_FILL:
                return OrderState.FILLED;
            case CANCELED:
                return OrderState.CANCELED;
            case REJECTED:
                return OrderState.REJECTED;
            case EXPIRED:
                return OrderState.EXPIRED;
            case UNSURE:
                return OrderState.UNKNOWN;
            default:
                throw new IllegalStateException("step " + step + " has no common meaning");
        }
    }
}
