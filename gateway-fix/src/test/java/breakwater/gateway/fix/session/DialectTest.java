package breakwater.gateway.fix.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.Message;

class DialectTest {
    private static final String KEY = "MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u";

    @TempDir
    private Path folder;

    private Path secret(final String... lines) throws IOException {
        final Path file = Files.writeString(folder.resolve("secret"), String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private FixConnection connection(final String dialect, final Path credentials) {
        return FixConnection.to("127.0.0.1", 1, "EXAMPLE", "SPOT", folder)
                .dialect(named(dialect))
                .credentials(credentials)
                .build();
    }

    private static Dialect named(final String name) {
        return Dialect.all().stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static Message logon() {
        final Message logon = new Message();
        logon.getHeader().setString(35, "A");
        logon.getHeader().setString(49, "EXAMPLE");
        logon.getHeader().setString(56, "SPOT");
        logon.getHeader().setInt(34, 1);
        logon.getHeader().setString(52, "20240627-11:17:25.223");
        return logon;
    }

    @Test
    void eachHasANameAndASessionOfItsOwn() {
        final Set<String> names = new HashSet<>();
        Dialect.all().forEach(each -> assertTrue(names.add(each.name())));
        assertEquals("fix44", Dialect.all().get(0).name());
        assertEquals("FIXT.1.1", named("fix50sp2").sessionId("A", "B").getBeginString());
        assertEquals("FIX.4.2", named("fix42").sessionId("A", "B").getBeginString());
    }

    @Test
    void theDocumentsTableSaysWhatEachCan() throws Exception {
        final String documents = Files.readString(Path.of("../docs/venues.md"));
        for (final Dialect each : Dialect.all()) {
            final Capabilities can = each.capabilities();
            final String row = String.join(
                    " | ",
                    "| `" + each.name() + "`",
                    each.sessionId("A", "B").getBeginString(),
                    word(can.replaces()),
                    word(can.stopLimit()),
                    word(can.links()),
                    word(can.massCancel()),
                    word(can.orderStatus()) + ", " + word(can.massStatus()),
                    word(can.resends()),
                    word(can.books()),
                    word(can.marketData()),
                    word(can.drops()),
                    word(can.watched()) + " |");
            assertTrue(documents.contains(row), row);
        }
    }

    private static String word(final boolean can) {
        return can ? "yes" : "no";
    }

    /** Binance, FIX API, the documented example of a signed Logon. */
    @Test
    void binancesLogonIsSignedAsItsDocumentsShow() throws Exception {
        final Message logon = logon();
        LogonFields.of(connection(
                        "binance",
                        secret(
                                "username=sBRXrJx2DsOraMXOaUovEhgVRcjOvCtQwnWj8VxkOh1xqboS02SPGfKi2h8spZJb",
                                "private-key=" + KEY)))
                .addTo(logon);
        assertEquals(
                "4MHXelVVcpkdwuLbl6n73HQUXUf1dse2PCgT1DYqW9w8AVZ1RACFGM+5UdlGPrQHrgtS3CvsRURC1oj73j8gCA==",
                logon.getString(96));
        assertEquals(88, logon.getInt(95));
        assertEquals("2", logon.getString(25035));
        assertTrue(logon.toString().contains("\u000195=88\u000196="), "the length stands before what it counts");
    }

    @Test
    void aUserIsNamedAsTheDialectHasIt() throws Exception {
        final Message logon = logon();
        LogonFields.of(connection("fix44", secret("username=desk", "password=s3cret")))
                .addTo(logon);
        assertEquals("desk", logon.getString(553));
        assertEquals("s3cret", logon.getString(554));
        final Message other = new Message();
        other.getHeader().setString(35, "0");
        LogonFields.of(connection("fix44", secret("username=desk", "password=s3cret")))
                .addTo(other);
        assertFalse(other.isSetField(553), "none but a Logon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fix44", "fix50sp2", "fix42", "binance"})
    void refusesCredentialsThatTheDialectCannotSay(final String dialect) throws Exception {
        final Path file = "binance".equals(dialect)
                ? secret("username=u", "password=p")
                : secret("username=u", "private-key=" + KEY);
        final IOException refusal = assertThrows(IOException.class, () -> LogonFields.of(connection(dialect, file)));
        assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
    }

    @Test
    void refusesCredentialsThatAreNone() throws Exception {
        for (final String[] lines : new String[][] {
            {"username=u"},
            {"password=p"},
            {"username=u", "password=p", "private-key=" + KEY},
            {"username=u", "private-key=AAAA"},
            {"username=u", "private-key=not base64"},
            {"user=u", "password=p"}
        }) {
            final Path file = secret(lines);
            final IOException refusal = assertThrows(IOException.class, () -> Credentials.read(file));
            assertFalse(refusal.getMessage().contains(KEY), refusal.getMessage());
        }
    }

    @Test
    void cancelOnDisconnectIsAskedForByTheOrderSessionAlone() throws Exception {
        final FixConnection orders = FixConnection.to("127.0.0.1", 1, "DESK", "VENUE", folder)
                .cancelOnDisconnect(LogonField.parse("8013=Y"))
                .build();
        final Message logon = logon();
        LogonFields.of(orders).addTo(logon);
        assertEquals("Y", logon.getString(8013));
        final Message second = logon();
        LogonFields.of(orders.beside("DESK-MD", folder)).addTo(second);
        assertFalse(second.isSetField(8013));
        assertEquals("8013=Y", orders.storedIn(folder).cancelOnDisconnect().tag() + "=Y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Y", "8013", "8013=", "=Y", "35=D", "-8013=Y", "99999999999=Y", "8013=Y\u000134=7"})
    void refusesAFieldThatIsNoVenuesOwn(final String text) {
        assertThrows(IllegalArgumentException.class, () -> LogonField.parse(text));
    }
}
