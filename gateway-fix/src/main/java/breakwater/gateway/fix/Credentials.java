package breakwater.gateway.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import quickfix.Message;
import quickfix.field.MsgType;

/** A user's name and password for Logon, from a file that nobody but its owner can read. Immutable; says neither in text. */
public final class Credentials {
    /** A session that logs on by its CompIDs alone. */
    public static final Credentials NONE = new Credentials(null, null);

    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final String username;
    private final String password;

    private Credentials(final String username, final String password) {
        this.username = username;
        this.password = password;
    }

    /** Returns those that a connection names; throws {@link IOException} that says what is wrong with their file. */
    public static Credentials of(final FixConnection connection) throws IOException {
        return connection.credentials() == null ? NONE : read(connection.credentials());
    }

    /** Reads {@code username=} and {@code password=}; throws {@link IOException} that says what is wrong with the file. */
    public static Credentials read(final Path file) throws IOException {
        final Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(permissions)) {
            throw new IOException(file + " can be read or run by others: chmod 600 " + file);
        }
        String username = null;
        String password = null;
        for (final String line : Files.readAllLines(file)) {
            if (line.startsWith("username=")) {
                username = line.substring(line.indexOf('=') + 1);
            } else if (line.startsWith("password=")) {
                password = line.substring(line.indexOf('=') + 1);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IOException(file + " holds a line that is neither username= nor password=");
            }
        }
        if (username == null || password == null) {
            throw new IOException(file + " needs a line username=… and a line password=…");
        }
        return new Credentials(username, password);
    }

    /** Writes them into a message that is a Logon; others stay as they are. */
    public void addTo(final Message message) {
        if (this != NONE && MessageType.LOGON.equals(FixFields.text(message.getHeader(), MsgType.FIELD))) {
            message.setString(Tag.USERNAME, username);
            message.setString(Tag.PASSWORD, password);
        }
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
