package breakwater.core.oracle;

import breakwater.core.message.Effect;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;

/** One order as the journal tells of it. */
final class Order {
    final long id;
    final long parentId;
    final int instrumentId;
    final int venueId;
    final int accountId;
    final int strategyId;
    final Effect effect;
    final Side side;
    final OrderType type;
    final TimeInForce timeInForce;
    final OrderRole role;
    /** The signal that an entry came of; null = none. */
    final Said said;

    final boolean isBracketed;
    long linkId;
    long price;
    long stopPrice;
    long quantity;
    long cumQuantity;
    /** What a replace asks for that may or may not be in force; null = none. */
    Terms wanted;
    /** What is to come in the order's place once its cancel is confirmed, where the venue cannot replace; null = nothing. */
    Terms successor;
    /** What the venue says has been filled of an order that ended there, while fills are missing; -1 = not so. */
    long endedAt = -1;

    OrderState state = OrderState.PENDING_NEW;
    boolean isTriggered;
    boolean hadCancel;
    long sentNs;

    record Terms(long price, long stopPrice, long quantity) {}

    /** What of a signal an entry keeps. */
    record Said(long id, int score, long stopPrice, long target1Price, long atr) {}

    Order(final OrderNewDecoder d, final Said said, final boolean isBracketed, final long nowNs) {
        id = d.clientOrderId();
        parentId = d.parentId();
        linkId = d.linkId();
        instrumentId = d.instrumentId();
        venueId = d.venueId();
        accountId = d.accountId();
        strategyId = d.strategyId();
        effect = d.effect();
        side = d.side();
        type = d.orderType();
        timeInForce = d.timeInForce();
        role = d.role();
        price = d.price();
        stopPrice = d.stopPrice();
        quantity = d.quantity();
        sentNs = nowNs;
        this.said = said;
        this.isBracketed = isBracketed;
    }

    /** An entry that counts while a basket is decided upon. */
    Order(final Proposal p, final long id, final long nowNs) {
        this.id = id;
        parentId = id;
        instrumentId = p.instrumentId;
        venueId = p.venueId;
        accountId = p.accountId;
        strategyId = p.strategyId;
        effect = Effect.RAISES;
        side = p.side;
        type = p.type;
        timeInForce = TimeInForce.GTC;
        role = p.role;
        price = p.price;
        quantity = p.quantity;
        sentNs = nowNs;
        said = null;
        isBracketed = false;
    }

    boolean isLive() {
        switch (state) {
            case PENDING_NEW:
            case NEW:
            case PARTIALLY_FILLED:
            case PENDING_CANCEL:
            case PENDING_REPLACE:
            case UNKNOWN:
                return true;
            default:
                return false;
        }
    }

    boolean works() {
        return state == OrderState.NEW || state == OrderState.PARTIALLY_FILLED;
    }

    boolean raises() {
        return effect == Effect.RAISES;
    }

    boolean isBuy() {
        return side == Side.BUY;
    }

    /** Returns what it may still fill at worst: a pending replace as the larger of old and new. */
    long worstLeaves() {
        if (!isLive()) {
            return 0;
        }
        final long most = wanted == null ? quantity : Math.max(quantity, wanted.quantity());
        return Math.max(0, (endedAt >= 0 ? endedAt : most) - cumQuantity);
    }

    long worstPrice() {
        return wanted == null ? price : Math.max(price, wanted.price());
    }

    long cheapestPrice() {
        return wanted == null ? price : Math.min(price, wanted.price());
    }

    /** Returns the terms that are in force, less what is filled. */
    long leaves() {
        return isLive() ? Math.max(0, quantity - cumQuantity) : 0;
    }

    boolean isTarget() {
        return role == OrderRole.TARGET1 || role == OrderRole.TARGET2;
    }

    /** Returns whether it closes right now, rather than rests as protection. */
    boolean closesNow() {
        if (role == OrderRole.STOP) {
            return isTriggered;
        }
        return !isTarget() || timeInForce == TimeInForce.IOC;
    }
}
