package breakwater.tools.run;

import breakwater.core.pipeline.Pace;

/** Lets event time pass at a multiple of wall time, from the first event on. Thread: one. */
final class WallPace implements Pace {
    private final double factor;
    private final long firstTimeNs;
    private long startedNs;

    /** @param factor nanoseconds of event time a nanosecond of wall time */
    WallPace(final double factor, final long firstTimeNs) {
        this.factor = factor;
        this.firstTimeNs = firstTimeNs;
    }

    @Override
    public long allowedUntilNs() {
        final long nowNs = System.nanoTime();
        if (startedNs == 0) {
            startedNs = nowNs;
        }
        return firstTimeNs + (long) ((nowNs - startedNs) * factor);
    }
}
