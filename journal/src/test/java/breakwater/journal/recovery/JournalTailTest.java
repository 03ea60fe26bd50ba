package breakwater.journal.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.pipeline.ControlPage.Word;
import breakwater.core.snapshot.SnapshotBuffer;
import breakwater.journal.JournalTailer;
import breakwater.journal.Records;
import breakwater.journal.RunFolder;
import breakwater.journal.Verification;
import breakwater.journal.control.ControlFile;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {
    @TempDir
    Path temp;

    @Test
    void startsAtNothingInAnEmptyFolder() {
        try (RunFolder folder = RunFolder.own(temp)) {
            final JournalEnd end = JournalTail.locate(folder);

            assertFalse(end.isLoss());
            assertEquals(0, end.lastSequence());
            assertEquals(0, end.chain());
        }
    }

    @Test
    void reportsALossThatTheJournaledWordOrASnapshotKnows() {
        try (RunFolder folder = RunFolder.own(temp)) {
            final long chain = Records.writeRun(folder, 1, 1, 100, 0);
            try (ControlFile control = ControlFile.create(folder.controlFile(), 1, 1)) {
                control.page().set(Word.JOURNALED, 100);
                assertFalse(JournalTail.locate(folder).isLoss());
                assertEquals(chain, JournalTail.locate(folder).chain());
                control.page().set(Word.JOURNALED, 101);
            }
            assertEquals(
                    new Verification.Shorter(100, 100, chain, 101, "the journaled word"),
                    JournalTail.locate(folder).input());

            new SnapshotStore(folder.snapshotFolder(), 1).write(120, 0, 0, 0, 0, new SnapshotBuffer());
            assertEquals(
                    new Verification.Shorter(100, 100, chain, 120, "a snapshot"),
                    JournalTail.locate(folder).input());
        }
    }

    @Test
    void movesDamageAsideKeepsWhatWasGoodAndGoesOnFromThere() throws Exception {
        try (RunFolder folder = RunFolder.own(temp)) {
            long chain = Records.writeRun(folder, 1, 1, 100, 0);
            chain = Records.writeRun(folder, 2, 101, 200, chain);
            Records.writeRun(folder, 3, 201, 300, chain);
            final long chainOf150;
            try (JournalTailer tailer = JournalTailer.after(folder, false, 150)) {
                chainOf150 = tailer.chain();
                assertTrue(tailer.next());
                flip(folder.inputFolder(2), tailer.frame().ingressTimeNs());
            }

            final JournalEnd end = JournalTail.locate(folder);

            assertEquals(
                    150,
                    assertInstanceOf(Verification.Damaged.class, end.input()).lastSequence());
            assertTrue(end.isLoss());
            assertEquals(2, end.quarantined().size());
            assertTrue(Files.readString(end.quarantined().get(1).resolve("REASON.txt"))
                    .contains("record 151"));
            assertEquals(4, folder.nextRun());
            assertEquals(List.of(1, 2), folder.runs(false));

            Records.writeRun(folder, 4, end.lastSequence() + 1, 180, end.chain());
            assertEquals(chainOf150, end.chain());
            assertEquals(
                    180,
                    assertInstanceOf(
                                    Verification.Good.class,
                                    JournalTail.locate(folder).input())
                            .records());
        }
    }

    @Test
    void finishesAQuarantineThatAKillInterrupted() throws Exception {
        try (RunFolder folder = RunFolder.own(temp)) {
            Records.writeRun(folder, 1, 1, 100, 0);
            Files.move(folder.inputFolder(1), folder.inputFolder(1).resolveSibling("000001.salvage"));

            assertEquals(100, JournalTail.locate(folder).lastSequence());
            assertEquals(List.of(1), folder.runs(false));
        }
    }

    /** Flips a bit in the record that holds a value. */
    private static void flip(final Path folder, final long value) throws Exception {
        final Path file = Files.list(folder)
                .filter(path -> path.toString().endsWith(".cq4"))
                .findFirst()
                .orElseThrow();
        final byte[] bytes = Files.readAllBytes(file);
        final java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int position = 0;
        while (buffer.getLong(position) != value) {
            position++;
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position);
            access.write(bytes[position] ^ 4);
        }
    }
}
