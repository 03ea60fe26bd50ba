package breakwater.tools.run;

import breakwater.gateway.fix.marketdata.FixMarketData;
import breakwater.gateway.fix.marketdata.MarketEvents;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.gateway.ws.feed.Refusal;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * A venue's market over FIX as a feed that never ends. What is said of it goes to stderr and to
 * {@code fix-<venue>-market.log} of the run folder. Its events go through the market's thread like those of any feed, rather
 * than from the session's straight into the ring: so they keep out of the ring's last fifth and quotes conflate under pressure
 * (F16), and one thread merges them with deadlines and other feeds.
 *
 * <p>Thread: the market's; {@link #start} and {@link #close} the command's.
 */
final class LiveFeed implements Feed {
    private static final int NAME_MAX = 24;

    private final FixMarketData data;
    private final FeedDescription description;

    private LiveFeed(final FixMarketData data, final FeedDescription description) {
        this.data = data;
        this.description = description;
    }

    /** Returns a feed for each venue that names a session for its market data; they connect when they are started. */
    static List<LiveFeed> of(final Config config, final Path folder, final EpochNanoClock clock) {
        final List<LiveFeed> feeds = new ArrayList<>();
        for (int id = 0; id < config.venues().size(); id++) {
            final Config.VenueRow row = config.venues().get(id);
            if (row.hasMarketData()) {
                feeds.add(of(config, id, folder, clock));
            }
        }
        return feeds;
    }

    private static LiveFeed of(final Config config, final int venueId, final Path folder, final EpochNanoClock clock) {
        final Config.VenueRow row = config.venues().get(venueId);
        final String session = row.name() + "-market";
        try {
            return new LiveFeed(
                    new FixMarketData(
                            row.wire().orders().beside(row.wire().marketData(), folder.resolve("fix-" + session)),
                            FixWires.instruments(config, venueId),
                            row.wire().marketDepth(),
                            clock,
                            events(new SessionLog(session, folder))),
                    description(row.name(), clock.nanoTime()));
        } catch (final IOException failure) {
            throw new CommandFailure(ExitCode.PRECONDITION, "venue " + row.name() + ": " + failure.getMessage());
        }
    }

    private static FeedDescription description(final String venue, final long nowNs) {
        final String name = "fix-" + venue;
        return new FeedDescription(
                name.substring(0, Math.min(name.length(), NAME_MAX)),
                "live",
                true,
                true,
                FeedDescription.LEAD_DEFAULT_NS,
                0,
                List.of(),
                "live:" + venue,
                nowNs,
                Long.MAX_VALUE,
                Long.MAX_VALUE);
    }

    private static MarketEvents events(final SessionLog log) {
        return new MarketEvents() {
            @Override
            public void onNews(final String text) {
                log.tell(text);
            }

            @Override
            public void onRefused(final String reason, final String message) {
                log.tell("not understood: " + reason);
                log.keep(message);
            }

            @Override
            public void onEvent(final String text) {
                log.write(text);
            }
        };
    }

    /** Connects. */
    void start() {
        data.start();
    }

    @Override
    public FeedDescription description() {
        return description;
    }

    /** The instruments are the configuration's, and their ids are known. */
    @Override
    public void assign(final int sourceId, final int... instrumentIds) {
        data.assign(sourceId);
    }

    /** What is missed while nobody listens is not heard again: numbers go on where they ended. */
    @Override
    public void skipTo(final long lastSourceSequence) {
        data.skipTo(lastSourceSequence);
    }

    @Override
    public long nextTimeNs() {
        return data.nextTimeNs();
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        data.encodeNext(buffer, offset);
    }

    /** What could not be understood is in the session's log, not in a file's rows. */
    @Override
    public long refusedCount() {
        return 0;
    }

    @Override
    public List<Refusal> refusals() {
        return List.of();
    }

    @Override
    public void close() {
        data.close();
    }
}
