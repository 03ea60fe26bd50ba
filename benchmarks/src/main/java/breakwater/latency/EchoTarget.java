package breakwater.latency;

import breakwater.core.message.Frame;
import breakwater.core.message.MarketFrames;
import breakwater.core.pipeline.EchoRings;
import breakwater.core.pipeline.IngressRing;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/** The floor: the same frame over the same kind of rings, and back. */
final class EchoTarget implements Target {
    private final EchoRings rings = new EchoRings(4096);
    private final MarketFrames frames = new MarketFrames();
    private final Frame frame = new Frame();
    private Latencies latencies;
    private long sent;
    private long answered;

    @Override
    public Agent[] inside() {
        return new Agent[] {rings};
    }

    @Override
    public void send(final long intendedNs) {
        final long claim = rings.ingress().tryClaim();
        if (claim == IngressRing.FULL) {
            throw new IllegalStateException("ingress ring is full at a measured rate");
        }
        frames.at(rings.ingress().buffer(claim), 0, 4, 1, intendedNs, intendedNs, 0);
        frames.quote(0, 6_000_000, 100_000, 6_000_002, 100_000);
        rings.ingress().publish(claim);
        sent++;
    }

    @Override
    public boolean isQuiet() {
        return answered == sent;
    }

    @Override
    public int poll() {
        return rings.poll(this::onFrame);
    }

    private void onFrame(final UnsafeBuffer buffer) {
        answered++;
        latencies.add(System.nanoTime() - frame.wrap(buffer, 0).eventTimeNs());
    }

    @Override
    public void into(final Latencies next) {
        latencies = next;
    }
}
