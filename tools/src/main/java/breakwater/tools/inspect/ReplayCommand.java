package breakwater.tools.inspect;

import breakwater.core.Engine;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.RiskApprovedDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Trace;
import breakwater.journal.JournalDamagedException;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.recovery.JournalEnd;
import breakwater.journal.recovery.JournalTail;
import breakwater.journal.replay.OutputComparison;
import breakwater.journal.replay.Replayer;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.Progress;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Plays the recorded inputs through a fresh engine, from the first record on. With {@code --verify} both journals are
 * verified first and every output is held against the recorded one, byte for byte.
 */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Replay a journal through a fresh engine. With --verify: prove that every output is identical.",
        footer = {"", "Exit codes: 0 identical, 1 nothing was proved (no orders), 8 a difference or a damaged journal."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int LOOK_EVERY = 0xFFF;

    @Mixin
    private JournalChoice journal;

    @Option(names = "--from", paramLabel = "N", description = "count decisions from this input on (default 1)")
    private long from = 1;

    @Option(
            names = {"--to", "--until-sequence"},
            paramLabel = "N",
            description = "stop after this input")
    private long to = Long.MAX_VALUE;

    @Option(names = "--verify", description = "compare every output with the recorded one")
    private boolean isVerify;

    @Option(names = "--show", paramLabel = "WHAT", description = "state, positions or orders, as of the last input")
    private Show show;

    private final Counts counts = new Counts();

    /** What to print at the end. */
    enum Show {
        STATE,
        POSITIONS,
        ORDERS
    }

    /** What was regenerated from {@code --from} on. */
    private static final class Counts {
        private long decisions;
        private long orders;
        private long fills;

        void on(final int templateId) {
            if (templateId == RiskApprovedDecoder.TEMPLATE_ID || templateId == RiskRejectedDecoder.TEMPLATE_ID) {
                decisions++;
            } else if (templateId == OrderNewDecoder.TEMPLATE_ID) {
                orders++;
            } else if (templateId == FillBookedDecoder.TEMPLATE_ID) {
                fills++;
            }
        }
    }

    @Override
    public Integer call() {
        if (from < 1 || to < from) {
            throw new CommandFailure(ExitCode.USAGE, "--from " + from + " to " + to + " holds no input");
        }
        final RunFolder folder = journal.open();
        try {
            return isVerify ? verify(folder) : replay(folder);
        } catch (final JournalDamagedException damaged) {
            throw new CommandFailure(ExitCode.INTEGRITY, damaged.getMessage(), damaged);
        }
    }

    private int verify(final RunFolder folder) {
        final JournalEnd end = JournalTail.inspect(folder);
        if (end.isLoss()) {
            System.out.println("input   " + end.input().describe());
            System.out.println("output  " + end.output().describe());
            throw new CommandFailure(
                    ExitCode.INTEGRITY,
                    "the journal is damaged: it proves nothing beyond its last good"
                            + " record; the next start quarantines it");
        }
        try (JournalTailer inputs = JournalTailer.ofRuns(folder, false);
                JournalTailer outputs = JournalTailer.ofRuns(folder, true)) {
            final OutputComparison comparison = new OutputComparison(outputs);
            final Replayer replayer = Replayer.of(Trace.NONE, output -> {
                final long compared = comparison.compared();
                comparison.onOutput(output);
                if (comparison.compared() > compared) {
                    count(output);
                }
            });
            final boolean isAll = play(inputs, end.lastSequence(), replayer, comparison);
            if (isAll) {
                comparison.finish();
            }
            show(folder, replayer.engine());
            return report(folder, comparison, end);
        }
    }

    private int report(final RunFolder folder, final OutputComparison comparison, final JournalEnd end) {
        if (comparison.divergence() != null) {
            System.out.println(new Divergences().describe(folder, comparison.divergence()));
            return ExitCode.INTEGRITY;
        }
        if (comparison.orphans() > 0) {
            System.out.println(
                    "DIVERGED: " + comparison.orphans() + " recorded outputs have lost the inputs that caused them");
            return ExitCode.INTEGRITY;
        }
        if (!comparison.missing().isEmpty()) {
            System.out.println(comparison.missing().size()
                    + " outputs more were regenerated than the journal holds yet; the next start appends them");
        }
        final String chain = String.format("%016x", end.output().chain());
        final String summary = String.format(
                Locale.ROOT, "%,d decisions, %,d orders, %,d fills", counts.decisions, counts.orders, counts.fills);
        if (counts.orders == 0) {
            System.out.println("nothing was proved: " + comparison.compared()
                    + " outputs are equal, but there were no orders (" + summary + ")");
            return ExitCode.DIFFERS;
        }
        final boolean isWhole = comparison.compared() == end.output().lastSequence();
        System.out.println("identical: " + summary
                + (isWhole
                        ? ", chain " + chain.substring(0, 4) + "…" + chain.substring(14) + " = recorded"
                        : String.format(
                                Locale.ROOT,
                                ", the first %,d of %,d outputs",
                                comparison.compared(),
                                end.output().lastSequence())));
        return ExitCode.OK;
    }

    private int replay(final RunFolder folder) {
        try (JournalTailer inputs = JournalTailer.ofRuns(folder, false)) {
            final Replayer replayer = Replayer.of(Trace.NONE, this::count);
            play(inputs, 0, replayer, null);
            show(folder, replayer.engine());
            System.out.printf(
                    Locale.ROOT,
                    "replayed to input %,d: %,d outputs, %,d decisions, %,d orders, %,d fills, digest" + " %016x%n",
                    replayer.engine().sequence(),
                    replayer.engine().outputSequence(),
                    counts.decisions,
                    counts.orders,
                    counts.fills,
                    replayer.engine().digest());
            return ExitCode.OK;
        }
    }

    private void count(final Frame output) {
        if (output.causeSequence() >= from) {
            counts.on(output.templateId());
        }
    }

    /** Applies inputs up to {@code --to}. Returns whether the journal came to its end. {@code expected} 0 = unknown. */
    private static void apply(final Replayer replayer, final Frame input) {
        try {
            replayer.apply(input);
        } catch (final RuntimeException failure) {
            throw new CommandFailure(
                    ExitCode.INTEGRITY,
                    "this build fails at input " + input.sequence() + " (template " + input.templateId() + " of source "
                            + input.sourceId() + "): " + failure,
                    failure);
        }
    }

    private boolean play(
            final JournalTailer inputs,
            final long expected,
            final Replayer replayer,
            final OutputComparison comparison) {
        final Progress progress = new Progress();
        final long startNs = System.nanoTime();
        long count = 0;
        boolean hasMore = inputs.sequence() < to && inputs.next();
        while (hasMore) {
            if (count == 0 && inputs.sequence() != 1) {
                throw new CommandFailure(
                        ExitCode.PRECONDITION,
                        "the journal begins at input " + inputs.sequence()
                                + ": older runs are gone, so it cannot be replayed from its first record");
            }
            apply(replayer, inputs.frame());
            count++;
            if (comparison != null && comparison.divergence() != null) {
                break;
            }
            if ((count & LOOK_EVERY) == 0 && progress.isDue()) {
                progress.show(String.format(
                        Locale.ROOT,
                        "replaying  %,d%s inputs  %,.0f/s",
                        count,
                        expected == 0 ? "" : String.format(Locale.ROOT, " of %,d", Math.min(to, expected)),
                        rate(count, startNs)));
            }
            hasMore = inputs.sequence() < to && inputs.next();
        }
        progress.finish();
        System.err.printf(
                Locale.ROOT,
                "replayed %,d events in %.1f s (%,.0f/s)%n",
                count,
                (System.nanoTime() - startNs) / 1e9,
                rate(count, startNs));
        return inputs.sequence() < to;
    }

    private static double rate(final long count, final long startNs) {
        return count * 1e9 / Math.max(1, System.nanoTime() - startNs);
    }

    private void show(final RunFolder folder, final Engine engine) {
        if (show == null) {
            return;
        }
        final Table table;
        if (show == Show.STATE) {
            table = new Table("figure", "value");
            table.add("input", engine.sequence());
            table.add("output", engine.outputSequence());
            table.add("time", Times.text(engine.nowNs()));
            table.add("digest", String.format("%016x", engine.digest()));
            table.add("level", engine.monitor().level(ScopeType.GLOBAL, 0));
            table.add("workingOrders", engine.orders().workingOrders());
            table.add("unknownOrders", engine.orders().unknownOrders());
            table.add("openPositions", engine.positions().openPositions());
            for (int id = 0; id < engine.accounts().count(); id++) {
                table.add(
                        "equity." + engine.accounts().name(id),
                        Catalogue.money(engine.positions().equityE8(id)));
            }
        } else {
            final Catalogue names = Catalogue.of(folder);
            table = show == Show.POSITIONS
                    ? new Table("strategy", "instrument", "quantity", "entryPrice", "unrealized")
                    : new Table("strategy", "instrument", "buyLeaves", "sellLeaves", "stopPrice");
            for (int s = 0; s < engine.signals().count(); s++) {
                for (int i = 0; i < engine.instruments().count(); i++) {
                    addRow(table, engine, names, s, i);
                }
            }
        }
        if (Terminal.isPresent()) {
            table.printAligned(System.out);
        } else {
            table.printTabs(System.out);
        }
    }

    private void addRow(final Table table, final Engine engine, final Catalogue names, final int s, final int i) {
        final long net = engine.positions().netQuantity(s, i);
        final long buys = engine.orders().buyLeaves(s, i);
        final long sells = engine.orders().sellLeaves(s, i);
        if (show == Show.POSITIONS && net != 0) {
            table.add(
                    names.strategy(s),
                    names.symbol(i),
                    names.quantity(i, net),
                    names.price(i, engine.positions().entryPrice(s, i)),
                    Catalogue.money(engine.positions().unrealizedE8(s, i)));
        } else if (show == Show.ORDERS && (buys | sells) != 0) {
            table.add(
                    names.strategy(s),
                    names.symbol(i),
                    names.quantity(i, buys),
                    names.quantity(i, sells),
                    names.price(i, engine.orders().protectiveStopPrice(s, i)));
        }
    }
}
