package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.FixConnection;
import breakwater.gateway.fix.session.Initiator;
import breakwater.gateway.fix.session.InitiatorSettings;
import breakwater.gateway.fix.session.LogonFields;
import breakwater.gateway.fix.session.QuietLog;
import breakwater.gateway.fix.session.SessionCourse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.Session;
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
    private final Initiator initiator;
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
        initiator = new Initiator(
                connection,
                new Course(LogonFields.of(connection)),
                JournaledStore.over(new FileStoreFactory(InitiatorSettings.of(connection)), sink),
                new QuietLog(events::onEvent),
                new AnswerFactory());
    }

    /** Connects, and from now on connects again whenever the connection is lost. */
    public void start() {
        initiator.start();
    }

    /** Returns whether the session is logged on. */
    public boolean isLoggedOn() {
        return initiator.isLoggedOn();
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
        initiator.close();
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

    /** What the session goes through. */
    private final class Course extends SessionCourse {
        private Course(final LogonFields logonFields) {
            super(logonFields);
        }

        @Override
        protected void onUp(final Session session) {
            events.onLogon();
            askForCopies(session);
        }

        @Override
        protected void onDown() {
            events.onLogout();
        }

        /** A copy that is not handed on would have been a fill's, or not: its fill becomes a break then. */
        @Override
        protected void onRejected(final String type, final String reason, final Message reject) {
            events.onRefused(reason, reject.toString(), type == null || MessageType.EXECUTION_REPORT.equals(type));
        }

        @Override
        protected void onSent(final Message message) {
            sent.incrementAndGet();
        }

        @Override
        protected void onMessage(final Message message, final String type, final Session session) {
            if (MessageType.EXECUTION_REPORT.equals(type)) {
                try {
                    if (reader.isFill(message)) {
                        reader.read(message);
                    }
                } catch (final FixRefusal refusal) {
                    events.onRefused(refusal.getMessage(), message.toString(), true);
                }
            }
            if (!MessageType.SESSION_REJECT.equals(type)) {
                received.incrementAndGet();
            }
        }
    }
}
