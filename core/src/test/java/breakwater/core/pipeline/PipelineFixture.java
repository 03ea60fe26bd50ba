package breakwater.core.pipeline;

import breakwater.core.EngineFixture;
import breakwater.core.EventPen;
import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitEncoder;
import breakwater.core.message.TradingSessionEncoder;
import breakwater.core.message.VenueDefinitionEncoder;
import breakwater.core.reference.Capacity;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.core.venuesim.VenueModel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A whole pipeline over journals in memory: churn on both instruments of {@link EngineFixture}, a {@link WalkingFeed}, the
 * paper venue or a port of the test's.
 */
final class PipelineFixture {
    final EventPen pen = new EventPen(EngineFixture.START_NS);
    final ControlPage page = Parts.page();
    final FeedClock clock = new FeedClock();
    final MemoryJournal inputs;
    final MemoryJournal outputs;
    final Pipeline pipeline;
    final List<String> errors = new CopyOnWriteArrayList<>();
    final Queue<byte[]> commands = new ConcurrentLinkedQueue<>(new ArrayDeque<>());
    LockstepDriver driver;

    PipelineFixture(final int slots, final MemoryJournal inputs, final MemoryJournal outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        clock.moveTo(pen.nowNs);
        pipeline = new Pipeline(
                EngineFixture.CAPACITY,
                slots,
                null,
                inputs,
                outputs,
                page,
                clock,
                HeartbeatClock.INSTANCE,
                (agent, failure) -> errors.add(agent + ": " + failure.getMessage()));
    }

    /** A lockstep or free-running market of so many events with a paper venue. */
    static PipelineFixture market(
            final int slots,
            final long events,
            final boolean isLockstep,
            final MemoryJournal inputs,
            final MemoryJournal outputs) {
        return new PipelineFixture(slots, inputs, outputs)
                .with(new WalkingFeed(7, events), isLockstep, true, Pace.MAX)
                .churning();
    }

    static PipelineFixture market(final int slots, final long events, final boolean isLockstep) {
        return market(slots, events, isLockstep, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16));
    }

    /** A lockstep market of so many events with two paper venues: instrument 0 trades at the first, 1 at the second. */
    static PipelineFixture twoVenues(final int slots, final long events) {
        final PipelineFixture fixture =
                new PipelineFixture(slots, new MemoryJournal(1 << 16), new MemoryJournal(1 << 16));
        fixture.with(new WalkingFeed(7, events), true, Pace.MAX, fixture.venue(0), fixture.venue(1));
        fixture.driver = new LockstepDriver(fixture.pipeline);
        EngineFixture.configure(fixture.pen, 1_000, true, fixture::giveToBothVenues);
        for (int strategy = 0; strategy < 4; strategy++) {
            EngineFixture.admit(
                    fixture.pen,
                    fixture::give,
                    strategy,
                    strategy % 2,
                    "churn",
                    "every-quotes",
                    3 + strategy,
                    "bracket-percent",
                    20,
                    "seed",
                    strategy);
        }
        return fixture;
    }

    private void giveToBothVenues(final EventPen written) {
        final Frame frame = new Frame().wrap(written.buffer, 0);
        final int block = frame.blockOffset();
        if (frame.templateId() == InstrumentDefinitionEncoder.TEMPLATE_ID
                && written.buffer.getShort(block + InstrumentDefinitionEncoder.instrumentIdEncodingOffset()) == 1) {
            new InstrumentDefinitionEncoder().wrap(written.buffer, block).venueId(1);
        }
        give(written);
        if (frame.wrap(written.buffer, 0).templateId() == VenueDefinitionEncoder.TEMPLATE_ID) {
            written.venue(1, true);
            new VenueDefinitionEncoder().wrap(written.buffer, block).name("other");
            give(written);
        } else if (frame.templateId() == TradingSessionEncoder.TEMPLATE_ID) {
            new TradingSessionEncoder().wrap(written.buffer, block).scopeId(1);
            give(written);
        } else if (frame.templateId() == SetLimitEncoder.TEMPLATE_ID && isOfVenue(written, block)) {
            new SetLimitEncoder().wrap(written.buffer, block).scopeId(1);
            give(written);
        }
    }

    private static boolean isOfVenue(final EventPen written, final int block) {
        return written.buffer.getByte(block + SetLimitEncoder.scopeTypeEncodingOffset()) == ScopeType.VENUE.value();
    }

    private SimulatedVenue venue(final int id) {
        return new SimulatedVenue(
                id,
                EventPen.VENUE,
                pipeline.engine().instruments(),
                VenueModel.DEFAULT.withSeed(1 + id),
                new Capacity(16, 8, 4, 4, 16, 4096, 1 << 14));
    }

    PipelineFixture with(final EventSource feed, final boolean isLockstep, final boolean hasVenue, final Pace pace) {
        return hasVenue ? with(feed, isLockstep, pace, venue(0)) : with(feed, isLockstep, pace);
    }

    private PipelineFixture with(
            final EventSource feed, final boolean isLockstep, final Pace pace, final SimulatedVenue... venues) {
        pipeline.addControl((buffer, offset) -> {
            final byte[] command = commands.poll();
            if (command != null) {
                buffer.putBytes(offset, command);
            }
            return command != null;
        });
        pipeline.addMarket(clock, new EventSource[] {feed}, venues, pace, isLockstep);
        return this;
    }

    PipelineFixture churning() {
        driver = new LockstepDriver(pipeline);
        EngineFixture.configure(pen, 1_000, true, this::give);
        EngineFixture.admit(pen, this::give, 0, 0, "churn", "quantity", 0.05, "seed", 3);
        EngineFixture.admit(pen, this::give, 1, 1, "churn", "every-quotes", 3, "bracket-percent", 20);
        return this;
    }

    void give(final EventPen written) {
        pipeline.publish(written.buffer, new Frame().wrap(written.buffer, 0).length());
        driver.settle();
    }

    /** Puts what the pen wrote into the queue of commands. */
    void command() {
        final byte[] copy = new byte[Frame.SLOT_LENGTH];
        pen.buffer.getBytes(0, copy);
        commands.add(copy);
    }

    /** Steps to the end of the market. */
    PipelineFixture run() {
        while (driver.step()) {
            // Each step is one market event and all that follows from it.
        }
        return this;
    }

    long word(final ControlPage.Word word) {
        return page.get(word);
    }

    int globalLevel() {
        return ControlPage.level(page.word(Parts.GLOBAL));
    }
}
