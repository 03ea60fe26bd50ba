package breakwater.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path temp;

    @Test
    void refusesASecondOwnerAndNamesTheFirst() {
        try (RunFolder owner = RunFolder.own(temp)) {
            final OwnedException refused = assertThrows(OwnedException.class, () -> RunFolder.own(temp));
            assertEquals(ProcessHandle.current().pid(), refused.pid());
            assertTrue(owner.isOwned());
        }
        RunFolder.own(temp).close();
    }

    @Test
    void refusesAnOwnerFromAnotherProcessUntilThatDies() throws Exception {
        try (Child child = Child.start(Child.OwnRunFolder.class, temp)) {
            assertEquals("owned", child.line());
            assertEquals(
                    child.pid(),
                    assertThrows(OwnedException.class, () -> RunFolder.own(temp))
                            .pid());
            child.kill();
        }
        RunFolder.own(temp).close();
    }

    @Test
    void isPrivateAndCountsRunsOfBothJournalsAndOfQuarantine() throws Exception {
        try (RunFolder folder = RunFolder.own(temp)) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(temp)));
            assertEquals(1, folder.nextRun());
            Files.createDirectories(folder.outputFolder(3));
            assertEquals(4, folder.nextRun());
            Files.createDirectories(folder.quarantineFolder().resolve("input-000009-2"));
            assertEquals(10, folder.nextRun());
        }
    }

    @Test
    void refusesToViewWhatIsNotARunFolder() {
        assertThrows(IllegalStateException.class, () -> RunFolder.view(temp.resolve("absent")));
    }
}
