package breakwater.core.pipeline;

import org.agrona.concurrent.EpochNanoClock;

/**
 * The wall clock for heartbeats, UTC ns in steps of a millisecond. Agrona's SystemEpochNanoClock reads an Instant, which is
 * an object until the compiler has proved that it need not be. Thread: any. Allocates: never.
 */
public final class HeartbeatClock implements EpochNanoClock {
    public static final HeartbeatClock INSTANCE = new HeartbeatClock();
    private static final long NS_PER_MS = 1_000_000L;

    private HeartbeatClock() {}

    @Override
    public long nanoTime() {
        return System.currentTimeMillis() * NS_PER_MS;
    }
}
