package breakwater.gateway.fix.session;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.MessageFactory;
import quickfix.MessageStoreFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SocketInitiator;

/**
 * One session of ours and the socket under it: connects, and connects again whenever the connection is lost. Where the venue has
 * several doors it goes to another by {@link EndpointHealth} while the session is down: the same session with the same numbers, so that
 * what was missed is asked for there, and nothing is sent again. Thread: any.
 */
public final class Initiator implements AutoCloseable {
    private static final long WATCH_MS = 250;
    /** What an attempt may take beside the pause before it. */
    private static final long ATTEMPT_NS = 3_000_000_000L;

    private final FixConnection connection;
    private final Application course;
    private final MessageStoreFactory store;
    private final QuietLog log;
    private final MessageFactory messages;
    private final SessionID sessionId;
    private final List<Endpoint> endpoints;
    private final EndpointHealth health;
    private final long attemptNs;
    private ScheduledExecutorService watch;
    private SocketInitiator initiator;
    private int present;
    private boolean wasUp;
    private long downSinceNs;
    private boolean isClosed;

    /** Prepares a session; {@link #start} connects. */
    public Initiator(
            final FixConnection connection,
            final Application course,
            final MessageStoreFactory store,
            final QuietLog log,
            final MessageFactory messages) {
        this.connection = connection;
        this.course = course;
        this.store = store;
        this.log = log;
        this.messages = messages;
        sessionId = InitiatorSettings.sessionId(connection);
        endpoints = connection.endpoints();
        health = new EndpointHealth(endpoints.size());
        attemptNs = TimeUnit.SECONDS.toNanos(connection.reconnectSeconds()) + ATTEMPT_NS;
        initiator = at(0);
    }

    private SocketInitiator at(final int endpoint) {
        try {
            return new SocketInitiator(
                    course,
                    store,
                    InitiatorSettings.of(connection.at(endpoints.get(endpoint))),
                    log,
                    messages,
                    InitiatorSettings.UNREAD_MAX);
        } catch (final ConfigError wrong) {
            throw refusal(wrong);
        }
    }

    /** Connects, and from now on connects again whenever the connection is lost. */
    public synchronized void start() {
        connect();
        downSinceNs = System.nanoTime();
        if (endpoints.size() > 1) {
            watch = Executors.newSingleThreadScheduledExecutor(task -> {
                final Thread thread = new Thread(task, "fix-endpoints");
                thread.setDaemon(true);
                return thread;
            });
            watch.scheduleWithFixedDelay(this::lookOn, WATCH_MS, WATCH_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void connect() {
        try {
            initiator.start();
        } catch (final ConfigError wrong) {
            throw refusal(wrong);
        }
    }

    /** A door that cannot even be tried is one that fails; a watch that threw would never look again. */
    private void lookOn() {
        try {
            look();
        } catch (final RuntimeException failure) {
            log.onErrorEvent("a door of the venue cannot be tried: " + failure.getMessage());
        }
    }

    /** Outside its hours a session is down because it has to be; one that there is not is down, too. */
    private synchronized void look() {
        final long nowNs = System.nanoTime();
        final Session session = Session.lookupSession(sessionId);
        if (isClosed || (session != null && (session.isLoggedOn() || !session.isSessionTime()))) {
            wasUp = session != null && session.isLoggedOn();
            downSinceNs = nowNs;
            return;
        }
        if (wasUp) {
            wasUp = false;
            health.onLost(present, nowNs);
        } else if (nowNs - downSinceNs >= attemptNs) {
            downSinceNs = nowNs;
            health.onFailed(present, nowNs);
        } else {
            return;
        }
        final int next = health.next(present, nowNs);
        if (next != present) {
            move(next, nowNs);
        }
    }

    private void move(final int next, final long nowNs) {
        log.onEvent("no session at " + endpoints.get(present) + " (health " + health.score(present, nowNs)
                + " of " + EndpointHealth.FULL + "): trying " + endpoints.get(next) + " (health "
                + health.score(next, nowNs) + ")");
        final SocketInitiator other = at(next);
        initiator.stop(true);
        present = next;
        initiator = other;
        downSinceNs = System.nanoTime();
        connect();
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
    public synchronized void close() {
        isClosed = true;
        if (watch != null) {
            watch.shutdownNow();
        }
        initiator.stop();
    }
}
