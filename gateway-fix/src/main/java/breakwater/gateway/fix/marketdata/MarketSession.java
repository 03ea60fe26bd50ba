package breakwater.gateway.fix.marketdata;

import breakwater.core.message.MarketState;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.LogonFields;
import breakwater.gateway.fix.session.SessionCourse;
import java.util.List;
import org.agrona.concurrent.EpochNanoClock;
import quickfix.Message;
import quickfix.Session;

/**
 * The course of a market data session. What tells of a hole in the session's numbers (that QuickFIX/J asks for a
 * resend, or that the venue skips numbers) puts every instrument into a gap and has all of them asked for anew: what is
 * resent (43=Y) is a market that is over, and is dropped, as is what answers an older request.
 *
 * <p>Thread: callbacks come from QuickFIX/J's, {@link #due} from the timer; one lock holds them apart. Nothing is sent while
 * it is held, since QuickFIX/J calls back while it holds its own.
 */
final class MarketSession extends SessionCourse {
    private static final char SOH = '\u0001';

    private final Symbols symbols;
    private final MarketBooks books;
    private final EntryReader reader;
    private final Subscriptions subscriptions;
    private final EpochNanoClock clock;
    private final MarketEvents events;
    private final Runnable wake;
    private boolean isUp;
    private boolean isResendAsked;
    private long received;
    private long dropped;
    private long refused;
    private long gaps;

    /** @param wake has the timer look at once */
    MarketSession(
            final Symbols symbols,
            final int depth,
            final MarketQueue queue,
            final EpochNanoClock clock,
            final LogonFields logonFields,
            final MarketEvents events,
            final Runnable wake) {
        super(logonFields);
        this.symbols = symbols;
        this.clock = clock;
        this.events = events;
        this.wake = wake;
        books = new MarketBooks(symbols, depth, queue);
        reader = new EntryReader(symbols);
        subscriptions = new Subscriptions(symbols, depth);
    }

    MarketBooks books() {
        return books;
    }

    /** Says that nothing is known yet. */
    synchronized void begin() {
        books.status(MarketState.DISCONNECTED, clock.nanoTime());
    }

    /** Returns what is to be sent now: new requests, and again what got no answer. */
    synchronized List<Message> due(final long nowNs) {
        if (!isUp) {
            return List.of();
        }
        for (int late = subscriptions.overdue(nowNs); late != Symbols.UNKNOWN; late = subscriptions.overdue(nowNs)) {
            subscriptions.renew(late, nowNs);
            events.onNews("no snapshot of " + symbols.get(late).symbol() + " in time; it is asked for again");
        }
        return subscriptions.due(nowNs);
    }

    synchronized boolean isSettled() {
        return isUp && subscriptions.isSettled();
    }

    synchronized boolean isLive(final int instrument) {
        return isUp && subscriptions.isLive(instrument);
    }

    /** Returns how many snapshots and updates were read and used. */
    synchronized long received() {
        return received;
    }

    /** Returns how many were of another moment: resent, or answers to an older request. */
    synchronized long dropped() {
        return dropped;
    }

    /** Returns how many could not be understood. */
    synchronized long refused() {
        return refused;
    }

    /** Returns how many times a hole in numbers or in a book was seen. */
    synchronized long gaps() {
        return gaps;
    }

    @Override
    protected synchronized void onUp(final Session session) {
        isUp = true;
        subscriptions.onLogon(System.nanoTime());
        books.status(MarketState.OPEN, clock.nanoTime());
        events.onNews("logged on; market data is asked for");
        wake.run();
    }

    @Override
    protected synchronized void onDown() {
        if (isUp) {
            isUp = false;
            isResendAsked = false;
            subscriptions.onLogoff();
            books.status(MarketState.DISCONNECTED, clock.nanoTime());
            events.onNews("logged off; its instruments are stale until it is back");
        }
    }

    @Override
    protected void onAdmin(final String type, final boolean isOurs) {
        if (isOurs && MessageType.RESEND_REQUEST.equals(type)) {
            onHole("the session's numbers have a hole; a resend is asked for, and dropped when it comes", true);
        } else if (!isOurs && MessageType.SEQUENCE_RESET.equals(type)) {
            onSkip();
        }
    }

    /** What is not handed on may have been any instrument's. */
    @Override
    protected void onRejected(final String type, final String reason, final Message reject) {
        onHole(reason, false);
    }

    private synchronized void onSkip() {
        if (isResendAsked) {
            isResendAsked = false;
        } else {
            onHole("the venue skips numbers of the session", false);
        }
    }

    private synchronized void onHole(final String what, final boolean isAsked) {
        isResendAsked |= isAsked;
        if (!isUp) {
            return;
        }
        gaps++;
        for (int i = 0; i < symbols.count(); i++) {
            subscriptions.renew(i, System.nanoTime());
        }
        books.status(MarketState.GAP, clock.nanoTime());
        events.onNews("gap: " + what + "; everything is asked for anew");
        wake.run();
    }

