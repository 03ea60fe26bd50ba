package breakwater.core.position;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.MarketState;

/** A market that a test sets by hand: one bid and ask an instrument, fresh unless said otherwise. */
public final class FakeMarket implements MarketView {
    private final long[] bid = new long[16];
    private final long[] ask = new long[16];
    private final boolean[] isStale = new boolean[16];

    public FakeMarket quote(final int instrumentId, final long bidPrice, final long askPrice) {
        bid[instrumentId] = bidPrice;
        ask[instrumentId] = askPrice;
        isStale[instrumentId] = false;
        return this;
    }

    public FakeMarket goesStale(final int instrumentId) {
        isStale[instrumentId] = true;
        return this;
    }

    @Override
    public long markPrice(final int instrumentId, final int positionSign) {
        return positionSign > 0 ? bid[instrumentId] : ask[instrumentId];
    }

    @Override
    public boolean isFresh(final int instrumentId, final long nowNs) {
        return bid[instrumentId] > 0 && !isStale[instrumentId];
    }

    @Override
    public long bidPrice(final int instrumentId) {
        return bid[instrumentId];
    }

    @Override
    public long askPrice(final int instrumentId) {
        return ask[instrumentId];
    }

    @Override
    public long bidQuantity(final int instrumentId) {
        return 1;
    }

    @Override
    public long askQuantity(final int instrumentId) {
        return 1;
    }

    @Override
    public long quoteTimeNs(final int instrumentId) {
        return 0;
    }

    @Override
    public long lastPrice(final int instrumentId) {
        return 0;
    }

    @Override
    public long lastTradeTimeNs(final int instrumentId) {
        return 0;
    }

    @Override
    public long referencePrice(final int instrumentId) {
        return bid[instrumentId];
    }

    @Override
    public long ageNs(final int instrumentId, final long nowNs) {
        return 0;
    }

    @Override
    public long staleAfterNs(final int instrumentId) {
        return 30_000_000_000L;
    }

    @Override
    public MarketState state(final int instrumentId) {
        return MarketState.OPEN;
    }
}
