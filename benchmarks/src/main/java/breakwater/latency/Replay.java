package breakwater.latency;

import breakwater.core.message.Trace;
import breakwater.core.pipeline.RecordAppender;
import breakwater.journal.JournalTailer;
import breakwater.journal.replay.OutputComparison;
import breakwater.journal.replay.Replayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The rate of replay (goal G5): a journal of the mixed stream is written once, then read plainly (every record's length,
 * CRC, sequence and chain checked, no engine), replayed, and replayed with every output compared byte for byte. Each replay
 * begins with an empty engine. Arguments: {@code [--quick]}.
 */
public final class Replay {
    private static final int ROUNDS = 7;
    private static final int QUICK_ROUNDS = 3;

    private final Rates rates = new Rates();
    private final Path inputFolder;
    private final Path outputFolder;

    private Replay(final Path folder) {
        inputFolder = folder.resolve("input");
        outputFolder = folder.resolve("output");
    }

    public static void main(final String[] args) throws IOException {
        final boolean isQuick = Arrays.asList(args).contains("--quick");
        System.out.println(Host.describe(Replay.class, args));
        final Path folder = Files.createTempDirectory("breakwater-replay");
        try {
            final Replay run = new Replay(folder);
            run.write(new Workload(64, isQuick ? 400_000 : 3_000_000, 300, 50, 50_000));
            run.round();
            run.rates.reset();
            for (int round = 0; round < (isQuick ? QUICK_ROUNDS : ROUNDS); round++) {
                run.round();
            }
            run.rates.print("input");
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private void write(final Workload workload) {
        try (RecordAppender inputs = TickToOrder.journal(inputFolder, false);
                RecordAppender outputs = TickToOrder.journal(outputFolder, true)) {
            final Workload.Ready ready = workload.ready(inputs, outputs, true);
            while (ready.driver().step()) {
                // Until the market ends.
            }
            System.out.printf(
                    "journal of %,d inputs and %,d outputs%n",
                    ready.pipeline().engine().sequence(),
                    ready.pipeline().engine().outputSequence());
        }
    }

    private void round() {
        plainRead();
        replay();
        replayCompared();
    }

    private void plainRead() {
        rates.begin();
        final long inputs = count(inputFolder);
        count(outputFolder);
        rates.end("plain read (reference)", inputs);
    }

    private static long count(final Path folder) {
        try (JournalTailer tailer = JournalTailer.ofFolder(folder)) {
            while (tailer.next()) {
                // Each record is checked on the way.
            }
            return tailer.records();
        }
    }

    private void replay() {
        try (JournalTailer inputs = JournalTailer.ofFolder(inputFolder)) {
            final Replayer replayer = Replayer.of(Trace.NONE, output -> {});
            rates.begin();
            while (inputs.next()) {
                replayer.apply(inputs.frame());
            }
            rates.end("replay", inputs.records());
        }
    }

    private void replayCompared() {
        try (JournalTailer inputs = JournalTailer.ofFolder(inputFolder);
                JournalTailer outputs = JournalTailer.ofFolder(outputFolder)) {
            final OutputComparison comparison = new OutputComparison(outputs);
            final Replayer replayer = Replayer.of(Trace.NONE, comparison);
            rates.begin();
            while (inputs.next()) {
                replayer.apply(inputs.frame());
            }
            comparison.finish();
            rates.end("replay, outputs compared", inputs.records());
            if (comparison.divergence() != null
                    || comparison.compared() != replayer.engine().outputSequence()) {
                throw new IllegalStateException("replay diverged: " + comparison.divergence());
            }
        }
    }
}
