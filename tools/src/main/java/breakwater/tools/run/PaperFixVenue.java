package breakwater.tools.run;

import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.pipeline.HeartbeatClock;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.core.venuesim.VenueModel;
import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.fix.simfront.FrontFaults;
import breakwater.gateway.ws.feed.Feed;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigEvents;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Builds the paper venue that listens for FIX from the configuration's first venue. The wire is its only latency. */
final class PaperFixVenue {
    private static final int VENUE = 0;

    private PaperFixVenue() {}

    static FixVenue of(
            final Config config,
            final int port,
            final FrontFaults faults,
            final EventSource feed,
            final LongSupplier allowedUntilNs,
            final Consumer<String> events) {
        final Config.VenueRow row = config.venues().get(VENUE);
        final VenueModel model = VenueModel.DEFAULT
                .withSeed(config.engine().seed())
                .withLatency(0, 0, 0)
                .withSlippagePpm(row.slippagePpm())
                .withRejectPerMille(row.rejectPerMille())
                .withAbilities(true, row.hasStopLimit())
                .withFaults(faults.venue());
        return new FixVenue(
                FixWires.terms(config, VENUE),
                new SimulatedVenue(
                        VENUE, ConfigEvents.venueSourceId(VENUE), instruments(config), model, Capacity.DEFAULT),
                port,
                faults,
                feed,
                allowedUntilNs,
                events);
    }

    /** The same with a market that happens from now on, at a multiple of the feed's own speed; its clock is the wall clock. */
    static FixVenue playing(
            final Config config,
            final int port,
            final FrontFaults faults,
            final Feed feed,
            final double factor,
            final Consumer<String> events) {
        final PlayedNow market =
                new PlayedNow(feed, feed.description().firstTimeNs(), factor, HeartbeatClock.INSTANCE.nanoTime());
        return of(config, port, faults, market, HeartbeatClock.INSTANCE::nanoTime, events);
    }

    private static Instruments instruments(final Config config) {
        final Instruments instruments = new Instruments(Capacity.DEFAULT.instruments());
        final Frame header = new Frame();
        final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
        new ConfigEvents(
                        (frame, length, row) -> {
                            if (header.wrap(frame, 0).templateId() == InstrumentDefinitionEncoder.TEMPLATE_ID) {
                                instruments.define(definition.wrap(
                                        frame, header.blockOffset(), header.blockLength(), header.version()));
                            }
                        },
                        0,
                        "simulate")
                .encode(config, List.of());
        return instruments;
    }
}
