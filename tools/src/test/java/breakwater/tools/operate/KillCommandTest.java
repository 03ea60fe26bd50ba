package breakwater.tools.operate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.KillDecoder;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.control.CommandFile;
import breakwater.journal.control.ControlFile;
import breakwater.tools.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillCommandTest {
    private static final int ALL = ControlPage.index(ScopeType.GLOBAL, 0);
    private static final int SOL = ControlPage.index(ScopeType.STRATEGY, 3);

    @TempDir
    private Path folder;

    private ControlFile control;

    @BeforeEach
    void runEngine() {
        control = ControlFile.create(
                folder.resolve("control.dat"), ProcessHandle.current().pid(), EnginePage.nowNs());
        control.page().name(ScopeType.STRATEGY, 3, "sol-grid");
        control.page().set(Word.PHASE, ControlPage.PHASE_RUNNING);
        control.page().set(Word.HEARTBEAT, EnginePage.nowNs());
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void refusesWithoutScopeOrReasonAndRaisesNothing() {
        assertEquals(2, failure("--reason", "x").exitCode());
        assertEquals(2, failure("--all").exitCode());
        assertEquals(2, failure("--all", "--reason", " ").exitCode());
        assertEquals(
                2, failure("--all", "--strategy", "sol-grid", "--reason", "x").exitCode());
        assertEquals(2, failure("--all", "--reason", "x", "--wait", "soon").exitCode());
        assertEquals(0, control.page().word(ALL));
    }

    @Test
    void suggestsTheNearestLevelOptionAndName() {
        assertTrue(failure("--all", "--reason", "x", "--level", "order")
                .getMessage()
                .contains("'orders'"));
        assertTrue(failure("--al", "--reason", "x").getMessage().contains("--all"));
        final CommandFailure unknown = failure("--strategy", "sol-gird", "--reason", "x");
        assertEquals(3, unknown.exitCode());
        assertTrue(unknown.getMessage().contains("'sol-grid'"), unknown.getMessage());
    }

    @Test
    void raisesTheWordAndHandsUserAndReasonToTheEngine() {
        try (CommandFile ring = CommandFile.create(folder.resolve("commands.dat"))) {
            assertEquals(0, kill("--strategy", "sol-grid", "--level", "orders", "--reason", "inventory drifting"));

            final List<String> commands = new ArrayList<>();
            ring.poll(
                    (type, buffer, index, length) -> {
                        final KillDecoder kill = new KillDecoder();
                        final Frame frame = new Frame().wrap(buffer, index);
                        kill.wrap(buffer, frame.blockOffset(), frame.blockLength(), frame.version());
                        commands.add(kill.scopeType() + " " + kill.scopeId() + " " + kill.level() + " "
                                + kill.generation() + " " + kill.reason());
                    },
                    10,
                    0);
            assertEquals(List.of("STRATEGY 3 CANCEL_ONLY 1 inventory drifting"), commands);
        }
        assertEquals(Level.CANCEL_ONLY.value(), ControlPage.level(control.page().word(SOL)));
        assertEquals(0, control.page().word(ALL));
    }

    @Test
    void neverLowersAWordThatStands() {
        control.page().raise(ALL, Level.KILLED.value());

        assertEquals(0, kill("--all", "--level", "entries", "--reason", "x"));

        assertEquals(Level.KILLED.value(), ControlPage.level(control.page().word(ALL)));
    }

    @Test
    void latchesForTheNextStartWhereNoEngineRuns() {
        control.page().set(Word.PHASE, ControlPage.PHASE_STOPPED);
        control.page().sending(0, 77);

        assertEquals(0, kill("--all", "--reason", "x"));

        assertEquals(Level.REDUCE_ONLY.value(), ControlPage.level(control.page().word(ALL)));
    }

    @Test
    void saysThatASenderIsStuckAndKeepsTheLatch() {
        control.page().sending(4, 812);

        assertEquals(7, kill("--all", "--reason", "x", "--wait", "20ms"));

        assertEquals(Level.REDUCE_ONLY.value(), ControlPage.level(control.page().word(ALL)));
    }

    @Test
    void trustsASenderThatHasNewerWork() {
        control.page().sending(4, 812);
        final SenderWatch watch = SenderWatch.after(control.page());
        control.page().sending(4, 813);

        assertEquals(SenderWatch.NONE, watch.await(0));
    }

    @Test
    void pretendsWithoutChangingAnything() {
        assertEquals(0, kill("--all", "--reason", "x", "--dry-run"));

        assertEquals(0, control.page().word(ALL));
    }

    @Test
    void leavesAPageThatIsNotValidAsItIs() throws IOException {
        final Path page = folder.resolve("control.dat");
        final byte[] bytes = Files.readAllBytes(page);
        bytes[0] ^= 1;
        Files.write(page, bytes);

        final CommandFailure bad = failure("--all", "--reason", "x");

        assertEquals(3, bad.exitCode());
        assertTrue(bad.getMessage().contains("KILLED"), bad.getMessage());
        assertArrayEquals(bytes, Files.readAllBytes(page));
    }

    @Test
    void findsNoEngineInAnEmptyFolder() throws IOException {
        final Path empty = Files.createDirectory(folder.resolve("empty"));

        assertEquals(
                3,
                assertThrows(
                                CommandFailure.class,
                                () -> KillCommand.run(null, "--all", "--reason", "x", "--dir", empty.toString()))
                        .exitCode());
    }

    @Test
    void statusChecksHealthAndNamesTheKillWords() {
        assertEquals(0, StatusCommand.run("--check", "--dir", folder.toString()));
        control.page().set(Word.JOURNAL_FAILED, 1);
        assertEquals(1, StatusCommand.run("--check", "--json", "--dir", folder.toString()));
        control.page().set(Word.JOURNAL_FAILED, 0);
        control.page().set(Word.HEARTBEAT, EnginePage.nowNs() - 60_000_000_000L);
        assertEquals(1, StatusCommand.run("--check", "--dir", folder.toString()));
        assertEquals(0, StatusCommand.run("--dir", folder.toString()));
    }

    private int kill(final String... arguments) {
        final List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--dir", folder.toString()));
        return KillCommand.run(null, all.toArray(String[]::new));
    }

    private CommandFailure failure(final String... arguments) {
        return assertThrows(CommandFailure.class, () -> kill(arguments));
    }
}
