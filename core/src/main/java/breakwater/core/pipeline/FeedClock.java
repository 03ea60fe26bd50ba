package breakwater.core.pipeline;

import org.agrona.concurrent.EpochNanoClock;

/**
 * The engine's clock at its edges, UTC ns. With a recorded or generated market it stands at the ingress time of the newest
 * event that the market gave; with a live one it is the wall clock, but never behind such an event. One writer, any reader.
 */
public final class FeedClock implements EpochNanoClock {
    private final EpochNanoClock wall;
    private volatile long nowNs;

    /** The clock of demos, paper trading and backtests. */
    public FeedClock() {
        this(() -> 0);
    }

    private FeedClock(final EpochNanoClock wall) {
        this.wall = wall;
    }

    /** Returns the clock of a market that happens now. */
    public static FeedClock following(final EpochNanoClock wall) {
        return new FeedClock(wall);
    }

    /** Moves the clock forward; it never goes back. */
    public void moveTo(final long toNs) {
        nowNs = Math.max(nowNs, toNs);
    }

    @Override
    public long nanoTime() {
        return Math.max(nowNs, wall.nanoTime());
    }
}
