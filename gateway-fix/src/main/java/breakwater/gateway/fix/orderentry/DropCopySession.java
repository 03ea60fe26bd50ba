package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.FixConnection;
import breakwater.gateway.fix.session.InitiatorSettings;
import breakwater.gateway.fix.session.LogonFields;
import breakwater.gateway.fix.session.QuietLog;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.DoNotSend;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SocketInitiator;
import quickfix.field.MsgType;

/**
 * A second session with a venue that hears copies of the accounts' fills and sends no order (T9). It asks for the accounts'
 * open orders (AF with Account) after each logon, by which some venues begin to copy; others copy by arrangement.
 *
 * <p>Thread: QuickFIX/J's. Errors: a copy that cannot be read is kept as one that may be a fill.
 */
public final class DropCopySession implements AutoCloseable {
    private static final String ALL_ORDERS = "7";

    private final FixTerms terms;
    private final FixEvents events;
    private final CopyReader reader;
    private final boolean canList;
    private final SessionID sessionId;
    private final SocketInitiator initiator;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    /**
     * Prepares a session; {@link #start} connects.
     *
     * @param connection its SenderCompID is another than the order session's
     * @param sourceId dense id of the source that the copies carry
     * @throws IOException if the credentials cannot be read
     */
    public DropCopySession(
            final FixConnection connection,
            final FixTerms terms,
            final int sourceId,
            final ReportSink sink,
            final FixEvents events)
            throws IOException {
        this.terms = terms;
        this.events = events;
        reader = new CopyReader(connection.dialect(), terms, sourceId, sink);
        canList = connection.dialect().capabilities().massStatus();
        sessionId = InitiatorSettings.sessionId(connection);
        final LogonFields logonFields = LogonFields.of(connection);
        try {
            final var settings = InitiatorSettings.of(connection);
            initiator = new SocketInitiator(
                    new Course(logonFields),
                    JournaledStore.over(new FileStoreFactory(settings), sink),
                    settings,
                    new QuietLog(events::onEvent),
                    new DefaultMessageFactory(),
                    InitiatorSettings.UNREAD_MAX);
        } catch (final ConfigError wrong) {
            throw new IllegalArgumentException("FIX session " + sessionId + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Connects, and from now on connects again whenever the connection is lost. */
    public void start() {
        try {
            initiator.start();
        } catch (final ConfigError wrong) {
            throw new IllegalArgumentException("FIX session " + sessionId + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Returns whether the session is logged on. */
    public boolean isLoggedOn() {
        final Session session = Session.lookupSession(sessionId);
        return session != null && session.isLoggedOn();
    }

    /** Returns how many application messages have been read. */
    public long received() {
        return received.get();
    }

    /** Returns how many application messages have gone out. */
    public long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        initiator.stop();
    }

    private void askForCopies(final Session session) {
        if (!canList) {
            return;
        }
        for (final FixTerms.Account account : terms.accounts()) {
            final Message request = new Message();
            request.getHeader().setString(MsgType.FIELD, MessageType.MASS_STATUS_REQUEST);
            request.setString(Tag.MASS_STATUS_REQ_ID, "copy-" + session.getExpectedSenderNum() + "-" + account.id());
            request.setString(Tag.MASS_STATUS_REQ_TYPE, ALL_ORDERS);
            request.setString(Tag.ACCOUNT, account.name());
            session.send(request);
        }
    }

    /** QuickFIX/J's view. */
    private final class Course implements Application {
        private final LogonFields logonFields;

        private Course(final LogonFields logonFields) {
            this.logonFields = logonFields;
        }

        @Override
        public void onCreate(final SessionID id) {}

        @Override
        public void onLogon(final SessionID id) {
            events.onLogon();
            askForCopies(Session.lookupSession(id));
        }

        @Override
        public void onLogout(final SessionID id) {
            events.onLogout();
        }

        @Override
        public void toAdmin(final Message message, final SessionID id) {
            logonFields.addTo(message);
        }

        /** A resend (43=Y) is a question of another moment, and is gap-filled instead. */
        @Override
        public void toApp(final Message message, final SessionID id) throws DoNotSend {
            if (message.getHeader().isSetField(Tag.POSS_DUP_FLAG)) {
                throw new DoNotSend();
            }
            sent.incrementAndGet();
        }

        @Override
        public void fromAdmin(final Message message, final SessionID id) {}

        @Override
        public void fromApp(final Message message, final SessionID id) {
            if (MessageType.EXECUTION_REPORT.equals(type(message))) {
                try {
                    if (reader.isFill(message)) {
                        reader.read(message);
                    }
                } catch (final FixRefusal refusal) {
                    events.onRefused(refusal.getMessage(), message.toString(), true);
                }
            }
            received.incrementAndGet();
        }

        private static String type(final Message message) {
            return FixFields.text(message.getHeader(), MsgType.FIELD);
        }
    }
}
