package breakwater.tools.run;

import breakwater.core.message.BalanceDecoder;
import breakwater.core.message.BreakCause;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.BreakKind;
import breakwater.core.message.BreakState;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.PositionChangedDecoder;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.VenuePositionDecoder;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the journals of a run tell of fills, and of what the engine made of them; {@code at} is an input's sequence. */
final class RunRecord {
    /** Reports of fills, busts and corrections, in order. */
    final List<Told> told = new ArrayList<>();

    final List<Booked> booked = new ArrayList<>();
    final List<Kept> quarantined = new ArrayList<>();
    final List<Hold> holds = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    /** Exits that went out for more than both sides held, as the venue had told before. */
    final List<Sent> beyond = new ArrayList<>();
    /** How often an exit was refused as too much while the venue had told another position. */
    int refusedWhileDifferent;
    /** Orders that the engine asked to be canceled. */
    final Set<Long> cancels = new HashSet<>();
    /** How each order stood last. */
    final Map<Long, OrderState> states = new TreeMap<>();
    /** How each break stood last, by its id. */
    final Map<Long, Break> breaks = new TreeMap<>();
    /** What each book of the engine held last, a strategy's or the account's suspense book, by account, instrument, strategy. */
    final Map<Holding, Map<Integer, Long>> books = new TreeMap<>();
    /** The venue's last word. */
    final Map<Holding, Long> positions = new TreeMap<>();

    final Map<Integer, Long> cashE8 = new TreeMap<>();
    /** Reports of any kind, by what they say. */
    final Map<ExecType, Integer> reports = new TreeMap<>();

    /** An account's position in an instrument. */
    record Holding(int account, int instrument) implements Comparable<Holding> {
        @Override
        public int compareTo(final Holding other) {
            return account != other.account
                    ? Integer.compare(account, other.account)
                    : Integer.compare(instrument, other.instrument);
        }
    }

    /** A fill, bust or correction as the venue told it, {@code delayNs} after it happened by the market's clock. */
    record Told(
            long at,
            ExecType type,
            long order,
            long execution,
            long reference,
            Holding holding,
            Side side,
            long price,
            long quantity,
            long feeE8,
            long delayNs) {
        long signed() {
            return side == Side.BUY ? quantity : -quantity;
        }
    }

    record Booked(
            long at,
            long order,
            long execution,
            Holding holding,
            int strategy,
            QuarantineReason flag,
            Side side,
            long price,
            long quantity,
            long feeE8) {
        long signed() {
            return side == Side.BUY ? quantity : -quantity;
        }
    }

    /** An input that was kept apart. */
    record Kept(long at, QuarantineReason reason, int template) {}

    record Hold(long at, Control control, ScopeType scope, int id) {}

    record Sent(long at, long order, int instrument, Effect effect) {}

    record Break(
            BreakKind kind, BreakState state, BreakCause cause, int account, int instrument, long ours, long theirs) {}

    static RunRecord of(final Path folder) throws Exception {
        final RunRecord record = new RunRecord();
        try (RunFolder owned = RunFolder.own(folder);
                JournalTailer inputs = JournalTailer.after(owned, false, 0);
                JournalTailer outputs = JournalTailer.after(owned, true, 0)) {
            while (inputs.next()) {
                record.input(inputs.frame());
            }
            while (outputs.next()) {
                record.output(outputs.frame());
            }
        }
        return record;
    }

