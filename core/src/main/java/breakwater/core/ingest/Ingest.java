package breakwater.core.ingest;

import breakwater.core.message.BarDecoder;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.MarketState;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.TradeDecoder;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Sources;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/** The first stage. Its inside follows. */
public final class Ingest implements MarketView, Stateful {
    public Ingest(final Instruments instruments, final Sources sources, final BarListener bars) {}
    public QuarantineReason onTrade(final Frame frame, final TradeDecoder d, final long nowNs) { return QuarantineReason.NONE; }
    public QuarantineReason onQuote(final Frame frame, final QuoteDecoder d, final long nowNs) { return QuarantineReason.NONE; }
    public QuarantineReason onDepth(final Frame frame, final DepthDecoder d, final long nowNs) { return QuarantineReason.NONE; }
    public QuarantineReason onBar(final Frame frame, final BarDecoder d, final long nowNs) { return QuarantineReason.NONE; }
    public QuarantineReason onFeedStatus(final Frame frame, final FeedStatusDecoder d, final long nowNs) { return QuarantineReason.NONE; }
    public boolean requireBars(final int instrumentId, final long timeframeNs) { return false; }
    public long nextDeadlineNs() { return Long.MAX_VALUE; }
    public void onDeadline(final long deadlineNs) {}
    public long observed() { return 0; }
    public long bound() { return 0; }
    @Override public long bidPrice(final int i) { return 0; }
    @Override public long bidQuantity(final int i) { return 0; }
    @Override public long askPrice(final int i) { return 0; }
    @Override public long askQuantity(final int i) { return 0; }
    @Override public long quoteTimeNs(final int i) { return 0; }
    @Override public long lastPrice(final int i) { return 0; }
    @Override public long lastTradeTimeNs(final int i) { return 0; }
    @Override public long markPrice(final int i, final int sign) { return 0; }
    @Override public long referencePrice(final int i) { return 0; }
    @Override public boolean isFresh(final int i, final long nowNs) { return false; }
    @Override public long ageNs(final int i, final long nowNs) { return Long.MAX_VALUE; }
    @Override public long staleAfterNs(final int i) { return 0; }
    @Override public MarketState state(final int i) { return MarketState.DISCONNECTED; }
    @Override public void writeTo(final SnapshotWriter writer) {}
    @Override public void readFrom(final SnapshotReader reader) {}
}
