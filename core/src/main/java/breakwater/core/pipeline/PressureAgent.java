package breakwater.core.pipeline;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Watches the ingress ring of a free-running engine: full for a second on end, the global kill word goes to CANCEL_ONLY
 * (F16). Full for less is back-pressure at work: order and fill events wait at their producers, none is lost.
 */
final class PressureAgent implements Agent {
    static final long FULL_MAX_NS = 1_000_000_000L;

    private final IngressRing ingress;
    private final ControlPage page;
    private final EpochNanoClock clock;
    private long fullSinceNs;
    private boolean isFull;

    PressureAgent(final IngressRing ingress, final ControlPage page, final EpochNanoClock clock) {
        this.ingress = ingress;
        this.page = page;
        this.clock = clock;
    }

    @Override
    public int doWork() {
        if (!ingress.isFull()) {
            isFull = false;
            return 0;
        }
        final long nowNs = clock.nanoTime();
        if (!isFull) {
            isFull = true;
            fullSinceNs = nowNs;
        }
        if (nowNs - fullSinceNs >= FULL_MAX_NS) {
            page.raise(ControlPage.index(ScopeType.GLOBAL, 0), Level.CANCEL_ONLY.value());
        }
        return 0;
    }

    @Override
    public String roleName() {
        return "pressure";
    }
}
