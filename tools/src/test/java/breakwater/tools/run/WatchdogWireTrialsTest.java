package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Level;
import breakwater.core.pipeline.ControlPage.Word;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real engines stopped and killed with entries and stops resting at a FIX venue; a real watchdog cancels over its own session. */
class WatchdogWireTrialsTest {
    private static final int EVERY_MS = 50;
    private static final int ENTRIES = 3;

    @TempDir
    private Path temp;

    /** From the last heartbeat to the venue's last word that an entry is canceled, ns. */
    private final Histogram canceled = new Histogram(3);

    /** From before the signal to the same, ns. */
    private final Histogram sinceSignal = new Histogram(3);

    private long entries;
    private long stops;
    private int early;
    private double loadMost;

    @Test
    void entriesOfAStoppedAndOfAKilledEngineAreCanceledAndStopsStay() throws Exception {
        trials("2s", 1, 1);
    }

    @Test
    void whatTheVenueConfirmsIsSoldOffInSlicesAtTheSecondTime() throws Exception {
        try (WiredRun wired = new WiredRun(temp.resolve("flat"), EVERY_MS)) {
            wired.run.start();
            try (EngineProcess watchdog = wired.watchdog("1s", "--t2", "2s", "--wait", "30s")) {
                ready(wired);
                WatchedRun.await(
                        "three orders' worth is held",
                        () -> wired.ear.held().abs().compareTo(new BigDecimal("0.00012")) >= 0
                                && !wired.ear.resting("C").isEmpty());
                wired.run.signal("KILL");
                WatchedRun.await(
                        "it is flattened", () -> !wired.run.lines("flatten").isEmpty());
                end(watchdog);
            }
            final JsonNode flattened = wired.run.lines("flatten").get(0);
            assertTrue(flattened.get("isConfirmed").asBoolean(), flattened::toString);
            assertEquals(0, new BigDecimal(flattened.get("left").asText()).signum(), flattened::toString);
            assertEquals(0, wired.ear.held().signum(), "held, by the fills that the venue told");
            assertEquals(Set.of(), wired.ear.rest());
        }
    }

    @Test
    void withoutItsSessionItSaysSoBeforeAndAtTheDeathAndActsOnNothing() throws Exception {
        try (WiredRun wired = new WiredRun(temp.resolve("down"), EVERY_MS)) {
            wired.run.start();
            try (EngineProcess watchdog = wired.watchdog("2s", "--t2", "3s", "--wait", "1s")) {
                wired.killVenue();
                WatchedRun.await("it says so", () -> !wired.run.lines("session").isEmpty());
                assertTrue(wired.run
                        .lines("session")
                        .get(0)
                        .get("unusable")
                        .asText()
                        .contains("not logged on"));
                wired.run.signal("KILL");
                WatchedRun.await(
                        "T2 has passed", () -> !wired.run.lines("flatten").isEmpty());
                end(watchdog);
            }
            assertTrue(wired.run.lines("cancel").get(0).get("text").asText().contains("UNATTENDED"));
            final JsonNode flatten = wired.run.lines("flatten").get(0);
            assertFalse(flatten.get("isConfirmed").asBoolean(), flatten::toString);
        }
    }

    @Test
    @Tag("prove")
    void twoHundredStopsAndKillsAreAttendedInTime() throws Exception {
        final int trials = Integer.getInteger("breakwater.prove.size", 200);
        trials("200ms", trials - trials / 4, trials / 4);
    }

    /** One venue and one watchdog live through all; the engine is stopped and goes on, then killed and started again. */
    private void trials(final String t1, final int stopped, final int killed) throws Exception {
        try (WiredRun wired = new WiredRun(temp.resolve("wired"), EVERY_MS)) {
            wired.run.start();
            try (EngineProcess watchdog = wired.watchdog(t1)) {
                int done = 0;
                while (done < stopped) {
                    final boolean isTrial = trial(wired, "STOP");
                    wired.run.signal("CONT");
                    WatchedRun.await(
                            "the engine takes the latch in",
                            () -> wired.run.page().latchedLevel(WatchedRun.ALL) >= Level.REDUCE_ONLY.value());
                    done += isTrial ? 1 : 0;
                }
                done = 0;
                while (done < killed) {
                    done += trial(wired, "KILL") ? 1 : 0;
                    wired.run.engine().kill();
                    wired.run.start();
                }
                end(watchdog);
            }
        }
        tell(t1, stopped, killed);
    }

