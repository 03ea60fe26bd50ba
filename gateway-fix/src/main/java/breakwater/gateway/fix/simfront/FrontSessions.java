package breakwater.gateway.fix.simfront;

import breakwater.gateway.fix.QuietLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.mina.core.service.IoAcceptor;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FixVersions;
import quickfix.LogFactory;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.MessageStoreFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.mina.acceptor.DynamicAcceptorSessionProvider;

/** The acceptor's sessions: any pair of CompIDs, on this machine alone. What a client missed is kept while the process lives. */
final class FrontSessions implements Application {
    private static final String LOOPBACK = "127.0.0.1";

    private final BiConsumer<SessionID, Message> messages;
    private final Consumer<SessionID> logouts;
    private final Set<SessionID> loggedOn = ConcurrentHashMap.newKeySet();
    private final SocketAcceptor acceptor;

    FrontSessions(
            final int port,
            final BiConsumer<SessionID, Message> messages,
            final Consumer<SessionID> logouts,
            final Consumer<String> events) {
        this.messages = messages;
        this.logouts = logouts;
        final SessionSettings settings = settings(port);
        final MessageStoreFactory store = new FrontStore();
        final LogFactory log = new QuietLog(events);
        final MessageFactory factory = new DefaultMessageFactory();
        try {
            acceptor = new SocketAcceptor(this, store, settings, log, factory);
        } catch (final ConfigError wrong) {
            throw new IllegalArgumentException("the acceptor's settings: " + wrong.getMessage(), wrong);
        }
        acceptor.setIoFilterChainBuilder(chain -> chain.addLast("doorkeeper", new Doorkeeper()));
        acceptor.setSessionProvider(
                new InetSocketAddress(LOOPBACK, port),
                new DynamicAcceptorSessionProvider(settings, template(), this, store, log, factory));
    }

    private static SessionID template() {
        return new SessionID(
                FixVersions.BEGINSTRING_FIX44,
                DynamicAcceptorSessionProvider.WILDCARD,
                DynamicAcceptorSessionProvider.WILDCARD);
    }

    private static SessionSettings settings(final int port) {
        final SessionID id = template();
        final SessionSettings settings = new SessionSettings();
        settings.setString(id, "ConnectionType", "acceptor");
        settings.setString(id, "AcceptorTemplate", "Y");
        settings.setString(id, "SocketAcceptAddress", LOOPBACK);
        settings.setLong(id, "SocketAcceptPort", port);
        settings.setString(id, "SocketTcpNoDelay", "Y");
        settings.setString(id, "SocketReuseAddress", "Y");
        settings.setString(id, Session.SETTING_NON_STOP_SESSION, "Y");
        settings.setString(id, Session.SETTING_USE_DATA_DICTIONARY, "Y");
        settings.setString(id, Session.SETTING_DATA_DICTIONARY, "FIX44.xml");
        settings.setString(id, Session.SETTING_VALIDATE_INCOMING_MESSAGE, "Y");
        settings.setString(id, Session.SETTING_VALIDATE_USER_DEFINED_FIELDS, "N");
        settings.setString(id, Session.SETTING_PERSIST_MESSAGES, "Y");
        settings.setString(id, Session.SETTING_RESET_ON_LOGON, "N");
        settings.setString(id, Session.SETTING_CHECK_LATENCY, "Y");
        settings.setLong(id, Session.SETTING_MAX_LATENCY, 120);
        settings.setString(id, Session.SETTING_ALLOWED_REMOTE_ADDRESSES, LOOPBACK);
        return settings;
    }

    void start() throws IOException {
        try {
            acceptor.start();
        } catch (final ConfigError | quickfix.RuntimeError failure) {
            throw new IOException("cannot listen for FIX: " + failure.getMessage(), failure);
        }
    }

    int port() {
        for (final IoAcceptor each : acceptor.getEndpoints()) {
            if (each.getLocalAddress() instanceof InetSocketAddress address) {
                return address.getPort();
            }
        }
        throw new IllegalStateException("the acceptor does not listen");
    }

    void disconnect(final SessionID id, final String reason) {
        final Session session = Session.lookupSession(id);
        if (session != null) {
            try {
                session.disconnect(reason, false);
            } catch (final IOException alreadyGone) {
                loggedOn.remove(id);
            }
        }
    }

    void disconnectAll(final String reason) {
        loggedOn.forEach(id -> disconnect(id, reason));
    }

    void close() {
        acceptor.stop(true);
    }

    @Override
    public void onCreate(final SessionID sessionId) {}

    @Override
    public void onLogon(final SessionID sessionId) {
        loggedOn.add(sessionId);
    }

    @Override
    public void onLogout(final SessionID sessionId) {
        loggedOn.remove(sessionId);
        logouts.accept(sessionId);
    }

    @Override
    public void toAdmin(final Message message, final SessionID sessionId) {}

    @Override
    public void fromAdmin(final Message message, final SessionID sessionId) {}

    @Override
    public void toApp(final Message message, final SessionID sessionId) {}

    @Override
    public void fromApp(final Message message, final SessionID sessionId) {
        messages.accept(sessionId, message);
    }
}
