package breakwater.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk can do to a journal: a changed record never passes, a lost one is missed, and nothing waits for ever. */
class JournalDamageTest {
    private static final int RECORDS = 400;

    @TempDir
    Path temp;

    private Path folder;
    private Path file;
    private byte[] sound;
    private long chain;
    private final List<int[]> frames = new ArrayList<>();
    private int end;

    @BeforeEach
    void writeJournal() throws IOException {
        folder = temp.resolve("000001");
        try (JournalAppender appender = Records.open(folder, 1, 0, 0)) {
            new Records().append(appender, 1, RECORDS, 7);
            chain = appender.chain();
        }
        file = JournalTailer.segmentsOf(folder).get(0);
        sound = Files.readAllBytes(file);
        try (JournalTailer tailer = JournalTailer.ofFolder(folder)) {
            while (tailer.next()) {
                final SegmentReader segment = tailer.segment();
                final int from = (int) segment.documentPosition() + tailer.offset() - segment.windowOffset(0);
                frames.add(new int[] {from, tailer.length()});
                end = from + tailer.length();
            }
        }
        assertEquals(RECORDS, frames.size());
    }

    @Test
    void namesTheRecordForAFlippedBitInAnyOfItsBytes() throws IOException {
        for (final int record : new int[] {0, 1, 2, 6, 7, 199, RECORDS - 2, RECORDS - 1}) {
            final int from = frames.get(record)[0];
            for (int i = 0; i < frames.get(record)[1]; i++) {
                final Verification found = verifyFlipped(from + i, (record + i) & 7);
                assertEquals(
                        record,
                        assertInstanceOf(Verification.Damaged.class, found, "byte " + i)
                                .lastSequence(),
                        "record " + (record + 1) + " byte " + i + ": " + found.describe());
            }
        }
    }

    @Test
    void neverPassesAChangedRecordWhereverABitFlips() throws IOException {
        flips(0x5EEDL, 1_500);
    }

    @Test
    @Tag("prove")
    void neverPassesAChangedRecordWhereverABitFlipsLong() throws IOException {
        flips(0xB16L, Integer.getInteger("breakwater.prove.size", 20_000));
    }

    private void flips(final long seed, final int count) throws IOException {
        long state = seed;
        int harmless = 0;
        for (int i = 0; i < count; i++) {
            state = Frame.mix(state);
            final int range = i % 8 == 0 ? sound.length : i % 2 == 0 ? end + 64 : frames.get(0)[0];
            final int position = (int) Math.floorMod(state, (long) range);
            final int bit = (int) (state >>> 60 & 7);
            final String at = "seed " + seed + " byte " + position + " bit " + bit;

            final Verification found =
                    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> verifyFlipped(position, bit), at);

            if (found.isGood()) {
                assertEquals(new Verification.Good(RECORDS, RECORDS, chain, 0), found, at);
                harmless++;
            }
        }
        assertTrue(harmless > 0 && harmless < count, "harmless " + harmless);
    }

    @Test
    void missesEveryRecordThatATruncationTakes() throws IOException {
        for (int record = 0; record < RECORDS; record += 3) {
            assertMissed(frames.get(record)[0], record);
        }
        long state = 7;
        for (int i = 0; i < 300; i++) {
            state = Frame.mix(state);
            assertMissed(Math.max(0, end - 1 - (int) Math.floorMod(state, 65_536L)), -1);
        }
    }

    private void assertMissed(final int length, final int records) throws IOException {
        Files.write(file, sound);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(length);
        }
        final Verification found = JournalScanner.verify(folder, RECORDS);
        assertTrue(!found.isGood() && found.lastSequence() < RECORDS, "cut at " + length + ": " + found.describe());
        assertTrue(records < 0 || found.lastSequence() <= records, "cut at " + length + ": " + found.describe());
    }

    @Test
    void findsTheRecordsBeyondAZeroedPage() throws IOException {
        final byte[] holed = sound.clone();
        final int page = (frames.get(100)[0] + 4_095) / 4_096 * 4_096;
        java.util.Arrays.fill(holed, page, page + 4_096, (byte) 0);
        Files.write(file, holed);

        final Verification.Damaged found =
                assertInstanceOf(Verification.Damaged.class, JournalScanner.verify(folder, JournalScanner.UNKNOWN));

        assertTrue(found.lastSequence() >= 90 && found.lastSequence() < 150, found.describe());
        assertEquals(RECORDS, found.highestBeyond());
    }

    @Test
    void missesALostTailThroughTheJournaledWordOnly() throws IOException {
        final byte[] holed = sound.clone();
        java.util.Arrays.fill(holed, frames.get(364)[0] - 4, end, (byte) 0);
        Files.write(file, holed);

        assertTrue(JournalScanner.verify(folder, JournalScanner.UNKNOWN).isGood());
        final Verification.Shorter found =
                assertInstanceOf(Verification.Shorter.class, JournalScanner.verify(folder, RECORDS));
        assertEquals(364, found.lastSequence());
    }

    @Test
    void dropsAnUnfinishedDocumentAndSaysHowManyRecordsItHeld() throws IOException {
        final byte[] torn = sound.clone();
        final int last = RECORDS / 7 * 7;
        final int header = frames.get(last)[0] - 4;
        java.util.Arrays.fill(torn, header, header + 4, (byte) 0);
        Files.write(file, torn);

        final Verification.Good found = assertInstanceOf(Verification.Good.class, JournalScanner.verify(folder, last));
        assertEquals(RECORDS - last, found.unfinished());
        assertEquals(last, found.lastSequence());
    }

    @Test
    void noticesASegmentThatIsMissingInTheMiddle() throws IOException {
        final Path rolled = temp.resolve("000002");
        try (JournalAppender appender =
                JournalAppender.open(rolled, Records.header(2, 0, 0), Records.BLOCK_SIZE, 0, 8_192)) {
            new Records().append(appender, 1, 500, 5);
        }
        final List<Path> segments = JournalTailer.segmentsOf(rolled);
        assertTrue(segments.size() >= 3);
        Files.delete(segments.get(1));

        final Verification.Damaged found =
                assertInstanceOf(Verification.Damaged.class, JournalScanner.verify(rolled, JournalScanner.UNKNOWN));
        assertEquals(JournalDamage.Reason.SEQUENCE, found.damage().reason());
    }

    private Verification verifyFlipped(final int position, final int bit) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position);
            access.write(sound[position] ^ (1 << bit));
            final Verification found = JournalScanner.verify(folder, RECORDS);
            access.seek(position);
            access.write(sound[position]);
            return found;
        }
    }
}
