package breakwater.core.risk;

/**
 * How far two rows of numbers go together: the correlation coefficient of Pearson in ppm, exact, its magnitude rounded up; so
 * it is 0 for rows that have nothing in common, and for one that stands still, which goes along with nothing.
 *
 * <p>Rows are at most 720 long and their numbers at most a million either way; then n Σxy is below 2⁵⁹, and whether
 * m² Vx Vy reaches 10¹² C² is asked of whole numbers below 2¹⁶⁰, in three parts. Thread: any. Allocates: never.
 */
final class Correlation {
    private static final long ONE_PPM = 1_000_000L;

    private Correlation() {}

    /** Returns the coefficient of the first {@code n} numbers of both, -1,000,000 to 1,000,000. */
    static int ppm(final int[] x, final int[] y, final int n) {
        long sumX = 0;
        long sumY = 0;
        long sumXx = 0;
        long sumYy = 0;
        long sumXy = 0;
        for (int i = 0; i < n; i++) {
            final long a = x[i];
            final long b = y[i];
            sumX += a;
            sumY += b;
            sumXx += a * a;
            sumYy += b * b;
            sumXy += a * b;
        }
        final long together = n * sumXy - sumX * sumY;
        final int ppm = magnitude(Math.abs(together), n * sumXx - sumX * sumX, n * sumYy - sumY * sumY);
        return together < 0 ? -ppm : ppm;
    }

    /** Returns the least m with m² Vx Vy >= 10¹² C²: an estimate, put right by whole numbers. */
    private static int magnitude(final long together, final long ofX, final long ofY) {
        if (together == 0 || ofX == 0 || ofY == 0) {
            return 0;
        }
        final double estimate = together / StrictMath.sqrt((double) ofX) / StrictMath.sqrt((double) ofY);
        long ppm = Math.min(ONE_PPM, (long) (estimate * ONE_PPM));
        while (!reaches(ppm, together, ofX, ofY)) {
            ppm++;
        }
        while (reaches(ppm - 1, together, ofX, ofY)) {
            ppm--;
        }
        return (int) ppm;
    }

    private static boolean reaches(final long ppm, final long together, final long ofX, final long ofY) {
        final long own = ppm * ppm;
        final long ownHigh = Math.multiplyHigh(ofX, ofY);
        final long ownLow = ofX * ofY;
        final long other = ONE_PPM * ONE_PPM;
        final long otherHigh = Math.multiplyHigh(together, together);
        final long otherLow = together * together;

        final long ownTop = top(ownHigh, ownLow, own);
        final long otherTop = top(otherHigh, otherLow, other);
        if (ownTop != otherTop) {
            return ownTop > otherTop;
        }
        final long ownMiddle = middle(ownHigh, ownLow, own);
        final long otherMiddle = middle(otherHigh, otherLow, other);
        if (ownMiddle != otherMiddle) {
            return Long.compareUnsigned(ownMiddle, otherMiddle) > 0;
        }
        return Long.compareUnsigned(ownLow * own, otherLow * other) >= 0;
    }

    /** Returns the highest 64 of the 192 bits of (high, low) times a factor, none negative. */
    private static long top(final long high, final long low, final long factor) {
        final long lower = high * factor;
        final boolean carries = Long.compareUnsigned(lower + unsignedHigh(low, factor), lower) < 0;
        return Math.multiplyHigh(high, factor) + (carries ? 1 : 0);
    }

    /** Returns the middle 64 of them. */
    private static long middle(final long high, final long low, final long factor) {
        return high * factor + unsignedHigh(low, factor);
    }

    /** Returns the higher half of an unsigned number times one that is not negative. */
    private static long unsignedHigh(final long unsigned, final long factor) {
        return Math.multiplyHigh(unsigned, factor) + ((unsigned >> 63) & factor);
    }
}
