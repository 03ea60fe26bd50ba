package breakwater.tools.manual;

import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.RunFolders;
import breakwater.tools.inspect.Catalogue;
import breakwater.tools.inspect.Table;
import breakwater.tools.inspect.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows where the venue's books differ from ours, and adopts a figure of the venue. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = "Show the breaks between the venue's books and ours, or adopt the venue's figure of one.",
        footer = {
            "",
            "  breakwater reconcile",
            "  breakwater reconcile --adopt 3 --reason \"fill lost with the session, seen on the venue's screen\"",
            "  breakwater resume BTC-USD --reason \"reconciled\"",
            "",
            "A break holds its instrument, or its account, at REDUCE_ONLY; while a position differs, exits take no more than both",
            "sides hold, and a flatten waits. It ends when the venue's next answer agrees, or when its figure is adopted: the",
            "difference is booked by an entry of its own, nothing is edited, nothing counts as realized. What the venue lacks is",
            "taken from the suspense book, then from the strategies that hold it, and their stops shrink; what it has beyond us",
            "goes to the suspense book, at the market's price or at --price. An order that only the venue has, or has on other",
            "terms, cannot be booked, nor a fill that only one of order session and drop copy told (kind fill): to adopt one",
            "says that you vouch for it. The hold stays until a resume.",
            "",
            "Where the configuration names approvers, an adoption needs the signature of one of them, who is not you:",
            "  bob$ breakwater approve --adopt 3 --key bob.key --author ana",
            "  ana$ breakwater reconcile --adopt 3 --reason R --approval adopt-3.approval",
            "",
            "Exit codes: 0 no break is open, or adopted; 2 usage, 3 no such run, break or engine, 4 refused for want of an approval,",
            "5 refused by the engine as things stand, 8 breaks are open."
        })
public final class ReconcileCommand implements Callable<Integer> {
    private static final long SECOND_NS = 1_000_000_000L;

    @Option(names = "--adopt", paramLabel = "ID", description = "the break whose figure of the venue to adopt")
    private Long adopt;

    @Option(names = "--reason", paramLabel = "R", description = "why; journaled with your user name")
    private String reason;

    @Option(names = "--price", paramLabel = "P", description = "at which what the books do not hold is opened")
    private String price;

    @Option(names = "--approval", paramLabel = "FILE", description = "what 'breakwater approve --adopt ID' wrote")
    private Path approval;

    @Option(names = "--all", description = "also breaks that have ended")
    private boolean isAll;

    @Option(names = "--json", description = "one JSON document, breakwater.breaks/1")
    private boolean isJson;

    @Option(names = "--dir", paramLabel = "RUN", description = "run folder; default: the newest under runs/")
    private String dir;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "15s",
            description = "how long to wait for the engine; default ${DEFAULT-VALUE}")
    private String wait;

    @Option(names = "--dry-run", description = "say what would be asked, ask nothing")
    private boolean isDryRun;

    @Override
    public Integer call() {
        if (adopt == null) {
            if (reason != null || price != null || approval != null || isDryRun) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--reason, --price, --approval and --dry-run belong to --adopt ID");
            }
            return look();
        }
        if (reason == null || reason.isBlank() || isAll || isJson) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--adopt needs a --reason with words in it, and takes neither --all nor --json");
        }
        return new Adoption(adopt, reason, price, approval, isDryRun)
                .ask(RunFolders.find(dir), ActOptions.waitNs(wait));
    }

    private int look() {
        final Path path = RunFolders.find(dir);
        if (!Files.isDirectory(path.resolve("journal"))) {
            throw new CommandFailure(ExitCode.NOT_FOUND, path + " has no journal; a run folder holds journal/input");
        }
        final RunFolder folder = RunFolder.view(path);
        final BreakList breaks = BreakList.of(folder);
        final Catalogue names = Catalogue.of(folder);
        final Table table = new Table(
                "id", "kind", "scope", "order", "ours", "theirs", "size", "atRisk", "cause", "opened", "age", "state");
        for (final OpenBreak one : breaks.all()) {
            if (isAll || one.isOpen()) {
                table.add(
                        one.id(),
                        OpenBreak.word(one.kind()),
                        one.scope(names),
                        order(one),
                        one.figure(names, one.ours()),
                        one.figure(names, one.theirs()),
                        one.size(names),
                        one.atRisk(),
                        OpenBreak.word(one.cause()),
                        Times.text(one.openedNs()),
                        one.isOpen() ? age(breaks.lastNs() - one.openedNs()) : "-",
                        OpenBreak.word(one.state()));
            }
        }
        table.printOutputs(isJson, "breaks", folder.path().toString(), breaks.lastSequence());
        if (!isJson) {
            System.err.println(breaks.open() + " open breaks as of output " + breaks.lastSequence());
        }
        return breaks.open() == 0 ? ExitCode.OK : ExitCode.INTEGRITY;
    }

    /** Returns the venue's own id of an order, ours where it gave none. */
    private static String order(final OpenBreak one) {
        return one.venueOrderId() != 0
                ? Long.toUnsignedString(one.venueOrderId())
                : one.clientOrderId() != 0 ? Long.toUnsignedString(one.clientOrderId()) : "-";
    }

    /** Returns an age by the engine's clock, in whole seconds. */
    private static String age(final long ns) {
        final long seconds = Math.max(0, ns) / SECOND_NS;
        return seconds < 60
                ? seconds + "s"
                : String.format(Locale.ROOT, "%dh%02dm%02ds", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
}
