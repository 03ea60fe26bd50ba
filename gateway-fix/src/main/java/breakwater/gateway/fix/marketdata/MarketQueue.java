package breakwater.gateway.fix.marketdata;

import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Frames on their way from the session's thread to the market's, in order and none lost. Full, the session waits: its TCP
 * window fills and the venue keeps or drops what it will; what is old by then the engine refuses by its age.
 *
 * <p>Thread: {@link #claim} and {@link #publish} whoever holds the session's lock, {@link #nextTimeNs} and {@link #take} the
 * market's. Allocates: at construction only.
 */
final class MarketQueue {
    private static final int SLOTS = 4096;
    private static final long PAUSE_NS = 50_000;
    /** Nothing now, but this source never ends: later than anything that a clock may show. */
    static final long NOT_YET = EventSource.NONE - 1;

    private final UnsafeBuffer slots = new UnsafeBuffer(new byte[SLOTS * Frame.SLOT_LENGTH]);
    private final UnsafeBuffer dropped = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final UnsafeBuffer claimed = new UnsafeBuffer(0, 0);
    private final Frame frame = new Frame();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private volatile boolean isClosed;

    /** Returns a place for a frame, which begins at 0; waits for room. {@link #publish} follows. */
    MutableDirectBuffer claim() {
        while (published.get() - taken.get() == SLOTS && !isClosed) {
            LockSupport.parkNanos(PAUSE_NS);
        }
        if (isClosed) {
            return dropped;
        }
        claimed.wrap(slots, offset(published.get()), Frame.SLOT_LENGTH);
        return claimed;
    }

    /** Makes the claimed frame visible; after {@link #close} nothing more is. */
    void publish() {
        if (!isClosed) {
            published.lazySet(published.get() + 1);
        }
    }

    /** Returns the ingress time of the oldest frame, {@link #NOT_YET} where there is none. */
    long nextTimeNs() {
        final long next = taken.get();
        return next == published.get()
                ? NOT_YET
                : frame.wrap(slots, offset(next)).ingressTimeNs();
    }

    /** Copies the oldest frame out. */
    void take(final MutableDirectBuffer buffer, final int offset) {
        final long next = taken.get();
        if (next == published.get()) {
            throw new IllegalStateException("no market data waits");
        }
        buffer.putBytes(
                offset, slots, offset(next), frame.wrap(slots, offset(next)).length());
        taken.lazySet(next + 1);
    }

    private static int offset(final long number) {
        return (int) (number & SLOTS - 1) * Frame.SLOT_LENGTH;
    }

    /** Lets a session that waits for room go on; what it has to say is dropped. */
    void close() {
        isClosed = true;
    }
}
