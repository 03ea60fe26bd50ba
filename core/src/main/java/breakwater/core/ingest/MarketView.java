package breakwater.core.ingest;

import breakwater.core.message.MarketState;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Changes;

/**
 * What the market looks like, read-only. Prices and quantities are mantissas, 0 = none yet; times UTC nanoseconds.
 * Thread: core. Allocates: never.
 */
public interface MarketView {
    /** A day that is not known. */
    long NO_DAY = Long.MIN_VALUE;

    /** The calendar of what US exchanges list, to which US rules on shares hold. */
    String US_EQUITIES = "us-equities";

    long bidPrice(int instrumentId);

    long bidQuantity(int instrumentId);

    long askPrice(int instrumentId);

    long askQuantity(int instrumentId);

    /** Returns the event time of the newest quote, clamped to the clock; 0 = none. */
    long quoteTimeNs(int instrumentId);

    /** Returns the average spread of the last hour or so, rounded down; 0 = none. */
    default long averageSpread(final int instrumentId) {
        return 0;
    }

    /** Returns how many quotes {@link #averageSpread} rests on, one a second at most; 0 = not counted. */
    default int spreadSamples(final int instrumentId) {
        return 0;
    }

    long lastPrice(int instrumentId);

    long lastTradeTimeNs(int instrumentId);

    /**
     * Returns the price at which a position would be closed now: bid for a positive sign, ask for a negative one, else
     * the last trade; 0 = none. Whether it is fresh is another question.
     */
    long markPrice(int instrumentId, int positionSign);

    /** Returns the reference price of collars: mid of the quote (rounded down), else the last trade, else 0. */
    long referencePrice(int instrumentId);

    /** Returns whether quote or trade is young enough for decisions: its age is within the bound and no gap is open. */
    boolean isFresh(int instrumentId, long nowNs);

    /**
     * Returns a count that changes whenever an instrument's freshness may have ended otherwise than by time: while it stands,
     * what was fresh is so until {@link #freshUntilNs}. Not part of the state. -1 = not counted, ask {@link #isFresh}.
     */
    default long freshnessDoubts() {
        return -1;
    }

    /** Returns until when an instrument that is fresh stays so without newer data; one that is not answers nothing useful. */
    default long freshUntilNs(final int instrumentId) {
        return Math.max(quoteTimeNs(instrumentId), lastTradeTimeNs(instrumentId)) + staleAfterNs(instrumentId);
    }

    /** Returns the instruments whose prices have moved since their one reader, the gate, last looked; null = not counted. */
    default Changes priceChanges() {
        return null;
    }

    /** Returns the age of the newest quote or trade in ns, never negative; Long.MAX_VALUE where there is none. */
    long ageNs(int instrumentId, long nowNs);

    /** Returns the bound that {@link #isFresh} holds the age against. */
    long staleAfterNs(int instrumentId);

    MarketState state(int instrumentId);

    /**
     * Returns where in its calendar a VENUE or an INSTRUMENT is; {@link SessionPhase#NONE} where it has none, which is no leave
     * to trade.
     */
    default SessionPhase phase(final ScopeType scopeType, final int scopeId, final long nowNs) {
        return SessionPhase.NONE;
    }

    /**
     * Returns the ns up to the end of the trading hours: of the regular ones, before them too, and of all trading after them.
     * Negative = as long as it is closed yet. 0 where that is not known.
     */
    default long timeToCloseNs(final ScopeType scopeType, final int scopeId, final long nowNs) {
        return 0;
    }

    /** Returns the name of the calendar of a VENUE or an INSTRUMENT, null = it has none. */
    default String calendar(final ScopeType scopeType, final int scopeId) {
        return null;
    }

    /**
     * Returns the scope whose calendar is that of US shares, the instrument's before its venue's; null where neither is. What
     * is asked of {@link #tradingDay} is asked of that scope.
     */
    default ScopeType scopeOfUsEquity(final int instrumentId, final int venueId) {
        return US_EQUITIES.equals(calendar(ScopeType.INSTRUMENT, instrumentId))
                ? ScopeType.INSTRUMENT
                : US_EQUITIES.equals(calendar(ScopeType.VENUE, venueId)) ? ScopeType.VENUE : null;
    }

    /**
     * Returns the trading day of a VENUE or an INSTRUMENT, as the UTC day on which the regular hours begin of the session that
     * began last, before hours included; or the day of the session so many, up to four, before that. {@link #NO_DAY} where none
     * is known.
     */
    default long tradingDay(final ScopeType scopeType, final int scopeId, final long nowNs, final int back) {
        return NO_DAY;
    }

    /** Returns up to when that calendar is known, UTC ns; 0 = it has none. */
    default long calendarEndNs(final ScopeType scopeType, final int scopeId) {
        return 0;
    }

    /** Returns how many events of an instrument came within the last minute, refused ones among them. */
    default long events(final int instrumentId, final long nowNs) {
        return 0;
    }

    /** Returns how many of them were refused. */
    default long refusedEvents(final int instrumentId, final long nowNs) {
        return 0;
    }

    /** Returns the {@link #events} of the source of the instrument's newest datum. */
    default long eventsOfSource(final int instrumentId, final long nowNs) {
        return 0;
    }

    /** Returns how many of them were refused. */
    default long refusedEventsOfSource(final int instrumentId, final long nowNs) {
        return 0;
    }

    /** Returns the quantity that was traded within the last 24 hours, as far as it was seen. */
    default long dayVolume(final int instrumentId, final long nowNs) {
        return 0;
    }

    /** Returns whether these 24 hours were watched whole. */
    default boolean isDayWhole(final int instrumentId, final long nowNs) {
        return false;
    }

    /** Returns the reference price so many whole seconds ago, up to 63, the oldest known where none is as old; 0 = none. */
    default long referencePriceAgo(final int instrumentId, final long nowNs, final long secondsAgo) {
        return 0;
    }

    /** Returns the reference price at the end of the minute so many, up to 63, before the current one; as above. */
    default long minutePriceAgo(final int instrumentId, final long nowNs, final long minutesAgo) {
        return 0;
    }

    /** Returns how many minutes are over since the one in which the first price came. */
    default long minutesKnown(final int instrumentId, final long nowNs) {
        return 0;
    }

    /** Returns how many whole hours are over since the one of the first price, 720 at most. */
    default int hoursKnown(final int instrumentId, final long nowNs) {
        return 0;
    }

    /**
     * Copies what the reference price made of each of the last hours, in ppm, up to a million either way, the newest hour that
     * is over first; no more than are known.
     */
    default void hourlyReturns(final int instrumentId, final long nowNs, final int hours, final int[] into) {
        java.util.Arrays.fill(into, 0, hours, 0);
    }
}
