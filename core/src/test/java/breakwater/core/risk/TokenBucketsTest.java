package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Ten tokens a second flow into a bucket of twenty. */
class TokenBucketsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long RATE = 10;
    private static final long BURST = 20;

    private final TokenBuckets buckets = new TokenBuckets("buckets", 2);

    @Test
    void isFullBeforeItIsTouchedAtWhateverTime() {
        assertEquals(BURST, buckets.available(0, 0, RATE, BURST));
        assertEquals(BURST, buckets.available(0, -SECOND, RATE, BURST));
        assertTrue(buckets.hasWithoutRefill(0, BURST, BURST));
        assertFalse(buckets.hasWithoutRefill(0, BURST + 1, BURST));
    }

    @Test
    void hasWhatWasNotTakenAndWhatHasFlownIn() {
        take(15, 0);

        assertEquals(5, buckets.available(0, 0, RATE, BURST));
        assertEquals(5, buckets.available(0, SECOND / 10 - 1, RATE, BURST));
        assertEquals(6, buckets.available(0, SECOND / 10, RATE, BURST));
        assertEquals(BURST, buckets.available(0, 2 * SECOND, RATE, BURST));
        assertEquals(BURST, buckets.available(1, 0, RATE, BURST), "each by itself");
    }

    @Test
    void countsWithoutWhatHasFlownInSinceItWasTouched() {
        take(15, 0);

        assertTrue(buckets.hasWithoutRefill(0, 0, BURST));
        assertTrue(buckets.hasWithoutRefill(0, 5, BURST));
        assertFalse(buckets.hasWithoutRefill(0, 6, BURST));
        assertTrue(buckets.hasWithoutRefill(0, 5, 5));
        assertFalse(buckets.hasWithoutRefill(0, 5, 4), "the bucket is smaller now");
        assertFalse(buckets.hasWithoutRefill(0, -1, BURST), "less than nothing is no answer");
    }

    @Test
    void goesIntoDebtNoDeeperThanOneBurst() {
        take(39, 0);
        assertEquals(-19, buckets.available(0, 0, RATE, BURST));
        take(9, 0);
        assertEquals(-20, buckets.available(0, 0, RATE, BURST));
        assertEquals(-1, buckets.available(0, 2 * SECOND - 1, RATE, BURST));
        assertEquals(0, buckets.available(0, 2 * SECOND, RATE, BURST));
    }

    @Test
    void getsBackWhatWasTakenLast() {
        take(15, 0);
        buckets.giveBack(0);

        assertEquals(6, buckets.available(0, 0, RATE, BURST));
    }

    @Test
    void gainsNothingWhereTheClockHasNotMoved() {
        take(15, SECOND);

        assertEquals(5, buckets.available(0, 0, RATE, BURST));
    }

    private void take(final int tokens, final long nowNs) {
        for (int i = 0; i < tokens; i++) {
            buckets.take(0, nowNs, RATE, BURST);
        }
    }
}
