package breakwater.gateway.fix.orderentry;

/** What a session tells beside the answers to orders. Thread: the session's; implementations return at once. */
public interface FixEvents {
    /** The session is up; orders pass once the venue has told what is open ({@code onReconciled}). */
    void onLogon();

    /** The venue has told of all its open orders, or has said that it cannot: {@code how} tells. */
    void onReconciled(String how);

    /** The session is down; nothing is sent from here on. */
    void onLogout();

    /**
     * A message could not be understood, or was refused by the venue as a whole; its text is to be kept.
     *
     * @param isFill whether it may tell of a fill, so that the books may differ from the venue's
     */
    void onRefused(String reason, String message, boolean isFill);

    /** An order could not be written in this dialect; it has not left and will not. */
    void onUnsendable(String reason);

    /** QuickFIX/J tells of the session's course. */
    void onEvent(String text);

    /** Nothing stopped, but a person has to look. */
    default void onAlarm(final String text) {
        onEvent(text);
    }
}
