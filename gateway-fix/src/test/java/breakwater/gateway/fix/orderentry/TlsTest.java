package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.SendResult;
import breakwater.core.message.Side;
import breakwater.gateway.fix.session.FixConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whom our session believes to be the venue, over real sockets: TLS 1.3, an authority that is trusted, the name that was asked. */
@Execution(ExecutionMode.CONCURRENT)
class TlsTest {
    private static final int TIMEOUT_MS = 20_000;
    private static final int HANDSHAKE = 0x16;

    @TempDir
    private static Path keys;

    private static Certificates venue;
    private static Certificates otherName;

    @TempDir
    private Path store;

    private final Ear ear = new Ear();

    @BeforeAll
    static void makeCertificates() throws Exception {
        venue = Certificates.make(keys, "venue", "dns:localhost,ip:127.0.0.1");
        otherName = Certificates.make(keys, "other", "dns:venue.example");
    }

    private FixOrderPort port(final String sender, final int port, final Path trusted) throws IOException {
        final FixOrderPort opened = new FixOrderPort(
                FixConnection.to("localhost", port, sender, "VENUE", store)
                        .trust(trusted, Certificates.PASSWORD)
                        .build(),
                Wire.TERMS,
                Wire.SOURCE,
                ear,
                ear);
        opened.start();
        return opened;
    }

    @Test
    void ordersPassToAVenueWithATrustedCertificateOfItsNameOverTls13() throws Exception {
        try (ServerSocket server = venue.listen("TLSv1.3", "TLSv1.2");
                FixOrderPort port = port("TLS-GOOD", server.getLocalPort(), venue.trusted());
                SSLSocket line = accept(server)) {
            final String logon = RawFrames.read(line.getInputStream());
            assertEquals("TLSv1.3", line.getSession().getProtocol());
            assertEquals("A", RawFrames.field(logon, 35));
            say(line, 1, "A", "98=0", "108=30");
            final String request = RawFrames.read(line.getInputStream());
            final String id = "584=" + RawFrames.field(request, 584);
            say(line, 2, "8", "37=NONE", "17=0", "150=I", "39=8", "14=0", "151=0", "6=0", id);
            ear.await("reconciled");
            final Frame order = Wire.limit(Wire.ORDER, Side.BUY, 9_000, 50_000);
            assertEquals(SendResult.SENT, port.send(order.buffer(), order.offset()));
            assertEquals("D", RawFrames.field(RawFrames.read(line.getInputStream()), 35));
        }
    }

    private static void say(final Socket line, final int number, final String type, final String... fields)
            throws IOException {
        line.getOutputStream().write(RawFrames.bytes(RawFrames.text("VENUE", "TLS-GOOD", number, type, fields)));
        line.getOutputStream().flush();
    }

    private static SSLSocket accept(final ServerSocket server) throws IOException {
        final SSLSocket line = (SSLSocket) server.accept();
        line.setSoTimeout(TIMEOUT_MS);
        return line;
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
        try (ServerSocket server = venue.listen("TLSv1.3");
                FixOrderPort port = port("TLS-UNKNOWN", server.getLocalPort(), otherName.trusted())) {
            isRefused(server, port);
        }
    }

    @Test
    void aTrustedCertificateOfAnotherNameIsRefused() throws Exception {
        try (ServerSocket server = otherName.listen("TLSv1.3");
                FixOrderPort port = port("TLS-NAME", server.getLocalPort(), otherName.trusted())) {
            isRefused(server, port);
        }
    }

    @Test
    void olderTlsIsRefused() throws Exception {
        try (ServerSocket server = venue.listen("TLSv1.2");
                FixOrderPort port = port("TLS-OLD", server.getLocalPort(), venue.trusted())) {
            isRefused(server, port);
        }
    }

    @Test
    void aPlainSessionToATlsPortGetsNowhere() throws Exception {
        try (ServerSocket server = venue.listen("TLSv1.3");
                FixOrderPort port = port("TLS-PLAIN", server.getLocalPort(), null)) {
            isRefused(server, port);
        }
    }

    private void isRefused(final ServerSocket server, final FixOrderPort port) throws Exception {
        try (SSLSocket line = accept(server)) {
            final IOException failure = assertThrows(IOException.class, line::startHandshake);
            assertTrue(failure instanceof SSLException || failure instanceof SocketException, failure::toString);
        }
        // The next attempt comes, so that the first is over.
        server.accept().close();
        nothingPasses(port);
    }

    private void nothingPasses(final FixOrderPort port) {
        final Frame order = Wire.limit(Wire.ORDER, Side.BUY, 9_000, 50_000);
        assertEquals(SendResult.NOT_LOGGED_ON, port.send(order.buffer(), order.offset()));
        assertEquals(0, ear.count("logon"), () -> "" + ear.heard());
        assertFalse(port.isLoggedOn());
    }

    @Test
    void aTlsSessionToAPlainPortTellsNothingInPlainText() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                FixOrderPort port = port("TLS-TO-PLAIN", server.getLocalPort(), venue.trusted())) {
            server.setSoTimeout(TIMEOUT_MS);
            try (Socket line = server.accept()) {
                line.setSoTimeout(TIMEOUT_MS);
                final InputStream in = line.getInputStream();
                final int first = in.read();
                final byte[] rest = in.readNBytes(in.available());
                assertEquals(HANDSHAKE, first);
                assertFalse(new String(rest, StandardCharsets.ISO_8859_1).contains("TLS-TO-PLAIN"));
                line.getOutputStream()
                        .write(RawFrames.bytes(RawFrames.text("VENUE", "TLS-TO-PLAIN", 1, "A", "98=0", "108=30")));
            }
            server.accept().close();
            nothingPasses(port);
        }
    }
}
