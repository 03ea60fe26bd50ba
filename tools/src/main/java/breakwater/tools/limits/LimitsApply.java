package breakwater.tools.limits;

import breakwater.core.message.SetLimitEncoder;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.RunFolders;
import breakwater.tools.approve.Approval;
import breakwater.tools.approve.ApprovalCheck;
import breakwater.tools.approve.People;
import breakwater.tools.approve.SpentApprovals;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.config.Durations;
import breakwater.tools.operate.ApprovalBlock;
import breakwater.tools.operate.CommandFrames;
import breakwater.tools.operate.CommandRing;
import breakwater.tools.operate.EnginePage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Hands a file's limits to the running engine. All or nothing before the first frame: where one row loosens and no second
 * person has approved, nothing is sent, the tightening rows neither.
 */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Apply a file's limits to the running engine; tightening needs one person, loosening two.",
        footer = {
            "",
            "Examples:",
            "  breakwater limits apply tighter.yaml --reason \"calmer until the release\"",
            "  breakwater limits apply tighter.yaml --reason \"try it\" --dry-run",
            "  breakwater limits apply wider.yaml --reason \"more volume\" --confirm-loosen --approval wider.yaml.approval",
            "",
            "A row that loosens needs --confirm-loosen and an approval signed by a second person, see 'approve --help'.",
            "Where one is missing or wrong nothing is sent, the tightening rows neither.",
            "",
            "Exit codes: 0 all applied or nothing to change, 3 no engine, 4 not permitted and nothing sent, 5 no answer,"
                    + " 6 the file has findings, 7 some rows applied."
        })
