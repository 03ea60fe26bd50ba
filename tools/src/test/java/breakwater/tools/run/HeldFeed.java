package breakwater.tools.run;

import breakwater.core.message.Frame;
import breakwater.core.message.TradeDecoder;
import breakwater.core.message.TradeEncoder;
import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.gateway.ws.feed.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;

/**
 * A feed that goes on, after its last event, with trades at each instrument's last price: time passes, orders end, reports that
 * are late come, but a strategy that speaks at quotes is silent. Before the last of them it stands still until it is released,
 * so that the venue can be asked in peace; at the latest after {@value #PATIENCE_NS} ns.
 *
 * <p>Thread: the market's; {@link #isHeld} and {@link #release} any.
 */
final class HeldFeed implements Feed {
    private static final long PATIENCE_NS = 20_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int CLOSE_STEPS = 60;
    private static final int FAR_STEPS = 60;
    private static final long FAR_NS = 11 * SECOND_NS;

    private final Feed feed;
    private final Frame frame = new Frame();
    private final Map<Integer, byte[]> trades = new TreeMap<>();
    private long lastNs;
    private long lastSequence;
    private int step;
    private long heldSinceNs;
    private volatile boolean isHeld;
    private volatile boolean isReleased;

    HeldFeed(final Feed feed) {
        this.feed = feed;
    }

    /** Returns a pace that knows when to stand still. */
    Pace pace() {
        return () -> isStanding() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private boolean isStanding() {
        if (isReleased || feed.nextTimeNs() != NONE || step < CLOSE_STEPS + FAR_STEPS) {
            return false;
        }
        if (!isHeld) {
            heldSinceNs = System.nanoTime();
            isHeld = true;
        }
        return System.nanoTime() - heldSinceNs < PATIENCE_NS;
    }

    /** Returns whether nothing more comes until the release. */
    boolean isHeld() {
        return isHeld;
    }

    void release() {
        isReleased = true;
    }

    @Override
    public long nextTimeNs() {
        if (feed.nextTimeNs() != NONE) {
            return feed.nextTimeNs();
        }
        return step > CLOSE_STEPS + FAR_STEPS ? NONE : lastNs + (step < CLOSE_STEPS ? SECOND_NS : FAR_NS);
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        if (feed.nextTimeNs() == NONE) {
            encodeTrade(buffer, offset);
            return;
        }
        feed.encodeNext(buffer, offset);
        frame.wrap(buffer, offset);
        lastNs = frame.ingressTimeNs();
        lastSequence = frame.sourceSequence();
        if (frame.templateId() == TradeDecoder.TEMPLATE_ID) {
            final byte[] bytes = new byte[frame.length()];
            buffer.getBytes(offset, bytes);
            final int instrument = new TradeDecoder()
                    .wrap(buffer, frame.blockOffset(), frame.blockLength(), frame.version())
                    .instrumentId();
            trades.put(instrument, bytes);
        }
    }

    /** The last trade of one instrument after the other, as one that happens now and bears no id. */
    private void encodeTrade(final MutableDirectBuffer buffer, final int offset) {
        final long timeNs = nextTimeNs();
        final byte[] trade = List.copyOf(trades.values()).get(step++ % trades.size());
        buffer.putBytes(offset, trade);
        frame.wrapForWrite(buffer, offset)
                .ingressTimeNs(timeNs)
                .eventTimeNs(timeNs)
                .sourceSequence(++lastSequence);
        new TradeEncoder().wrap(buffer, frame.blockOffset()).tradeId(0);
        lastNs = timeNs;
    }

    @Override
    public FeedDescription description() {
        return feed.description();
    }

    @Override
    public void assign(final int sourceId, final int... instrumentIds) {
        feed.assign(sourceId, instrumentIds);
    }

    @Override
    public void skipTo(final long lastSourceSequence) {
        feed.skipTo(lastSourceSequence);
    }

    @Override
    public long refusedCount() {
        return feed.refusedCount();
    }

    @Override
    public List<Refusal> refusals() {
        return feed.refusals();
    }

    @Override
    public void close() {
        feed.close();
    }
}
