package breakwater.core.pipeline;

import breakwater.core.message.Frame;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The ring of inputs: many producers, read side by side by the input journaler and the core. Its order is the total
 * order of the engine, and the place in it is the input's sequence.
 *
 * <p>Thread: {@link #tryClaim} and {@link #publish} any; a claim is published by who made it, at once. Allocates: never.
 */
public final class IngressRing {
    /** The answer of {@link #tryClaim} when the ring is full. */
    public static final long FULL = -1;

    private final RingBuffer<Slot> ring;
    private final long sequenceBase;
    private final int pressureSlots;

    /**
     * @param slots a power of two
     * @param lastSequence sequence of the newest input of earlier runs, 0 = none
     */
    public IngressRing(final int slots, final long lastSequence) {
        ring = RingBuffer.createMultiProducer(Slot.factory(slots), slots, new BusySpinWaitStrategy());
        sequenceBase = lastSequence + 1;
        pressureSlots = slots / 5;
    }

    RingTailer newTailer() {
        return new RingTailer(ring);
    }

    /** Returns a claim, or {@link #FULL}; never blocks. */
    public long tryClaim() {
        if (!ring.hasAvailableCapacity(1)) {
            return FULL;
        }
        try {
            return ring.tryNext();
        } catch (final com.lmax.disruptor.InsufficientCapacityException lostTheLastSlot) {
            return FULL;
        }
    }

    /** Returns whether no place is left. */
    boolean isFull() {
        return !ring.hasAvailableCapacity(1);
    }

    /** Returns whether four fifths are in use: the rest is for orders, fills and commands, market data conflates (F16). */
    public boolean isUnderPressure() {
        return ring.remainingCapacity() < pressureSlots;
    }

    /** Returns the slot of a claim; the frame begins at 0. */
    public UnsafeBuffer buffer(final long claim) {
        return ring.get(claim).buffer;
    }

    /** Gives the frame in the slot its sequence and makes it visible. Returns the sequence. */
    public long publish(final long claim) {
        final long sequence = sequenceBase + claim;
        ring.get(claim).buffer.putLong(Frame.SEQUENCE_OFFSET, sequence, java.nio.ByteOrder.LITTLE_ENDIAN);
        ring.publish(claim);
        return sequence;
    }

    /** Returns the sequence of the newest claimed input. */
    public long lastSequence() {
        return sequenceBase + ring.getCursor();
    }
}
