package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.Credentials;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import java.util.concurrent.atomic.AtomicLong;
import quickfix.Application;
import quickfix.DoNotSend;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;

/** QuickFIX/J's view of an order session. Thread: the session's; {@link #toApp} also the sender's. */
final class OrderSession implements Application {
    private final ReportDecoder decoder;
    private final SentMessages sent;
    private final Reconciliation reconciliation;
    private final BookQuestions books;
    private final Credentials credentials;
    private final FixEvents events;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sentCount = new AtomicLong();

    OrderSession(
            final ReportDecoder decoder,
            final SentMessages sent,
            final Reconciliation reconciliation,
            final BookQuestions books,
            final Credentials credentials,
            final FixEvents events) {
        this.decoder = decoder;
        this.sent = sent;
        this.reconciliation = reconciliation;
        this.books = books;
        this.credentials = credentials;
        this.events = events;
    }

    long sent() {
        return sentCount.get();
    }

    long received() {
        return received.get();
    }

    @Override
    public void onCreate(final SessionID sessionId) {}

    @Override
    public void onLogon(final SessionID sessionId) {
        events.onLogon();
        reconciliation.begin(Session.lookupSession(sessionId));
    }

    @Override
    public void onLogout(final SessionID sessionId) {
        reconciliation.abandon();
        books.abandon();
        events.onLogout();
    }

    @Override
    public void toAdmin(final Message message, final SessionID sessionId) {
        if (credentials != null && MessageType.LOGON.equals(type(message))) {
            message.setString(Tag.USERNAME, credentials.username());
            message.setString(Tag.PASSWORD, credentials.password());
        }
    }

    /** A resend has PossDupFlag (43) set: it is an order of another moment, and is gap-filled instead. */
    @Override
    public void toApp(final Message message, final SessionID sessionId) throws DoNotSend {
        if (message.getHeader().isSetField(Tag.POSS_DUP_FLAG)) {
            throw new DoNotSend();
        }
        if (message instanceof WireMessage) {
            sent.sent((WireMessage) message);
        }
        sentCount.incrementAndGet();
    }

    @Override
    public void fromAdmin(final Message message, final SessionID sessionId) {
        final String type = type(message);
        if (MessageType.SESSION_REJECT.equals(type)) {
            onAnswer(message, type, sessionId);
        }
    }

    @Override
    public void fromApp(final Message message, final SessionID sessionId) {
        onAnswer(message, type(message), sessionId);
        received.incrementAndGet();
    }

    private void onAnswer(final Message message, final String type, final SessionID sessionId) {
        final Session session = Session.lookupSession(sessionId);
        try {
            if (MessageType.EXECUTION_REPORT.equals(type)) {
                if (isFill(message, type)) {
                    books.onFill(message, System.nanoTime());
                }
                try {
                    decoder.decode(message, type);
                } finally {
                    reconciliation.onReport(session, message);
                }
                return;
            }
            if (books.onMessage(message, type)) {
                return;
            }
            if (MessageType.MASS_STATUS_REQUEST.equals(FixFields.text(message, Tag.REF_MSG_TYPE))) {
                reconciliation.onRefused(session);
            }
            if (message.isSetField(Tag.REF_MSG_TYPE)) {
                books.onRefused(message);
            }
            decoder.decode(message, type);
        } catch (final FixRefusal refusal) {
            events.onRefused(refusal.getMessage(), message.toString(), isFill(message, type));
        }
    }

    private static boolean isFill(final Message message, final String type) {
        final String quantity = FixFields.text(message, Tag.LAST_QTY);
        final String execType = FixFields.text(message, Tag.EXEC_TYPE);
        return MessageType.EXECUTION_REPORT.equals(type)
                && ((quantity != null && !"0".equals(quantity)) || (execType != null && "F12GH".contains(execType)));
    }

    private static String type(final Message message) {
        return FixFields.text(message.getHeader(), quickfix.field.MsgType.FIELD);
    }
}
