package breakwater.tools.run;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderNewDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a venue that outlives the engine would have seen: the new orders handed to the wire, one after the other, in a mapped
 * file that survives the death of whoever writes it.
 *
 * <pre>
 *   0 count int64 · then for each order: clientOrderId int64, output sequence int64
 * </pre>
 */
final class SendRecord {
    private static final int ENTRY = 16;
    private static final int LENGTH = 8 + (1 << 20) * ENTRY;

    private final UnsafeBuffer buffer;
    private final OrderNewDecoder order = new OrderNewDecoder();

    /** One new order on the wire. */
    record Sent(long clientOrderId, long outputSequence) {}

    SendRecord(final Path file) {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH);
            buffer = new UnsafeBuffer(mapped);
        } catch (final IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns whether the frame is a new order. */
    static boolean isNewOrder(final Frame frame) {
        return frame.templateId() == OrderNewDecoder.TEMPLATE_ID;
    }

    /** Notes a new order that goes to the wire now. */
    void add(final Frame frame) {
        order.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
        final long count = buffer.getLongVolatile(0);
        final int at = 8 + Math.toIntExact(count * ENTRY);
        buffer.putLong(at, order.clientOrderId());
        buffer.putLong(at + 8, frame.sequence());
        buffer.putLongOrdered(0, count + 1);
    }

    List<Sent> all() {
        final List<Sent> all = new ArrayList<>();
        final long count = buffer.getLongVolatile(0);
        for (int i = 0; i < count; i++) {
            all.add(new Sent(buffer.getLong(8 + i * ENTRY), buffer.getLong(8 + i * ENTRY + 8)));
        }
        return all;
    }
}
