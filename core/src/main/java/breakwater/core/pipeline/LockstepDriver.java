package breakwater.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;

/**
 * Drives a pipeline in one thread, one market event at a time: the next is published only when all outputs of the earlier
 * ones have reached the venue and all journals. Same feed, seed and configuration give byte-equal journals in any run, at
 * any speed (Settled 3).
 *
 * <p>Thread: the caller's.
 */
public final class LockstepDriver {
    private final Pipeline pipeline;
    private final List<Agent> quiet = new ArrayList<>();

    public LockstepDriver(final Pipeline pipeline) {
        this.pipeline = pipeline;
        if (pipeline.control() != null) {
            quiet.add(pipeline.control());
        }
        quiet.add(pipeline.inputJournal());
        quiet.add(pipeline.core());
        quiet.add(pipeline.outputJournal());
        quiet.addAll(pipeline.senders());
    }

    /** Works all agents but the market until none has anything left to do. */
    public void settle() {
        int work;
        do {
            work = 0;
            for (int i = 0; i < quiet.size(); i++) {
                work += work(quiet.get(i));
            }
        } while (work > 0);
    }

    /** Publishes the next market event, if the pace allows one, and settles. Returns whether one was published. */
    public boolean step() {
        final int work = work(pipeline.market());
        settle();
        return work > 0;
    }

    private static int work(final Agent agent) {
        try {
            return agent.doWork();
        } catch (final RuntimeException failure) {
            throw failure;
        } catch (final Exception failure) {
            throw new IllegalStateException("agent " + agent.roleName() + " failed", failure);
        }
    }
}
