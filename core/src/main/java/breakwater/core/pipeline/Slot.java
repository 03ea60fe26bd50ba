package breakwater.core.pipeline;

import breakwater.core.message.Frame;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** One preallocated place of a ring: a slice of {@link Frame#SLOT_LENGTH} bytes of one direct buffer. */
final class Slot {
    final UnsafeBuffer buffer;

    private Slot(final UnsafeBuffer buffer) {
        this.buffer = buffer;
    }

    /** Returns a factory whose slots lie one after the other, each on its own cache lines. */
    static com.lmax.disruptor.EventFactory<Slot> factory(final int slots) {
        final ByteBuffer memory = BufferUtil.allocateDirectAligned(slots * Frame.SLOT_LENGTH, 64);
        return new com.lmax.disruptor.EventFactory<>() {
            private int next;

            @Override
            public Slot newInstance() {
                return new Slot(new UnsafeBuffer(memory, next++ * Frame.SLOT_LENGTH, Frame.SLOT_LENGTH));
            }
        };
    }
}
