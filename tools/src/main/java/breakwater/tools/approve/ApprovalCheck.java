package breakwater.tools.approve;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.ApproverKeys;
import breakwater.tools.config.Config;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Whether a signed file allows a change, to this author, here and now. Each refusal is exit code 4 and says what is wrong;
 * who signed is known before anything else in the file is believed. That it has not counted before is for
 * {@link SpentApprovals} to say.
 *
 * @param people of the run folder
 * @param target as {@link People#target} gives it
 * @param user who asks now
 * @param now the time, which the approval must cover
 */
public record ApprovalCheck(People people, String target, String user, Instant now) {
    /** Longest time for which an approval is good. */
    static final Duration LONGEST = Duration.ofHours(24);

    /** Returns the approval of a file where it allows exactly this change. */
    public Approval require(final Path file, final String action, final List<String> content) {
        final Approval approval = Approval.read(file);
        final String wrong = wrong(approval, action, content);
        if (wrong != null) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED, "approval " + file + ": " + wrong + "; nothing was loosened");
        }
        return approval;
    }

    private String wrong(final Approval approval, final String action, final List<String> content) {
        final Config.ApproverRow approver = people.approver(approval.approver()).orElse(null);
        if (approver == null) {
            return "'" + approval.approver() + "' is no approver of this run; approvers: "
                    + String.join(
                            ", ",
                            people.approvers().stream()
                                    .map(Config.ApproverRow::name)
                                    .toList());
        }
        if (!approval.isSignedBy(key(approver))) {
            return "the signature is not that of " + approver.name() + " over what the file says";
        }
        if (isSame(approval.approver(), approval.author()) || isSame(approval.approver(), user)) {
            return "author and approver are both " + approver.name() + ": it takes two people";
        }
        if (!approval.author().equals(user)) {
            return "it was given to " + approval.author() + ", and you are " + user;
        }
        if (!approval.action().equals(action)) {
            return "it allows '" + approval.action() + "', not '" + action + "'";
        }
        if (!approval.target().equals(target)) {
            return "it is for another run folder or another configuration: " + approval.target() + ", here is "
                    + target;
        }
        if (now.isBefore(approval.notBefore())) {
            return "it is not good before " + approval.notBefore() + ", now is " + now;
        }
        if (!now.isBefore(approval.expires())) {
            return "it expired at " + approval.expires() + ", now is " + now + "; ask for a new one";
        }
        if (Duration.between(approval.notBefore(), approval.expires()).compareTo(LONGEST) > 0) {
            return "it would be good for more than " + LONGEST.toHours() + " h";
        }
        if (!Approval.hash(approval.content()).equals(approval.contentHash())) {
            return "its content is not that of its hash " + approval.contentHash();
        }
        if (!approval.content().equals(content)) {
            return "what it allows is not what would be changed now: " + firstDifference(approval.content(), content)
                    + "; have the present change approved";
        }
        return null;
    }

    private static String firstDifference(final List<String> allowed, final List<String> wanted) {
        int i = 0;
        while (i < allowed.size() && i < wanted.size() && allowed.get(i).equals(wanted.get(i))) {
            i++;
        }
        return "allowed is '" + (i < allowed.size() ? allowed.get(i) : "nothing more") + "', wanted is '"
                + (i < wanted.size() ? wanted.get(i) : "nothing more") + "'";
    }

    private static boolean isSame(final String a, final String b) {
        return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
    }

    private static PublicKey key(final Config.ApproverRow approver) {
        try {
            return ApproverKeys.publicKey(approver.key());
        } catch (final GeneralSecurityException wrong) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION, "the run folder's key of " + approver.name() + " is damaged", wrong);
        }
    }
}
