package breakwater.core.pipeline;

import org.agrona.concurrent.EpochNanoClock;

/**
 * The clock of demos, paper trading and backtests: it stands at the ingress time of the newest event that the market
 * gave, UTC ns. One writer, any reader.
 */
public final class FeedClock implements EpochNanoClock {
    private volatile long nowNs;

    /** Moves the clock forward; it never goes back. */
    public void moveTo(final long toNs) {
        nowNs = Math.max(nowNs, toNs);
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }
}
