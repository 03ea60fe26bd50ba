package breakwater.tools.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import breakwater.tools.run.StoppedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsCommandTest {
    private static final Path EXAMPLE = Path.of("src/main/resources/examples/churn.yaml");
    private static final String USER = System.getProperty("user.name");

    @TempDir
    private static Path temp;

    private static Path run;

    @BeforeAll
    static void runOnce() throws Exception {
        run = temp.resolve("run");
        StoppedRun.of(run, "");
    }

    @Test
    void showsEveryLimitInForceAsAConfigurationWritesItAndWhoSetIt() throws IOException {
        final Said said = Said.by("limits", "show", "--dir", run);

        assertEquals(ExitCode.OK, said.exitCode(), said.err());
        assertEquals(
                "limit\tcontrol\tscope\tvalue\twarn\tunit\tsince\ttime\tuser\treason",
                said.lines().get(0));
        assertEquals(1 + rowsOfTheExample(), said.lines().size());
        assertTrue(said.out().contains("order-quantity\tP2\tinstrument:SIM1-USD\t1000\t800\tquantity\t"), said.out());
        assertTrue(said.out().contains("daily-loss\tL1\tall\t90%\t72%\tpercent\t"), said.out());
        assertTrue(said.out().contains("reward-to-risk\tP16\tall\t1.9\t-\tratio\t"), said.out());
        assertTrue(said.out().contains("message-rate\tP21\tvenue:paper\t100000\t80000\tcount\t"), said.out());
        assertTrue(
                said.lines().stream().skip(1).allMatch(line -> line.endsWith("Z\t" + USER + "\tconfiguration")),
                said.out());
    }

    @Test
    void showsOneDocumentWithASchemaVersion() {
        final Said said = Said.by("limits", "show", "--json", "--dir", run);

        assertEquals(1, said.lines().size());
        assertTrue(said.out().startsWith("{\"schema\":\"breakwater.limits/1\""), said.out());
        assertTrue(said.out().contains("\"asOfInputSequence\":"), said.out());
        assertTrue(said.out().contains("\"limit\":\"score\",\"control\":\"P16\",\"scope\":\"all\""), said.out());
    }

    @Test
    void showsAConfigurationAsItWouldBeInForce() throws IOException {
        final Said said = Said.by("limits", "show", "--config", EXAMPLE);

        assertEquals(ExitCode.OK, said.exitCode(), said.err());
        assertEquals(1 + rowsOfTheExample(), said.lines().size());
        assertTrue(
                said.out().contains("daily-loss\tL1\tall\t90%\t72%\tpercent\t-\t-\t-\t" + EXAMPLE + ":"), said.out());
    }

    @Test
    void aConfigurationIsTheSameAsTheRunThatItBegan() throws IOException {
        final Said said = Said.by("limits", "diff", EXAMPLE, "--dir", run);

        assertEquals(ExitCode.OK, said.exitCode(), said.out());
        assertTrue(said.err().contains(rowsOfTheExample() + " same as of input"), said.err());
    }

    @Test
    void comparesRowByRowTheWorstFirst() throws IOException {
        final Path file = file(
                "{limit: daily-loss, value: 90%, warn: 80%}",
                "{limit: score, value: 5}",
                "{limit: stop-distance, value: 0.3%}",
                "{limit: open-orders, value: 1000}",
                "{limit: order-quantity, strategy: churn-1, value: 7}",
                "{limit: order-notional, value: 500000.5}",
                "{limit: drawdown, value: 90%, warn: 10%}");

        final Said said = Said.by("limits", "diff", file, "--dir", run);

        assertEquals(ExitCode.DIFFERS, said.exitCode());
        assertEquals(
                List.of(
                        "change\tlimit\tcontrol\tscope\tinForce\tfile\twarnInForce\twarnFile\tline",
                        "looser\tstop-distance\tP16\tall\t0.4%\t0.3%\t-\t-\t4",
                        "looser\tdaily-loss\tL1\tall\t90%\t90%\t72%\t80%\t2",
                        "new\torder-quantity\tP2\tstrategy:churn-1\t-\t7\t-\t6\t6",
                        "tighter\tscore\tP16\tall\t4\t5\t-\t-\t3",
                        "tighter\torder-notional\tP3\tall\t1000000\t500000.5\t800000\t400000.4\t7",
                        "tighter\tdrawdown\tL3\tall\t90%\t90%\t72%\t10%\t8",
                        "same\topen-orders\tP17\tall\t1000\t1000\t800\t800\t5"),
                said.lines());
    }

    @Test
    void aStrategysFirstRowThatTakesThePlaceOfTheGlobalOneMayLoosenIt() throws IOException {
        final Path file =
                file("{limit: score, strategy: churn-1, value: 3}", "{limit: score, strategy: churn-2, value: 5}");

        final Said said = Said.by("limits", "diff", file, "--dir", run);

        assertTrue(said.lines().get(1).startsWith("looser\tscore\tP16\tstrategy:churn-1\t-\t3\t"), said.out());
        assertTrue(said.lines().get(2).startsWith("new\tscore\tP16\tstrategy:churn-2\t-\t5\t"), said.out());
    }

    @Test
    void namesEveryFindingOfAFileByLineAndColumn() throws IOException {
        final Path file = file(
                "{limit: order-quantity, instrument: SIM9-USD, value: 1}",
                "{limit: dialy-loss, value: 2%}",
                "{limit: score, value: -1}",
                "{limit: drawdown, value: 5%, wran: 4%}");

        final Said said = Said.by("limits", "diff", file, "--dir", run);

        assertEquals(ExitCode.REFUSED, said.exitCode());
        assertTrue(
                said.err().contains(file + ":2:41: instrument 'SIM9-USD' is not defined above; did you mean"),
                said.err());
        assertTrue(
                said.err().contains(file + ":3:13: limit: 'dialy-loss' is unknown; did you mean 'daily-loss'?"),
                said.err());
        assertTrue(said.err().contains(file + ":4:"), said.err());
        assertTrue(said.err().contains("unknown key 'wran'"), said.err());
        assertTrue(said.err().contains("findings; nothing was started or changed"), said.err());
    }

    @Test
    void refusesARowThatStandsTwice() throws IOException {
        final Path file = file("{limit: open-orders, value: 10}", "{limit: open-orders, value: 11}");

        final Said said = Said.by("limits", "diff", file, "--dir", run);

        assertEquals(ExitCode.REFUSED, said.exitCode());
        assertTrue(said.err().contains(file + ":3:1: limit open-orders stands twice"), said.err());
    }

    @Test
    void refusesAFileWithoutLimitsAndOneThatIsNotThere() throws IOException {
        final Path empty = Files.writeString(temp.resolve("empty.yaml"), "limits: []\n");

        assertEquals(
                ExitCode.REFUSED, Said.by("limits", "diff", empty, "--dir", run).exitCode());
        assertEquals(
                ExitCode.REFUSED,
                Said.by("limits", "diff", temp.resolve("absent.yaml"), "--dir", run)
                        .exitCode());
    }

    @Test
    void appliesNothingWithoutAnEngineAndNothingThatIsTheSame() throws IOException {
        final Said noEngine =
                Said.by("limits", "apply", file("{limit: score, value: 5}"), "--reason", "x", "--dir", run);
        final Said same = Said.by("limits", "apply", file("{limit: score, value: 4}"), "--reason", "x", "--dir", run);

        assertEquals(ExitCode.NOT_FOUND, noEngine.exitCode(), noEngine.err());
        assertTrue(noEngine.err().contains("no engine runs in"), noEngine.err());
        assertEquals(ExitCode.OK, same.exitCode());
        assertTrue(same.out().startsWith("nothing to change: 1 same as of input"), same.out());
    }

    @Test
    void loosensNothingWithoutASecondPersonAndTightensNothingBesides() throws IOException {
        final Path file = file("{limit: score, value: 5}", "{limit: drawdown, value: 95%}");

        final Said said = Said.by("limits", "apply", file, "--reason", "x", "--dry-run", "--dir", run);

        assertEquals(ExitCode.NOT_PERMITTED, said.exitCode());
        assertTrue(said.err().contains("looser L3 drawdown all value 90% -> 95%"), said.err());
        assertTrue(said.err().contains("nothing was sent"), said.err());
        assertFalse(said.err().contains("score"), said.err());
    }

    @Test
    void wantsAReasonWithWordsInIt() throws IOException {
        final Path file = file("{limit: score, value: 5}");

        assertEquals(
                ExitCode.USAGE, Said.by("limits", "apply", file, "--dir", run).exitCode());
        assertEquals(
                ExitCode.USAGE,
                Said.by("limits", "apply", file, "--reason", " ", "--dir", run).exitCode());
    }

    @Test
    void pretendsWithoutAnEngine() throws IOException {
        final Said said = Said.by(
                "limits", "apply", file("{limit: score, value: 5}"), "--reason", "x", "--dry-run", "--dir", run);

        assertEquals(ExitCode.OK, said.exitCode(), said.err());
        assertEquals(
                "tighter P16 score all value 4 -> 5 warn - -> -", said.lines().get(0));
    }

    private static long rowsOfTheExample() throws IOException {
        try (var lines = Files.lines(EXAMPLE)) {
            return lines.filter(line -> line.contains("{limit:")).count();
        }
    }

    private static Path file(final String... rows) throws IOException {
        return Files.writeString(temp.resolve("limits.yaml"), "limits:\n  - " + String.join("\n  - ", rows) + "\n");
    }
}
