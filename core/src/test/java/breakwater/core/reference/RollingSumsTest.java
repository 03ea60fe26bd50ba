package breakwater.core.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Frame;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollingSumsTest {
    private static final long WINDOW = 800;

    /** Against a list of all additions: never less than the window holds, never more than nine eighths of it do. */
    @Test
    void coversTheWindowAndAtMostAnEighthMore() {
        final long seed = 4_417L;
        RollingSums sums = new RollingSums("test", 2, WINDOW);
        final List<long[]> added = new ArrayList<>();
        long random = seed;
        long nowNs = 1_000_000;
        for (int step = 0; step < 20_000; step++) {
            random = Frame.mix(random);
            nowNs += Math.floorMod(random, step % 100 == 0 ? 3_000 : 60);
            final int id = (int) Math.floorMod(random >> 8, 2L);
            final long amount = Math.floorMod(random >> 16, 100L);
            sums.add(id, nowNs, amount);
            added.add(new long[] {nowNs, id, amount});
            final long laterNs = nowNs + Math.floorMod(random >> 24, 1_200L);
            final long sum = sums.sum(0, laterNs);
            final String where = "seed " + seed + " step " + step;
            assertTrue(sum >= within(added, laterNs - WINDOW), where);
            assertTrue(sum <= within(added, laterNs - WINDOW - WINDOW / 8), where);
            if (step % 500 == 499) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                sums.writeTo(snapshot);
                sums = new RollingSums("test", 2, WINDOW);
                sums.add(1, nowNs + 5_000, 7);
                sums.readFrom(snapshot.reader());
            }
        }
    }

    /** What is remembered of an answer is what adding up gives: a restored twin remembers nothing. */
    @Test
    void answersTheSameWhetherOrNotItHasAnsweredBefore() {
        final long seed = 5_118L;
        final RollingSums sums = new RollingSums("test", 1, WINDOW);
        long random = seed;
        long nowNs = 1_000_000;
        for (int step = 0; step < 20_000; step++) {
            random = Frame.mix(random);
            nowNs += Math.floorMod(random, step % 50 == 0 ? 2_000 : 40);
            if ((random >> 40 & 3) != 0) {
                final boolean isHuge = (random >> 42 & 127) == 0;
                sums.add(0, nowNs - (random >> 50 & 63), isHuge ? Long.MAX_VALUE / 2 : random >> 54 & 511);
            }
            final RollingSums twin = new RollingSums("test", 1, WINDOW);
            final SnapshotBuffer snapshot = new SnapshotBuffer();
            sums.writeTo(snapshot);
            twin.readFrom(snapshot.reader());
            for (int i = 0; i < 3; i++) {
                random = Frame.mix(random);
                final long atNs = nowNs + Math.floorMod(random, 1_500L) - 200;
                assertEquals(twin.sum(0, atNs), sums.sum(0, atNs), "seed " + seed + " step " + step);
                twin.readFrom(snapshot.reader());
            }
        }
    }

    @Test
    void standsStillWhenTimeStepsBackAndForgetsAfterTheWindow() {
        final RollingSums sums = new RollingSums("test", 1, WINDOW);
        sums.add(0, 10_000, 3);
        sums.add(0, 9_000, 4);
        assertEquals(7, sums.sum(0, 8_000));
        assertEquals(7, sums.sum(0, 10_000 + WINDOW - 1));
        assertEquals(0, sums.sum(0, 10_000 + WINDOW + WINDOW / 8));
    }

    @Test
    void saysThatASumHasNoPlace() {
        final RollingSums sums = new RollingSums("test", 1, WINDOW);
        sums.add(0, 10_000, Long.MAX_VALUE);
        sums.add(0, 10_000, 1);
        assertEquals(Long.MAX_VALUE, sums.sum(0, 10_000));
        sums.add(0, 10_100, 1);

        assertEquals(Decimals.OVERFLOW, sums.sum(0, 10_100));
    }

    private static long within(final List<long[]> added, final long sinceNs) {
        long sum = 0;
        for (int i = added.size() - 1; i >= 0 && added.get(i)[0] >= sinceNs; i--) {
            sum += added.get(i)[1] == 0 ? added.get(i)[2] : 0;
        }
        return sum;
    }
}
