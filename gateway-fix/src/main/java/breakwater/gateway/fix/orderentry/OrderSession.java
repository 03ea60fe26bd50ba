package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.Dialect;
import breakwater.gateway.fix.session.LogonFields;
import breakwater.gateway.fix.session.SessionCourse;
import java.util.concurrent.atomic.AtomicLong;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;

/** The course of an order session. Thread: the session's; {@link #onSent} the sender's. */
final class OrderSession extends SessionCourse {
    private static final String FILLS = "F12GH";
    private static final String REFUSED = "0";

    private final Dialect dialect;
    private final ReportDecoder decoder;
    private final SentMessages sent;
    private final Reconciliation reconciliation;
    private final BookQuestions books;
    private final FixEvents events;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sentCount = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Gap gap;

    OrderSession(
            final Dialect dialect,
            final ReportDecoder decoder,
            final SentMessages sent,
            final Reconciliation reconciliation,
            final BookQuestions books,
            final LogonFields logonFields,
            final FixEvents events) {
        super(logonFields);
        this.dialect = dialect;
        this.decoder = decoder;
        this.sent = sent;
        this.reconciliation = reconciliation;
        this.books = books;
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
    protected void onUp(final Session session) {
        events.onLogon();
        reconciliation.begin(session);
    }

    @Override
    protected void onDown() {
        reconciliation.abandon();
        books.abandon();
        events.onLogout();
    }

    @Override
    protected void onReset() {
        reconciliation.abandon();
    }

    /** A report that is not handed on may have told of a fill. */
    @Override
    protected void onRejected(final String type, final String reason, final Message reject) {
        refused.incrementAndGet();
        events.onRefused(reason, reject.toString(), type == null || MessageType.EXECUTION_REPORT.equals(type));
    }

    @Override
    protected void onSent(final Message message) {
        if (message instanceof WireMessage) {
            sent.sent((WireMessage) message);
        }
        sentCount.incrementAndGet();
    }

    @Override
    protected void onMessage(final Message message, final String type, final Session session) {
        onAnswer(message, type, session);
        if (!MessageType.SESSION_REJECT.equals(type)) {
            received.incrementAndGet();
        }
    }

    private void onAnswer(final Message message, final String type, final Session session) {
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
            if (MessageType.MASS_CANCEL_REPORT.equals(type)
                    || MessageType.MASS_CANCEL_REQUEST.equals(FixFields.text(message, Tag.REF_MSG_TYPE))) {
                onMassCancel(message);
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

    /** What became of each order its own report tells; the cancels of each are on their way in either case. */
    private void onMassCancel(final Message message) {
        final String response = FixFields.text(message, Tag.MASS_CANCEL_RESPONSE);
        events.onEvent(
                response == null || REFUSED.equals(response)
                        ? "the venue does not cancel all orders at once (532="
                                + FixFields.text(message, Tag.MASS_CANCEL_REJECT_REASON) + ", "
                                + FixFields.text(message, Tag.TEXT) + "): each one's own cancel follows"
                        : "the venue cancels all orders at once, as asked: "
                                + FixFields.text(message, Tag.TOTAL_AFFECTED_ORDERS));
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
}
