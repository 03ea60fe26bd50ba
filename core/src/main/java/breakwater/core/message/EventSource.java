package breakwater.core.message;

import org.agrona.MutableDirectBuffer;

/**
 * Something that has events to give, in order of ingress time: a recorded or generated feed, the paper venue. The
 * lockstep driver merges sources by (ingress time, place in its list); a free-running feed thread pumps one.
 *
 * <p>Thread: one. Allocates: never after construction, for what runs at speed.
 */
public interface EventSource {
    /** Nothing now: for a feed, the end. */
    long NONE = Long.MAX_VALUE;

    /** Returns the ingress time of the next event, or {@link #NONE}. */
    long nextTimeNs();

    /**
     * Encodes the next event as a frame (all header fields but length-independent CRC, chain and sequence, which the ring
     * and the journal give) and moves on. At most {@link Frame#SLOT_LENGTH} bytes. Call only
     * while {@link #nextTimeNs} is not {@link #NONE}.
     */
    void encodeNext(MutableDirectBuffer buffer, int offset);
}
