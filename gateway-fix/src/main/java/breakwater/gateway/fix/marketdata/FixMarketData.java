package breakwater.gateway.fix.marketdata;

import breakwater.core.message.EventSource;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.session.FixConnection;
import breakwater.gateway.fix.session.Initiator;
import breakwater.gateway.fix.session.InitiatorSettings;
import breakwater.gateway.fix.session.LogonFields;
import breakwater.gateway.fix.session.QuietLog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import quickfix.DefaultMessageFactory;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.Session;

/**
 * Quotes, depth and trades of a FIX venue as a source of events that never ends. What it promises:
 *
 * <ul>
 *   <li>Each event has a number one higher than the last; whatever is missing on the way is said by a FeedStatus GAP, and
 *       nothing of the instrument follows but from a fresh snapshot.
 *   <li>A session that is down is said by DISCONNECTED; after the next logon everything is asked for anew.
 *   <li>Nothing is rounded: a price or size without an exact mantissa is a gap.
 * </ul>
 *
 * Ingress time is the clock's when the message was read; event time the entry's (272, 273), else the message's (60), else
 * SendingTime (52). FIX 4.4 has no aggressor, so trades have none.
 *
 * <p>Thread: {@link #nextTimeNs} and {@link #encodeNext} the market's; the rest any. Allocates: what QuickFIX/J does.
 */
public final class FixMarketData implements EventSource, AutoCloseable {
    /** Levels a side that can be asked for. */
    public static final int DEPTH_MAX = 20;

    private static final long TICK_MS = 100;
    private static final long PAUSE_MS = 5;

    private final MarketEvents events;
    private final MarketQueue queue = new MarketQueue();
    private final MarketSession session;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(FixMarketData::daemon);
    private final Initiator initiator;

    /**
     * Prepares a session; {@link #start} connects.
     *
     * @param instruments what to ask for, with the dense ids that the events carry
     * @param depth 1 = best bid and offer as Quote, 2 to {@value #DEPTH_MAX} = that many levels as Depth
     * @param clock the engine's
     * @throws IOException if the credentials cannot be read
     */
    public FixMarketData(
            final FixConnection connection,
            final List<FixTerms.Instrument> instruments,
            final int depth,
            final EpochNanoClock clock,
            final MarketEvents events)
            throws IOException {
        if (depth < 1 || depth > DEPTH_MAX) {
            throw new IllegalArgumentException("depth=" + depth + ", from 1 to " + DEPTH_MAX);
        }
        this.events = events;
        session = new MarketSession(
                new Symbols(instruments), depth, queue, clock, LogonFields.of(connection), events, this::wake);
        initiator = new Initiator(
                connection,
                session,
                new FileStoreFactory(InitiatorSettings.of(connection)),
                new QuietLog(events::onEvent),
                new DefaultMessageFactory());
    }

    /** Gives the source id that the events carry; before {@link #start}. */
    public void assign(final int sourceId) {
        session.books().sourceId(sourceId);
    }

    /** Goes on behind a number that an earlier run has journaled; before {@link #start}. */
    public void skipTo(final long lastSourceSequence) {
        session.books().skipTo(lastSourceSequence);
    }

    /** Connects, and from now on connects again whenever the connection is lost. The first event says that it is not yet. */
    public void start() {
        session.begin();
        initiator.start();
        timer.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private void wake() {
        try {
            timer.execute(this::tick);
        } catch (final RejectedExecutionException closing) {
            events.onEvent("nothing more is asked for: the session is closing");
        }
    }

    private void tick() {
        final Session open = initiator.session();
        if (open == null) {
            return;
        }
        for (final Message message : session.due(System.nanoTime())) {
            open.send(message);
        }
    }

    /** Waits until each instrument has a snapshot or is refused, at most {@code timeoutMs}. Returns whether it is so. */
    public boolean awaitSettled(final long timeoutMs) throws InterruptedException {
        final long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (!session.isSettled()) {
            if (System.nanoTime() > untilNs) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        return true;
    }

    /** Returns whether the session is logged on. */
    public boolean isLoggedOn() {
        return initiator.isLoggedOn();
    }

    /** Returns how many snapshots and updates were read and used. */
    public long received() {
        return session.received();
    }

    /** Returns how many were resent, or answered an older request. */
    public long dropped() {
        return session.dropped();
    }

    /** Returns how many could not be understood; their texts went to the events. */
    public long refused() {
        return session.refused();
    }

    /** Returns how many times a hole was seen, in the session's numbers or in a book. */
    public long gaps() {
        return session.gaps();
    }

    /** Returns the ingress time of the next event; where none waits, a time that no clock shows, since this source never ends. */
    @Override
    public long nextTimeNs() {
        return queue.nextTimeNs();
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        queue.take(buffer, offset);
    }

    /** Logs out and closes the connection; what has not been taken by then is gone. */
    @Override
    public void close() {
        queue.close();
        timer.shutdownNow();
        initiator.close();
    }

    private static Thread daemon(final Runnable task) {
        final Thread thread = new Thread(task, "fix-market-timer");
        thread.setDaemon(true);
        return thread;
    }
}
