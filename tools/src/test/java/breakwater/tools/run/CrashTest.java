package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real engines under churn, killed by SIGKILL at random moments and at each place where it hurts most. */
class CrashTest {
    private static final long SEED = 20_240_101;
    private static final long INPUTS_BETWEEN_MAX = 12_000;
    private static final int EACH_PLACE = 5;
    private static final int ATTEMPTS_MAX = 60;

    @TempDir
    private Path temp;

    private long random = SEED;

    @Test
    void recoversFromAFewKillsWithNothingLostAndNoOrderSentTwice() throws Exception {
        try (CrashTrial trial = new CrashTrial(temp.resolve("run"), "lockstep", 4_000)) {
            trial.killAfter(below(5_000));
            trial.dieAt(DeathAt.Place.SENT_NOT_ACKNOWLEDGED, 1 + below(300));
            trial.killInRecovery(below(100_000_000));
            trial.dieAt(DeathAt.Place.INPUT_DOCUMENT_OPEN, 1 + below(2_000));
            trial.finish();
        }
    }

    @Test
    @Tag("prove")
    void recoversFromFiftyKillsAtRandomMoments() throws Exception {
        final int kills = Integer.getInteger("breakwater.prove.size", 50);
        System.out.println("seed " + SEED);
        for (final String drive : new String[] {"lockstep", "free"}) {
            // Running free, fewer inputs come of a feed event, and the engine is further on when the kill arrives.
            final long feedEvents = INPUTS_BETWEEN_MAX * kills * ("free".equals(drive) ? 4 : 1) / 2;
            try (CrashTrial trial = new CrashTrial(temp.resolve(drive), drive, feedEvents)) {
                for (int kill = 0; kill < kills; kill++) {
                    trial.killAfter(below(INPUTS_BETWEEN_MAX));
                }
                trial.finish();
            }
        }
    }

    @Test
    @Tag("prove")
    void recoversFromKillsAtEachPlace() throws Exception {
        try (CrashTrial trial = new CrashTrial(temp.resolve("run"), "lockstep", 400_000)) {
            for (int kill = 0; kill < EACH_PLACE; kill++) {
                for (final DeathAt.Place place : DeathAt.Place.values()) {
                    if (place != DeathAt.Place.NEVER) {
                        trial.dieAt(place, 1 + below(600));
                    }
                }
            }
            int renames = 0;
            for (int attempt = 0; renames < EACH_PLACE && attempt < ATTEMPTS_MAX; attempt++) {
                renames += trial.killAtSnapshotRename() ? 1 : 0;
            }
            int recoveries = 0;
            for (int attempt = 0; recoveries < EACH_PLACE && attempt < ATTEMPTS_MAX; attempt++) {
                recoveries += trial.killInRecovery(below(400_000_000)) ? 1 : 0;
            }
            trial.finish();
            System.out.println(renames + " killed before a snapshot's rename, " + recoveries + " during recovery");
            assertTrue(renames >= EACH_PLACE && recoveries >= EACH_PLACE);
        }
    }

    private long below(final long bound) {
        random++;
        return Math.floorMod(Frame.mix(random), bound);
    }
}
