package breakwater.gateway.fix.session;

import quickfix.Application;
import quickfix.ConfigError;
import quickfix.LogFactory;
import quickfix.MessageFactory;
import quickfix.MessageStoreFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SocketInitiator;

/** One session of ours and the socket under it: connects, and connects again whenever the connection is lost. Thread: any. */
public final class Initiator implements AutoCloseable {
    private final SessionID sessionId;
    private final SocketInitiator initiator;

    /** Prepares a session; {@link #start} connects. */
    public Initiator(
            final FixConnection connection,
            final Application course,
            final MessageStoreFactory store,
            final LogFactory log,
            final MessageFactory messages) {
        sessionId = InitiatorSettings.sessionId(connection);
        try {
            initiator = new SocketInitiator(
                    course, store, InitiatorSettings.of(connection), log, messages, InitiatorSettings.UNREAD_MAX);
        } catch (final ConfigError wrong) {
            throw refusal(wrong);
        }
    }

    /** Connects, and from now on connects again whenever the connection is lost. */
    public void start() {
        try {
            initiator.start();
        } catch (final ConfigError wrong) {
            throw refusal(wrong);
        }
    }

    private IllegalArgumentException refusal(final ConfigError wrong) {
        return new IllegalArgumentException("FIX session " + sessionId + ": " + wrong.getMessage(), wrong);
    }

    /** Returns the session if it is logged on, else null: what it is given while it is not, it would number and keep. */
    public Session session() {
        final Session session = Session.lookupSession(sessionId);
        return session != null && session.isLoggedOn() ? session : null;
    }

    public boolean isLoggedOn() {
        return session() != null;
    }

    /** Returns the session's name. */
    @Override
    public String toString() {
        return sessionId.toString();
    }

    /** Logs out and closes the connection. */
    @Override
    public void close() {
        initiator.stop();
    }
}
