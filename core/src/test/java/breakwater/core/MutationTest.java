package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pitest.mutationtest.commandline.MutationCoverageReport;

/**
 * Changed in one place at a time, the gate and the breakers fail their own tests: of the mutants that PIT makes of each of the
 * packages risk and monitor, at least 85 of 100 are killed. docs/mutation.md says what the others are.
 */
class MutationTest {
    private static final double KILLED_PERCENT_MIN = 85;
    /** Below it a random test does not reach each control so often as it wants. */
    private static final int DECISIONS = 3_000;

    private static final String RISK = "breakwater.core.risk.";
    private static final String MONITOR = "breakwater.core.monitor.";

    @TempDir
    Path folder;

    @Test
    void rulesAreTestedInTheirBranchesByTheirOwnTests() throws Exception {
        final Mutants mutants = mutate(
                RISK + "HoursRule," + MONITOR + "LosingStreak," + MONITOR + "LossLimits," + MONITOR + "Scopes",
                RISK + "HoursRuleTest," + MONITOR + "LosingStreakTest," + MONITOR + "LossLimitsTest," + MONITOR
                        + "ScopesTest",
                folder,
                DECISIONS);

        assertTrue(mutants.total() >= 100, mutants::toString);
        assertTrue(mutants.leastKilledPercent() >= KILLED_PERCENT_MIN, mutants::toString);
    }

    /**
     * {@code breakwater.prove.size} is the number of decisions in each of two random tests that a mutant meets, 3,000. Those
     * that live are in core/target/mutation/survivors.txt.
     */
    @Tag("prove")
    @Test
    void theGateAndTheBreakersAreTestedInTheirBranches() throws Exception {
        final Path report = Repository.ROOT.resolve("core/target/mutation");
        final int decisions = Integer.getInteger("breakwater.prove.size", DECISIONS);

        final Mutants mutants = mutate(RISK + "*," + MONITOR + "*", RISK + "*," + MONITOR + "*", report, decisions);

        mutants.writeSurvivors(report.resolve("survivors.txt"));
        System.out.print(mutants.figures());
        assertTrue(mutants.total() >= 2_000, mutants::toString);
        assertTrue(mutants.leastKilledPercent() >= KILLED_PERCENT_MIN, mutants::toString);
    }

    private static Mutants mutate(final String classes, final String tests, final Path report, final int decisions)
            throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Jvm.here().resolve("bin/java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(MutationCoverageReport.class.getName());
        command.addAll(List.of("--targetClasses", classes, "--targetTests", tests));
        // Named as the class path names it, else PIT finds nothing to change.
        command.addAll(List.of(
                "--mutableCodePaths",
                Repository.ROOT.resolve("core/target/classes").toString()));
        command.addAll(List.of("--sourceDirs", "src/main/java"));
        command.addAll(List.of("--reportDir", report.toString(), "--outputFormats", "XML"));
        command.addAll(List.of("--timestampedReports=false", "--verbosity", "NO_SPINNER"));
        // Slow tests take seconds, or count allocations, which says little of code that is watched.
        command.addAll(List.of("--excludedGroups", "prove,slow"));
        command.addAll(List.of(
                "--jvmArgs",
                "@" + Repository.ROOT.resolve("scripts/jvm.args") + ",-Dbreakwater.seeds=2,-Dbreakwater.decisions="
                        + decisions));
        command.addAll(
                List.of("--threads", Integer.toString(Runtime.getRuntime().availableProcessors())));
        command.addAll(List.of("--timeoutConst", "10000"));
        final Process process = new ProcessBuilder(command)
                .directory(Repository.ROOT.resolve("core").toFile())
                .redirectErrorStream(true)
                .start();
        try {
            final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, text);
        } finally {
            process.destroyForcibly();
        }
        return Mutants.read(report.resolve("mutations.xml"));
    }
}
