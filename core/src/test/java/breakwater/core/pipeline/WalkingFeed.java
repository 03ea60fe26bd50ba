package breakwater.core.pipeline;

import breakwater.core.EngineFixture;
import breakwater.core.EventPen;
import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.QuoteEncoder;
import breakwater.core.message.Side;
import breakwater.core.message.TradeEncoder;
import org.agrona.MutableDirectBuffer;

/** A seeded market of instruments 0 and 1, an event a millisecond, one in six a trade. Allocates nothing. */
final class WalkingFeed implements EventSource {
    private final Frame frame = new Frame();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final long[] bid = {100_000, 50_000};
    private final long count;
    private long state;
    private long number;
    private long failAt;
    private long pauseAfter = Long.MAX_VALUE;
    private long pauseNs;
    private long everyMs = 1;

    WalkingFeed(final long seed, final long count) {
        this.state = seed;
        this.count = count;
    }

    /** Lets the n-th event fail, as a corrupt file does. */
    WalkingFeed failAt(final long value) {
        failAt = value;
        return this;
    }

    /** Lets nothing happen for a while after the n-th event. */
    WalkingFeed pauseAfter(final long event, final long durationNs) {
        pauseAfter = event;
        pauseNs = durationNs;
        return this;
    }

    /** Lets one event come in so many ms. */
    WalkingFeed every(final long ms) {
        everyMs = ms;
        return this;
    }

    @Override
    public long nextTimeNs() {
        return number < count ? ownTimeNs(number + 1) : NONE;
    }

    private long ownTimeNs(final long event) {
        return timeNs(event * everyMs) + (event > pauseAfter ? pauseNs : 0);
    }

    static long timeNs(final long number) {
        return EngineFixture.START_NS + EngineFixture.SECOND + number * EngineFixture.MS;
    }

    private long draw(final long bound) {
        return Long.remainderUnsigned(Frame.mix(++state), bound);
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        number++;
        if (number == failAt) {
            throw new IllegalStateException("line " + number + " is corrupt");
        }
        final int instrument = (int) draw(2);
        final boolean isTrade = draw(6) == 0;
        frame.wrapForWrite(buffer, offset)
                .begin(
                        isTrade ? TradeEncoder.TEMPLATE_ID : QuoteEncoder.TEMPLATE_ID,
                        isTrade ? TradeEncoder.BLOCK_LENGTH : QuoteEncoder.BLOCK_LENGTH,
                        QuoteEncoder.SCHEMA_VERSION)
                .ingressTimeNs(ownTimeNs(number))
                .eventTimeNs(ownTimeNs(number))
                .sourceSequence(number)
                .sourceId(EventPen.FEED);
        if (isTrade) {
            final long price = bid[instrument] + draw(3);
            trade.wrap(buffer, frame.blockOffset())
                    .instrumentId(instrument)
                    .aggressor(draw(2) == 0 ? Side.BUY : Side.SELL)
                    .price(price)
                    .quantity(1 + draw(200))
                    .tradeId(number)
                    .mergedCount(1)
                    .highPrice(price)
                    .lowPrice(price);
        } else {
            bid[instrument] = Math.max(20_000, bid[instrument] + draw(41) - 20);
            quote.wrap(buffer, frame.blockOffset())
                    .instrumentId(instrument)
                    .bidPrice(bid[instrument])
                    .bidQuantity(10 + draw(5_000))
                    .askPrice(bid[instrument] + 1 + draw(5))
                    .askQuantity(10 + draw(5_000))
                    .skipped(0);
        }
    }
}
