package breakwater.core.message;

import org.agrona.MutableDirectBuffer;

/**
 * Writes market-data frames: first {@link #at} says where and when, then one call writes the message. Prices and
 * quantities are mantissas of the instrument, times UTC nanoseconds. Thread: the owner's. Allocates: never.
 */
public final class MarketFrames {
    /** Levels of one depth part; the rest of a longer update follows in further parts (Settled 14). */
    public static final int LEVELS_MAX = 20;

    private final Frame frame = new Frame();
    private final TradeEncoder trade = new TradeEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final BarEncoder bar = new BarEncoder();
    private final DepthEncoder depth = new DepthEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();
    private MutableDirectBuffer buffer;
    private DepthEncoder.LevelsEncoder levels;
    private int sourceId;
    private long sourceSequence;
    private long ingressTimeNs;
    private long eventTimeNs;
    private int flags;

    /** Sets place, source and times of the next message; {@code flags} as in {@link Frame}. Returns this. */
    public MarketFrames at(
            final MutableDirectBuffer buffer,
            final int offset,
            final int sourceId,
            final long sourceSequence,
            final long ingressTimeNs,
            final long eventTimeNs,
            final int flags) {
        this.buffer = buffer;
        this.sourceId = sourceId;
        this.sourceSequence = sourceSequence;
        this.ingressTimeNs = ingressTimeNs;
        this.eventTimeNs = eventTimeNs;
        this.flags = flags;
        frame.wrapForWrite(buffer, offset);
        return this;
    }

    public void trade(
            final int instrumentId, final Side aggressor, final long price, final long quantity, final long tradeId) {
        begin(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH);
        trade.wrap(buffer, frame.blockOffset())
                .instrumentId(instrumentId)
                .aggressor(aggressor)
                .price(price)
                .quantity(quantity)
                .tradeId(tradeId)
                .mergedCount(1)
                .highPrice(price)
                .lowPrice(price);
    }

    public void quote(
            final int instrumentId,
            final long bidPrice,
            final long bidQuantity,
            final long askPrice,
            final long askQuantity) {
        begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH);
        quote.wrap(buffer, frame.blockOffset())
                .instrumentId(instrumentId)
                .bidPrice(bidPrice)
                .bidQuantity(bidQuantity)
                .askPrice(askPrice)
                .askQuantity(askQuantity)
                .skipped(0);
    }

    public void bar(
            final int instrumentId,
            final long timeframeNs,
            final long openTimeNs,
            final long open,
            final long high,
            final long low,
            final long close,
            final long volume) {
        begin(BarEncoder.TEMPLATE_ID, BarEncoder.BLOCK_LENGTH);
        bar.wrap(buffer, frame.blockOffset())
                .instrumentId(instrumentId)
                .timeframeNs(timeframeNs)
                .openTimeNs(openTimeNs)
                .openPrice(open)
                .highPrice(high)
                .lowPrice(low)
                .closePrice(close)
                .volume(volume);
    }

    /** Begins a depth part of {@code levelCount} levels, at most {@link #LEVELS_MAX}; {@link #level} follows for each. */
    public void depth(
            final int instrumentId,
            final long transactionId,
            final int index,
            final int count,
            final long firstUpdateId,
            final long lastUpdateId,
            final boolean isSnapshot,
            final int levelCount) {
        begin(DepthEncoder.TEMPLATE_ID, DepthEncoder.BLOCK_LENGTH);
        depth.wrap(buffer, frame.blockOffset())
                .instrumentId(instrumentId)
                .transactionId(transactionId)
                .index(index)
                .count(count)
                .firstUpdateId(firstUpdateId)
                .lastUpdateId(lastUpdateId)
                .isSnapshot((short) (isSnapshot ? 1 : 0));
        levels = depth.levelsCount(levelCount);
        frame.length(
                Frame.HEADER_LENGTH + depth.encodedLength() + levelCount * DepthEncoder.LevelsEncoder.sbeBlockLength());
    }

    public void level(final Side side, final long price, final long quantity) {
        levels.next().side(side).price(price).quantity(quantity);
    }

    /** Says the state of an instrument, or of the whole source with {@link Frame#NO_ID}. */
    public void status(final int instrumentId, final MarketState state) {
        begin(FeedStatusEncoder.TEMPLATE_ID, FeedStatusEncoder.BLOCK_LENGTH);
        status.wrap(buffer, frame.blockOffset()).instrumentId(instrumentId).state(state);
    }

    private void begin(final int templateId, final int blockLength) {
        frame.begin(templateId, blockLength, TradeEncoder.SCHEMA_VERSION)
                .ingressTimeNs(ingressTimeNs)
                .eventTimeNs(eventTimeNs)
                .sourceSequence(sourceSequence)
                .sourceId(sourceId)
                .flags(flags);
    }
}
