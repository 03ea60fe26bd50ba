package breakwater.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes the file system give the blocks of a segment before the library stores into them. A store into a mapped page that
 * the disk has no block for is lost, and the error comes late, when the record has been acknowledged (measured on a full
 * tmpfs: 15 records); a plain write of zeros fails at once.
 *
 * <p>Runs in the appender's thread, which is the only writer of the file, and writes over pages that hold nothing but
 * zeros, so it cannot overtake a record. It is also the pre-faulting of the page cache, in slices of 64 KiB.
 *
 * <p>Thread: the appender's. Allocates: at a new segment.
 */
final class JournalSpace implements AutoCloseable {
    private static final int SLICE = 1 << 16;
    private static final int PAGE = 1 << 12;

    private final ByteBuffer zeros = ByteBuffer.allocateDirect(SLICE);
    private final ByteBuffer found = ByteBuffer.allocateDirect(SLICE);
    private FileChannel channel;
    private long reservedTo;

    /** Turns to a new segment. */
    void open(final Path file) throws IOException {
        close();
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        reservedTo = 0;
    }

    /** Returns once every byte before {@code position} has a block on the disk; throws where there is none left. */
    void reserve(final long position) throws IOException {
        while (reservedTo < position) {
            final int length = read();
            for (int page = 0; page < SLICE; page += PAGE) {
                if (isZero(page, Math.min(length, page + PAGE))) {
                    zeros.limit(page + PAGE).position(page);
                    while (zeros.hasRemaining()) {
                        channel.write(zeros, reservedTo + zeros.position());
                    }
                }
            }
            reservedTo += SLICE;
        }
    }

    private int read() throws IOException {
        found.clear();
        while (found.hasRemaining()) {
            if (channel.read(found, reservedTo + found.position()) < 0) {
                break;
            }
        }
        return found.position();
    }

    private boolean isZero(final int from, final int to) {
        for (int i = from; i + Long.BYTES <= to; i += Long.BYTES) {
            if (found.getLong(i) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
