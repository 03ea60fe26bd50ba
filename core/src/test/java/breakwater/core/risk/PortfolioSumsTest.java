package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Up to where sums without an order are exact. */
class PortfolioSumsTest {
    private static final long UNIT = 1L << 24;
    private static final long MAX = 1L << 61;

    private final PortfolioSums sums = new PortfolioSums(4, 2, 4);

    @Test
    void aFigureFitsBelowTheLargestMagnitudeOfEitherSign() {
        assertTrue(PortfolioSums.fits(MAX - 1));
        assertFalse(PortfolioSums.fits(MAX));
        assertTrue(PortfolioSums.fits(1 - MAX));
        assertFalse(PortfolioSums.fits(-MAX));
        assertFalse(PortfolioSums.fits(Long.MIN_VALUE));
    }

    /** Magnitudes count in units of 2^24, rounded up, so that one unit short of the bound is the last that is exact. */
    @Test
    void isExactWhileAllMagnitudesTogetherStayBelowTheBound() {
        for (int side = 0; side < 4; side++) {
            count(1, side, MAX - UNIT - 1);
            assertTrue(sums.isExact(), "side " + side);
            count(-1, side, MAX - UNIT - 1);
            count(1, side, MAX - UNIT);
            assertFalse(sums.isExact(), "side " + side);
            count(-1, side, MAX - UNIT);
            assertTrue(sums.isExact(), "side " + side);
        }
    }

    @Test
    void addsUpTheMagnitudesOfAllBooksWhateverTheirSign() {
        count(1, 0, MAX / 2 - UNIT - 1);
        count(1, 0, -(MAX / 2 - UNIT - 1));
        assertTrue(sums.isExact());
        count(1, 0, UNIT - 1);
        assertTrue(sums.isExact(), "the last unit");
        count(1, 0, 0);
        assertFalse(sums.isExact(), "a book counts one at least");
        count(-1, 0, 0);
        assertTrue(sums.isExact());
    }

    @Test
    void isNotExactWhileOneFigureIsTooLargeAndIsAgainWithoutIt() {
        count(1, 0, 700);
        for (int side = 0; side < 4; side++) {
            count(1, side, MAX);
            assertFalse(sums.isExact(), "side " + side);
            count(1, side, -MAX);
            count(-1, side, MAX);
            assertFalse(sums.isExact(), "side " + side + ": one is left");
            count(-1, side, -MAX);
            assertTrue(sums.isExact(), "side " + side);
        }
        assertEquals(700, sums.grossE8(PortfolioSums.GLOBAL), "what is too large counts nowhere");
    }

    @Test
    void isNotExactWhileABookHasNoMark() {
        sums.countUnmarked(1);
        sums.countUnmarked(1);
        sums.countUnmarked(-1);
        assertFalse(sums.isExact());
        sums.countUnmarked(-1);
        assertTrue(sums.isExact());
    }

    @Test
    void forgetsAllWhenItIsCleared() {
        sums.count(1, 1, 1, 1, 1, 10, 20, 30, 40, 50);
        sums.count(1, PortfolioSums.NO_STRATEGY, PortfolioSums.EVERY_ACCOUNT, 1, 1, MAX, 0, 0, 0, 0);
        sums.countPending(1, 1);
        sums.countUnmarked(1);

        sums.clear();

        assertTrue(sums.isExact());
        assertEquals(0, sums.grossE8(PortfolioSums.ofStrategy(1)));
        assertEquals(0, sums.netE8(PortfolioSums.GLOBAL, true) + sums.netE8(PortfolioSums.GLOBAL, false));
        assertEquals(0, sums.heatE8() + sums.heatE8(1));
        assertEquals(0, sums.accountCostE8(1) + sums.accountCapitalE8(1) + sums.strategyCapitalE8(1));
        assertEquals(0, sums.accountGrossE8(1) + sums.accountGrossOfClassE8(1, 1));
        assertEquals(0, sums.accountGrossOfInstrumentE8(1, 1));
        assertEquals(0, sums.pending(PortfolioSums.GLOBAL) + sums.pending(PortfolioSums.ofClass(1)));
    }

    @Test
    void countsASuspenseBookForEveryAccountAndForNoStrategy() {
        sums.count(1, 1, 1, 1, 1, 10, 20, 30, 40, 50);
        sums.count(1, PortfolioSums.NO_STRATEGY, PortfolioSums.EVERY_ACCOUNT, 1, 1, 1, 2, 3, 4, 5);

        assertEquals(22, sums.grossE8(PortfolioSums.GLOBAL));
        assertEquals(11, sums.netE8(PortfolioSums.ofClass(1), true));
        assertEquals(20, sums.grossE8(PortfolioSums.ofStrategy(1)));
        assertEquals(22, sums.accountGrossE8(1));
        assertEquals(2, sums.accountGrossE8(0));
        assertEquals(22, sums.accountGrossOfClassE8(1, 1));
        assertEquals(2, sums.accountGrossOfInstrumentE8(0, 1));
        assertEquals(44, sums.accountCostE8(1));
        assertEquals(4, sums.accountCostE8(0));
        assertEquals(55, sums.accountCapitalE8(1));
        assertEquals(50, sums.strategyCapitalE8(1));
        assertEquals(33, sums.heatE8());
        assertEquals(33, sums.heatE8(1));
    }

    @Test
    void countsABookInTheGrossByItsLargerSideNeverBelowZero() {
        assertEquals(7, PortfolioSums.gross(7, 3));
        assertEquals(7, PortfolioSums.gross(-3, 7));
        assertEquals(0, PortfolioSums.gross(-3, -7));
    }

    /** Counts a book of one figure: worst case long or short, risk, or cost. */
    private void count(final int sign, final int side, final long e8) {
        sums.count(sign, 1, 1, 1, 1, side == 0 ? e8 : 0, side == 1 ? e8 : 0, side == 2 ? e8 : 0, side == 3 ? e8 : 0, 0);
    }
}
