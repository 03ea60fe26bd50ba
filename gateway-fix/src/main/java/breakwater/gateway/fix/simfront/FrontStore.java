package breakwater.gateway.fix.simfront;

import java.io.IOException;
import quickfix.MemoryStore;
import quickfix.MessageStore;
import quickfix.MessageStoreFactory;
import quickfix.SessionID;

/**
 * What the venue keeps to send again: all but market data, of which there is no end and whose past nobody trades on. A resend
 * fills its place with a gap fill.
 */
final class FrontStore implements MessageStoreFactory {
    private static final String SNAPSHOT = "\u000135=W\u0001";
    private static final String INCREMENT = "\u000135=X\u0001";
    /** MsgType is the third field, behind BeginString and BodyLength. */
    private static final int TYPE_WITHIN = 32;

    @Override
    public MessageStore create(final SessionID sessionId) {
        try {
            return new Kept();
        } catch (final IOException impossible) {
            throw new IllegalStateException("a store in memory", impossible);
        }
    }

    private static final class Kept extends MemoryStore {
        private Kept() throws IOException {
            super();
        }

        @Override
        public boolean set(final int sequence, final String message) throws IOException {
            final String head = message.substring(0, Math.min(message.length(), TYPE_WITHIN));
            return head.contains(SNAPSHOT) || head.contains(INCREMENT) || super.set(sequence, message);
        }
    }
}
