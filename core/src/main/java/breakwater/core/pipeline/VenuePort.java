package breakwater.core.pipeline;

import breakwater.core.message.SendResult;
import org.agrona.DirectBuffer;

/**
 * The session that a sender hands order messages to. Shadow mode has none: the port is absent, not merely silent (P34).
 *
 * <p>Thread: the sender's. Never blocks, never waits for an answer; answers come back as events.
 */
public interface VenuePort {
    /** Hands over one order output, whose frame begins at {@code offset}, and says what became of it. */
    SendResult send(DirectBuffer buffer, int offset);
}
