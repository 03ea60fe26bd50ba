package breakwater.core.pipeline;

import breakwater.core.message.EventSource;
import breakwater.core.Engine;
import breakwater.core.message.Frame;
import breakwater.core.message.TimeAdvancedEncoder;
import breakwater.core.venuesim.SimulatedVenue;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The outside world of demos, paper trading and backtests: merges feeds, paper venues and the engine's deadlines by
 * (ingress time, deadline before venue before feed, place in the list) and publishes one event a turn. Feed events go to the
 * venues first, so that an order meets the book that its cause saw (Settled 11).
 *
 * <p>Under the lockstep driver a turn comes only when everything else is quiet, so that the journal depends on nothing but
 * feed, seed and configuration. On a thread of its own it runs free: then deadlines are read from the control page, and a
 * full ring makes it wait, since a recorded market loses nothing by waiting.
 */
final class MarketAgent implements Agent {
    private static final int REPEATS_MAX = 10_000;

    private final IngressRing ingress;
    private final ControlPage page;
    private final Engine engine;
    private final FeedClock clock;
    private final EventSource[] feeds;
    private final SimulatedVenue[] venues;
    private final Pace pace;
    private final int timeSourceId;
    private final boolean isLockstep;
    private final Frame frame = new Frame();
    private final TimeAdvancedEncoder timeAdvanced = new TimeAdvancedEncoder();
    private long timeNumber;
    private long lastDeadlineNs = Long.MIN_VALUE;
    private int repeats;
    private final long[] feedNumbers;
    private long feedEvents;
    private boolean isFinished;

    MarketAgent(
            final IngressRing ingress, final ControlPage page, final Engine engine, final FeedClock clock,
            final EventSource[] feeds, final SimulatedVenue[] venues, final Pace pace, final int timeSourceId,
            final boolean isLockstep) {
        this.ingress = ingress;
        this.page = page;
        this.engine = engine;
        this.clock = clock;
        this.feeds = feeds;
        this.venues = venues;
        this.pace = pace;
        this.timeSourceId = timeSourceId;
        this.isLockstep = isLockstep;
        this.feedNumbers = new long[feeds.length];
    }

    /** Returns whether all feeds are at their end and no venue owes a report. */
    boolean isFinished() {
        return isFinished;
    }

    /** Returns how many feed events have been published. */
    long feedEvents() {
        return feedEvents;
    }

    /** Returns the source's number of the newest event that a feed has given, 0 = none in this run. */
    long feedNumber(final int feed) {
        return feedNumbers[feed];
    }

    @Override
    public int doWork() {
        final EventSource feed = earliest(feeds);
        final long feedTimeNs = feed == null ? EventSource.NONE : feed.nextTimeNs();
        final long deadlineNs = isLockstep ? engine.nextDeadlineNs() : page.get(ControlPage.Word.NEXT_DEADLINE);
        final boolean isDeadlineNew = isLockstep || deadlineNs != lastDeadlineNs;
        final long wakeNs = deadlineNs > 0 && isDeadlineNew ? deadlineNs : EventSource.NONE;
        for (final SimulatedVenue each : venues) {
            each.advanceTo(Math.min(feedTimeNs, wakeNs));
        }
        final EventSource venue = earliest(venues);
        final long venueTimeNs = venue == null ? EventSource.NONE : venue.nextTimeNs();
        final long dueNs = Math.min(feedTimeNs, venueTimeNs);
        if (dueNs == EventSource.NONE) {
            isFinished = true;
            return 0;
        }
        final boolean isDeadline = wakeNs < dueNs;
        final long timeNs = isDeadline ? Math.max(deadlineNs, clock.nanoTime()) : dueNs;
        if (timeNs > pace.allowedUntilNs()) {
            return 0;
        }
        if (!isLockstep && ingress.isUnderPressure()) {
            return 0;
        }
        final long claim = ingress.tryClaim();
        if (claim == IngressRing.FULL) {
            return 0;
        }
        clock.moveTo(timeNs);
        if (isDeadline) {
            publishTime(claim, timeNs, deadlineNs);
        } else if (venueTimeNs <= feedTimeNs) {
            venue.encodeNext(ingress.buffer(claim), 0);
            ingress.publish(claim);
        } else {
            publishFeed(claim, feed);
        }
        return 1;
    }

    private static EventSource earliest(final EventSource[] sources) {
        EventSource earliest = null;
        long earliestNs = EventSource.NONE;
        for (final EventSource source : sources) {
            final long timeNs = source.nextTimeNs();
            if (timeNs < earliestNs) {
                earliestNs = timeNs;
                earliest = source;
            }
        }
        return earliest;
    }

    private void publishFeed(final long claim, final EventSource feed) {
        final UnsafeBuffer buffer = ingress.buffer(claim);
        feed.encodeNext(buffer, 0);
        frame.wrap(buffer, 0);
        for (final SimulatedVenue each : venues) {
            each.onMarketData(frame);
        }
        feedNumbers[indexOf(feed)] = frame.sourceSequence();
        feedEvents++;
        ingress.publish(claim);
    }

    private int indexOf(final EventSource feed) {
        int index = 0;
        while (feeds[index] != feed) {
            index++;
        }
        return index;
    }

    private void publishTime(final long claim, final long timeNs, final long deadlineNs) {
        repeats = deadlineNs == lastDeadlineNs ? repeats + 1 : 0;
        lastDeadlineNs = deadlineNs;
        if (repeats > REPEATS_MAX) {
            throw new IllegalStateException("deadline " + deadlineNs + " fired " + repeats + " times and still stands");
        }
        final UnsafeBuffer buffer = ingress.buffer(claim);
        frame.wrapForWrite(buffer, 0)
                .begin(TimeAdvancedEncoder.TEMPLATE_ID, TimeAdvancedEncoder.BLOCK_LENGTH,
                        TimeAdvancedEncoder.SCHEMA_VERSION)
                .ingressTimeNs(timeNs)
                .eventTimeNs(timeNs)
                .sourceSequence(++timeNumber)
                .sourceId(timeSourceId);
        timeAdvanced.wrap(buffer, frame.blockOffset()).reserved(0);
        ingress.publish(claim);
    }

    @Override
    public String roleName() {
        return "market";
    }
}
