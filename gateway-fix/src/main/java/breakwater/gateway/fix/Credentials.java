package breakwater.gateway.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A user's name and password for Logon, from a file that nobody but its owner can read. Immutable; says neither in text. */
public final class Credentials {
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final String username;
    private final String password;

    private Credentials(final String username, final String password) {
        this.username = username;
        this.password = password;
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
