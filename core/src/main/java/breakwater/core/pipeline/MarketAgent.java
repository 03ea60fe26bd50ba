package breakwater.core.pipeline;

import breakwater.core.Engine;
import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.TimeAdvancedEncoder;
import breakwater.core.reference.Capacity;
import breakwater.core.venuesim.SimulatedVenue;
import com.lmax.disruptor.Sequence;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The outside world of demos, paper trading and backtests: merges feeds, paper venues and the engine's deadlines by
 * (ingress time, deadline before venue before feed, place in the list) and publishes one event a turn. Feed events go to the
 * venues first, so that an order meets the book that its cause saw (Settled 11).
 *
 * <p>Under the lockstep driver a turn comes only when everything else is quiet, so that the journal depends on nothing but
 * feed, seed and configuration. On a thread of its own it runs free: then deadlines are read from the control page, and
 * feeds keep out of the last fifth of the ring (F16). Without a pace they wait meanwhile, since a recorded market loses
 * nothing by waiting, and feeds and deadlines wait for whoever they are too far ahead of ({@link Lead}); at a pace, what the
 * pace has overtaken conflates in {@link ConflatingFeed}, before venues and engine see it, so that both see the same.
 *
 * <p>What a feed or venue throws ends the market; the place in the ring that was claimed becomes a time event, so that the
 * ring goes on (I25).
 */
final class MarketAgent implements Agent {
    private static final int REPEATS_MAX = 10_000;

    private final IngressRing ingress;
    private final ControlPage page;
    private final Engine engine;
    private final FeedClock clock;
    private final EventSource[] feeds;
    private final ConflatingFeed[] conflating;
    private final SimulatedVenue[] venues;
    private final Pace pace;
    private final int timeSourceId;
    private final boolean isLockstep;
    private final Lead lead;
    private final Frame frame = new Frame();
    private final TimeAdvancedEncoder timeAdvanced = new TimeAdvancedEncoder();
    private long timeNumber;
    private long lastDeadlineNs = Long.MIN_VALUE;
    private int repeats;
    private final long[] feedNumbers;
    private final Sequence feedEvents = new Sequence(0);
    private long claim = IngressRing.FULL;
    private volatile boolean isFinished;
    private boolean isFailed;

    MarketAgent(
            final IngressRing ingress,
            final ControlPage page,
            final Engine engine,
            final FeedClock clock,
            final EventSource[] feeds,
            final SimulatedVenue[] venues,
            final Pace pace,
            final int timeSourceId,
            final boolean isLockstep,
            final Lead lead) {
        this.ingress = ingress;
        this.page = page;
        this.engine = engine;
        this.clock = clock;
        this.conflating = isLockstep ? new ConflatingFeed[0] : conflating(feeds);
        this.feeds = isLockstep ? feeds : conflating;
        this.venues = venues;
        this.pace = pace;
        this.timeSourceId = timeSourceId;
        this.isLockstep = isLockstep;
        this.lead = lead;
        this.feedNumbers = new long[feeds.length];
    }

    private static ConflatingFeed[] conflating(final EventSource[] feeds) {
        final ConflatingFeed[] conflating = new ConflatingFeed[feeds.length];
        for (int i = 0; i < feeds.length; i++) {
            conflating[i] = new ConflatingFeed(feeds[i], Capacity.DEFAULT.instruments());
        }
        return conflating;
    }

    /** Returns whether nothing more will come: all feeds are at their end and no venue owes a report, or one failed. */
    boolean isFinished() {
        return isFinished;
    }

    /** Returns how many feed events have been published. */
    long feedEvents() {
        return feedEvents.get();
    }

    /** Returns the source's number of the newest event that a feed has given, 0 = none in this run. */
    long feedNumber(final int feed) {
        return feedNumbers[feed];
    }

    @Override
    public int doWork() {
        if (isFailed) {
            return 0;
        }
        try {
            return turn();
        } catch (final RuntimeException | Error failure) {
            isFailed = true;
            isFinished = true;
            if (claim != IngressRing.FULL) {
                publishTime(clock.nanoTime());
            }
            throw failure;
        }
    }

