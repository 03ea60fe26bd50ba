package breakwater.tools.operate;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.ResumeEncoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.monitor.Monitor;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.RunFolders;
import breakwater.tools.approve.Approval;
import breakwater.tools.approve.People;
import breakwater.tools.config.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Asks the engine to release a scope. The tool clears nothing: the engine decides, journals, and then clears exactly the
 * word that the request names.
 */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Release a killed scope: all, or the name of a strategy, instrument, venue or account.",
        footer = {
            "",
            "Where the configuration names approvers, 'resume all' needs the signature of one of them, who is not you:",
            "  bob$ breakwater approve --resume all --key bob.key --author ana",
            "  ana$ breakwater resume all --reason \"reviewed\" --approval resume-all.approval",
            "",
            "Exit codes: 0 released, 3 unknown scope or no engine, 4 refused by a control or for want of an approval,"
                    + " 5 nothing to release"
                    + " or no answer."
        })
public final class ResumeCommand implements Callable<Integer> {
    private static final long PAUSE_NS = 5_000_000;

    @Parameters(index = "0", paramLabel = "SCOPE", description = "all, a name, or type:name such as venue:paper")
    private String scope;

    @Option(names = "--reason", required = true, paramLabel = "R", description = "why; journaled with your user name")
    private String reason;

    @Option(names = "--dir", paramLabel = "RUN", description = "run folder; default: the newest under runs/")
    private String dir;

    @Option(names = "--wait", paramLabel = "TIME", description = "how long to wait for the engine (default 5s)")
    private String wait = "5s";

    @Option(names = "--approval", paramLabel = "FILE", description = "what 'breakwater approve --resume all' wrote")
    private Path approvalFile;

    @Option(names = "--dry-run", description = "say what would be asked, ask nothing")
    private boolean isDryRun;

