package breakwater.gateway.fix;

import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;

/** FIX's one-character codes beside our enums, each value named: what is not here is refused, never guessed. Thread: any. */
public final class Codes {
    private Codes() {}

    public static char ofSide(final Side side) throws FixRefusal {
        switch (side) {
            case BUY:
                return '1';
            case SELL:
                return '2';
            default:
                throw new FixRefusal("side " + side + " cannot be sent");
        }
    }

    /** Returns the side of 54: sell short and sell short exempt are sales of ours. */
    public static Side side(final char code) throws FixRefusal {
        switch (code) {
            case '1':
                return Side.BUY;
            case '2':
            case '5':
            case '6':
                return Side.SELL;
            default:
                throw unknown(Tag.SIDE, code);
        }
    }

    public static char ofOrderType(final OrderType type) throws FixRefusal {
        switch (type) {
            case MARKET:
                return '1';
            case LIMIT:
                return '2';
            case STOP_LIMIT:
                return '4';
            default:
                throw new FixRefusal("order type " + type + " cannot be sent");
        }
    }

    public static OrderType orderType(final char code) throws FixRefusal {
        switch (code) {
            case '1':
                return OrderType.MARKET;
            case '2':
                return OrderType.LIMIT;
            case '4':
                return OrderType.STOP_LIMIT;
            default:
                throw unknown(Tag.ORD_TYPE, code);
        }
    }

    public static char ofTimeInForce(final TimeInForce timeInForce) throws FixRefusal {
        switch (timeInForce) {
            case DAY:
                return '0';
            case GTC:
                return '1';
            case IOC:
                return '3';
            case FOK:
                return '4';
            default:
                throw new FixRefusal("time in force " + timeInForce + " cannot be sent");
        }
    }

    /** Returns the time in force of 59; a message without one means DAY (FIX 4.4, field 59). */
    public static TimeInForce timeInForce(final char code) throws FixRefusal {
        switch (code) {
            case 0:
            case '0':
                return TimeInForce.DAY;
            case '1':
                return TimeInForce.GTC;
            case '3':
                return TimeInForce.IOC;
            case '4':
                return TimeInForce.FOK;
            default:
                throw unknown(Tag.TIME_IN_FORCE, code);
        }
    }

    /** Returns 39 of an order's state at the venue. */
    public static char ofOrderState(final OrderState state) throws FixRefusal {
        switch (state) {
            case PENDING_NEW:
                return 'A';
            case NEW:
                return '0';
            case PARTIALLY_FILLED:
                return '1';
            case FILLED:
                return '2';
            case CANCELED:
                return '4';
            case PENDING_CANCEL:
                return '6';
            case REJECTED:
                return '8';
            case EXPIRED:
                return 'C';
            case PENDING_REPLACE:
                return 'E';
            default:
                throw new FixRefusal("order state " + state + " is not a venue's");
        }
    }

    /**
     * Returns the order state of 39. Stopped (7), suspended (9) and 4.2's replaced (5) are orders that work, as far as they
     * are filled. Done for day (3), calculated (B) and accepted for bidding (D) are refused: they do not say whether the
     * order can still trade.
     */
    public static OrderState orderState(final char code, final boolean isPartlyFilled) throws FixRefusal {
        switch (code) {
            case '0':
            case '5':
            case '7':
            case '9':
                return isPartlyFilled ? OrderState.PARTIALLY_FILLED : OrderState.NEW;
            case '1':
                return OrderState.PARTIALLY_FILLED;
            case '2':
                return OrderState.FILLED;
            case '4':
                return OrderState.CANCELED;
            case '6':
                return OrderState.PENDING_CANCEL;
            case '8':
                return OrderState.REJECTED;
            case 'A':
                return OrderState.PENDING_NEW;
            case 'C':
                return OrderState.EXPIRED;
            case 'E':
                return OrderState.PENDING_REPLACE;
            default:
                throw unknown(Tag.ORD_STATUS, code);
        }
    }

    private static FixRefusal unknown(final int tag, final char code) {
        return new FixRefusal(code == 0 ? "field " + tag + " is missing" : tag + "=" + code + " is not understood");
    }
}
