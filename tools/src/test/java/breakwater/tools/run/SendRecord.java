package breakwater.tools.run;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
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
 * What a venue that outlives the engine would have seen: every order message handed to the wire, one after the other, in a
 * mapped file that survives the death of whoever writes it.
 *
 * <pre>
 *   0 count int64 · then for each message: clientOrderId int64, output sequence int64, template int32, effect int32,
 *   steady clock of the host int64
 * </pre>
 */
final class SendRecord {
    private static final int ENTRY = 32;
    private static final int LENGTH = 8 + (1 << 22) * ENTRY;

    private final UnsafeBuffer buffer;
    private final OrderNewDecoder order = new OrderNewDecoder();
    private final OrderCancelDecoder cancel = new OrderCancelDecoder();
    private final OrderReplaceDecoder replace = new OrderReplaceDecoder();
    private final OrderQueryDecoder query = new OrderQueryDecoder();

    /** One message on the wire. */
    record Sent(long clientOrderId, long outputSequence, int templateId, int effect, long steadyNs) {
        boolean isNewOrder() {
            return templateId == OrderNewDecoder.TEMPLATE_ID;
        }

        boolean raisesExposure() {
            return effect == Effect.RAISES.value();
        }
    }

    SendRecord(final Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
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

    /** Notes a message that goes to the wire now. */
    void add(final Frame frame) {
        final int template = frame.templateId();
        final int block = frame.blockOffset();
        if (template == OrderNewDecoder.TEMPLATE_ID) {
            order.wrap(frame.buffer(), block, frame.blockLength(), frame.version());
            add(order.clientOrderId(), frame.sequence(), template, order.effectRaw());
        } else if (template == OrderReplaceDecoder.TEMPLATE_ID) {
            replace.wrap(frame.buffer(), block, frame.blockLength(), frame.version());
            add(replace.clientOrderId(), frame.sequence(), template, replace.effectRaw());
        } else if (template == OrderCancelDecoder.TEMPLATE_ID) {
            cancel.wrap(frame.buffer(), block, frame.blockLength(), frame.version());
            add(cancel.clientOrderId(), frame.sequence(), template, cancel.effectRaw());
        } else {
            query.wrap(frame.buffer(), block, frame.blockLength(), frame.version());
            add(query.clientOrderId(), frame.sequence(), template, query.effectRaw());
        }
    }

    private void add(final long clientOrderId, final long sequence, final int template, final int effect) {
        final long count = buffer.getLongVolatile(0);
        final int at = 8 + Math.toIntExact(count * ENTRY);
        buffer.putLong(at, clientOrderId);
        buffer.putLong(at + 8, sequence);
        buffer.putInt(at + 16, template);
        buffer.putInt(at + 20, effect);
        buffer.putLong(at + 24, System.nanoTime());
        buffer.putLongOrdered(0, count + 1);
    }

    List<Sent> all() {
        return from(0);
    }

    /** Returns how many messages there are. */
    long count() {
        return buffer.getLongVolatile(0);
    }

    /** Returns the messages from one on, by their number from 0. */
    List<Sent> from(final long first) {
        final List<Sent> sent = new ArrayList<>();
        final long count = count();
        for (long i = first; i < count; i++) {
            final int at = 8 + Math.toIntExact(i * ENTRY);
            sent.add(new Sent(
                    buffer.getLong(at),
                    buffer.getLong(at + 8),
                    buffer.getInt(at + 16),
                    buffer.getInt(at + 20),
                    buffer.getLong(at + 24)));
        }
        return sent;
    }
}
