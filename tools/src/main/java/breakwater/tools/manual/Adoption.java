package breakwater.tools.manual;

import breakwater.core.message.AdoptBreakEncoder;
import breakwater.core.message.AdoptionRefusal;
import breakwater.core.message.BookAdjustedDecoder;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.approve.Approval;
import breakwater.tools.approve.ApprovalCheck;
import breakwater.tools.approve.People;
import breakwater.tools.approve.SpentApprovals;
import breakwater.tools.inspect.Catalogue;
import breakwater.tools.operate.ApprovalBlock;
import breakwater.tools.operate.CommandFrames;
import breakwater.tools.operate.CommandRing;
import breakwater.tools.operate.EnginePage;
import breakwater.tools.operate.ScopeNames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One adoption of a venue's figure: the command names the figures that its author saw, and the engine decides. What the
 * engine will refuse is sent all the same, so that the attempt is in the journal. Thread: one.
 */
final class Adoption {
    private final long breakId;
    private final String reason;
    private final String price;
    private final Path approvalFile;
    private final boolean isDryRun;
    private final String user = CommandFrames.ascii(CommandFrames.user(), CommandFrames.USER_MAX);
    private final BreakChangedDecoder changed = new BreakChangedDecoder();
    private final BookAdjustedDecoder adjusted = new BookAdjustedDecoder();
    private String footnote = "";

    Adoption(
            final long breakId,
            final String reason,
            final String price,
            final Path approvalFile,
            final boolean isDryRun) {
        this.breakId = breakId;
        this.reason = CommandFrames.ascii(reason.strip(), CommandFrames.REASON_MAX);
        this.price = price;
        this.approvalFile = approvalFile;
        this.isDryRun = isDryRun;
    }

    int ask(final Path path, final long waitNs) {
        try (EnginePage engine = ActOptions.openRunning(path)) {
            final RunFolder folder = RunFolder.view(engine.folder());
            final Catalogue names = Catalogue.of(folder);
            final OpenBreak found = BreakList.of(folder).find(breakId);
            final boolean isOpen = found != null && found.isOpen();
            final long atPrice = isOpen ? price(found, names) : 0;
            if (isDryRun) {
                System.out.println(
                        isOpen
                                ? "dry run: would " + found.adoption(names, price)
                                : "dry run: no break " + breakId + " is open");
                return ExitCode.OK;
            }
            final String words = isOpen ? approved(engine, folder, found.adoption(names, price)) : reason;
            try (Act act = new Act(engine, waitNs, false)) {
                act.send(AdoptBreakEncoder.TEMPLATE_ID, block(isOpen ? found : null, atPrice, words));
                return answer(act, engine, names, found);
            }
        }
    }

