package breakwater.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All courses of up to three orders on one instrument: none passes a limit, and every one keeps the books (I3, I4, I5, I30). */
class ExhaustiveModelTest {
    /** What may go wrong with an order, each for itself beside the rest of its life. */
    private static final Act[] TROUBLES = {Act.REPLACE, Act.LOSE, Act.REFUSE, Act.LATE, Act.REPEAT, Act.BUST};

    @Test
    void noCourseOfOneOrderPassesTheLimit() {
        for (final Act trouble : TROUBLES) {
            assertEquals(0, walk(1, List.of(trouble), 1).beyond);
        }
    }

    @Test
    void noCourseOfTwoOrdersPassesTheLimit() {
        final Courses courses = walk(2, List.of(Act.REPLACE), 0);

        assertTrue(courses.states() > 10_000);
        assertEquals(0, courses.beyond);
    }

    /** {@code breakwater.prove.size} is the number of orders, 3; of one less also what may go wrong with them. */
    @Tag("prove")
    @Test
    void noCourseOfThreeOrdersPassesTheLimit() {
        final int orders = Integer.getInteger("breakwater.prove.size", 3);
        for (final Act trouble : TROUBLES) {
            walk(Math.max(1, orders - 1), List.of(trouble), 1);
        }
        walk(orders, List.of(), 0);
    }

    @Test
    void whatIsPlantedIsFoundByTheLawThatItBreaks() {
        assertFound(Fault.ONE_LOT_MORE, "I3: worst BUY 4 is beyond 3 and nothing is held");
        assertFound(Fault.CANCEL_FREES_AT_ONCE, "I3: worst BUY 4 is beyond 3 and nothing is held");
        assertFound(Fault.FILL_COUNTS_TWICE, "I4: ");
        assertFound(Fault.STOPS_STAY, "I30: ");
    }

    private static void assertFound(final Fault fault, final String law) {
        final Courses courses = new Courses(fault, budgets(2, List.of(), 0));
        courses.walk();
        System.out.println(fault + ": " + courses.wrong);
        assertTrue(courses.wrong != null && courses.wrong.startsWith(law), () -> fault + ": " + courses.wrong);
    }

    /** @param waits how often the next deadline may come, and how often the venue answers what it is asked */
    private static Courses walk(final int orders, final List<Act> troubles, final int waits) {
        final Courses courses = new Courses(Fault.NONE, budgets(orders, troubles, waits));
        courses.walk();
        System.out.println(orders + " orders, " + troubles + ", waits " + waits + ": " + courses);
        assertNull(courses.wrong);
        return courses;
    }

    private static int[] budgets(final int orders, final List<Act> troubles, final int waits) {
        final int[] budgets = new int[Act.values().length];
        budgets[Act.ORDER.ordinal()] = orders;
        budgets[Act.WAIT.ordinal()] = waits;
        budgets[Act.ANSWER.ordinal()] = waits;
        for (final Act trouble : troubles) {
            budgets[trouble.ordinal()] = 1;
        }
        return budgets;
    }
}
