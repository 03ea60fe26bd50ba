package breakwater.latency;

import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Latencies from the intended send time, ns, by windows: all of them, and those without a gap in any thread. */
final class Latencies {
    private static final long LARGEST_NS = 60_000_000_000L;

    private final Histogram all = new Histogram(LARGEST_NS, 3);
    private final Histogram clean = new Histogram(LARGEST_NS, 3);
    private long[] window;
    private int count;
    private int windows;
    private int cleanWindows;

    Latencies(final int messagesAWindow) {
        window = new long[messagesAWindow];
    }

    void add(final long latencyNs) {
        if (count == window.length) {
            window = Arrays.copyOf(window, 2 * count);
        }
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

    /** Returns how many were taken in ended windows. */
    long count() {
        return all.getTotalCount();
    }

    double cleanFraction() {
        return windows == 0 ? 0 : (double) cleanWindows / windows;
    }

    /** Returns the heads of the columns that {@link #line} prints. */
    static String head() {
        return String.format(
                Locale.ROOT,
                "%-26s %-7s %9s %9s %11s %12s %13s %10s",
                "ns from the intended time",
                "windows",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "max",
                "n");
    }

    String line(final String name) {
        return row(name, "clean", clean)
                + System.lineSeparator()
                + row("", "all", all)
                + System.lineSeparator()
                + String.format(
                        Locale.ROOT, "%-26s %.0f %% of %,d windows are clean", "", 100 * cleanFraction(), windows);
    }

    private static String row(final String name, final String windows, final Histogram h) {
        return String.format(
                Locale.ROOT,
                "%-26s %-7s %,9d %,9d %,11d %,12d %,13d %,10d",
                name,
                windows,
                h.getValueAtPercentile(50),
                h.getValueAtPercentile(90),
                h.getValueAtPercentile(99),
                h.getValueAtPercentile(99.9),
                h.getMaxValue(),
                h.getTotalCount());
    }
}
