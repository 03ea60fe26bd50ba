package breakwater.core.order;

import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;

/**
 * An order that somebody wants and the gate has not yet passed, reused by its owner. Prices and quantities are mantissas;
 * 0 = none. Thread: core.
 */
public final class Intent {
    /** Signal that asked, 0 = none. */
    public long signalId;

    public int strategyId;
    public int accountId;
    public int venueId;
    public int instrumentId;
    public Side side;
    public OrderType orderType;
    public TimeInForce timeInForce;
    public OrderRole role;
    public Effect effect;
    /** Limit price. */
    public long price;
    /** Trigger of a STOP_LIMIT. */
    public long stopPrice;
    /** 0 in an ENTRY = the gate sizes it by risk; after approval always positive. */
    public long quantity;
    /** The entry's clientOrderId for stops, targets and exits; 0 for an entry, which is its own parent. */
    public long parentId;
    /** One-cancels-other partner at the venue; 0 = none. */
    public long linkId;
    /** Order that this one replaces, 0 = a new order. Then price, stopPrice, quantity are the wanted ones. */
    public long replacesId;

    /** Worst notional E8 of all that the basket adds of which it is a part; 0 = of no basket. */
    public long basketE8;

    // What an ENTRY carries for the gate and for its bracket.
    public boolean isBracketed;
    public int score;
    public long protectiveStopPrice;
    public long target1Price;
    public long target2Price;
    public long atr;
    public long atrBaseline;

    /** Clears everything. Returns this. */
    public Intent reset() {
        signalId = 0;
        strategyId = 0;
        accountId = 0;
        venueId = 0;
        instrumentId = 0;
        side = Side.NULL_VAL;
        orderType = OrderType.LIMIT;
        timeInForce = TimeInForce.GTC;
        role = OrderRole.ENTRY;
        effect = Effect.RAISES;
        price = 0;
        stopPrice = 0;
        quantity = 0;
        parentId = 0;
        linkId = 0;
        replacesId = 0;
        basketE8 = 0;
        isBracketed = false;
        score = 0;
        protectiveStopPrice = 0;
        target1Price = 0;
        target2Price = 0;
        atr = 0;
        atrBaseline = 0;
        return this;
    }
}
