package breakwater.core.venuesim;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.ExecType;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.reference.Instruments;

/**
 * The venue's door: checks a message that arrived, answers it, and hands what passes to {@link Matching}. A cancel of one of
 * two linked orders leaves the other; DAY is taken as GTC, for this venue never closes.
 *
 * <p>Thread: the driver's. Allocates: never.
 */
final class OrderEntry {
    private static final long SECOND_NS = 1_000_000_000L;

    private final int venueId;
    private final Instruments instruments;
    private final VenueModel model;
    private final VenueOrders orders;
    private final Matching matching;
    private final Reports reports;
    private final OrderNewDecoder orderNew = new OrderNewDecoder();
    private final OrderCancelDecoder orderCancel = new OrderCancelDecoder();
    private final OrderReplaceDecoder orderReplace = new OrderReplaceDecoder();
    private final OrderQueryDecoder orderQuery = new OrderQueryDecoder();

    OrderEntry(
            final int venueId,
            final Instruments instruments,
            final VenueModel model,
            final VenueOrders orders,
            final Matching matching,
            final Reports reports) {
        this.venueId = venueId;
        this.instruments = instruments;
        this.model = model;
        this.orders = orders;
        this.matching = matching;
        this.reports = reports;
    }

    /** Handles a message that arrived at {@code nowNs}; with {@code isBusy} it is refused unread (a query: unanswered). */
    void onMessage(final Frame frame, final boolean isBusy, final long nowNs) {
        switch (frame.templateId()) {
            case OrderNewDecoder.TEMPLATE_ID:
                orderNew.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                onNew(orderNew, isBusy, nowNs);
                break;
            case OrderCancelDecoder.TEMPLATE_ID:
                orderCancel.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                onCancel(orderCancel, refusal(frame, isBusy), nowNs);
                break;
            case OrderReplaceDecoder.TEMPLATE_ID:
                orderReplace.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                onReplace(orderReplace, refusal(frame, isBusy), nowNs);
                break;
            case OrderQueryDecoder.TEMPLATE_ID:
                orderQuery.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                if (!isBusy) {
                    onQuery(orderQuery, nowNs);
                }
                break;
            case OrderMassCancelDecoder.TEMPLATE_ID:
                if (!isBusy) {
                    onMassCancel(nowNs);
                }
                break;
            default:
                throw new IllegalStateException("simulated venue: template " + frame.templateId() + " arrived");
        }
    }

    /** Returns why a cancel or a replace of a working order is refused whatever it says, or 0. */
    private int refusal(final Frame frame, final boolean isBusy) {
        if (isBusy) {
            return VenueCodes.BUSY;
        }
        return reports.strikes(VenueFault.CANCEL_REFUSED, frame.sequence()) ? VenueCodes.OTHER : 0;
    }

    private void onNew(final OrderNewDecoder order, final boolean isBusy, final long nowNs) {
        final int known = orders.slotOf(order.clientOrderId());
        if (known != VenueOrders.NONE) {
            reports.rejected(known, VenueCodes.DUPLICATE_ORDER, nowNs);
            return;
        }
        final boolean isFull = orders.isFull();
        final int slot = orders.add(order.clientOrderId());
        orders.instrumentId[slot] = order.instrumentId();
        orders.accountId[slot] = order.accountId();
        orders.side[slot] = order.side().value();
        orders.orderType[slot] = order.orderType().value();
        orders.timeInForce[slot] = order.timeInForce().value();
        orders.price[slot] = order.price();
        orders.stopPrice[slot] = order.stopPrice();
        orders.quantity[slot] = order.quantity();
        final int code = isBusy ? VenueCodes.BUSY : isFull ? VenueCodes.EXCEEDS_LIMIT : check(order, nowNs);
        if (code != 0) {
            orders.finish(slot, OrderState.REJECTED);
            reports.rejected(slot, code, nowNs);
            return;
        }
        orders.leaves[slot] = order.quantity();
        orders.isStop[slot] = order.orderType() == OrderType.STOP_LIMIT;
        final int partner = orders.link(slot, order.linkId());
        reports.accepted(slot, nowNs);
        if (partner != VenueOrders.NONE && orders.state[partner] == OrderState.FILLED) {
            matching.cancel(slot, nowNs);
            return;
        }
        matching.enter(slot, nowNs);
    }