    private long price(final OpenBreak found, final Catalogue names) {
        if (price == null || found.instrumentId() == Frame.NO_ID) {
            return 0;
        }
        try {
            final long mantissa = names.price(found.instrumentId(), price);
            if (mantissa > 0) {
                return mantissa;
            }
        } catch (final NumberFormatException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "--price " + wrong.getMessage(), wrong);
        }
        throw new CommandFailure(ExitCode.USAGE, "--price " + price + " is not above 0");
    }

    /** Verifies and spends the approval, where the run names approvers; returns the reason that the command carries. */
    private String approved(final EnginePage engine, final RunFolder folder, final String content) {
        final People people = People.read(engine.folder());
        if (people.approvers().isEmpty()) {
            footnote = "\n  no approvers are configured: one person sufficed";
            return reason;
        }
        if (approvalFile == null) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED,
                    "break " + breakId + " stands: to adopt it needs the signature of one of "
                            + String.join(
                                    ", ",
                                    people.approvers().stream()
                                            .map(row -> row.name())
                                            .toList())
                            + ": breakwater approve --adopt " + breakId + " --key KEYFILE --author " + user
                            + ", then reconcile with --approval");
        }
        final Approval approval = new ApprovalCheck(people, people.target(folder), CommandFrames.user(), Instant.now())
                .require(approvalFile, Approval.ADOPT, List.of(content));
        SpentApprovals.spend(folder.path(), approval, Instant.now());
        footnote = "\n  approved by " + approval.approver();
        try (CommandRing ring = CommandRing.open(engine.commandFile())) {
            if (!ring.offer(ApprovalBlock.TEMPLATE_ID, ApprovalBlock.encode(approval, 1, reason))) {
                throw new CommandFailure(
                        ExitCode.PRECONDITION,
                        "the command ring took no frame: the engine does not read it; see 'status'");
            }
        }
        return ApprovalBlock.reason(reason, approval.contentHash());
    }

    private byte[] block(final OpenBreak found, final long atPrice, final String words) {
        final byte[] block = new byte[AdoptBreakEncoder.BLOCK_LENGTH];
        new AdoptBreakEncoder()
                .wrap(new UnsafeBuffer(block), 0)
                .breakId(breakId)
                .ours(found == null ? 0 : found.ours())
                .theirs(found == null ? 0 : found.theirs())
                .price(atPrice)
                .user(user)
                .reason(words);
        return block;
    }

    private int answer(final Act act, final EnginePage engine, final Catalogue names, final OpenBreak found) {
        final StringBuilder booked = new StringBuilder();
        for (Frame f = act.nextAnswer(); f != null; f = act.nextAnswer()) {
            if (f.templateId() == BookAdjustedDecoder.TEMPLATE_ID) {
                adjusted.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                booked.append("\n  booked: ").append(entry(names));
            }
            if (f.templateId() == BreakChangedDecoder.TEMPLATE_ID) {
                changed.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                if (changed.breakId() == breakId && changed.refusal() != AdoptionRefusal.NONE) {
                    throw refused(changed.refusal(), act.sequence());
                }
                if (changed.breakId() == breakId) {
                    System.out.println("break " + breakId + "  " + found.scope(names) + "  "
                            + found.figure(names, found.ours()) + " → " + found.figure(names, found.theirs())
                            + " adopted  by " + user + "  input " + act.sequence() + booked + footnote
                            + "\n  still held: lift: breakwater resume " + scope(engine) + " --reason …");
                    return ExitCode.OK;
                }
            }
        }
        throw new CommandFailure(
                ExitCode.PRECONDITION, "no answer within --wait to input " + act.sequence() + "; see 'reconcile'");
    }

    private String entry(final Catalogue names) {
        if (adjusted.instrumentId() == Frame.NO_ID) {
            return "cash " + Catalogue.money(adjusted.cashE8());
        }
        final String book =
                adjusted.strategyId() == Frame.NO_ID ? "suspense book" : names.strategy(adjusted.strategyId());
        return book + "  " + names.quantity(adjusted.instrumentId(), adjusted.quantity()) + " at a cost of "
                + Catalogue.money(adjusted.costE8()) + " → "
                + names.quantity(adjusted.instrumentId(), adjusted.positionAfter());
    }

    private String scope(final EnginePage engine) {
        final boolean isOfAccount = changed.instrumentId() == Frame.NO_ID;
        final ScopeType type = isOfAccount ? ScopeType.ACCOUNT : ScopeType.INSTRUMENT;
        return ScopeNames.argument(
                engine.page(), ControlPage.index(type, isOfAccount ? changed.accountId() : changed.instrumentId()));
    }

    private CommandFailure refused(final AdoptionRefusal why, final long input) {
        return new CommandFailure(
                why == AdoptionRefusal.UNKNOWN_BREAK ? ExitCode.NOT_FOUND : ExitCode.PRECONDITION,
                "break " + breakId + " was not adopted: " + words(why) + "; input " + input);
    }

    private static String words(final AdoptionRefusal why) {
        switch (why) {
            case UNKNOWN_BREAK:
                return "no break ever had that id, see 'reconcile'";
            case NOT_OPEN:
                return "it has ended already, see 'reconcile --all'";
            case FIGURE_CHANGED:
                return "its figures have changed since you looked, see 'reconcile'";
            case BOOKS_MOVED:
                return "the books have moved since the venue's answer, which may hold the same fill or not; its next answer tells";
            case FATE_UNKNOWN:
                return "an order there is of unknown fate and may explain it; ask again when that has ended, see 'orders'";
            case NOTHING_TO_BOOK:
                return "it has no figure; it ends with a clean reconciliation";
            case NO_PRICE:
                return "it would open a position and there is no price; give --price";
            case CAPACITY:
                return "it would move more books than one event may";
            case OVERFLOW:
                return "a sum would not fit";
            default:
                return OpenBreak.word(why);
        }
    }
}
