package breakwater.tools.run;

import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import org.agrona.MutableDirectBuffer;

/**
 * A recorded or generated market as if it happened from now on, at a multiple of its own speed: the times of its events are
 * moved to the wall clock's, how far an event's own time lies from its ingress stays. Thread: one. Allocates: never.
 */
final class PlayedNow implements EventSource {
    private final EventSource feed;
    private final long firstTimeNs;
    private final double factor;
    private final long startNs;
    private final Frame frame = new Frame();

    /**
     * @param firstTimeNs ingress time of the feed's first event
     * @param factor nanoseconds of the feed's time a nanosecond of wall time, above 0
     * @param startNs when the first event is to happen, UTC ns
     */
    PlayedNow(final EventSource feed, final long firstTimeNs, final double factor, final long startNs) {
        this.feed = feed;
        this.firstTimeNs = firstTimeNs;
        this.factor = factor;
        this.startNs = startNs;
    }

    @Override
    public long nextTimeNs() {
        final long timeNs = feed.nextTimeNs();
        return timeNs == NONE ? NONE : startNs + (long) ((timeNs - firstTimeNs) / factor);
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        final long timeNs = nextTimeNs();
        feed.encodeNext(buffer, offset);
        frame.wrapForWrite(buffer, offset);
        final long aheadNs = frame.eventTimeNs() - frame.ingressTimeNs();
        frame.ingressTimeNs(timeNs).eventTimeNs(timeNs + aheadNs);
    }
}
