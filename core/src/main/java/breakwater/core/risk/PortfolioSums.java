package breakwater.core.risk;

import java.util.Arrays;

/**
 * Worst cases and risks of all open books added up, book by book, by scope: of the engine, an asset class, a strategy, an
 * account and what it has in one class or instrument. A book is counted with a sign, so that one that has changed is taken out
 * and put in again.
 *
 * <p>A sum that is kept has no order, one that is added up anew has: where a part of it overflows it is an overflow, though the
 * whole would fit. Hence the sums are exact only while all magnitudes together fit a long with room to spare, so that
 * no part of them can overflow in any order; {@link #isExact} says whether.
 *
 * <p>Thread: core. Allocates: never after construction. Money E8.
 */
final class PortfolioSums {
    /** What a single figure, and all of them together, must stay below: 23 billion of money. */
    static final long MAGNITUDE_MAX = 1L << 61;

    /** The strategy of a suspense book. */
    static final int NO_STRATEGY = -1;

    /** The account of a suspense book: every account's, since nobody knows whose it is (I9). */
    static final int EVERY_ACCOUNT = -1;

    private static final int ASSET_CLASSES = 8;
    /** The scope of the whole engine; {@link #ofClass} and {@link #ofStrategy} name the others. */
    static final int GLOBAL = 0;

    private static final int FIRST_CLASS = 1;
    private static final int FIRST_STRATEGY = FIRST_CLASS + ASSET_CLASSES;
    /** Magnitudes are added up in units of 2^24, rounded up, so that no number of books overflows their sum. */
    private static final int UNIT_SHIFT = 24;

    private final long[] grossE8;
    private final long[] longE8;
    private final long[] shortE8;
    private final long[] heatOfE8;
    private final int[] pendingOf = new int[FIRST_STRATEGY];
    /** By account, what is of {@link #EVERY_ACCOUNT} in each. */
    private final long[] grossOfAccountE8;

    private final long[] costOfAccountE8;
    private final long[] capitalOfAccountE8;
    private final long[] capitalOfStrategyE8;
    private final long[] grossOfClassOfAccountE8;
    private final long[] grossOfInstrumentOfAccountE8;
    private final int instruments;
    private long heatE8;
    private long units;
    private int oversized;
    private int unmarked;

    PortfolioSums(final int strategies, final int accounts, final int instruments) {
        this.instruments = instruments;
        grossOfAccountE8 = new long[accounts];
        costOfAccountE8 = new long[accounts];
        capitalOfAccountE8 = new long[accounts];
        capitalOfStrategyE8 = new long[strategies];
        grossOfClassOfAccountE8 = new long[accounts * ASSET_CLASSES];
        grossOfInstrumentOfAccountE8 = new long[accounts * instruments];
        grossE8 = new long[FIRST_STRATEGY + strategies];
        longE8 = new long[FIRST_STRATEGY + strategies];
        shortE8 = new long[FIRST_STRATEGY + strategies];
        heatOfE8 = new long[instruments];
    }

    void clear() {
        Arrays.fill(grossE8, 0);
        Arrays.fill(longE8, 0);
        Arrays.fill(shortE8, 0);
        Arrays.fill(heatOfE8, 0);
        Arrays.fill(pendingOf, 0);
        Arrays.fill(grossOfAccountE8, 0);
        Arrays.fill(costOfAccountE8, 0);
        Arrays.fill(capitalOfAccountE8, 0);
        Arrays.fill(capitalOfStrategyE8, 0);
        Arrays.fill(grossOfClassOfAccountE8, 0);
        Arrays.fill(grossOfInstrumentOfAccountE8, 0);
        heatE8 = 0;
        units = 0;
        oversized = 0;
        unmarked = 0;
    }

    /** Returns whether the sums are what adding up anew would give, in whatever order. */
    boolean isExact() {
        return oversized == 0 && unmarked == 0 && units < MAGNITUDE_MAX >> UNIT_SHIFT;
    }

    /** Returns whether a figure is small enough to be counted. */
    static boolean fits(final long moneyE8) {
        return moneyE8 > -MAGNITUDE_MAX && moneyE8 < MAGNITUDE_MAX;
    }

    /** Returns what a book counts in the gross: its larger side, never below zero (Semantics 6). */
    static long gross(final long longE8, final long shortE8) {
        return Math.max(0, Math.max(longE8, shortE8));
    }

