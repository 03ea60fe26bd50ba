package breakwater.core.venuesim;

import breakwater.core.message.CancelRejectEncoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import breakwater.core.message.UnknownOrderEncoder;
import breakwater.core.reference.Instruments;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The venue's pen: writes reports with every echo that FIX asks for, and sends them off, well or (by the model's faults)
 * badly. A report is about the order as it is now, so state changes first. Faults rest while half of the room for reports
 * is used, so that they never overrun it.
 *
 * <p>Thread: the driver's. Allocates: never after construction.
 */
final class Reports {
    /** Marks ids of orders that nobody sent. */
    static final long UNKNOWN_ORDER_BIT = 1L << 61;

    private final int venueId;
    private final int sourceId;
    private final Instruments instruments;
    private final VenueModel model;
    private final VenueOrders orders;
    private final TimedFrames queue;
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[TimedFrames.FRAME_LENGTH_MAX]);
    private final Frame frame = new Frame().wrapForWrite(scratch, 0);
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final CancelRejectEncoder cancelReject = new CancelRejectEncoder();
    private final UnknownOrderEncoder unknownOrder = new UnknownOrderEncoder();

    Reports(
            final int venueId,
            final int sourceId,
            final Instruments instruments,
            final VenueModel model,
            final VenueOrders orders,
            final TimedFrames queue) {
        this.venueId = venueId;
        this.sourceId = sourceId;
        this.instruments = instruments;
        this.model = model;
        this.orders = orders;
        this.queue = queue;
    }

    boolean strikes(final VenueFault fault, final long key) {
        return model.strikes(fault, key) && queue.room() > queue.size();
    }

    /** Reports that an order was accepted. */
    void accepted(final int slot, final long nowNs) {
        draft(slot, ExecType.NEW, nowNs);
        final long id = orders.id[slot];
        if (!strikes(VenueFault.ACK_LOST, id)) {
            send(nowNs, strikes(VenueFault.ACK_LATE, id) ? model.faultDelayNs(id) : 0);
        }
    }

    /** Reports a refusal of a new order; {@code slot} is the order, or for a repeated id the one that has it. */
    void rejected(final int slot, final int rejectCode, final long nowNs) {
        draft(slot, ExecType.REJECTED, nowNs);
        report.orderState(OrderState.REJECTED).rejectCode(rejectCode).leavesQuantity(0);
        send(nowNs, 0);
    }

    /** Reports a change other than acceptance, refusal or fill: CANCELED, REPLACED, EXPIRED, TRIGGERED, STATUS. */
    void changed(final int slot, final ExecType execType, final long nowNs) {
        draft(slot, execType, nowNs);
        send(nowNs, 0);
    }

    /** Confirms a cancel that the client asked for. */
    void canceled(final int slot, final long nowNs) {
        changed(slot, ExecType.CANCELED, nowNs);
        if (strikes(VenueFault.FILL_AFTER_CANCEL, orders.id[slot]) && orders.price[slot] > 0) {
            beyond(slot, orders.price[slot], nowNs);
        }
    }

    /** Reports a fill. Returns the execution id. */
    long filled(
            final int slot,
            final long price,
            final long quantity,
            final long feeE8,
            final boolean isMaker,
            final long nowNs) {
        final long executionId = draft(slot, ExecType.TRADE, nowNs);
        report.lastPrice(price).lastQuantity(quantity).feeE8(feeE8).isMaker((short) (isMaker ? 1 : 0));
        if (strikes(VenueFault.FEE_MISSING, executionId)) {
            report.feeE8(0);
        }
        if (strikes(VenueFault.WRONG_SIDE, executionId)) {
            report.side(orders.side[slot] == Side.BUY.value() ? Side.SELL : Side.BUY);
        }
        if (strikes(VenueFault.WRONG_ACCOUNT, executionId)) {
            report.accountId(orders.accountId[slot] + 1);
        }
        send(nowNs, strikes(VenueFault.FILL_LATE, executionId) ? model.faultDelayNs(executionId) : 0);
        if (strikes(VenueFault.DUPLICATE_FILL, executionId)) {
            send(nowNs, 0);
        }
        if (strikes(VenueFault.CHANGED_FILL, executionId)) {
            report.lastQuantity(quantity + instruments.lotSize(orders.instrumentId[slot]));
            send(nowNs, 0);
        }
        if (strikes(VenueFault.UNKNOWN_FILL, executionId)) {
            strangerFilled(slot, price, quantity, feeE8, nowNs);
        }
        if (orders.leaves[slot] == 0 && strikes(VenueFault.OVERFILL, executionId)) {
            beyond(slot, price, nowNs);
        }
        return executionId;
    }

    private void strangerFilled(
            final int slot, final long price, final long quantity, final long feeE8, final long nowNs) {
        draft(slot, ExecType.TRADE, nowNs);
        final long stranger = orders.id[slot] ^ UNKNOWN_ORDER_BIT;
        report.clientOrderId(stranger)
                .venueOrderId(VenueOrders.venueOrderId(stranger, venueId))
                .orderState(OrderState.FILLED)
                .lastPrice(price)
                .lastQuantity(quantity)
                .feeE8(feeE8)
                .quantity(quantity)
                .cumQuantity(quantity)
                .leavesQuantity(0);
        send(nowNs, 0);
    }

    /** Reports a fill of one lot that the order has no room for. */
    private void beyond(final int slot, final long price, final long nowNs) {
        final long lot = instruments.lotSize(orders.instrumentId[slot]);
        draft(slot, ExecType.TRADE, nowNs);
        report.lastPrice(price)
                .lastQuantity(lot)
                .cumQuantity(orders.cum[slot] + lot)
                .leavesQuantity(0);
        send(nowNs, 0);
    }

    /** Reports that a fill never happened; the order shows it already. */
    void busted(
            final int slot, final long price, final long quantity, final long referenceExecutionId, final long nowNs) {
        draft(slot, ExecType.TRADE_BUST, nowNs);
        report.lastPrice(price).lastQuantity(quantity).referenceExecutionId(referenceExecutionId);
        send(nowNs, 0);
    }

    /** Reports what a fill really was; the order shows it already. */
    void corrected(
            final int slot,
            final long price,
            final long quantity,
            final long feeE8,
            final long referenceExecutionId,
            final boolean isMaker,
            final long nowNs) {
        draft(slot, ExecType.TRADE_CORRECT, nowNs);
        report.lastPrice(price)
                .lastQuantity(quantity)
                .feeE8(feeE8)
                .isMaker((short) (isMaker ? 1 : 0))
                .referenceExecutionId(referenceExecutionId);
        send(nowNs, 0);
    }

    /** Refuses a cancel or a replace. */
    void cancelRejected(final long clientOrderId, final boolean isReplace, final int code, final long nowNs) {
        begin(CancelRejectEncoder.TEMPLATE_ID, CancelRejectEncoder.BLOCK_LENGTH, nowNs);
        cancelReject
                .wrap(scratch, Frame.HEADER_LENGTH)
                .clientOrderId(clientOrderId)
                .venueId(venueId)
                .isReplace((short) (isReplace ? 1 : 0))
                .rejectCode(code);
        send(nowNs, 0);
    }

    /** Answers a query for an order never heard of. */
    void unknown(final long clientOrderId, final long nowNs) {
        begin(UnknownOrderEncoder.TEMPLATE_ID, UnknownOrderEncoder.BLOCK_LENGTH, nowNs);
        unknownOrder
                .wrap(scratch, Frame.HEADER_LENGTH)
                .clientOrderId(clientOrderId)
                .venueId(venueId);
        send(nowNs, 0);
    }

    private long draft(final int slot, final ExecType execType, final long nowNs) {
        begin(ExecutionReportEncoder.TEMPLATE_ID, ExecutionReportEncoder.BLOCK_LENGTH, nowNs);
        final long executionId = orders.nextExecutionId(slot, venueId);
        report.wrap(scratch, Frame.HEADER_LENGTH)
                .clientOrderId(orders.id[slot])
                .venueOrderId(VenueOrders.venueOrderId(orders.id[slot], venueId))
                .executionId(executionId)
                .instrumentId(orders.instrumentId[slot])
                .venueId(venueId)
                .accountId(orders.accountId[slot])
                .execType(execType)
                .orderState(orders.state[slot])
                .price(orders.price[slot])
                .quantity(orders.quantity[slot])
                .cumQuantity(orders.cum[slot])
                .leavesQuantity(orders.leaves[slot]);
        final boolean isBuy = orders.side[slot] == Side.BUY.value();
        report.side(isBuy ? Side.BUY : orders.side[slot] == Side.SELL.value() ? Side.SELL : Side.NULL_VAL);
        return executionId;
    }

    private void begin(final int templateId, final int blockLength, final long nowNs) {
        frame.begin(templateId, blockLength, MessageHeaderEncoder.SCHEMA_VERSION)
                .sourceId(sourceId)
                .eventTimeNs(nowNs);
    }

    private void send(final long nowNs, final long delayNs) {
        final long atNs = nowNs + model.reportLatencyNs() + delayNs;
        frame.ingressTimeNs(atNs);
        queue.add(atNs, scratch, 0, frame.length());
    }
}
