package breakwater.tools.run;

import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.shared.StatePublisher;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the shared state of a run folder up to date: tails the output journal from its first record in a thread of its
 * own, so that nothing of the engine waits for Chronicle Map (Settled 16). A failure ends the projection, is told, and
 * touches nothing else.
 */
final class StateTail implements AutoCloseable {
    private static final long PAUSE_NS = 100_000_000L;
    private static final int BATCH = 10_000;

    private final RunFolder folder;
    private final Thread thread = new Thread(this::run, "breakwater-state");
    private volatile boolean isStopping;

    StateTail(final RunFolder folder) {
        this.folder = folder;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (StatePublisher publisher = new StatePublisher(folder.path());
                JournalTailer outputs = JournalTailer.ofRuns(folder, true)) {
            boolean isLast;
            do {
                isLast = isStopping;
                drain(outputs, publisher);
                if (!isLast) {
                    LockSupport.parkNanos(PAUSE_NS);
                }
            } while (!isLast);
        } catch (final RuntimeException | Error failure) {
            if (isStopping || isEnding()) {
                // What it lacks, the next start writes anew; a JVM on its way out lets the library open nothing.
                return;
            }
            System.err.println("breakwater: the shared state of " + folder.path() + " is no longer kept: " + failure
                    + "; trading is not affected, 'breakwater positions' and 'orders' read the journal");
        }
    }

    /** Returns whether the JVM is on its way out, which a signal begins before the run has noticed. */
    private static boolean isEnding() {
        final Thread probe = new Thread(() -> {}, "breakwater-probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (final IllegalStateException ending) {
            return true;
        }
    }

    private static void drain(final JournalTailer outputs, final StatePublisher publisher) {
        int count = 0;
        while (outputs.next()) {
            publisher.apply(outputs.frame());
            if (++count % BATCH == 0) {
                publisher.flush();
            }
        }
        publisher.flush();
    }

    /** Takes what the journal holds by now, and ends. */
    @Override
    public void close() {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