final class LimitsApply implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a limits: section, or a whole configuration")
    private Path file;

    @Option(names = "--reason", required = true, paramLabel = "R", description = "why; journaled with your user name")
    private String reason;

    @Option(names = "--dir", paramLabel = "RUN", description = "run folder; default: the newest under runs/")
    private String dir;

    @Option(names = "--wait", paramLabel = "TIME", description = "how long to wait for the engine (default 5s)")
    private String wait = "5s";

    @Option(names = "--confirm-loosen", description = "say that you mean the rows that loosen")
    private boolean isLooseningConfirmed;

    @Option(names = "--approval", paramLabel = "FILE", description = "what 'breakwater approve' wrote; counts once")
    private Path approvalFile;

    @Option(names = "--dry-run", description = "say what would be changed and whether it may, change nothing")
    private boolean isDryRun;

    @Override
    public Integer call() throws ConfigException {
        if (reason.isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "limits apply needs a --reason with words in it");
        }
        final long waitNs = waitNs();
        final Path folder = RunFolders.find(dir);
        final RunFolder run = RunFolder.view(folder);
        final LimitsInForce inForce = LimitsInForce.of(run);
        final LimitChanges changes = LimitChanges.of(ConfigFile.readLimits(file, inForce.definitions()), inForce);
        if (changes.isEmpty()) {
            System.out.println("nothing to change: " + changes.summary() + " as of input " + inForce.sequence());
            return ExitCode.OK;
        }
        final String user = CommandFrames.user();
        final Approval approval = requireAuthority(run, changes, user);
        if (isDryRun) {
            changes.text().forEach(System.out::println);
            System.out.println("dry run: " + changes.summary() + "; nothing was sent"
                    + (approval == null ? "" : "; the approval of " + approval.approver() + " would count"));
            return ExitCode.OK;
        }
        try (EnginePage engine = EnginePage.open(folder)) {
            requireRunning(engine);
            if (approval != null) {
                SpentApprovals.spend(folder, approval, Instant.now());
            }
            return apply(engine, run, changes, approval, user, waitNs);
        }
    }

    private long waitNs() {
        try {
            return Durations.parse(wait);
        } catch (final NumberFormatException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "limits apply: --wait " + wrong.getMessage(), wrong);
        }
    }

    /** Returns the approval that the change needs, null where it needs none. */
    private Approval requireAuthority(final RunFolder run, final LimitChanges changes, final String user) {
        final List<LimitChange> loosening = changes.loosening();
        if (loosening.isEmpty()) {
            return null;
        }
        if (!isLooseningConfirmed || approvalFile == null) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED,
                    "nothing was sent, for this loosens:\n  "
                            + String.join(
                                    "\n  ",
                                    loosening.stream()
                                            .map(row -> row.text(changes.names()))
                                            .toList())
                            + "\n" + missing(People.read(run.path()), user));
        }
        final People people = People.read(run.path());
        final Approval approval = new ApprovalCheck(people, people.target(run), user, Instant.now())
                .require(approvalFile, Approval.LIMITS, changes.text());
        SpentApprovals.requireUnspent(run.path(), approval);
        return approval;
    }

    private String missing(final People people, final String user) {
        if (people.approvers().isEmpty()) {
            return "it needs a second person, and this run folder knows no approvers: put them under 'approvers:' of the"
                    + " configuration of a new run folder, see 'breakwater approve --help'";
        }
        return "say --confirm-loosen, and --approval with what one of "
                + String.join(
                        ", ",
                        people.approvers().stream()
                                .map(Config.ApproverRow::name)
                                .toList())
                + " signs: breakwater approve " + file + " --key KEYFILE --author " + user;
    }

    private static void requireRunning(final EnginePage engine) {
        if (!engine.isEngineUp()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "no engine runs in " + engine.folder() + "; only an engine changes its limits: start it, with"
                            + " these rows in its configuration or before you apply them");
        }
        if (engine.page().get(Word.PHASE) != ControlPage.PHASE_RUNNING) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION, "the engine is still recovering; apply when 'status' says that it runs");
        }
    }

    private int apply(
            final EnginePage engine,
            final RunFolder run,
            final LimitChanges changes,
            final Approval approval,
            final String user,
            final long waitNs) {
        final String words = ApprovalBlock.reason(reason.strip(), Approval.hash(changes.text()));
        final List<LimitRequest> requests = changes.changes().stream()
                .map(change -> LimitRequest.of(change, user, words))
                .toList();
        try (LimitAnswers listening = new LimitAnswers(run, engine.page());
                CommandRing ring = CommandRing.open(engine.commandFile())) {
            if (approval != null
                    && !ring.offer(
                            ApprovalBlock.TEMPLATE_ID,
                            ApprovalBlock.encode(approval, requests.size(), reason.strip()))) {
                throw new CommandFailure(
                        ExitCode.PRECONDITION,
                        "the command ring took no frame: the engine does not read it; see 'status'. The approval is spent");
            }
            int sent = 0;
            while (sent < requests.size()
                    && ring.offer(
                            SetLimitEncoder.TEMPLATE_ID, requests.get(sent).block())) {
                sent++;
            }
            final List<LimitAnswers.Answer> answers = listening.await(requests.subList(0, sent), waitNs);
            return report(
                    changes,
                    requests.size(),
                    answers,
                    user + (approval == null ? "" : ", approved by " + approval.approver()));
        }
    }

    private int report(
            final LimitChanges changes, final int wanted, final List<LimitAnswers.Answer> answers, final String who) {
        int applied = 0;
        for (final LimitAnswers.Answer answer : answers) {
            applied += answer.isApplied() ? 1 : 0;
            System.out.println((answer.isApplied() ? "applied  " : "REFUSED  ")
                    + answer.request().change().text(changes.names()) + "  input " + answer.sequence());
        }
        System.out.println(applied + " of " + wanted + " rows applied by " + who);
        if (applied == wanted) {
            System.err.println("write them into the configuration too: a start with looser rows is refused");
            return ExitCode.OK;
        }
        if (answers.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    "no answer within " + wait + ": the rows may still be taken; see 'limits diff " + file
                            + "' and 'status'");
        }
        System.err.println("breakwater: limits apply: " + (wanted - applied)
                + " rows were refused or not answered; see 'limits diff " + file + "'");
        return applied == 0 ? ExitCode.NOT_PERMITTED : ExitCode.PARTIAL;
    }
}
