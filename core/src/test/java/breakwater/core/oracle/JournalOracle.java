package breakwater.core.oracle;

import breakwater.core.message.AdoptBreakDecoder;
import breakwater.core.message.BarDecoder;
import breakwater.core.message.BookAdjustedDecoder;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.CloseBasketDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.Effect;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.ManualOrderDecoder;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.ProfitAndLossDecoder;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.RiskApprovedDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.RunStartedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.SendResult;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.message.Side;
import breakwater.core.message.SignalDecoder;
import breakwater.core.message.SignalKind;
import breakwater.core.message.TargetWeightDecoder;
import breakwater.core.message.TradeDecoder;
import breakwater.core.message.TradingSessionDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads a run, an input and its outputs at a time, and holds every {@code RiskApproved} and {@code RiskRejected} against
 * what {@link Judge} makes of the state before it. What a refused event would have changed it takes from
 * {@code Quarantined}; states, levels and fills from the outputs that tell of them.
 */
final class JournalOracle {
    private static final int REMEMBERED = 1 << 14;

    final World world = new World();
    final Marks marks = new Marks(world);
    final Ledger ledger = new Ledger(world, marks);
    final Orders orders = new Orders(world);
    final Covers covers = new Covers(world, orders);
    /** Entries by which adopted figures came into books. */
    long adjustments;

    final Limits limits = new Limits();
    final Hours hours = new Hours();
    final Sight sight = new Sight(this);
    final Correlations correlations = new Correlations(this);
    final Differences differences = new Differences(this);
    final Permits permits = new Permits(this);
    final Tally tally = new Tally();
    private final Guesses guesses = new Guesses(this);
    final Read read = new Read();
    private final Baskets baskets = new Baskets(this);
    /** Refusals of this event that were taken with the first of their basket. */
    private final TreeSet<Long> taken = new TreeSet<>();

