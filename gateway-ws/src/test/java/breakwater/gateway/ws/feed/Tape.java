package breakwater.gateway.ws.feed;

import breakwater.core.message.BarDecoder;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.TradeDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads a source to its end or to a number of events, as text or as bytes. */
final class Tape {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame().wrap(buffer, 0);

    /** One line an event: source sequence, ingress time, event time, then the message; flags where there are any. */
    static List<String> text(final EventSource source, final int max) {
        final Tape tape = new Tape();
        final List<String> lines = new ArrayList<>();
        while (lines.size() < max && source.nextTimeNs() != EventSource.NONE) {
            final long timeNs = source.nextTimeNs();
            source.encodeNext(tape.buffer, 0);
            if (tape.frame.ingressTimeNs() != timeNs) {
                throw new AssertionError("announced " + timeNs + ", came " + tape.frame.ingressTimeNs());
            }
            lines.add(tape.line());
        }
        return lines;
    }

    /** A hash over all bytes of up to {@code max} frames, which must fill whole slots with nothing else. */
    static long hash(final EventSource source, final int max) {
        final Tape tape = new Tape();
        long hash = 0;
        for (int n = 0; n < max && source.nextTimeNs() != EventSource.NONE; n++) {
            Arrays.fill(tape.buffer.byteArray(), (byte) n);
            source.encodeNext(tape.buffer, 0);
            for (int i = 0; i < tape.frame.length(); i++) {
                hash = hash * 31 + tape.buffer.getByte(i);
            }
        }
        return hash;
    }

    /** Counts events, whose source sequences must rise by one from {@code first} and whose times must not fall. */
    static long count(final EventSource source, final long first) {
        final Tape tape = new Tape();
        long count = 0;
        long lastNs = 0;
        while (source.nextTimeNs() != EventSource.NONE) {
            source.encodeNext(tape.buffer, 0);
            if (tape.frame.sourceSequence() != first + count || tape.frame.ingressTimeNs() < lastNs) {
                throw new AssertionError("event " + count + ": sequence=" + tape.frame.sourceSequence() + ", time="
                        + tape.frame.ingressTimeNs() + " after " + lastNs);
            }
            lastNs = tape.frame.ingressTimeNs();
            count++;
        }
        return count;
    }

    private String line() {
        return frame.sourceSequence() + " " + frame.ingressTimeNs() + ' ' + frame.eventTimeNs() + ' ' + message()
                + (frame.flags() == 0 ? "" : " flags " + frame.flags());
    }

    private String message() {
        final int at = frame.blockOffset();
        final int length = frame.blockLength();
        switch (frame.templateId()) {
            case TradeDecoder.TEMPLATE_ID:
                final TradeDecoder t = new TradeDecoder().wrap(buffer, at, length, 0);
                return "trade " + t.instrumentId() + ' ' + t.aggressor() + ' ' + t.price() + 'x' + t.quantity() + " #"
                        + t.tradeId();
            case QuoteDecoder.TEMPLATE_ID:
                final QuoteDecoder q = new QuoteDecoder().wrap(buffer, at, length, 0);
                return "quote " + q.instrumentId() + ' ' + q.bidPrice() + 'x' + q.bidQuantity() + ' ' + q.askPrice()
                        + 'x' + q.askQuantity();
            case BarDecoder.TEMPLATE_ID:
                final BarDecoder b = new BarDecoder().wrap(buffer, at, length, 0);
                return "bar " + b.instrumentId() + ' ' + b.openTimeNs() + ' ' + b.timeframeNs() + ' ' + b.openPrice()
                        + ' ' + b.highPrice() + ' ' + b.lowPrice() + ' ' + b.closePrice() + ' ' + b.volume();
            case DepthDecoder.TEMPLATE_ID:
                return depth(new DepthDecoder().wrap(buffer, at, length, 0));
            default:
                throw new AssertionError("template " + frame.templateId());
        }
    }

    private String depth(final DepthDecoder d) {
        final StringBuilder text =
                new StringBuilder("depth " + d.instrumentId() + ' ' + d.transactionId() + ' ' + d.index() + '/'
                        + d.count() + ' ' + d.firstUpdateId() + '-' + d.lastUpdateId() + ' ' + d.isSnapshot());
        for (final DepthDecoder.LevelsDecoder level : d.levels()) {
            text.append(' ')
                    .append(level.side())
                    .append(' ')
                    .append(level.price())
                    .append('x')
                    .append(level.quantity());
        }
        if (d.limit() != frame.length()) {
            throw new AssertionError("frame says " + frame.length() + " bytes, message " + d.limit());
        }
        return text.toString();
    }
}
