package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AllocationCountTest {
    private int runs;
    private Object kept;

    @Test
    void oneObjectInTenThousandStepsIsCountedAtItsStep() {
        final AllocationCount count = new AllocationCount(Object.class);
        final Runnable step = () -> kept = ++runs == 7_001 ? new Object() : null;

        final long bytes = count.count(10_000, step);

        assertTrue(bytes >= 8 && bytes <= 16, count::toString);
        assertEquals(
                "bytes=" + bytes + " steps=10000 stepsAllocating=1 firstStep=7000 firstBytes=" + bytes, count + "");
    }

    @Test
    void aStringConstantCostsTheStepThatComesToItUnlessItsClassIsNamed() {
        final AllocationCount ignorant = new AllocationCount(Object.class);
        final long seen = ignorant.count(1, new Unnamed());

        final AllocationCount knowing = new AllocationCount(Named.class);
        final long unseen = knowing.count(1, new Named());

        assertTrue(seen >= 16, ignorant::toString);
        assertEquals(0, unseen, knowing::toString);
    }

    private static final class Unnamed implements Runnable {
        private String said;

        @Override
        public void run() {
            said = said == null ? "first said by the unnamed" : null;
        }
    }

    private static final class Named implements Runnable {
        private String said;

        @Override
        public void run() {
            said = said == null ? "first said by the named" : null;
        }
    }
}
