package breakwater.tools.limits;

import breakwater.core.pipeline.ControlPage;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.RunFolders;
import breakwater.tools.approve.Approval;
import breakwater.tools.approve.SignedFile;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.config.Durations;
import breakwater.tools.manual.BreakList;
import breakwater.tools.operate.EnginePage;
import breakwater.tools.operate.GlobalRelease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The second person: signs one change that another person proposes and applies. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description =
                "Sign, as the second person, a change of limits, the release of everything, or the adoption of a break.",
        subcommands = ApproveNewKey.class,
        footer = {
            "",
            "The first person keeps the file and applies it; the second reads the change that is printed and signs it.",
            "A signature is good for one change, one run folder and its configuration, one author, a time, and once.",
            "Name approvers as their users are called, for nobody approves what the user of the same name applies.",
            "",
            "Examples:",
            "  bob$ breakwater approve new-key --user bob --out bob.key",
            "       and its line goes under 'approvers:' of the configuration, before the first start",
            "  bob$ breakwater approve wider.yaml --key bob.key --author ana --expires 15m",
            "  ana$ breakwater limits apply wider.yaml --reason \"more volume\" --confirm-loosen"
                    + " --approval wider.yaml.approval",
            "  bob$ breakwater approve --resume all --key bob.key --author ana",
            "  ana$ breakwater resume all --reason \"reviewed\" --approval resume-all.approval",
            "  bob$ breakwater approve --adopt 3 --key bob.key --author ana",
            "  ana$ breakwater reconcile --adopt 3 --reason \"seen at the venue\" --approval adopt-3.approval",
            "",
            "Exit codes: 0 signed, 2 usage, 3 no such run or key, 4 you may not approve this, 5 nothing to approve,"
                    + " 6 the file has findings."
        })
public final class ApproveCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the limits that another person wants to apply")
    private Path file;

    @Option(names = "--resume", paramLabel = "all", description = "instead of a file: the release of everything")
    private String resume;

    @Option(names = "--adopt", paramLabel = "ID", description = "instead of a file: the adoption of a break")
    private Long adopt;

    @Option(names = "--price", paramLabel = "P", description = "the price that the author gives with it")
    private String price;

    @Option(names = "--key", paramLabel = "KEYFILE", description = "your key, as 'approve new-key' wrote it")
    private Path key;

    @Option(names = "--author", paramLabel = "USER", description = "who may apply it; never you")
    private String author;

    @Option(names = "--expires", paramLabel = "TIME", description = "how long it is good, 24h at most (default 15m)")
    private String expires = "15m";

    @Option(names = "--out", paramLabel = "FILE", description = "where to write it (default FILE.approval)")
    private Path out;

    @Option(names = "--dir", paramLabel = "RUN", description = "run folder; default: the newest under runs/")
    private String dir;

    @Override
    public Integer call() throws ConfigException {
        final int named = (file == null ? 0 : 1) + (resume == null ? 0 : 1) + (adopt == null ? 0 : 1);
        if (key == null || author == null || author.isBlank() || named != 1 || (price != null && adopt == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "approve needs --key, --author, and either FILE, --resume all or --adopt ID, --price only with the last;"
                            + " see 'breakwater approve --help'");
        }
        if (resume != null && !"all".equals(resume)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "approve --resume takes 'all': any other scope one person may release");
        }
        final Path folder = RunFolders.find(dir);
        final RunFolder run = RunFolder.view(folder);
        final List<String> content =
                adopt != null ? BreakList.content(run, adopt, price) : resume == null ? limits(run) : release(folder);
        if (content.isEmpty()) {
            throw new CommandFailure(ExitCode.PRECONDITION, "nothing to approve: it would change nothing");
        }
        final Path target = out != null ? out : Path.of(what() + ".approval");
        final Approval signed = new SignedFile(run, key, author, good()).write(target, action(), content);
        content.forEach(System.out::println);
        System.out.println(
                "signed by " + signed.approver() + " for " + author + " until " + signed.expires() + ": " + target);
        return ExitCode.OK;
    }

    private String what() {
        return adopt != null
                ? "adopt-" + adopt
                : resume != null ? "resume-all" : file.getFileName().toString();
    }

    private String action() {
        return adopt != null ? Approval.ADOPT : resume != null ? Approval.RESUME : Approval.LIMITS;
    }

    private List<String> limits(final RunFolder run) throws ConfigException {
        final LimitsInForce inForce = LimitsInForce.of(run);
        return LimitChanges.of(ConfigFile.readLimits(file, inForce.definitions()), inForce)
                .text();
    }

    private static List<String> release(final Path folder) {
        try (EnginePage engine = EnginePage.open(folder)) {
            final ControlPage page = engine.page();
            return GlobalRelease.content(page);
        }
    }

    private Duration good() {
        try {
            return Duration.ofNanos(Durations.parse(expires));
        } catch (final NumberFormatException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "approve: --expires " + wrong.getMessage(), wrong);
        }
    }
}
