package breakwater.gateway.fix.orderentry;

import breakwater.core.pipeline.IngressRing;
import java.util.concurrent.locks.LockSupport;
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
    private long claim = IngressRing.FULL;
    private volatile boolean isClosed;

    public RingSink(final IngressRing ring, final EpochNanoClock clock) {
        this.ring = ring;
        this.clock = clock;
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
        ring.publish(claim);
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
