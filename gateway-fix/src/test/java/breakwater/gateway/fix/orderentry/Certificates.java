package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A certificate of a venue, signed by itself, made by the running JDK's keytool.
 *
 * @param own PKCS12 file with the key
 * @param trusted PKCS12 file for those who trust it
 */
record Certificates(Path own, Path trusted) {
    static final String PASSWORD = "changeit";
    private static final int TIMEOUT_MS = 20_000;

    /** Makes a certificate for names such as {@code dns:localhost}. */
    static Certificates make(final Path folder, final String alias, final String names) throws Exception {
        final Path own = folder.resolve(alias + ".p12");
        final Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + alias,
                        "-ext",
                        "san=" + names,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        own.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        final String said = new String(keytool.getInputStream().readAllBytes());
        assertEquals(0, keytool.waitFor(), said);
        final KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(alias, load(own).getCertificate(alias));
        final Path trusted = folder.resolve(alias + "-trusted.p12");
        try (OutputStream out = Files.newOutputStream(trusted)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return new Certificates(own, trusted);
    }

    private static KeyStore load(final Path file) throws Exception {
        final KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** Listens on a free port of this machine, with TLS of these versions. */
    ServerSocket listen(final String... versions) throws Exception {
        final KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(load(own), PASSWORD.toCharArray());
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(manager.getKeyManagers(), null, null);
        final SSLServerSocket server = open(context);
        server.setEnabledProtocols(versions);
        server.setSoTimeout(TIMEOUT_MS);
        return server;
    }

    private static SSLServerSocket open(final SSLContext context) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }
}
