package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.Breakwater;
import breakwater.tools.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that an earlier build recorded still replays to the same bytes. Where a change of decisions is meant, this
 * test fails by design: say so in the changelog, record a new journal beside the old, and hold the old one to its inputs.
 */
class GoldenJournalTest {
    @TempDir
    private Path temp;

    @Test
    void theJournalOfVersion010ReplaysToItsRecordedOutputs() {
        final Path folder = GoldenJournal.unpack("journal-0.1.0.zip", temp);

        assertEquals(ExitCode.OK, Breakwater.run("journal", "verify", "--dir", folder.toString()));
        final String said = replay(folder);

        assertTrue(said.contains("identical: 909 decisions, 777 orders, 300 fills"), said);
    }

    private String replay(final Path folder) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertEquals(ExitCode.OK, Breakwater.run("replay", "--verify", "--dir", folder.toString()));
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
