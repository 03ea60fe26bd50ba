package breakwater.core.venuesim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.snapshot.Digest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class VenueAllocationTest {
    private static final int STEPS = 30_000;

    @Test
    void allocatesNothingAfterWarmUp() {
        final VenueFixture venue = new VenueFixture(VenueScenario.lively(5));
        final VenueScenario steps = new VenueScenario(5);
        final Digest digest = new Digest();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(venue, steps, digest);
        run(venue, steps, digest);
        threads.getCurrentThreadAllocatedBytes();

        final long before = threads.getCurrentThreadAllocatedBytes();
        final long reports = run(venue, steps, digest);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(reports > STEPS / 2, "reports=" + reports);
        assertTrue(allocated <= 1_024, "allocated=" + allocated + " bytes over " + STEPS + " steps");
    }

    private static long run(final VenueFixture venue, final VenueScenario steps, final Digest digest) {
        long reports = 0;
        for (int i = 0; i < STEPS; i++) {
            steps.step(venue);
            while (venue.take(venue.nowNs)) {
                reports++;
            }
            if (i % 1_000 == 0) {
                venue.venue.writeTo(digest);
            }
        }
        return reports;
    }
}
