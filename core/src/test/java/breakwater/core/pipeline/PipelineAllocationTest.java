package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * In steady state no agent allocates: all of them, and a paper venue, work in the thread that is measured. A window may hold
 * what the JVM itself allocates while it compiles, so that the least of several windows counts.
 */
class PipelineAllocationTest {
    private static final int WARM_UP = 15_000;
    private static final int MEASURED = 24_000;
    private static final int WINDOW = 2_000;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();

    @Test
    void aMarketEventAndAllThatFollowsAllocatesNothing() {
        final MemoryJournal outputs = new MemoryJournal(0);
        final PipelineFixture fixture =
                PipelineFixture.market(4096, WARM_UP + MEASURED, true, new MemoryJournal(0), outputs);

        final long allocated = measure(fixture);

        assertTrue(outputs.records() > MEASURED, "outputs=" + outputs.records());
        assertEquals(0, allocated, "bytes");
    }

    @Test
    void aFreeRunningMarketAllocatesNothing() {
        final PipelineFixture fixture = PipelineFixture.market(
                1024, WARM_UP + MEASURED, false, new MemoryJournal(0), new MemoryJournal(0));

        assertEquals(0, measure(fixture), "bytes");
    }

    @Test
    void anAllocationIsSeen() {
        final MemoryJournal leaky = new MemoryJournal(0).leaky();
        final PipelineFixture fixture =
                PipelineFixture.market(4096, WARM_UP + MEASURED, true, leaky, new MemoryJournal(0));

        final long allocated = measure(fixture);

        assertTrue(leaky.hasLeaked());
        assertTrue(allocated >= 32L * 1_000, "bytes=" + allocated);
    }

    /** Returns the least that a window of steps allocated. */
    private long measure(final PipelineFixture fixture) {
        step(fixture, WARM_UP);
        threads.getThreadAllocatedBytes(thread);
        long least = Long.MAX_VALUE;
        for (int steps = 0; steps + WINDOW < MEASURED; steps += WINDOW) {
            final long before = threads.getThreadAllocatedBytes(thread);
            step(fixture, WINDOW);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }

    private static void step(final PipelineFixture fixture, final int steps) {
        for (int i = 0; i < steps; i++) {
            fixture.driver.step();
        }
    }
}
