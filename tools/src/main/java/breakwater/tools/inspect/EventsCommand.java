package breakwater.tools.inspect;

import breakwater.core.message.AdoptionRefusal;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.SignalDecoder;
import breakwater.journal.JournalTailer;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What happened, in order: risk events and refusals, quarantined inputs, signals, transitions of orders. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "What happened, in order; -f goes on with what comes.")
public final class EventsCommand extends TableCommand {
    private static final long PAUSE_NS = 50_000_000;

    /** What to show. */
    enum Kind {
        RISK,
        QUARANTINE,
        SIGNAL,
        ORDER
    }

    @Option(names = "-f", description = "follow: print each event when it is journaled, until interrupted")
    private boolean isFollowing;

    @Option(names = "--kind", paramLabel = "KIND", description = "risk, quarantine, signal or order; default all")
    private Kind kind;

    private final RiskEventDecoder event = new RiskEventDecoder();
    private final BreakChangedDecoder broken = new BreakChangedDecoder();
    private final RiskRejectedDecoder rejected = new RiskRejectedDecoder();
    private final QuarantinedDecoder quarantined = new QuarantinedDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final Messages messages = new Messages();

    public EventsCommand() {
        super("events");
    }

    @Override
    Table newTable() {
        return new Table("time", "kind", "what", "scope", "detail", "cause", "asOf");
    }

    @Override
    public Integer call() {
        if (isFollowing && isJson()) {
            throw new CommandFailure(ExitCode.USAGE, "--json is one document and -f never ends; leave one of them out");
        }
        return super.call();
    }

    @Override
    void onOutput(final Frame f, final boolean isRecent, final Catalogue names, final Table table) {
        if (!isRecent) {
            return;
        }
        switch (f.templateId()) {
            case RiskEventDecoder.TEMPLATE_ID:
                if (shows(Kind.RISK)) {
                    event.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                    add(
                            table,
                            f,
                            Kind.RISK,
                            event.kind(),
                            names.scope(event.scopeType(), event.scopeId()),
                            control(event.control()) + " level " + event.level() + " observed " + event.observed()
                                    + " bound " + event.bound());
                }
                break;
            case RiskRejectedDecoder.TEMPLATE_ID:
                if (shows(Kind.RISK)) {
                    onRejected(f, names, table);
                }
                break;
            case QuarantinedDecoder.TEMPLATE_ID:
                if (shows(Kind.QUARANTINE)) {
                    quarantined.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                    add(
                            table,
                            f,
                            Kind.QUARANTINE,
                            quarantined.reason(),
                            names.symbol(quarantined.instrumentId()),
                            messages.name(quarantined.templateId()) + " of source " + quarantined.sourceId()
                                    + " observed " + quarantined.observed() + " bound " + quarantined.bound());
                }
                break;
            case BreakChangedDecoder.TEMPLATE_ID:
                if (shows(Kind.RISK)) {
                    onBreak(f, names, table);
                }
                break;
            case SignalDecoder.TEMPLATE_ID:
                if (shows(Kind.SIGNAL)) {
                    onSignal(f, names, table);
                }
                break;
            case OrderChangedDecoder.TEMPLATE_ID:
                if (shows(Kind.ORDER)) {
                    onChanged(f, names, table);
                }
                break;
            default:
                break;
        }
    }

    private void onRejected(final Frame f, final Catalogue names, final Table table) {
        rejected.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final int id = rejected.instrumentId();
        add(
                table,
                f,
                Kind.RISK,
                "REJECTED",
                names.scope(rejected.scopeType(), rejected.scopeId()),
                control(rejected.control()) + " " + rejected.side() + " " + names.quantity(id, rejected.quantity())
                        + " "
                        + names.symbol(id) + " at " + names.price(id, rejected.price()) + " observed "
                        + Figures.text(names, id, rejected.control(), rejected.observed(), rejected.bound()) + " bound "
                        + Figures.text(names, id, rejected.control(), rejected.bound(), rejected.bound()));
    }

    private void onBreak(final Frame f, final Catalogue names, final Table table) {
        broken.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final boolean isRefused = broken.refusal() != AdoptionRefusal.NONE;
        add(
                table,
                f,
                Kind.RISK,
                isRefused ? "ADOPTION_REFUSED" : "BREAK_" + broken.state(),
                broken.instrumentId() == Frame.NO_ID
                        ? names.account(broken.accountId())
                        : names.symbol(broken.instrumentId()),
                "break " + broken.breakId() + " " + broken.kind() + (isRefused ? " " + broken.refusal() : "") + " ours "
                        + broken.ours() + " theirs " + broken.theirs() + " " + broken.cause());
    }

    private void onSignal(final Frame f, final Catalogue names, final Table table) {
        signal.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final int id = signal.instrumentId();
        add(
                table,
                f,
                Kind.SIGNAL,
                signal.kind(),
                names.strategy(signal.strategyId()),
                "signal " + signal.signalId() + " " + signal.side() + " " + names.symbol(id) + " score "
                        + signal.score()
                        + " entry " + names.price(id, signal.entryPrice()) + " stop "
                        + names.price(id, signal.stopPrice()));
    }

    private void onChanged(final Frame f, final Catalogue names, final Table table) {
        changed.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final int id = changed.instrumentId();
        add(
                table,
                f,
                Kind.ORDER,
                changed.state(),
                names.strategy(changed.strategyId()),
                OrderIds.text(changed.clientOrderId()) + " " + changed.role() + " " + changed.side() + " "
                        + names.quantity(id, changed.quantity()) + " " + names.symbol(id) + " at "
                        + names.price(id, changed.price()) + " filled " + names.quantity(id, changed.cumQuantity())
                        + " was " + changed.fromState());
    }

    private boolean shows(final Kind wanted) {
        return kind == null || kind == wanted;
    }

    private static String control(final int code) {
        final Control control = Control.of(code);
        return control == null ? "control " + code : control.id() + " " + control;
    }

    private static void add(
            final Table table,
            final Frame f,
            final Kind kind,
            final Object what,
            final String scope,
            final String detail) {
        table.add(
                Times.text(f.ingressTimeNs()),
                kind.name().toLowerCase(java.util.Locale.ROOT),
                what,
                scope,
                detail,
                f.causeSequence(),
                f.sequence());
    }

    @Override
    void follow(final JournalTailer outputs, final Catalogue names, final Table table) {
        while (isFollowing && !Thread.currentThread().isInterrupted()) {
            final Table fresh = newTable();
            read(outputs, names, fresh);
            fresh.forEachRow(row -> Table.printTabs(System.out, row));
            System.out.flush();
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
