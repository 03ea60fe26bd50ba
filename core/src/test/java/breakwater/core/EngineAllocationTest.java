package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import breakwater.core.message.BarClosedDecoder;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * The engine allocates nothing once it is warm: not for quotes, orders, fills, refusals, kills, recoveries or digests. A
 * window may hold what the JVM itself allocates while it compiles, so that the least of several windows counts.
 */
class EngineAllocationTest {
    private static final int WARM_UP = 60_000;
    private static final int WINDOW = 10_000;
    private static final int WINDOWS = 8;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Course course = new Course(true, false, event -> {});
    private Object garbage;

    @Test
    void theEngineAndItsWorldAllocateNothing() {
        assumeTrue(threads.isThreadAllocatedMemoryEnabled(), "this JVM does not count allocated bytes");
        work(WARM_UP, false);

        final long least = leastWindow(false);

        assertEquals(0, least, "bytes allocated in the least window of " + WINDOW + " events");
        final long[] outputs = course.counters.outputs;
        assertTrue(course.counters.orders() > WARM_UP / 20, course.counters::toString);
        assertTrue(outputs[FillBookedDecoder.TEMPLATE_ID] > 1_000, course.counters::toString);
        assertTrue(outputs[OrderCancelDecoder.TEMPLATE_ID] > 1_000, course.counters::toString);
        assertTrue(outputs[RiskRejectedDecoder.TEMPLATE_ID] > 1_000, course.counters::toString);
        assertTrue(outputs[RiskEventDecoder.TEMPLATE_ID] > 100, course.counters::toString);
        assertTrue(outputs[QuarantinedDecoder.TEMPLATE_ID] > 100, course.counters::toString);
        assertTrue(outputs[BarClosedDecoder.TEMPLATE_ID] > 100, course.counters::toString);
    }

    @Test
    void oneSmallObjectAmongThousandsOfEventsIsSeen() {
        assumeTrue(threads.isThreadAllocatedMemoryEnabled(), "this JVM does not count allocated bytes");
        final long least = leastWindow(true);

        assertTrue(least >= 8 && garbage != null, "seen only " + least + " bytes");
    }

    private long leastWindow(final boolean isWasteful) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < WINDOWS; i++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            work(WINDOW, isWasteful);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private void work(final int events, final boolean isWasteful) {
        for (int i = 0; i < events; i++) {
            course.step();
        }
        if (isWasteful) {
            garbage = new Object();
        }
    }
}
