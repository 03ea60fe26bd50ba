package breakwater.core.pipeline;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One consumer's place in a ring. The slot under it stays its own until {@link #advance}; producers wait for the slowest
 * tailer of the ring.
 *
 * <p>Thread: the consumer's. Allocates: never.
 */
final class RingTailer {
    private final RingBuffer<Slot> ring;
    private final Sequence position = new Sequence();
    private long next;

    RingTailer(final RingBuffer<Slot> ring) {
        this.ring = ring;
        ring.addGatingSequences(position);
        next = position.get() + 1;
    }

    boolean hasNext() {
        return ring.isAvailable(next);
    }

    UnsafeBuffer buffer() {
        return ring.get(next).buffer;
    }

    void advance() {
        position.set(next);
        next++;
    }
}
