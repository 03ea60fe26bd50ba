package breakwater.core.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import breakwater.core.message.Frame;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class ExecutionWindowTest {
    private static final int CAPACITY = 64;
    /** Byte of the first entry in a snapshot, after arrivals, count and sum. */
    private static final int FIRST_ENTRY = 24;

    @Test
    void remembersTheNewestIdsAndForgetsTheOldestLikeAPlainModel() {
        for (long seed = 1; seed <= 12; seed++) {
            final ExecutionWindow window = new ExecutionWindow(CAPACITY);
            final Map<Long, Long> known = new HashMap<>();
            final Deque<Long> order = new ArrayDeque<>();
            long random = seed;
            for (int step = 0; step < 2_000; step++) {
                random = Frame.mix(random);
                final long id = (random >>> 8) % 200;
                window.contentHash(window.findOrAdd(id), random);
                if (known.put(id, random) == null) {
                    order.add(id);
                    if (order.size() > CAPACITY) {
                        known.remove(order.remove());
                    }
                }
                for (long probe = 0; probe < 200; probe += 7) {
                    final int entry = window.find(probe);
                    assertEquals(
                            known.get(probe),
                            entry == ExecutionWindow.ABSENT ? null : (Long) window.contentHash(entry),
                            "seed " + seed + " step " + step + " id " + probe);
                }
            }
        }
    }

    @Test
    void goesOnAfterARestoreAsIfNothingHadHappened() {
        final ExecutionWindow window = filled(100);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        window.writeTo(snapshot);
        final ExecutionWindow restored = filled(7);

        restored.readFrom(snapshot.reader());

        for (int i = 0; i < 200; i++) {
            assertEquals(digest(window), digest(restored));
            window.contentHash(window.findOrAdd(i * 31L % 150), i);
            restored.contentHash(restored.findOrAdd(i * 31L % 150), i);
        }
    }

    @Test
    void refusesASnapshotWithAChangedEntry() {
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        filled(10).writeTo(snapshot);
        final MutableDirectBuffer bytes = (MutableDirectBuffer) snapshot.buffer();
        bytes.putLong(FIRST_ENTRY, bytes.getLong(FIRST_ENTRY) ^ 1);

        assertThrows(IllegalStateException.class, () -> new ExecutionWindow(CAPACITY).readFrom(snapshot.reader()));
    }

    @Test
    void changesItsDigestWithEveryPartOfAnEntry() {
        final ExecutionWindow window = filled(3);
        final long before = digest(window);

        window.contentHash(window.find(1), 99);

        assertEquals(false, before == digest(window));
    }

    @Test
    void demandsAPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new ExecutionWindow(100));
    }

    private static ExecutionWindow filled(final int count) {
        final ExecutionWindow window = new ExecutionWindow(CAPACITY);
        for (int i = 0; i < count; i++) {
            window.contentHash(window.findOrAdd(i), i * 3L);
        }
        return window;
    }

    private static long digest(final ExecutionWindow window) {
        final Digest digest = new Digest();
        window.writeTo(digest);
        return digest.value();
    }
}
