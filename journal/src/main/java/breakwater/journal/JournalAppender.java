package breakwater.journal;

import breakwater.core.message.Frame;
import breakwater.core.pipeline.RecordAppender;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one folder of a journal: frames are collected, sealed with CRC and chain, and written as one document a batch.
 * Because a document is handed over whole, an exception can never leave half a batch committed.
 *
 * <p>A new segment begins when the file passes {@link #SEGMENT_LENGTH} or the host's day changes; the feed's clock has no
 * say. A batch of {@link #BATCH_MAX} records closes itself.
 *
 * <p>Thread: one writer. Allocates: never after warm-up, but at a new segment. Errors: any failure of the disk, and a free
 * space under the reserve, is an {@link IllegalStateException}; from then on every call throws.
 */
public final class JournalAppender implements RecordAppender {
    /** Most records in one document (Settled 2). */
    public static final int BATCH_MAX = 64;
    /** Block by which the files grow in production; sparse. */
    public static final long BLOCK_SIZE = 64L << 20;
    /** Bytes of documents after which a new file begins. */
    public static final long SEGMENT_LENGTH = 1L << 30;
    /** Bytes that must stay free on the disk. */
    public static final long RESERVE = 256L << 20;

    private static final long CYCLE_MS = 300_000;
    private static final long DAY_MS = 86_400_000;
    private static final long CHECK_INTERVAL = 1 << 16;
    private static final long AHEAD = 1 << 18;

    private final Path folder;
    private final File disk;
    private final long reserve;
    private final long checkInterval;
    private final long segmentLength;
    private final ByteBuffer bytes = BufferUtil.allocateDirectAligned(BATCH_MAX * Frame.SLOT_LENGTH, 64);
    private final UnsafeBuffer batch = new UnsafeBuffer(bytes);
    private final PointerBytesStore document = BytesStore.nativePointer();
    private final Frame frame = new Frame();
    private final CRC32C crc = new CRC32C();
    private final JournalSpace space = new JournalSpace();
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private int batchLength;
    private int batchCount;
    private long chain;
    private long lastSequence;
    private long cycleTimeMs;
    private long segmentBytes;
    private boolean isNewSegment = true;
    private long bytesToCheck;
    private Throwable failure;

    private JournalAppender(
            final Path folder,
            final JournalHeader header,
            final long blockSize,
            final long reserve,
            final long segmentLength) {
        this.folder = folder;
        this.disk = folder.toFile();
        this.reserve = reserve;
        this.checkInterval = Math.max(1, Math.min(CHECK_INTERVAL, Math.min(reserve / 4, segmentLength / 4)));
        this.segmentLength = segmentLength;
        this.cycleTimeMs = System.currentTimeMillis();
        this.queue = SingleChronicleQueueBuilder.binary(folder)
                .blockSize(blockSize)
                .rollCycle(RollCycles.FIVE_MINUTELY)
                .timeProvider(() -> cycleTimeMs)
                .build();
        try {
            this.appender = queue.createAppender();
            // One thread at a time, but not always the same: a session hands it to its journal thread and takes it
            // back.
            appender.singleThreadedCheckDisabled(true);
            this.chain = header.lastChain();
            this.lastSequence = header.lastSequence();
            seal(header.encode(batch, 0));
            endBatch();
        } catch (final RuntimeException e) {
            queue.close();
            throw e;
        }
    }

    /** Opens a new folder; refuses one that holds files. Writes the header record. {@code blockSize} in bytes. */
    public static JournalAppender open(final Path folder, final JournalHeader header, final long blockSize) {
        return open(folder, header, blockSize, RESERVE, SEGMENT_LENGTH);
    }

    /** As {@link #open(Path, JournalHeader, long)}, with the disk reserve and the length of a segment in bytes. */
    public static JournalAppender open(
            final Path folder,
            final JournalHeader header,
            final long blockSize,
            final long reserve,
            final long segmentLength) {
        try {
            JournalDisk.prepare(folder, reserve + blockSize);
            return new JournalAppender(folder, header, blockSize, reserve, segmentLength);
        } catch (final IOException | RuntimeException | InternalError e) {
            if (e instanceof IllegalStateException && e.getMessage().startsWith("journal folder")) {
                throw (IllegalStateException) e;
            }
            throw new IllegalStateException("journal folder " + folder + " cannot be opened for writing: " + e, e);
        }
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        checkNotFailed();
        if (length < Frame.HEADER_LENGTH
                || length > Frame.SLOT_LENGTH
                || length != buffer.getInt(offset + Frame.LENGTH_OFFSET)) {
            throw failed(new IllegalStateException("frame of length=" + length + " after record " + lastSequence
                    + ", allowed " + Frame.HEADER_LENGTH + " to " + Frame.SLOT_LENGTH));
        }
        batch.putBytes(batchLength, buffer, offset, length);
        final long sequence = frame.wrap(batch, batchLength).sequence();
        if (sequence != lastSequence + 1) {
            throw failed(new IllegalStateException("record sequence=" + sequence + " after " + lastSequence));
        }
        lastSequence = sequence;
        seal(length);
        if (batchCount == BATCH_MAX) {
            endBatch();
        }
    }

    private void seal(final int length) {
        bytes.limit(batchLength + length).position(batchLength + Frame.CHECKED_OFFSET);
        crc.reset();
        crc.update(bytes);
        final int value = (int) crc.getValue();
        chain = Frame.nextChain(chain, value, length);
        frame.wrapForWrite(batch, batchLength).crc(value).chain(chain);
        batchLength += length;
        batchCount++;
    }

    @Override
    public void endBatch() {
        checkNotFailed();
        if (batchCount == 0) {
            return;
        }
        try {
            if (bytesToCheck <= 0) {
                checkDiskAndDay();
            }
            document.set(batch.addressOffset(), batchLength);
            appender.writeBytes(document);
            segmentBytes += batchLength + Long.BYTES;
            if (isNewSegment) {
                final List<Path> segments = JournalTailer.segmentsOf(folder);
                space.open(segments.get(segments.size() - 1));
                space.reserve(segmentEnd() + AHEAD);
                isNewSegment = false;
            }
        } catch (final IOException | RuntimeException | InternalError e) {
            throw failed(e);
        }
        bytesToCheck -= batchLength;
        batchLength = 0;
        batchCount = 0;
    }

    /** Once in 64 KiB: is the reserve still free, is the segment still the right one, has it blocks for what comes? */
    private void checkDiskAndDay() throws IOException {
        bytesToCheck = checkInterval;
        JournalDisk.checkFree(disk, reserve);
        final long nowMs = System.currentTimeMillis();
        if (segmentBytes >= segmentLength || nowMs / DAY_MS > cycleTimeMs / DAY_MS) {
            cycleTimeMs = Math.max(cycleTimeMs + CYCLE_MS, nowMs);
            segmentBytes = 0;
            isNewSegment = true;
        } else if (!isNewSegment) {
            space.reserve(segmentEnd() + AHEAD);
        }
    }

    /** Returns a place at or behind the last document: the library's own pages are under a sixty-fourth of the file. */
    private long segmentEnd() {
        return segmentBytes + (segmentBytes >> 6) + AHEAD;
    }

    private void checkNotFailed() {
        if (failure != null) {
            throw new IllegalStateException("journal " + folder + " failed before: " + failure.getMessage(), failure);
        }
    }

    private IllegalStateException failed(final Throwable cause) {
        failure = cause;
        return new IllegalStateException(
                "journal " + folder + " failed after record " + lastSequence + ": " + cause.getMessage(), cause);
    }

    /** Returns the chain of the newest record handed over, also while its batch is open. */
    public long chain() {
        return chain;
    }

    /** Returns the sequence of the newest record handed over, also while its batch is open. */
    public long lastSequence() {
        return lastSequence;
    }

    public Path folder() {
        return folder;
    }

    /** Closes the batch, unless the journal has failed, and the files. */
    @Override
    public void close() {
        try {
            if (failure == null) {
                endBatch();
            }
        } finally {
            queue.close();
            closeSpace();
        }
    }

    private void closeSpace() {
        try {
            space.close();
        } catch (final IOException e) {
            throw new IllegalStateException("journal " + folder + " cannot be closed: " + e, e);
        }
    }
}
