package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;

/** One below the limit, at it, and one above, against the scope that has the row and the one that the refusal names. */
final class Boundary {
    private Boundary() {}

    /** Asserts that {@code intent} observes so much of a figure; the row is wide again afterwards. */
    static void assertHolds(
            final GateFixture fixture,
            final Intent intent,
            final Figure figure,
            final ScopeType row,
            final int rowId,
            final ScopeType reported,
            final int reportedId,
            final long observed) {
        final int looser = figure.sense() == Sense.AT_MOST ? 1 : -1;
        for (final long bound : new long[] {observed + looser, observed}) {
            if (bound >= 0) {
                fixture.limit(figure, row, rowId, bound);
                assertEquals(Answer.APPROVED, fixture.ask(intent), figure + " bound " + bound);
            }
        }
        fixture.limit(figure, row, rowId, observed - looser);
        assertEquals(
                Answer.refused(figure.control(), reported, reportedId, observed, observed - looser),
                fixture.ask(intent),
                figure.name());
        fixture.limit(
                figure, row, rowId, figure.sense() == Sense.AT_MOST ? Math.min(figure.largest(), GateFixture.WIDE) : 0);
    }
}
