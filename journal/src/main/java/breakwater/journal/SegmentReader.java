package breakwater.journal;

import breakwater.core.message.Frame;
import breakwater.core.message.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks the documents of one Chronicle Queue file by their 4-byte headers, without the library: bounded, read-only, and
 * blind to the library's own structures, whose documents it steps over.
 *
 * <pre>
 *   header int32:  bit 31 = open or end of file · bit 30 = the library's own · bits 0-29 = length of the payload
 *   0 = nothing written yet · 0x80000000 = being written · 0xC0000000 = end of this file; a document begins at a multiple of 4
 * </pre>
 *
 * <p>Reads the file, does not map it, so that a file cut short under its hands is an answer and not a signal.
 *
 * <p>Thread: one. Allocates: at construction.
 */
final class SegmentReader implements AutoCloseable {
    /** What {@link #next()} found. Only DOCUMENT moves on. */
    enum Step {
        DOCUMENT,
        END,
        END_OF_FILE,
        BAD_DOCUMENT,
        TRUNCATED
    }

    private static final int META = 0x40000000;
    private static final int LENGTH_MASK = 0x3FFFFFFF;
    private static final int END_OF_FILE_MARK = 0xC0000000;
    private static final int OPEN = 0x80000000;
    private static final int DATA_MAX = JournalAppender.BATCH_MAX * Frame.SLOT_LENGTH;
    private static final int META_MAX = 1 << 20;
    private static final int WINDOW = 1 << 18;
    private static final int POLL_WINDOW = 1 << 12;

    final Path file;
    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(WINDOW);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();
    private long windowStart;
    private int windowLength;
    private boolean isPolling;
    private long position;
    private long documentPosition;
    private int documentLength;
    private int badHeader;

    SegmentReader(final Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Moves to the next document that holds frames. */
    Step next() throws IOException {
        while (true) {
            final int available = available(position, Integer.BYTES);
            if (available < Integer.BYTES) {
                return stop(available == 0 ? Step.END : Step.TRUNCATED);
            }
            final int header = buffer.getInt((int) (position - windowStart));
            if (header == 0 || (header == OPEN && position == 0)) {
                // Open as a whole: the library is making the file, or its process died over that.
                return stop(Step.END);
            } else if (header == END_OF_FILE_MARK) {
                return stop(Step.END_OF_FILE);
            }
            final int length = header & LENGTH_MASK;
            final boolean isMeta = (header & META) != 0;
            badHeader = header;
            if (header < 0 || length > (isMeta ? META_MAX : DATA_MAX)) {
                return stop(Step.BAD_DOCUMENT);
            }
            final long begin = position + Integer.BYTES;
            final int wanted = isMeta ? Math.min(length, Frame.SLOT_LENGTH) : length;
            if (available(begin, wanted) < wanted || (isMeta && channel.size() < begin + length)) {
                return stop(Step.TRUNCATED);
            }
            if (isMeta && validFrame(begin, -1, length)) {
                return stop(Step.BAD_DOCUMENT);
            }
            position = (begin + length + 3) & ~3L;
            isPolling = false;
            if (!isMeta) {
                documentPosition = begin;
                documentLength = length;
                return Step.DOCUMENT;
            }
        }
    }

    private Step stop(final Step step) {
        windowLength = 0;
        isPolling = true;
        return step;
    }

    /** Makes bytes of the file available in the window; returns how many of those wanted there are. */
    private int available(final long from, final int wanted) throws IOException {
        if (from < windowStart || from + wanted > windowStart + windowLength) {
            bytes.clear().limit(isPolling ? Math.max(wanted, POLL_WINDOW) : WINDOW);
            windowStart = from;
            windowLength = 0;
            while (bytes.hasRemaining()) {
                final int count = channel.read(bytes, from + bytes.position());
                if (count < 0) {
                    break;
                }
            }
            windowLength = bytes.position();
        }
        return (int) Math.min(wanted, windowStart + windowLength - from);
    }

    /** Reads the current document again from the file: a live writer may have been caught between two stores. */
    boolean reread() throws IOException {
        windowLength = 0;
        return available(documentPosition, documentLength) == documentLength;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Returns where a document's byte lies in {@link #buffer()}. */
    int windowOffset(final int documentOffset) {
        return (int) (documentPosition - windowStart) + documentOffset;
    }

    int documentLength() {
        return documentLength;
    }

    long documentPosition() {
        return documentPosition;
    }

    /** Returns where the next document's header lies. */
    long position() {
        return position;
    }

    int badHeader() {
        return badHeader;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Returns the CRC32C of a part of the window. */
    int crc(final int windowOffset, final int length) {
        bytes.limit(windowOffset + length).position(windowOffset);
        crc.reset();
        crc.update(bytes);
        bytes.clear();
        return (int) crc.getValue();
    }

    /** Returns the length of the valid frame at a place in the file, 0 where there is none with a sequence above. */
    int validFrameLength(final long from, final long above) throws IOException {
        final int available = available(from, Frame.SLOT_LENGTH);
        final int offset = (int) (from - windowStart);
        if (available < Frame.HEADER_LENGTH) {
            return 0;
        }
        final int length = buffer.getInt(offset + Frame.LENGTH_OFFSET);
        if (length < Frame.HEADER_LENGTH
                || length > Math.min(available, Frame.SLOT_LENGTH)
                || (buffer.getShort(offset + Frame.SCHEMA_ID_OFFSET) & 0xFFFF) != MessageHeaderDecoder.SCHEMA_ID
                || buffer.getLong(offset + Frame.SEQUENCE_OFFSET) <= above) {
            return 0;
        }
        final int checked = length - Frame.CHECKED_OFFSET;
        return crc(offset + Frame.CHECKED_OFFSET, checked) == buffer.getInt(offset + Frame.CRC_OFFSET) ? length : 0;
    }

    private boolean validFrame(final long from, final long above, final int lengthMax) throws IOException {
        final int length = validFrameLength(from, above);
        return length != 0 && length <= lengthMax;
    }

    /** Says that what follows is a long read, not a poll. */
    void readAhead() {
        isPolling = false;
    }

    /** Forgets what was read, so that a live writer's stores since are seen. */
    void forget() {
        windowLength = 0;
    }

    /** Returns the header word of the document at a place, 0 past the end of the file. */
    int headerAt(final long from) throws IOException {
        return available(from, Integer.BYTES) < Integer.BYTES ? 0 : buffer.getInt((int) (from - windowStart));
    }

    /** Returns the first multiple of 4 at or after a place whose int is not zero; the file's size where there is none. */
    long skipZeros(final long from) throws IOException {
        long at = (from + 3) & ~3L;
        while (available(at, Integer.BYTES) == Integer.BYTES) {
            final int last = windowLength - Integer.BYTES;
            int offset = (int) (at - windowStart);
            while (offset <= last && buffer.getInt(offset) == 0) {
                offset += Integer.BYTES;
            }
            at = windowStart + offset;
            if (offset <= last) {
                return at;
            }
        }
        return channel.size();
    }

    long sequenceAt(final long from) {
        return buffer.getLong((int) (from - windowStart) + Frame.SEQUENCE_OFFSET);
    }

    long chainAt(final long from) {
        return buffer.getLong((int) (from - windowStart) + Frame.CHAIN_OFFSET);
    }

    int crcAt(final long from) {
        return buffer.getInt((int) (from - windowStart) + Frame.CRC_OFFSET);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new IllegalStateException("cannot close " + file, e);
        }
    }
}
