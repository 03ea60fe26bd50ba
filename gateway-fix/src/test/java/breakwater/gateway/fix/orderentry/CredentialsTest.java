package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.fix.session.Credentials;
import breakwater.gateway.fix.session.FixConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    private Path folder;

    @Test
    void comeFromAFileThatNobodyElseCanReadAndGoIntoTheLogon() throws Exception {
        final Path file = Files.writeString(folder.resolve("secret"), "username=desk\npassword=s3cret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        final IOException refused = assertThrows(IOException.class, () -> Credentials.read(file));
        assertTrue(refused.getMessage().contains("chmod 600"), refused.getMessage());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertFalse(Credentials.read(file).toString().contains("s3cret"));

        final Ear ear = new Ear();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FixOrderPort port = new FixOrderPort(
                        FixConnection.to("127.0.0.1", server.getLocalPort(), "DESK", "VENUE", folder)
                                .credentials(file)
                                .build(),
                        Wire.TERMS,
                        Wire.SOURCE,
                        ear,
                        ear)) {
            server.setSoTimeout(20_000);
            port.start();
            try (Socket venue = server.accept()) {
                venue.setSoTimeout(20_000);
                final String logon = RawFrames.read(venue.getInputStream());
                assertEquals("desk", RawFrames.field(logon, 553));
                assertEquals("s3cret", RawFrames.field(logon, 554));
            }
        }
    }
}
