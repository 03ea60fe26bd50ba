package breakwater.core.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.snapshot.SnapshotBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What each hour made of the price, by the last price of it and of the one before. */
class HourlyReturnsTest {
    private static final long HOUR = HourlyReturns.HOUR_NS;
    private static final long START = 500_000 * HOUR;
    private static final long SEED = 1_515L;

    private final HourlyReturns returns = new HourlyReturns(2);

    @Test
    void knowsTheHoursThatAreOverSinceTheOneOfTheFirstPrice() {
        assertEquals(0, returns.known(0, START));
        returns.onPrice(0, START + HOUR / 2, 10_000);
        assertEquals(0, returns.known(0, START + 2 * HOUR - 1));
        assertEquals(1, returns.known(0, START + 2 * HOUR));
        assertEquals(HourlyReturns.HOURS, returns.known(0, START + 2_000 * HOUR));
        assertEquals(0, returns.known(1, START + 2 * HOUR));
    }

    @Test
    void makesOfAnHourItsLastPriceAgainstTheLastBefore() {
        returns.onPrice(0, START, 9_000);
        returns.onPrice(0, START + HOUR - 1, 10_000);
        returns.onPrice(0, START + HOUR, 12_000);
        returns.onPrice(0, START + HOUR + 5, 10_100);
        returns.onPrice(0, START + 4 * HOUR, 9_999);

        assertArrayEquals(new int[] {0, 0, 10_000}, last(3, START + 4 * HOUR));
        assertArrayEquals(new int[] {0, -10_000, 0, 0, 10_000}, last(5, START + 6 * HOUR), "-0.01 x 10^6, toward zero");
    }

    @Test
    void goesNoFurtherThanAllOfIt() {
        returns.onPrice(0, START, 1);
        returns.onPrice(0, START + HOUR, Long.MAX_VALUE);
        returns.onPrice(0, START + 2 * HOUR, 1);

        assertArrayEquals(new int[] {-999_999, 1_000_000}, last(2, START + 3 * HOUR));
    }

    @Test
    void hearsNoPriceThatIsNone() {
        returns.onPrice(0, START, 0);

        assertEquals(0, returns.known(0, START + 9 * HOUR));
    }

    /** At any times and prices, and through a snapshot at any moment, the returns are those of a plain table of closes. */
    @Test
    void isWhatAPlainTableOfClosesSays() {
        final SplittableRandom random = new SplittableRandom(SEED);
        HourlyReturns tested = new HourlyReturns(1);
        final TreeMap<Long, Long> closes = new TreeMap<>();
        long nowNs = START;
        long price = 1_000_000;
        for (int n = 0; n < 6_000; n++) {
            nowNs += random.nextLong(random.nextInt(50) == 0 ? (random.nextInt(20) == 0 ? 900 : 30) * HOUR : HOUR);
            price = Math.max(1, price + random.nextLong(-20_000, 20_001));
            tested.onPrice(0, nowNs, price);
            closes.put(nowNs / HOUR, price);
            if (random.nextInt(20) == 0) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                tested.writeTo(snapshot);
                tested = new HourlyReturns(1);
                tested.readFrom(snapshot.reader());
            }
            final long askedNs = nowNs + random.nextLong(random.nextInt(9) == 0 ? 40 * HOUR : HOUR);
            final int known = tested.known(0, askedNs);
            assertEquals(Math.max(0, Math.min(720, askedNs / HOUR - closes.firstKey() - 1)), known, "seed " + SEED);
            final int[] told = new int[known];
            tested.copy(0, askedNs, known, told);
            for (int ago = 1; ago <= known; ago++) {
                final long before = closes.floorEntry(askedNs / HOUR - ago - 1).getValue();
                final long after = closes.floorEntry(askedNs / HOUR - ago).getValue();
                final long ppm = (after - before) * 1_000_000 / before;
                assertEquals(Math.max(-1_000_000, Math.min(1_000_000, ppm)), told[ago - 1], "seed " + SEED + " n " + n);
            }
        }
    }

    private int[] last(final int hours, final long nowNs) {
        final int[] told = new int[hours];
        Arrays.fill(told, 7);
        returns.copy(0, nowNs, hours, told);
        return told;
    }
}