    private int check(final OrderNewDecoder order, final long nowNs) {
        final int id = order.instrumentId();
        if (!instruments.isDefined(id) || instruments.venueId(id) != venueId) {
            return VenueCodes.UNKNOWN_SYMBOL;
        }
        final boolean isMarket = order.orderType() == OrderType.MARKET;
        final boolean isStop = order.orderType() == OrderType.STOP_LIMIT;
        if ((order.side() != Side.BUY && order.side() != Side.SELL)
                || (!isMarket && !isStop && order.orderType() != OrderType.LIMIT)
                || order.timeInForce() == TimeInForce.NULL_VAL
                || order.timeInForce() == TimeInForce.SBE_UNKNOWN
                || (isStop && !model.hasStopLimit())
                || (order.linkId() != 0 && !model.hasOco())
                || order.linkId() == order.clientOrderId()) {
            return VenueCodes.UNSUPPORTED;
        }
        final int code = checkFigures(id, isMarket, isStop, order.price(), order.stopPrice(), order.quantity());
        if (code != 0) {
            return code;
        }
        return model.rejects(order.clientOrderId()) || reports.strikes(VenueFault.REJECT_STORM, nowNs / SECOND_NS)
                ? VenueCodes.OTHER
                : 0;
    }

    private int checkFigures(
            final int id,
            final boolean isMarket,
            final boolean isStop,
            final long price,
            final long stopPrice,
            final long quantity) {
        final long tick = instruments.tickSize(id);
        if (quantity < instruments.minQuantity(id)
                || quantity > instruments.maxQuantity(id)
                || quantity % instruments.lotSize(id) != 0) {
            return VenueCodes.INCORRECT_QUANTITY;
        }
        if ((!isMarket && (price <= 0 || price % tick != 0)) || (isStop && (stopPrice <= 0 || stopPrice % tick != 0))) {
            return VenueCodes.INCORRECT_PRICE;
        }
        if (!isMarket) {
            final long notionalE8 = instruments.notionalE8(id, price, quantity, Rounding.DOWN);
            if (notionalE8 == Decimals.OVERFLOW || notionalE8 < instruments.minNotionalE8(id)) {
                return VenueCodes.INCORRECT_QUANTITY;
            }
        }
        return 0;
    }

    private void onCancel(final OrderCancelDecoder cancel, final int refusal, final long nowNs) {
        final int slot = orders.slotOf(cancel.clientOrderId());
        final int code = slot == VenueOrders.NONE
                ? VenueCodes.UNKNOWN_ORDER
                : !orders.isLive(slot) ? VenueCodes.TOO_LATE : refusal;
        if (code != 0) {
            reports.cancelRejected(cancel.clientOrderId(), false, code, nowNs);
            return;
        }
        matching.end(slot, OrderState.CANCELED);
        reports.canceled(slot, nowNs);
    }

    private void onMassCancel(final long nowNs) {
        for (int slot = 0; slot < orders.capacity(); slot++) {
            if (orders.isLive(slot)) {
                matching.end(slot, OrderState.CANCELED);
                reports.canceled(slot, nowNs);
            }
        }
    }

    private void onReplace(final OrderReplaceDecoder replace, final int refusal, final long nowNs) {
        final int slot = orders.slotOf(replace.clientOrderId());
        final int code = slot == VenueOrders.NONE ? VenueCodes.UNKNOWN_ORDER : checkReplace(slot, replace, refusal);
        if (code != 0) {
            reports.cancelRejected(replace.clientOrderId(), true, code, nowNs);
            return;
        }
        final boolean isStop = orders.isStop[slot];
        final boolean losesPlace = orders.price[slot] != replace.price()
                || replace.quantity() > orders.quantity[slot]
                || (isStop && orders.stopPrice[slot] != replace.stopPrice());
        orders.price[slot] = replace.price();
        if (isStop) {
            orders.stopPrice[slot] = replace.stopPrice();
        }
        orders.quantity[slot] = replace.quantity();
        orders.leaves[slot] = replace.quantity() - orders.cum[slot];
        if (losesPlace) {
            matching.withdraw(slot);
        }
        reports.changed(slot, ExecType.REPLACED, nowNs);
        if (losesPlace) {
            matching.enter(slot, nowNs);
        }
    }

    private int checkReplace(final int slot, final OrderReplaceDecoder replace, final int refusal) {
        if (!orders.isLive(slot) || replace.quantity() <= orders.cum[slot]) {
            return VenueCodes.TOO_LATE;
        }
        if (refusal != 0) {
            return refusal;
        }
        return checkFigures(
                orders.instrumentId[slot],
                false,
                orders.isStop[slot],
                replace.price(),
                replace.stopPrice(),
                replace.quantity());
    }

    private void onQuery(final OrderQueryDecoder query, final long nowNs) {
        final int slot = orders.slotOf(query.clientOrderId());
        if (slot == VenueOrders.NONE) {
            reports.unknown(query.clientOrderId(), nowNs);
        } else {
            reports.changed(slot, ExecType.STATUS, nowNs);
        }
    }
}