    private String footnote = "";
    private boolean isApproved;
    private final Frame frame = new Frame();
    private final RiskEventDecoder event = new RiskEventDecoder();
    private final QuarantinedDecoder quarantined = new QuarantinedDecoder();

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "resume needs a --reason with words in it");
        }
        final long waitNs;
        try {
            waitNs = Durations.parse(wait);
        } catch (final NumberFormatException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "resume: --wait " + wrong.getMessage(), wrong);
        }
        try (EnginePage engine = EnginePage.open(RunFolders.find(dir))) {
            return ask(engine, waitNs);
        }
    }

    private int ask(final EnginePage engine, final long waitNs) {
        final ControlPage page = engine.page();
        final int index = ScopeNames.find(page, scope);
        final String name = ScopeNames.text(page, index);
        final long word = page.word(index);
        final String level = ScopeNames.level(Math.max(ControlPage.level(word), page.latchedLevel(index)));
        if (isDryRun) {
            System.out.println("dry run: would ask to release " + name + ", " + level + ", generation "
                    + page.latchedGeneration(index)
                    + (index == GlobalRelease.INDEX ? GlobalRelease.needs(People.read(engine.folder())) : ""));
            return ExitCode.OK;
        }
        if (!engine.isEngineUp()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    name + " is " + level + " and no engine runs in " + engine.folder()
                            + "; only an engine releases: start it, then resume");
        }
        final Path killFile = engine.folder().resolve("KILL");
        if (index == GlobalRelease.INDEX && Files.exists(killFile)) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    "all stands: " + killFile + " lies there and would kill again at once; remove it first");
        }
        final long generation = heardGeneration(page, index, waitNs);
        final RunFolder folder = RunFolder.view(engine.folder());
        final String words = index == GlobalRelease.INDEX ? approved(engine, folder, generation) : reason.strip();
        final long from = page.get(Word.OUTPUT_JOURNALED);
        final boolean hasWord = ControlPage.level(word) != 0;
        if (!new CommandFrames().resume(engine.commandFile(), index, generation, CommandFrames.user(), words)) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION, "the command ring took no frame: the engine does not read it; see 'status'");
        }
        try (JournalTailer outputs = JournalTailer.after(folder, true, from)) {
            return await(page, index, hasWord, word, outputs, waitNs);
        }
    }

    /** Spends the approval that the release of everything needs; returns the reason that the request carries. */
    private String approved(final EnginePage engine, final RunFolder folder, final long generation) {
        final People people = People.read(engine.folder());
        if (people.approvers().isEmpty()) {
            footnote = "\n  no approvers are configured: one person sufficed";
            return reason.strip();
        }
        final Approval approval = GlobalRelease.require(people, folder, approvalFile, engine.page(), generation);
        footnote = "\n  approved by " + approval.approver();
        isApproved = true;
        try (CommandRing ring = CommandRing.open(engine.commandFile())) {
            if (!ring.offer(ApprovalBlock.TEMPLATE_ID, ApprovalBlock.encode(approval, 1, reason.strip()))) {
                throw new CommandFailure(
                        ExitCode.PRECONDITION,
                        "the command ring took no frame: the engine does not read it; see 'status'");
            }
        }
        return ApprovalBlock.reason(reason.strip(), approval.contentHash());
    }

    /** The generation to name, once the engine has latched what the kill word says: a kill may be a moment old. */
    private static long heardGeneration(final ControlPage page, final int index, final long waitNs) {
        final long startNs = System.nanoTime();
        while (ControlPage.level(page.word(index)) != 0
                && Monitor.wordGeneration(page.latchedGeneration(index)) < ControlPage.generation(page.word(index))
                && System.nanoTime() - startNs < waitNs) {
            LockSupport.parkNanos(PAUSE_NS);
        }
        return page.latchedGeneration(index);
    }

    private int await(
            final ControlPage page,
            final int index,
            final boolean hasWord,
            final long word,
            final JournalTailer outputs,
            final long waitNs) {
        final long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < waitNs) {
            while (outputs.next()) {
                final Integer answer = answer(page, index, outputs);
                if (answer != null) {
                    return answer;
                }
            }
            // The word falls just after its records are journaled, perhaps since we looked; what is still latched says
            // no.
            if (hasWord
                    && page.word(index) != word
                    && ControlPage.level(page.word(index)) == 0
                    && page.latchedLevel(index) == 0) {
                return released(page, index, 0);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        throw new CommandFailure(
                ExitCode.PRECONDITION,
                "no answer within " + wait + ": " + ScopeNames.text(page, index)
                        + " stands at " + ScopeNames.level(ControlPage.level(page.word(index)))
                        + "; the request is in the ring and may still be taken, see 'status'");
    }

    /** Returns the exit code where the record answers the request, else null. */
    private Integer answer(final ControlPage page, final int index, final JournalTailer outputs) {
        frame.wrap(outputs.buffer(), outputs.offset());
        if (frame.templateId() == QuarantinedDecoder.TEMPLATE_ID) {
            quarantined.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            if (quarantined.reason() == QuarantineReason.BAD_COMMAND
                    && quarantined.templateId() == ResumeEncoder.TEMPLATE_ID) {
                throw new CommandFailure(
                        ExitCode.NOT_FOUND,
                        "the engine refused the request as malformed at output " + frame.sequence());
            }
            return null;
        }
        if (frame.templateId() != RiskEventDecoder.TEMPLATE_ID) {
            return null;
        }
        event.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
        if (ControlPage.index(event.scopeType(), event.scopeId()) != index) {
            return null;
        }
        if (event.kind() == RiskEventKind.LEVEL_RESET && event.level().value() == 0) {
            return released(page, index, frame.sequence());
        }
        if (event.kind() == RiskEventKind.RESET_REFUSED) {
            return refused(page, index, frame.sequence());
        }
        return null;
    }

    private int released(final ControlPage page, final int index, final long sequence) {
        final int standing = ControlPage.level(page.word(index));
        if (standing != 0) {
            System.out.println(ScopeNames.text(page, index)
                    + "  released what was asked for, but a newer kill word stands at " + ScopeNames.level(standing)
                    + "; look at 'status', and ask again if you mean that one too");
            return ExitCode.PRECONDITION;
        }
        System.out.println(ScopeNames.text(page, index) + "  ACTIVE  by " + CommandFrames.user()
                + (sequence == 0 ? "" : "  output " + sequence) + footnote);
        sayWhatStillHolds(page);
        return ExitCode.OK;
    }

    /** A resume lifts the scope that it names, not what the engine holds within it: each is a decision of its own. */
    private static void sayWhatStillHolds(final ControlPage page) {
        for (int i = 0; i < ControlPage.SCOPES; i++) {
            if (page.latchedLevel(i) != 0) {
                System.out.println("  still held: " + ScopeNames.argument(page, i) + "  "
                        + ScopeNames.level(page.latchedLevel(i))
                        + "  causes: breakwater events --kind risk  lift: breakwater"
                        + " resume " + ScopeNames.argument(page, i) + " --reason …");
            }
        }
    }

    private int refused(final ControlPage page, final int index, final long sequence) {
        final Control control = Control.of(event.control());
        final String name = ScopeNames.text(page, index);
        if (control == Control.OPERATOR_KILL) {
            System.out.println(name + "  stands  output " + sequence + "  nothing of that generation to release: asked "
                    + event.bound() + ", latched is " + event.observed() + "; see 'status' and ask again");
            return ExitCode.PRECONDITION;
        }
        System.out.println(name + "  stands  output " + sequence + "  "
                + (control == null ? "" : control.id() + " " + control + ": " + control.meaning()) + "; "
                + remedy(control) + (isApproved ? "; the approval has counted, asking again takes a new one" : ""));
        return ExitCode.NOT_PERMITTED;
    }

    /** Breakers end by their own rule; what else forbids a release only has to end, and the release is asked for again. */
    private static String remedy(final Control control) {
        if (control == Control.RECONCILIATION) {
            return "ask again when the venue agrees or its figure was adopted, see 'reconcile'";
        }
        return control == Control.UNKNOWN_OUTCOME || control == Control.UNCOVERED
                ? "ask again when that has ended, see 'orders' and 'events'"
                : "it releases when its own condition ends";
    }
}
