package breakwater.gateway.fix.orderentry;

import breakwater.core.pipeline.IngressRing;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Places in the ingress ring. Full, the session waits: its TCP window fills, the venue keeps what it has, and nothing is
 * lost. Thread: the session's, one.
 */
public final class RingSink implements ReportSink {
    private static final long PAUSE_NS = 50_000;

    private final IngressRing ring;
    private final EpochNanoClock clock;
    private final LongSupplier journaled;
    private long claim = IngressRing.FULL;
    private volatile long published;
    private volatile boolean isClosed;

    /** @param journaled tells the sequence of the newest input that is journaled */
    public RingSink(final IngressRing ring, final EpochNanoClock clock, final LongSupplier journaled) {
        this.ring = ring;
        this.clock = clock;
        this.journaled = journaled;
    }

    @Override
    public MutableDirectBuffer claim() {
        claim = ring.tryClaim();
        while (claim == IngressRing.FULL) {
            if (isClosed) {
                throw new IllegalStateException("the engine has stopped; the venue will send this again after logon");
            }
            LockSupport.parkNanos(PAUSE_NS);
            claim = ring.tryClaim();
        }
        return ring.buffer(claim);
    }

    @Override
    public void publish() {
        published = ring.publish(claim);
    }

    @Override
    public long published() {
        return published;
    }

    @Override
    public boolean isJournaled(final long sequence) {
        return sequence <= journaled.getAsLong();
    }

    @Override
    public long nowNs() {
        return clock.nanoTime();
    }

    /** Lets a session that waits for room give up. */
    public void close() {
        isClosed = true;
    }
}
