package breakwater.tools.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.Breakwater;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
    @TempDir
    private Path folder;

    private int exitCode;

    @BeforeEach
    void write() {
        SmallJournal.write(folder);
    }

    @Test
    void fillsCarryNamesDecimalsAndTheirSequence() throws IOException {
        assertEquals(
                List.of(
                        "time\torder\tstrategy\tinstrument\trole\tside\tquantity\tprice\tfee\trealized\tposition\tflag\tasOf",
                        "2026-03-02T14:20:02.000000000Z\t1-42\tbreakout\tBTC-USD\tENTRY\tBUY\t1.50000\t61420.50\t92.13075000"
                                + "\t0.00000000\t1.50000\tNONE\t2"),
                run("fills"));
    }

    @Test
    void ordersShowTheirLastState() throws IOException {
        assertTrue(run("orders").get(1).contains("\t1.50000\t1.50000\t0.00000\tFILLED\t"));
        assertEquals(1, run("orders", "--open").size());
    }

    @Test
    void positionsAndEventsAreRead() throws IOException {
        assertTrue(run("positions").get(1).startsWith("breakout\tBTC-USD\tmain\t1.50000\t61420.50\t"));
        final List<String> events = run("events", "--kind", "risk");
        assertTrue(
                events.get(1).contains("P14 HEAT BUY 0.00001 BTC-USD at 61420.50 observed 5.5000 % bound 5.0000 %"),
                events.get(1));
    }

    @Test
    void jsonIsOneDocumentWithASchemaVersion() throws IOException {
        final List<String> lines = run("positions", "--json");

        assertEquals(1, lines.size());
        assertTrue(lines.get(0).startsWith("{\"schema\":\"breakwater.positions/1\","), lines.get(0));
        assertTrue(lines.get(0).contains("\"quantity\":\"1.50000\""), lines.get(0));
    }

    @Test
    void sinceLeavesOutWhatIsOlder() throws IOException {
        assertEquals(1, run("fills", "--since", "3").size());
        assertEquals(2, run("fills", "--since", "2026-03-02T14:20:02").size());
        run("fills", "--since", "yesterday");
        assertEquals(2, exitCode);
    }

    @Test
    void catPrintsEachFieldAndFiltersByTemplate() throws IOException {
        final List<String> lines = run("journal", "cat", "--template", "FillBooked", "--output", "--jsonl");

        assertEquals(1, lines.size());
        assertTrue(lines.get(0).contains("\"template\":\"FillBooked\",\"fields\":{\"clientOrderId\":"), lines.get(0));
        assertEquals(4, run("journal", "cat").size());
        run("journal", "cat", "--template", "FillBoked");
        assertEquals(2, exitCode);
    }

    @Test
    void verifySaysSoundAndThenNamesTheChangedRecord() throws IOException {
        assertTrue(run("journal", "verify").get(1).startsWith("output\tsound\t5 records"));
        assertEquals(0, exitCode);
        final Path file;
        try (Stream<Path> files = Files.list(folder.resolve("journal/output/000001"))) {
            file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        final byte[] bytes = Files.readAllBytes(file);
        final byte[] price = {(byte) 0x62, (byte) 0xB8, (byte) 0x5D};
        int at = 0;
        while (bytes[at] != price[0] || bytes[at + 1] != price[1] || bytes[at + 2] != price[2]) {
            at++;
        }
        bytes[at] ^= 1;
        Files.write(file, bytes, StandardOpenOption.WRITE);

        assertTrue(run("journal", "verify").get(1).startsWith("output\tDAMAGED\trecord 1 of"));
        assertEquals(8, exitCode);
        run("fills");
        assertEquals(8, exitCode);
    }

    @Test
    void aFolderWithoutAJournalAndBadUsageHaveTheirExitCodes() throws IOException {
        exitCode = Breakwater.run("fills", "--dir", folder.resolve("absent").toString());
        assertEquals(3, exitCode);
        run("why");
        assertEquals(2, exitCode);
        run("why", "1-43");
        assertEquals(3, exitCode);
        run("why", "BTC-US 2026-03-02T14:15");
        assertEquals(3, exitCode);
        run("replay", "--from", "5", "--to", "4");
        assertEquals(2, exitCode);
    }

    private List<String> run(final String... arguments) throws IOException {
        final String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--dir";
        all[arguments.length + 1] = folder.toString();
        final PrintStream before = System.out;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            exitCode = Breakwater.run(all);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
