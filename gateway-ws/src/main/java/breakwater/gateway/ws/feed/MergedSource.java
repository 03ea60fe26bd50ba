package breakwater.gateway.ws.feed;

import breakwater.core.message.EventSource;
import org.agrona.MutableDirectBuffer;

/**
 * Several sources as one, by (ingress time, place in the list). Sources are few, so that a scan beats a heap; each one's
 * time is asked anew at every step, because a source such as a venue may get work by what others did.
 *
 * <p>Thread: one. Allocates: never after construction.
 */
public final class MergedSource implements EventSource {
    private final EventSource[] sources;

    public MergedSource(final EventSource... sources) {
        this.sources = sources.clone();
    }

    @Override
    public long nextTimeNs() {
        long earliest = NONE;
        for (final EventSource source : sources) {
            earliest = Math.min(earliest, source.nextTimeNs());
        }
        return earliest;
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        int next = -1;
        long earliest = NONE;
        for (int i = 0; i < sources.length; i++) {
            final long timeNs = sources[i].nextTimeNs();
            if (timeNs < earliest) {
                earliest = timeNs;
                next = i;
            }
        }
        if (next < 0) {
            throw new IllegalStateException("no source has an event: nextTimeNs is NONE");
        }
        sources[next].encodeNext(buffer, offset);
    }
}
