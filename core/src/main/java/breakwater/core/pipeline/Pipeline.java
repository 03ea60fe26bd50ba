package breakwater.core.pipeline;

import breakwater.core.Engine;
import breakwater.core.message.EventSource;
import breakwater.core.message.Trace;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.venuesim.SimulatedVenue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One engine between its rings, put together but not yet driven:
 *
 * <pre>
 *   market · control · senders' outcomes ──▶ INGRESS RING ──▶ input journaler
 *                                                    └──▶ core ──▶ EGRESS RING ──▶ senders (gate: journaled, kill word)
 *                                                                        └──▶ output journaler
 * </pre>
 *
 * The agents are handed either to {@link LockstepDriver}, which works them all in one thread in a fixed order, or to
 * {@link ThreadedDriver}, which spreads them over threads by profile. They are the same agents.
 *
 * <p>Thread: the caller's, until a driver starts.
 */
public final class Pipeline {
    /** Dense source ids that the pipeline itself speaks with; feeds and venues take those above. */
    public static final int CONTROL_SOURCE = 0;

    public static final int TIME_SOURCE = 1;
    public static final int OUTCOME_SOURCE = 2;
    public static final int FIRST_FREE_SOURCE = 3;

    private final IngressRing ingress;
    private final EgressRing egress;
    private final JournalWords words;
    private final ControlPage page;
    private final EpochNanoClock clock;
    private final Agent pressure;
    private final ErrorSink errors;
    private final Engine engine;
    private final Agent core;
    private final Agent inputJournal;
    private final Agent outputJournal;
    private final List<SenderAgent> senders = new ArrayList<>();
    private Agent control;
    private MarketAgent market;

    /**
     * @param slots slots of each ring, a power of two, at least 64
     * @param state the recovered engine's snapshot, or null for a new engine
     * @param clock stamps what the pipeline itself publishes: the wall clock live, the feed's clock otherwise
     * @param wallClock stamps heartbeats
     */
    public Pipeline(
            final Capacity capacity,
            final int slots,
            final SnapshotReader state,
            final RecordAppender inputs,
            final RecordAppender outputs,
            final ControlPage page,
            final EpochNanoClock clock,
            final EpochNanoClock wallClock,
            final ErrorSink errors) {
        this.page = page;
        this.clock = clock;
        this.errors = errors;
        egress = new EgressRing(slots);
        engine = new Engine(capacity, egress, Trace.NONE);
        if (state != null) {
            engine.readFrom(state);
        }
        ingress = new IngressRing(slots, engine.sequence());
        words = new JournalWords(engine.sequence());
        page.set(ControlPage.Word.JOURNALED, engine.sequence());
        pressure = new PressureAgent(ingress, page, wallClock);
        core = new CoreAgent(ingress.newTailer(), egress, engine, page, wallClock, errors);
        inputJournal = new InputJournalAgent(ingress.newTailer(), inputs, words, page, errors);
        outputJournal = new OutputJournalAgent(egress.newTailer(), outputs, words, page, errors);
    }

    /** Adds the sender of a venue. */
    public void addSender(final int venueId, final VenuePort port) {
        senders.add(new SenderAgent(
                venueId,
                senders.size(),
                OUTCOME_SOURCE,
                egress.newTailer(),
                ingress,
                words,
                page,
                port,
                clock,
                errors));
    }

    /** Adds the poller of commands and kill words. */
    public void addControl(final CommandSource commands) {
        control = new ControlAgent(commands, page, ingress, CONTROL_SOURCE, clock);
    }

    /** Adds the recorded or generated market and the paper venues, each with its sender. */
    public void addMarket(
            final FeedClock feedClock,
            final EventSource[] feeds,
            final SimulatedVenue[] venues,
            final Pace pace,
            final boolean isLockstep) {
        addMarket(feedClock, feeds, venues, pace, isLockstep, port -> port);
    }

    /** As above, with what is put between each sender and its paper venue. */
    public void addMarket(
            final FeedClock feedClock,
            final EventSource[] feeds,
            final SimulatedVenue[] venues,
            final Pace pace,
            final boolean isLockstep,
            final UnaryOperator<VenuePort> ports) {
        market = new MarketAgent(
                ingress,
                page,
                engine,
                feedClock,
                feeds,
                venues,
                pace,
                TIME_SOURCE,
                isLockstep,
                new Lead(ingress, page, senders));
        for (final SimulatedVenue venue : venues) {
            addSender(venue.venueId(), ports.apply(new PaperPort(venue)));
        }
    }

    /** Publishes a frame that the caller encoded, header and block, at 0; waits for room. Before the drivers run, or cold. */
    public long publish(final UnsafeBuffer frame, final int length) {
        final long claim = ingress.tryClaim();
        if (claim == IngressRing.FULL) {
            throw new IllegalStateException("ingress ring is full; drive the pipeline between publications");
        }
        ingress.buffer(claim).putBytes(0, frame, 0, length);
        return ingress.publish(claim);
    }

    public Engine engine() {
        return engine;
    }

    public IngressRing ingress() {
        return ingress;
    }

    public ControlPage page() {
        return page;
    }

    /** Returns whether an output waits that a sender has not passed. Thread: any; for one that paces the market. */
    public boolean hasUnsentOutputs() {
        for (final SenderAgent sender : senders) {
            if (sender.hasUnsentOutputs()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the market has ended; false without one. */
    public boolean isMarketFinished() {
        return market != null && market.isFinished();
    }

    /** Returns how many feed events the market has published. */
    public long feedEvents() {
        return market == null ? 0 : market.feedEvents();
    }

    /** Returns the source's number of the newest event that a feed has given, 0 = none in this run. */
    public long feedNumber(final int feed) {
        return market.feedNumber(feed);
    }

    /** Returns whether a journal failed, that of inputs or that of outputs. */
    public boolean isJournalFailed() {
        return page.get(ControlPage.Word.JOURNAL_FAILED) != 0;
    }

    Agent core() {
        return core;
    }

    Agent inputJournal() {
        return inputJournal;
    }

    Agent outputJournal() {
        return outputJournal;
    }

    List<SenderAgent> senders() {
        return senders;
    }

    Agent pressure() {
        return pressure;
    }

    Agent control() {
        return control;
    }

    Agent market() {
        return market;
    }
}
