package breakwater.core.pipeline;

import java.util.List;
import org.agrona.concurrent.Agent;

/**
 * All senders of a lockstep pipeline as one: each takes the same output before any takes the next, and their outcomes enter
 * the ingress ring in the order of the outputs. So the journals do not depend on how many outputs a ring held when the
 * senders came by, nor on who came first (Settled 3, I16).
 *
 * <p>Thread: the lockstep driver's. Allocates: never after construction.
 */
final class SendersInTurn implements Agent {
    private final SenderAgent[] senders;
    private int turn;

    SendersInTurn(final List<SenderAgent> senders) {
        this.senders = senders.toArray(new SenderAgent[0]);
    }

    @Override
    public int doWork() {
        int work = publish();
        while (senders.length > 0 && senders[turn].takeInTurn()) {
            turn = turn + 1 == senders.length ? 0 : turn + 1;
            work++;
        }
        return work + publish();
    }

    /** Publishes outcomes, that of the oldest output first: what is not taken by all yet is younger than all of these. */
    private int publish() {
        int published = 0;
        while (true) {
            SenderAgent first = null;
            long oldest = Long.MAX_VALUE;
            for (final SenderAgent sender : senders) {
                if (sender.nextOutcome() < oldest) {
                    oldest = sender.nextOutcome();
                    first = sender;
                }
            }
            if (first == null || !first.publishOutcome()) {
                return published;
            }
            published++;
        }
    }

    @Override
    public String roleName() {
        return "senders";
    }
}
