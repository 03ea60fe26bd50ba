package breakwater.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;

/**
 * Drives a pipeline in one thread, one market event at a time: the next is published only when all outputs of the earlier
 * ones have reached the venue and all journals. Same feed, seed and configuration give byte-equal records in any run, at
 * any speed (Settled 3).
 *
 * <p>Events that put nothing out are journaled together, at most {@value InputJournalAgent#BATCH} a document: nobody outside
 * has heard of them, and before the first output leaves, {@link #settle} journals them with its cause.
 *
 * <p>Thread: the caller's.
 */
public final class LockstepDriver {
    private final Pipeline pipeline;
    private final Agent core;
    private final List<Agent> quiet = new ArrayList<>();
    private int eventsNotSettled;
    private long outputSettled;

    public LockstepDriver(final Pipeline pipeline) {
        this.pipeline = pipeline;
        core = pipeline.core();
        if (pipeline.control() != null) {
            quiet.add(pipeline.control());
        }
        quiet.add(pipeline.inputJournal());
        quiet.add(pipeline.core());
        quiet.add(pipeline.outputJournal());
        quiet.add(new SendersInTurn(pipeline.senders()));
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
        eventsNotSettled = 0;
        outputSettled = pipeline.engine().outputSequence();
    }

    /**
     * Publishes the next market event, if the pace allows one, and settles once there are outputs or a document is full.
     * Returns whether one was published; if not, everything is settled.
     */
    public boolean step() {
        if (work(pipeline.market()) == 0) {
            settle();
            return false;
        }
        work(core);
        if (++eventsNotSettled == InputJournalAgent.BATCH || pipeline.engine().outputSequence() != outputSettled) {
            settle();
        }
        return true;
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
