package breakwater.journal.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.Child;
import breakwater.journal.Records;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlFileTest {
    @TempDir
    Path temp;

    @Test
    void showsEachMappingWhatTheOtherStores() {
        final Path path = temp.resolve("control.dat");
        try (ControlFile engine = ControlFile.create(path, 42, 1);
                ControlFile tool = ControlFile.open(path)) {
            engine.page().set(Word.HEARTBEAT, 77);
            assertEquals(77, tool.page().get(Word.HEARTBEAT));
            assertEquals(42, tool.page().pid());

            tool.page().raise(ControlPage.index(ScopeType.STRATEGY, 3), Level.CANCEL_ONLY.value());
            assertEquals(Level.CANCEL_ONLY.value(), engine.page().coveringLevel(0, 0, 0, 3, 0));
        }
    }

    @Test
    void seesTheKillOfAnotherProcessAndKeepsItOverARestart() throws Exception {
        final Path path = temp.resolve("control.dat");
        try (ControlFile engine = ControlFile.create(path, 1, 1)) {
            engine.page().set(Word.JOURNALED, 812);
            try (Child child = Child.start(Kill.class, path)) {
                assertEquals("killed", child.line());
            }
            assertEquals(Level.KILLED.value(), engine.page().coveringLevel(0, 0, 0, 0, 0));
        }
        try (ControlFile again = ControlFile.create(path, 2, 2)) {
            assertEquals(Level.KILLED.value(), again.page().coveringLevel(0, 0, 0, 0, 0));
            assertEquals(812, again.previousJournaled());
            assertEquals(812, again.page().get(Word.JOURNALED));
            assertFalse(again.wasDamaged());
        }
    }

    @Test
    void beginsKilledWhereThePageWasNotValid() throws Exception {
        final Path path = temp.resolve("control.dat");
        Files.write(path, new byte[100]);
        assertThrows(IllegalStateException.class, () -> ControlFile.open(path));

        try (ControlFile engine = ControlFile.create(path, 1, 1)) {
            assertTrue(engine.wasDamaged());
            assertEquals(Level.KILLED.value(), engine.page().coveringLevel(0, 0, 0, 0, 0));
        }
        assertTrue(Files.exists(temp.resolve("control.bad")));
    }

    @Test
    void handsCommandsOverInOrderAndSkipsOneThatWasNeverFinished() {
        final Path path = temp.resolve("commands.dat");
        final Records records = new Records();
        final List<Integer> taken = new ArrayList<>();
        try (CommandFile engine = CommandFile.create(path);
                CommandFile tool = CommandFile.open(path)) {
            assertTrue(tool.offer(records.buffer(), 0, records.encode(1)));
            assertTrue(tool.offer(records.buffer(), 0, records.encode(3)));
            tool.ring().tryClaim(5, 64);
            assertTrue(tool.offer(records.buffer(), 0, records.encode(3)));

            for (long now = 0; now < 5 * CommandFile.STUCK_NS; now += CommandFile.STUCK_NS / 2) {
                engine.poll((type, buffer, offset, length) -> taken.add(type), 10, now);
            }

            assertEquals(List.of(2, 40, 40), taken);
        }
    }

    @Test
    void saysWhenTheCommandRingIsFull() {
        final Path path = temp.resolve("commands.dat");
        final Records records = new Records();
        try (CommandFile engine = CommandFile.create(path)) {
            int count = 0;
            while (engine.offer(records.buffer(), 0, records.encode(1))) {
                count++;
            }
            assertTrue(count > 1_000, "took " + count);
            assertEquals(
                    count,
                    engine.poll((type, buffer, offset, length) -> {}, Integer.MAX_VALUE, 0)
                            + engine.poll((type, buffer, offset, length) -> {}, Integer.MAX_VALUE, 0));
        }
    }

    /** Kills everything through the page. */
    static final class Kill {
        private Kill() {}

        public static void main(final String[] arguments) {
            try (ControlFile control = ControlFile.open(Path.of(arguments[0]))) {
                control.page().raise(ControlPage.index(ScopeType.GLOBAL, 0), Level.KILLED.value());
            }
            System.out.println("killed");
        }
    }
}
