package breakwater.gateway.fix.simfront;

import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import quickfix.mina.SessionConnector;

/**
 * Closes connections that do not become sessions: QuickFIX/J leaves one open whose first message names no session that there can
 * be (another BeginString), or that never says anything. Thread: the acceptor's.
 */
final class Doorkeeper extends IoFilterAdapter {
    private static final int LOGON_WITHIN_S = 10;

    @Override
    public void sessionOpened(final NextFilter nextFilter, final IoSession session) throws Exception {
        session.getConfig().setReaderIdleTime(LOGON_WITHIN_S);
        super.sessionOpened(nextFilter, session);
    }

    @Override
    public void sessionIdle(final NextFilter nextFilter, final IoSession session, final IdleStatus status)
            throws Exception {
        closeUnlessLoggedOn(session);
        super.sessionIdle(nextFilter, session, status);
    }

    @Override
    public void exceptionCaught(final NextFilter nextFilter, final IoSession session, final Throwable cause)
            throws Exception {
        super.exceptionCaught(nextFilter, session, cause);
        closeUnlessLoggedOn(session);
    }

    private static void closeUnlessLoggedOn(final IoSession session) {
        if (session.getAttribute(SessionConnector.QF_SESSION) == null) {
            session.closeNow();
        }
    }
}
