package breakwater.gateway.fix.orderentry;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.gateway.fix.Codes;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixWriter;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;

/**
 * Writes order outputs as FIX 4.4: OrderNew as D, OrderCancel as F, OrderReplace as G, OrderQuery as H. A translation and no
 * more: whether a message may leave has been decided.
 *
 * <p>A cancel or a replace has a ClOrdID of its own and names in 41 the one that the venue accepted last (FIX 4.4 volume 4,
 * "order cancel/replace chain"). A new order tells in PositionEffect (77) whether it may raise exposure, so that whoever else
 * looks at the account at the venue knows an entry from protection.
 *
 * <p>Thread: one, which sends a message before it asks for the next: there is one {@link WireMessage}. Allocates: for a new order
 * what is remembered of it; else nothing. Errors: {@link FixRefusal}, and nothing has changed.
 */
final class OrderEncoder {
    private static final char AUTOMATED_NO_INTERVENTION = '1';
    private static final char OPENS = 'O';
    private static final char CLOSES = 'C';

    private final FixTerms terms;
    private final KnownOrders orders;
    private final WireMessage message = new WireMessage();
    private final OrderNewDecoder orderNew = new OrderNewDecoder();
    private final OrderCancelDecoder orderCancel = new OrderCancelDecoder();
    private final OrderReplaceDecoder orderReplace = new OrderReplaceDecoder();
    private final OrderQueryDecoder orderQuery = new OrderQueryDecoder();

    OrderEncoder(final FixTerms terms, final KnownOrders orders) {
        this.terms = terms;
        this.orders = orders;
    }

