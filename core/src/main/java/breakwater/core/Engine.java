package breakwater.core;

import breakwater.core.ingest.Bar;
import breakwater.core.ingest.BarListener;
import breakwater.core.ingest.Ingest;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.BarDecoder;
import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.EngineDefinitionDecoder;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OutputSink;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.RunStartedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.TimeAdvancedDecoder;
import breakwater.core.message.Trace;
import breakwater.core.message.TradeDecoder;
import breakwater.core.message.UnknownOrderDecoder;
import breakwater.core.monitor.Monitor;
import breakwater.core.monitor.MonitorView;
import breakwater.core.monitor.ResetVeto;
import breakwater.core.order.Holdings;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderDesk;
import breakwater.core.order.OrderView;
import breakwater.core.order.Orders;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Sources;
import breakwater.core.reference.Venues;
import breakwater.core.risk.Decision;
import breakwater.core.risk.Limits;
import breakwater.core.risk.PreTradeGate;
import breakwater.core.signal.Signal;
import breakwater.core.signal.SignalSink;
import breakwater.core.signal.Signals;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import org.agrona.DirectBuffer;

/**
 * The trading engine: a pure state machine over the input journal. {@link #onEvent} takes one frame, leads it through the
 * six stages and encodes what follows as outputs, at most {@link Outputs#MAX_PER_EVENT} of them.
 *
 * <p>Live, paper, backtest and replay run this very class; equal inputs give equal outputs, byte for byte (I14).
 *
 * <p>Thread: one. Allocates: at configuration events only. Throws {@link IllegalStateException} when the input sequence
 * breaks or an invariant of ours does; the caller then fails closed and never calls again.
 */
public final class Engine implements Stateful, BarListener, SignalSink, OrderDesk, Holdings, ResetVeto {
    /** Outputs that one step (a timer, a bar with its signal and order) may need; more steps wait for the next event. */
    static final int ROOM_FOR_A_STEP = 2 * Orders.RESERVE;

    /** How far the clock moves in one event, but the start of a run: an ingress time beyond it, 400 days, is no time of ours. */
    private static final long LEAD_NS_MAX = 400L * 86_400_000_000_000L;

    /** The end of time, 2200-01-01 UTC ns: whatever is added to a clock before it has its place in a long. */
    private static final long END_NS = 7_258_118_400_000_000_000L;

    private static final int DIGEST_INTERVAL_DEFAULT = 50_000;

    private final Stages stages;
    private final Frame frame;
    private final Decoders decoders;
    private final Ingest ingest;
    private final Orders orders;
    private final Monitor monitor;
    /** For whoever measures it or asks it beside the course of events; deciding changes nothing. */
    final PreTradeGate gate;

    private final Outputs outputs;
    private final Refusals refusals;
    private final MarketEvents market;
    private final Intents intents;
    private final ExecutionReports reports;
    private final Reconciliations reconciliations;
    private final Baskets baskets;
    private final Commands commands;
    private final Definitions definitions;
    private final Digest digest = new Digest();

    private long sequence;
    private long nowNs;
    private int digestInterval = DIGEST_INTERVAL_DEFAULT;

    public Engine(final Capacity capacity, final OutputSink sink, final Trace trace) {
        stages = new Stages(capacity, sink, trace, this);
        frame = stages.frame;
        decoders = stages.decoders;
        ingest = stages.ingest;
        orders = stages.orders;
        monitor = stages.monitor;
        gate = stages.gate;
        outputs = stages.outputs;
        refusals = stages.refusals;
        market = new MarketEvents(stages);
        intents = new Intents(stages, this);
        reconciliations = new Reconciliations(stages);
        reports = new ExecutionReports(stages, reconciliations);
        baskets = new Baskets(stages, intents, this);
        commands = new Commands(stages, intents, baskets, this);
        definitions = new Definitions(stages);
    }

