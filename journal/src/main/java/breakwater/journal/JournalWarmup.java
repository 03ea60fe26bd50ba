package breakwater.journal;

import breakwater.core.message.Frame;
import breakwater.core.message.TimeAdvancedEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings the append path up to speed on a throwaway journal, before the gate opens: the first queue of a JVM is two to
 * four times slower than the next.
 *
 * <p>Cold path; takes about a second.
 */
public final class JournalWarmup {
    private static final int RECORDS = 50_000;
    private static final long BLOCK_SIZE = 1 << 20;

    private JournalWarmup() {}

    /** Writes and deletes a journal in the temporary folder. */
    public static void run() {
        run(RECORDS);
    }

    static void run(final int records) {
        try {
            final Path folder = Files.createTempDirectory("breakwater-warmup");
            try (JournalAppender appender = JournalAppender.open(
                    folder,
                    new JournalHeader(1, false, "warmup", 0, 0, 0, 0, 0),
                    BLOCK_SIZE,
                    0,
                    JournalAppender.SEGMENT_LENGTH)) {
                final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.SLOT_LENGTH));
                final Frame frame = new Frame()
                        .wrapForWrite(buffer, 0)
                        .begin(
                                TimeAdvancedEncoder.TEMPLATE_ID,
                                TimeAdvancedEncoder.BLOCK_LENGTH,
                                TimeAdvancedEncoder.SCHEMA_VERSION);
                final int length = frame.length();
                for (int i = 1; i <= records; i++) {
                    frame.sequence(i);
                    appender.append(buffer, 0, length);
                    if (i % 3 == 0) {
                        appender.endBatch();
                    }
                }
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot warm up the journal in the temporary folder", e);
        }
    }
}
