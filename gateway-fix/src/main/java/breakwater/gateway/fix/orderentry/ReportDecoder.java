package breakwater.gateway.fix.orderentry;

import breakwater.core.message.CancelRejectEncoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.UnknownOrderEncoder;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.Dialect;
import org.agrona.MutableDirectBuffer;
import quickfix.Message;

/**
 * Reads a venue's answers into frames for the engine: ExecutionReport (8), OrderCancelReject (9), BusinessMessageReject (j)
 * and Reject (3) of an order message. Everything is read before the first place is claimed, so that what is refused leaves nothing behind.
 *
 * <p>Thread: the session's. Errors: {@link FixRefusal}; the caller keeps the message.
 */
final class ReportDecoder {
    private static final int BROKER_REASONS = 100;
    private static final int REASON_OTHER = 99;
    private static final int TOO_LATE = 1;
    private static final int UNKNOWN = 2;

    private final Dialect dialect;
    private final int venueId;
    private final int sourceId;
    private final KnownOrders orders;
    private final SentMessages sent;
    private final ReportSink sink;
    private final ReportReader reader;
    private final Frame frame = new Frame();
    private final ExecutionReportEncoder execution = new ExecutionReportEncoder();
    private final CancelRejectEncoder cancelReject = new CancelRejectEncoder();
    private final UnknownOrderEncoder unknownOrder = new UnknownOrderEncoder();

    ReportDecoder(
            final Dialect dialect,
            final FixTerms terms,
            final int sourceId,
            final KnownOrders orders,
            final SentMessages sent,
            final ReportSink sink) {
        this.dialect = dialect;
        this.venueId = terms.venueId();
        this.sourceId = sourceId;
        this.orders = orders;
        this.sent = sent;
        this.sink = sink;
        this.reader = new ReportReader(dialect, terms, orders);
    }

    /** Publishes what a message says; returns how many frames. */
    int decode(final Message message, final String type) throws FixRefusal {
        switch (type) {
            case MessageType.EXECUTION_REPORT:
                return onExecutionReport(message);
            case MessageType.ORDER_CANCEL_REJECT:
                return onCancelReject(message);
            case MessageType.BUSINESS_REJECT:
                return onBusinessReject(message);
            case MessageType.SESSION_REJECT:
                final int number = FixFields.integer(message, Tag.REF_SEQ_NUM, 0);
                return onRefused(message, sent.type(number), sent.order(number), REASON_OTHER);
            default:
                throw new FixRefusal("message type " + type + " is not expected on an order session");
        }
    }

    private int onExecutionReport(final Message message) throws FixRefusal {
        final Report report = reader.read(message);
        if (report.isUnknownOrder) {
            if (report.clientOrderId <= 0) {
                return 0;
            }
            orders.unknown(report.clientOrderId);
            publishUnknown(message, report.clientOrderId, report.timeNs);
            return 1;
        }
        publish(message, report, report.execType);
        return 1;
    }

    private void publish(final Message message, final Report report, final ExecType type) throws FixRefusal {
        final ToldFill fill = report.fill;
        final MutableDirectBuffer buffer =
                begin(message, ExecutionReportEncoder.TEMPLATE_ID, ExecutionReportEncoder.BLOCK_LENGTH, report.timeNs);
        execution
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(report.clientOrderId)
                .venueOrderId(report.venueOrderId)
                .executionId(report.executionId)
                .referenceExecutionId(
                        type == ExecType.TRADE_BUST || type == ExecType.TRADE_CORRECT ? report.referenceExecutionId : 0)
                .instrumentId(report.instrumentId)
                .venueId(venueId)
                .accountId(report.accountId)
                .execType(type)
                .orderState(report.state)
                .side(report.side)
                .isMaker((short) (report.isMaker ? 1 : 0))
                .rejectCode(report.rejectCode)
                .price(report.price)
                .quantity(report.quantity)
                .cumQuantity(report.cumQuantity)
                .leavesQuantity(report.leavesQuantity)
                .lastPrice(fill == null ? 0 : fill.price())
                .lastQuantity(fill == null ? 0 : fill.quantity())
                .feeE8(fill == null ? 0 : fill.feeE8());
        sink.publish();
    }

