package breakwater.latency;

import breakwater.journal.JournalAppender;
import breakwater.journal.JournalHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import net.openhft.affinity.Affinity;

/**
 * Tick to order: from the moment a quote was due to the moment its order is handed to the venue's port, over the real
 * pipeline's two rings and two threads, beside a bare echo over the same rings in the same process. Pairs run A B B A; a
 * pair whose two echoes differ by more than 15 % is dropped, because the cores' placement flipped meanwhile.
 *
 * <p>Windows of one millisecond on a fixed schedule; latency counts from the intended time, so waiting is not left out. A
 * window in which an idle thread saw a gap over 3 µs is reported apart. Arguments: {@code [--journal] [--quick]}; with
 * {@code --journal} inputs and outputs go to disk and an order leaves only after its cause is journaled.
 */
public final class TickToOrder {
    private static final int MESSAGES_A_WINDOW = 50;
    private static final long INTERVAL_NS = 20_000;
    private static final long DRAIN_NS = 300_000;
    private static final long GIVE_UP_NS = 10_000_000_000L;
    private static final double FLIPPED = 0.15;

    private final int windows;
    private final int pairs;
    private final int innerCpu;

    private TickToOrder(final int pairs, final int windows) {
        this.pairs = pairs;
        this.windows = windows;
        innerCpu = Runtime.getRuntime().availableProcessors() > 1 ? 1 : -1;
    }

    public static void main(final String[] args) throws IOException {
        final boolean isQuick = Arrays.asList(args).contains("--quick");
        final boolean isJournaled = Arrays.asList(args).contains("--journal");
        System.out.println(Host.describe(TickToOrder.class, args));
        final TickToOrder run = new TickToOrder(isQuick ? 3 : 9, isQuick ? 300 : 1_000);
        if (isJournaled) {
            final Path folder = Files.createTempDirectory("breakwater-tick-to-order");
            try (JournalAppender inputs = journal(folder.resolve("input"), false);
                    JournalAppender outputs = journal(folder.resolve("output"), true)) {
                run.measure("tick to order, journaled", new PipelineTarget(inputs, outputs));
            } finally {
                TemporaryFolder.delete(folder);
            }
        } else {
            run.measure("tick to order", new PipelineTarget(new NoJournal(), new NoJournal()));
        }
    }

    static JournalAppender journal(final Path folder, final boolean isOutput) {
        return JournalAppender.open(
                folder, new JournalHeader(1, isOutput, "benchmark", 0, 0, 0, 0, 0), JournalAppender.BLOCK_SIZE);
    }

    private void measure(final String name, final Target pipeline) {
        if (innerCpu >= 0) {
            Affinity.setAffinity(0);
        }
        final Target echo = new EchoTarget();
        warm(echo);
        warm(pipeline);
        final Latencies echoes = new Latencies(MESSAGES_A_WINDOW);
        final Latencies orders = new Latencies(MESSAGES_A_WINDOW);
        final double[] ratios = new double[pairs];
        final double[] differences = new double[pairs];
        int kept = 0;
        for (int pair = 0; pair < pairs; pair++) {
            final Latencies a1 = block(echo);
            final Latencies b1 = block(pipeline);
            final Latencies b2 = block(pipeline);
            final Latencies a2 = block(echo);
            final double floor = (a1.percentileNs(50) + a2.percentileNs(50)) / 2.0;
            if (Math.abs(a1.percentileNs(50) - a2.percentileNs(50)) <= FLIPPED * floor) {
                final double order = (b1.percentileNs(50) + b2.percentileNs(50)) / 2.0;
                ratios[kept] = order / floor;
                differences[kept++] = order - floor;
            }
            echoes.add(a1);
            echoes.add(a2);
            orders.add(b1);
            orders.add(b2);
        }
        System.out.println(Latencies.head());
        System.out.println(echoes.line("bare echo (reference)"));
        System.out.println(orders.line(name));
        report(kept, Arrays.copyOf(ratios, kept), Arrays.copyOf(differences, kept));
    }

    private void report(final int kept, final double[] ratios, final double[] differences) {
        if (kept == 0) {
            System.out.println("no pair kept: the placement flipped within each of " + pairs + "; run again");
            return;
        }
        Arrays.sort(ratios);
        Arrays.sort(differences);
        System.out.printf(
                Locale.ROOT,
                "p50 to the reference of the same pair: ratio %.2f (%.2f to %.2f), difference %,.0f ns (%,.0f to %,.0f); %d of %d pairs dropped%n",
                ratios[kept / 2],
                ratios[0],
                ratios[kept - 1],
                differences[kept / 2],
                differences[0],
                differences[kept - 1],
                pairs - kept,
                pairs);
    }

    private void warm(final Target target) {
        for (int i = 0; i < 3; i++) {
            block(target, 400);
        }
    }

    private Latencies block(final Target target) {
        return block(target, windows);
    }

    /** Measures windows. Throws where hardly an order comes: then a limit of the workload binds, and nothing is measured. */
    private Latencies block(final Target target, final int count) {
        final Latencies latencies = new Latencies(MESSAGES_A_WINDOW);
        target.into(latencies);
        try (InnerThread inner = new InnerThread(target.inside(), innerCpu)) {
            window(target, inner);
            latencies.reset();
            for (int i = 0; i < count; i++) {
                final long gapsBefore = inner.gaps();
                final long ownGaps = window(target, inner);
                latencies.endWindow(ownGaps == 0 && inner.gaps() == gapsBefore);
            }
        }
        if (latencies.count() < (long) count * MESSAGES_A_WINDOW / 2) {
            throw new IllegalStateException(latencies.count() + " answers to " + (long) count * MESSAGES_A_WINDOW
                    + " messages: a limit of the workload binds");
        }
        return latencies;
    }

    /** Sends one window's ticks on schedule. Returns how many gaps this thread saw while it was idle. */
    private static long window(final Target target, final InnerThread inner) {
        final long startNs = System.nanoTime() + INTERVAL_NS;
        long gaps = inner.gaps() < 0 ? 1 : 0;
        for (int i = 0; i < MESSAGES_A_WINDOW; i++) {
            final long intendedNs = startNs + i * INTERVAL_NS;
            gaps += await(target, intendedNs);
            target.send(intendedNs);
        }
        gaps += await(target, startNs + MESSAGES_A_WINDOW * INTERVAL_NS + DRAIN_NS);
        drain(target, inner);
        return gaps;
    }

    /** Waits for answers that are late, so that they count in their own window, however late they are. */
    private static void drain(final Target target, final InnerThread inner) {
        final long giveUpNs = System.nanoTime() + GIVE_UP_NS;
        boolean isQuiet = false;
        while (target.poll() > 0 || !isQuiet) {
            isQuiet = target.isQuiet();
            if (System.nanoTime() > giveUpNs) {
                throw new IllegalStateException("answers are missing after 10 s; gaps seen " + inner.gaps());
            }
        }
    }

    private static long await(final Target target, final long untilNs) {
        long gaps = 0;
        long lastIdleNs = 0;
        long nowNs = System.nanoTime();
        while (nowNs < untilNs) {
            final boolean isIdle = target.poll() == 0;
            nowNs = System.nanoTime();
            if (isIdle && lastIdleNs != 0 && nowNs - lastIdleNs > InnerThread.GAP_NS) {
                gaps++;
            }
            lastIdleNs = isIdle ? nowNs : 0;
        }
        return gaps;
    }
}
