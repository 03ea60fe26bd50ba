package breakwater.core.pipeline;

import breakwater.core.pipeline.ControlPage.Word;
import java.util.List;

/**
 * How far, in event time, a free-running market without a pace may be ahead of the slowest that has to answer it: the core,
 * and each sender with its wait for the journal. The engine's time-outs are in event time. A market that is only held by the
 * ring's end is a ring of events ahead, which is seconds where a feed is sparse; then venues seem silent (F1 to F3) and
 * stops missing (F14) that nobody was slow to send but the threads.
 *
 * <p>Thread: the market's, which is the senders' too. Allocates: never.
 */
final class Lead {
    /** A tenth of a second: far under every time-out, and enough events under way to keep the threads busy. */
    static final long MAX_NS = 100_000_000L;

    private final IngressRing ingress;
    private final ControlPage page;
    private final List<SenderAgent> senders;
    private long untilNs = Long.MIN_VALUE;

    /** @param senders grows while the pipeline is put together */
    Lead(final IngressRing ingress, final ControlPage page, final List<SenderAgent> senders) {
        this.ingress = ingress;
        this.page = page;
        this.senders = senders;
    }

    /**
     * Returns whether an event of that time, UTC ns, may be published now: it lies within the lead, or all that was published
     * is applied and all that it caused is sent. {@code applied} is the page's word, read before the deadline was, so that a
     * deadline which the last event has set is not passed over. A dead core is waited for by nobody.
     */
    boolean reaches(final long timeNs, final long applied) {
        if (timeNs <= untilNs || page.get(Word.HANDLER_FAILED) != 0) {
            return true;
        }
        // The core's clock before the senders' next outputs: what it had put out by then, they see.
        long settledNs = applied == ingress.lastSequence() ? timeNs : page.get(Word.NOW);
        for (int i = 0; i < senders.size(); i++) {
            settledNs = Math.min(settledNs, senders.get(i).waitingSinceNs());
        }
        untilNs = settledNs + MAX_NS;
        return timeNs <= untilNs;
    }
}
