package breakwater.core.ingest;

import breakwater.core.message.AssetClass;
import breakwater.core.message.BarDecoder;
import breakwater.core.message.BarEncoder;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.DepthEncoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.FeedStatusEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.MarketState;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.QuoteEncoder;
import breakwater.core.message.Side;
import breakwater.core.message.SourceDefinitionDecoder;
import breakwater.core.message.SourceDefinitionEncoder;
import breakwater.core.message.TradeDecoder;
import breakwater.core.message.TradeEncoder;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Sources;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An ingest stage with three instruments (0: tick 5, lot 10; 1 and 2: tick 1, lot 1) and three sources (LIVE sequenced,
 * LOOSE not, BARS of one minute), fed by one line an event. Time is {@link #nowNs}; event time is now less
 * {@link #ageNs}.
 */
public final class IngestFixture implements BarListener {
    public static final int LIVE = 0;
    public static final int LOOSE = 1;
    public static final int BARS = 2;
    public static final long SECOND = 1_000_000_000L;
    public static final long MINUTE = 60 * SECOND;
    public static final long LEAD = 250_000_000L;

    /** A closed bar, kept. */
    public record Closed(
            int instrumentId,
            long timeframeNs,
            long openTimeNs,
            long open,
            long high,
            long low,
            long close,
            long volume) {}

    public final Instruments instruments = new Instruments(8);
    public final Sources sources = new Sources(4);
    public final Ingest ingest;
    public final List<Closed> closed = new ArrayList<>();
    public BarListener listener;
    public boolean isRecording = true;
    public long nowNs = 1_700_000_000L * SECOND / (86_400L * SECOND) * (86_400L * SECOND);
    public long ageNs;
    public long sequence;
    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private final TradeEncoder tradeEncoder = new TradeEncoder();
    private final TradeDecoder tradeDecoder = new TradeDecoder();
    private final QuoteEncoder quoteEncoder = new QuoteEncoder();
    private final QuoteDecoder quoteDecoder = new QuoteDecoder();
    private final BarEncoder barEncoder = new BarEncoder();
    private final BarDecoder barDecoder = new BarDecoder();

    public IngestFixture() {
        ingest = new Ingest(instruments, sources, this);
        instrument(0, 5, 10, 100_000);
        instrument(1, 1, 1, 0);
        instrument(2, 1, 1, 0);
        source(LIVE, true, 0);
        source(LOOSE, false, 0);
        source(BARS, false, MINUTE);
    }

    public void instrument(final int id, final long tick, final long lot, final long jumpMaxPpm) {
        final MutableDirectBuffer block = new ExpandableArrayBuffer();
        new InstrumentDefinitionEncoder()
                .wrap(block, 0)
                .instrumentId(id)
                .venueId(0)
                .assetClass(AssetClass.CRYPTO)
                .priceExponent((byte) -2)
                .quantityExponent((byte) 0)
                .isShortable((short) (id == 2 ? 0 : 1))
                .tickSize(tick)
                .lotSize(lot)
                .minQuantity(lot)
                .maxQuantity(1_000_000_000L)
                .minNotionalE8(0)
                .contractMultiplier(1)
                .makerFeePpm(0)
                .takerFeePpm(0)
                .staleAfterNs(10 * SECOND)
                .jumpMaxPpm(jumpMaxPpm)
                .symbol("I" + id)
                .quoteCurrency("USD");
        final boolean isDefined = instruments.define(
                new InstrumentDefinitionDecoder().wrap(block, 0, InstrumentDefinitionDecoder.BLOCK_LENGTH, 0));
        if (!isDefined) {
            throw new IllegalStateException("instrument " + id + " refused");
        }
    }

    public void source(final int id, final boolean isSequenced, final long cadenceNs) {
        final MutableDirectBuffer block = new ExpandableArrayBuffer();
        new SourceDefinitionEncoder()
                .wrap(block, 0)
                .sourceId(id)
                .hasEventTime((short) 1)
                .isSequenced((short) (isSequenced ? 1 : 0))
                .leadMaxNs(LEAD)
                .cadenceNs(cadenceNs)
                .name("S" + id);
        sources.define(new SourceDefinitionDecoder().wrap(block, 0, SourceDefinitionDecoder.BLOCK_LENGTH, 0));
    }

    private Frame header(final int template, final int length, final int sourceId) {
        return frame.wrapForWrite(buffer, 0)
                .begin(template, length, 0)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs - ageNs)
                .sourceId(sourceId)
                .sourceSequence(sourceId == LIVE ? ++sequence : 0);
    }

    public QuarantineReason trade(final int id, final long price, final long quantity) {
        return trade(LIVE, id, price, quantity, 0);
    }

    public QuarantineReason trade(
            final int sourceId, final int id, final long price, final long quantity, final long tradeId) {
        header(TradeDecoder.TEMPLATE_ID, TradeDecoder.BLOCK_LENGTH, sourceId);
        tradeEncoder
                .wrap(buffer, Frame.HEADER_LENGTH)
                .instrumentId(id)
                .aggressor(Side.BUY)
                .price(price)
                .quantity(quantity)
                .tradeId(tradeId)
                .mergedCount(1)
                .highPrice(price)
                .lowPrice(price);
        return ingest.onTrade(
                frame, tradeDecoder.wrap(buffer, Frame.HEADER_LENGTH, TradeDecoder.BLOCK_LENGTH, 0), nowNs);
    }

    public QuarantineReason mergedTrade(
            final int id, final long price, final long quantity, final int count, final long high, final long low) {
        header(TradeDecoder.TEMPLATE_ID, TradeDecoder.BLOCK_LENGTH, LOOSE);
        tradeEncoder
                .wrap(buffer, Frame.HEADER_LENGTH)
                .instrumentId(id)
                .aggressor(Side.BUY)
                .price(price)
                .quantity(quantity)
                .tradeId(0)
                .mergedCount(count)
                .highPrice(high)
                .lowPrice(low);
        return ingest.onTrade(
                frame, tradeDecoder.wrap(buffer, Frame.HEADER_LENGTH, TradeDecoder.BLOCK_LENGTH, 0), nowNs);
    }

    public QuarantineReason quote(final int id, final long bid, final long ask) {
        return quote(LIVE, id, bid, 100, ask, 100, 0);
    }

    public QuarantineReason quote(
            final int sourceId,
            final int id,
            final long bid,
            final long bidQuantity,
            final long ask,
            final long askQuantity,
            final long skipped) {
        header(QuoteDecoder.TEMPLATE_ID, QuoteDecoder.BLOCK_LENGTH, sourceId);
        quoteEncoder
                .wrap(buffer, Frame.HEADER_LENGTH)
                .instrumentId(id)
                .bidPrice(bid)
                .bidQuantity(bidQuantity)
                .askPrice(ask)
                .askQuantity(askQuantity)
                .skipped(skipped);
        return ingest.onQuote(
                frame, quoteDecoder.wrap(buffer, Frame.HEADER_LENGTH, QuoteDecoder.BLOCK_LENGTH, 0), nowNs);
    }

    public QuarantineReason bar(
            final int id,
            final long timeframeNs,
            final long openTimeNs,
            final long open,
            final long high,
            final long low,
            final long close,
            final long volume) {
        header(BarDecoder.TEMPLATE_ID, BarDecoder.BLOCK_LENGTH, BARS);
        barEncoder
                .wrap(buffer, Frame.HEADER_LENGTH)
                .instrumentId(id)
                .timeframeNs(timeframeNs)
                .openTimeNs(openTimeNs)
                .openPrice(open)
                .highPrice(high)
                .lowPrice(low)
                .closePrice(close)
                .volume(volume);
        return ingest.onBar(frame, barDecoder.wrap(buffer, Frame.HEADER_LENGTH, BarDecoder.BLOCK_LENGTH, 0), nowNs);
    }

    public QuarantineReason status(final int sourceId, final int id, final MarketState state) {
        header(FeedStatusDecoder.TEMPLATE_ID, FeedStatusDecoder.BLOCK_LENGTH, sourceId)
                .sourceSequence(0);
        if (sourceId == LIVE) {
            sequence--;
        }
        new FeedStatusEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .instrumentId(id)
                .state(state);
        return ingest.onFeedStatus(
                frame,
                new FeedStatusDecoder().wrap(buffer, Frame.HEADER_LENGTH, FeedStatusDecoder.BLOCK_LENGTH, 0),
                nowNs);
    }

    /** Levels as triples: +1 bid or -1 ask, price, quantity. */
    public QuarantineReason depth(
            final int id, final boolean isSnapshot, final long firstId, final long lastId, final long... levels) {
        return depthPart(id, 1, 0, 1, isSnapshot, firstId, lastId, levels);
    }

    public QuarantineReason depthPart(
            final int id,
            final long transactionId,
            final int index,
            final int count,
            final boolean isSnapshot,
            final long firstId,
            final long lastId,
            final long... levels) {
        header(DepthDecoder.TEMPLATE_ID, DepthDecoder.BLOCK_LENGTH, LOOSE);
        final DepthEncoder encoder = new DepthEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .instrumentId(id)
                .transactionId(transactionId)
                .index(index)
                .count(count)
                .firstUpdateId(firstId)
                .lastUpdateId(lastId)
                .isSnapshot((short) (isSnapshot ? 1 : 0));
        final DepthEncoder.LevelsEncoder group = encoder.levelsCount(levels.length / 3);
        for (int i = 0; i < levels.length; i += 3) {
            group.next()
                    .side(levels[i] > 0 ? Side.BUY : Side.SELL)
                    .price(levels[i + 1])
                    .quantity(levels[i + 2]);
        }
        frame.length(Frame.HEADER_LENGTH + encoder.encodedLength());
        return ingest.onDepth(
                frame, new DepthDecoder().wrap(buffer, Frame.HEADER_LENGTH, DepthDecoder.BLOCK_LENGTH, 0), nowNs);
    }

    /** Moves the clock, firing deadlines on the way. */
    public void advanceTo(final long timeNs) {
        while (ingest.nextDeadlineNs() <= timeNs) {
            final long deadlineNs = ingest.nextDeadlineNs();
            nowNs = Math.max(nowNs, deadlineNs);
            ingest.onDeadline(deadlineNs);
        }
        nowNs = timeNs;
    }

    @Override
    public void onBarClosed(final Bar bar) {
        if (isRecording) {
            closed.add(new Closed(
                    bar.instrumentId,
                    bar.timeframeNs,
                    bar.openTimeNs,
                    bar.openPrice,
                    bar.highPrice,
                    bar.lowPrice,
                    bar.closePrice,
                    bar.volume));
        }
        if (listener != null) {
            listener.onBarClosed(bar);
        }
    }

    public long digest() {
        final Digest digest = new Digest();
        ingest.writeTo(digest);
        return digest.value();
    }

    /** Returns a fixture in the same state, through a snapshot. */
    public IngestFixture restored() {
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        ingest.writeTo(snapshot);
        final IngestFixture other = new IngestFixture();
        other.ingest.readFrom(snapshot.reader());
        other.nowNs = nowNs;
        other.ageNs = ageNs;
        other.sequence = sequence;
        return other;
    }
}
