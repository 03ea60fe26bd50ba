package breakwater.gateway.fix.orderentry;

import breakwater.core.message.BalanceEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.ReconcileEncoder;
import breakwater.core.message.VenuePositionEncoder;
import org.agrona.MutableDirectBuffer;

/** Writes what a venue told of its books as events for the engine. Thread: one. */
final class BookSink {
    private static final String USER = "fix-session";
    private static final int REASON_LENGTH = ReconcileEncoder.reasonLength();

    private final int venueId;
    private final int sourceId;
    private final ReportSink sink;
    private final Frame frame = new Frame();
    private final VenuePositionEncoder position = new VenuePositionEncoder();
    private final BalanceEncoder balance = new BalanceEncoder();
    private final ReconcileEncoder reconcile = new ReconcileEncoder();
    private long number;

    BookSink(final int venueId, final int sourceId, final ReportSink sink) {
        this.venueId = venueId;
        this.sourceId = sourceId;
        this.sink = sink;
    }

    /** Returns the engine's time, UTC ns. */
    long nowNs() {
        return sink.nowNs();
    }

    /** @param netQuantity signed mantissa */
    void position(final int accountId, final int instrumentId, final long netQuantity) {
        final MutableDirectBuffer buffer = begin(VenuePositionEncoder.TEMPLATE_ID, VenuePositionEncoder.BLOCK_LENGTH);
        position.wrap(buffer, Frame.HEADER_LENGTH)
                .accountId(accountId)
                .venueId(venueId)
                .instrumentId(instrumentId)
                .netQuantity(netQuantity);
        sink.publish();
    }

    void cash(final int accountId, final long cashE8) {
        final MutableDirectBuffer buffer = begin(BalanceEncoder.TEMPLATE_ID, BalanceEncoder.BLOCK_LENGTH);
        balance.wrap(buffer, Frame.HEADER_LENGTH)
                .accountId(accountId)
                .venueId(venueId)
                .cashE8(cashE8);
        sink.publish();
    }

    /** The outcome of a round: {@code reason} says why it is not clean, or what was asked. */
    void outcome(final int accountId, final boolean isClean, final String reason) {
        final MutableDirectBuffer buffer = begin(ReconcileEncoder.TEMPLATE_ID, ReconcileEncoder.BLOCK_LENGTH);
        reconcile
                .wrap(buffer, Frame.HEADER_LENGTH)
                .venueId(venueId)
                .accountId(accountId)
                .isClean((short) (isClean ? 1 : 0))
                .adoptedBreakId(0)
                .user(USER)
                .reason(ascii(reason));
        sink.publish();
    }

    /** What a venue writes may be anything; what enters the journal as text is printable and fits. */
    private static String ascii(final String text) {
        final StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && i < REASON_LENGTH; i++) {
            final char c = text.charAt(i);
            out.append(c < ' ' || c > '~' ? '?' : c);
        }
        return out.toString();
    }

    private MutableDirectBuffer begin(final int templateId, final int blockLength) {
        final MutableDirectBuffer buffer = sink.claim();
        final long nowNs = sink.nowNs();
        frame.wrapForWrite(buffer, 0)
                .begin(templateId, blockLength, MessageHeaderEncoder.SCHEMA_VERSION)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs)
                .flags(Frame.FLAG_NO_EVENT_TIME)
                .sourceSequence(++number)
                .sourceId(sourceId);
        return buffer;
    }
}
