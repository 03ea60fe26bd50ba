package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills from another process while a real engine sends at full rate: none leaves after kill has returned. */
class KillTrialsTest {
    private static final int TRIALS_A_RUN = 25;
    private static final int ENTRIES_BETWEEN = 100;

    @TempDir
    private Path temp;

    /** Time from the tool's store to the last entry handed to the wire, ns; 0 = none left after the store. */
    private final Histogram lastSend = new Histogram(3);

    private final Histogram sendersIdle = new Histogram(3);
    private int after;

    @Test
    void afterAFewKillsNothingLeaves() throws Exception {
        trials(3);
    }

    @Test
    @Tag("prove")
    void afterFiveHundredKillsNothingLeaves() throws Exception {
        trials(Integer.getInteger("breakwater.prove.size", 500));
    }

    private void trials(final int trials) throws Exception {
        for (int done = 0; done < trials; done += TRIALS_A_RUN) {
            final Path dir = temp.resolve("run-" + done);
            try (WatchedRun run = new WatchedRun(dir, 5_000, "max")) {
                run.start();
                for (int i = done; i < Math.min(trials, done + TRIALS_A_RUN); i++) {
                    trial(run, i);
                }
            }
            WatchdogTrialsTest.delete(dir);
        }
        System.out.printf(
                "%d trials, in %d of them entries left between the store and the last look of a sender%n",
                trials, after);
        System.out.println("from the tool's store to the last entry on the wire, ms (0: none after the store)");
        lastSend.outputPercentileDistribution(System.out, 1e6);
        System.out.println("from the tool's store to its knowing that every sender has read the word, ms");
        sendersIdle.outputPercentileDistribution(System.out, 1e6);
    }

    private void trial(final WatchedRun run, final int number) throws Exception {
        run.awaitEntries(ENTRIES_BETWEEN);
        final long before = run.record.count();

        final JsonNode said = run.kill("--all", "--level", "entries", "--reason", "trial " + number);

        final long atReturn = run.record.count();
        final long storeNs = said.get("storeSteadyNs").asLong();
        final long lastNs = run.record.from(before).stream()
                .filter(SendRecord.Sent::raisesExposure)
                .mapToLong(SendRecord.Sent::steadyNs)
                .max()
                .orElse(storeNs);
        lastSend.recordValue(Math.max(0, lastNs - storeNs));
        after += lastNs > storeNs ? 1 : 0;
        sendersIdle.recordValue(said.get("sendersIdleAfterStoreNs").asLong());
        // The engine goes on: quotes come, strategies speak, cancels leave.
        final long inputs = run.page().get(breakwater.core.pipeline.ControlPage.Word.JOURNALED);
        WatchedRun.await(
                "the engine goes on",
                () -> run.page().get(breakwater.core.pipeline.ControlPage.Word.JOURNALED) > inputs + 3_000);
        final long lastSent = said.get("lastOutputSent").asLong();
        assertEquals(
                List.of(),
                run.record.from(before).stream()
                        .filter(SendRecord.Sent::raisesExposure)
                        .filter(message -> message.outputSequence() > lastSent)
                        .toList(),
                "left after kill had returned, trial " + number);
        assertEquals(0, run.raising(atReturn), "left after kill had returned, trial " + number);
        run.resume();
    }
}
