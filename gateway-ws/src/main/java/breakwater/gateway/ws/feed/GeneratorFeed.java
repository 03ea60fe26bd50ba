package breakwater.gateway.ws.feed;

import breakwater.core.message.MarketFrames;
import breakwater.core.message.Side;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * A market made up from a seed: quotes and, three times in ten, trades of several instruments ({@link SimulatedMarket}), at
 * a mean rate, each event 250 microseconds old when it comes in. The same parameters give the same bytes everywhere.
 *
 * <p>Thread: one. Allocates: never after construction. Skipping computes the events passed over.
 */
final class GeneratorFeed implements Feed {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LATENCY_NS = 250_000;
    private static final double TRADE_SHARE = 0.3;
    private static final long[] START_TICKS = {6_000_000, 300_000, 60_000, 15_000, 4_000};

    private final GeneratorConfig config;
    private final FeedDescription description;
    private final Chance chance;
    private final SimulatedMarket[] markets;
    private final int[] instrumentIds;
    private final MarketFrames frames = new MarketFrames();
    private final long intervalNs;
    private int sourceId;
    private long sequence;
    private long nextTimeNs;
    private int market;
    private boolean isTrade;

    GeneratorFeed(final GeneratorConfig config) {
        this.config = config;
        chance = new Chance(config.seed());
        markets = new SimulatedMarket[config.instruments()];
        instrumentIds = new int[config.instruments()];
        intervalNs = SECOND_NS / config.rate();
        nextTimeNs = config.startS() * SECOND_NS;
        final List<InstrumentTerms> terms = new ArrayList<>();
        for (int i = 0; i < markets.length; i++) {
            markets[i] = new SimulatedMarket(chance, START_TICKS[i % START_TICKS.length], nextTimeNs);
            instrumentIds[i] = i;
            terms.add(InstrumentTerms.spot(
                    "SIM" + (i + 1) + "-USD",
                    "USD",
                    -SimulatedMarket.PRICE_EXPONENT,
                    -SimulatedMarket.QUANTITY_EXPONENT));
        }
        final boolean isEndless = config.count() == 0;
        // The gaps are random around the interval, so the last time is an expectation.
        final long last = isEndless ? Long.MAX_VALUE : nextTimeNs + spanNs();
        description = new FeedDescription(
                Ascii.name("generated-" + config.seed()),
                "generated",
                true,
                true,
                FeedDescription.LEAD_DEFAULT_NS,
                0,
                terms,
                config.digest(),
                nextTimeNs,
                last,
                isEndless ? Long.MAX_VALUE : config.count());
        prepare();
    }

    private long spanNs() {
        final long gaps = config.count() - 1;
        return gaps > Long.MAX_VALUE / 4 / intervalNs ? Long.MAX_VALUE / 4 : gaps * intervalNs;
    }

    /** Makes the event that comes next, whose time is already set. */
    private void prepare() {
        if (config.count() > 0 && sequence >= config.count()) {
            nextTimeNs = NONE;
            return;
        }
        market = (int) chance.below(markets.length);
        isTrade = markets[market].hasQuote() && chance.unit() < TRADE_SHARE;
        if (isTrade) {
            markets[market].trade();
        } else {
            markets[market].quote(nextTimeNs);
        }
    }

    private void advance() {
        sequence++;
        nextTimeNs += intervalNs / 2 + chance.below(intervalNs + 1);
        prepare();
    }

    @Override
    public FeedDescription description() {
        return description;
    }

    @Override
    public void assign(final int sourceId, final int... instrumentIds) {
        this.sourceId = sourceId;
        System.arraycopy(instrumentIds, 0, this.instrumentIds, 0, this.instrumentIds.length);
    }

    @Override
    public long nextTimeNs() {
        return nextTimeNs;
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        final SimulatedMarket m = markets[market];
        final int instrumentId = instrumentIds[market];
        frames.at(buffer, offset, sourceId, sequence + 1, nextTimeNs, nextTimeNs - LATENCY_NS, 0);
        if (isTrade) {
            frames.trade(
                    instrumentId, m.isBuy() ? Side.BUY : Side.SELL, m.tradePrice(), m.tradeQuantity(), m.tradeId());
        } else {
            frames.quote(instrumentId, m.bid(), m.bidQuantity(), m.ask(), m.askQuantity());
        }
        advance();
    }

    @Override
    public void skipTo(final long lastSourceSequence) {
        Feeds.requireForward(lastSourceSequence, sequence);
        while (nextTimeNs != NONE && sequence < lastSourceSequence) {
            advance();
        }
    }

    @Override
    public long refusedCount() {
        return 0;
    }

    @Override
    public List<Refusal> refusals() {
        return List.of();
    }

    @Override
    public void close() {
        nextTimeNs = NONE;
    }
}
