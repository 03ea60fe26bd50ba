package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.Dialect;
import breakwater.gateway.fix.session.LogonFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import quickfix.Application;
import quickfix.DoNotSend;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.field.EncryptMethod;
import quickfix.field.HeartBtInt;
import quickfix.field.MsgType;
import quickfix.field.ResetSeqNumFlag;

/** QuickFIX/J's view of an order session. Thread: the session's; {@link #toApp} also the sender's. */
final class OrderSession implements Application {
    private static final String FILLS = "F12GH";

    private final Dialect dialect;
    private final ReportDecoder decoder;
    private final SentMessages sent;
    private final Reconciliation reconciliation;
    private final BookQuestions books;
    private final LogonFields logonFields;
    private final FixEvents events;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sentCount = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Gap gap;
    /** HeartBtInt (108) of a Logon that reset the numbers in the middle of the session, until it is answered; else null. */
    private String heartbeatOfReset;

    OrderSession(
            final Dialect dialect,
            final ReportDecoder decoder,
            final SentMessages sent,
            final Reconciliation reconciliation,
            final BookQuestions books,
            final LogonFields logonFields,
            final FixEvents events) {
        this.dialect = dialect;
        this.decoder = decoder;
        this.sent = sent;
        this.reconciliation = reconciliation;
        this.books = books;
        this.logonFields = logonFields;
        this.events = events;
        gap = new Gap(events);
    }

    /** Looks at the time, while the session is up. */
    void tick(final Session session) {
        reconciliation.tick(session);
        if (gap.tick(session.getExpectedTargetNum(), System.nanoTime())) {
            refused.incrementAndGet();
        }
    }

    long gaps() {
        return gap.count();
    }

    long sent() {
        return sentCount.get();
    }

    long refused() {
        return refused.get();
    }

    long received() {
        return received.get();
    }

    @Override
    public void onCreate(final SessionID sessionId) {
        Session.lookupSession(sessionId).addStateListener(gap);
    }

    @Override
    public void onLogon(final SessionID sessionId) {
        events.onLogon();
        final Session session = Session.lookupSession(sessionId);
        if (heartbeatOfReset != null) {
            answerReset(session, heartbeatOfReset);
            heartbeatOfReset = null;
        }
        reconciliation.begin(session);
    }

    /**
     * A Logon with ResetSeqNumFlag (141) in the middle of a session wants one in return, which QuickFIX/J's initiator does not
     * send. Sending it resets both numbers once more; the venue's Logon was its first, so that 2 is what comes next.
     */
    private void answerReset(final Session session, final String heartbeat) {
        final Message logon = new Message();
        logon.getHeader().setString(MsgType.FIELD, MessageType.LOGON);
        logon.setInt(EncryptMethod.FIELD, EncryptMethod.NONE_OTHER);
        logon.setString(HeartBtInt.FIELD, heartbeat);
        logon.setBoolean(ResetSeqNumFlag.FIELD, true);
        try {
            session.send(logon);
            session.setNextTargetMsgSeqNum(2);
        } catch (final IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void onLogout(final SessionID sessionId) {
        reconciliation.abandon();
        books.abandon();
        events.onLogout();
    }

    @Override
    public void toAdmin(final Message message, final SessionID sessionId) {
        final String type = type(message);
        logonFields.addTo(message);
        if (MessageType.SESSION_REJECT.equals(type)) {
            onOurReject(message);
        }
    }

    /** What the session rejects it does not hand on, and the venue does not send it again: a report may have told of a fill. */
    private void onOurReject(final Message reject) {
        final String rejected = FixFields.text(reject, Tag.REF_MSG_TYPE);
        refused.incrementAndGet();
        events.onRefused(
                "the session rejected message " + FixFields.text(reject, Tag.REF_SEQ_NUM) + " of type " + rejected
                        + ": " + FixFields.text(reject, Tag.TEXT),
                reject.toString(),
                rejected == null || MessageType.EXECUTION_REPORT.equals(rejected));
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
        } else if (MessageType.LOGON.equals(type)
                && "Y".equals(FixFields.text(message, ResetSeqNumFlag.FIELD))
                && Session.lookupSession(sessionId).isLoggedOn()) {
            // The numbers start again: nothing new may take the first ones.
            reconciliation.abandon();
            heartbeatOfReset = FixFields.text(message, HeartBtInt.FIELD);
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
            if (MessageType.NEWS.equals(type)) {
                events.onEvent("the venue says: " + FixFields.text(message, Tag.HEADLINE));
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
            refused.incrementAndGet();
            events.onRefused(refusal.getMessage(), message.toString(), isFill(message, type));
        }
    }

    /** Returns whether a message tells of a fill, or may: what cannot be read may. */
    private boolean isFill(final Message message, final String type) {
        if (!MessageType.EXECUTION_REPORT.equals(type)) {
            return false;
        }
        final String quantity = FixFields.text(message, Tag.LAST_QTY);
        try {
            return (quantity != null && !isZero(quantity)) || FILLS.indexOf(dialect.execType(message)) >= 0;
        } catch (final FixRefusal notUnderstood) {
            return true;
        }
    }

    private static boolean isZero(final String decimal) {
        for (int i = 0; i < decimal.length(); i++) {
            if (decimal.charAt(i) != '0' && decimal.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    private static String type(final Message message) {
        return FixFields.text(message.getHeader(), MsgType.FIELD);
    }
}
