package breakwater.latency;

import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.SendResult;
import breakwater.core.pipeline.IngressRing;
import breakwater.core.pipeline.VenuePort;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where a measured order arrives: takes the time, and later answers with a rejection, so that the engine's state stays the
 * same however long the measurement runs. Thread: the feed's.
 */
final class RejectingPort implements VenuePort {
    private static final int OWED_MAX = 1024;

    /** Hears of an order at the moment it is handed over. */
    interface Arrival {
        void onOrder(long causeSequence, long atNs);
    }

    private final int sourceId;
    private final Arrival arrival;
    private final Frame frame = new Frame();
    private final Frame answer = new Frame();
    private final OrderNewDecoder order = new OrderNewDecoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final UnsafeBuffer owed = new UnsafeBuffer(new byte[OWED_MAX * Frame.SLOT_LENGTH]);
    private int owedCount;
    private long number;

    RejectingPort(final int sourceId, final Arrival arrival) {
        this.sourceId = sourceId;
        this.arrival = arrival;
    }

    @Override
    public SendResult send(final DirectBuffer buffer, final int offset) {
        frame.wrap(buffer, offset);
        if (frame.templateId() == OrderNewDecoder.TEMPLATE_ID) {
            arrival.onOrder(frame.causeSequence(), System.nanoTime());
            owed.putBytes(owedCount++ * Frame.SLOT_LENGTH, buffer, offset, frame.length());
        }
        return SendResult.SENT;
    }

    /** Publishes the rejections that are owed. */
    void answer(final IngressRing ingress, final long nowNs) {
        for (int i = 0; i < owedCount; i++) {
            final long claim = ingress.tryClaim();
            if (claim == IngressRing.FULL) {
                throw new IllegalStateException("ingress ring is full at a measured rate");
            }
            encode(i, ingress.buffer(claim), nowNs);
            ingress.publish(claim);
        }
        owedCount = 0;
    }

    private void encode(final int index, final UnsafeBuffer slot, final long nowNs) {
        frame.wrap(owed, index * Frame.SLOT_LENGTH);
        order.wrap(owed, frame.offset() + Frame.HEADER_LENGTH, frame.blockLength(), frame.version());
        number++;
        answer.wrapForWrite(slot, 0)
                .begin(
                        ExecutionReportEncoder.TEMPLATE_ID,
                        ExecutionReportEncoder.BLOCK_LENGTH,
                        ExecutionReportEncoder.SCHEMA_VERSION)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs)
                .sourceSequence(number)
                .sourceId(sourceId);
        report.wrap(slot, Frame.HEADER_LENGTH)
                .clientOrderId(order.clientOrderId())
                .venueOrderId(number)
                .executionId(number)
                .instrumentId(order.instrumentId())
                .venueId(order.venueId())
                .accountId(order.accountId())
                .execType(ExecType.REJECTED)
                .orderState(OrderState.REJECTED)
                .side(order.side())
                .price(order.price())
                .quantity(order.quantity());
    }
}