    /** Waits until entries and stops rest at the venue, by the venue's own word. */
    private void ready(final WiredRun wired) {
        WatchedRun.await("entries and stops rest", () -> {
            if (wired.run.level() != 0 || wired.run.page().latchedLevel(WatchedRun.ALL) != 0) {
                wired.run.resume();
            }
            return wired.ear.resting("O").size() >= ENTRIES
                    && !wired.ear.resting("C").isEmpty();
        });
    }

    /** Returns whether it was one: not where the host had kept the engine from beating before the signal came. */
    private boolean trial(final WiredRun wired, final String signal) throws Exception {
        wired.run.resume();
        ready(wired);
        loadMost =
                Math.max(loadMost, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        final int cancels = wired.run.lines("cancel").size();
        final int canceledBefore = wired.ear.entriesCanceled();
        final long beforeNs = nowNs();
        final long startNs = wired.run.signal(signal);
        while (wired.run.level() == 0) {
            LockSupport.parkNanos(50_000);
        }
        final long latchedNs = System.nanoTime();
        final Set<String> protection = wired.ear.resting("C");
        WatchedRun.await(
                "the cancels are written down", () -> wired.run.lines("cancel").size() > cancels);
        final List<JsonNode> lines = wired.run.lines("cancel");
        final JsonNode line = lines.get(cancels);
        if (lines.size() != cancels + 1 || latchedNs - startNs < 20_000_000) {
            early++;
            return false;
        }
        assertEquals(0, line.get("left").asInt(-1), line::toString);
        final Set<String> rest = wired.ear.rest();
        assertTrue(rest.stream().allMatch(order -> order.endsWith(" C")), () -> "rests after the cancels: " + rest);
        for (final String order : protection) {
            assertTrue(rest.contains(order + " C"), () -> "protection " + order + " is gone; rests: " + rest);
        }
        final int byWatchdog = wired.ear.entriesCanceled() - canceledBefore;
        assertEquals(line.get("asked").asInt(), byWatchdog, "cancels asked for and confirmed");
        if (byWatchdog == 0) {
            early++;
            return false;
        }
        entries += byWatchdog;
        stops += protection.size();
        final long lastNs = wired.ear.entryCanceledNs();
        canceled.recordValue(lastNs - wired.run.page().get(Word.HEARTBEAT));
        sinceSignal.recordValue(lastNs - beforeNs);
        return true;
    }

    private static long nowNs() {
        final java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static void end(final EngineProcess watchdog) throws IOException, InterruptedException {
        ProcessHandle.of(watchdog.pid()).ifPresent(ProcessHandle::destroy);
        assertEquals(143, watchdog.exitCode());
    }

    private void tell(final String t1, final int stopped, final int killed) {
        System.out.printf(
                Locale.ROOT,
                "%d stops and %d kills at T1 = %s: %d entries canceled by the watchdog's session, %d stops left;"
                        + " last heartbeat to last cancel at the venue p50 %.1f  p99 %.1f  max %.1f ms (goal at 200 ms:"
                        + " p99 250); from the signal p50 %.1f  p99 %.1f ms; %d more where the host had silenced the"
                        + " engine before; load at most %.1f%n",
                stopped,
                killed,
                t1,
                entries,
                stops,
                canceled.getValueAtPercentile(50) / 1e6,
                canceled.getValueAtPercentile(99) / 1e6,
                canceled.getMaxValue() / 1e6,
                sinceSignal.getValueAtPercentile(50) / 1e6,
                sinceSignal.getValueAtPercentile(99) / 1e6,
                early,
                loadMost);
        canceled.outputPercentileDistribution(System.out, 1e6);
    }
}