    /** Applies the input frame that begins at {@code offset}. Its sequence must follow the one before. */
    public void onEvent(final DirectBuffer buffer, final int offset) {
        frame.wrap(buffer, offset);
        if (frame.sequence() != sequence + 1) {
            throw new IllegalStateException("input sequence " + frame.sequence() + " does not follow " + sequence);
        }
        sequence++;
        outputs.onCause(sequence, nowNs, frame.eventTimeNs());

        final long latestNs = latestNs();
        if (frame.ingressTimeNs() > latestNs) {
            refusals.quarantine(QuarantineReason.FROM_THE_FUTURE, Frame.NO_ID, frame.ingressTimeNs(), latestNs);
        } else {
            final long clockNs = Math.max(nowNs, frame.ingressTimeNs());
            watchClock();
            if (frame.templateId() == RunStartedDecoder.TEMPLATE_ID) {
                reconciliations.onRunStarted(clockNs);
            }
            fireDeadlines(clockNs);
            moveClock(clockNs);
            apply();
        }
        settle();
        if (sequence % digestInterval == 0) {
            publishDigest();
        }
    }

    /** Returns the latest ingress time that may move the clock. The first event sets it, wherever it lies before the end. */
    private long latestNs() {
        final boolean isStart = nowNs == 0 || frame.templateId() == RunStartedDecoder.TEMPLATE_ID;
        return isStart ? END_NS : Math.min(END_NS, nowNs + LEAD_NS_MAX);
    }

    /** F18: before anything is done at the new time, says whether it may be believed. */
    private void watchClock() {
        if (nowNs == 0 || frame.templateId() == RunStartedDecoder.TEMPLATE_ID) {
            return;
        }
        final long ingressNs = frame.ingressTimeNs();
        monitor.onIngress(ingressNs, nowNs);
        if (isOfMarket(frame.templateId()) && stages.sources.isDefined(frame.sourceId())) {
            final int sourceId = frame.sourceId();
            monitor.onSource(sourceId, ingest.sourceTimeNs(frame), ingressNs, stages.sources.cadenceNs(sourceId));
        }
        monitor.isClockInDoubt(Math.max(nowNs, ingressNs));
    }

    private static boolean isOfMarket(final int templateId) {
        return templateId == QuoteDecoder.TEMPLATE_ID
                || templateId == TradeDecoder.TEMPLATE_ID
                || templateId == DepthDecoder.TEMPLATE_ID
                || templateId == BarDecoder.TEMPLATE_ID;
    }

    /** Fires what is due up to the new clock, each at its own time, in order of deadline, then stage (Settled 4, I27). */
    private void fireDeadlines(final long clockNs) {
        while (outputs.room() >= ROOM_FOR_A_STEP) {
            final long deadlineNs = nextDeadlineNs();
            if (deadlineNs > clockNs) {
                return;
            }
            moveClock(Math.max(nowNs, deadlineNs));
            if (ingest.nextDeadlineNs() == deadlineNs) {
                ingest.onDeadline(deadlineNs);
            } else if (orders.nextDeadlineNs() == deadlineNs) {
                orders.onDeadline(deadlineNs);
            } else if (reconciliations.nextDeadlineNs() == deadlineNs) {
                reconciliations.onDeadline(deadlineNs);
            } else {
                monitor.onDeadline(deadlineNs);
            }
            settle();
        }
    }

    private void moveClock(final long toNs) {
        nowNs = toNs;
        outputs.nowNs(toNs);
    }

    /** Works the event: what comes by the million here, so that it is small enough to inline, the rest apart. */
    private void apply() {
        if (!decoders.isSound(frame)) {
            refusals.quarantine(QuarantineReason.MALFORMED_FRAME, Frame.NO_ID, frame.blockLength(), frame.length());
            return;
        }
        switch (frame.templateId()) {
            case QuoteDecoder.TEMPLATE_ID:
                market.onQuote(decoders.quote(frame));
                break;
            case TradeDecoder.TEMPLATE_ID:
                market.onTrade(decoders.trade(frame));
                break;
            case DepthDecoder.TEMPLATE_ID:
                market.onDepth(decoders.depth(frame));
                break;
            case ExecutionReportDecoder.TEMPLATE_ID:
                reports.onExecutionReport(decoders.executionReport(frame));
                break;
            case SendOutcomeDecoder.TEMPLATE_ID:
                refusals.quarantineUnlessNone(orders.onSendOutcome(decoders.sendOutcome(frame), nowNs), Frame.NO_ID);
                break;
            case TimeAdvancedDecoder.TEMPLATE_ID:
                stages.evaluateAccounts();
                break;
            default:
                applyRare();
                break;
        }
    }

