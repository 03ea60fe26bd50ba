package breakwater.core;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Counts each byte that the calling thread allocates in steps, with no allowance: what the JVM would allocate at moments of
 * its own, its {@link StringConstants}, is made before. Counting allocates nothing. A step that is not warm may still load a
 * class or link a lambda.
 */
public final class AllocationCount {
    private static final StringConstants CONSTANTS = new StringConstants();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long bytes;
    private int steps;
    private int stepsAllocating;
    private int firstStep;
    private long firstBytes;

    /** Is for steps that reach no class but those that {@code root} names, directly or not. */
    public AllocationCount(final Class<?> root) {
        if (!threads.isThreadAllocatedMemoryEnabled()) {
            throw new IllegalStateException("this JVM does not count allocated bytes");
        }
        CONSTANTS.make(root);
        CONSTANTS.make(threads.getClass());
        CONSTANTS.make(AllocationCount.class);
        threads.getCurrentThreadAllocatedBytes();
    }

    /** Does {@code step} so many times and returns the bytes allocated in all steps so far. */
    public long count(final int times, final Runnable step) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            step.run();
            final long now = threads.getCurrentThreadAllocatedBytes();
            if (now != before) {
                add(now - before);
                before = now;
            }
            steps++;
        }
        return bytes;
    }

    /** Returns in how many steps something was allocated. */
    public int stepsAllocating() {
        return stepsAllocating;
    }

    private void add(final long allocated) {
        if (stepsAllocating++ == 0) {
            firstStep = steps;
            firstBytes = allocated;
        }
        bytes += allocated;
    }

    /** Tells the bytes, and where the first of them came. */
    @Override
    public String toString() {
        return "bytes=" + bytes + " steps=" + steps + " stepsAllocating=" + stepsAllocating + " firstStep=" + firstStep
                + " firstBytes=" + firstBytes;
    }
}
