package breakwater.gateway.fix.simfront;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.OrderCancelEncoder;
import breakwater.core.message.OrderNewEncoder;
import breakwater.core.message.OrderQueryEncoder;
import breakwater.core.message.OrderReplaceEncoder;
import breakwater.core.venuesim.SimulatedVenue;
import org.agrona.concurrent.UnsafeBuffer;

/** Hands clients' requests to the venue in the engine's own messages. Thread: the venue's. */
final class OrderPen {
    private final int venueId;
    private final SimulatedVenue venue;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private final OrderNewEncoder orderNew = new OrderNewEncoder();
    private final OrderCancelEncoder orderCancel = new OrderCancelEncoder();
    private final OrderReplaceEncoder orderReplace = new OrderReplaceEncoder();
    private final OrderQueryEncoder orderQuery = new OrderQueryEncoder();
    private long sequence;

    OrderPen(final int venueId, final SimulatedVenue venue) {
        this.venueId = venueId;
        this.venue = venue;
    }

    void enter(final FrontOrder order, final int accountId, final long price, final long quantity, final long nowNs) {
        begin(OrderNewEncoder.TEMPLATE_ID, OrderNewEncoder.BLOCK_LENGTH, nowNs);
        orderNew.wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(order.id)
                .parentId(order.id)
                .linkId(order.linkId)
                .instrumentId(order.instrumentId)
                .venueId(venueId)
                .accountId(accountId)
                .effect(Effect.RAISES)
                .side(order.side)
                .orderType(order.orderType)
                .timeInForce(order.timeInForce)
                .price(price)
                .stopPrice(order.stopPrice)
                .quantity(quantity);
        venue.onOrder(frame);
    }

    void cancel(final FrontOrder order, final long nowNs) {
        begin(OrderCancelEncoder.TEMPLATE_ID, OrderCancelEncoder.BLOCK_LENGTH, nowNs);
        orderCancel
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(order.id)
                .instrumentId(order.instrumentId)
                .venueId(venueId)
                .effect(Effect.CANCELS_ENTRY)
                .side(order.side);
        venue.onOrder(frame);
    }

    void replace(
            final FrontOrder order, final long price, final long stopPrice, final long quantity, final long nowNs) {
        begin(OrderReplaceEncoder.TEMPLATE_ID, OrderReplaceEncoder.BLOCK_LENGTH, nowNs);
        orderReplace
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(order.id)
                .instrumentId(order.instrumentId)
                .venueId(venueId)
                .effect(Effect.RAISES)
                .side(order.side)
                .price(price)
                .stopPrice(stopPrice)
                .quantity(quantity);
        venue.onOrder(frame);
    }

    void query(final FrontOrder order, final long nowNs) {
        begin(OrderQueryEncoder.TEMPLATE_ID, OrderQueryEncoder.BLOCK_LENGTH, nowNs);
        orderQuery
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(order.id)
                .instrumentId(order.instrumentId)
                .venueId(venueId)
                .effect(Effect.ASKS)
                .side(order.side);
        venue.onOrder(frame);
    }

    private void begin(final int templateId, final int blockLength, final long nowNs) {
        frame.wrapForWrite(buffer, 0)
                .begin(templateId, blockLength, MessageHeaderEncoder.SCHEMA_VERSION)
                .sequence(++sequence)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs);
    }
}
