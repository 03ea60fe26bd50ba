package breakwater.core.position;

import breakwater.core.reference.Changes;

/**
 * Positions, cash and equity, read-only. Quantities are signed mantissas; money is E8. Thread: core. Allocates: never.
 */
public interface PositionView {
    /** Returns the signed position of a strategy in an instrument. */
    long netQuantity(int strategyId, int instrumentId);

    /** Returns the signed position in an instrument over all strategies and the suspense book. */
    long netQuantity(int instrumentId);

    /** Returns the position of the suspense book: fills of orders that are not ours to explain (I9). */
    long suspenseQuantity(int instrumentId);

    /**
     * Returns how much the strategies of an account together may take from its position, on the side that this one holds, while
     * the venue tells another than our books (T6); never negative, {@link Long#MAX_VALUE} where no such difference stands.
     */
    default long confirmedQuantity(final int strategyId, final int accountId, final int instrumentId) {
        return Long.MAX_VALUE;
    }

    /** Returns the average entry price (mantissa, rounded half away from zero), 0 where flat. */
    long entryPrice(int strategyId, int instrumentId);

    /** Returns the unrealized profit at the executable mark; 0 where flat. */
    long unrealizedE8(int strategyId, int instrumentId);

    /** Returns cash + unrealized at the marks last known, or {@link breakwater.core.decimal.Decimals#OVERFLOW}. */
    long equityE8(int accountId);

    long cashE8(int accountId);

    /** Returns realized profit since the start, before fees. */
    long realizedE8(int accountId);

    long feesE8(int accountId);

    /** Returns how many (strategy, instrument) positions are open. */
    int openPositions();

    /** Returns how many (strategy, instrument) positions of an asset class (its SBE value) are open. */
    int openPositionsOfClass(int assetClass);

    /** Returns the instruments of which positions have changed since their one reader, the gate, last looked; null = not counted. */
    default Changes changes() {
        return null;
    }

    /** Returns whether each open position of the account has a mark that is fresh (L8). */
    boolean isMarked(int accountId, long nowNs);
}
