package breakwater.core.venuesim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.AllocationCount;
import breakwater.core.snapshot.Digest;
import org.junit.jupiter.api.Test;

class VenueAllocationTest {
    private static final int STEPS = 30_000;
    private long reports;

    @Test
    void allocatesNothingAfterWarmUp() {
        final VenueFixture venue = new VenueFixture(VenueScenario.lively(5));
        final VenueScenario steps = new VenueScenario(5);
        final Digest digest = new Digest();
        final AllocationCount count = new AllocationCount(VenueAllocationTest.class);
        run(venue, steps, digest);
        run(venue, steps, digest);
        reports = 0;

        final long allocated = count.count(1, () -> run(venue, steps, digest));

        assertTrue(reports > STEPS / 2, "reports=" + reports);
        assertEquals(0, allocated, "bytes over " + STEPS + " steps");
    }

    private void run(final VenueFixture venue, final VenueScenario steps, final Digest digest) {
        for (int i = 0; i < STEPS; i++) {
            steps.step(venue);
            while (venue.take(venue.nowNs)) {
                reports++;
            }
            if (i % 1_000 == 0) {
                venue.venue.writeTo(digest);
            }
        }
    }
}
