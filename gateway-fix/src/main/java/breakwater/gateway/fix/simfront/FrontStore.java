package breakwater.gateway.fix.simfront;

import java.io.IOException;
import java.util.Collection;
import java.util.TreeMap;
import quickfix.MemoryStore;
import quickfix.MessageStore;
import quickfix.MessageStoreFactory;
import quickfix.SessionID;

/**
 * What the venue keeps to send again: the newest {@value #KEPT} messages of a session but for market data, of which there is no end
 * and whose past nobody trades on. A resend fills the place of what is not kept with a gap fill.
 */
final class FrontStore implements MessageStoreFactory {
    static final int KEPT = 1 << 16;
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

    /** Thread: the session's, under its lock. */
    private static final class Kept extends MemoryStore {
        private final TreeMap<Integer, String> messages = new TreeMap<>();

        private Kept() throws IOException {
            super();
        }

        @Override
        public synchronized boolean set(final int sequence, final String message) {
            final String head = message.substring(0, Math.min(message.length(), TYPE_WITHIN));
            if (!head.contains(SNAPSHOT) && !head.contains(INCREMENT)) {
                messages.put(sequence, message);
                if (messages.size() > KEPT) {
                    messages.pollFirstEntry();
                }
            }
            return true;
        }

        @Override
        public synchronized void get(final int from, final int to, final Collection<String> into) {
            if (from <= to) {
                into.addAll(messages.subMap(from, true, to, true).values());
            }
        }

        @Override
        public synchronized void reset() throws IOException {
            // Called by the constructor of the class above too, when there is nothing yet.
            if (messages != null) {
                messages.clear();
            }
            super.reset();
        }
    }
}
