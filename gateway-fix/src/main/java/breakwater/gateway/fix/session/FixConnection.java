package breakwater.gateway.fix.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Where, when and as whom a session logs on, and in which FIX. Plain text goes to this machine alone. Immutable; made by a
 * {@link Builder}, which has a default for all that {@link #to} does not ask for.
 */
public final class FixConnection {
    private final Builder terms;

    private FixConnection(final Builder terms) {
        this.terms = terms;
    }

    /**
     * Begins a connection in generic FIX 4.4, always up, in plain text, without credentials.
     *
     * @param host the venue's name; with TLS the name that its certificate has to bear
     * @param sender SenderCompID (49)
     * @param target TargetCompID (56)
     * @param store folder of the sequence numbers; it has to survive the process
     */
    public static Builder to(
            final String host, final int port, final String sender, final String target, final Path store) {
        return new Builder(host, port, sender, target, store);
    }

    /** Returns a plain-text connection on this machine without credentials. */
    public static FixConnection onLoopback(final int port, final String sender, final String target, final Path store) {
        return to("127.0.0.1", port, sender, target, store).build();
    }

    /** Returns the same with its numbers in another folder. */
    public FixConnection storedIn(final Path folder) {
        final Builder copy = new Builder(terms);
        copy.store = folder;
        return copy.build();
    }

    /** Returns a second session of the same user: its own SenderCompID and numbers; its line may break without an effect. */
    public FixConnection beside(final String sender, final Path folder) {
        final Builder copy = new Builder(terms);
        copy.sender = sender;
        copy.store = folder;
        copy.cancelOnDisconnect = null;
        return copy.build();
    }

    public Dialect dialect() {
        return terms.dialect;
    }

    public String host() {
        return terms.host;
    }

    public int port() {
        return terms.port;
    }

    /** Returns the venue's doors: where it is tried first, then the others in their order. */
    public List<Endpoint> endpoints() {
        final List<Endpoint> all = new ArrayList<>(terms.backups);
        all.add(0, new Endpoint(terms.host, terms.port));
        return all;
    }

    /** Returns the same session at one of the venue's doors, and no other. */
    FixConnection at(final Endpoint endpoint) {
        final Builder copy = new Builder(terms, endpoint);
        copy.backups = List.of();
        return copy.build();
    }

    /** Returns SenderCompID (49). */
    public String sender() {
        return terms.sender;
    }

    /** Returns TargetCompID (56). */
    public String target() {
        return terms.target;
    }

    /** Returns HeartBtInt (108), 1 to 3,600. */
    public int heartbeatSeconds() {
        return terms.heartbeatSeconds;
    }

    /** Returns the pause between two attempts to connect, 1 to 3,600. */
    public int reconnectSeconds() {
        return terms.reconnectSeconds;
    }

    /** Returns when the session is up; outside of them it is logged out. */
    public SessionHours hours() {
        return terms.hours;
    }

    /** Returns the folder of the sequence numbers. */
    public Path store() {
        return terms.store;
    }

    /** Returns the file that names the user, its mode 0600, or null for none. */
    public Path credentials() {
        return terms.credentials;
    }

    /** Returns the PKCS12 file of certificates for TLS 1.3, or null for plain text. */
    public Path trustStore() {
        return terms.trustStore;
    }

    public String trustStorePassword() {
        return terms.trustStorePassword;
    }

    /** Returns the field of Logon that asks the venue to cancel the session's orders when its line breaks, or null. */
    public LogonField cancelOnDisconnect() {
        return terms.cancelOnDisconnect;
    }

    /** What a connection is made of. Thread: one. */
    public static final class Builder {
        private final String host;
        private final int port;
        private final String target;
        private String sender;
        private Path store;
        private Dialect dialect = Dialect.FIX44;
        private int heartbeatSeconds = 30;
        private int reconnectSeconds = 1;
        private SessionHours hours = SessionHours.ALWAYS;
        private Path credentials;
        private Path trustStore;
        private String trustStorePassword;
        private LogonField cancelOnDisconnect;
        private List<Endpoint> backups = List.of();

        private Builder(final String host, final int port, final String sender, final String target, final Path store) {
            this.host = host;
            this.port = port;
            this.sender = sender;
            this.target = target;
            this.store = store;
        }

        private Builder(final Builder other) {
            this(other, new Endpoint(other.host, other.port));
        }

        private Builder(final Builder other, final Endpoint endpoint) {
            this(endpoint.host(), endpoint.port(), other.sender, other.target, other.store);
            backups = other.backups;
            dialect = other.dialect;
            heartbeatSeconds = other.heartbeatSeconds;
            reconnectSeconds = other.reconnectSeconds;
            hours = other.hours;
            credentials = other.credentials;
            trustStore = other.trustStore;
            trustStorePassword = other.trustStorePassword;
            cancelOnDisconnect = other.cancelOnDisconnect;
        }

        public Builder dialect(final Dialect value) {
            dialect = value;
            return this;
        }

        /** HeartBtInt (108), 1 to 3,600. */
        public Builder heartbeatSeconds(final int value) {
            heartbeatSeconds = value;
            return this;
        }

        /** Pause between two attempts to connect, 1 to 3,600. */
        public Builder reconnectSeconds(final int value) {
            reconnectSeconds = value;
            return this;
        }

        public Builder hours(final SessionHours value) {
            hours = value;
            return this;
        }

        /** File with {@code username=} and {@code password=} or {@code private-key=}; null for none. */
        public Builder credentials(final Path value) {
            credentials = value;
            return this;
        }

        /** PKCS12 file of certificates for TLS 1.3, null for plain text, and what opens it, which may be empty. */
        public Builder trust(final Path file, final String password) {
            trustStore = file;
            trustStorePassword = password;
            return this;
        }

        /** What asks the venue to cancel the session's orders when its line breaks; null for nothing. */
        public Builder cancelOnDisconnect(final LogonField value) {
            cancelOnDisconnect = value;
            return this;
        }

        /** Other doors of the venue, where the same session with the same numbers goes on when this one fails. */
        public Builder backups(final List<Endpoint> value) {
            backups = List.copyOf(value);
            return this;
        }

        /** Throws {@link IllegalArgumentException} that names what is out of range, or what the dialect does not take. */
        public FixConnection build() {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port=" + port + ", from 1 to 65535");
            }
            if (heartbeatSeconds < 1 || heartbeatSeconds > 3600 || reconnectSeconds < 1 || reconnectSeconds > 3600) {
                throw new IllegalArgumentException("heartbeat=" + heartbeatSeconds + " s, reconnect=" + reconnectSeconds
                        + " s, each from 1 to 3600");
            }
            if (sender.isEmpty() || target.isEmpty()) {
                throw new IllegalArgumentException("sender='" + sender + "', target='" + target + "': name both");
            }
            requireSafe(host);
            backups.forEach(each -> requireSafe(each.host()));
            if (new HashSet<>(backups).size() < backups.size() || backups.contains(new Endpoint(host, port))) {
                throw new IllegalArgumentException(
                        "backup=" + backups + ": a door is named twice; " + host + ":" + port + " is the first one");
            }
            final FixConnection connection = new FixConnection(new Builder(this));
            dialect.check(connection);
            return connection;
        }

        private void requireSafe(final String name) {
            if (trustStore == null && !isLoopback(name)) {
                throw new IllegalArgumentException(
                        "host=" + name + " is another machine and tls is off: orders do not travel in plain text");
            }
        }

        private static boolean isLoopback(final String host) {
            try {
                return InetAddress.getByName(host).isLoopbackAddress();
            } catch (final UnknownHostException notFound) {
                return false;
            }
        }
    }
}
