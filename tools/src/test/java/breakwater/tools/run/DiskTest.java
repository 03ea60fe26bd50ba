package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run folder on a small disk of its own. Skipped where this user may not mount one. */
class DiskTest {
    @TempDir
    private Path temp;

    private Path disk;

    @Test
    void refusesARunFolderThatCannotBeWrittenAndSaysWhatToDo() throws Exception {
        mount("size=8m,ro");

        final IllegalStateException refused = assertThrows(IllegalStateException.class, this::open);

        assertTrue(
                refused.getMessage().contains(disk.toString())
                        && refused.getMessage().contains("choose another --dir"),
                refused.getMessage());
    }

    @Test
    void refusesADiskWithoutItsReserveAndLeavesNothingOwned() throws Exception {
        mount("size=64m");

        final IllegalStateException refused = assertThrows(IllegalStateException.class, this::open);

        assertTrue(refused.getMessage().contains("reserve is"), refused.getMessage());
        breakwater.journal.RunFolder.own(disk.resolve("run")).close();
    }

    @Test
    void stopsAtTheReserveWithNothingLostAndStartsCancelOnlyAfterwards() throws Exception {
        mount("size=272m");
        final long acknowledged;
        try (Session session = open()) {
            while (!session.isFinished() && session.failures().isEmpty()) {
                session.step();
            }
            assertTrue(
                    session.failures().get(0).contains("reserve is"),
                    session.failures().toString());
            assertEquals(1, session.page().get(Word.JOURNAL_FAILED));
            assertEquals(
                    Level.CANCEL_ONLY.value(),
                    ControlPage.level(session.page().word(ControlPage.index(ScopeType.GLOBAL, 0))));
            acknowledged = session.page().get(Word.JOURNALED);
        }
        assertTrue(acknowledged > 1_000, "failed too early: " + acknowledged);

        run("mount", "-o", "remount,size=1g", disk.toString());
        try (Session session = open()) {
            assertTrue(session.recovery().inputSequence() >= acknowledged);
            assertFalse(session.recovery().isDamaged(), session.recovery().describe());
            session.settle();
            assertEquals(Level.CANCEL_ONLY, session.engine().monitor().level(ScopeType.GLOBAL, 0));
        }
    }

    private Session open() throws Exception {
        return Session.open(
                ConfigFile.parse("churn.yaml", EngineChild.churnText()),
                new Session.Options(disk.resolve("run"), Pace.MAX, true, "max", 1 << 20),
                List.of(Feeds.open("generate:seed=1,instruments=3,rate=5000,count=200000")));
    }

    private void mount(final String options) throws Exception {
        disk = Files.createDirectory(temp.resolve("disk"));
        final boolean isMounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()) == 0;
        if (!isMounted) {
            disk = null;
        }
        assumeTrue(isMounted, "this user may not mount a tmpfs");
    }

    private static int run(final String... command) throws Exception {
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            run("umount", disk.toString());
        }
    }
}
