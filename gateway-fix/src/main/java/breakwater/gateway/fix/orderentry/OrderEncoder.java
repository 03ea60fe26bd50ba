package breakwater.gateway.fix.orderentry;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.Codes;
import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import quickfix.Message;
import quickfix.field.MsgType;

/**
 * Writes order outputs as FIX 4.4: OrderNew as D, OrderCancel as F, OrderReplace as G, OrderQuery as H. A translation and no
 * more: whether a message may leave has been decided.
 *
 * <p>A cancel or a replace has a ClOrdID of its own and names in 41 the one that the venue accepted last (FIX 4.4 volume 4,
 * "order cancel/replace chain"). A new order tells in PositionEffect (77) whether it may raise exposure, so that whoever else
 * looks at the account at the venue knows an entry from protection.
 *
 * <p>Thread: the sender's. Allocates: the message, about 1 kB in QuickFIX/J's objects. Errors: {@link FixRefusal}, and
 * nothing has changed.
 */
final class OrderEncoder {
    private static final String AUTOMATED_NO_INTERVENTION = "1";
    private static final String OPENS = "O";
    private static final String CLOSES = "C";

    private final FixTerms terms;
    private final KnownOrders orders;
    private final OrderNewDecoder orderNew = new OrderNewDecoder();
    private final OrderCancelDecoder orderCancel = new OrderCancelDecoder();
    private final OrderReplaceDecoder orderReplace = new OrderReplaceDecoder();
    private final OrderQueryDecoder orderQuery = new OrderQueryDecoder();

    OrderEncoder(final FixTerms terms, final KnownOrders orders) {
        this.terms = terms;
        this.orders = orders;
    }

    /** Returns the message of an order output. */
    Message encode(final Frame output) throws FixRefusal {
        final int offset = output.blockOffset();
        final int length = output.blockLength();
        final int version = output.version();
        switch (output.templateId()) {
            case OrderNewDecoder.TEMPLATE_ID:
                return ofNew(orderNew.wrap(output.buffer(), offset, length, version), output.ingressTimeNs());
            case OrderCancelDecoder.TEMPLATE_ID:
                return ofCancel(orderCancel.wrap(output.buffer(), offset, length, version), output);
            case OrderReplaceDecoder.TEMPLATE_ID:
                return ofReplace(orderReplace.wrap(output.buffer(), offset, length, version), output);
            case OrderQueryDecoder.TEMPLATE_ID:
                return ofQuery(orderQuery.wrap(output.buffer(), offset, length, version));
            default:
                throw new FixRefusal("template " + output.templateId() + " is no order message");
        }
    }

    private Message ofNew(final OrderNewDecoder order, final long timeNs) throws FixRefusal {
        final FixTerms.Instrument instrument = instrument(order.instrumentId());
        if (order.linkId() != 0) {
            throw new FixRefusal(
                    "order " + order.clientOrderId() + " is linked; FIX 4.4 has no one-cancels-other here");
        }
        final Message message = message(MessageType.NEW_ORDER);
        message.setString(Tag.CL_ORD_ID, ClOrdId.ofNew(order.clientOrderId()));
        message.setString(Tag.ACCOUNT, account(order.accountId()));
        message.setString(Tag.HANDL_INST, AUTOMATED_NO_INTERVENTION);
        message.setString(Tag.SYMBOL, instrument.symbol());
        message.setString(Tag.SIDE, side(order.side()));
        message.setString(Tag.TRANSACT_TIME, FixTime.format(timeNs));
        message.setString(Tag.ORDER_QTY, FixDecimal.format(order.quantity(), instrument.quantityExponent()));
        message.setString(Tag.TIME_IN_FORCE, timeInForce(order.timeInForce()));
        message.setString(Tag.POSITION_EFFECT, order.effect() == Effect.RAISES ? OPENS : CLOSES);
        terms(message, instrument, order.orderType(), order.price(), order.stopPrice());
        synchronized (orders) {
            final KnownOrder known = orders.getOrAdd(order.clientOrderId());
            known.instrumentId = order.instrumentId();
            known.accountId = order.accountId();
            known.side = order.side();
            known.orderType = order.orderType();
            known.timeInForce = order.timeInForce();
            known.price = order.price();
            known.stopPrice = order.stopPrice();
            known.quantity = order.quantity();
        }
        return message;
    }

    private Message ofCancel(final OrderCancelDecoder cancel, final Frame output) throws FixRefusal {
        final FixTerms.Instrument instrument = instrument(cancel.instrumentId());
        final Message message = message(MessageType.CANCEL_REQUEST);
        message.setString(Tag.CL_ORD_ID, ClOrdId.ofCancel(cancel.clientOrderId(), output.sequence()));
        message.setString(Tag.ACCOUNT, account(cancel.accountId()));
        message.setString(Tag.SYMBOL, instrument.symbol());
        message.setString(Tag.SIDE, side(cancel.side()));
        message.setString(Tag.TRANSACT_TIME, FixTime.format(output.ingressTimeNs()));
        synchronized (orders) {
            final KnownOrder known = orders.get(cancel.clientOrderId());
            chain(message, known, cancel.clientOrderId(), cancel.venueOrderId());
            if (known != null && known.quantity > 0) {
                message.setString(Tag.ORDER_QTY, FixDecimal.format(known.quantity, instrument.quantityExponent()));
            }
        }
        return message;
    }

