package breakwater.tools.inspect;

import breakwater.core.message.BarClosedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.SignalDecoder;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Nearest;
import java.time.format.DateTimeParseException;
import java.util.function.LongSupplier;

/**
 * The input that a question means.
 *
 * @param causeSequence input to be explained
 * @param instrumentId its instrument where the question names one, else -1
 * @param barEndNs end of the bar that was asked about, 0 = none
 */
record WhyTarget(long causeSequence, int instrumentId, long barEndNs) {
    /** Finds the order of a client order id. */
    static WhyTarget order(final RunFolder folder, final long id) {
        final OrderNewDecoder order = new OrderNewDecoder();
        return find(folder, OrderNewDecoder.TEMPLATE_ID, "order " + OrderIds.text(id), frame -> {
            order.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            return order.clientOrderId() == id;
        });
    }

    static WhyTarget signal(final RunFolder folder, final long id) {
        final SignalDecoder signal = new SignalDecoder();
        return find(folder, SignalDecoder.TEMPLATE_ID, "signal " + id, frame -> {
            signal.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            return signal.signalId() == id;
        });
    }

    /** Finds the n-th refusal, 1 = the first. */
    static WhyTarget refusal(final RunFolder folder, final long number) {
        final long[] seen = {0};
        final LongSupplier next = () -> ++seen[0];
        return find(folder, RiskRejectedDecoder.TEMPLATE_ID, "refusal " + number, frame -> next.getAsLong() == number);
    }

    static WhyTarget lastRefusal(final RunFolder folder) {
        long cause = 0;
        try (JournalTailer outputs = JournalTailer.ofRuns(folder, true)) {
            while (outputs.next()) {
                if (outputs.frame().templateId() == RiskRejectedDecoder.TEMPLATE_ID) {
                    cause = outputs.frame().causeSequence();
                }
            }
        }
        if (cause == 0) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "nothing was refused in " + folder.path());
        }
        return new WhyTarget(cause, -1, 0);
    }

    /** Finds the last bar of a symbol that closed at or before a time: {@code BTC-USD 2026-03-02T14:15}. */
    static WhyTarget bar(final RunFolder folder, final Catalogue names, final String question) {
        final int space = question.lastIndexOf(' ');
        final String symbol = question.substring(0, space).strip();
        final int instrumentId = names.instrumentId(symbol);
        if (instrumentId < 0) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "no instrument '" + symbol + "'" + Nearest.hint(symbol, names.symbols()) + "; known: "
                            + String.join(", ", names.symbols()));
        }
        final long timeNs;
        try {
            timeNs = Times.parse(question.substring(space + 1));
        } catch (final DateTimeParseException wrong) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "'" + question.substring(space + 1) + "' is no UTC time such as 2026-03-02T14:15",
                    wrong);
        }
        final BarClosedDecoder bar = new BarClosedDecoder();
        long cause = 0;
        long endNs = 0;
        long timeframeNs = Long.MAX_VALUE;
        try (JournalTailer outputs = JournalTailer.ofRuns(folder, true)) {
            while (outputs.next()) {
                final Frame frame = outputs.frame();
                if (frame.templateId() != BarClosedDecoder.TEMPLATE_ID) {
                    continue;
                }
                bar.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                final long closedNs = bar.openTimeNs() + bar.timeframeNs();
                if (bar.instrumentId() == instrumentId
                        && closedNs <= timeNs
                        && (closedNs > endNs || closedNs == endNs && bar.timeframeNs() < timeframeNs)) {
                    endNs = closedNs;
                    timeframeNs = bar.timeframeNs();
                    cause = frame.causeSequence();
                }
            }
        }
        if (cause == 0) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, "no bar of " + symbol + " closed at or before " + Times.text(timeNs));
        }
        return new WhyTarget(cause, instrumentId, endNs);
    }

    private interface Test {
        boolean holds(Frame frame);
    }

    private static WhyTarget find(final RunFolder folder, final int templateId, final String what, final Test test) {
        try (JournalTailer outputs = JournalTailer.ofRuns(folder, true)) {
            while (outputs.next()) {
                final Frame frame = outputs.frame();
                if (frame.templateId() == templateId && test.holds(frame)) {
                    return new WhyTarget(frame.causeSequence(), -1, 0);
                }
            }
        }
        throw new CommandFailure(
                ExitCode.NOT_FOUND,
                "no " + what + " in " + folder.path() + "; see 'breakwater orders' and 'breakwater events'");
    }
}
