package breakwater.core.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.AllocationCount;
import breakwater.core.message.Frame;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class SpreadAverageTest {
    private static final long SECOND = 1_000_000_000L;

    private final SpreadAverage spreads = new SpreadAverage(2);

    @Test
    void takesOneQuoteASecondThatHasBothSides() {
        spreads.onQuote(0, 10 * SECOND, 100, 104);
        spreads.onQuote(0, 11 * SECOND - 1, 100, 200);
        assertEquals(1, spreads.samples(0));
        spreads.onQuote(0, 11 * SECOND, 0, 200);
        spreads.onQuote(0, 11 * SECOND, 100, 0);
        assertEquals(4, spreads.average(0));
        spreads.onQuote(0, 11 * SECOND, 100, 101);
        assertEquals(2, spreads.samples(0));
        assertEquals(2, spreads.average(0), "5 / 2, rounded down");
        assertEquals(0, spreads.average(1));
    }

    /** Beside the same mean in numbers without end, with a snapshot taken and read back on the way. */
    @Test
    void isThePlainMeanAtFirstAndThenMovesByOneSampleOfMany() {
        final long seed = 28_028L;
        SpreadAverage average = new SpreadAverage(2);
        final BigInteger length = BigInteger.valueOf(SpreadAverage.LENGTH);
        BigInteger sum = BigInteger.ZERO;
        long random = seed;
        for (int n = 1; n <= 10_000; n++) {
            random = Frame.mix(random);
            final long spread = Math.floorMod(random, n % 7 == 0 ? Long.MAX_VALUE / 20_000 : 1_000L);
            average.onQuote(1, n * SECOND, 50, 50 + spread);
            sum = (n > SpreadAverage.LENGTH ? sum.subtract(sum.divide(length)) : sum).add(BigInteger.valueOf(spread));
            final BigInteger count = BigInteger.valueOf(Math.min(n, SpreadAverage.LENGTH));
            assertEquals(sum.divide(count).longValueExact(), average.average(1), "seed " + seed + " quote " + n);
            if (n % 1_000 == 0) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                average.writeTo(snapshot);
                final SpreadAverage restored = new SpreadAverage(2);
                restored.readFrom(snapshot.reader());
                assertEquals(digest(average), digest(restored));
                average = restored;
            }
        }
    }

    @Test
    void hasItsPlaceHoweverWideTheSpreadsAre() {
        for (int n = 1; n < 3 * SpreadAverage.LENGTH; n++) {
            spreads.onQuote(0, n * SECOND, 1, Long.MAX_VALUE);
            assertTrue(spreads.average(0) > 0);
        }
    }

    @Test
    void allocatesNothing() {
        final long[] nowNs = {SECOND};
        final AllocationCount count = new AllocationCount(SpreadAverageTest.class);
        final Runnable step = () -> spreads.onQuote(0, nowNs[0] += SECOND, 100, 104);
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }

        assertEquals(0, count.count(20_000, step), count::toString);
    }

    private static long digest(final SpreadAverage average) {
        final Digest digest = new Digest();
        average.writeTo(digest);
        return digest.value();
    }
}
