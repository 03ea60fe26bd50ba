package breakwater.gateway.fix.orderentry;

import quickfix.SessionStateListener;

/**
 * Messages of the venue that are missing and have been asked for. Most gaps close within a moment. One that does not is told of
 * as a fill that cannot be read: QuickFIX/J passes over a message that it cannot take apart, asks for it again and passes over
 * it again, and everything behind it waits.
 *
 * <p>Thread: the session's, and the port's timer for {@link #tick}.
 */
final class Gap implements SessionStateListener {
    private static final long NONE = 0;

    private final FixEvents events;
    private int expected;
    private long sinceNs = NONE;
    private long count;

    Gap(final FixEvents events) {
        this.events = events;
    }

    /** Returns how many there have been. */
    synchronized long count() {
        return count;
    }

    /**
     * Looks at the time.
     *
     * @param next the number that the session waits for
     * @return whether the gap has been told of just now
     */
    synchronized boolean tick(final int next, final long nowNs) {
        if (sinceNs == NONE) {
            return false;
        }
        if (next != expected) {
            expected = next;
            sinceNs = nowNs;
        }
        if (nowNs - sinceNs <= Reconciliation.PATIENCE_NS) {
            return false;
        }
        sinceNs = NONE;
        events.onRefused("the venue's messages from " + next + " on are missing, though they were asked for", "", true);
        return true;
    }

    @Override
    public synchronized void onResendRequestSent(final int begin, final int end, final int currentEnd) {
        count++;
        expected = begin;
        sinceNs = System.nanoTime();
    }

    @Override
    public synchronized void onResendRequestSatisfied(final int begin, final int end) {
        sinceNs = NONE;
    }

    /** The next logon shows it again, if it is still there. */
    @Override
    public synchronized void onDisconnect() {
        sinceNs = NONE;
    }
}