    private void input(final Frame frame) {
        switch (frame.templateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                final ExecutionReportDecoder d = new ExecutionReportDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                reports.merge(d.execType(), 1, Integer::sum);
                if (d.lastQuantity() > 0) {
                    told.add(new Told(
                            frame.sequence(),
                            d.execType(),
                            d.clientOrderId(),
                            d.executionId(),
                            d.referenceExecutionId(),
                            new Holding(d.accountId(), d.instrumentId()),
                            d.side(),
                            d.lastPrice(),
                            d.lastQuantity(),
                            d.feeE8(),
                            frame.ingressTimeNs() - frame.eventTimeNs()));
                }
            }
            case VenuePositionDecoder.TEMPLATE_ID -> {
                final VenuePositionDecoder d = new VenuePositionDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                positions.put(new Holding(d.accountId(), d.instrumentId()), d.netQuantity());
            }
            case BalanceDecoder.TEMPLATE_ID -> {
                final BalanceDecoder d = new BalanceDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                cashE8.put(d.accountId(), d.cashE8());
            }
            default -> {}
        }
    }

    private void output(final Frame frame) {
        switch (frame.templateId()) {
            case FillBookedDecoder.TEMPLATE_ID -> {
                final FillBookedDecoder d = new FillBookedDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                booked.add(new Booked(
                        frame.causeSequence(),
                        d.clientOrderId(),
                        d.executionId(),
                        new Holding(d.accountId(), d.instrumentId()),
                        d.strategyId(),
                        d.flag(),
                        d.side(),
                        d.price(),
                        d.quantity(),
                        d.feeE8()));
            }
            case PositionChangedDecoder.TEMPLATE_ID -> {
                final PositionChangedDecoder d = new PositionChangedDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                books.computeIfAbsent(new Holding(d.accountId(), d.instrumentId()), each -> new TreeMap<>())
                        .put(d.strategyId(), d.netQuantity());
            }
            case QuarantinedDecoder.TEMPLATE_ID -> {
                final QuarantinedDecoder d = new QuarantinedDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                quarantined.add(new Kept(frame.causeSequence(), d.reason(), d.templateId()));
            }
            case RiskEventDecoder.TEMPLATE_ID -> {
                final RiskEventDecoder d = new RiskEventDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                if (d.kind() == RiskEventKind.LEVEL_RAISED) {
                    holds.add(new Hold(frame.causeSequence(), Control.of(d.control()), d.scopeType(), d.scopeId()));
                }
            }
            case OrderNewDecoder.TEMPLATE_ID -> {
                final OrderNewDecoder d = new OrderNewDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                final Sent order = new Sent(frame.causeSequence(), d.clientOrderId(), d.instrumentId(), d.effect());
                sent.add(order);
                final Break difference = difference(d.accountId(), d.instrumentId());
                if (difference != null
                        && d.effect() == Effect.REDUCES
                        && d.role() != OrderRole.MANUAL
                        && !isVouchedFor(difference, d.side() == Side.SELL ? d.quantity() : -d.quantity())) {
                    beyond.add(order);
                }
            }
            case RiskRejectedDecoder.TEMPLATE_ID -> {
                final RiskRejectedDecoder d = new RiskRejectedDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                if (d.control() == Control.REDUCE_ONLY.code() && difference(0, d.instrumentId()) != null) {
                    refusedWhileDifferent++;
                }
            }
            case OrderCancelDecoder.TEMPLATE_ID ->
                cancels.add(new OrderCancelDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version())
                        .clientOrderId());
            case OrderChangedDecoder.TEMPLATE_ID -> {
                final OrderChangedDecoder d = new OrderChangedDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                states.put(d.clientOrderId(), d.state());
            }
            case BreakChangedDecoder.TEMPLATE_ID -> {
                final BreakChangedDecoder d = new BreakChangedDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                breaks.put(
                        d.breakId(),
                        new Break(
                                d.kind(), d.state(), d.cause(), d.accountId(), d.instrumentId(), d.ours(), d.theirs()));
            }
            default -> {}
        }
    }

    private Break difference(final int account, final int instrument) {
        return open(BreakKind.POSITION).stream()
                .filter(each -> each.account() == account && each.instrument() == instrument)
                .findFirst()
                .orElse(null);
    }

    /** @param closed signed like the position that it closes */
    private boolean isVouchedFor(final Break difference, final long closed) {
        final long ours = ours(new Holding(difference.account(), difference.instrument()));
        final long theirs = difference.theirs() + ours - difference.ours();
        return Long.signum(ours) == Long.signum(closed)
                && Long.signum(theirs) == Long.signum(closed)
                && Math.abs(closed) <= Math.min(Math.abs(ours), Math.abs(theirs));
    }

    /** Returns what the engine's books of an account hold of an instrument, the suspense book's too. */
    long ours(final Holding holding) {
        return books.getOrDefault(holding, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns the breaks of a kind that stand at the end. */
    List<Break> open(final BreakKind kind) {
        return breaks.values().stream()
                .filter(each -> each.state() == BreakState.OPEN && each.kind() == kind)
                .toList();
    }
}
