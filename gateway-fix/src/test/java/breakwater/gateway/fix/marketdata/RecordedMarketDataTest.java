package breakwater.gateway.fix.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.fix.FixTerms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every message of two real logs, held against a parser that splits text and knows nothing else: a FIX 4.4 market data
 * session of 2011, and a venue's security definitions, which are the larger test of the scanner.
 */
class RecordedMarketDataTest {
    private static final List<FixTerms.Instrument> PAIRS =
            List.of(new FixTerms.Instrument(0, "EUR/USD", -5, 0), new FixTerms.Instrument(1, "GBP/USD", -5, 0));

    @Test
    void readsEachMessageOfARealMarketDataSession() throws IOException {
        final TreeMap<String, Integer> types = new TreeMap<>();
        final EntryReader reader = new EntryReader(new Symbols(PAIRS));
        int entries = 0;
        for (final String line :
                Files.readAllLines(recorded("fx-md-fix44-20111107.log"), StandardCharsets.ISO_8859_1)) {
            final String message = line.substring(line.indexOf("8=FIX"));
            final List<String[]> fields = split(message);
            assertScanned(message, fields);
            final String type = fields.get(2)[1];
            types.merge(type, 1, Integer::sum);
            if (type.equals("W")) {
                entries += assertSnapshot(reader, message, fields);
            }
        }
        assertEquals("{8=1, A=2, D=1, V=2, W=2, h=1}", types.toString());
        assertEquals(4, entries);
    }

    /** Returns how many entries it has. */
    private static int assertSnapshot(final EntryReader reader, final String message, final List<String[]> fields) {
        assertNull(reader.read(message, 'W'));
        final List<String> wanted = new ArrayList<>();
        final List<String> read = new ArrayList<>();
        String type = "";
        String price = "";
        String symbol = "";
        for (final String[] field : fields) {
            symbol = field[0].equals("55") ? field[1] : symbol;
            type = field[0].equals("269") ? field[1] : type;
            price = field[0].equals("270") ? field[1] : price;
            if (field[0].equals("271")) {
                wanted.add(symbol + " " + type + " " + new BigDecimal(price).setScale(5) + " "
                        + new BigDecimal(field[1]).setScale(0));
            }
        }
        for (int i = 0; i < reader.count(); i++) {
            read.add(PAIRS.get(reader.instrument(i)).symbol() + " " + reader.type(i) + " "
                    + BigDecimal.valueOf(reader.price(i), 5) + " " + reader.quantity(i));
        }
        assertEquals(wanted, read);
        return read.size();
    }

    @Test
    void scansEachFieldOfRealSecurityDefinitions() throws IOException {
        int messages = 0;
        int fields = 0;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(recorded("cme-secdef-20130922.fix.gz")))) {
            final String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            for (final String line : all.split("\n")) {
                if (!line.isBlank()) {
                    final List<String[]> split = split(line);
                    assertScanned(line, split);
                    messages++;
                    fields += split.size();
                }
            }
        }
        assertTrue(messages > 100, "messages " + messages);
        assertTrue(fields > 50 * messages, "fields " + fields + " of messages " + messages);
    }

    private static void assertScanned(final String message, final List<String[]> fields) {
        final FieldScanner scanner = new FieldScanner();
        scanner.wrap(message);
        for (final String[] field : fields) {
            assertTrue(scanner.next(), message);
            assertEquals(field[0], Integer.toString(scanner.tag()));
            assertEquals(field[1], message.substring(scanner.from(), scanner.to()));
        }
        assertFalse(scanner.next(), message);
        assertFalse(scanner.isBroken(), message);
    }

    private static List<String[]> split(final String message) {
        final List<String[]> fields = new ArrayList<>();
        for (final String field : message.split("\u0001")) {
            fields.add(field.split("=", 2));
        }
        return fields;
    }

    private static Path recorded(final String name) {
        final List<String> roots = System.getProperty("breakwater.data") != null
                ? List.of(System.getProperty("breakwater.data"))
                : List.of("../../shared/data", "../../../shared/data", "../../../../shared/data");
        for (final String root : roots) {
            final Path file = Path.of(root, "fix", "logs", name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        Assumptions.abort("no fix/logs/" + name + " below any of " + roots + ": skipped");
        throw new IllegalStateException("abort returned");
    }
}
