package breakwater.core.ingest;

import static breakwater.core.ingest.SessionPhase.CLOSED;
import static breakwater.core.ingest.SessionPhase.POST_MARKET;
import static breakwater.core.ingest.SessionPhase.PRE_MARKET;
import static breakwater.core.ingest.SessionPhase.REGULAR;
import static breakwater.core.ingest.SessionPhase.UNKNOWN;
import static breakwater.core.message.QuarantineReason.BAD_COMMAND;
import static breakwater.core.message.QuarantineReason.CAPACITY;
import static breakwater.core.message.QuarantineReason.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.message.Frame;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCalendarTest {
    private final SessionCalendar calendar = new SessionCalendar();

    @Test
    void changesItsPhaseExactlyAtEachTime() {
        calendar.add(100, 200, 300, 400, 0);
        calendar.add(400, 400, 500, 500, 0);
        calendar.add(600, 600, 700, 700, 0);

        for (int pass = 0; pass < 2; pass++) {
            assertPhase(99, CLOSED, -1);
            assertPhase(100, PRE_MARKET, 200);
            assertPhase(199, PRE_MARKET, 101);
            assertPhase(200, REGULAR, 100);
            assertPhase(299, REGULAR, 1);
            assertPhase(300, POST_MARKET, 100);
            assertPhase(399, POST_MARKET, 1);
            assertPhase(400, REGULAR, 100);
            assertPhase(499, REGULAR, 1);
            assertPhase(500, CLOSED, -100);
            assertPhase(600, REGULAR, 100);
            assertPhase(699, REGULAR, 1);
            assertPhase(700, UNKNOWN, 0);
            assertPhase(Long.MAX_VALUE, UNKNOWN, 0);
        }
    }

    @Test
    void isUnknownWithoutASession() {
        assertPhase(1, UNKNOWN, 0);
        assertEquals(0, calendar.endNs());
    }

    @Test
    void refusesTimesOutOfOrder() {
        assertEquals(BAD_COMMAND, calendar.add(0, 1, 2, 3, 0));
        assertEquals(BAD_COMMAND, calendar.add(10, 9, 20, 30, 0));
        assertEquals(BAD_COMMAND, calendar.add(10, 20, 20, 30, 0));
        assertEquals(BAD_COMMAND, calendar.add(10, 20, 30, 29, 0));
        assertEquals(NONE, calendar.add(10, 10, 11, 11, 0));
    }

    @Test
    void isNarrowedAndNeverWidened() {
        calendar.add(100, 200, 300, 400, 0);
        calendar.add(500, 500, 600, 600, 0);

        assertEquals(BAD_COMMAND, calendar.add(99, 200, 300, 400, 0));
        assertEquals(BAD_COMMAND, calendar.add(100, 199, 300, 400, 0));
        assertEquals(BAD_COMMAND, calendar.add(100, 200, 301, 400, 0));
        assertEquals(BAD_COMMAND, calendar.add(100, 200, 300, 401, 0));
        assertEquals(BAD_COMMAND, calendar.add(420, 420, 480, 480, 0), "between two sessions it is closed");
        assertPhase(250, REGULAR, 50);
        assertEquals(NONE, calendar.add(100, 200, 300, 400, 0), "what is known already");
        assertEquals(NONE, calendar.add(150, 210, 250, 260, 0));

        assertPhase(149, CLOSED, -1);
        assertPhase(200, PRE_MARKET, 50);
        assertPhase(250, POST_MARKET, 10);
        assertPhase(260, CLOSED, -240);
        assertEquals(BAD_COMMAND, calendar.add(100, 200, 300, 400, 0));
    }

    @Test
    void holdsWhatIsNotOverYetUpToItsCapacity() {
        long beginNs = 10;
        for (int i = 0; i < SessionCalendar.SESSIONS_MAX; i++, beginNs += 10) {
            assertEquals(NONE, calendar.add(beginNs, beginNs, beginNs + 5, beginNs + 5, 0));
        }

        assertEquals(CAPACITY, calendar.add(beginNs, beginNs, beginNs + 5, beginNs + 5, 14));
        assertEquals(NONE, calendar.add(beginNs, beginNs, beginNs + 5, beginNs + 5, 15), "the first is over");

        assertEquals(beginNs + 5, calendar.endNs());
        assertPhase(beginNs - 1, CLOSED, -1);
        assertPhase(beginNs, REGULAR, 5);
    }

    @Test
    void knowsTheDaysOfTheSessionsThatBeganLastThoughTheyAreForgotten() {
        final long day = 86_400_000_000_000L;
        for (long d = 1; d <= 9; d++) {
            // Each begins on the evening before, and the last one is taken on day 8.
            assertEquals(NONE, calendar.add(d * day - 10, d * day + 10, d * day + 20, d * day + 30, (d - 1) * day));
        }

        assertDays(8 * day - 11, 7, 6, 5, 4, 3);
        assertDays(8 * day - 10, 8, 7, 6, 5, 4);
        assertDays(8 * day + 30, 8, 7, 6, 5, 4);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        calendar.writeTo(snapshot);
        final SessionCalendar restored = new SessionCalendar();
        restored.readFrom(snapshot.reader());
        for (int back = 0; back < 5; back++) {
            assertEquals(9 - back, restored.day(9 * day + 15, back));
        }
        final SessionCalendar young = new SessionCalendar();
        young.add(day, day + 10, day + 20, day + 30, 0);
        assertEquals(MarketView.NO_DAY, young.day(day - 1, 0));
        assertEquals(1, young.day(day, 0));
        assertEquals(MarketView.NO_DAY, young.day(day, 1));
    }

    private void assertDays(final long nowNs, final long... days) {
        for (int back = 0; back < days.length; back++) {
            assertEquals(days[back], calendar.day(nowNs, back), "at " + nowNs + " back " + back);
        }
    }

    /** Beside a plain list of what was taken, at times that jump, with snapshots on the way. */
    @Test
    void saysWhatAPlainListOfSessionsSays() {
        final long seed = 25_025L;
        SessionCalendar known = new SessionCalendar();
        final List<long[]> sessions = new ArrayList<>();
        long random = seed;
        long endNs = 1_000;
        for (int n = 0; n < 20_000; n++) {
            random = Frame.mix(random);
            final long nowNs = Math.max(1, endNs - 400 + Math.floorMod(random, 500));
            if (n % 5 == 0) {
                final long begin = endNs + Math.floorMod(random >>> 7, 3) * 20;
                final long[] session = {
                    begin,
                    begin + Math.floorMod(random >>> 11, 20),
                    begin + 21 + Math.floorMod(random >>> 17, 30),
                    begin + 60 + Math.floorMod(random >>> 23, 20)
                };
                assertEquals(NONE, known.add(session[0], session[1], session[2], session[3], nowNs));
                sessions.removeIf(old -> old[3] <= nowNs);
                sessions.add(session);
                endNs = session[3];
            }
            if (n % 1_000 == 0) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                known.writeTo(snapshot);
                known = new SessionCalendar();
                known.readFrom(snapshot.reader());
            }
            final String where = "seed " + seed + " n " + n + " now " + nowNs;
            assertEquals(plainPhase(sessions, nowNs), known.phase(nowNs), where);
            assertEquals(plainTime(sessions, nowNs), known.timeToCloseNs(nowNs), where);
        }
    }

    @Test
    void allocatesNothingWhenAsked() {
        for (long day = 1; day < 100; day++) {
            calendar.add(day * 100, day * 100 + 10, day * 100 + 50, day * 100 + 60, 0);
        }
        final long[] nowNs = {0};
        final AllocationCount count = new AllocationCount(SessionCalendarTest.class);
        final Runnable step = () -> calendar.timeToCloseNs(nowNs[0] = (nowNs[0] + 7) % 10_000);
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }

        assertEquals(0, count.count(20_000, step), count::toString);
    }

    private void assertPhase(final long nowNs, final SessionPhase phase, final long timeToCloseNs) {
        assertEquals(phase, calendar.phase(nowNs), "at " + nowNs);
        assertEquals(timeToCloseNs, calendar.timeToCloseNs(nowNs), "at " + nowNs);
    }

    private static long[] plainNext(final List<long[]> sessions, final long nowNs) {
        return sessions.stream()
                .filter(session -> session[3] > nowNs)
                .findFirst()
                .orElse(null);
    }

    private static SessionPhase plainPhase(final List<long[]> sessions, final long nowNs) {
        final long[] next = plainNext(sessions, nowNs);
        if (next == null) {
            return UNKNOWN;
        }
        return nowNs < next[0] ? CLOSED : nowNs < next[1] ? PRE_MARKET : nowNs < next[2] ? REGULAR : POST_MARKET;
    }

    private static long plainTime(final List<long[]> sessions, final long nowNs) {
        final long[] next = plainNext(sessions, nowNs);
        if (next == null) {
            return 0;
        }
        return nowNs < next[0] ? nowNs - next[0] : nowNs < next[2] ? next[2] - nowNs : next[3] - nowNs;
    }
}
