package breakwater.gateway.fix.session;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import quickfix.Application;
import quickfix.DoNotSend;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.field.EncryptMethod;
import quickfix.field.HeartBtInt;
import quickfix.field.MsgType;
import quickfix.field.ResetSeqNumFlag;

/**
 * A session's course as QuickFIX/J tells it, and what all sessions of ours do alike: a Logon says who we are, nothing of ours is sent
 * again, a reset of the numbers in mid-session is answered, and what the session itself rejects is told, since it is not handed on and
 * does not come again.
 *
 * <p>Thread: the session's; {@link #onSent} the sender's.
 */
public abstract class SessionCourse implements Application {
    private final LogonFields logonFields;
    /** HeartBtInt (108) of a Logon that reset the numbers in the middle of the session, until it is answered; else null. */
    private String heartbeatOfReset;

    protected SessionCourse(final LogonFields logonFields) {
        this.logonFields = logonFields;
    }

    /** The session is up. */
    protected abstract void onUp(Session session);

    /** The session is down, or may have been all along. */
    protected abstract void onDown();

    /** An application message has come, or a Reject (3) of one of ours. */
    protected abstract void onMessage(Message message, String type, Session session);

    /**
     * The session rejects what the venue sent. Nothing of it is handed on.
     *
     * @param type of the message, null where that is not told
     * @param reason what is wrong with it
     */
    protected abstract void onRejected(String type, String reason, Message reject);

    /** The venue's Logon resets the numbers in mid-session: nothing new may take the first ones until it is answered. */
    protected void onReset() {}

    /** A message of ours leaves for the first time. */
    protected void onSent(final Message message) {}

    /** Another message of the session itself comes or goes. */
    protected void onAdmin(final String type, final boolean isOurs) {}

    @Override
    public void onCreate(final SessionID id) {}

    @Override
    public final void onLogon(final SessionID id) {
        final Session session = Session.lookupSession(id);
        if (heartbeatOfReset != null) {
            answerReset(session, heartbeatOfReset);
            heartbeatOfReset = null;
        }
        onUp(session);
    }

    /**
     * A Logon with ResetSeqNumFlag (141) in the middle of a session wants one in return, which QuickFIX/J's initiator does not
     * send. Sending it resets both numbers once more; the venue's Logon was its first, so that 2 is what comes next.
     */
    private static void answerReset(final Session session, final String heartbeat) {
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
    public final void onLogout(final SessionID id) {
        onDown();
    }

    @Override
    public final void toAdmin(final Message message, final SessionID id) {
        final String type = type(message);
        logonFields.addTo(message);
        if (MessageType.SESSION_REJECT.equals(type)) {
            final String rejected = FixFields.text(message, Tag.REF_MSG_TYPE);
            onRejected(
                    rejected,
                    "the session rejected message " + FixFields.text(message, Tag.REF_SEQ_NUM) + " of type " + rejected
                            + ": " + FixFields.text(message, Tag.TEXT),
                    message);
        } else {
            onAdmin(type, true);
        }
    }

    /** A resend has PossDupFlag (43) set: it is an order or a question of another moment, and is gap-filled instead. */
    @Override
    public final void toApp(final Message message, final SessionID id) throws DoNotSend {
        if (message.getHeader().isSetField(Tag.POSS_DUP_FLAG)) {
            throw new DoNotSend();
        }
        onSent(message);
    }

    @Override
    public final void fromAdmin(final Message message, final SessionID id) {
        final String type = type(message);
        if (MessageType.SESSION_REJECT.equals(type)) {
            onMessage(message, type, Session.lookupSession(id));
        } else if (MessageType.LOGON.equals(type)
                && "Y".equals(FixFields.text(message, ResetSeqNumFlag.FIELD))
                && Session.lookupSession(id).isLoggedOn()) {
            heartbeatOfReset = FixFields.text(message, HeartBtInt.FIELD);
            onReset();
        } else {
            onAdmin(type, false);
        }
    }

    @Override
    public final void fromApp(final Message message, final SessionID id) {
        onMessage(message, type(message), Session.lookupSession(id));
    }

    private static String type(final Message message) {
        return FixFields.text(message.getHeader(), MsgType.FIELD);
    }
}
