package breakwater.gateway.fix.orderentry;

import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;

/** What the wire knows of an order: what FIX asks to be repeated in each message about it. Thread: see {@link KnownOrders}. */
final class KnownOrder {
    final long clientOrderId;
    int instrumentId;
    int accountId;
    Side side;
    /** Null where only the venue has told of the order, since a restart. */
    OrderType orderType;

    TimeInForce timeInForce;
    long price;
    long stopPrice;
    long quantity;
    long cumQuantity;
    /** The ClOrdID that the venue accepted last, what 41 has to name; null while it is that of the new order. */
    String acceptedId;
    /** The venue's OrderID (37), null until it told. */
    String venueOrderId;
    /** The same as 64 bits, by {@link VenueIds}. */
    long venueOrderNumber;

    boolean isDone;
    /** Done only because the venue said that it does not know the order. */
    boolean isUnknown;

    KnownOrder(final long clientOrderId) {
        this.clientOrderId = clientOrderId;
    }
}
