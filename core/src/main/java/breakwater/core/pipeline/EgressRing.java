package breakwater.core.pipeline;

import breakwater.core.message.OutputSink;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The ring of outputs: written by the core alone, read by the senders and the output journaler and nobody else
 * (Settled 16). The outputs of one event appear together, or not at all where the engine fails in the middle of it.
 *
 * <p>Thread: the sink's methods belong to the core. Allocates: never.
 */
final class EgressRing implements OutputSink {
    private final RingBuffer<Slot> ring;
    private long claimed = -1;
    private long published = -1;

    EgressRing(final int slots) {
        ring = RingBuffer.createSingleProducer(Slot.factory(slots), slots, new BusySpinWaitStrategy());
    }

    RingTailer newTailer() {
        return new RingTailer(ring);
    }

    /** Returns whether {@code outputs} claims will succeed without waiting. */
    boolean hasRoom(final int outputs) {
        return ring.hasAvailableCapacity(outputs);
    }

    /**
     * Never waits: the core has asked {@link #hasRoom} before. A thread may hand the ring over to another, as when threads
     * take over from a lockstep start; the Disruptor's own waiting claim would hold the first to be the owner for ever.
     */
    @Override
    public MutableDirectBuffer claim() {
        try {
            claimed = ring.tryNext();
        } catch (final InsufficientCapacityException full) {
            throw new IllegalStateException(
                    "egress ring is full: an event had more outputs than it had room for", full);
        }
        return ring.get(claimed).buffer;
    }

    @Override
    public int offset() {
        return 0;
    }

    /** Ends an output; nobody sees it before {@link #publish}. */
    @Override
    public void commit() {}

    /** Shows all outputs since the last time. */
    void publish() {
        if (claimed > published) {
            ring.publish(published + 1, claimed);
            published = claimed;
        }
    }
}
