package breakwater.tools.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.pipeline.ControlPage;
import breakwater.tools.watch.HeartbeatJudge.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatJudgeTest {
    private static final long MS = 1_000_000L;
    private static final long LOOK_NS = 10 * MS;

    private final HeartbeatJudge judge = new HeartbeatJudge(200 * MS, 1_000 * MS, 2_000 * MS);
    private long nowNs = -5_000 * MS;
    private long engine = 1;
    private long phase = ControlPage.PHASE_RUNNING;
    private long heartbeat = 1_700_000_000_000L * MS;
    private boolean isJournalFailed;
    private boolean isAlive = true;

    @Test
    void silenceOfT1TripsOnceAndSilenceOfT2IsSaidOnce() {
        beat(3);

        assertEquals(List.of(Verdict.WATCHING), silence(199));
        assertEquals(List.of(Verdict.TRIP), silence(1));
        assertEquals(List.of(Verdict.SILENT), silence(799));
        assertEquals(List.of(Verdict.OVERDUE), silence(1));
        assertEquals(List.of(Verdict.SILENT), silence(5_000));
    }

    @Test
    void aBeatAfterATripIsSaidOnceAndTheNextSilenceTripsAgain() {
        beat(1);
        silence(200);

        heartbeat += MS;
        assertEquals(Verdict.BACK, look());
        beat(2);
        assertEquals(List.of(Verdict.WATCHING), silence(199));
        assertEquals(List.of(Verdict.TRIP), silence(1));
    }

    @Test
    void aWallClockThatIsSetBackIsABeatLikeAnyOther() {
        beat(1);
        silence(150);
        heartbeat -= 3_600_000 * MS;
        assertEquals(Verdict.WATCHING, look());

        assertEquals(List.of(Verdict.WATCHING), silence(199));
        assertEquals(List.of(Verdict.TRIP), silence(1));
    }

    @Test
    void whatTheWatchdogDidNotWatchItselfCountsForAQuarterOfT1AtMost() {
        beat(1);
        nowNs += 3_600_000 * MS;
        assertEquals(Verdict.WATCHING, look(), "both may have been frozen");

        assertEquals(List.of(Verdict.WATCHING), silence(149));
        assertEquals(List.of(Verdict.TRIP), silence(1));
    }

    @Test
    void aStarvedWatchdogStillComesToItsVerdict() {
        beat(1);
        final List<Verdict> said = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nowNs += 500 * MS;
            said.add(look());
        }

        assertEquals(List.of(Verdict.WATCHING, Verdict.WATCHING, Verdict.WATCHING, Verdict.TRIP), said);
    }

    @Test
    void timeThatPassesWithinALookIsNotHeldAgainstTheEngine() {
        beat(1);
        final Verdict stoppedInALook = judge.look(nowNs, nowNs + 9_000 * MS, engine, phase, heartbeat, false, true);
        nowNs += 9_000 * MS;

        assertEquals(Verdict.WATCHING, stoppedInALook);
        assertEquals(List.of(Verdict.WATCHING), silence(199));
    }

    @Test
    void aStartAndAnEndMaySayNothingForLongerWhileTheProcessLives() {
        for (final long quiet : new long[] {0, ControlPage.PHASE_RECOVERING, ControlPage.PHASE_STOPPING}) {
            phase = quiet;
            assertEquals(Verdict.WATCHING, look());

            assertEquals(List.of(Verdict.WATCHING), silence(1_999), "phase " + quiet);
        }
        assertEquals(List.of(Verdict.TRIP), silence(1));
    }

    @Test
    void aProcessThatDiesWhileItStartsTripsAtT1() {
        phase = ControlPage.PHASE_RECOVERING;
        look();
        isAlive = false;

        assertEquals(List.of(Verdict.WATCHING), silence(199));
        assertEquals(List.of(Verdict.TRIP), silence(1));
    }

    @Test
    void anEngineThatHasEndedInGoodOrderOwesNothing() {
        beat(1);
        silence(150);
        phase = ControlPage.PHASE_STOPPED;
        isAlive = false;

        assertEquals(Verdict.IDLE, look());
        assertEquals(List.of(Verdict.IDLE), silence(100_000));
    }

    @Test
    void anotherEngineOnThePageBeginsAnew() {
        beat(1);
        silence(150);
        engine = 2;
        assertEquals(Verdict.WATCHING, look());
        assertEquals(List.of(Verdict.WATCHING), silence(199));
        assertEquals(List.of(Verdict.TRIP), silence(1));

        engine = 3;
        assertEquals(Verdict.REPLACED, look());
        assertEquals(List.of(Verdict.WATCHING), silence(199));
    }

    @Test
    void aFailedJournalIsSaidOnceAndSilenceAfterItStillTrips() {
        beat(1);
        isJournalFailed = true;
        assertEquals(Verdict.JOURNAL, look());
        beat(1);

        assertEquals(List.of(Verdict.WATCHING), silence(199));
        assertEquals(List.of(Verdict.TRIP), silence(1));
    }

    private Verdict look() {
        nowNs += 1;
        final long beforeNs = nowNs;
        return judge.look(beforeNs, beforeNs, engine, phase, heartbeat, isJournalFailed, isAlive);
    }

    private void beat(final int times) {
        for (int i = 0; i < times; i++) {
            heartbeat += MS;
            assertEquals(Verdict.WATCHING, look());
        }
    }

    /** Lets so long pass without a beat, in looks; returns what they said, each verdict once in a row. */
    private List<Verdict> silence(final long ms) {
        final List<Verdict> said = new ArrayList<>();
        for (long leftNs = ms * MS; leftNs > 0; leftNs -= LOOK_NS) {
            nowNs += Math.min(leftNs, LOOK_NS);
            final Verdict verdict = judge.look(nowNs, nowNs, engine, phase, heartbeat, isJournalFailed, isAlive);
            if (said.isEmpty() || said.get(said.size() - 1) != verdict) {
                said.add(verdict);
            }
        }
        return said;
    }
}
