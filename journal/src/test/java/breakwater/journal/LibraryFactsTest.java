package breakwater.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pinned queue library does by itself, on which our own checks rest. If one of these fails after an upgrade, our
 * reasons have changed. The other three facts: {@link JournalCrashTest} (SIGKILL), {@link DiskFullTest} (full disk) and
 * {@code SharedStateTest} (dead holder of a lock).
 */
class LibraryFactsTest {
    private static final int RECORDS = 300;

    @TempDir
    Path temp;

    private Path folder;
    private Path file;
    private long recordPosition;

    @BeforeEach
    void writeOneRecordADocument() throws Exception {
        folder = temp.resolve("000001");
        try (JournalAppender appender = Records.open(folder, 1, 0, 0)) {
            new Records().append(appender, 1, RECORDS, 1);
        }
        file = JournalTailer.segmentsOf(folder).get(0);
        try (JournalTailer tailer = JournalTailer.ofFolder(folder)) {
            for (int i = 0; i < 100; i++) {
                assertTrue(tailer.next());
            }
            recordPosition = tailer.segment().documentPosition();
        }
    }

    @Test
    void libraryReturnsAFlippedBitWithoutAWord() throws Exception {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(recordPosition + 40);
            final int found = access.read();
            access.seek(recordPosition + 40);
            access.write(found ^ 1);
        }

        assertEquals(RECORDS + 1, documentsThatTheLibrarySees());
        assertFalse(JournalScanner.verify(folder, JournalScanner.UNKNOWN).isGood());
    }

    @Test
    void libraryStopsAtAHoleWithoutAWord() throws Exception {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(recordPosition - 4);
            access.write(new byte[4_096]);
        }

        assertEquals(100, documentsThatTheLibrarySees());
        final Verification found = JournalScanner.verify(folder, JournalScanner.UNKNOWN);
        assertEquals(99, found.lastSequence());
        assertFalse(found.isGood());
    }

    private int documentsThatTheLibrarySees() {
        int count = 0;
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(folder)
                        .readOnly(true)
                        .rollCycle(RollCycles.FIVE_MINUTELY)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return count;
                    }
                    count++;
                }
            }
        }
    }
}
