package breakwater.core.pipeline;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelEncoder;
import breakwater.core.message.OrderNewEncoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.TimeAdvancedEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Small things that tests of this room make: pages, inputs, order outputs, the handshake of a kill. */
final class Parts {
    static final int GLOBAL = ControlPage.index(ScopeType.GLOBAL, 0);
    private static final Frame FRAME = new Frame();
    private static final OrderNewEncoder ORDER_NEW = new OrderNewEncoder();
    private static final OrderCancelEncoder ORDER_CANCEL = new OrderCancelEncoder();

    private Parts() {}

    static ControlPage page() {
        final ControlPage page =
                new ControlPage(new UnsafeBuffer(org.agrona.BufferUtil.allocateDirectAligned(ControlPage.LENGTH, 64)));
        page.format(1, 2);
        return page;
    }

    /** Writes a time event of a source. */
    static void time(final UnsafeBuffer buffer, final int source, final long number) {
        new Frame()
                .wrapForWrite(buffer, 0)
                .begin(
                        TimeAdvancedEncoder.TEMPLATE_ID,
                        TimeAdvancedEncoder.BLOCK_LENGTH,
                        TimeAdvancedEncoder.SCHEMA_VERSION)
                .sourceId(source)
                .sourceSequence(number);
    }

    /** Puts an order into the egress ring; order id = sequence, all scopes 0. One thread. */
    static void order(final EgressRing egress, final long sequence, final long cause, final Effect effect) {
        order(egress, sequence, cause, effect, 0);
    }

    static void order(
            final EgressRing egress, final long sequence, final long cause, final Effect effect, final int venueId) {
        final MutableDirectBuffer buffer = egress.claim();
        if (effect == Effect.CANCELS_ENTRY || effect == Effect.CANCELS_PROTECTION) {
            begin(buffer, OrderCancelEncoder.TEMPLATE_ID, OrderCancelEncoder.BLOCK_LENGTH, sequence, cause);
            ORDER_CANCEL
                    .wrap(buffer, Frame.HEADER_LENGTH)
                    .clientOrderId(sequence)
                    .venueId(venueId)
                    .effect(effect)
                    .assetClass(AssetClass.CRYPTO);
        } else {
            begin(buffer, OrderNewEncoder.TEMPLATE_ID, OrderNewEncoder.BLOCK_LENGTH, sequence, cause);
            ORDER_NEW
                    .wrap(buffer, Frame.HEADER_LENGTH)
                    .clientOrderId(sequence)
                    .venueId(venueId)
                    .effect(effect)
                    .assetClass(AssetClass.CRYPTO);
        }
        egress.commit();
        egress.publish();
    }

    static void begin(
            final MutableDirectBuffer buffer,
            final int templateId,
            final int blockLength,
            final long sequence,
            final long cause) {
        FRAME.wrapForWrite(buffer, 0)
                .begin(templateId, blockLength, OrderNewEncoder.SCHEMA_VERSION)
                .sequence(sequence)
                .causeSequence(cause);
    }

    /** Waits, as a kill does after its store, until no sender writes what it began before (Settled 5). */
    static void awaitSenders(final ControlPage page) {
        for (int sender = 0; sender < ControlPage.SENDERS_MAX; sender++) {
            final long sending = page.sendingSequence(sender);
            while (sending != 0 && page.sendingSequence(sender) == sending) {
                Thread.yield();
            }
        }
    }
}
