package breakwater.gateway.fix.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * A user's name for Logon, and a password or an Ed25519 key, from a file that nobody but its owner can read. Immutable; says none
 * of them in text.
 */
public final class Credentials {
    /** A session that logs on by its CompIDs alone. */
    public static final Credentials NONE = new Credentials(null, null, null);

    private static final String ALGORITHM = "Ed25519";
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final String username;
    private final String password;
    private final PrivateKey key;

    private Credentials(final String username, final String password, final PrivateKey key) {
        this.username = username;
        this.password = password;
        this.key = key;
    }

    /**
     * Reads {@code username=} and {@code password=} or {@code private-key=} (PKCS8 in base64: a PEM file's lines as one, without
     * its first and last); throws {@link IOException} that says what is wrong with the file.
     */
    public static Credentials read(final Path file) throws IOException {
        final Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(permissions)) {
            throw new IOException(file + " can be read or run by others: chmod 600 " + file);
        }
        String username = null;
        String password = null;
        PrivateKey key = null;
        for (final String line : Files.readAllLines(file)) {
            final String value = line.substring(line.indexOf('=') + 1);
            if (line.startsWith("username=")) {
                username = value;
            } else if (line.startsWith("password=")) {
                password = value;
            } else if (line.startsWith("private-key=")) {
                key = key(file, value);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IOException(file + " holds a line that is none of username=, password= and private-key=");
            }
        }
        if (username == null || (password == null) == (key == null)) {
            throw new IOException(file + " needs a line username=… and one of password=… and private-key=…");
        }
        return new Credentials(username, password, key);
    }

    private static PrivateKey key(final Path file, final String base64) throws IOException {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64.strip())));
        } catch (final GeneralSecurityException | IllegalArgumentException wrong) {
            throw new IOException(file
                    + ": private-key= is no Ed25519 key in base64 of PKCS8: openssl genpkey -algorithm ed25519, then "
                    + "the lines between BEGIN and END as one");
        }
    }

    boolean hasPassword() {
        return password != null;
    }

    boolean canSign() {
        return key != null;
    }

    String username() {
        return username;
    }

    String password() {
        return password;
    }

    /** Returns the signature of a text, base64. */
    String sign(final String text) {
        try {
            final Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (final GeneralSecurityException impossible) {
            throw new IllegalStateException("an Ed25519 key that cannot sign", impossible);
        }
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