    /** Returns the message of an order output; the next call writes it anew. */
    WireMessage encode(final Frame output) throws FixRefusal {
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

    private WireMessage ofNew(final OrderNewDecoder order, final long timeNs) throws FixRefusal {
        final FixTerms.Instrument instrument = instrument(order.instrumentId());
        if (order.linkId() != 0) {
            throw new FixRefusal(
                    "order " + order.clientOrderId() + " is linked; FIX 4.4 has no one-cancels-other here");
        }
        final FixWriter body = message.begin(MessageType.NEW_ORDER, order.clientOrderId());
        ClOrdId.writeNew(body, order.clientOrderId());
        body.text(Tag.ACCOUNT, account(order.accountId()))
                .character(Tag.HANDL_INST, AUTOMATED_NO_INTERVENTION)
                .text(Tag.SYMBOL, instrument.symbol())
                .character(Tag.SIDE, Codes.ofSide(order.side()))
                .time(Tag.TRANSACT_TIME, timeNs)
                .decimal(Tag.ORDER_QTY, order.quantity(), instrument.quantityExponent())
                .character(Tag.TIME_IN_FORCE, Codes.ofTimeInForce(order.timeInForce()))
                .character(Tag.POSITION_EFFECT, order.effect() == Effect.RAISES ? OPENS : CLOSES);
        terms(body, instrument, order.orderType(), order.price(), order.stopPrice());
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

    private WireMessage ofCancel(final OrderCancelDecoder cancel, final Frame output) throws FixRefusal {
        final FixTerms.Instrument instrument = instrument(cancel.instrumentId());
        final FixWriter body = message.begin(MessageType.CANCEL_REQUEST, cancel.clientOrderId());
        ClOrdId.writeCancel(body, cancel.clientOrderId(), output.sequence());
        body.text(Tag.ACCOUNT, account(cancel.accountId()))
                .text(Tag.SYMBOL, instrument.symbol())
                .character(Tag.SIDE, Codes.ofSide(cancel.side()))
                .time(Tag.TRANSACT_TIME, output.ingressTimeNs());
        synchronized (orders) {
            final KnownOrder known = orders.get(cancel.clientOrderId());
            chain(body, known, cancel.clientOrderId(), cancel.venueOrderId());
            if (known != null && known.quantity > 0) {
                body.decimal(Tag.ORDER_QTY, known.quantity, instrument.quantityExponent());
            }
        }
        return message;
    }

    private WireMessage ofReplace(final OrderReplaceDecoder replace, final Frame output) throws FixRefusal {
        final FixTerms.Instrument instrument = instrument(replace.instrumentId());
        final FixWriter body = message.begin(MessageType.REPLACE_REQUEST, replace.clientOrderId());
        ClOrdId.writeReplace(body, replace.clientOrderId(), output.sequence());
        body.text(Tag.ACCOUNT, account(replace.accountId()))
                .character(Tag.HANDL_INST, AUTOMATED_NO_INTERVENTION)
                .text(Tag.SYMBOL, instrument.symbol())
                .character(Tag.SIDE, Codes.ofSide(replace.side()))
                .time(Tag.TRANSACT_TIME, output.ingressTimeNs())
                .decimal(Tag.ORDER_QTY, replace.quantity(), instrument.quantityExponent());
        final OrderType type;
        synchronized (orders) {
            final KnownOrder known = orders.get(replace.clientOrderId());
            chain(body, known, replace.clientOrderId(), replace.venueOrderId());
            type = known != null && known.orderType != null
                    ? known.orderType
                    : replace.stopPrice() > 0 ? OrderType.STOP_LIMIT : OrderType.LIMIT;
            if (known != null && known.timeInForce != null) {
                body.character(Tag.TIME_IN_FORCE, Codes.ofTimeInForce(known.timeInForce));
            }
        }
        terms(body, instrument, type, replace.price(), replace.stopPrice());
        return message;
    }

    private WireMessage ofQuery(final OrderQueryDecoder query) throws FixRefusal {
        return query(
                query.clientOrderId(), query.venueOrderId(), query.instrumentId(), query.accountId(), query.side());
    }

    /** Returns a request for the status of an order that is known here, null where it is not. */
    WireMessage query(final long clientOrderId) throws FixRefusal {
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

    private WireMessage query(
            final long clientOrderId,
            final long venueOrderId,
            final int instrumentId,
            final int accountId,
            final Side side)
            throws FixRefusal {
        final FixWriter body = message.begin(MessageType.STATUS_REQUEST, clientOrderId);
        body.text(Tag.ACCOUNT, account(accountId))
                .text(Tag.SYMBOL, instrument(instrumentId).symbol())
                .character(Tag.SIDE, Codes.ofSide(side));
        synchronized (orders) {
            final KnownOrder known = orders.get(clientOrderId);
            acceptedId(body, Tag.CL_ORD_ID, known, clientOrderId);
            orderId(body, known, venueOrderId);
        }
        return message;
    }

    private static void chain(
            final FixWriter body, final KnownOrder known, final long clientOrderId, final long venueOrderId) {
        acceptedId(body, Tag.ORIG_CL_ORD_ID, known, clientOrderId);
        orderId(body, known, venueOrderId);
    }

    private static void acceptedId(
            final FixWriter body, final int tag, final KnownOrder known, final long clientOrderId) {
        if (known != null && known.acceptedId != null) {
            body.text(tag, known.acceptedId);
        } else {
            body.number(tag, clientOrderId);
        }
    }

    /** Names the venue's order id where its text is known: what was hashed (negative) has none after a restart. */
    private static void orderId(final FixWriter body, final KnownOrder known, final long venueOrderId) {
        if (known != null && known.venueOrderId != null) {
            body.text(Tag.ORDER_ID, known.venueOrderId);
        } else if (venueOrderId > 0) {
            body.number(Tag.ORDER_ID, venueOrderId);
        }
    }

    private static void terms(
            final FixWriter body,
            final FixTerms.Instrument instrument,
            final OrderType type,
            final long price,
            final long stopPrice)
            throws FixRefusal {
        body.character(Tag.ORD_TYPE, Codes.ofOrderType(type));
        if (type != OrderType.MARKET) {
            price(body, Tag.PRICE, instrument, price);
        }
        if (type == OrderType.STOP_LIMIT) {
            price(body, Tag.STOP_PX, instrument, stopPrice);
        }
    }

    private static void price(
            final FixWriter body, final int tag, final FixTerms.Instrument instrument, final long price)
            throws FixRefusal {
        if (price <= 0) {
            throw new FixRefusal("price mantissa " + price + " of " + instrument.symbol() + " is not positive");
        }
        body.decimal(tag, price, instrument.priceExponent());
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
}
