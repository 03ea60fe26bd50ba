package breakwater.tools.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillCommandTest {
    @TempDir
    private Path temp;

    /** A venue that repeats itself, answers late and loses some answers stops nothing from being stopped. */
    @Test
    void aVenueThatMisbehavesIsDrilledToo() throws Exception {
        final Path config = temp.resolve("faulty.yaml");
        try (InputStream text = getClass().getResourceAsStream("/examples/churn.yaml")) {
            Files.writeString(
                    config,
                    new String(text.readAllBytes(), StandardCharsets.UTF_8)
                            .replace(
                                    "reject-rate: 1%",
                                    "reject-rate: 1%, faults: {duplicate-fill: 20%, ack-late: 1%, ack-lost: 0.5%}"));
        }
        final Path dir = temp.resolve("drill");

        final Said said = Said.by("drill", "--dir", dir, "--config", config, "--t1", "2s");

        System.out.println(said.err() + said.out());
        assertEquals(ExitCode.OK, said.exitCode(), said.err());
        final Said shown =
                Said.by("journal", "cat", "--dir", dir.resolve("run"), "--output", "--template", "Quarantined");
        assertTrue(shown.out().contains("DUPLICATE"), shown.out());
    }

    @Test
    void everyWayToStopAnEngineIsDrilledAndTheEvidenceKept() throws Exception {
        final Path dir = temp.resolve("drill");

        final Said said = Said.by("drill", "--dir", dir, "--t1", "2s");

        System.out.println(said.err() + said.out());
        assertEquals(ExitCode.OK, said.exitCode(), said.err());
        final JsonNode evidence =
                new ObjectMapper().readTree(dir.resolve("evidence.json").toFile());
        final List<String> steps = new ArrayList<>();
        evidence.get("steps").forEach(step -> steps.add(step.get("step").asText()));
        assertEquals(
                List.of(
                        "kill all entries",
                        "kill venue:paper entries",
                        "kill account:main entries",
                        "kill strategy:churn-1 entries",
                        "kill instrument:SIM1-USD entries",
                        "kill all orders",
                        "kill all flatten",
                        "pause instrument:SIM1-USD",
                        "KILL file",
                        "kill while the engine hangs",
                        "watchdog, engine stopped by a signal",
                        "watchdog, engine killed",
                        "stop"),
                steps);
        assertEquals(said.out(), Files.readString(dir.resolve("evidence.txt")));
        final Said controls = Said.by("controls", "--evidence", dir);
        assertTrue(
                controls.lines().stream().anyMatch(line -> line.startsWith("K6\t") && line.contains(" passed")),
                controls.out());
        assertEquals(ExitCode.PRECONDITION, Said.by("drill", "--dir", dir).exitCode(), "evidence is not written over");
    }

    @Test
    void aStepThatFailedIsWhatTheControlShows() throws Exception {
        final Evidence evidence = new Evidence(Instant.parse("2026-03-02T10:00:00Z"), temp);
        assertFalse(evidence.isPassed(), "nothing was drilled");
        evidence.add(new Evidence.Result("a", List.of("K1", "K2"), 5, Evidence.NONE, "", "it \"failed\""));
        evidence.add(new Evidence.Result("b", List.of("K2", "K3"), 7, 9, "", null));
        evidence.write();

        assertFalse(evidence.isPassed());
        assertEquals(
                Map.of("K1", "2026-03-02 FAILED", "K2", "2026-03-02 FAILED", "K3", "2026-03-02 passed"),
                LastDrill.of(temp));
        assertTrue(evidence.text().contains("1 failed"), evidence.text());
    }

    @Test
    void theNewestOfSeveralDrillsCounts() throws Exception {
        for (final String day : List.of("2026-03-02", "2026-03-04", "2026-03-03")) {
            final Evidence evidence =
                    new Evidence(Instant.parse(day + "T10:00:00Z"), Files.createDirectory(temp.resolve(day)));
            evidence.add(new Evidence.Result("a", List.of("K1"), 5, 6, "", null));
            evidence.write();
        }

        assertEquals(Map.of("K1", "2026-03-04 passed"), LastDrill.of(temp));
        assertEquals(Map.of(), LastDrill.of(temp.resolve("none")));
    }

    @Test
    void whatItCannotUseIsRefusedBeforeAnythingStarts() {
        assertEquals(
                ExitCode.USAGE,
                Said.by("drill", "--dir", temp.resolve("a"), "--t1", "soon").exitCode());
        assertEquals(
                ExitCode.NOT_FOUND,
                Said.by("drill", "--dir", temp.resolve("b"), "--config", temp.resolve("none.yaml"))
                        .exitCode());
    }
}
