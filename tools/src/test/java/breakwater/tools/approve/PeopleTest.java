package breakwater.tools.approve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import breakwater.tools.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may approve, and the keys with which they do. */
class PeopleTest {
    private static final List<Config.ApproverRow> BOB = List.of(new Config.ApproverRow("bob", "AAAA"));

    @TempDir
    private Path temp;

    @Test
    void theFirstStartWritesThemDownAndALaterOneMustSayTheSame() {
        People.establish(temp, BOB, false);
        final People people = People.read(temp);

        People.establish(temp, BOB, true);

        assertEquals(BOB, people.approvers());
        assertEquals(people, People.read(temp));
        for (final List<Config.ApproverRow> other :
                List.of(List.<Config.ApproverRow>of(), List.of(new Config.ApproverRow("bob", "BBBB")))) {
            final CommandFailure refused =
                    assertThrows(CommandFailure.class, () -> People.establish(temp, other, true));
            assertEquals(ExitCode.NOT_PERMITTED, refused.exitCode());
        }
        assertEquals(people, People.read(temp));
    }

    @Test
    void aFolderThatBeganWithoutApproversKeepsNone() {
        assertThrows(CommandFailure.class, () -> People.establish(temp, BOB, true));

        People.establish(temp, List.of(), true);

        assertEquals(List.of(), People.read(temp).approvers());
    }

    @Test
    void noTwoFoldersAreCalledTheSame() throws IOException {
        final Path a = Files.createDirectory(temp.resolve("a"));
        final Path b = Files.createDirectory(temp.resolve("b"));
        People.establish(a, BOB, false);
        People.establish(b, BOB, false);

        assertNotEquals(People.read(a).folder(), People.read(b).folder());
    }

    @Test
    void aFileThatNoEngineWroteApprovesNothing() throws IOException {
        Files.writeString(temp.resolve("people"), "breakwater-people 1\nfolder 12\n");

        final CommandFailure refused = assertThrows(CommandFailure.class, () -> People.read(temp));

        assertEquals(ExitCode.PRECONDITION, refused.exitCode());
    }

    @Test
    void aKeyIsForItsOwnerAloneAndNeverPrintedNorWrittenOver() throws IOException {
        final Path file = temp.resolve("bob.key");

        final Said said = Said.by("approve", "new-key", "--user", "bob", "--out", file);

        assertEquals(ExitCode.OK, said.exitCode(), said.err());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        final List<String> lines = Files.readAllLines(file);
        final String secret = lines.get(3).substring("private ".length());
        assertTrue(
                said.out().contains("{name: bob, key: " + lines.get(2).substring("public ".length()) + "}"),
                said.out());
        assertFalse((said.out() + said.err()).contains(secret));
        assertFalse(KeyFile.read(file).toString().contains(secret));
        assertEquals(
                ExitCode.PRECONDITION,
                Said.by("approve", "new-key", "--user", "bob", "--out", file).exitCode());
        assertEquals(lines, Files.readAllLines(file));
        assertEquals(
                ExitCode.USAGE,
                Said.by("approve", "new-key", "--user", "bob the second", "--out", file)
                        .exitCode());
    }

    @Test
    void aKeyThatOthersMayReadSignsNothing() throws IOException {
        final Path file = temp.resolve("bob.key");
        KeyFile.create(file, "bob");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        final CommandFailure refused = assertThrows(CommandFailure.class, () -> KeyFile.read(file));

        assertEquals(ExitCode.NOT_PERMITTED, refused.exitCode());
        assertTrue(refused.getMessage().contains("chmod 600"), refused.getMessage());
    }
}
