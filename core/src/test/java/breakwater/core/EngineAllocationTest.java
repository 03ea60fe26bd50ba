package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.BarClosedDecoder;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import org.junit.jupiter.api.Test;

/** The engine allocates nothing once it is warm: not for quotes, orders, fills, refusals, kills, recoveries or digests. */
class EngineAllocationTest {
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 80_000;

    private final Course course = new Course(true, false, event -> {});
    private final AllocationCount count = new AllocationCount(Course.class);
    private int steps;
    private Object garbage;

    @Test
    void theEngineAndItsWorldAllocateNothing() {
        warmUp();

        final long allocated = count.count(MEASURED, course::step);

        assertEquals(0, allocated, count::toString);
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
        warmUp();

        final long allocated = count.count(MEASURED, this::wastefulStep);

        assertTrue(allocated >= 8 && allocated <= 16 && garbage != null, count::toString);
        assertEquals(1, count.stepsAllocating(), count::toString);
    }

    private void warmUp() {
        for (int i = 0; i < WARM_UP; i++) {
            course.step();
        }
    }

    private void wastefulStep() {
        course.step();
        if (++steps == MEASURED / 2) {
            garbage = new Object();
        }
    }
}
