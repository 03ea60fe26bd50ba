package breakwater.tools.approve;

import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The approver's side: a key, and the signed files made with it.
 *
 * @param run for which the signature is good
 * @param keyFile of the approver
 * @param author who may apply what is signed
 * @param good how long it is good
 */
public record SignedFile(RunFolder run, Path keyFile, String author, Duration good) {
    /** Makes a key pair in a file. Returns the public key, X.509 in base64. */
    public static String newKey(final Path file, final String user) {
        return KeyFile.create(file, user).approver().key();
    }

    /**
     * Signs a change and writes the file. Ends with exit code 4 where the key is not that of an approver of the run, or its
     * owner is the author: what could never count is not signed.
     */
    public Approval write(final Path file, final String action, final List<String> content) {
        final KeyFile key = KeyFile.read(keyFile);
        final People people = People.read(run.path());
        final Config.ApproverRow me = key.approver();
        if (!people.approvers().contains(me)) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED,
                    "the key of " + me.name() + " is none of this run's approvers: its configuration must name them"
                            + " at the first start");
        }
        if (me.name().toLowerCase(Locale.ROOT).equals(author.toLowerCase(Locale.ROOT))) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED,
                    me.name() + " may not approve what " + author + " applies: it takes two people");
        }
        if (good.compareTo(ApprovalCheck.LONGEST) > 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "an approval is good for " + ApprovalCheck.LONGEST.toHours() + " h at most");
        }
        final Instant now = Instant.now();
        final Approval signed = new Approval(
                        action,
                        people.target(run),
                        author,
                        me.name(),
                        People.random128(),
                        now,
                        now.plus(good),
                        Approval.hash(content),
                        content,
                        new byte[0])
                .signedBy(key.privateKey());
        try {
            Files.writeString(file, signed.text(), StandardCharsets.UTF_8);
        } catch (final IOException failure) {
            throw new CommandFailure(ExitCode.PRECONDITION, "cannot write " + file + ": " + failure, failure);
        }
        return signed;
    }
}
