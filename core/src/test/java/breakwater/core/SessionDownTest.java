package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * A session that is down answers each message at once. What was refused must not be wanted again at the same moment, else
 * the engine and its senders keep each other busy for ever while the market stands still (I34).
 */
class SessionDownTest {
    private static final int AT_ONE_MOMENT_MAX = 500;

    @Test
    void timeGoesOnWhereNothingLeaves() {
        int most = 0;
        for (int moment = 1; moment <= 24; moment++) {
            most = Math.max(most, mostAtOneMoment(moment % 2 == 0, 700 * moment));
        }
        System.out.println("at most " + most + " events at one moment");
    }

    private static int mostAtOneMoment(final boolean isAtomic, final int stepsBefore) {
        final Course course = new Course(isAtomic, false, event -> {});
        for (int i = 0; i < stepsBefore; i++) {
            course.step();
        }
        course.traffic.goDown();
        int atOneMoment = 0;
        int most = 0;
        long nowNs = 0;
        for (int i = 0; i < 4_000; i++) {
            course.step();
            atOneMoment = course.engine.nowNs() == nowNs ? atOneMoment + 1 : 0;
            nowNs = course.engine.nowNs();
            most = Math.max(most, atOneMoment);
            assertTrue(atOneMoment < AT_ONE_MOMENT_MAX, "down after " + stepsBefore + ": at " + nowNs + " for ever");
        }
        return most;
    }
}
