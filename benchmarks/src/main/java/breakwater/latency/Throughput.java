package breakwater.latency;

import breakwater.core.message.Trace;
import breakwater.core.pipeline.RecordAppender;
import breakwater.core.pipeline.ThreadedDriver;
import breakwater.journal.JournalAppender;
import breakwater.journal.JournalTailer;
import breakwater.journal.replay.OutputComparison;
import breakwater.journal.replay.Replayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Sustained rates on the mixed stream, the generator, the paper venue and the warm-up of the JVM's compiler included:
 * lockstep without and with journals, free-running with journals, and the replay of what was journaled, every output
 * compared. Arguments: {@code [--quick]}.
 */
public final class Throughput {
    private static final int ROUNDS = 2;

    private Throughput() {}

    public static void main(final String[] args) throws IOException {
        final long events = Arrays.asList(args).contains("--quick") ? 400_000 : 3_000_000;
        System.out.println(Host.describe());
        final Workload workload = new Workload(64, events, 300, 50, 50_000);
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.println("round " + round);
            lockstep("lockstep, no journal", workload, new NoJournal(), new NoJournal());
            final Path folder = Files.createTempDirectory("breakwater-throughput");
            try {
                try (JournalAppender inputs = TickToOrder.journal(folder.resolve("input"), false);
                        JournalAppender outputs = TickToOrder.journal(folder.resolve("output"), true)) {
                    lockstep("lockstep, both journals", workload, inputs, outputs);
                }
                replay(folder);
                try (JournalAppender inputs = TickToOrder.journal(folder.resolve("free-input"), false);
                        JournalAppender outputs = TickToOrder.journal(folder.resolve("free-output"), true)) {
                    free(workload, inputs, outputs);
                }
            } finally {
                TemporaryFolder.delete(folder);
            }
        }
    }

    private static void lockstep(
            final String name, final Workload workload, final RecordAppender inputs, final RecordAppender outputs) {
        final Workload.Ready ready = workload.ready(inputs, outputs, true);
        final long startNs = System.nanoTime();
        while (ready.driver().step()) {
            // Each step is one market event and all that follows from it.
        }
        print(name, ready.pipeline().engine().sequence(), ready.pipeline().engine().outputSequence(), startNs);
    }

    private static void free(final Workload workload, final RecordAppender inputs, final RecordAppender outputs) {
        final Workload.Ready ready = workload.ready(inputs, outputs, false);
        final long startNs = System.nanoTime();
        try (ThreadedDriver threads = new ThreadedDriver(
                ready.pipeline(), ThreadedDriver.Profile.LAPTOP, (agent, failure) -> failure.printStackTrace())) {
            threads.start();
            while (!ready.pipeline().isMarketFinished() && !ready.pipeline().isJournalFailed()) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        ready.driver().settle();
        print("free, both journals", ready.pipeline().engine().sequence(), ready.pipeline().engine().outputSequence(),
                startNs);
    }

    private static void replay(final Path folder) {
        try (JournalTailer inputs = JournalTailer.ofFolder(folder.resolve("input"));
                JournalTailer outputs = JournalTailer.ofFolder(folder.resolve("output"))) {
            final OutputComparison comparison = new OutputComparison(outputs);
            final Replayer replayer = Replayer.of(Trace.NONE, comparison);
            final long startNs = System.nanoTime();
            while (inputs.next()) {
                replayer.apply(inputs.frame());
            }
            comparison.finish();
            if (comparison.divergence() != null) {
                throw new IllegalStateException("replay diverged: " + comparison.divergence());
            }
            print("replay, outputs compared", replayer.engine().sequence(), comparison.compared(), startNs);
        }
    }

    private static void print(final String name, final long inputs, final long outputs, final long startNs) {
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        System.out.printf(
                Locale.ROOT, "%-26s %,12.0f inputs/s  (%,d inputs, %,d outputs, %.2f s)%n", name, inputs / seconds, inputs,
                outputs, seconds);
    }
}
