package breakwater.tools.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.pipeline.ControlPage;
import breakwater.tools.watch.HeartbeatJudge.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hours of a simulated engine that pauses for less than T1, under a watchdog that is itself delayed and stopped. */
class PausesTest {
    private static final long SEED = 20_260_302;
    private static final long MS = 1_000_000L;
    private static final long HOUR_NS = 3_600_000L * MS;
    private static final long T1_NS = 200 * MS;

    private long random;

    @Test
    void anHourOfPausesBelowT1TripsNothing() {
        pauses(1);
    }

    @Test
    @Tag("prove")
    void manyHoursOfPausesBelowT1TripNothing() {
        pauses(Integer.getInteger("breakwater.prove.size", 1_000));
    }

    @Test
    void aSilenceOfT1IsAlwaysFoundWithinTwoLooksMore() {
        random = SEED;
        long latestNs = 0;
        for (int i = 0; i < 20_000; i++) {
            final HeartbeatJudge judge = judge();
            long nowNs = below(HOUR_NS);
            look(judge, nowNs, 1, ControlPage.PHASE_RUNNING, 7);
            nowNs += below(12 * MS);
            look(judge, nowNs, 1, ControlPage.PHASE_RUNNING, 8);
            final long beatNs = nowNs;
            Verdict verdict = Verdict.WATCHING;
            while (verdict == Verdict.WATCHING) {
                nowNs += 8 * MS + below(4 * MS);
                verdict = look(judge, nowNs, 1, ControlPage.PHASE_RUNNING, 8);
            }
            assertEquals(Verdict.TRIP, verdict);
            assertTrue(nowNs - beatNs >= T1_NS, "tripped after " + (nowNs - beatNs) + " ns, trial " + i);
            latestNs = Math.max(latestNs, nowNs - beatNs);
        }
        assertTrue(latestNs < T1_NS + 2 * 12 * MS, "found as late as " + latestNs + " ns");
    }

    private void pauses(final int hours) {
        random = SEED;
        System.out.println("seed " + SEED + ", " + hours + " simulated hours");
        final SimulatedEngine engine = new SimulatedEngine();
        long looks = 0;
        long nowNs = 0;
        final HeartbeatJudge judge = judge();
        for (final long endNs = hours * HOUR_NS; nowNs < endNs; looks++) {
            nowNs += gapNs();
            final long beforeNs = nowNs;
            // The watchdog may be stopped between its reading of the clock and that of the words, and after it.
            nowNs += below(1_000) == 0 ? below(10_000 * MS) : below(20_000);
            engine.moveTo(nowNs);
            final long phase = engine.phase;
            final long heartbeat = engine.heartbeat;
            final boolean isAlive = engine.isAlive;
            final long life = engine.life;
            nowNs += below(1_000) == 0 ? below(10_000 * MS) : below(20_000);
            final Verdict verdict = judge.look(beforeNs, nowNs, life, phase, heartbeat, false, isAlive);
            if (verdict != Verdict.WATCHING && verdict != Verdict.IDLE) {
                throw new AssertionError(verdict + " at " + nowNs + " ns, look " + looks + ", seed " + SEED
                        + ": silent for " + judge.silenceNs() + " ns, phase " + phase);
            }
        }
        System.out.println(looks + " looks, " + engine.pauses + " pauses up to " + engine.longestNs / 1e6 + " ms, "
                + engine.lives + " restarts, " + engine.steps + " steps of the wall clock: nothing tripped");
        assertTrue(engine.pauses > hours * 500L && engine.longestNs > T1_NS - 2 * MS && engine.lives > 0);
    }

    /** The look interval with its scheduling delays, and now and then a stop of the watchdog itself. */
    private long gapNs() {
        final long draw = below(10_000);
        return draw == 0 ? below(30_000 * MS) : draw < 200 ? below(300 * MS) : 10 * MS + below(2 * MS);
    }

    /** Beats each few milliseconds, pauses, has its wall clock set, and ends and begins in good order. */
    private final class SimulatedEngine {
        private long nextNs;
        private long wallOffsetNs = 1_700_000_000_000L * MS;
        private long heartbeat;
        private long phase = ControlPage.PHASE_RECOVERING;
        private boolean isAlive = true;
        private long life = 1;
        private long pauses;
        private long lives;
        private long steps;
        private long longestNs;

        /** Runs it up to a moment. */
        void moveTo(final long nowNs) {
            while (nextNs <= nowNs) {
                final long thenNs = nextNs;
                turn();
                if (phase == ControlPage.PHASE_RUNNING) {
                    // In steps of a millisecond, as the engine's own clock; two beats may look the same.
                    heartbeat = (thenNs + wallOffsetNs) / MS * MS;
                }
            }
        }

        private void turn() {
            if (phase == ControlPage.PHASE_RUNNING && below(20_000) != 0) {
                if (below(10_000) == 0) {
                    steps++;
                    wallOffsetNs += below(2 * HOUR_NS) - HOUR_NS;
                }
                final long pauseNs = below(500) == 0 ? pauseNs() : 1 + below(9 * MS);
                nextNs += pauseNs;
                return;
            }
            if (phase == ControlPage.PHASE_RUNNING) {
                phase = ControlPage.PHASE_STOPPING;
                nextNs += below(5_000 * MS);
            } else if (phase == ControlPage.PHASE_STOPPING) {
                phase = ControlPage.PHASE_STOPPED;
                isAlive = false;
                nextNs += below(60_000 * MS);
            } else if (phase == ControlPage.PHASE_STOPPED) {
                phase = ControlPage.PHASE_RECOVERING;
                isAlive = true;
                heartbeat = 0;
                life++;
                lives++;
                nextNs += below(50_000 * MS);
            } else {
                phase = ControlPage.PHASE_RUNNING;
            }
        }

        /** Hugs the boundary: a beat lands in the millisecond before T1 as often as anywhere else. */
        private long pauseNs() {
            pauses++;
            // The last beat before may look like the one before it, in the same millisecond: that one is lost from the
            // pause.
            final long mostNs = T1_NS - MS;
            final long pauseNs = below(2) == 0 ? mostNs - below(MS) : below(mostNs);
            longestNs = Math.max(longestNs, pauseNs);
            return pauseNs;
        }
    }

    private static HeartbeatJudge judge() {
        return new HeartbeatJudge(T1_NS, 60_000 * MS, 60_000 * MS);
    }

    private static Verdict look(
            final HeartbeatJudge judge, final long nowNs, final long life, final long phase, final long heartbeat) {
        return judge.look(nowNs, nowNs, life, phase, heartbeat, false, true);
    }

    private long below(final long bound) {
        random++;
        return Math.floorMod(Frame.mix(random), bound);
    }
}
