package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.AllocationCount;
import org.junit.jupiter.api.Test;

/** In steady state no agent allocates: all of them, and a paper venue, work in the thread that is measured. */
class PipelineAllocationTest {
    private static final int WARM_UP = 15_000;
    private static final int MEASURED = 24_000;
    private static final int RECORDS_PER_LEAK = 5_000;
    private final AllocationCount count = new AllocationCount(PipelineFixture.class);

    @Test
    void aMarketEventAndAllThatFollowsAllocatesNothing() {
        final MemoryJournal outputs = new MemoryJournal(0);
        final PipelineFixture fixture =
                PipelineFixture.market(4096, WARM_UP + MEASURED, true, new MemoryJournal(0), outputs);

        final long allocated = measure(fixture);

        assertTrue(outputs.records() > MEASURED, "outputs=" + outputs.records());
        assertEquals(0, allocated, count::toString);
    }

    @Test
    void aFreeRunningMarketAllocatesNothing() {
        final PipelineFixture fixture =
                PipelineFixture.market(1024, WARM_UP + MEASURED, false, new MemoryJournal(0), new MemoryJournal(0));

        assertEquals(0, measure(fixture), count::toString);
    }

    @Test
    void oneSmallObjectAmongThousandsOfRecordsIsSeen() {
        final MemoryJournal leaky = new MemoryJournal(0).leaky(RECORDS_PER_LEAK);
        final PipelineFixture fixture =
                PipelineFixture.market(4096, WARM_UP + MEASURED, true, leaky, new MemoryJournal(0));
        step(fixture, WARM_UP);
        final long leaksBefore = leaky.leaks();

        final long allocated = count.count(MEASURED, fixture.driver::step);

        final long leaks = leaky.leaks() - leaksBefore;
        assertTrue(leaks >= MEASURED / RECORDS_PER_LEAK, "leaks=" + leaks);
        assertEquals(leaks, count.stepsAllocating(), count::toString);
        assertTrue(allocated >= 8 * leaks && allocated <= 16 * leaks, count::toString);
    }

    private long measure(final PipelineFixture fixture) {
        step(fixture, WARM_UP);
        return count.count(MEASURED, fixture.driver::step);
    }

    private static void step(final PipelineFixture fixture, final int steps) {
        for (int i = 0; i < steps; i++) {
            fixture.driver.step();
        }
    }
}
