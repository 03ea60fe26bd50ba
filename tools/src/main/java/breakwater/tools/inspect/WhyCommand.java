package breakwater.tools.inspect;

import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderNewDecoder;
import breakwater.journal.JournalDamagedException;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.replay.Replayer;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains one decision, or why there was none: replays up to its cause, which alone is played with tracing on. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Explain an order, a signal, a refusal, or what happened when a bar closed.",
        footer = {
            "",
            "  why 1-42                          the order 1-42 (or its plain number)",
            "  why 7                             signal 7",
            "  why \"BTC-USD 2026-03-02T14:15\"    the bar that closed then",
            "  why last-refusal, why --refusal 3"
        })
public final class WhyCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "ORDER|SIGNAL|\"SYMBOL TIME\"|last-refusal",
            description = "what to explain")
    private String[] words = {};

    @Option(names = "--refusal", paramLabel = "N", description = "the N-th refusal of the journal")
    private Long refusal;

    @Option(names = "--dir", paramLabel = "RUN", description = "run folder; default: the newest under runs/")
    private String dir;

    @Override
    public Integer call() {
        final String question = String.join(" ", words).strip();
        if (question.isEmpty() == (refusal == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "why needs one of: ORDER, SIGNAL, \"SYMBOL TIME\", last-refusal, --refusal N");
        }
        final RunFolder folder = JournalChoice.open(dir);
        try {
            final Catalogue names = Catalogue.of(folder);
            final WhyTarget target = target(folder, names, question);
            final TraceRecorder recorder = new TraceRecorder();
            final Replayer replayer = Replayer.of(recorder, recorder);
            try (JournalTailer inputs = JournalTailer.ofRuns(folder, false)) {
                while (inputs.sequence() < target.causeSequence() && inputs.next()) {
                    if (inputs.sequence() == target.causeSequence()) {
                        recorder.turnOn();
                        System.out.println(
                                new Explanation(names, folder, target).of(inputs.frame(), recorder, replayer));
                    } else {
                        replayer.apply(inputs.frame());
                    }
                }
            }
            printFills(folder, names, recorder, target.causeSequence());
        } catch (final JournalDamagedException damaged) {
            throw new CommandFailure(ExitCode.INTEGRITY, damaged.getMessage(), damaged);
        }
        return ExitCode.OK;
    }

    private WhyTarget target(final RunFolder folder, final Catalogue names, final String question) {
        if (refusal != null) {
            return WhyTarget.refusal(folder, refusal);
        }
        if ("last-refusal".equals(question)) {
            return WhyTarget.lastRefusal(folder);
        }
        if (question.indexOf(' ') > 0) {
            return WhyTarget.bar(folder, names, question);
        }
        final long id = OrderIds.parse(question);
        if (id < 0) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "'" + question + "' is no order (1-42), signal (7), \"SYMBOL TIME\" or last-refusal");
        }
        return id >= OrderIds.FIRST ? WhyTarget.order(folder, id) : WhyTarget.signal(folder, id);
    }

    /** The fills that followed, of the orders that the decision made and of the bracket around them. */
    private static void printFills(
            final RunFolder folder, final Catalogue names, final TraceRecorder recorder, final long causeSequence) {
        final OrderNewDecoder order = new OrderNewDecoder();
        final Set<Long> orders = new HashSet<>();
        for (final TraceRecorder.Step step : recorder.steps()) {
            if (step instanceof TraceRecorder.Made made && made.frame().templateId() == OrderNewDecoder.TEMPLATE_ID) {
                final Frame f = made.frame();
                order.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                orders.add(order.clientOrderId());
            }
        }
        if (orders.isEmpty()) {
            return;
        }
        final FillBookedDecoder fill = new FillBookedDecoder();
        try (JournalTailer outputs = JournalTailer.ofRuns(folder, true)) {
            while (outputs.next()) {
                final Frame f = outputs.frame();
                if (f.causeSequence() < causeSequence) {
                    continue;
                }
                if (f.templateId() == OrderNewDecoder.TEMPLATE_ID) {
                    order.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                    if (orders.contains(order.parentId())) {
                        orders.add(order.clientOrderId());
                    }
                } else if (f.templateId() == FillBookedDecoder.TEMPLATE_ID) {
                    fill.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                    final int id = fill.instrumentId();
                    if (orders.contains(fill.clientOrderId())) {
                        System.out.println(Times.clock(f.ingressTimeNs()) + "  filled " + fill.role() + " "
                                + OrderIds.text(fill.clientOrderId()) + "  " + fill.side() + " "
                                + names.quantity(id, fill.quantity()) + " at " + names.price(id, fill.price())
                                + "  fee " + Catalogue.money(fill.feeE8()) + "  realized "
                                + Catalogue.money(fill.realizedE8()) + "  position "
                                + names.quantity(id, fill.positionAfter()) + "  (output " + f.sequence() + ")");
                    }
                }
            }
        }
    }
}
