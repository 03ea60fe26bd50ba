package breakwater.gateway.ws.feed;

import breakwater.core.message.EventSource;
import java.util.List;

/**
 * A recorded or generated feed. Its events carry the source sequence 1, 2, 3 … without a hole; refused rows have none.
 * Two openings of the same feed give byte-equal frames.
 *
 * <p>Thread: one. Allocates: at opening, and for a refusal that is kept; else never.
 */
public interface Feed extends EventSource, AutoCloseable {
    /** Returns what the feed promises and which instruments it speaks of. */
    FeedDescription description();

    /**
     * Gives the dense ids that the frames shall carry, instruments in the order of the description; before the first
     * {@link #encodeNext}. Without it they are 0, 1, 2 ….
     */
    void assign(int sourceId, int... instrumentIds);

    /**
     * Moves on so that the next event is the one numbered {@code lastSourceSequence} + 1, or the end: a restart gives the
     * last number that it has journaled. Forward only: {@link IllegalArgumentException} for a number already passed.
     */
    void skipTo(long lastSourceSequence);

    /** Returns how many rows have been refused so far. */
    long refusedCount();

    /** Returns the first {@link Refusal#KEPT_MAX} refusals so far. */
    List<Refusal> refusals();

    /** Closes the file; the feed has ended. */
    @Override
    void close();
}
