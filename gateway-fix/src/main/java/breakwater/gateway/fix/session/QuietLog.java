package breakwater.gateway.fix.session;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import quickfix.Log;
import quickfix.LogFactory;
import quickfix.SessionID;

/** Hands on what QuickFIX/J says of a session's course, and no messages: those are journaled, and a Logon holds a password. */
public final class QuietLog implements LogFactory, Log {
    private final Consumer<String> events;
    private final AtomicLong errors = new AtomicLong();

    public QuietLog(final Consumer<String> events) {
        this.events = events;
    }

    /** Returns how often something went wrong: frames that are no messages, messages that break the session's rules. */
    public long errors() {
        return errors.get();
    }

    @Override
    public Log create(final SessionID sessionId) {
        return this;
    }

    @Override
    public void clear() {}

    @Override
    public void onIncoming(final String message) {}

    @Override
    public void onOutgoing(final String message) {}

    @Override
    public void onEvent(final String text) {
        events.accept(text);
    }

    @Override
    public void onErrorEvent(final String text) {
        errors.incrementAndGet();
        events.accept(text);
    }
}
