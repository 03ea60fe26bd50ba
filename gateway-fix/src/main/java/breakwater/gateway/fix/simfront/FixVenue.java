package breakwater.gateway.fix.simfront;

import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.MessageType;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import quickfix.FixVersions;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;

/**
 * A paper venue that listens for FIX sessions. Market data comes either from {@link #onMarketData} or from a feed that
 * it plays itself; the venue's time is that of its market data.
 *
 * <p>Thread: the venue has one of its own, {@code fix-venue}; the public methods may be called from any.
 */
public final class FixVenue implements AutoCloseable {
    private static final long PAUSE_MS = 1;

    private final FixTerms terms;
    private final SimulatedVenue venue;
    private final FrontFaults faults;
    private final EventSource feed;
    private final LongSupplier allowedUntilNs;
    private final Consumer<String> events;
    private final FrontDesk desk;
    private final QuoteBoard board;
    private final FrontSessions sessions;
    private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private final Thread thread;
    private volatile boolean isClosed;
    private volatile long nowNs;
    private long messages;

    /**
     * @param venue the venue, which belongs to this front from here on; give it a model without latency where the wire is
     *     the latency, and the faults of {@code faults}
     * @param port to listen on, 127.0.0.1 alone; 0 = any that is free
     * @param faults when to hang up
     * @param feed what the venue plays itself, or null
     * @param allowedUntilNs how far the feed may have got, event time; also the venue's clock
     * @param events hears of sessions' courses
     */
    public FixVenue(
            final FixTerms terms,
            final SimulatedVenue venue,
            final int port,
            final FrontFaults faults,
            final EventSource feed,
            final LongSupplier allowedUntilNs,
            final Consumer<String> events) {
        this.terms = terms;
        this.venue = venue;
        this.faults = faults;
        this.feed = feed;
        this.allowedUntilNs = allowedUntilNs;
        this.events = events;
        desk = new FrontDesk(terms, venue, this::send);
        board = new QuoteBoard(terms, this::send);
        sessions = new FrontSessions(port, this::onMessage, this::onEnd, events);
        thread = new Thread(this::work, "fix-venue");
        thread.setDaemon(true);
    }

    /** Listens and begins to play. Throws {@link IOException} where the port is taken. */
    public void start() throws IOException {
        sessions.start();
        thread.start();
    }

    /** Returns the port that it listens on. */
    public int port() {
        return sessions.port();
    }

    /** Queues market data for the venue: the frame is copied. */
    public void onMarketData(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        offer(() -> play(new Frame().wrap(new UnsafeBuffer(bytes), 0)));
    }

    /** Returns whether everything that came in has been handled and answered. */
    public boolean isIdle() {
        return backlog() == 0;
    }

    /** Returns how much of what came in, market data too, has not been handled. */
    public long backlog() {
        return offered.get() - handled.get();
    }

    /** Returns how many application messages came in and have been handled. */
    public long received() {
        return received.get();
    }

    /** Returns how many application messages went out. */
    public long sent() {
        return sent.get();
    }

    /** Returns how many orders came in under ClOrdIDs that were new. */
    public long ordersEntered() {
        return desk.ordersEntered();
    }

    private void onMessage(final SessionID session, final Message message) {
        offer(() -> {
            handle(session, message);
            received.incrementAndGet();
        });
    }

    private void onEnd(final SessionID session, final boolean cancels) {
        offer(() -> {
            board.onLogout(session);
            if (cancels) {
                desk.cancelAll(session, nowNs);
            }
        });
    }

    private void offer(final Runnable task) {
        offered.incrementAndGet();
        inbox.add(task);
    }

    private void work() {
        while (!isClosed) {
            try {
                final Runnable task = inbox.poll(feed == null ? 100 : PAUSE_MS, TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.run();
                    answer();
                    handled.incrementAndGet();
                }
                playFeed();
            } catch (final InterruptedException interrupted) {
                return;
            } catch (final RuntimeException failure) {
                events.accept("the venue stopped: " + failure);
                throw failure;
            }
        }
    }

    private void playFeed() {
        if (feed == null) {
            return;
        }
        final long untilNs = allowedUntilNs.getAsLong();
        while (feed.nextTimeNs() <= untilNs && feed.nextTimeNs() != EventSource.NONE && inbox.isEmpty()) {
            feed.encodeNext(scratch, 0);
            play(frame.wrap(scratch, 0));
            answer();
        }
        if (inbox.isEmpty() && untilNs != Long.MAX_VALUE) {
            nowNs = Math.max(nowNs, untilNs);
            answer();
        }
    }

    private void play(final Frame data) {
        nowNs = Math.max(nowNs, data.ingressTimeNs());
        venue.onMarketData(data);
        board.onMarketData(data);
    }

    private void handle(final SessionID session, final Message message) {
        count(session);
        final String type = FixFields.text(message.getHeader(), quickfix.field.MsgType.FIELD);
        if (!MessageType.MARKET_DATA_REQUEST.equals(type)) {
            desk.onMessage(session, message, nowNs);
            return;
        }
        try {
            board.onRequest(session, message);
        } catch (final FixRefusal refusal) {
            desk.refuse(session, message, refusal.getMessage());
        }
    }

    /** Sends what the venue has to say by now. */
    private void answer() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final Frame report = new Frame();
        venue.advanceTo(nowNs);
        while (venue.nextTimeNs() <= nowNs) {
            venue.encodeNext(buffer, 0);
            desk.onAnswer(report.wrap(buffer, 0));
            venue.advanceTo(nowNs);
        }
    }

    private void send(final SessionID id, final Message message) {
        final Session session = Session.lookupSession(id);
        if (session == null) {
            return;
        }
        // Numbered and kept even while the client is away: it asks for them again when it comes back.
        session.send(FixVersions.BEGINSTRING_FIX42.equals(id.getBeginString()) ? Fix42Answers.of(message) : message);
        sent.incrementAndGet();
        count(id);
    }

    private void count(final SessionID id) {
        messages++;
        if (faults.skipAt().contains(messages)) {
            sessions.skip(id);
        }
        if (faults.disconnectAt().contains(messages)) {
            sessions.disconnect(id, "told to hang up at message " + messages);
        }
    }

    /** Hangs up on every session, as a line that breaks. */
    public void disconnectAll() {
        offer(() -> sessions.disconnectAll("told to hang up"));
    }

    public FixTerms terms() {
        return terms;
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        sessions.close();
    }
}