    private Message ofReplace(final OrderReplaceDecoder replace, final Frame output) throws FixRefusal {
        final FixTerms.Instrument instrument = instrument(replace.instrumentId());
        final Message message = message(MessageType.REPLACE_REQUEST);
        message.setString(Tag.CL_ORD_ID, ClOrdId.ofReplace(replace.clientOrderId(), output.sequence()));
        message.setString(Tag.ACCOUNT, account(replace.accountId()));
        message.setString(Tag.HANDL_INST, AUTOMATED_NO_INTERVENTION);
        message.setString(Tag.SYMBOL, instrument.symbol());
        message.setString(Tag.SIDE, side(replace.side()));
        message.setString(Tag.TRANSACT_TIME, FixTime.format(output.ingressTimeNs()));
        message.setString(Tag.ORDER_QTY, FixDecimal.format(replace.quantity(), instrument.quantityExponent()));
        final OrderType type;
        synchronized (orders) {
            final KnownOrder known = orders.get(replace.clientOrderId());
            chain(message, known, replace.clientOrderId(), replace.venueOrderId());
            type = known != null && known.orderType != null
                    ? known.orderType
                    : replace.stopPrice() > 0 ? OrderType.STOP_LIMIT : OrderType.LIMIT;
            if (known != null && known.timeInForce != null) {
                message.setString(Tag.TIME_IN_FORCE, timeInForce(known.timeInForce));
            }
        }
        terms(message, instrument, type, replace.price(), replace.stopPrice());
        return message;
    }

    private Message ofQuery(final OrderQueryDecoder query) throws FixRefusal {
        return query(
                query.clientOrderId(), query.venueOrderId(), query.instrumentId(), query.accountId(), query.side());
    }

    /** Returns a request for the status of an order that is known here, null where it is not. */
    Message query(final long clientOrderId) throws FixRefusal {
        final int instrumentId;
        final int accountId;
        final Side side;
        synchronized (orders) {
            final KnownOrder known = orders.get(clientOrderId);
            if (known == null) {
                return null;
            }
            instrumentId = known.instrumentId;
            accountId = known.accountId;
            side = known.side;
        }
        return query(clientOrderId, 0, instrumentId, accountId, side);
    }

    private Message query(
            final long clientOrderId,
            final long venueOrderId,
            final int instrumentId,
            final int accountId,
            final Side side)
            throws FixRefusal {
        final Message message = message(MessageType.STATUS_REQUEST);
        message.setString(Tag.ACCOUNT, account(accountId));
        message.setString(Tag.SYMBOL, instrument(instrumentId).symbol());
        message.setString(Tag.SIDE, side(side));
        synchronized (orders) {
            final KnownOrder known = orders.get(clientOrderId);
            message.setString(Tag.CL_ORD_ID, known == null ? ClOrdId.ofNew(clientOrderId) : known.acceptedId);
            orderId(message, known, venueOrderId);
        }
        return message;
    }

    private static void chain(
            final Message message, final KnownOrder known, final long clientOrderId, final long venueOrderId) {
        message.setString(Tag.ORIG_CL_ORD_ID, known == null ? ClOrdId.ofNew(clientOrderId) : known.acceptedId);
        orderId(message, known, venueOrderId);
    }

    /** Names the venue's order id where its text is known: what was hashed (negative) has none after a restart. */
    private static void orderId(final Message message, final KnownOrder known, final long venueOrderId) {
        if (known != null && known.venueOrderId != null) {
            message.setString(Tag.ORDER_ID, known.venueOrderId);
        } else if (venueOrderId > 0) {
            message.setString(Tag.ORDER_ID, Long.toString(venueOrderId));
        }
    }

    private static void terms(
            final Message message,
            final FixTerms.Instrument instrument,
            final OrderType type,
            final long price,
            final long stopPrice)
            throws FixRefusal {
        message.setString(Tag.ORD_TYPE, Character.toString(Codes.ofOrderType(type)));
        if (type != OrderType.MARKET) {
            message.setString(Tag.PRICE, price(instrument, price));
        }
        if (type == OrderType.STOP_LIMIT) {
            message.setString(Tag.STOP_PX, price(instrument, stopPrice));
        }
    }

    private static String price(final FixTerms.Instrument instrument, final long price) throws FixRefusal {
        if (price <= 0) {
            throw new FixRefusal("price mantissa " + price + " of " + instrument.symbol() + " is not positive");
        }
        return FixDecimal.format(price, instrument.priceExponent());
    }

    private FixTerms.Instrument instrument(final int id) throws FixRefusal {
        final FixTerms.Instrument instrument = terms.instrument(id);
        if (instrument == null) {
            throw new FixRefusal("instrument " + id + " has no symbol at venue " + terms.venueId());
        }
        return instrument;
    }

    private String account(final int id) throws FixRefusal {
        final FixTerms.Account account = terms.account(id);
        if (account == null) {
            throw new FixRefusal("account " + id + " has no name at venue " + terms.venueId());
        }
        return account.name();
    }

    private static String side(final Side side) throws FixRefusal {
        return Character.toString(Codes.ofSide(side));
    }

    private static String timeInForce(final TimeInForce timeInForce) throws FixRefusal {
        return Character.toString(Codes.ofTimeInForce(timeInForce));
    }

    private static Message message(final String type) {
        final Message message = new Message();
        message.getHeader().setString(MsgType.FIELD, type);
        return message;
    }
}
