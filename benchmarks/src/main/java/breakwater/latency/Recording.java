package breakwater.latency;

import breakwater.core.Engine;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.TradeDecoder;
import breakwater.core.pipeline.RecordAppender;
import breakwater.core.snapshot.SnapshotBuffer;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A stretch of a lockstep session, kept in memory: the state before it, and its inputs one after the other in one direct
 * buffer. Engines are rewound to the state and given the inputs again, so that orders meet their own execution reports.
 *
 * <p>Thread: one.
 */
public final class Recording implements RecordAppender {
    private static final int MARKET_EVENTS_BEFORE = 100_000;

    private final UnsafeBuffer buffer;
    private final int[] offsets;
    private final Frame frame = new Frame();
    private final SnapshotBuffer before = new SnapshotBuffer();
    private int end;
    private int count = -1;
    private int quotes;
    private int trades;
    private int reports;

    private Recording(final int events) {
        buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(events * 192));
        offsets = new int[events];
    }

    /** Records {@code events} inputs of a workload, after a stretch that opens positions and fills tables. */
    public static Recording of(final Workload workload, final int events) {
        final Recording recording = new Recording(events);
        final Workload.Ready ready = workload.ready(recording, new NoJournal(), true);
        for (int i = 0; i < MARKET_EVENTS_BEFORE; i++) {
            ready.driver().step();
        }
        ready.driver().settle();
        ready.pipeline().engine().writeTo(recording.before);
        recording.count = 0;
        while (recording.count < events) {
            if (!ready.driver().step()) {
                throw new IllegalStateException("the market ended after " + recording.count + " events");
            }
        }
        return recording;
    }

    @Override
    public void append(final DirectBuffer source, final int offset, final int length) {
        if (count < 0 || count == offsets.length) {
            return;
        }
        offsets[count++] = end;
        buffer.putBytes(end, source, offset, length);
        end = (end + length + 63) & ~63;
        switch (frame.wrap(source, offset).templateId()) {
            case QuoteDecoder.TEMPLATE_ID:
                quotes++;
                break;
            case TradeDecoder.TEMPLATE_ID:
                trades++;
                break;
            case ExecutionReportDecoder.TEMPLATE_ID:
                reports++;
                break;
            default:
                break;
        }
    }

    @Override
    public void endBatch() {}

    @Override
    public void close() {}

    /** Puts an engine to the state before the first input. */
    public void rewind(final Engine engine) {
        engine.readFrom(before.reader());
    }

    public UnsafeBuffer buffer() {
        return buffer;
    }

    public int count() {
        return count;
    }

    /** Returns where an input begins. */
    public int offset(final int index) {
        return offsets[index];
    }

    /** Returns the mix in words. */
    public String mix() {
        return String.format(
                java.util.Locale.ROOT,
                "%d inputs: %.1f %% quotes, %.1f %% trades, %.1f %% execution reports, %.1f %% others",
                count,
                100.0 * quotes / count,
                100.0 * trades / count,
                100.0 * reports / count,
                100.0 * (count - quotes - trades - reports) / count);
    }
}
