package breakwater.tools.approve;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A signed command file: one person's consent to one change. It is text, so that whoever signs or applies it can read it:
 *
 * <pre>
 *   breakwater-approval 1
 *   action limits
 *   target FOLDER/CONFIGURATION
 *   author ana
 *   approver bob
 *   nonce 32 hexadecimal digits
 *   not-before 2026-03-02T14:00:00Z
 *   expires 2026-03-02T14:15:00Z
 *   content-sha256 64 hexadecimal digits
 *   looser P2 order-quantity instrument:BTC-USD value 5 -> 10 warn 4 -> 8
 *   signature base64
 * </pre>
 *
 * Signed are all bytes before the last line; the hash covers the lines between it and its own, each with its line end.
 *
 * @param action what is approved: {@link #LIMITS}, {@link #RESUME} or {@link #ADOPT}
 * @param target the run folder and the hash of its configuration
 * @param author who may apply it
 * @param contentHash SHA-256 as the file says it
 * @param content the canonical text of the change
 * @param signature Ed25519 over {@link #signedText}
 */
public record Approval(
        String action,
        String target,
        String author,
        String approver,
        String nonce,
        Instant notBefore,
        Instant expires,
        String contentHash,
        List<String> content,
        byte[] signature) {
    /** A change of limits. */
    public static final String LIMITS = "limits";
    /** The release of everything. */
    public static final String RESUME = "resume";

    /** The adoption of a venue's figure. */
    public static final String ADOPT = "adopt";

    private static final String FIRST_LINE = "breakwater-approval 1";
    private static final String[] FIELDS = {
        "action", "target", "author", "approver", "nonce", "not-before", "expires", "content-sha256"
    };
    private static final String LAST = "signature ";
    private static final int BYTES_MAX = 1 << 20;

    public Approval {
        content = List.copyOf(content);
    }

    /** Returns the file's text up to the signature's line. */
    String signedText() {
        final String[] values = {
            action, target, author, approver, nonce, notBefore.toString(), expires.toString(), contentHash
        };
        final StringBuilder out = new StringBuilder(FIRST_LINE).append('\n');
        for (int i = 0; i < FIELDS.length; i++) {
            out.append(FIELDS[i]).append(' ').append(values[i]).append('\n');
        }
        content.forEach(line -> out.append(line).append('\n'));
        return out.toString();
    }

    /** Returns the whole file. */
    String text() {
        return signedText() + LAST + Base64.getEncoder().encodeToString(signature) + "\n";
    }

    /** Returns the same with a signature by the key. */
    Approval signedBy(final PrivateKey key) {
        try {
            final Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(signedText().getBytes(StandardCharsets.UTF_8));
            return new Approval(
                    action, target, author, approver, nonce, notBefore, expires, contentHash, content, signer.sign());
        } catch (final GeneralSecurityException wrong) {
            throw new CommandFailure(ExitCode.REFUSED, "the key does not sign: " + wrong.getMessage(), wrong);
        }
    }

    boolean isSignedBy(final PublicKey key) {
        try {
            final Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signedText().getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (final GeneralSecurityException notASignature) {
            return false;
        }
    }

    /** Returns the SHA-256 of a canonical text, in hexadecimal. */
    public static String hash(final List<String> content) {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (final GeneralSecurityException absent) {
            throw new IllegalStateException("this JDK has no SHA-256", absent);
        }
    }

    /** Reads a file. Ends with exit code 4 where it is none: nothing is approved by what cannot be read. */
    static Approval read(final Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw refused(file, "it is larger than " + BYTES_MAX + " bytes");
            }
            return parse(file, Files.readString(file, StandardCharsets.UTF_8));
        } catch (final IOException failure) {
            throw refused(file, "it cannot be read: " + failure.getClass().getSimpleName());
        }
    }

    private static Approval parse(final Path file, final String text) {
        final List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        final int last = lines.size() - 2;
        if (last < FIELDS.length + 2
                || !FIRST_LINE.equals(lines.get(0))
                || !lines.get(last).startsWith(LAST)
                || !lines.get(last + 1).isEmpty()) {
            throw refused(file, "it is no whole file that 'breakwater approve' wrote");
        }
        final String[] values = new String[FIELDS.length];
        for (int i = 0; i < FIELDS.length; i++) {
            final String line = lines.get(i + 1);
            if (!line.startsWith(FIELDS[i] + " ")) {
                throw refused(file, "line " + (i + 2) + " is not '" + FIELDS[i] + " …'");
            }
            values[i] = line.substring(FIELDS[i].length() + 1);
        }
        if (!values[4].matches("[0-9a-f]{32}")) {
            throw refused(file, "its nonce is not 32 hexadecimal digits");
        }
        try {
            return new Approval(
                    values[0],
                    values[1],
                    values[2],
                    values[3],
                    values[4],
                    Instant.parse(values[5]),
                    Instant.parse(values[6]),
                    values[7],
                    lines.subList(FIELDS.length + 1, last),
                    Base64.getDecoder().decode(lines.get(last).substring(LAST.length())));
        } catch (final DateTimeParseException | IllegalArgumentException wrong) {
            throw refused(file, wrong.getMessage());
        }
    }

    private static CommandFailure refused(final Path file, final String why) {
        return new CommandFailure(ExitCode.NOT_PERMITTED, "approval " + file + ": " + why + "; nothing was loosened");
    }
}
