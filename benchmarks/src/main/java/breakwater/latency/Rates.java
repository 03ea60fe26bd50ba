package breakwater.latency;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rates of several things that take turns in one process, against the first of them: of each the median over the rounds,
 * and the median of its ratios to the reference of the same round.
 */
final class Rates {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<String, List<Round>> rows = new LinkedHashMap<>();
    private long startNs;
    private long startCpuNs;

    /**
     * One turn.
     *
     * @param eventsASecond by the wall clock
     * @param cpuNs of the measuring thread, per event; what other processes take from the host is not in it
     */
    private record Round(double eventsASecond, double cpuNs) {}

    /** Begins a turn of the calling thread. */
    void begin() {
        startNs = System.nanoTime();
        startCpuNs = THREADS.getCurrentThreadCpuTime();
    }

    /** Ends it: so many events were done. */
    void end(final String name, final long events) {
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        final double cpuNs = (double) (THREADS.getCurrentThreadCpuTime() - startCpuNs) / events;
        rows.computeIfAbsent(name, key -> new ArrayList<>()).add(new Round(events / seconds, cpuNs));
    }

    /** Forgets what was measured: the end of the warm-up. */
    void reset() {
        rows.clear();
    }

    /** Prints the table; the row that came first is the reference. */
    void print(final String unit) {
        final List<Round> reference = rows.values().iterator().next();
        System.out.printf(
                Locale.ROOT,
                "%-28s %14s %14s %12s   %s%n",
                "",
                unit + "/s",
                "cpu ns/" + unit,
                "ratio",
                "ratio: rate to the first row's, median of " + reference.size() + " rounds (least to most)");
        rows.forEach((name, rounds) -> {
            final double[] ratios = new double[rounds.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = rounds.get(i).eventsASecond / reference.get(i).eventsASecond;
            }
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %,14.0f %,14.1f %12.3f   (%.3f to %.3f)%n",
                    name,
                    median(rounds.stream().mapToDouble(Round::eventsASecond).toArray()),
                    median(rounds.stream().mapToDouble(Round::cpuNs).toArray()),
                    ratios[ratios.length / 2],
                    ratios[0],
                    ratios[ratios.length - 1]);
        });
    }

    private static double median(final double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
