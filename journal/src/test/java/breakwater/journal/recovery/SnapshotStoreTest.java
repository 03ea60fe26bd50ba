package breakwater.journal.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.snapshot.SnapshotBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
    @TempDir
    Path temp;

    @Test
    void givesBackTheNewestNotAfterTheJournalsEndAndKeepsThree() {
        final SnapshotStore store = new SnapshotStore(temp, 5);
        for (final long sequence : new long[] {100, 200, 300, 400}) {
            write(store, sequence);
        }

        final Snapshot found = store.newestGood(399).orElseThrow();

        assertEquals(300, found.sequence());
        assertEquals(301, found.inputChain());
        assertEquals(302, found.outputSequence());
        assertEquals(303, found.outputHash());
        assertEquals(304, found.digest());
        assertEquals(300 * 7, found.reader().getLong());
        assertEquals(1, store.skipped().size());
        assertTrue(store.newestGood(150).isEmpty(), "100 was pruned");
        assertEquals(400, store.highestNamed());
    }

    @Test
    void fallsBackFromEveryTornOrDamagedSnapshotToTheOneBefore() throws Exception {
        final SnapshotStore store = new SnapshotStore(temp, 5);
        write(store, 100);
        write(store, 200);
        final Path newest = store.newestGood(Long.MAX_VALUE).orElseThrow().file();
        final byte[] sound = Files.readAllBytes(newest);

        for (int length = 0; length < sound.length; length++) {
            Files.write(newest, Arrays.copyOf(sound, length));
            assertEquals(100, store.newestGood(Long.MAX_VALUE).orElseThrow().sequence(), "cut at " + length);
        }
        for (int i = 0; i < sound.length; i++) {
            final byte[] flipped = sound.clone();
            flipped[i] ^= (byte) (1 << (Frame.mix(i) & 7));
            Files.write(newest, flipped);
            assertEquals(100, store.newestGood(Long.MAX_VALUE).orElseThrow().sequence(), "flipped byte " + i);
        }
        Files.write(newest, sound);
        assertEquals(200, store.newestGood(Long.MAX_VALUE).orElseThrow().sequence());
    }

    @Test
    void skipsForeignSnapshotsAndWhatAKillDuringRenamingLeaves() throws Exception {
        write(new SnapshotStore(temp, 5), 100);
        final SnapshotStore other = new SnapshotStore(temp, 6);
        Files.write(temp.resolve("0000000000000000200.snapshot.part"), new byte[500]);

        final Optional<Snapshot> found = other.newestGood(Long.MAX_VALUE);

        assertTrue(found.isEmpty());
        assertTrue(
                other.skipped().get(0).reason().startsWith("foreign"),
                other.skipped().toString());
        assertEquals(1, other.skipped().size());
    }

    private static void write(final SnapshotStore store, final long sequence) {
        final SnapshotBuffer state = new SnapshotBuffer();
        for (int i = 0; i < 50; i++) {
            state.putLong(sequence * 7 + i);
        }
        store.write(sequence, sequence + 1, sequence + 2, sequence + 3, sequence + 4, state);
    }
}
