package breakwater.tools.run;

import breakwater.core.pipeline.Pace;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;

/** Lets event time pass at a multiple of wall time, from the first event on. Thread: one. */
final class WallPace implements Pace {
    private static final double FACTOR_MAX = 1e9;

    private final double factor;
    private long firstTimeNs;
    private long startedNs;

    /** @param factor nanoseconds of event time a nanosecond of wall time */
    WallPace(final double factor, final long firstTimeNs) {
        this.factor = factor;
        this.firstTimeNs = firstTimeNs;
    }

    /** Reads what follows {@code --speed}: a multiple of wall time, or max. */
    static Pace of(final String speed, final long firstTimeNs) {
        return "max".equals(speed) ? Pace.MAX : new WallPace(factor(speed, "neither max nor"), firstTimeNs);
    }

    /** Reads a multiple of wall time; {@code not} is what a text that is none is told to be. */
    static double factor(final String speed, final String not) {
        try {
            final double factor = Double.parseDouble(speed);
            if (factor > 0 && factor <= FACTOR_MAX) {
                return factor;
            }
        } catch (final NumberFormatException notANumber) {
            // said below
        }
        throw new CommandFailure(ExitCode.USAGE, "--speed " + speed + " is " + not + " a number above 0, at most 1e9");
    }

    /** Begins at a later time: a run that goes on does not wait through what it has behind it. */
    void resumeAt(final long timeNs) {
        firstTimeNs = Math.max(firstTimeNs, timeNs);
    }

    @Override
    public long allowedUntilNs() {
        final long nowNs = System.nanoTime();
        if (startedNs == 0) {
            startedNs = nowNs;
        }
        final double passedNs = (nowNs - startedNs) * factor;
        return passedNs < Long.MAX_VALUE - firstTimeNs ? firstTimeNs + (long) passedNs : Long.MAX_VALUE;
    }
}
