package breakwater.gateway.ws.feed;

import breakwater.core.message.MarketFrames;
import breakwater.core.message.Side;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.agrona.MutableDirectBuffer;

/**
 * Recorded trades; each is followed by a quote derived from it ({@link DerivedQuotes}). Event 2n - 1 is trade n, event 2n
 * its quote. Trades that share a stamp get distinct ingress times within the file's resolution (index of count), so that
 * time moves; the event time stays the stamp.
 *
 * <p>Thread: one. Allocates: at opening only.
 */
final class TradeFeed extends RecordedFeed {
    private final TradeRows rows = new TradeRows();
    private final FeedDescription description;
    private final DerivedQuotes quotes;
    private final MarketFrames frames = new MarketFrames();
    private final long events;
    private boolean isClosed;

    TradeFeed(
            final FeedFile file,
            final boolean hasHeader,
            final String name,
            final String symbol,
            final Optional<InstrumentTerms> wanted)
            throws IOException {
        super(file);
        rows.read(file, refusals, hasHeader);
        final InstrumentTerms terms = wanted.orElseGet(() -> InstrumentTerms.spot(
                symbol, Symbols.quoteCurrencyOf(symbol), rows.priceDecimals(), rows.quantityDecimals()));
        rows.bring(terms, refusals);
        Feeds.requireRows(file, rows.count(), refusals);
        quotes = new DerivedQuotes(terms);
        events = 2L * rows.count();
        description = new FeedDescription(
                name,
                "trades",
                true,
                true,
                FeedDescription.LEAD_DEFAULT_NS,
                0,
                List.of(terms),
                file.digest(),
                rows.ingressNs.get(0),
                rows.ingressNs.get(rows.count() - 1),
                events);
    }

    @Override
    public FeedDescription description() {
        return description;
    }

    @Override
    public long nextTimeNs() {
        return isClosed || sequence >= events ? NONE : rows.ingressNs.get((int) (sequence >> 1));
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        final long timeNs = nextTimeNs();
        final int row = (int) (sequence >> 1);
        final boolean isTrade = (sequence & 1) == 0;
        frames.at(buffer, offset, sourceId, ++sequence, timeNs, rows.stampNs.get(row), 0);
        if (isTrade) {
            frames.trade(
                    instrumentId,
                    rows.isBuy.get(row) == 1 ? Side.BUY : Side.SELL,
                    rows.price.get(row),
                    rows.quantity.get(row),
                    rows.ids.get(row));
        } else {
            quotes.around(rows.price.get(row));
            frames.quote(instrumentId, quotes.bidPrice(), quotes.quantity(), quotes.askPrice(), quotes.quantity());
        }
    }

    @Override
    void passOver(final long lastSourceSequence) {
        sequence = Math.min(lastSourceSequence, events);
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