    private void applyRare() {
        switch (frame.templateId()) {
            case BarDecoder.TEMPLATE_ID:
                market.onBar(decoders.bar(frame));
                break;
            case FeedStatusDecoder.TEMPLATE_ID:
                market.onFeedStatus(decoders.feedStatus(frame));
                break;
            case CancelRejectDecoder.TEMPLATE_ID:
                refusals.quarantineUnlessNone(orders.onCancelReject(decoders.cancelReject(frame), nowNs), Frame.NO_ID);
                break;
            case UnknownOrderDecoder.TEMPLATE_ID:
                refusals.quarantineUnlessNone(orders.onUnknownOrder(decoders.unknownOrder(frame), nowNs), Frame.NO_ID);
                break;
            case EngineDefinitionDecoder.TEMPLATE_ID:
                onEngineDefinition(decoders.engineDefinition(frame));
                break;
            default:
                if (!commands.apply(frame) && !reconciliations.apply(frame) && !definitions.apply(frame)) {
                    refusals.quarantine(QuarantineReason.UNKNOWN_TEMPLATE, Frame.NO_ID, frame.templateId(), 0);
                }
                break;
        }
    }

    private void onEngineDefinition(final EngineDefinitionDecoder definition) {
        if (definition.digestInterval() <= 0) {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, definition.digestInterval(), 1);
            return;
        }
        digestInterval = definition.digestInterval();
        orders.configure(definition);
    }

    // ───────────── 2 signal ─────────────

    @Override
    public void onBarClosed(final Bar bar) {
        market.onBarClosed(bar);
    }

    @Override
    public void onSignal(final Signal signal) {
        intents.onSignal(signal);
    }

    // ───────────── 3 risk, 4 order ─────────────

    @Override
    public long propose(final Intent wanted) {
        final Decision decision = gate.decide(wanted, nowNs);
        if (decision.control() != Control.NONE) {
            onRefused(wanted, decision);
            return 0;
        }
        if (gate.needsItsWayCleared(wanted)) {
            orders.cancelCrossed(wanted, nowNs);
        }
        final long clientOrderId = orders.submit(wanted, nowNs);
        if (clientOrderId == 0) {
            onFull(wanted, decision.limitsVersion());
            return 0;
        }
        outputs.riskApproved()
                .signalId(wanted.signalId)
                .clientOrderId(clientOrderId)
                .limitsVersion(decision.limitsVersion())
                .controlsPassed(decision.controlsPassed())
                .warnings(decision.warnings())
                .quantity(wanted.quantity)
                .riskE8(decision.riskE8())
                .heatE8(decision.heatE8());
        outputs.commit();
        gate.onSent(wanted, nowNs);
        return clientOrderId;
    }

    /** Puts a refusal of the gate on record, with what follows from it. */
    void onRefused(final Intent wanted, final Decision decision) {
        refusals.reject(
                wanted,
                decision.control(),
                decision.scopeType(),
                decision.scopeId(),
                decision.observed(),
                decision.bound(),
                decision.limitsVersion());
        if (decision.control() == Control.REPEATED_EXECUTION) {
            // A row that was tightened under the count holds the strategy too: only a hold can be resumed.
            hold(
                    ScopeType.STRATEGY,
                    wanted.strategyId,
                    Level.REDUCE_ONLY,
                    Control.REPEATED_EXECUTION,
                    decision.observed());
        }
    }

    /** Puts on record that an order which the gate passed has no place in the order stage. */
    void onFull(final Intent wanted, final long limitsVersion) {
        refusals.reject(
                wanted,
                Control.OPEN_ORDERS,
                ScopeType.GLOBAL,
                Frame.NO_ID,
                orders.working().workingOrders(),
                stages.capacity.orders(),
                limitsVersion);
    }

    @Override
    public void onUnthrottled(final int venueId, final int strategyId) {
        gate.onUnthrottled(venueId, strategyId, nowNs);
    }

    @Override
    public boolean isKilled(final int strategyId, final int accountId, final int instrumentId) {
        final Instruments instruments = stages.instruments;
        return monitor.level(
                        instruments.venueId(instrumentId),
                        accountId,
                        instruments.assetClass(instrumentId),
                        strategyId,
                        instrumentId)
                == Level.KILLED;
    }

    @Override
    public boolean isPositionKnown(final int accountId, final int instrumentId) {
        return !stages.breaks.ofHolding(accountId, instrumentId);
    }

    @Override
    public boolean hasOnlyOurOrders() {
        return !stages.breaks.ofAnyOrder();
    }

    @Override
    public long confirmed(final Intent intent) {
        return gate.confirmed(intent);
    }

    @Override
    public void hold(
            final ScopeType type, final int scopeId, final Level level, final Control why, final long observed) {
        monitor.raise(type, scopeId, level, why, observed, 0);
    }

    @Override
    public long bound(final Control control, final int key, final int strategyId) {
        return monitor.bound(control, key, strategyId);
    }

    @Override
    public long netQuantity(final int strategyId, final int instrumentId) {
        return stages.positions.netQuantity(strategyId, instrumentId);
    }

    // ───────────── 6 monitor ─────────────

    /**
     * Leads what the monitor raised to the order stage and goes on with longer work while there is room for outputs; that
     * work may raise something itself.
     */
    private void settle() {
        baskets.work();
        do {
            leadRaised();
            orders.work(nowNs);
        } while (outputs.room() >= ROOM_FOR_A_STEP && monitor.hasRaised());
    }

    private void leadRaised() {
        while (outputs.room() >= ROOM_FOR_A_STEP && monitor.pollRaised()) {
            final ScopeType scopeType = monitor.raisedType();
            final int scopeId = monitor.raisedId();
            switch (monitor.raisedLevel()) {
                case REDUCE_ONLY:
                    orders.cancelEntries(scopeType, scopeId);
                    break;
                case CANCEL_ONLY:
                    orders.cancelAll(scopeType, scopeId, true);
                    break;
                case KILLED:
                    orders.flatten(scopeType, scopeId);
                    break;
                default:
                    break;
            }
        }
    }

    @Override
    public Control standsAgainst(final Control cause, final ScopeType type, final int scopeId) {
        return reconciliations.standsAgainst(cause, type, scopeId);
    }

    // ───────────── digest, snapshot ─────────────

    private void publishDigest() {
        final long hash = outputs.hash();
        final long count = outputs.sequence();
        outputs.stateDigest().digest(digest()).outputChain(hash).outputCount(count);
        outputs.commit();
    }

    /** Returns the digest of the whole state; O(state). */
    public long digest() {
        digest.reset();
        writeTo(digest);
        return digest.value();
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("engine");
        writer.putLong(sequence);
        writer.putLong(nowNs);
        writer.putInt(digestInterval);
        writer.putLong(outputs.sequence());
        writer.putLong(outputs.hash());
        stages.writeTo(writer);
        baskets.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("engine");
        sequence = reader.getLong();
        nowNs = reader.getLong();
        digestInterval = reader.getInt();
        final long outputSequence = reader.getLong();
        outputs.restore(outputSequence, reader.getLong());
        stages.readFrom(reader);
        baskets.readFrom(reader);
    }

    // ───────────── what others may see ─────────────

    /** Returns the sequence of the newest input applied. */
    public long sequence() {
        return sequence;
    }

    /** Returns the sequence of the newest output. */
    public long outputSequence() {
        return outputs.sequence();
    }

    /** Returns the running hash over all outputs. */
    public long outputHash() {
        return outputs.hash();
    }

    /** Returns the engine's clock, UTC ns: the largest ingress time taken. */
    public long nowNs() {
        return nowNs;
    }

    /** Returns the earliest time at which something is due, Long.MAX_VALUE = nothing. */
    public long nextDeadlineNs() {
        return Math.min(
                Math.min(ingest.nextDeadlineNs(), orders.nextDeadlineNs()),
                Math.min(reconciliations.nextDeadlineNs(), monitor.nextDeadlineNs()));
    }

    public Instruments instruments() {
        return stages.instruments;
    }

    public Accounts accounts() {
        return stages.accounts;
    }

    public Venues venues() {
        return stages.venues;
    }

    public Sources sources() {
        return stages.sources;
    }

    public Signals signals() {
        return stages.signals;
    }

    public Limits limits() {
        return stages.limits;
    }

    public MarketView market() {
        return ingest;
    }

    public OrderView orders() {
        return orders.working();
    }

    /** Returns how many orders that may raise exposure are not terminal; O(orders). */
    public int workingEntries() {
        return orders.workingEntries();
    }

    public PositionView positions() {
        return stages.positions;
    }

    public MonitorView monitor() {
        return monitor;
    }
}
