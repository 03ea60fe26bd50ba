package breakwater.tools.approve;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.ApproverKeys;
import breakwater.tools.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** An approver's key pair in a file of mode 0600; the private key is never printed. */
record KeyFile(Config.ApproverRow approver, PrivateKey privateKey) {
    private static final String FIRST_LINE = "breakwater-key 1";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** Makes a key pair and writes it, never over a file that is there. */
    static KeyFile create(final Path file, final String user) {
        try {
            final KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            final Base64.Encoder base64 = Base64.getEncoder();
            final String publicKey = base64.encodeToString(pair.getPublic().getEncoded());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(
                    file,
                    FIRST_LINE + "\nuser " + user + "\npublic " + publicKey + "\nprivate "
                            + base64.encodeToString(pair.getPrivate().getEncoded()) + "\n",
                    StandardCharsets.US_ASCII);
            return new KeyFile(new Config.ApproverRow(user, publicKey), pair.getPrivate());
        } catch (final FileAlreadyExistsException exists) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION, file + " exists: a key is never written over; name another --out", exists);
        } catch (final IOException failure) {
            throw new CommandFailure(ExitCode.PRECONDITION, "cannot write " + file + ": " + failure, failure);
        } catch (final GeneralSecurityException absent) {
            throw new IllegalStateException("this JDK has no Ed25519", absent);
        }
    }

    /** Reads a key pair. Ends with exit code 3 where there is none, 4 where others may read it. */
    static KeyFile read(final Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, "no key file " + file + "; 'breakwater approve new-key' makes one");
        }
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new CommandFailure(
                        ExitCode.NOT_PERMITTED,
                        file + " may be read by others, so its signature would prove nobody: chmod 600 " + file
                                + " if you trust it still, else make a new key");
            }
            final List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (lines.size() != 4 || !FIRST_LINE.equals(lines.get(0))) {
                throw new GeneralSecurityException("not a key file");
            }
            final Config.ApproverRow approver =
                    new Config.ApproverRow(field(lines, 1, "user"), field(lines, 2, "public"));
            ApproverKeys.publicKey(approver.key());
            final PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(field(lines, 3, "private"))));
            return new KeyFile(approver, key);
        } catch (final IOException | GeneralSecurityException | IllegalArgumentException wrong) {
            throw new CommandFailure(ExitCode.REFUSED, file + " is no key file that 'approve new-key' wrote", wrong);
        }
    }

    private static String field(final List<String> lines, final int line, final String name)
            throws GeneralSecurityException {
        if (!lines.get(line).startsWith(name + " ")) {
            throw new GeneralSecurityException("line " + (line + 1) + " is not '" + name + " …'");
        }
        return lines.get(line).substring(name.length() + 1);
    }

    /** Leaves the private key out of whatever prints it. */
    @Override
    public String toString() {
        return "key of " + approver.name();
    }
}
