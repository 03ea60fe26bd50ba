package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The coefficient in ppm, exact to the last one at any returns, its magnitude rounded up. */
class CorrelationTest {
    private static final long SEED = 54_054L;
    private static final int[] SCALES = {1, 2, 10, 300, 10_000, 1_000_000};

    @Test
    void isAllOfItWhereTwoMoveAlike() {
        final int[] x = {100, -200, 300, 5, 0};
        final int[] y = {200, -400, 600, 10, 0};

        assertEquals(1_000_000, Correlation.ppm(x, y, 5));
        assertEquals(1_000_000, Correlation.ppm(x, new int[] {101, -199, 301, 6, 1}, 5), "what drifts moves alike too");
        assertEquals(-1_000_000, Correlation.ppm(x, new int[] {-100, 200, -300, -5, 0}, 5));
    }

    @Test
    void isNothingBesideWhatStandsStill() {
        assertEquals(0, Correlation.ppm(new int[] {1, -2, 3}, new int[] {7, 7, 7}, 3));
        assertEquals(0, Correlation.ppm(new int[] {1, 0, -1}, new int[] {1, -2, 1}, 3), "without anything in common");
        assertEquals(0, Correlation.ppm(new int[] {5}, new int[] {6}, 1), "of one number");
    }

    @Test
    void isRoundedAgainstUs() {
        // Half the root of 3: 0.8660254...
        assertEquals(866_026, Correlation.ppm(new int[] {1, 0, 0}, new int[] {1, 0, -1}, 3));
        assertEquals(-866_026, Correlation.ppm(new int[] {-1, 0, 0}, new int[] {1, 0, -1}, 3));
    }

    @Test
    void hasRoomForThirtyDaysOfTheLargestReturns() {
        final int[] x = new int[720];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 2 == 0 ? 1_000_000 : -1_000_000;
        }
        final int[] y = x.clone();
        y[0] = -y[0];

        assertEquals(1_000_000, Correlation.ppm(x, x, 720));
        assertEquals(exact(x, y, 720), Correlation.ppm(x, y, 720));
    }

    @Test
    void agreesWithExactFiguresAtAnyReturns() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final int[] x = new int[720];
        final int[] y = new int[720];
        for (int round = 0; round < 20_000; round++) {
            final int n = random.nextInt(round % 50 == 0 ? 721 : 30);
            final int ofX = SCALES[random.nextInt(SCALES.length)];
            final int ofY = SCALES[random.nextInt(SCALES.length)];
            final int alike = random.nextInt(101);
            for (int i = 0; i < n; i++) {
                x[i] = random.nextInt(-ofX, ofX + 1);
                final long along = (long) x[i] * ofY / ofX;
                y[i] = random.nextInt(100) < alike ? (int) along : random.nextInt(-ofY, ofY + 1);
            }
            assertEquals(exact(x, y, n), Correlation.ppm(x, y, n), "seed " + SEED + " round " + round);
        }
    }

    private static int exact(final int[] x, final int[] y, final int n) {
        BigInteger sumX = BigInteger.ZERO;
        BigInteger sumY = BigInteger.ZERO;
        for (int i = 0; i < n; i++) {
            sumX = sumX.add(BigInteger.valueOf(x[i]));
            sumY = sumY.add(BigInteger.valueOf(y[i]));
        }
        BigInteger both = BigInteger.ZERO;
        BigInteger ofX = BigInteger.ZERO;
        BigInteger ofY = BigInteger.ZERO;
        for (int i = 0; i < n; i++) {
            final BigInteger a = BigInteger.valueOf((long) n * x[i]).subtract(sumX);
            final BigInteger b = BigInteger.valueOf((long) n * y[i]).subtract(sumY);
            both = both.add(a.multiply(b));
            ofX = ofX.add(a.multiply(a));
            ofY = ofY.add(b.multiply(b));
        }
        final BigInteger whole = ofX.multiply(ofY);
        if (whole.signum() == 0) {
            return 0;
        }
        final BigInteger part = both.multiply(both).multiply(BigInteger.TEN.pow(12));
        int least = 0;
        int most = 1_000_000;
        while (least < most) {
            final int middle = (least + most) / 2;
            final boolean isReached =
                    BigInteger.valueOf(middle).pow(2).multiply(whole).compareTo(part) >= 0;
            most = isReached ? middle : most;
            least = isReached ? least : middle + 1;
        }
        return both.signum() < 0 ? -most : most;
    }
}
