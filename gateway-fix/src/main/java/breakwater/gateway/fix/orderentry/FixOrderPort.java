package breakwater.gateway.fix.orderentry;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.SendResult;
import breakwater.core.pipeline.VenuePort;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.session.Dialect;
import breakwater.gateway.fix.session.FixConnection;
import breakwater.gateway.fix.session.Initiator;
import breakwater.gateway.fix.session.InitiatorSettings;
import breakwater.gateway.fix.session.LogonFields;
import breakwater.gateway.fix.session.QuietLog;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import quickfix.FileStoreFactory;
import quickfix.Session;

/**
 * An order session with a FIX venue, as the engine's sender sees it. What it promises:
 *
 * <ul>
 *   <li>Nothing is handed to QuickFIX/J while the session is down: it would number, keep and later resend it. The answer is
 *       NOT_LOGGED_ON, and the order has not left.
 *   <li>Nothing is ever sent twice: a resend request is answered by gap fill, whatever it asks for.
 *   <li>Nothing that came is lost: what was read and is not journaled when the process dies is asked for again
 *       ({@link JournaledStore}).
 *   <li>After each logon the venue is asked for its open orders, and new orders, replaces and queries wait for the answer
 *       (at most {@link Reconciliation#PATIENCE_NS}), so that they meet what is. Cancels do not wait.
 *   <li>Where the venue can be asked what the accounts hold, what raises exposure waits for that too; what is not answered, the
 *       engine has been told to hold by then.
 * </ul>
 *
 * <p>Thread: {@link #send} the sender's; answers come on QuickFIX/J's. {@code send} waits for no answer, but for the store's
 * write of the sequence number.
 */
public final class FixOrderPort implements VenuePort, AutoCloseable {
    private static final int DONE_KEPT = 1 << 16;
    private static final long TICK_MS = 250;

    private final FixEvents events;
    private final QuietLog log;
    private final Initiator initiator;
    private final OrderEncoder encoder;
    private final KnownOrders orders = new KnownOrders(DONE_KEPT);
    private final OrderSession application;
    private final Reconciliation reconciliation;
    private final BookQuestions books;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(FixOrderPort::daemon);
    private final Frame frame = new Frame();

    /**
     * Prepares a session; {@link #start} connects.
     *
     * @param sourceId dense id of the source that the venue's answers carry
     * @throws IOException if the credentials cannot be read
     */
    public FixOrderPort(
            final FixConnection connection,
            final FixTerms terms,
            final int sourceId,
            final ReportSink sink,
            final FixEvents events)
            throws IOException {
        this(connection, terms, sourceId, sink, events, BookTerms.NONE, sink);
    }

    /**
     * Prepares a session that also asks what the accounts hold.
     *
     * @param bookTerms what the venue can be asked for
     * @param bookSink where the venue's answers to that go; another than {@code sink}, since another thread writes them
     * @throws IOException if the credentials cannot be read
     */
    public FixOrderPort(
            final FixConnection connection,
            final FixTerms terms,
            final int sourceId,
            final ReportSink sink,
            final FixEvents events,
            final BookTerms bookTerms,
            final ReportSink bookSink)
            throws IOException {
        this.events = events;
        log = new QuietLog(events::onEvent);
        final SentMessages sent = new SentMessages();
        final Dialect dialect = connection.dialect();
        encoder = new OrderEncoder(dialect, terms, orders);
        reconciliation = new Reconciliation(
                dialect.capabilities(),
                Files.exists(connection.store()),
                orders,
                new OrderEncoder(dialect, terms, orders),
                events);
        books = new BookQuestions(
                terms,
                bookTerms,
                new BookSink(terms.venueId(), sourceId, bookSink),
                events,
                "B" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-");
        application = new OrderSession(
                dialect,
                new ReportDecoder(dialect, terms, sourceId, orders, sent, sink),
                sent,
                reconciliation,
                books,
                LogonFields.of(connection),
                events);
        initiator = new Initiator(
                connection,
                application,
                JournaledStore.over(new FileStoreFactory(InitiatorSettings.of(connection)), sink),
                log,
                new AnswerFactory());
    }

    /** Connects, and from now on connects again whenever the connection is lost. */
    public void start() {
        initiator.start();
        timer.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        final Session session = initiator.session();
        if (session != null) {
            application.tick(session);
            if (reconciliation.isOver()) {
                askForBooks(session);
            }
        }
    }

    private void askForBooks(final Session session) {
        final long nowNs = System.nanoTime();
        if (books.isDue(nowNs)) {
            if (books.isOver()) {
                reconciliation.again(session);
            }
            books.begin(session::send, nowNs);
        }
        books.tick(session::send, nowNs);
    }

    /** Waits until orders can pass, at most {@code timeoutMs}. Returns whether they can. */
    public boolean awaitReady(final long timeoutMs) throws InterruptedException {
        final long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        return reconciliation.await(timeoutMs, TimeUnit.MILLISECONDS)
                && books.await(untilNs - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Returns whether the session is logged on. */
    public boolean isLoggedOn() {
        return initiator.isLoggedOn();
    }

    /** Returns how many messages that answer orders have been read. */
    public long received() {
        return application.received();
    }

    /** Returns how many messages were not taken, by us or by the session; each was told to {@link FixEvents}. */
    public long refused() {
        return application.refused();
    }

    /** Returns how often the session itself went wrong: gaps in the numbers, garbled frames, a line that was silent. */
    public long errors() {
        return log.errors() + application.gaps();
    }

    /** Returns how many application messages have gone out. */
    public long sent() {
        return application.sent();
    }

    @Override
    public SendResult send(final DirectBuffer buffer, final int offset) {
        frame.wrap(buffer, offset);
        final Session session = initiator.session();
        if (session == null || isHeld()) {
            return SendResult.NOT_LOGGED_ON;
        }
        final WireMessage message;
        try {
            message = encoder.encode(frame);
        } catch (final FixRefusal refusal) {
            events.onUnsendable(refusal.getMessage());
            return SendResult.NOT_LOGGED_ON;
        }
        if (session.send(message)) {
            return SendResult.SENT;
        }
        // The session went down in between. The message has a number but was not written, and never will be.
        if (frame.templateId() == OrderNewDecoder.TEMPLATE_ID) {
            forget(message.clientOrderId());
        }
        return SendResult.NOT_LOGGED_ON;
    }

    private boolean isHeld() {
        final boolean isCancel = frame.templateId() == OrderCancelDecoder.TEMPLATE_ID
                || frame.templateId() == OrderMassCancelDecoder.TEMPLATE_ID;
        return !isCancel && !reconciliation.isOver() || !books.isOver() && raises();
    }

    private boolean raises() {
        final int block = frame.blockOffset();
        switch (frame.templateId()) {
            case OrderNewDecoder.TEMPLATE_ID:
                return frame.buffer().getByte(block + OrderNewDecoder.effectEncodingOffset()) == Effect.RAISES.value();
            case OrderReplaceDecoder.TEMPLATE_ID:
                return frame.buffer().getByte(block + OrderReplaceDecoder.effectEncodingOffset())
                        == Effect.RAISES.value();
            default:
                return false;
        }
    }

    private void forget(final long clientOrderId) {
        synchronized (orders) {
            orders.remove(clientOrderId);
        }
    }

    /** Logs out and closes the connection; open orders stay at the venue. */
    @Override
    public void close() {
        timer.shutdownNow();
        initiator.close();
    }

    private static Thread daemon(final Runnable task) {
        final Thread thread = new Thread(task, "fix-timer");
        thread.setDaemon(true);
        return thread;
    }
}
