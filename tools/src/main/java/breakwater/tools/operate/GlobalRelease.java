package breakwater.tools.operate;

import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.approve.Approval;
import breakwater.tools.approve.ApprovalCheck;
import breakwater.tools.approve.People;
import breakwater.tools.approve.SpentApprovals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The release of everything, as an approver signs it: it names the latch, so that a later kill is not released by it. */
public final class GlobalRelease {
    static final int INDEX = ControlPage.index(ScopeType.GLOBAL, 0);

    private GlobalRelease() {}

    /** Returns the canonical text of releasing what stands; empty where nothing does. */
    public static List<String> content(final ControlPage page) {
        final boolean isLatched = ControlPage.level(page.word(INDEX)) != 0 || page.latchedLevel(INDEX) != 0;
        return isLatched ? content(page, page.latchedGeneration(INDEX)) : List.of();
    }

    private static List<String> content(final ControlPage page, final long generation) {
        final int level = Math.max(ControlPage.level(page.word(INDEX)), page.latchedLevel(INDEX));
        return List.of("resume all from " + ScopeNames.level(level) + " generation " + generation);
    }

    /** Verifies and spends the approval of a release; ends with exit code 4 where it does not allow exactly this. */
    static Approval require(
            final People people,
            final RunFolder run,
            final Path approvalFile,
            final ControlPage page,
            final long generation) {
        final String user = CommandFrames.user();
        if (approvalFile == null) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED,
                    "all stands:" + needs(people) + ": breakwater approve --resume all --key KEYFILE --author " + user
                            + ", then resume with --approval");
        }
        final Approval approval = new ApprovalCheck(people, people.target(run), user, Instant.now())
                .require(approvalFile, Approval.RESUME, content(page, generation));
        SpentApprovals.spend(run.path(), approval, Instant.now());
        return approval;
    }

    /** Returns whose signature a release needs, in words. */
    static String needs(final People people) {
        return people.approvers().isEmpty()
                ? "; no approvers are configured, one person suffices"
                : " it needs the signature of one of "
                        + String.join(
                                ", ",
                                people.approvers().stream()
                                        .map(row -> row.name())
                                        .toList());
    }
}