    private int onCancelReject(final Message message) throws FixRefusal {
        long order = ClOrdId.orderOf(FixFields.text(message, Tag.CL_ORD_ID));
        if (order == 0) {
            order = ClOrdId.orderOf(FixFields.required(message, Tag.ORIG_CL_ORD_ID));
        }
        if (order == 0) {
            throw new FixRefusal("neither 11 nor 41 names an order of ours");
        }
        final char responseTo = FixFields.character(message, Tag.CXL_REJ_RESPONSE_TO);
        if (responseTo != '1' && responseTo != '2') {
            throw new FixRefusal("434=" + responseTo + " is neither cancel (1) nor replace (2)");
        }
        final int reason = dialect.cancelRejectReason(message);
        final int code = reason == 0 ? TOO_LATE : reason == 1 ? UNKNOWN : BROKER_REASONS + Math.min(reason, 60_000);
        publishCancelReject(message, order, responseTo == '2', code, timeNs(message));
        return 1;
    }

    private int onBusinessReject(final Message message) throws FixRefusal {
        final int number = FixFields.integer(message, Tag.REF_SEQ_NUM, 0);
        final String named = FixFields.text(message, Tag.BUSINESS_REJECT_REF_ID);
        final long order = ClOrdId.orderOf(named) != 0 ? ClOrdId.orderOf(named) : sent.order(number);
        final int reason = FixFields.integer(message, Tag.BUSINESS_REJECT_REASON, 0);
        return onRefused(message, FixFields.required(message, Tag.REF_MSG_TYPE), order, BROKER_REASONS + reason);
    }

    /** A message that was refused as a whole has no effect at the venue, so an order in it is rejected for certain. */
    private int onRefused(final Message message, final String refType, final long order, final int code)
            throws FixRefusal {
        final String text = FixFields.text(message, Tag.TEXT);
        if (order == 0 || refType == null || !MessageType.isOrder(refType)) {
            throw new FixRefusal("the venue refused a message of type " + refType + ": " + text);
        }
        if (!MessageType.NEW_ORDER.equals(refType)) {
            publishCancelReject(
                    message,
                    order,
                    MessageType.REPLACE_REQUEST.equals(refType),
                    code < BROKER_REASONS ? BROKER_REASONS + code : code,
                    timeNs(message));
            return 1;
        }
        final Report report = new Report();
        synchronized (orders) {
            final KnownOrder known = orders.get(order);
            if (known == null) {
                throw new FixRefusal(
                        "the venue refused order " + order + ", which this session does not know: " + text);
            }
            report.clientOrderId = order;
            report.instrumentId = known.instrumentId;
            report.accountId = known.accountId;
            report.side = known.side;
            report.price = known.price;
            report.quantity = known.quantity;
            orders.done(known);
        }
        report.state = OrderState.REJECTED;
        report.rejectCode = code;
        report.timeNs = timeNs(message);
        publish(message, report, ExecType.REJECTED);
        return 1;
    }

    private void publishCancelReject(
            final Message message, final long order, final boolean isReplace, final int code, final long timeNs)
            throws FixRefusal {
        final MutableDirectBuffer buffer =
                begin(message, CancelRejectEncoder.TEMPLATE_ID, CancelRejectEncoder.BLOCK_LENGTH, timeNs);
        cancelReject
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(order)
                .venueId(venueId)
                .isReplace((short) (isReplace ? 1 : 0))
                .rejectCode(code);
        sink.publish();
    }

    private void publishUnknown(final Message message, final long order, final long timeNs) throws FixRefusal {
        final MutableDirectBuffer buffer =
                begin(message, UnknownOrderEncoder.TEMPLATE_ID, UnknownOrderEncoder.BLOCK_LENGTH, timeNs);
        unknownOrder.wrap(buffer, Frame.HEADER_LENGTH).clientOrderId(order).venueId(venueId);
        sink.publish();
    }

    private MutableDirectBuffer begin(
            final Message message, final int templateId, final int blockLength, final long timeNs) throws FixRefusal {
        final int number = FixFields.integer(message.getHeader(), Tag.MSG_SEQ_NUM, 0);
        final MutableDirectBuffer buffer = sink.claim();
        final long nowNs = sink.nowNs();
        frame.wrapForWrite(buffer, 0)
                .begin(templateId, blockLength, MessageHeaderEncoder.SCHEMA_VERSION)
                .ingressTimeNs(nowNs)
                .eventTimeNs(timeNs == FixTime.NOT_A_TIME ? nowNs : timeNs)
                .flags(timeNs == FixTime.NOT_A_TIME ? Frame.FLAG_NO_EVENT_TIME : 0)
                .sourceSequence(number)
                .sourceId(sourceId);
        return buffer;
    }

    private static long timeNs(final Message message) {
        return FixFields.time(message, Tag.TRANSACT_TIME);
    }
}
