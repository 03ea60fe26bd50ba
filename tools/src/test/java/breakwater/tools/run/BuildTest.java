package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.journal.JournalAppender;
import breakwater.journal.JournalHeader;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.operate.VersionCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** K10: who wrote a folder, and who may go on in it. */
class BuildTest {
    @TempDir
    private Path temp;

    /** Leaves a folder as a build leaves it that has started once and done nothing. */
    private void writtenBy(final String build, final long schemaHash) throws Exception {
        try (RunFolder folder = RunFolder.own(temp)) {
            JournalAppender.open(
                            folder.inputFolder(1), new JournalHeader(1, false, build, 1, schemaHash, 0, 0, 0), 1 << 20)
                    .close();
        }
    }

    private CommandFailure refusal(final String takenOver) {
        return assertThrows(CommandFailure.class, () -> {
            try (RunFolder folder = RunFolder.own(temp)) {
                Build.requireSame(folder, takenOver);
            }
        });
    }

    private void taken(final String takenOver) {
        assertDoesNotThrow(() -> {
            try (RunFolder folder = RunFolder.own(temp)) {
                Build.requireSame(folder, takenOver);
            }
        });
    }

    @Test
    void aFolderThatNobodyWroteAndOneOfThisBuildAreTaken() throws Exception {
        taken(null);
        writtenBy(VersionCommand.version(), Build.schemaHash());
        taken(null);
    }

    @Test
    void aFolderOfAnotherVersionIsTakenOnceItIsNamed() throws Exception {
        writtenBy("0.0.9", Build.schemaHash());
        assertEquals(ExitCode.PRECONDITION, refusal(null).exitCode());
        assertTrue(
                refusal("0.0.8").getMessage().contains("--take-over 0.0.9"),
                refusal("0.0.8").getMessage());
        taken("0.0.9");
    }

    @Test
    void aFolderOfAnotherSchemaIsNeverTaken() throws Exception {
        writtenBy("0.0.9", Build.schemaHash() + 1);
        assertEquals(ExitCode.PRECONDITION, refusal("0.0.9").exitCode());
        assertTrue(
                refusal("0.0.9").getMessage().contains("schema"),
                refusal("0.0.9").getMessage());
    }

    @Test
    void anEngineDoesNotStartOnOne() throws Exception {
        writtenBy("0.0.9", Build.schemaHash());
        final CommandFailure refusal = assertThrows(
                CommandFailure.class,
                () -> Session.open(
                        ConfigFile.parse("churn.yaml", EngineChild.churnText()),
                        new Session.Options(temp, Pace.MAX, true, "max", 1 << 20),
                        List.of(Feeds.open("generate:seed=1,instruments=3,rate=10,count=100"))));
        assertTrue(refusal.getMessage().contains("0.0.9"), refusal.getMessage());
    }
}
