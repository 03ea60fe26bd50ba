package breakwater.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRoundTripTest {
    @TempDir
    Path temp;

    @Test
    void readsBackEveryRecordOfSeveralRunsInOrder() {
        try (RunFolder folder = RunFolder.own(temp)) {
            long chain = Records.writeRun(folder, 1, 1, 500, 0);
            chain = Records.writeRun(folder, 2, 501, 501, chain);
            chain = Records.writeRun(folder, 4, 502, 1_000, chain);

            try (JournalTailer tailer = JournalTailer.ofRuns(folder, false)) {
                assertEquals(range(1, 1_000), Records.read(tailer));
                assertEquals(4, tailer.header().run());
                assertEquals(chain, tailer.chain());
            }
            assertEquals(
                    new Verification.Good(1_000, 1_000, chain, 0), JournalScanner.verify(folder, false, 1_000, "test"));
            assertEquals(5, folder.nextRun());
        }
    }

    @Test
    void goesOnAfterAnyRecordWithThatRecordsChain() {
        try (RunFolder folder = RunFolder.own(temp)) {
            long chain = Records.writeRun(folder, 1, 1, 100, 0);
            final long chainOf100 = chain;
            Records.writeRun(folder, 2, 101, 200, chain);

            for (final long sequence : new long[] {0, 1, 57, 99, 100, 101, 199, 200}) {
                try (JournalTailer tailer = JournalTailer.after(folder, false, sequence)) {
                    if (sequence == 100) {
                        assertEquals(chainOf100, tailer.chain());
                    }
                    assertEquals(range(sequence + 1, 200), Records.read(tailer), "after " + sequence);
                }
            }
            assertThrows(IllegalStateException.class, () -> JournalTailer.after(folder, false, 201));
        }
    }

    @Test
    void followsALiveWriterIntoLaterSegmentsAndRuns() {
        try (RunFolder folder = RunFolder.own(temp);
                JournalTailer tailer = JournalTailer.ofRuns(folder, false)) {
            final Records records = new Records();
            assertFalse(tailer.next());
            long chain;
            try (JournalAppender appender = JournalAppender.open(
                    folder.inputFolder(1), Records.header(1, 0, 0), Records.BLOCK_SIZE, 0, 4_096)) {
                for (int block = 0; block < 20; block++) {
                    records.append(appender, block * 50 + 1, block * 50 + 50, 5);
                    assertEquals(range(block * 50 + 1, block * 50 + 50), Records.read(tailer));
                }
                chain = appender.chain();
            }
            assertTrue(segments(folder.inputFolder(1)) > 2, "segments by size");
            Records.writeRun(folder, 2, 1_001, 1_010, chain);
            assertEquals(range(1_001, 1_010), Records.read(tailer));
            assertFalse(tailer.next());
        }
    }

    @Test
    void aFileThatIsOnlyBeingMadeHoldsNothingYet(@TempDir final Path elsewhere) throws IOException {
        try (RunFolder folder = RunFolder.own(temp);
                RunFolder other = RunFolder.own(elsewhere);
                JournalTailer tailer = JournalTailer.ofRuns(folder, false)) {
            final long chain = Records.writeRun(folder, 1, 1, 10, 0);
            Records.writeRun(other, 2, 11, 20, chain);
            final Path whole = JournalTailer.segmentsOf(other.inputFolder(2)).get(0);
            final Path made = Files.createDirectories(folder.inputFolder(2)).resolve(whole.getFileName());
            Files.write(made, beingMade());
            assertEquals(range(1, 10), Records.read(tailer));
            assertFalse(tailer.next());

            Files.write(made, Files.readAllBytes(whole));
            assertEquals(range(11, 20), Records.read(tailer));
        }
    }

    @Test
    void aFileWhoseMakerDiedOverItIsPassedBy() throws IOException {
        try (RunFolder folder = RunFolder.own(temp)) {
            final long chain = Records.writeRun(folder, 1, 1, 10, 0);
            Files.write(Files.createDirectories(folder.inputFolder(2)).resolve("20260101-0000V.cq4"), beingMade());
            final long last = Records.writeRun(folder, 3, 11, 20, chain);
            try (JournalTailer tailer = JournalTailer.ofRuns(folder, false)) {
                assertEquals(range(1, 20), Records.read(tailer));
            }
            assertEquals(new Verification.Good(20, 20, last, 0), JournalScanner.verify(folder, false, 20, "test"));
        }
    }

    /** Returns a file as the library has it before its first header is whole: of length, and open. */
    private static byte[] beingMade() {
        final byte[] file = new byte[4_096];
        file[3] = (byte) 0x80;
        return file;
    }

    @Test
    void libraryReadsTheSameFramesAsOurWalk() {
        try (RunFolder folder = RunFolder.own(temp)) {
            Records.writeRun(folder, 1, 1, 300, 0);
            long frames = 0;
            try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(folder.inputFolder(1))
                            .readOnly(true)
                            .rollCycle(RollCycles.FIVE_MINUTELY)
                            .build();
                    ExcerptTailer tailer = queue.createTailer();
                    JournalTailer ours = JournalTailer.ofFolder(folder.inputFolder(1))) {
                boolean isMore = true;
                while (isMore) {
                    try (DocumentContext document = tailer.readingDocument()) {
                        isMore = document.isPresent();
                        while (isMore && document.wire().bytes().readRemaining() > 0) {
                            final long position = document.wire().bytes().readPosition();
                            final int length = document.wire().bytes().readInt(position);
                            if (frames > 0) {
                                assertTrue(ours.next());
                                assertEquals(
                                        ours.frame().crc(),
                                        document.wire().bytes().readInt(position + Frame.CRC_OFFSET));
                            }
                            document.wire().bytes().readSkip(length);
                            frames++;
                        }
                    }
                }
            }
            assertEquals(301, frames);
        }
    }

    @Test
    void closesABatchByItselfAt64Records() {
        try (RunFolder folder = RunFolder.own(temp);
                JournalAppender appender = Records.open(folder.inputFolder(1), 1, 0, 0);
                JournalTailer tailer = JournalTailer.ofRuns(folder, false)) {
            final Records records = new Records();
            for (int i = 1; i <= 63; i++) {
                appender.append(records.buffer(), 0, records.encode(i));
            }
            assertEquals(List.of(), Records.read(tailer));

            appender.append(records.buffer(), 0, records.encode(64));

            assertEquals(range(1, 64), Records.read(tailer));
        }
    }

    @Test
    void refusesAFolderThatAnEarlierProcessWroteAndASequenceThatDoesNotFollow() {
        try (RunFolder folder = RunFolder.own(temp)) {
            Records.writeRun(folder, 1, 1, 10, 0);
            assertTrue(assertThrows(IllegalStateException.class, () -> Records.open(folder.inputFolder(1), 1, 10, 0))
                    .getMessage()
                    .contains("never appended to"));

            try (JournalAppender appender = Records.open(folder.inputFolder(2), 2, 10, 0)) {
                final Records records = new Records();
                final int length = records.encode(12);
                assertThrows(IllegalStateException.class, () -> appender.append(records.buffer(), 0, length));
                assertThrows(IllegalStateException.class, appender::endBatch, "latched");
            }
        }
    }

    /** What the JVM allocates at moments of its own comes in one batch or two, and in kilobytes; ours would come in each. */
    @Test
    void allocatesNothingPerAppendAfterWarmUp() {
        JournalWarmup.run();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final Records records = new Records();
        try (RunFolder folder = RunFolder.own(temp);
                JournalAppender appender = JournalAppender.open(
                        folder.inputFolder(1), Records.header(1, 0, 0), 64L << 20, 1 << 20, 1L << 30)) {
            records.append(appender, 1, 100_000, 16);
            int allocating = 0;
            long bytes = 0;
            for (int sequence = 100_001; sequence < 200_000; sequence += 16) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                records.append(appender, sequence, sequence + 15, 16);
                final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                allocating += allocated > 0 ? 1 : 0;
                bytes += allocated;
            }
            final String told = allocating + " of 6,250 batches allocated " + bytes + " bytes";

            assertTrue(allocating <= 10, told);
        }
    }

    private static int segments(final Path folder) {
        return folder.toFile().list((dir, name) -> name.endsWith(".cq4")).length;
    }

    static List<Long> range(final long from, final long to) {
        return LongStream.rangeClosed(from, to).boxed().collect(Collectors.toList());
    }
}
