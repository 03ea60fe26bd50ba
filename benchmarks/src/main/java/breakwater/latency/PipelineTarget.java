package breakwater.latency;

import breakwater.core.message.MarketFrames;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.FeedClock;
import breakwater.core.pipeline.IngressRing;
import breakwater.core.pipeline.LockstepDriver;
import breakwater.core.pipeline.Pipeline;
import breakwater.core.pipeline.RecordAppender;
import breakwater.core.pipeline.TwoThreads;
import breakwater.gateway.ws.feed.Feed;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigEvents;
import org.agrona.concurrent.Agent;

/** The real pipeline: a quote into the ingress ring, an order of the churn strategy to the venue's port. */
final class PipelineTarget implements Target {
    private static final Workload ONE_INSTRUMENT = new Workload(1, 1_000, 1, 0, 1_000_000_000);
    private static final int MASK = (1 << 16) - 1;
    private static final long TICK_NS = 20_000;

    private final FeedClock clock = new FeedClock();
    private final MarketFrames frames = new MarketFrames();
    private final long[] intendedNs = new long[MASK + 1];
    private final Pipeline pipeline;
    private final RejectingPort port;
    private final Agent[] inside;
    private final Agent[] outside;
    private final int feedSourceId;
    private Latencies latencies;
    private long number;

    PipelineTarget(final RecordAppender inputs, final RecordAppender outputs) {
        final Feed feed = ONE_INSTRUMENT.feed();
        final Config config = ONE_INSTRUMENT.config(feed);
        feedSourceId = ConfigEvents.feedSourceId(config, 0);
        clock.moveTo(feed.description().firstTimeNs());
        pipeline = Workload.pipeline(clock, Workload.page(), inputs, outputs);
        port = new RejectingPort(ConfigEvents.venueSourceId(0), this::onOrder);
        pipeline.addSender(0, port);
        Workload.configure(pipeline, new LockstepDriver(pipeline), config, feed, clock.nanoTime());
        inside = TwoThreads.inside(pipeline);
        outside = TwoThreads.outside(pipeline);
    }

    private void onOrder(final long causeSequence, final long atNs) {
        latencies.add(atNs - intendedNs[(int) (causeSequence & MASK)]);
    }

    @Override
    public Agent[] inside() {
        return inside;
    }

    @Override
    public void send(final long intended) {
        final IngressRing ingress = pipeline.ingress();
        final long claim = ingress.tryClaim();
        if (claim == IngressRing.FULL) {
            throw new IllegalStateException("ingress ring is full at a measured rate");
        }
        clock.moveTo(clock.nanoTime() + TICK_NS);
        number++;
        frames.at(ingress.buffer(claim), 0, feedSourceId, number, clock.nanoTime(), clock.nanoTime(), 0);
        final long price = 6_000_000 + (number & 7);
        frames.quote(0, price, 100_000, price + 2, 100_000);
        intendedNs[(int) ((ingress.lastSequence()) & MASK)] = intended;
        ingress.publish(claim);
    }

    @Override
    public int poll() {
        int work = 0;
        try {
            for (final Agent agent : outside) {
                work += agent.doWork();
            }
        } catch (final Exception failure) {
            throw new IllegalStateException("a sender died", failure);
        }
        port.answer(pipeline.ingress(), clock.nanoTime());
        return work;
    }

    @Override
    public boolean isQuiet() {
        final long last = pipeline.ingress().lastSequence();
        return pipeline.page().get(ControlPage.Word.APPLIED) >= last
                && pipeline.page().get(ControlPage.Word.JOURNALED) >= last;
    }

    @Override
    public void into(final Latencies next) {
        latencies = next;
    }
}
