package breakwater.gateway.fix;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/**
 * Where and as whom a session logs on. Plain text goes to this machine alone.
 *
 * @param host the venue's name; with TLS the name that its certificate has to bear
 * @param port 1 to 65,535
 * @param sender SenderCompID (49)
 * @param target TargetCompID (56)
 * @param heartbeatSeconds HeartBtInt (108), 1 to 3,600
 * @param reconnectSeconds pause between two attempts to connect, 1 to 3,600
 * @param store folder of the sequence numbers; it has to survive the process
 * @param credentials file with {@code username=} and {@code password=}, its mode 0600, or null for none
 * @param trustStore PKCS12 file of certificates for TLS 1.3, or null for plain text
 * @param trustStorePassword what opens it, may be empty
 */
public record FixConnection(
        String host,
        int port,
        String sender,
        String target,
        int heartbeatSeconds,
        int reconnectSeconds,
        Path store,
        Path credentials,
        Path trustStore,
        String trustStorePassword) {
    public FixConnection {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port=" + port + ", from 1 to 65535");
        }
        if (heartbeatSeconds < 1 || heartbeatSeconds > 3600 || reconnectSeconds < 1 || reconnectSeconds > 3600) {
            throw new IllegalArgumentException(
                    "heartbeat=" + heartbeatSeconds + " s, reconnect=" + reconnectSeconds + " s, each from 1 to 3600");
        }
        if (sender.isEmpty() || target.isEmpty()) {
            throw new IllegalArgumentException("sender='" + sender + "', target='" + target + "': name both");
        }
        if (trustStore == null && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "host=" + host + " is another machine and tls is off: orders do not travel in plain text");
        }
    }

    /** Returns a plain-text connection on this machine without credentials. */
    public static FixConnection onLoopback(final int port, final String sender, final String target, final Path store) {
        return new FixConnection("127.0.0.1", port, sender, target, 30, 1, store, null, null, null);
    }

    private static boolean isLoopback(final String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (final UnknownHostException notFound) {
            return false;
        }
    }
}
