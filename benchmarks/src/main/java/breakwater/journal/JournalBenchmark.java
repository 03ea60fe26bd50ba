package breakwater.journal;

import breakwater.core.message.Frame;
import breakwater.core.message.QuoteEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Appending a quote of 112 bytes: the journal with CRC and chain at 1, 16 and 64 records a document, Chronicle's own
 * {@code writeBytes}, and a store into mapped memory that wraps round. One operation is one record. The files live in the
 * temporary folder (java.io.tmpdir) and are made anew each iteration.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JournalBenchmark {
    private static final int RECORDS = 64;
    private static final int MAPPED_LENGTH = 64 << 20;

    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.SLOT_LENGTH));
    private final Frame frame = new Frame();
    private int length;
    private long sequence;
    private Path folder;
    private JournalAppender journal;
    private SingleChronicleQueue queue;
    private ExcerptAppender raw;
    private PointerBytesStore document;
    private UnsafeBuffer mapped;
    private int mappedEnd;

    @Setup(Level.Iteration)
    public void open() throws IOException {
        length = frame.wrapForWrite(record, 0)
                .begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH, QuoteEncoder.SCHEMA_VERSION)
                .length();
        sequence = 0;
        folder = Files.createTempDirectory("breakwater-benchmark");
        journal = JournalAppender.open(
                folder.resolve("journal"),
                new JournalHeader(1, false, "benchmark", 0, 0, 0, 0, 0),
                JournalAppender.BLOCK_SIZE);
        queue = SingleChronicleQueueBuilder.binary(folder.resolve("raw"))
                .blockSize(JournalAppender.BLOCK_SIZE)
                .build();
        raw = queue.createAppender();
        document = BytesStore.nativePointer();
        try (FileChannel file = FileChannel.open(
                folder.resolve("mapped"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            final MappedByteBuffer bytes = file.map(FileChannel.MapMode.READ_WRITE, 0, MAPPED_LENGTH);
            mapped = new UnsafeBuffer(bytes);
            mapped.setMemory(0, MAPPED_LENGTH, (byte) 0);
        }
        mappedEnd = 0;
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        journal.close();
        queue.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private void append(final int recordsADocument) {
        for (int i = 1; i <= RECORDS; i++) {
            frame.sequence(++sequence);
            journal.append(record, 0, length);
            if (i % recordsADocument == 0) {
                journal.endBatch();
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void journal1ADocument() {
        append(1);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void journal16ADocument() {
        append(16);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void journal64ADocument() {
        append(RECORDS);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void chronicleWriteBytes() {
        for (int i = 0; i < RECORDS; i++) {
            frame.sequence(++sequence);
            document.set(record.addressOffset(), length);
            raw.writeBytes(document);
        }
    }

    /** The floor: the same bytes into warm mapped memory, length stored last. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void rawMappedAppend() {
        for (int i = 0; i < RECORDS; i++) {
            frame.sequence(++sequence);
            if (mappedEnd + Frame.SLOT_LENGTH > MAPPED_LENGTH) {
                mappedEnd = 0;
            }
            mapped.putBytes(mappedEnd + Integer.BYTES, record, Integer.BYTES, length - Integer.BYTES);
            mapped.putIntRelease(mappedEnd, length);
            mappedEnd += (length + 7) & ~7;
        }
    }
}