    private int turn() {
        final long applied = page.get(ControlPage.Word.APPLIED);
        final EventSource feed = earliest(feeds);
        final long feedTimeNs = feed == null ? EventSource.NONE : feed.nextTimeNs();
        final long deadlineNs = isLockstep ? engine.nextDeadlineNs() : page.get(ControlPage.Word.NEXT_DEADLINE);
        // A core that latched has deadlines that never pass. In lockstep everything is settled here, so a core alive
        // has applied all.
        final boolean isStanding =
                isLockstep ? engine.sequence() == ingress.lastSequence() : deadlineNs != lastDeadlineNs;
        final long wakeNs = deadlineNs > 0 && isStanding ? deadlineNs : EventSource.NONE;
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
        final long allowedUntilNs = pace.allowedUntilNs();
        if (timeNs > allowedUntilNs) {
            return 0;
        }
        final boolean isReport = !isDeadline && venueTimeNs <= feedTimeNs;
        if (!isLockstep && !isDeadline && !isReport && ingress.isUnderPressure()) {
            return conflate(allowedUntilNs);
        }
        if (!isLockstep && !isReport && allowedUntilNs == Long.MAX_VALUE && !lead.reaches(timeNs, applied)) {
            return 0;
        }
        claim = ingress.tryClaim();
        if (claim == IngressRing.FULL) {
            return 0;
        }
        clock.moveTo(timeNs);
        if (isDeadline) {
            countRepeats(deadlineNs);
            publishTime(timeNs);
        } else if (isReport) {
            venue.encodeNext(ingress.buffer(claim), 0);
            publish();
        } else {
            publishFeed(feed);
        }
        return 1;
    }

    private void publish() {
        final long claimed = claim;
        claim = IngressRing.FULL;
        ingress.publish(claimed);
    }

    private int conflate(final long untilNs) {
        if (untilNs == Long.MAX_VALUE) {
            return 0;
        }
        int absorbed = 0;
        long conflated = 0;
        for (final ConflatingFeed each : conflating) {
            absorbed += each.absorb(untilNs);
            conflated += each.conflated();
        }
        page.set(ControlPage.Word.CONFLATED, conflated);
        return absorbed;
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

    private void publishFeed(final EventSource feed) {
        final UnsafeBuffer buffer = ingress.buffer(claim);
        feed.encodeNext(buffer, 0);
        frame.wrap(buffer, 0);
        for (final SimulatedVenue each : venues) {
            each.onMarketData(frame);
        }
        feedNumbers[indexOf(feed)] = frame.sourceSequence();
        feedEvents.set(feedEvents.get() + 1);
        publish();
    }

    private int indexOf(final EventSource feed) {
        int index = 0;
        while (feeds[index] != feed) {
            index++;
        }
        return index;
    }

    private void countRepeats(final long deadlineNs) {
        repeats = deadlineNs == lastDeadlineNs ? repeats + 1 : 0;
        lastDeadlineNs = deadlineNs;
        if (repeats > REPEATS_MAX) {
            throw new IllegalStateException("deadline " + deadlineNs + " fired " + repeats + " times and still stands");
        }
    }

    private void publishTime(final long timeNs) {
        final UnsafeBuffer buffer = ingress.buffer(claim);
        frame.wrapForWrite(buffer, 0)
                .begin(
                        TimeAdvancedEncoder.TEMPLATE_ID,
                        TimeAdvancedEncoder.BLOCK_LENGTH,
                        TimeAdvancedEncoder.SCHEMA_VERSION)
                .ingressTimeNs(timeNs)
                .eventTimeNs(timeNs)
                .sourceSequence(++timeNumber)
                .sourceId(timeSourceId);
        timeAdvanced.wrap(buffer, frame.blockOffset()).reserved(0);
        publish();
    }

    @Override
    public String roleName() {
        return "market";
    }
}
