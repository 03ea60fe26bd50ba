package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.Breakwater;
import breakwater.tools.ExitCode;
import breakwater.tools.config.ConfigFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say, and how the engine starts, when a journal of a finished run is not what was written. */
class DamagedJournalTest {
    private static final int HEADER = 64;
    private static final int PRICE_BYTE = 70;

    @TempDir
    private Path temp;

    private long inputs;

    @BeforeEach
    void runToTheEnd() throws Exception {
        try (Session session = open()) {
            while (!session.isFinished()) {
                session.step();
            }
            inputs = session.engine().sequence();
        }
        assertEquals(ExitCode.OK, Breakwater.run("journal", "verify", dir().toString()));
    }

    @Test
    void aFlippedBitInAnInputIsNamedQuarantinedAndMakesTheNextStartCancelOnly() throws Exception {
        final long record = inputs / 2;
        flip(false, record);

        assertIntegrity("input\tDAMAGED", "record " + record + " of ", "journal", "verify", dir().toString());
        assertIntegrity("input", "record " + record + " of ", "replay", dir().toString(), "--verify");
        assertStartsCancelOnly("input-000001", true);
    }

    @Test
    void aFlippedBitInAnOutputIsNamedQuarantinedAndMakesTheNextStartCancelOnly() throws Exception {
        flip(true, 500);

        assertIntegrity("output\tDAMAGED", "record 500 of ", "journal", "verify", dir().toString());
        assertIntegrity("output", "record 500 of ", "replay", dir().toString(), "--verify");
        assertStartsCancelOnly("output-000001", false);
    }

    @Test
    void aTruncatedTailIsKnownByTheJournaledWord() throws Exception {
        final long record = inputs - 100;
        final Path file = fileOf(false);
        try (RandomAccessFile journal = new RandomAccessFile(file.toFile(), "rw")) {
            journal.setLength(offsetOf(false, record, file));
        }

        final String said = assertIntegrity("input\tDAMAGED", "", "journal", "verify", dir().toString());
        assertTrue(said.contains("lost") || said.contains("record"), said);
        assertIntegrity("input", "", "replay", dir().toString(), "--verify");
        assertStartsCancelOnly(null, true);
    }

    private void assertStartsCancelOnly(final String quarantined, final boolean isInputLost) throws Exception {
        try (Session session = open()) {
            assertTrue(session.recovery().isDamaged());
            assertEquals(Level.CANCEL_ONLY, session.engine().monitor().level(ScopeType.GLOBAL, 0));
            assertEquals(List.of(), session.failures());
            if (quarantined != null) {
                final Path aside = session.folder().quarantineFolder().resolve(quarantined);
                assertTrue(Files.readString(aside.resolve("REASON.txt")).contains("record"), aside.toString());
            }
        }
        try (Session session = open()) {
            // Lost inputs are witnessed by their outputs until new inputs have passed them.
            assertEquals(
                    isInputLost,
                    session.recovery().isDamaged(),
                    session.recovery().describe());
            assertEquals(Level.CANCEL_ONLY, session.engine().monitor().level(ScopeType.GLOBAL, 0), "it stays latched");
        }
    }

    private String assertIntegrity(final String which, final String where, final String... command) {
        final PrintStream out = System.out;
        final PrintStream err = System.err;
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            System.setErr(captured);
            assertEquals(ExitCode.INTEGRITY, Breakwater.run(command), said::toString);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        final String text = said.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains(which) && text.contains(where), text);
        return text;
    }

    private void flip(final boolean isOutput, final long record) throws IOException {
        final Path file = fileOf(isOutput);
        final long at = offsetOf(isOutput, record, file) + PRICE_BYTE;
        try (RandomAccessFile journal = new RandomAccessFile(file.toFile(), "rw")) {
            journal.seek(at);
            final int value = journal.read();
            journal.seek(at);
            journal.write(value ^ 4);
        }
    }

    private Path fileOf(final boolean isOutput) throws IOException {
        try (Stream<Path> files = Files.list(RunFolder.view(dir()).journalFolder(isOutput, 1))) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Finds a record by its header, which no other record shares. */
    private long offsetOf(final boolean isOutput, final long record, final Path file) throws IOException {
        final byte[] header = new byte[HEADER];
        try (JournalTailer tailer = JournalTailer.after(RunFolder.view(dir()), isOutput, record - 1)) {
            assertTrue(tailer.next());
            tailer.buffer().getBytes(tailer.offset(), header);
        }
        final byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at + HEADER <= bytes.length; at++) {
            if (Arrays.equals(header, 0, HEADER, bytes, at, at + HEADER)) {
                return at;
            }
        }
        throw new AssertionError("record " + record + " is not in " + file);
    }

    private Path dir() {
        return temp.resolve("run");
    }

    private Session open() throws Exception {
        return Session.open(
                ConfigFile.parse("churn.yaml", EngineChild.churnText()),
                new Session.Options(dir(), Pace.MAX, true, "max", 1 << 20),
                List.of(Feeds.open("generate:seed=1,instruments=3,rate=5000,count=400")));
    }
}
