package breakwater.journal.control;

import breakwater.core.message.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The ring through which tools hand command frames (Kill, Resume, SetLimit, StopStrategy …) to the engine: many writing
 * processes, one reader. A frame's template id is its message type.
 *
 * <p>A tool that dies between claim and commit would block those behind it; {@link #poll} frees the ring when its head
 * has not moved for {@link #STUCK_NS}.
 *
 * <p>Thread: {@link #offer} any, {@link #poll} one. Allocates: never after construction.
 */
public final class CommandFile implements AutoCloseable {
    /** Time after which an unfinished command at the head is skipped, ns. */
    public static final long STUCK_NS = 1_000_000_000L;

    private static final int CAPACITY = 1 << 18;
    private static final int LENGTH = CAPACITY + RingBufferDescriptor.TRAILER_LENGTH;

    private final MappedFile file;
    private final ManyToOneRingBuffer ring;
    private long stuckPosition = -1;
    private long stuckSinceNs;

    private CommandFile(final MappedFile file) {
        this.file = file;
        this.ring = new ManyToOneRingBuffer(file.buffer);
    }

    /** Creates the ring, empty: commands that an earlier process did not take are dropped. Only the owner may call it. */
    public static CommandFile create(final Path path) {
        try {
            Files.deleteIfExists(path);
            MappedFile.create(path, LENGTH, zeros -> {});
            return new CommandFile(MappedFile.map(path, LENGTH));
        } catch (final IOException e) {
            throw new IllegalStateException("command ring " + path + " cannot be created: " + e, e);
        }
    }

    /** Opens an engine's ring. */
    public static CommandFile open(final Path path) {
        try {
            return new CommandFile(MappedFile.map(path, LENGTH));
        } catch (final IOException e) {
            throw new IllegalStateException(
                    "command ring " + path + " cannot be opened: " + e + "; is this a run folder with an engine?", e);
        }
    }

    /** Hands over one command frame. Returns false where the ring is full: the engine does not read. */
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        if (length < Frame.HEADER_LENGTH || length > Frame.SLOT_LENGTH) {
            throw new IllegalArgumentException("command frame of length=" + length);
        }
        return ring.write(buffer.getShort(offset + Frame.TEMPLATE_ID_OFFSET) & 0xFFFF, buffer, offset, length);
    }

    /** Gives up to {@code limit} commands to the handler. {@code nowNs} is any steady clock. Returns how many. */
    public int poll(final MessageHandler handler, final int limit, final long nowNs) {
        final int count = ring.read(handler, limit);
        final long position = ring.consumerPosition();
        if (count > 0 || ring.producerPosition() == position) {
            stuckPosition = -1;
        } else if (stuckPosition != position) {
            stuckPosition = position;
            stuckSinceNs = nowNs;
        } else if (nowNs - stuckSinceNs > STUCK_NS) {
            ring.unblock();
            stuckPosition = -1;
        }
        return count;
    }

    ManyToOneRingBuffer ring() {
        return ring;
    }

    @Override
    public void close() {
        file.close();
    }
}