    final Weighing weighing;
    final Conduct conduct;
    private final Map<Long, Spoken> signals = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(final Map.Entry<Long, Spoken> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final TreeSet<Long> heard = new TreeSet<>();
    private JournalRecord input;
    private List<JournalRecord> outputs;
    private boolean isRefused;
    private boolean isApplied;
    long nowNs;

    /** What a strategy said. */
    record Spoken(SignalKind kind, Order.Said said, long entryPrice) {}

    /** @param orderCapacity slots of the engine's order pool: the one figure that no journal carries */
    JournalOracle(final long orderCapacity) {
        weighing = new Weighing(this, orderCapacity);
        conduct = new Conduct(this);
    }

    /** Takes the next input with all its outputs. */
    void event(final JournalRecord in, final List<JournalRecord> out) {
        input = in;
        outputs = out;
        nowNs = Math.max(nowNs, in.timeNs());
        isApplied = false;
        heard.clear();
        taken.clear();
        isRefused = false;
        for (final JournalRecord record : out) {
            isRefused |= record.template() == QuarantinedDecoder.TEMPLATE_ID;
        }
        for (int i = 0; i < out.size(); ) {
            // What carries an earlier time was due before the event.
            if (!isApplied && out.get(i).timeNs() >= nowNs && !isOfATimer(out.get(i))) {
                apply();
            }
            i += take(i);
        }
        if (!isApplied) {
            apply();
        }
        complain(baskets.over(out.size()));
    }

    /**
     * Returns whether an output that carries the time of a report was due before it all the same: a timer of that very time is
     * served first. A report has no other entry repriced.
     */
    private boolean isOfATimer(final JournalRecord out) {
        if (input.template() != ExecutionReportDecoder.TEMPLATE_ID
                || out.template() != OrderReplaceDecoder.TEMPLATE_ID) {
            return false;
        }
        final OrderReplaceDecoder replace = read.orderReplace(out);
        return replace.effect() == Effect.RAISES
                && replace.clientOrderId() != read.executionReport(input).clientOrderId();
    }

    Spoken spoken(final long signalId) {
        return signals.get(signalId);
    }

    /** Returns whether a strategy said it in this very event. */
    boolean isFresh(final long signalId) {
        return heard.contains(signalId);
    }

    boolean isManualExit() {
        final ManualOrderDecoder d = read.manualOrder(input);
        final int sign = ledger.held(d.strategyId(), d.instrumentId()).signum();
        return d.quantity() == 0 || (sign > 0 && d.side() == Side.SELL) || (sign < 0 && d.side() == Side.BUY);
    }

    // ───────────── inputs ─────────────

    private void apply() {
        isApplied = true;
        int moved = -1;
        switch (input.template()) {
            case QuoteDecoder.TEMPLATE_ID:
                moved = marks.quote(input, read.quote(input), isRefused, nowNs);
                sight.came(input, read.quote(input).instrumentId(), isRefused, nowNs);
                break;
            case TradeDecoder.TEMPLATE_ID:
                moved = marks.trade(input, read.trade(input), isRefused, nowNs);
                sight.came(input, read.trade(input).instrumentId(), isRefused, nowNs);
                if (!isRefused) {
                    sight.traded(moved, read.trade(input).quantity(), nowNs);
                }
                break;
            case FeedStatusDecoder.TEMPLATE_ID:
                marks.status(input, read.feedStatus(input), isRefused);
                break;
            case DepthDecoder.TEMPLATE_ID:
            case BarDecoder.TEMPLATE_ID:
                throw new IllegalArgumentException("the oracle reads no depth and no bars: input " + input.sequence());
            case SendOutcomeDecoder.TEMPLATE_ID:
                onOutcome(read.sendOutcome(input));
                break;
            case CancelRejectDecoder.TEMPLATE_ID:
                orders.cancelRejected(read.cancelReject(input));
                break;
            case TargetWeightDecoder.TEMPLATE_ID:
            case CloseBasketDecoder.TEMPLATE_ID:
                onBasket();
                break;
            default:
                if (!isRefused) {
                    applyAccepted();
                }
                break;
        }
        if (moved >= 0) {
            ledger.onMark(moved, nowNs);
        }
    }

    private void onBasket() {
        if (isRefused) {
            baskets.refused();
        } else if (input.template() == TargetWeightDecoder.TEMPLATE_ID) {
            baskets.weight(read.targetWeight(input));
        } else {
            baskets.closed();
        }
    }

    private void applyAccepted() {
        switch (input.template()) {
            case ExecutionReportDecoder.TEMPLATE_ID:
                orders.reported(read.executionReport(input), nowNs);
                break;
            case SetLimitDecoder.TEMPLATE_ID:
                limits.set(read.setLimit(input));
                break;
            case TradingSessionDecoder.TEMPLATE_ID:
                hours.take(read.tradingSession(input));
                break;
            case RunStartedDecoder.TEMPLATE_ID:
                if (read.runStarted(input).isRecovery() != 0) {
                    orders.lost(nowNs);
                }
                break;
            default:
                world.define(input, read, ledger);
                break;
        }
    }

    private void onOutcome(final SendOutcomeDecoder d) {
        final boolean isBlocked = d.result() == SendResult.BLOCKED_BY_KILL
                || d.result() == SendResult.NOT_LOGGED_ON
                || d.result() == SendResult.JOURNAL_FAILED;
        if (isBlocked && d.templateId() == OrderReplaceDecoder.TEMPLATE_ID) {
            orders.replaceIsDead(d.clientOrderId());
        }
    }

    // ───────────── outputs ─────────────

    /** Takes the output at an index, with those that belong to the same decision. Returns how many these are. */
    private int take(final int i) {
        final JournalRecord out = outputs.get(i);
        switch (out.template()) {
            case SignalDecoder.TEMPLATE_ID:
                onSignal(read.signal(out));
                return 1;
            case RiskRejectedDecoder.TEMPLATE_ID:
                onRejected(read.riskRejected(out), out);
                return 1;
            case RiskApprovedDecoder.TEMPLATE_ID:
                tally.differs("output " + out.sequence() + " approves what did not go out");
                return 1;
            case OrderNewDecoder.TEMPLATE_ID:
                return onOrderNew(i, out);
            case OrderReplaceDecoder.TEMPLATE_ID:
            case OrderCancelDecoder.TEMPLATE_ID:
                return onChangeSent(i, out);
            case OrderQueryDecoder.TEMPLATE_ID:
                final OrderQueryDecoder query = read.orderQuery(out);
                limits.take(query.venueId(), query.strategyId(), out.timeNs());
                return 1;
            case OrderMassCancelDecoder.TEMPLATE_ID:
                final OrderMassCancelDecoder all = read.orderMassCancel(out);
                limits.take(all.venueId(), all.strategyId(), out.timeNs());
                return 1;
            case OrderChangedDecoder.TEMPLATE_ID:
                complain(orders.changed(read.orderChanged(out)));
                return 1;
            case FillBookedDecoder.TEMPLATE_ID:
                onFill(read.fillBooked(out), out.timeNs());
                return 1;
            case BookAdjustedDecoder.TEMPLATE_ID:
                onAdjusted(read.bookAdjusted(out), out.timeNs());
                return 1;
            case ProfitAndLossDecoder.TEMPLATE_ID:
                onMoney(read.profitAndLoss(out));
                return 1;
            case BreakChangedDecoder.TEMPLATE_ID:
                differences.changed(read.breakChanged(out));
                return 1;
            case RiskEventDecoder.TEMPLATE_ID:
                limits.event(read.riskEvent(out));
                conduct.event(read.riskEvent(out));
                return 1;
            default:
                return 1;
        }
    }

    private void complain(final String what) {
        if (what != null) {
            tally.differs("input " + input.sequence() + ": " + what);
        }
    }

    private void onSignal(final SignalDecoder d) {
        final Order.Said said = new Order.Said(d.signalId(), d.score(), d.stopPrice(), d.target1Price(), d.atr());
        signals.put(d.signalId(), new Spoken(d.kind(), said, d.entryPrice()));
        heard.add(d.signalId());
    }

    private void onFill(final FillBookedDecoder d, final long timeNs) {
        complain(ledger.book(d, timeNs));
        conduct.filled(d, timeNs);
        final Order order = orders.find(d.clientOrderId());
        if (order != null && d.strategyId() != JournalRecord.NO_ID) {
            covers.filled(order, d.quantity(), d.flag(), d.positionAfter() == 0);
        }
    }

    /** What a person adopts is no more and no less than the difference that the command names. */
    private void onAdjusted(final BookAdjustedDecoder d, final long timeNs) {
        final AdoptBreakDecoder command = read.adoptBreak(input);
        if (input.template() != AdoptBreakDecoder.TEMPLATE_ID || command.breakId() != d.breakId()) {
            complain("books were adjusted and nobody asked");
            return;
        }
        complain(ledger.adjust(d, command, timeNs));
        adjustments++;
        if (d.strategyId() != JournalRecord.NO_ID) {
            covers.adjusted(d.strategyId(), d.instrumentId(), d.positionAfter() == 0);
        }
    }

    private void onMoney(final ProfitAndLossDecoder d) {
        if (!ledger.cashE8(d.accountId()).equals(Exact.of(d.cashE8()))
                || !ledger.equityE8(d.accountId()).equals(Exact.of(d.equityE8()))) {
            complain("account " + d.accountId() + " cash=" + ledger.cashE8(d.accountId()) + " equity="
                    + ledger.equityE8(d.accountId()) + " against " + d.cashE8() + " and " + d.equityE8());
        }
    }

    private RiskApprovedDecoder approvalAt(final int i, final long clientOrderId) {
        if (i >= outputs.size() || outputs.get(i).template() != RiskApprovedDecoder.TEMPLATE_ID) {
            return null;
        }
        final RiskApprovedDecoder d = read.riskApproved(outputs.get(i));
        return d.clientOrderId() == clientOrderId ? d : null;
    }

    private int onOrderNew(final int i, final JournalRecord out) {
        final OrderNewDecoder d = read.orderNew(out);
        final RiskApprovedDecoder approval = approvalAt(i + 1, d.clientOrderId());
        if (approval == null) {
            complain("order " + d.clientOrderId() + " went out without an approval");
            return 1;
        }
        final List<Proposal> asked = guesses.withClears(guesses.of(d, approval.signalId()), outputs, i);
        final Proposal part = baskets.next(d.strategyId(), d.instrumentId(), d.role(), approval.signalId());
        if (part != null) {
            complain(
                    part.side == d.side() && part.price == d.price() && part.quantity == d.quantity()
                            ? null
                            : "part of a basket: " + part.side + " " + part.quantity + " at " + part.price
                                    + " was asked for");
            asked.forEach(p -> p.basketE8 = part.basketE8);
            baskets.sent();
        }
        final Proposal agreed =
                weighing.weigh(asked, v -> v.agreesWith(approval), out, approval.limitsVersion(), approval);
        final Spoken spoken = signals.get(approval.signalId());
        final boolean isEntry = d.role() == OrderRole.ENTRY && spoken != null;
        orders.add(new Order(
                d, isEntry ? spoken.said() : null, isEntry && agreed != null && agreed.isBracketed, out.timeNs()));
        onSent(agreed, out);
        return 2;
    }

    /** A replace, or a cancel that makes way for one: then its approval follows the order's change of state. */
    private int onChangeSent(final int i, final JournalRecord out) {
        final boolean isReplace = out.template() == OrderReplaceDecoder.TEMPLATE_ID;
        final long id = isReplace
                ? read.orderReplace(out).clientOrderId()
                : read.orderCancel(out).clientOrderId();
        final Order order = orders.find(id);
        if (order == null) {
            complain("order " + id + " is changed and was never sent");
            return 1;
        }
        final boolean hasChange =
                i + 1 < outputs.size() && outputs.get(i + 1).template() == OrderChangedDecoder.TEMPLATE_ID;
        final RiskApprovedDecoder approval = hasChange ? approvalAt(i + 2, id) : null;
        Proposal agreed = null;
        if (approval != null) {
            final OrderReplaceDecoder d = isReplace ? read.orderReplace(out) : null;
            final long price = isReplace ? d.price() : successorPrice(order, approval.signalId());
            agreed = weighing.weigh(
                    guesses.of(
                            order,
                            price,
                            isReplace ? d.stopPrice() : order.stopPrice,
                            isReplace ? d.quantity() : approval.quantity(),
                            approval.signalId()),
                    v -> v.agreesWith(approval),
                    out,
                    approval.limitsVersion(),
                    approval);
        } else if (isReplace) {
            complain("order " + id + " was replaced without an approval");
        }
        if (isReplace) {
            orders.replaceSent(read.orderReplace(out), out.timeNs());
        } else {
            orders.cancelSent(id, out.timeNs());
            order.successor = agreed == null ? order.successor : new Order.Terms(agreed.price, 0, agreed.quantity);
            limits.take(order.venueId, order.strategyId, out.timeNs());
        }
        if (approval != null) {
            complain(orders.changed(read.orderChanged(outputs.get(i + 1))));
            onSent(agreed, out);
            return 3;
        }
        return 1;
    }

    private void onSent(final Proposal approved, final JournalRecord out) {
        if (approved != null) {
            limits.take(approved.venueId, approved.strategyId, out.timeNs());
            conduct.sent(approved, out.template() == OrderCancelDecoder.TEMPLATE_ID, out.timeNs());
        }
    }

    /** Where the venue cannot replace, only who asked knows the price: the strategy, or the touch of an aged entry. */
    private long successorPrice(final Order order, final long signalId) {
        final Spoken spoken = spoken(signalId);
        if (spoken != null && spoken.kind() == SignalKind.REPLACE) {
            return spoken.entryPrice();
        }
        return order.isBuy() ? marks.bid(order.instrumentId) : marks.ask(order.instrumentId);
    }

    private void onRejected(final RiskRejectedDecoder d, final JournalRecord out) {
        if (taken.contains(out.sequence())) {
            return;
        }
        if (d.control() == Control.NO_TRADE_BAND.code() && baskets.has(d.strategyId(), d.instrumentId())) {
            complain(baskets.left(d, out));
            return;
        }
        if (baskets.next(d.strategyId(), d.instrumentId(), d.role(), d.signalId()) != null) {
            final List<JournalRecord> refusals = outputs.stream()
                    .filter(r -> r.sequence() >= out.sequence() && isPartRefused(r))
                    .toList();
            refusals.forEach(r -> taken.add(r.sequence()));
            complain(baskets.refused(refusals, read, weighing));
            return;
        }
        final boolean isExit =
                (d.role() == OrderRole.EXIT && d.signalId() != 0) || (d.role() == OrderRole.MANUAL && isManualExit());
        if (isExit && ledger.held(d.strategyId(), d.instrumentId()).signum() == 0) {
            // Refused before the gate, by P31.
            expect(Control.REDUCE_ONLY, d, d.quantity(), 0, out);
        } else if (isChangeOfNothing(d, out)) {
            // Refused before the gate: there is no entry that it could change.
            expect(Control.WELL_FORMED, d, 0, 1, out);
        } else {
            weighing.weigh(guesses.of(d), v -> v.agreesWith(d), out, d.limitsVersion(), d);
        }
    }

    private boolean isPartRefused(final JournalRecord r) {
        if (r.template() != RiskRejectedDecoder.TEMPLATE_ID) {
            return false;
        }
        final RiskRejectedDecoder d = read.riskRejected(r);
        return d.role() == OrderRole.ENTRY && d.signalId() == 0 && baskets.has(d.strategyId(), d.instrumentId());
    }

    /**
     * Whether a cancel waits for an entry that is not acknowledged yet is not in the journal, nor whether one that was sent
     * before the order's fate was unknown still is wanted: there both may be. One that is wanted goes out behind what the
     * strategy has to say in the same event.
     */
    private boolean isChangeOfNothing(final RiskRejectedDecoder d, final JournalRecord out) {
        final Spoken spoken = spoken(d.signalId());
        if (d.role() != OrderRole.ENTRY || spoken == null || spoken.kind() != SignalKind.REPLACE) {
            return false;
        }
        final List<Order> entries = orders.inBook(d.strategyId(), d.instrumentId()).stream()
                .filter(order -> order.role == OrderRole.ENTRY)
                .toList();
        return entries.isEmpty()
                || (d.control() == Control.WELL_FORMED.code()
                        && entries.stream()
                                .noneMatch(
                                        order -> order.works() && !order.hadCancel && !isCanceledBehind(order, out)));
    }

    private boolean isCanceledBehind(final Order order, final JournalRecord out) {
        return outputs.stream()
                .filter(r -> r.sequence() > out.sequence() && r.template() == OrderCancelDecoder.TEMPLATE_ID)
                .anyMatch(r -> read.orderCancel(r).clientOrderId() == order.id);
    }

    private void expect(
            final Control control,
            final RiskRejectedDecoder d,
            final long observed,
            final long bound,
            final JournalRecord out) {
        final Verdict v = new Verdict();
        v.quantity = d.quantity();
        v.price = d.price();
        v.refuse(control, ScopeType.STRATEGY, d.strategyId(), Exact.of(observed), Exact.of(bound));
        if (v.agreesWith(d) && d.limitsVersion() == limits.version) {
            tally.agrees(v, null);
        } else {
            tally.differs(where(out) + " expected " + v);
        }
    }

    String where(final JournalRecord out) {
        return "input " + input.sequence() + " (template " + input.template() + ") output " + out.sequence() + " at "
                + out.timeNs() + ": " + read.line(out);
    }
}
