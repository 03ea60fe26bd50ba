package breakwater.latency;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Latencies from the intended send time, ns, by windows: all of them, and those without a gap in any thread. */
final class Latencies {
    private static final long LARGEST_NS = 60_000_000_000L;

    private final Histogram all = new Histogram(LARGEST_NS, 3);
    private final Histogram clean = new Histogram(LARGEST_NS, 3);
    private final long[] window;
    private int count;
    private int windows;
    private int cleanWindows;

    Latencies(final int messagesAWindow) {
        window = new long[messagesAWindow];
    }

    void add(final long latencyNs) {
        window[count++] = Math.min(latencyNs, LARGEST_NS);
    }

    void endWindow(final boolean isClean) {
        for (int i = 0; i < count; i++) {
            all.recordValue(window[i]);
            if (isClean) {
                clean.recordValue(window[i]);
            }
        }
        count = 0;
        windows++;
        cleanWindows += isClean ? 1 : 0;
    }

    /** Forgets everything: the end of the warm-up. */
    void reset() {
        all.reset();
        clean.reset();
        count = 0;
        windows = 0;
        cleanWindows = 0;
    }

    void add(final Latencies other) {
        all.add(other.all);
        clean.add(other.clean);
        windows += other.windows;
        cleanWindows += other.cleanWindows;
    }

    /** Returns a percentile of the clean windows, or of all where none was clean. */
    long percentileNs(final double percentile) {
        return (clean.getTotalCount() > 0 ? clean : all).getValueAtPercentile(percentile);
    }

    double cleanFraction() {
        return windows == 0 ? 0 : (double) cleanWindows / windows;
    }

    String line(final String name) {
        return String.format(
                Locale.ROOT, "%-26s clean %s%n%-26s all   %s%n%-26s %.0f %% of %d windows clean", name, row(clean), "",
                row(all), "", 100 * cleanFraction(), windows);
    }

    private static String row(final Histogram h) {
        return String.format(
                Locale.ROOT, "p50 %,7d  p99 %,9d  p99.9 %,10d  max %,11d ns  n=%,d", h.getValueAtPercentile(50),
                h.getValueAtPercentile(99), h.getValueAtPercentile(99.9), h.getMaxValue(), h.getTotalCount());
    }
}
