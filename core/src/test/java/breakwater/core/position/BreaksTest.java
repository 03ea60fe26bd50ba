package breakwater.core.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.BreakCause;
import breakwater.core.reference.Capacity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What both books vouch for while the venue's position differs (T6). */
class BreaksTest {
    private final Breaks breaks = new Breaks(Capacity.SMALL);

    /** {@code ours} and {@code theirs} as the venue's answer found them, {@code now} by our books since; what is to be closed has a sign. */
    @ParameterizedTest
    @CsvSource({
        "100, 60, 100, 1, 60",
        "100, 101, 100, 1, 100",
        "100, 1, 100, 1, 1",
        "100, 0, 100, 1, 0",
        "100, -1, 100, 1, 0",
        "-100, -60, -100, -1, 60",
        "-100, 60, -100, -1, 0",
        // One of several strategies leans against its account.
        "100, 80, 100, -1, 0",
        "-20, -40, -20, 1, 0",
        "100, 80, 100, 0, 0",
        // An exit of ours filled since then: 100 became 70, and 60 there 30.
        "100, 60, 70, 1, 30",
        "100, 60, 40, 1, 0",
        "100, 60, 39, 1, 0",
        // A fill that the answer held already came since then: what was told is the least.
        "92, 2, 100, 1, 2",
        "0, 5, 5, 1, 5",
        "9223372036854775807, 9223372036854775807, 9223372036854775807, 1, 9223372036854775807",
        "-9223372036854775807, 9223372036854775807, 9223372036854775807, 1, 0",
        "-9223372036854775807, 1, 9223372036854775807, 1, 0",
        "-1, -9223372036854775807, -1, -1, 1",
        "-9223372036854775807, -9223372036854775807, -9223372036854775807, -1, 9223372036854775807",
    })
    void theLeastOfAllFiguresThatLeanTheSameWay(
            final long ours, final long theirs, final long now, final int sign, final long confirmed) {
        final int slot = breaks.position(0, 0);
        assertTrue(breaks.open(slot, 0, ours, theirs, BreakCause.UNEXPLAINED, 1));

        assertEquals(confirmed, breaks.confirmed(slot, sign, now));
    }
}
