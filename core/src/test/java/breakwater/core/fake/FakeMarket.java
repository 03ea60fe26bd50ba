package breakwater.core.fake;

import breakwater.core.ingest.MarketView;
import breakwater.core.ingest.SessionPhase;
import breakwater.core.message.MarketState;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Changes;
import java.util.Arrays;

/** A market that a test sets by hand: one bid and ask an instrument, open, never seen until quoted, then fresh. */
public final class FakeMarket implements MarketView {
    private static final int INSTRUMENTS = 16;

    public final long[] bid = new long[INSTRUMENTS];
    public final long[] ask = new long[INSTRUMENTS];
    /** Long.MAX_VALUE = never quoted. */
    public final long[] quoteAgeNs = new long[INSTRUMENTS];

    public final long[] averageSpread = new long[INSTRUMENTS];
    public final int[] spreadSamples = new int[INSTRUMENTS];
    public final MarketState[] state = new MarketState[INSTRUMENTS];
    /** By instrument; venues have {@link #venuePhase}. */
    public final SessionPhase[] phase = new SessionPhase[INSTRUMENTS];

    public final long[] timeToCloseNs = new long[INSTRUMENTS];
    public SessionPhase venuePhase = SessionPhase.REGULAR;
    public long venueTimeToCloseNs = Long.MAX_VALUE;
    public final long[] events = new long[INSTRUMENTS];
    public final long[] refusedEvents = new long[INSTRUMENTS];
    public final long[] eventsOfSource = new long[INSTRUMENTS];
    public final long[] refusedEventsOfSource = new long[INSTRUMENTS];
    public final long[] dayVolume = new long[INSTRUMENTS];
    public final boolean[] isDayWhole = new boolean[INSTRUMENTS];
    /** By instrument, 0 = as the reference is now, -1 = none. */
    public final long[] priceAgo = new long[INSTRUMENTS];
    /** What was asked for last. */
    public long secondsAgo;
    /** Of instrument 0, by how many minutes ago. */
    public final long[] minutePrices = new long[64];

    public long minutesKnown;
    public final int[] hoursKnown = new int[INSTRUMENTS];
    /** By instrument, the newest first. */
    public final int[][] returns = new int[INSTRUMENTS][720];

    /** Null until the test tells which prices it moves. */
    public Changes priceChanges;

    public long staleAfterNs = 30_000_000_000L;

    public FakeMarket() {
        Arrays.fill(quoteAgeNs, Long.MAX_VALUE);
        Arrays.fill(state, MarketState.OPEN);
        Arrays.fill(phase, SessionPhase.NONE);
    }

    public FakeMarket quote(final int instrumentId, final long bidPrice, final long askPrice) {
        bid[instrumentId] = bidPrice;
        ask[instrumentId] = askPrice;
        quoteAgeNs[instrumentId] = 0;
        return this;
    }

    public FakeMarket goesStale(final int instrumentId) {
        quoteAgeNs[instrumentId] = staleAfterNs + 1;
        return this;
    }

    @Override
    public long bidPrice(final int instrumentId) {
        return bid[instrumentId];
    }

    @Override
    public long bidQuantity(final int instrumentId) {
        return 1;
    }

    @Override
    public long askPrice(final int instrumentId) {
        return ask[instrumentId];
    }

    @Override
    public long askQuantity(final int instrumentId) {
        return 1;
    }

    @Override
    public long quoteTimeNs(final int instrumentId) {
        return 1;
    }

    @Override
    public long averageSpread(final int instrumentId) {
        return averageSpread[instrumentId];
    }

    @Override
    public int spreadSamples(final int instrumentId) {
        return spreadSamples[instrumentId];
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
    public long markPrice(final int instrumentId, final int positionSign) {
        return positionSign > 0 ? bid[instrumentId] : ask[instrumentId];
    }

    @Override
    public long referencePrice(final int instrumentId) {
        // Unsigned, since the sum of two prices may have no place in a long.
        return (bid[instrumentId] + ask[instrumentId]) >>> 1;
    }

    @Override
    public boolean isFresh(final int instrumentId, final long nowNs) {
        return quoteAgeNs[instrumentId] <= staleAfterNs;
    }

    @Override
    public Changes priceChanges() {
        return priceChanges;
    }

    @Override
    public long ageNs(final int instrumentId, final long nowNs) {
        return quoteAgeNs[instrumentId];
    }

    @Override
    public long staleAfterNs(final int instrumentId) {
        return staleAfterNs;
    }

    @Override
    public MarketState state(final int instrumentId) {
        return state[instrumentId];
    }

    @Override
    public SessionPhase phase(final ScopeType scopeType, final int scopeId, final long nowNs) {
        return scopeType == ScopeType.VENUE ? venuePhase : phase[scopeId];
    }

    @Override
    public long timeToCloseNs(final ScopeType scopeType, final int scopeId, final long nowNs) {
        return scopeType == ScopeType.VENUE ? venueTimeToCloseNs : timeToCloseNs[scopeId];
    }

    /** By instrument, null = none. */
    public final String[] calendar = new String[INSTRUMENTS];
    /** Of every calendar, by how many sessions back. */
    public final long[] tradingDays = {NO_DAY, NO_DAY, NO_DAY, NO_DAY, NO_DAY};

    @Override
    public String calendar(final ScopeType scopeType, final int scopeId) {
        return scopeType == ScopeType.VENUE ? null : calendar[scopeId];
    }

    @Override
    public long tradingDay(final ScopeType scopeType, final int scopeId, final long nowNs, final int back) {
        return tradingDays[back];
    }

    @Override
    public long events(final int instrumentId, final long nowNs) {
        return events[instrumentId];
    }

    @Override
    public long refusedEvents(final int instrumentId, final long nowNs) {
        return refusedEvents[instrumentId];
    }

    @Override
    public long eventsOfSource(final int instrumentId, final long nowNs) {
        return eventsOfSource[instrumentId];
    }

    @Override
    public long refusedEventsOfSource(final int instrumentId, final long nowNs) {
        return refusedEventsOfSource[instrumentId];
    }

    @Override
    public long dayVolume(final int instrumentId, final long nowNs) {
        return dayVolume[instrumentId];
    }

    @Override
    public boolean isDayWhole(final int instrumentId, final long nowNs) {
        return isDayWhole[instrumentId];
    }

    @Override
    public long referencePriceAgo(final int instrumentId, final long nowNs, final long ago) {
        secondsAgo = ago;
        return priceAgo[instrumentId] == 0 ? referencePrice(instrumentId) : Math.max(0, priceAgo[instrumentId]);
    }

    @Override
    public long minutePriceAgo(final int instrumentId, final long nowNs, final long minutesAgo) {
        return minutePrices[(int) minutesAgo];
    }

    @Override
    public long minutesKnown(final int instrumentId, final long nowNs) {
        return minutesKnown;
    }

    @Override
    public int hoursKnown(final int instrumentId, final long nowNs) {
        return hoursKnown[instrumentId];
    }

    @Override
    public void hourlyReturns(final int instrumentId, final long nowNs, final int hours, final int[] into) {
        System.arraycopy(returns[instrumentId], 0, into, 0, hours);
    }
}
