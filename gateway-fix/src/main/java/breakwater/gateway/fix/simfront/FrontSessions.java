package breakwater.gateway.fix.simfront;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.session.QuietLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
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
import quickfix.field.MsgType;
import quickfix.mina.acceptor.DynamicAcceptorSessionProvider;
import quickfix.mina.acceptor.DynamicAcceptorSessionProvider.TemplateMapping;

/**
 * The acceptor's sessions: any pair of CompIDs, in FIX 4.4, 4.2, or 5.0 SP2 over FIXT 1.1, on this machine alone. What a client missed
 * is kept while the process lives. A client whose Logon has CancelOrdersOnDisconnect (8013=Y) has its orders canceled when its session
 * ends, however it ends.
 */
final class FrontSessions implements Application {
    private static final int SKIPPED = 3;

    private static final int CANCEL_ON_DISCONNECT = 8013;
    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> VERSIONS =
            List.of(FixVersions.BEGINSTRING_FIX44, FixVersions.BEGINSTRING_FIX42, FixVersions.BEGINSTRING_FIXT11);

    private final BiConsumer<SessionID, Message> messages;
    private final Ending logouts;
    private final Set<SessionID> loggedOn = ConcurrentHashMap.newKeySet();
    private final Set<SessionID> canceling = ConcurrentHashMap.newKeySet();
    private final SocketAcceptor acceptor;

    /** Hears of sessions that end. */
    interface Ending {
        /** @param cancels whether the client asked that its orders end with the session */
        void onEnd(SessionID session, boolean cancels);
    }

    FrontSessions(
            final int port,
            final BiConsumer<SessionID, Message> messages,
            final Ending logouts,
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
                new DynamicAcceptorSessionProvider(settings, templates(), this, store, log, factory));
    }

    private static SessionID template(final String version) {
        return new SessionID(version, DynamicAcceptorSessionProvider.WILDCARD, DynamicAcceptorSessionProvider.WILDCARD);
    }

    private static List<TemplateMapping> templates() {
        return VERSIONS.stream()
                .map(version -> new TemplateMapping(template(version), template(version)))
                .toList();
    }

    private static SessionSettings settings(final int port) {
        final SessionSettings settings = new SessionSettings();
        for (final String version : VERSIONS) {
            settings(settings, template(version), port);
        }
        return settings;
    }

    private static void settings(final SessionSettings settings, final SessionID id, final int port) {
        dictionary(settings, id);
        settings.setString(id, "ConnectionType", "acceptor");
        settings.setString(id, "AcceptorTemplate", "Y");
        settings.setString(id, "SocketAcceptAddress", LOOPBACK);
        settings.setLong(id, "SocketAcceptPort", port);
        settings.setString(id, "SocketTcpNoDelay", "Y");
        settings.setString(id, "SocketReuseAddress", "Y");
        settings.setString(id, Session.SETTING_NON_STOP_SESSION, "Y");
        settings.setString(id, Session.SETTING_USE_DATA_DICTIONARY, "Y");
        settings.setString(id, Session.SETTING_VALIDATE_INCOMING_MESSAGE, "Y");
        settings.setString(id, Session.SETTING_VALIDATE_USER_DEFINED_FIELDS, "N");
        settings.setString(id, Session.SETTING_PERSIST_MESSAGES, "Y");
        settings.setString(id, Session.SETTING_RESET_ON_LOGON, "N");
        settings.setString(id, Session.SETTING_CHECK_LATENCY, "Y");
        settings.setLong(id, Session.SETTING_MAX_LATENCY, 120);
        settings.setString(id, Session.SETTING_ALLOWED_REMOTE_ADDRESSES, LOOPBACK);
    }

    private static void dictionary(final SessionSettings settings, final SessionID id) {
        switch (id.getBeginString()) {
            case FixVersions.BEGINSTRING_FIXT11:
                settings.setString(id, Session.SETTING_DEFAULT_APPL_VER_ID, "9");
                settings.setString(id, Session.SETTING_TRANSPORT_DATA_DICTIONARY, "FIXT11.xml");
                settings.setString(id, Session.SETTING_APP_DATA_DICTIONARY, "FIX50SP2.xml");
                break;
            case FixVersions.BEGINSTRING_FIX42:
                settings.setString(id, Session.SETTING_DATA_DICTIONARY, "FIX42.xml");
                break;
            default:
                settings.setString(id, Session.SETTING_DATA_DICTIONARY, "FIX44.xml");
        }
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

    /** Has the next message of a session bear a number that is too high, as of a venue that lost some. */
    void skip(final SessionID id) {
        final Session session = Session.lookupSession(id);
        if (session != null) {
            try {
                session.setNextSenderMsgSeqNum(session.getExpectedSenderNum() + SKIPPED);
            } catch (final IOException failure) {
                throw new UncheckedIOException(failure);
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
        logouts.onEnd(sessionId, canceling.contains(sessionId));
    }

    @Override
    public void toAdmin(final Message message, final SessionID sessionId) {}

    @Override
    public void fromAdmin(final Message message, final SessionID sessionId) {
        if (!MessageType.LOGON.equals(FixFields.text(message.getHeader(), MsgType.FIELD))) {
            return;
        }
        if ("Y".equals(FixFields.text(message, CANCEL_ON_DISCONNECT))) {
            canceling.add(sessionId);
        } else {
            canceling.remove(sessionId);
        }
    }

    @Override
    public void toApp(final Message message, final SessionID sessionId) {}

    @Override
    public void fromApp(final Message message, final SessionID sessionId) {
        messages.accept(sessionId, message);
    }
}
