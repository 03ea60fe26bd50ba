package breakwater.core.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.AllocationCount;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import breakwater.core.snapshot.Stateful;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What ingest remembers of a minute, a day and some seconds, beside plain maps of everything. */
class WindowsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;

    @Test
    void aWindowSumsItsPartsAndForgetsThemOneByOne() {
        final RollingWindow window = new RollingWindow("w", 2, 3, 10);
        window.add(1, 100, 5);
        window.add(1, 109, 6);
        window.add(1, 110, 7);

        assertEquals(18, window.sum(1, 129));
        assertEquals(7, window.sum(1, 130));
        assertEquals(7, window.sum(1, 139));
        assertEquals(0, window.sum(1, 140));
        assertEquals(18, window.sum(1, 50), "time that steps back stands still");
        assertTrue(window.isTouched(1, 139));
        assertFalse(window.isTouched(1, 140));
        assertFalse(window.isTouched(0, 0));
        assertEquals(0, window.sum(0, 100));
        window.add(1, 1_000, 1);
        assertEquals(1, window.sum(1, 1_000));
    }

    @Test
    void anAmountWithoutAPlaceStaysAtTheLargest() {
        final RollingWindow window = new RollingWindow("w", 1, 3, 10);
        for (int i = 0; i < 9; i++) {
            window.add(0, 10 * i, Long.MAX_VALUE);
            assertTrue(window.sum(0, 10 * i) > 0);
        }
    }

    @Test
    void aWindowSumsWhatAMapOfItsPartsSums() {
        final long seed = 27_027L;
        final SplittableRandom random = new SplittableRandom(seed);
        RollingWindow window = new RollingWindow("w", 1, 12, 5);
        final TreeMap<Long, Long> parts = new TreeMap<>();
        long nowNs = 1_000;
        for (int n = 0; n < 50_000; n++) {
            nowNs += random.nextInt(50) == 0 ? random.nextInt(200) : random.nextInt(4);
            if (random.nextInt(3) != 0) {
                final long amount = random.nextLong(100);
                window.add(0, nowNs, amount);
                parts.merge(nowNs / 5, amount, Long::sum);
            }
            final long askedNs = nowNs + random.nextInt(80);
            assertEquals(
                    parts.tailMap(askedNs / 5 - 11).values().stream()
                            .mapToLong(Long::longValue)
                            .sum(),
                    window.sum(0, askedNs),
                    "seed " + seed + " n " + n);
            if (n % 5_000 == 0) {
                final RollingWindow restored = new RollingWindow("w", 1, 12, 5);
                assertSame(window, restored);
                window = restored;
            }
        }
    }

    @Test
    void aDayIsWholeOnceItWasWatchedAndNoLongerAfterADayOfSilence() {
        final DayVolume volume = new DayVolume(1);
        assertFalse(volume.isWhole(0, HOUR));
        volume.onTraded(0, 100 * HOUR, 7);
        for (int hour = 101; hour < 124; hour++) {
            volume.onTraded(0, hour * HOUR, 1);
        }

        assertEquals(30, volume.volume(0, 124 * HOUR - 1));
        assertFalse(volume.isWhole(0, 124 * HOUR - 1));
        assertTrue(volume.isWhole(0, 124 * HOUR));
        assertEquals(23, volume.volume(0, 124 * HOUR), "the part of an hour less");
        assertTrue(volume.isWhole(0, 147 * HOUR - 1));
        assertFalse(volume.isWhole(0, 147 * HOUR));
        volume.onTraded(0, 150 * HOUR, 5);
        assertEquals(5, volume.volume(0, 150 * HOUR));
        assertFalse(volume.isWhole(0, 173 * HOUR));
        assertSame(volume, new DayVolume(1));
    }

    @Test
    void theTrailTellsThePriceAtTheEndOfASecond() {
        final PriceTrail trail = new PriceTrail(2, SECOND);
        assertEquals(0, trail.price(0, 100 * SECOND, 0));
        trail.onPrice(0, 100 * SECOND, 50);
        trail.onPrice(0, 100 * SECOND + 999_999_999, 51);
        trail.onPrice(0, 103 * SECOND, 52);

        assertEquals(0, trail.stepsKnown(1, 103 * SECOND));
        assertEquals(0, trail.stepsKnown(0, 101 * SECOND));
        assertEquals(1, trail.stepsKnown(0, 102 * SECOND));
        assertEquals(52, trail.price(0, 103 * SECOND, 0));
        assertEquals(51, trail.price(0, 103 * SECOND, 1));
        assertEquals(51, trail.price(0, 103 * SECOND, 3));
        assertEquals(50, trail.price(0, 103 * SECOND, 4), "the oldest");
        assertEquals(50, trail.price(0, 103 * SECOND, 63));
        assertEquals(52, trail.price(0, 500 * SECOND, 63));
        trail.onPrice(0, 500 * SECOND, 53);
        assertEquals(52, trail.price(0, 500 * SECOND, 1));
        assertEquals(52, trail.price(0, 500 * SECOND, 63));
        assertSame(trail, new PriceTrail(2, SECOND));
    }

    @Test
    void theTrailTellsWhatAMapOfSecondsTells() {
        final long seed = 6_006L;
        final SplittableRandom random = new SplittableRandom(seed);
        PriceTrail trail = new PriceTrail(1, SECOND);
        final TreeMap<Long, Long> seconds = new TreeMap<>();
        long nowNs = 1_000 * SECOND;
        for (int n = 0; n < 50_000; n++) {
            nowNs += random.nextInt(40) == 0 ? random.nextLong(100 * SECOND) : random.nextLong(SECOND);
            final long price = random.nextLong(1, 1_000);
            if (seconds.isEmpty()) {
                seconds.put(Long.MIN_VALUE, price);
            }
            trail.onPrice(0, nowNs, price);
            seconds.put(nowNs / SECOND, price);
            final long ago = random.nextInt(64);
            final long askedNs = nowNs + random.nextLong(3 * SECOND);
            assertEquals(
                    seconds.floorEntry(askedNs / SECOND - ago).getValue(),
                    trail.price(0, askedNs, ago),
                    "seed " + seed + " n " + n);
            if (n % 5_000 == 0) {
                final PriceTrail restored = new PriceTrail(1, SECOND);
                assertSame(trail, restored);
                trail = restored;
            }
        }
    }

    @Test
    void noneOfThemAllocates() {
        final Quality quality = new Quality(2, 2);
        final DayVolume volume = new DayVolume(2);
        final PriceTrail trail = new PriceTrail(2, SECOND);
        final long[] nowNs = {SECOND};
        final AllocationCount count = new AllocationCount(WindowsTest.class);
        final Runnable step = () -> {
            nowNs[0] += SECOND;
            quality.onInstrument(1, true, nowNs[0]);
            quality.onSource(1, false, nowNs[0]);
            volume.onTraded(1, nowNs[0], 3);
            trail.onPrice(1, nowNs[0], 9);
            quality.refused(1, nowNs[0]);
            volume.volume(1, nowNs[0]);
            trail.price(1, nowNs[0], 7);
        };
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }

        assertEquals(0, count.count(20_000, step), count::toString);
    }

    /** Reads one's snapshot into the other, and expects the same state. */
    private static void assertSame(final Stateful one, final Stateful other) {
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        one.writeTo(snapshot);
        other.readFrom(snapshot.reader());
        final Digest ofOne = new Digest();
        one.writeTo(ofOne);
        final Digest ofOther = new Digest();
        other.writeTo(ofOther);
        assertEquals(ofOne.value(), ofOther.value());
    }
}
