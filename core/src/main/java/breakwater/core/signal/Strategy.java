package breakwater.core.signal;

import breakwater.core.ingest.Bar;
import breakwater.core.snapshot.Stateful;

/**
 * Decides when to trade one instrument. Built from parameters alone, owns no clock and no collection that grows, and
 * speaks through the signal stage. Doubles come from +, -, x, / and square root only; not-finite never leaves.
 *
 * <p>Thread: core. Allocates: at construction only.
 */
public interface Strategy extends Stateful {
    /** Returns how many timeframes of bars it needs. */
    int timeframeCount();

    /** Returns the {@code index}th timeframe, ns. */
    long timeframeNs(int index);

    /** Returns how many bars of that timeframe it must see before it may speak. */
    int warmUpBars(int index);

    /** Returns whether {@link #onQuote} is to be called. */
    boolean wantsQuotes();

    /** Takes a closed bar of its instrument and of one of its timeframes. It may speak at once. */
    void onBar(Bar bar, long nowNs);

    /** Takes a moved quote of its instrument, read from the market view. It may speak at once. */
    void onQuote(long nowNs);

    /** Returns the current average true range as a price mantissa, rounded up; 0 = none. */
    long atr();
}
