package breakwater.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;

/**
 * A pipeline's agents for a host with two cores, where the COLO profile's four spinning threads would only measure the
 * scheduler: the core and both journalers on one thread, in this order, the senders on the feed's.
 */
public final class TwoThreads {
    private TwoThreads() {}

    /** Returns what the core's thread works, in order. */
    public static Agent[] inside(final Pipeline pipeline) {
        return new Agent[] {pipeline.core(), pipeline.inputJournal(), pipeline.outputJournal()};
    }

    /** Returns what the feed's thread works after each publication. */
    public static Agent[] outside(final Pipeline pipeline) {
        final List<Agent> agents = new ArrayList<>(pipeline.senders());
        return agents.toArray(Agent[]::new);
    }
}
