package breakwater.latency;

import net.openhft.affinity.Affinity;
import org.agrona.concurrent.Agent;

/**
 * The thread on the far side of the rings: works its agents without pause, on a CPU of its own, and watches its idle turns
 * for gaps, which are the scheduler's and not ours.
 */
final class InnerThread implements AutoCloseable {
    static final long GAP_NS = 3_000;

    private final Thread thread;
    private volatile boolean isRunning = true;
    private volatile long gaps;
    private volatile Throwable failure;

    InnerThread(final Agent[] agents, final int cpu) {
        thread = new Thread(() -> run(agents, cpu), "inner");
        thread.start();
    }

    private void run(final Agent[] agents, final int cpu) {
        try {
            if (cpu >= 0) {
                Affinity.setAffinity(cpu);
            }
            long lastIdleNs = 0;
            while (isRunning) {
                int work = 0;
                for (final Agent agent : agents) {
                    work += agent.doWork();
                }
                lastIdleNs = watch(work, lastIdleNs);
            }
        } catch (final Exception | Error thrown) {
            failure = thrown;
        }
    }

    /** Two idle turns in a row must follow each other closely; time spent on work is not looked at. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private long watch(final int work, final long lastIdleNs) {
        if (work > 0) {
            return 0;
        }
        final long nowNs = System.nanoTime();
        if (lastIdleNs != 0 && nowNs - lastIdleNs > GAP_NS) {
            gaps = gaps + 1;
        }
        return nowNs;
    }

    /** Returns how many gaps have been seen so far. */
    long gaps() {
        if (failure != null) {
            throw new IllegalStateException("the inner thread died", failure);
        }
        return gaps;
    }

    @Override
    public void close() {
        isRunning = false;
        try {
            thread.join(5_000);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
