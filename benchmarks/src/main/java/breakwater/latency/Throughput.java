package breakwater.latency;

import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.QuoteEncoder;
import breakwater.core.pipeline.RecordAppender;
import breakwater.core.pipeline.ThreadedDriver;
import breakwater.journal.JournalAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sustained rates on the mixed stream (goal G4): the journal alone, which nothing that journals can pass; the generated
 * market alone, which all rows below it pay; lockstep without and with journals; free-running with journals. Each round
 * starts from an empty engine, and a first round that warms the JVM's compiler is thrown away. Arguments: {@code [--quick]}.
 */
public final class Throughput {
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 2;

    private final Workload workload;
    private final Rates rates = new Rates();
    private long outputs;

    private Throughput(final Workload workload) {
        this.workload = workload;
    }

    public static void main(final String[] args) throws IOException {
        final boolean isQuick = Arrays.asList(args).contains("--quick");
        final long events = isQuick ? 400_000 : 3_000_000;
        System.out.println(Host.describe(Throughput.class, args));
        final Throughput run = new Throughput(new Workload(64, events, 300, 50, 50_000));
        run.round();
        run.rates.reset();
        for (int round = 0; round < (isQuick ? QUICK_ROUNDS : ROUNDS); round++) {
            run.round();
        }
        run.rates.print("input");
        System.out.println("one round of lockstep: " + run.outputs
                + " outputs; free running uses three threads, of which the" + " measuring one only waits");
    }

    private void round() throws IOException {
        final Path folder = Files.createTempDirectory("breakwater-throughput");
        try {
            try (JournalAppender journal = TickToOrder.journal(folder.resolve("alone"), false)) {
                journalAlone(journal);
            }
            marketAlone();
            lockstep("lockstep, no journal", new NoJournal(), new NoJournal());
            try (JournalAppender in = TickToOrder.journal(folder.resolve("input"), false);
                    JournalAppender out = TickToOrder.journal(folder.resolve("output"), true)) {
                lockstep("lockstep, both journals", in, out);
            }
            try (JournalAppender in = TickToOrder.journal(folder.resolve("free-input"), false);
                    JournalAppender out = TickToOrder.journal(folder.resolve("free-output"), true)) {
                free(in, out);
            }
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    /** Appends the same quote again and again, 64 a document, with CRC and chain. */
    private void journalAlone(final RecordAppender journal) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final Frame frame = new Frame()
                .wrapForWrite(record, 0)
                .begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH, QuoteEncoder.SCHEMA_VERSION);
        final int length = frame.length();
        rates.begin();
        for (long sequence = 1; sequence <= workload.events(); sequence++) {
            frame.sequence(sequence);
            journal.append(record, 0, length);
        }
        journal.endBatch();
        rates.end("journal alone (reference)", workload.events());
    }

    private void marketAlone() {
        final EventSource source = new QuoteHeavySource(workload.feed());
        final UnsafeBuffer slot = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        long events = 0;
        rates.begin();
        while (source.nextTimeNs() != EventSource.NONE) {
            source.encodeNext(slot, 0);
            events++;
        }
        rates.end("market alone", events);
    }

    private void lockstep(final String name, final RecordAppender inputs, final RecordAppender outputs) {
        final Workload.Ready ready = workload.ready(inputs, outputs, true);
        rates.begin();
        while (ready.driver().step()) {
            // Each step is one market event and all that follows from it.
        }
        rates.end(name, ready.pipeline().engine().sequence());
        this.outputs = ready.pipeline().engine().outputSequence();
    }

    private void free(final RecordAppender inputs, final RecordAppender outputs) {
        final Workload.Ready ready = workload.ready(inputs, outputs, false);
        rates.begin();
        try (ThreadedDriver threads = new ThreadedDriver(
                ready.pipeline(), ThreadedDriver.Profile.LAPTOP, (agent, failure) -> failure.printStackTrace())) {
            threads.start();
            while (!ready.pipeline().isMarketFinished() && !ready.pipeline().isJournalFailed()) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        ready.driver().settle();
        if (ready.pipeline().isJournalFailed()) {
            throw new IllegalStateException("the journal failed under the free-running pipeline");
        }
        rates.end("free, both journals", ready.pipeline().engine().sequence());
    }
}
