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
 * so that the venue can be asked in peace; at the latest after {@value #PATIENCE_NS} ns. It may do so at half time too, and then
 * go on where it was, later.
 *
 * <p>Thread: the market's; {@link #holds} and {@link #release} any.
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
    private long left;
    private long laterNs;
    private long laterSequence;
    private int step;
    private long heldSinceNs;
    private volatile int holds;
    private volatile int released;

    /** @param halfTime events after which it stands still a first time, 0 = at the end alone */
    HeldFeed(final Feed feed, final long halfTime) {
        this.feed = feed;
        left = halfTime == 0 ? Long.MAX_VALUE : halfTime;
    }

    /** Returns a pace that knows when to stand still. */
    Pace pace() {
        return () -> isStanding() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private boolean isStanding() {
        if (step != CLOSE_STEPS + FAR_STEPS) {
            return false;
        }
        if (heldSinceNs == 0) {
            heldSinceNs = System.nanoTime();
            holds++;
        }
        return released < holds && System.nanoTime() - heldSinceNs < PATIENCE_NS;
    }

    /** Returns how often it has stood still, and does until {@link #release}. */
    int holds() {
        return holds;
    }

    /** Lets it go on from that standing still. */
    void release(final int hold) {
        released = hold;
    }

    private boolean isResting() {
        return left == 0 || feed.nextTimeNs() == NONE;
    }

    private void goOn() {
        left = Long.MAX_VALUE;
        step = 0;
        heldSinceNs = 0;
        laterNs = lastNs + SECOND_NS - feed.nextTimeNs();
        laterSequence = CLOSE_STEPS + FAR_STEPS + 1;
    }

    @Override
    public long nextTimeNs() {
        if (!isResting()) {
            return feed.nextTimeNs() + laterNs;
        }
        return step > CLOSE_STEPS + FAR_STEPS ? NONE : lastNs + (step < CLOSE_STEPS ? SECOND_NS : FAR_NS);
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        if (isResting()) {
            encodeTrade(buffer, offset);
            return;
        }
        feed.encodeNext(buffer, offset);
        left--;
        frame.wrap(buffer, offset);
        frame.wrapForWrite(buffer, offset)
                .ingressTimeNs(frame.ingressTimeNs() + laterNs)
                .eventTimeNs(frame.eventTimeNs() + laterNs)
                .sourceSequence(frame.sourceSequence() + laterSequence);
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
        if (step > CLOSE_STEPS + FAR_STEPS && feed.nextTimeNs() != NONE) {
            goOn();
        }
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
