package breakwater.tools.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.run.StoppedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing a change, and offering it to a run whose engine has stopped: everything but the frames. */
class ApproveCommandTest {
    private static final String USER = System.getProperty("user.name");

    @TempDir
    private static Path temp;

    private static Path run;
    private static Path key;
    private static Path own;

    @BeforeAll
    static void runOnce() throws Exception {
        run = temp.resolve("run");
        key = temp.resolve("bob.key");
        own = temp.resolve("own.key");
        final Said bob = Said.by("approve", "new-key", "--user", "bob", "--out", key);
        final Said me = Said.by("approve", "new-key", "--user", USER, "--out", own);
        StoppedRun.of(run, "approvers:\n" + bob.out() + me.out());
    }

    @Test
    void signsWhatWouldChangeAndPrintsIt() throws IOException {
        final Said said = approve(file("drawdown, value: 95%"), key, USER);

        assertEquals(ExitCode.OK, said.exitCode(), said.err());
        assertEquals(
                "looser L3 drawdown all value 90% -> 95% warn 72% -> 76%",
                said.lines().get(0));
        assertTrue(said.lines().get(1).startsWith("signed by bob for " + USER + " until "), said.out());
    }

    @Test
    void allowsExactlyWhatWasSigned() throws IOException {
        final Path wider = file("drawdown, value: 95%");
        assertEquals(ExitCode.OK, approve(wider, key, USER).exitCode());

        final Said same = apply(wider, "--confirm-loosen", "--approval", approval(), "--dry-run");
        final Said unconfirmed = apply(wider, "--approval", approval(), "--dry-run");
        final Said noEngine = apply(wider, "--confirm-loosen", "--approval", approval());
        final Said other =
                apply(file("drawdown, value: 96%"), "--confirm-loosen", "--approval", approval(), "--dry-run");

        assertEquals(ExitCode.OK, same.exitCode(), same.err());
        assertTrue(same.out().contains("the approval of bob would count"), same.out());
        assertEquals(ExitCode.NOT_PERMITTED, unconfirmed.exitCode());
        assertTrue(unconfirmed.err().contains("say --confirm-loosen"), unconfirmed.err());
        assertEquals(ExitCode.NOT_FOUND, noEngine.exitCode(), noEngine.err());
        assertEquals(ExitCode.NOT_PERMITTED, other.exitCode());
        assertTrue(other.err().contains("is not what would be changed now"), other.err());
        assertEquals("", spent(), "what was not sent is not spent");
    }

    @Test
    void saysWhoMustSignAndHow() throws IOException {
        final Said said = apply(file("drawdown, value: 95%"));

        assertEquals(ExitCode.NOT_PERMITTED, said.exitCode());
        assertTrue(said.err().contains("what one of bob, " + USER + " signs: breakwater approve"), said.err());
    }

    @Test
    void signsNothingThatCouldNeverCount() throws Exception {
        final Path wider = file("drawdown, value: 95%");
        final Path eve = temp.resolve("eve.key");
        assertEquals(
                ExitCode.OK,
                Said.by("approve", "new-key", "--user", "eve", "--out", eve).exitCode());
        final Path noKey = Files.createFile(
                temp.resolve("no.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        assertEquals(ExitCode.NOT_PERMITTED, approve(wider, own, USER).exitCode());
        assertEquals(ExitCode.NOT_PERMITTED, approve(wider, eve, USER).exitCode());
        assertEquals(
                ExitCode.NOT_FOUND, approve(wider, temp.resolve("absent"), USER).exitCode());
        assertEquals(ExitCode.REFUSED, approve(wider, noKey, USER).exitCode());
        assertEquals(
                ExitCode.USAGE, approve(wider, key, USER, "--expires", "25h").exitCode());
        assertEquals(
                ExitCode.USAGE, approve(wider, key, USER, "--expires", "soon").exitCode());
        assertEquals(
                ExitCode.USAGE, approve(wider, key, USER, "--resume", "all").exitCode());
        assertEquals(ExitCode.USAGE, Said.by("approve", wider, "--dir", run).exitCode());
        assertEquals(
                ExitCode.PRECONDITION,
                approve(file("drawdown, value: 90%"), key, USER).exitCode(),
                "it would change nothing");
        assertEquals(
                ExitCode.PRECONDITION,
                Said.by("approve", "--resume", "all", "--key", key, "--author", USER, "--dir", run)
                        .exitCode(),
                "nothing is killed");
    }

    @Test
    void aConfigurationNamesEachApproverAndEachKeyOnce() throws Exception {
        final String line = Files.readAllLines(key).get(2).substring("public ".length());
        for (final String wrong : List.of(
                "  - {name: bob, key: AAAA}\n",
                "  - {name: bob smith, key: " + line + "}\n",
                "  - {name: bob, key: " + line + "}\n  - {name: Bob, key: " + line + "}\n",
                "  - {name: bob}\n")) {
            final String text = Files.readString(Path.of("src/main/resources/examples/churn.yaml"));
            final ConfigException refused = assertThrows(
                    ConfigException.class, () -> ConfigFile.parse("c.yaml", text + "approvers:\n" + wrong), wrong);
            assertTrue(refused.findings().get(0).line() > 0, refused.getMessage());
        }
    }

    @Test
    void aStartMayNotChangeWhoApproves() {
        final CommandFailure refused = assertThrows(CommandFailure.class, () -> StoppedRun.of(run, ""));

        assertEquals(ExitCode.NOT_PERMITTED, refused.exitCode());
        assertTrue(refused.getMessage().contains("who may approve is not changed by a start"), refused.getMessage());
    }

    private static Said approve(final Path file, final Path with, final String author, final String... more) {
        final List<Object> line = new ArrayList<>(
                List.of("approve", file, "--key", with, "--author", author, "--out", approval(), "--dir", run));
        line.addAll(List.of(more));
        return Said.by(line.toArray());
    }

    private static Said apply(final Path file, final Object... more) {
        final List<Object> line = new ArrayList<>(List.of("limits", "apply", file, "--reason", "volume", "--dir", run));
        line.addAll(List.of(more));
        return Said.by(line.toArray());
    }

    private static Path approval() {
        return temp.resolve("approval");
    }

    private static String spent() throws IOException {
        final Path file = run.resolve("approvals");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static Path file(final String row) throws IOException {
        return Files.writeString(temp.resolve("limits.yaml"), "limits:\n  - {limit: " + row + "}\n");
    }
}
