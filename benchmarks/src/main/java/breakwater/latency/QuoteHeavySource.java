package breakwater.latency;

import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.TradeDecoder;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A generated market with three of four trades left out, and numbered anew: nine quotes to a trade. Thread: one.
 * Allocates: never after construction.
 */
final class QuoteHeavySource implements EventSource {
    private static final int TRADES_TO_ONE = 4;

    private final EventSource source;
    private final UnsafeBuffer held = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.SLOT_LENGTH));
    private final Frame frame = new Frame();
    private long nextTimeNs;
    private long number;
    private int trades;

    QuoteHeavySource(final EventSource source) {
        this.source = source;
        advance();
    }

    private void advance() {
        do {
            nextTimeNs = source.nextTimeNs();
            if (nextTimeNs == NONE) {
                return;
            }
            source.encodeNext(held, 0);
            frame.wrapForWrite(held, 0);
        } while (frame.templateId() == TradeDecoder.TEMPLATE_ID && ++trades % TRADES_TO_ONE != 0);
        frame.sourceSequence(++number);
    }

    @Override
    public long nextTimeNs() {
        return nextTimeNs;
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        buffer.putBytes(offset, held, 0, frame.length());
        advance();
    }
}