    @Override
    protected void onMessage(final Message message, final String type, final Session session) {
        switch (type) {
            case MessageType.MARKET_DATA_SNAPSHOT:
            case MessageType.MARKET_DATA_INCREMENT:
                if ("Y".equals(FixFields.text(message.getHeader(), Tag.POSS_DUP_FLAG))) {
                    onResent();
                } else {
                    onData(message.toRawString(), type.charAt(0), message.getException() == null);
                }
                break;
            case MessageType.MARKET_DATA_REJECT:
                onRefused(message);
                break;
            case MessageType.BUSINESS_REJECT:
            case MessageType.SESSION_REJECT:
                onOursRejected(message);
                break;
            default:
                events.onEvent("not market data: " + message.toRawString().replace(SOH, '|'));
                break;
        }
    }

    private synchronized void onResent() {
        dropped++;
    }

    /**
     * Takes a snapshot or an update as it came.
     *
     * @param isChecked whether QuickFIX/J has read it to its end, checksum and all
     */
    synchronized void onData(final String text, final char kind, final boolean isChecked) {
        // What was kept back until the resend was complete follows it, so the resend is over.
        isResendAsked = false;
        final String wrong =
                isChecked || isWhole(text) ? reader.read(text, kind) : "its checksum (10) is not that of its bytes";
        if (wrong != null) {
            onMalformed(wrong, text);
            return;
        }
        if (!subscriptions.isCurrent(text, reader.requestFrom(), reader.requestTo())) {
            dropped++;
            return;
        }
        final long ingressNs = clock.nanoTime();
        received++;
        if (kind == 'W') {
            onSnapshot(text, ingressNs);
            return;
        }
        books.onIncrement(reader, subscriptions, ingressNs, System.nanoTime());
        if (books.broken() != null) {
            onBroken(text);
        }
    }

    private void onSnapshot(final String text, final long ingressNs) {
        final int instrument = reader.bodyInstrument();
        if (instrument == Symbols.UNKNOWN || !subscriptions.isAsked(instrument)) {
            dropped++;
            return;
        }
        final boolean isFirst = !subscriptions.isLive(instrument);
        subscriptions.onSnapshot(instrument, System.nanoTime());
        books.onSnapshot(reader, instrument, isFirst, ingressNs);
        if (books.broken() != null) {
            books.lose(instrument, subscriptions, ingressNs, System.nanoTime());
            onBroken(text);
        }
    }

    private void onBroken(final String text) {
        gaps++;
        events.onRefused("gap: " + books.broken() + "; a snapshot is asked for", text);
        wake.run();
    }

    /** What it would have said of which instrument is not known: its own, where it names one, else all of them. */
    private void onMalformed(final String wrong, final String text) {
        refused++;
        boolean isNews = false;
        for (int i = 0; i < symbols.count(); i++) {
            if (!reader.isSnapshot() || reader.bodyInstrument() == Symbols.UNKNOWN || reader.bodyInstrument() == i) {
                isNews |= books.lose(i, subscriptions, clock.nanoTime(), System.nanoTime());
            }
        }
        if (isNews) {
            gaps++;
        }
        events.onRefused(wrong, text);
        wake.run();
    }

    /** Returns whether the checksum is that of the bytes before it. */
    private static boolean isWhole(final String text) {
        final int trailer = text.lastIndexOf(SOH + "10=");
        int sum = 0;
        for (int i = 0; i <= trailer; i++) {
            sum += text.charAt(i);
        }
        return trailer > 0
                && text.length() == trailer + 8
                && text.charAt(trailer + 4) - '0' == (sum & 0xFF) / 100
                && text.charAt(trailer + 5) - '0' == (sum & 0xFF) / 10 % 10
                && text.charAt(trailer + 6) - '0' == (sum & 0xFF) % 10;
    }

    private synchronized void onRefused(final Message message) {
        final String id = FixFields.text(message, Tag.MD_REQ_ID);
        final String reason = FixFields.text(message, Tag.MD_REQ_REJ_REASON);
        final int instrument = id == null
                ? Symbols.UNKNOWN
                : subscriptions.onRefused(
                        id, reason == null || reason.isEmpty() ? 0 : reason.charAt(0), System.nanoTime());
        if (instrument == Symbols.UNKNOWN) {
            events.onEvent("refused: a request that counts no more, " + id);
            return;
        }
        events.onNews("the venue refuses market data of "
                + symbols.get(instrument).symbol() + " (281=" + reason
                + (FixFields.text(message, Tag.TEXT) == null ? "" : ", " + FixFields.text(message, Tag.TEXT)) + ")"
                + (subscriptions.isRefused(instrument)
                        ? "; it stays without until the next logon"
                        : "; it is asked for in another way"));
        wake.run();
    }

    private void onOursRejected(final Message message) {
        events.onNews("the venue rejects a message of type " + FixFields.text(message, Tag.REF_MSG_TYPE) + ": "
                + FixFields.text(message, Tag.TEXT));
    }
}
