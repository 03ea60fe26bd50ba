package breakwater.core.pipeline;

import breakwater.core.Engine;
import breakwater.core.message.Level;
import breakwater.core.message.Outputs;
import breakwater.core.message.ScopeType;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Runs the engine over the ingress ring. It takes an event only when the egress ring has room for all that one event may
 * cause (Settled 1), and stores heartbeat and progress words on the control page. If the engine throws, the agent latches:
 * the kill word goes to CANCEL_ONLY and the ring is drained, so that producers never wait for a dead core (I25); what the
 * event had put out until then is seen by nobody.
 */
final class CoreAgent implements Agent {
    private static final int BATCH = 256;
    /** Turns between two readings of the clock for the heartbeat; */
    static final int HEARTBEAT_TURNS = 16;
    /** events of one turn that are work enough for a reading of their own: sixteen full turns of a cold core are long; */
    private static final int HEARTBEAT_EVENTS = 64;
    /**
     * and turns without an event after which each reads it: the thread may sleep between turns by then, and on a busy host
     * sixteen wakings are as long as a death.
     */
    private static final int IDLE_TURNS = 64;

    private final RingTailer ring;
    private final EgressRing egress;
    private final Engine engine;
    private final ControlPage page;
    private final EpochNanoClock clock;
    private final ErrorSink errors;
    private boolean isFailed;
    private int turns;
    private int idleTurns;

    CoreAgent(
            final RingTailer ring,
            final EgressRing egress,
            final Engine engine,
            final ControlPage page,
            final EpochNanoClock clock,
            final ErrorSink errors) {
        this.ring = ring;
        this.egress = egress;
        this.engine = engine;
        this.page = page;
        this.clock = clock;
        this.errors = errors;
    }

    @Override
    public int doWork() {
        int events = 0;
        try {
            while (events < BATCH && ring.hasNext() && (isFailed || egress.hasRoom(Outputs.MAX_PER_EVENT))) {
                if (!isFailed) {
                    engine.onEvent(ring.buffer(), 0);
                    egress.publish();
                }
                ring.advance();
                events++;
            }
        } catch (final RuntimeException | Error failure) {
            isFailed = true;
            page.set(ControlPage.Word.HANDLER_FAILED, 1);
            page.raise(ControlPage.index(ScopeType.GLOBAL, 0), Level.CANCEL_ONLY.value());
            errors.onError(roleName(), failure);
        }
        if (!isFailed) {
            if (events > 0) {
                page.set(ControlPage.Word.OUTPUT, engine.outputSequence());
                page.set(ControlPage.Word.NEXT_DEADLINE, engine.nextDeadlineNs());
                page.set(ControlPage.Word.NOW, engine.nowNs());
                // Last: who has read it finds the deadline and the clock that belong to it, or later ones.
                page.set(ControlPage.Word.APPLIED, engine.sequence());
            }
            idleTurns = events > 0 ? 0 : Math.min(idleTurns + 1, IDLE_TURNS);
            if ((turns++ & (HEARTBEAT_TURNS - 1)) == 0 || events >= HEARTBEAT_EVENTS || idleTurns == IDLE_TURNS) {
                page.set(ControlPage.Word.HEARTBEAT, clock.nanoTime());
            }
        }
        return events;
    }

    @Override
    public String roleName() {
        return "core";
    }
}
