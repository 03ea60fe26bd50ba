package breakwater.core.oracle;

import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.MarketState;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.TradeDecoder;
import java.util.TreeMap;

/** The market as the engine let it in: touch, last trade, times, gaps, states. Depth and bar feeds are not read. */
final class Marks {
    private static final long LIVE_AGE_NS_MAX = 30_000_000_000L;

    final Spreads spreads = new Spreads();
    private final World world;
    private final TreeMap<Integer, Market> markets = new TreeMap<>();
    private final TreeMap<Integer, Long> numbers = new TreeMap<>();
    private final TreeMap<Integer, MarketState> sourceStates = new TreeMap<>();

    private static final class Market {
        long bid;
        long ask;
        long last;
        long quoteNs;
        long tradeNs;
        long cadenceNs;
        boolean hasGap;
        MarketState state = MarketState.OPEN;
        int quoteSource = JournalRecord.NO_ID;
        int tradeSource = JournalRecord.NO_ID;
        int newestSource = JournalRecord.NO_ID;
    }

    Marks(final World world) {
        this.world = world;
    }

    private Market at(final int instrumentId) {
        return markets.computeIfAbsent(instrumentId, id -> new Market());
    }

    /**
     * Counts a number of a sequenced source. A hole opens a gap on all that the source feeds, whatever becomes of the event.
     * Returns whether there was one.
     */
    private boolean counts(final JournalRecord in, final long skipped) {
        final World.Source source = world.sources.get(in.sourceId());
        if (source == null || !source.isSequenced()) {
            return false;
        }
        final Long last = numbers.get(in.sourceId());
        if (in.sourceSequence() <= 0 || (last != null && in.sourceSequence() <= last)) {
            return false;
        }
        numbers.put(in.sourceId(), in.sourceSequence());
        final boolean hasHole = last != null && in.sourceSequence() - last - 1 > Math.max(0, skipped);
        if (hasHole) {
            openGaps(in.sourceId());
        }
        return hasHole;
    }

    private void openGaps(final int sourceId) {
        for (final Market market : markets.values()) {
            market.hasGap |= market.quoteSource == sourceId || market.tradeSource == sourceId;
        }
    }

    private long timeNs(final JournalRecord in, final long nowNs) {
        final boolean has = world.sources.get(in.sourceId()).hasEventTime() && in.hasEventTime();
        return Math.min(nowNs, has ? in.eventTimeNs() : in.timeNs());
    }

    /** Returns the instrument that it moved, or -1. */
    int quote(final JournalRecord in, final QuoteDecoder d, final boolean isRefused, final long nowNs) {
        counts(in, d.skipped());
        if (isRefused) {
            return -1;
        }
        final Market market = at(d.instrumentId());
        market.bid = d.bidPrice();
        market.ask = d.askPrice();
        market.quoteNs = timeNs(in, nowNs);
        market.quoteSource = in.sourceId();
        market.newestSource = in.sourceId();
        market.cadenceNs = world.sources.get(in.sourceId()).cadenceNs();
        market.hasGap = false;
        spreads.quoted(d.instrumentId(), market.quoteNs, d.bidPrice(), d.askPrice());
        return d.instrumentId();
    }

    int trade(final JournalRecord in, final TradeDecoder d, final boolean isRefused, final long nowNs) {
        final boolean hasHole = counts(in, d.mergedCount() > 1 ? d.mergedCount() - 1L : 0);
        if (isRefused) {
            return -1;
        }
        final Market market = at(d.instrumentId());
        market.last = d.price();
        market.tradeNs = Math.max(market.tradeNs, timeNs(in, nowNs));
        market.tradeSource = in.sourceId();
        market.newestSource = in.sourceId();
        market.cadenceNs = world.sources.get(in.sourceId()).cadenceNs();
        market.hasGap = hasHole || (market.hasGap && market.quoteSource != JournalRecord.NO_ID);
        return d.instrumentId();
    }

    void status(final JournalRecord in, final FeedStatusDecoder d, final boolean isRefused) {
        if (in.sourceSequence() != 0) {
            counts(in, 0);
        }
        if (isRefused) {
            return;
        }
        final MarketState state = d.state();
        if (d.instrumentId() != JournalRecord.NO_ID) {
            final Market market = at(d.instrumentId());
            market.hasGap |= state == MarketState.GAP;
            market.state = state == MarketState.GAP ? market.state : state;
            return;
        }
        if (state == MarketState.GAP || state == MarketState.DISCONNECTED) {
            openGaps(in.sourceId());
        }
        if (state == MarketState.DISCONNECTED) {
            numbers.remove(in.sourceId());
        }
        if (state != MarketState.GAP) {
            sourceStates.put(in.sourceId(), state);
        }
    }

    /** Returns the source of the newest datum, NO_ID = none. */
    int newestSource(final int instrumentId) {
        return at(instrumentId).newestSource;
    }

    long bid(final int instrumentId) {
        return at(instrumentId).bid;
    }

    long ask(final int instrumentId) {
        return at(instrumentId).ask;
    }

    /** Returns the price at which a position of a sign would be closed, 0 = none. */
    long mark(final int instrumentId, final int sign) {
        final Market market = at(instrumentId);
        final long touch = sign > 0 ? market.bid : market.ask;
        return touch > 0 ? touch : market.last;
    }

    long dear(final int instrumentId) {
        return Math.max(mark(instrumentId, 1), mark(instrumentId, -1));
    }

    long cheap(final int instrumentId) {
        return Math.min(mark(instrumentId, 1), mark(instrumentId, -1));
    }

    /** Returns the mid rounded down, else the last trade, 0 = none. */
    long reference(final int instrumentId) {
        final Market market = at(instrumentId);
        return market.bid > 0 && market.ask > 0 ? market.bid + (market.ask - market.bid) / 2 : market.last;
    }

    long ageNs(final int instrumentId, final long nowNs) {
        final long newest = Math.max(at(instrumentId).quoteNs, at(instrumentId).tradeNs);
        return newest == 0 ? Long.MAX_VALUE : Math.max(0, nowNs - newest);
    }

    long staleAfterNs(final int instrumentId) {
        final long cadenceNs = at(instrumentId).cadenceNs;
        return cadenceNs > 0
                ? 2 * cadenceNs
                : Math.min(LIVE_AGE_NS_MAX, world.instruments.get(instrumentId).staleAfterNs());
    }

    boolean isFresh(final int instrumentId, final long nowNs) {
        return !at(instrumentId).hasGap && ageNs(instrumentId, nowNs) <= staleAfterNs(instrumentId);
    }

    MarketState state(final int instrumentId) {
        final Market market = at(instrumentId);
        if (market.newestSource == JournalRecord.NO_ID) {
            return MarketState.DISCONNECTED;
        }
        if (market.state != MarketState.OPEN) {
            return market.state;
        }
        return market.hasGap ? MarketState.GAP : sourceStates.getOrDefault(market.newestSource, MarketState.OPEN);
    }
}