    /** Counts a book, {@code sign} 1, or takes it out again, -1, with the very figures. The suspense book is of no strategy. */
    void count(
            final int sign,
            final int strategyId,
            final int accountId,
            final int classValue,
            final int instrumentId,
            final long bookLongE8,
            final long bookShortE8,
            final long bookRiskE8,
            final long bookCostE8,
            final long bookCapitalE8) {
        if (!fits(bookLongE8) || !fits(bookShortE8) || !fits(bookRiskE8) || !fits(bookCostE8)) {
            oversized += sign;
            return;
        }
        final long addedGrossE8 = sign * gross(bookLongE8, bookShortE8);
        final long addedLongE8 = sign * bookLongE8;
        final long addedShortE8 = sign * bookShortE8;
        final long addedRiskE8 = sign * bookRiskE8;
        add(GLOBAL, addedGrossE8, addedLongE8, addedShortE8);
        add(FIRST_CLASS + classValue, addedGrossE8, addedLongE8, addedShortE8);
        if (strategyId != NO_STRATEGY) {
            capitalOfStrategyE8[strategyId] += sign * bookCapitalE8;
            add(FIRST_STRATEGY + strategyId, addedGrossE8, addedLongE8, addedShortE8);
        }
        final int first = accountId == EVERY_ACCOUNT ? 0 : accountId;
        final int last = accountId == EVERY_ACCOUNT ? grossOfAccountE8.length - 1 : accountId;
        for (int account = first; account <= last; account++) {
            grossOfAccountE8[account] += addedGrossE8;
            grossOfClassOfAccountE8[account * ASSET_CLASSES + classValue] += addedGrossE8;
            grossOfInstrumentOfAccountE8[account * instruments + instrumentId] += addedGrossE8;
            costOfAccountE8[account] += sign * bookCostE8;
            capitalOfAccountE8[account] += sign * bookCapitalE8;
        }
        heatE8 += addedRiskE8;
        heatOfE8[instrumentId] += addedRiskE8;
        final long larger = Math.max(Math.abs(bookLongE8), Math.abs(bookShortE8));
        final long largest = Math.max(larger, Math.max(Math.abs(bookRiskE8), Math.abs(bookCostE8)));
        units += sign * ((largest >> UNIT_SHIFT) + 1);
    }

    private void add(final int scope, final long addedGrossE8, final long addedLongE8, final long addedShortE8) {
        grossE8[scope] += addedGrossE8;
        longE8[scope] += addedLongE8;
        shortE8[scope] += addedShortE8;
    }

    /** Counts an open book whose instrument has no mark. */
    void countUnmarked(final int sign) {
        unmarked += sign;
    }

    /** Counts a flat book that has an entry working. */
    void countPending(final int sign, final int classValue) {
        pendingOf[GLOBAL] += sign;
        pendingOf[FIRST_CLASS + classValue] += sign;
    }

    static int ofClass(final int classValue) {
        return FIRST_CLASS + classValue;
    }

    static int ofStrategy(final int strategyId) {
        return FIRST_STRATEGY + strategyId;
    }

    long grossE8(final int scope) {
        return grossE8[scope];
    }

    /** Returns the sum of the worst cases in the direction of a buy or of a sell. */
    long netE8(final int scope, final boolean isBuy) {
        return isBuy ? longE8[scope] : shortE8[scope];
    }

    /** Returns the gross over the books of an account, the suspense books in it. */
    long accountGrossE8(final int accountId) {
        return grossOfAccountE8[accountId];
    }

    /** Returns the same in an asset class. */
    long accountGrossOfClassE8(final int accountId, final int classValue) {
        return grossOfClassOfAccountE8[accountId * ASSET_CLASSES + classValue];
    }

    /** Returns the same in an instrument. */
    long accountGrossOfInstrumentE8(final int accountId, final int instrumentId) {
        return grossOfInstrumentOfAccountE8[accountId * instruments + instrumentId];
    }

    /** Returns what an account has paid or may have to pay for what is not traded on margin, suspense books in it. */
    long accountCostE8(final int accountId) {
        return costOfAccountE8[accountId];
    }

    /** Returns the capital that the books of a strategy tie up. */
    long strategyCapitalE8(final int strategyId) {
        return capitalOfStrategyE8[strategyId];
    }

    /** Returns the capital that the books of an account tie up, the suspense books in it. */
    long accountCapitalE8(final int accountId) {
        return capitalOfAccountE8[accountId];
    }

    long heatE8() {
        return heatE8;
    }

    long heatE8(final int instrumentId) {
        return heatOfE8[instrumentId];
    }

    /** Returns how many flat books have an entry working, of all or of an asset class. */
    int pending(final int scope) {
        return pendingOf[scope];
    }
}
