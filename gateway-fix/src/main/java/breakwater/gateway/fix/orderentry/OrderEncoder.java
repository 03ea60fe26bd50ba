package breakwater.gateway.fix.orderentry;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixWriter;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.Dialect;

/**
 * Writes order outputs as FIX: OrderNew as D, OrderCancel as F, OrderReplace as G, OrderQuery as H, OrderMassCancel as q, each worded
 * by the venue's dialect. A translation and no more: whether a message may leave has been decided.
 *
 * <p>A cancel or a replace has a ClOrdID of its own and names in 41 the one that the venue accepted last (FIX 4.4 volume 4,
 * "order cancel/replace chain").
 *
 * <p>Thread: one, which sends a message before it asks for the next: there is one {@link WireMessage}. Allocates: for a new order
 * what is remembered of it; else nothing. Errors: {@link FixRefusal}, and nothing has changed.
 */
final class OrderEncoder {
    private static final char ALL_ORDERS = '7';

    private final Dialect dialect;
    private final FixTerms terms;
    private final KnownOrders orders;
    private final WireMessage message = new WireMessage();
    private final OrderNewDecoder orderNew = new OrderNewDecoder();
    private final OrderCancelDecoder orderCancel = new OrderCancelDecoder();
    private final OrderReplaceDecoder orderReplace = new OrderReplaceDecoder();
    private final OrderQueryDecoder orderQuery = new OrderQueryDecoder();
    private final OrderMassCancelDecoder orderMassCancel = new OrderMassCancelDecoder();

    OrderEncoder(final Dialect dialect, final FixTerms terms, final KnownOrders orders) {
        this.dialect = dialect;
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
            case OrderMassCancelDecoder.TEMPLATE_ID:
                return ofMassCancel(orderMassCancel.wrap(output.buffer(), offset, length, version), output);
            default:
                throw new FixRefusal("template " + output.templateId() + " is no order message");
        }
    }

    private WireMessage ofNew(final OrderNewDecoder order, final long timeNs) throws FixRefusal {
        final FixTerms.Instrument instrument = instrument(order.instrumentId());
        if (order.linkId() != 0 && !dialect.capabilities().links()) {
            throw new FixRefusal(
                    "order " + order.clientOrderId() + " is linked; one-cancels-other cannot be said to this venue");
        }
        final FixWriter body = message.begin(MessageType.NEW_ORDER, order.clientOrderId());
        ClOrdId.writeNew(body, order.clientOrderId());
        dialect.newOrder(body, order, instrument, account(order.accountId()), timeNs);
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
        final long quantity;
        synchronized (orders) {
            final KnownOrder known = orders.get(cancel.clientOrderId());
            chain(body, known, cancel.clientOrderId(), cancel.venueOrderId());
            quantity = known == null ? 0 : known.quantity;
        }
        dialect.cancel(body, cancel, instrument, account(cancel.accountId()), quantity, output.ingressTimeNs());
        return message;
    }

    private WireMessage ofMassCancel(final OrderMassCancelDecoder all, final Frame output) throws FixRefusal {
        if (!dialect.capabilities().massCancel()) {
            throw new FixRefusal("all orders at once cannot be canceled at this venue; each has its own cancel");
        }
        final FixWriter body = message.begin(MessageType.MASS_CANCEL_REQUEST, all.clientOrderId());
        ClOrdId.writeMassCancel(body, all.clientOrderId(), output.sequence());
        body.character(Tag.MASS_CANCEL_REQUEST_TYPE, ALL_ORDERS).time(Tag.TRANSACT_TIME, output.ingressTimeNs());
        return message;
    }

    private WireMessage ofReplace(final OrderReplaceDecoder replace, final Frame output) throws FixRefusal {
        final FixTerms.Instrument instrument = instrument(replace.instrumentId());
        final FixWriter body = message.begin(MessageType.REPLACE_REQUEST, replace.clientOrderId());
        ClOrdId.writeReplace(body, replace.clientOrderId(), output.sequence());
        final OrderType type;
        final TimeInForce timeInForce;
        synchronized (orders) {
            final KnownOrder known = orders.get(replace.clientOrderId());
            chain(body, known, replace.clientOrderId(), replace.venueOrderId());
            type = known != null && known.orderType != null
                    ? known.orderType
                    : replace.stopPrice() > 0 ? OrderType.STOP_LIMIT : OrderType.LIMIT;
            timeInForce = known == null ? null : known.timeInForce;
        }
        dialect.replace(
                body, replace, instrument, account(replace.accountId()), type, timeInForce, output.ingressTimeNs());
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
        dialect.query(body, instrument(instrumentId), account(accountId), side);
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
