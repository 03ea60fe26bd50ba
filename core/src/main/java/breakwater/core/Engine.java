package breakwater.core;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.Bar;
import breakwater.core.ingest.BarListener;
import breakwater.core.ingest.Ingest;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.AccountDefinitionDecoder;
import breakwater.core.message.AdmitStrategyDecoder;
import breakwater.core.message.BalanceDecoder;
import breakwater.core.message.BarDecoder;
import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.Effect;
import breakwater.core.message.EngineDefinitionDecoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.KillDecoder;
import breakwater.core.message.Level;
import breakwater.core.message.ManualOrderDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderType;
import breakwater.core.message.OutputSink;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.ReconcileDecoder;
import breakwater.core.message.ResumeDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.RunStartedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.message.Side;
import breakwater.core.message.SourceDefinitionDecoder;
import breakwater.core.message.StopStrategyDecoder;
import breakwater.core.message.StrategyParameterDecoder;
import breakwater.core.message.TargetWeightDecoder;
import breakwater.core.message.TimeAdvancedDecoder;
import breakwater.core.message.TimeInForce;
import breakwater.core.message.Trace;
import breakwater.core.message.TradeDecoder;
import breakwater.core.message.UnknownOrderDecoder;
import breakwater.core.message.VenueDefinitionDecoder;
import breakwater.core.message.VenuePositionDecoder;
import breakwater.core.monitor.Monitor;
import breakwater.core.monitor.MonitorView;
import breakwater.core.monitor.ResetVeto;
import breakwater.core.order.FillReport;
import breakwater.core.order.Holdings;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderDesk;
import breakwater.core.order.OrderReport;
import breakwater.core.order.OrderView;
import breakwater.core.order.Orders;
import breakwater.core.position.Fill;
import breakwater.core.position.PositionView;
import breakwater.core.position.Positions;
import breakwater.core.position.VenueDifferences;
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
    private static final int ROOM_FOR_A_STEP = 2 * Orders.RESERVE;

    /** How far the clock moves in one event, but the first: an ingress time beyond it, 400 days, is no time of ours. */
    private static final long LEAD_NS_MAX = 400L * 86_400_000_000_000L;

    /** The end of time, 2200-01-01 UTC ns: whatever is added to a clock before it has its place in a long. */
    private static final long END_NS = 7_258_118_400_000_000_000L;

    private static final int DIGEST_INTERVAL_DEFAULT = 50_000;

    private final Capacity capacity;
    private final Instruments instruments;
    private final Venues venues;
    private final Accounts accounts;
    private final Sources sources;
    private final Ingest ingest;
    private final Signals signals;
    private final Limits limits;
    private final PreTradeGate gate;
    private final Orders orders;
    private final Positions positions;
    private final VenueDifferences differences;
    private final Monitor monitor;
    private final Outputs outputs;

    private final Frame frame = new Frame();
    private final Digest digest = new Digest();
    private final Intent intent = new Intent();
    private final Fill fill = new Fill();
    private final Decoders decoders = new Decoders();

    private long sequence;
    private long nowNs;
    private int digestInterval = DIGEST_INTERVAL_DEFAULT;

    public Engine(final Capacity capacity, final OutputSink sink, final Trace trace) {
        this.capacity = capacity;
        outputs = new Outputs(sink);
        instruments = new Instruments(capacity.instruments());
        venues = new Venues(capacity.venues());
        accounts = new Accounts(capacity.accounts());
        sources = new Sources(capacity.sources());
        ingest = new Ingest(instruments, sources, this);
        signals = new Signals(instruments, ingest, this, trace, capacity.strategies());
        orders = new Orders(instruments, venues, ingest, outputs, capacity, this, this);
        positions = new Positions(instruments, ingest, outputs, capacity);
        differences = new VenueDifferences(capacity);
        monitor = new Monitor(instruments, positions, outputs, capacity, accounts);
        positions.equityMarks(monitor);
        monitor.resetVeto(this);
        limits = new Limits(capacity);
        gate = new PreTradeGate(instruments, limits, ingest, orders, positions, monitor, trace, capacity);
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
            quarantine(QuarantineReason.FROM_THE_FUTURE, Frame.NO_ID, frame.ingressTimeNs(), latestNs);
        } else {
            final long clockNs = Math.max(nowNs, frame.ingressTimeNs());
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
        return nowNs == 0 ? END_NS : Math.min(END_NS, nowNs + LEAD_NS_MAX);
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

    private void apply() {
        if (!decoders.isSound(frame)) {
            quarantine(QuarantineReason.MALFORMED_FRAME, Frame.NO_ID, frame.blockLength(), frame.length());
            return;
        }
        switch (frame.templateId()) {
            case QuoteDecoder.TEMPLATE_ID:
                onQuote(decoders.quote(frame));
                break;
            case TradeDecoder.TEMPLATE_ID:
                onTrade(decoders.trade(frame));
                break;
            case DepthDecoder.TEMPLATE_ID:
                onDepth(decoders.depth(frame));
                break;
            case BarDecoder.TEMPLATE_ID:
                onBar(decoders.bar(frame));
                break;
            case FeedStatusDecoder.TEMPLATE_ID:
                quarantineUnlessNone(
                        ingest.onFeedStatus(frame, decoders.feedStatus(frame), nowNs),
                        decoders.feedStatus(frame).instrumentId());
                break;
            case ExecutionReportDecoder.TEMPLATE_ID:
                onExecutionReport(decoders.executionReport(frame));
                break;
            case CancelRejectDecoder.TEMPLATE_ID:
                quarantineUnlessNone(orders.onCancelReject(decoders.cancelReject(frame), nowNs), Frame.NO_ID);
                break;
            case UnknownOrderDecoder.TEMPLATE_ID:
                quarantineUnlessNone(orders.onUnknownOrder(decoders.unknownOrder(frame), nowNs), Frame.NO_ID);
                break;
            case SendOutcomeDecoder.TEMPLATE_ID:
                quarantineUnlessNone(orders.onSendOutcome(decoders.sendOutcome(frame), nowNs), Frame.NO_ID);
                break;
            case TimeAdvancedDecoder.TEMPLATE_ID:
                onTimeAdvanced();
                break;
            case RunStartedDecoder.TEMPLATE_ID:
                onRunStarted(decoders.runStarted(frame));
                break;
            case KillDecoder.TEMPLATE_ID:
                quarantineUnlessNone(monitor.onKill(decoders.kill(frame)), Frame.NO_ID);
                break;
            case ResumeDecoder.TEMPLATE_ID:
                quarantineUnlessNone(monitor.onResume(decoders.resume(frame)), Frame.NO_ID);
                break;
            case SetLimitDecoder.TEMPLATE_ID:
                onSetLimit(decoders.setLimit(frame));
                break;
            case StrategyParameterDecoder.TEMPLATE_ID:
                quarantineUnless(signals.onParameter(decoders.strategyParameter(frame)));
                break;
            case AdmitStrategyDecoder.TEMPLATE_ID:
                onAdmitStrategy(decoders.admitStrategy(frame));
                break;
            case StopStrategyDecoder.TEMPLATE_ID:
                onStopStrategy(decoders.stopStrategy(frame));
                break;
            case TargetWeightDecoder.TEMPLATE_ID:
                onTargetWeight(decoders.targetWeight(frame));
                break;
            case ManualOrderDecoder.TEMPLATE_ID:
                onManualOrder(decoders.manualOrder(frame));
                break;
            case ReconcileDecoder.TEMPLATE_ID:
                onReconcile(decoders.reconcile(frame));
                break;
            case VenuePositionDecoder.TEMPLATE_ID:
                onVenuePosition(decoders.venuePosition(frame));
                break;
            case BalanceDecoder.TEMPLATE_ID:
                onBalance(decoders.balance(frame));
                break;
            case EngineDefinitionDecoder.TEMPLATE_ID:
                onEngineDefinition(decoders.engineDefinition(frame));
                break;
            case VenueDefinitionDecoder.TEMPLATE_ID:
                quarantineUnless(venues.define(decoders.venueDefinition(frame)));
                break;
            case AccountDefinitionDecoder.TEMPLATE_ID:
                onAccountDefinition(decoders.accountDefinition(frame));
                break;
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                quarantineUnless(instruments.define(decoders.instrumentDefinition(frame)));
                ingest.onInstrumentDefined();
                break;
            case SourceDefinitionDecoder.TEMPLATE_ID:
                quarantineUnless(sources.define(decoders.sourceDefinition(frame)));
                break;
            default:
                quarantine(QuarantineReason.UNKNOWN_TEMPLATE, Frame.NO_ID, frame.templateId(), 0);
                break;
        }
    }

    // ───────────── 1 ingest, 2 signal ─────────────

    private void onQuote(final QuoteDecoder quote) {
        final int instrumentId = quote.instrumentId();
        final QuarantineReason reason = ingest.onQuote(frame, quote, nowNs);
        if (reason != QuarantineReason.NONE) {
            quarantine(reason, instrumentId, ingest.observed(), ingest.bound());
            return;
        }
        onMark(instrumentId);
        signals.onQuote(instrumentId, nowNs);
    }

    private void onTrade(final TradeDecoder trade) {
        final int instrumentId = trade.instrumentId();
        final QuarantineReason reason = ingest.onTrade(frame, trade, nowNs);
        if (reason != QuarantineReason.NONE) {
            quarantine(reason, instrumentId, ingest.observed(), ingest.bound());
            return;
        }
        onMark(instrumentId);
    }

    private void onDepth(final DepthDecoder depth) {
        final int instrumentId = depth.instrumentId();
        final boolean isKnown = instruments.isDefined(instrumentId);
        final long bid = isKnown ? ingest.bidPrice(instrumentId) : 0;
        final long ask = isKnown ? ingest.askPrice(instrumentId) : 0;
        final long timeNs = isKnown ? ingest.quoteTimeNs(instrumentId) : 0;
        final QuarantineReason reason = ingest.onDepth(frame, depth, nowNs);
        if (reason != QuarantineReason.NONE) {
            quarantine(reason, instrumentId, ingest.observed(), ingest.bound());
            return;
        }
        if (ingest.bidPrice(instrumentId) != bid || ingest.askPrice(instrumentId) != ask
                || ingest.quoteTimeNs(instrumentId) != timeNs) {
            onMark(instrumentId);
            signals.onQuote(instrumentId, nowNs);
        }
    }

    private void onBar(final BarDecoder bar) {
        final int instrumentId = bar.instrumentId();
        final QuarantineReason reason = ingest.onBar(frame, bar, nowNs);
        if (reason != QuarantineReason.NONE) {
            quarantine(reason, instrumentId, ingest.observed(), ingest.bound());
            return;
        }
        onMark(instrumentId);
    }

    /** The market moved: revalue, watch stops, and let the monitor look at the money. */
    private void onMark(final int instrumentId) {
        positions.onMark(instrumentId, nowNs);
        orders.onMark(instrumentId, nowNs);
        if (positions.isOpen(instrumentId)) {
            evaluateAccounts();
        }
    }

    private void evaluateAccounts() {
        for (int accountId = 0; accountId < accounts.count(); accountId++) {
            if (accounts.isDefined(accountId)) {
                monitor.evaluate(accountId, nowNs);
            }
        }
    }

    @Override
    public void onBarClosed(final Bar bar) {
        outputs.barClosed()
                .instrumentId(bar.instrumentId)
                .timeframeNs(bar.timeframeNs)
                .openTimeNs(bar.openTimeNs)
                .openPrice(bar.openPrice)
                .highPrice(bar.highPrice)
                .lowPrice(bar.lowPrice)
                .closePrice(bar.closePrice)
                .volume(bar.volume);
        outputs.commit();
        signals.onBar(bar, nowNs);
        for (int strategyId = 0; strategyId < signals.count(); strategyId++) {
            if (signals.isOwnBar(strategyId, bar)) {
                orders.onBar(strategyId, bar, signals.atr(strategyId, bar.instrumentId), nowNs);
            }
        }
    }

    @Override
    public void onSignal(final Signal signal) {
        outputs.signal()
                .signalId(signal.signalId)
                .strategyId(signal.strategyId)
                .instrumentId(signal.instrumentId)
                .kind(signal.kind)
                .side(signal.side)
                .score((short) signal.score)
                .timeframeNs(signal.timeframeNs)
                .entryPrice(signal.entryPrice)
                .stopPrice(signal.stopPrice)
                .target1Price(signal.target1Price)
                .target2Price(signal.target2Price)
                .atr(signal.atr);
        outputs.commit();
        switch (signal.kind) {
            case ENTER:
                enter(signal);
                break;
            case EXIT:
                exit(signal.strategyId, signal.instrumentId, signal.signalId, signal.side, signal.entryPrice,
                        OrderRole.EXIT, 0);
                break;
            case CANCEL:
                orders.cancelStrategyEntries(signal.strategyId, signal.instrumentId);
                break;
            case REPLACE:
                replace(signal);
                break;
            default:
                throw new IllegalStateException("signal " + signal.signalId + " of kind " + signal.kind);
        }
    }

    private void enter(final Signal signal) {
        begin(signal.strategyId, signal.instrumentId, signal.signalId);
        intent.side = signal.side;
        intent.role = OrderRole.ENTRY;
        intent.effect = Effect.RAISES;
        intent.price = signal.entryPrice;
        intent.quantity = signal.quantity;
        intent.isBracketed = signal.isBracketed;
        intent.score = signal.score;
        intent.protectiveStopPrice = signal.stopPrice;
        intent.target1Price = signal.target1Price;
        intent.target2Price = signal.target2Price;
        intent.atr = signal.atr;
        intent.atrBaseline = signal.atrBaseline;
        propose(intent);
    }

    private void replace(final Signal signal) {
        final long orderId = orders.newestWorkingEntry(signal.strategyId, signal.instrumentId);
        if (orderId == 0) {
            return;
        }
        begin(signal.strategyId, signal.instrumentId, signal.signalId);
        orders.describe(orderId, intent);
        intent.signalId = signal.signalId;
        intent.replacesId = orderId;
        intent.price = signal.entryPrice;
        propose(intent);
    }

    /**
     * Closes a strategy's position, or {@code quantity} of it, by a collared order at {@code price} or through the touch.
     * Where nothing is held that is refused like any other exit of more than is held (I19); {@code side} says who asked.
     */
    private long exit(
            final int strategyId, final int instrumentId, final long signalId, final Side side, final long price,
            final OrderRole role, final long quantity) {
        final long held = positions.netQuantity(strategyId, instrumentId);
        begin(strategyId, instrumentId, signalId);
        intent.role = role;
        intent.effect = Effect.REDUCES;
        if (held == 0) {
            intent.side = side;
            intent.price = price;
            intent.quantity = quantity;
            reject(intent, Control.REDUCE_ONLY, ScopeType.STRATEGY, strategyId, quantity, 0, limits.version());
            return 0;
        }
        intent.side = held > 0 ? Side.SELL : Side.BUY;
        intent.price = price != 0 ? price : ingest.markPrice(instrumentId, held > 0 ? 1 : -1);
        intent.timeInForce = price != 0 ? TimeInForce.GTC : TimeInForce.IOC;
        intent.quantity = quantity == 0 ? Math.abs(held) : Math.min(quantity, Math.abs(held));
        return propose(intent);
    }

    private void begin(final int strategyId, final int instrumentId, final long signalId) {
        intent.reset();
        intent.signalId = signalId;
        intent.strategyId = strategyId;
        intent.instrumentId = instrumentId;
        intent.accountId = signals.accountId(strategyId);
        intent.venueId = instruments.venueId(instrumentId);
        intent.orderType = OrderType.LIMIT;
        intent.timeInForce = TimeInForce.GTC;
    }

    // ───────────── 3 risk, 4 order ─────────────

    @Override
    public long propose(final Intent wanted) {
        final Decision decision = gate.decide(wanted, nowNs);
        if (decision.control() != Control.NONE) {
            reject(wanted, decision.control(), decision.scopeType(), decision.scopeId(), decision.observed(),
                    decision.bound(), decision.limitsVersion());
            return 0;
        }
        final long clientOrderId = orders.submit(wanted, nowNs);
        if (clientOrderId == 0) {
            reject(wanted, Control.OPEN_ORDERS, ScopeType.GLOBAL, Frame.NO_ID, orders.workingOrders(), capacity.orders(),
                    decision.limitsVersion());
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

    @Override
    public void onUnthrottled(final int venueId, final int strategyId) {
        gate.onUnthrottled(venueId, strategyId, nowNs);
    }

    @Override
    public void hold(
            final ScopeType type, final int scopeId, final Level level, final Control why, final long observed) {
        monitor.raise(type, scopeId, level, why, observed, 0);
    }

    private void reject(
            final Intent wanted, final Control control, final ScopeType scopeType, final int scopeId,
            final long observed, final long bound, final long limitsVersion) {
        outputs.riskRejected()
                .signalId(wanted.signalId)
                .strategyId(wanted.strategyId)
                .instrumentId(wanted.instrumentId)
                .side(wanted.side)
                .role(wanted.role)
                .control(control.code())
                .scopeType(scopeType)
                .scopeId(scopeId)
                .price(wanted.price)
                .quantity(wanted.quantity)
                .observed(observed)
                .bound(bound)
                .limitsVersion(limitsVersion);
        outputs.commit();
    }

    @Override
    public long netQuantity(final int strategyId, final int instrumentId) {
        return positions.netQuantity(strategyId, instrumentId);
    }

    // ───────────── 4 order, 5 position ─────────────

    private void onExecutionReport(final ExecutionReportDecoder report) {
        final int instrumentId = report.instrumentId();
        if (!instruments.isDefined(instrumentId) || !venues.isDefined(report.venueId())) {
            quarantine(QuarantineReason.UNKNOWN_INSTRUMENT, instrumentId, instrumentId, instruments.count());
            return;
        }
        if (!accounts.isDefined(report.accountId())) {
            quarantine(QuarantineReason.WRONG_ACCOUNT, instrumentId, report.accountId(), accounts.count());
            return;
        }
        final long contentHash = Positions.contentHash(report);
        final boolean isFill = report.execType() == ExecType.TRADE || report.execType() == ExecType.TRADE_BUST;
        if (isFill) {
            final QuarantineReason seen =
                    positions.checkExecution(report.venueId(), report.executionId(), contentHash);
            if (seen != QuarantineReason.NONE) {
                quarantine(seen, instrumentId, report.executionId(), 0);
                if (seen == QuarantineReason.EXECUTION_ID_REUSED) {
                    hold(instrumentId, report.executionId());
                }
                return;
            }
        }
        if (report.execType() == ExecType.TRADE_BUST && !positions.isBustable(
                report.venueId(), report.referenceExecutionId(), report.clientOrderId(), report.lastQuantity())) {
            // Orders and books take it back together or not at all.
            quarantine(QuarantineReason.ILLEGAL_TRANSITION, instrumentId, report.referenceExecutionId(), 0);
            hold(instrumentId, report.executionId());
            return;
        }
        final OrderReport answer = orders.apply(report, nowNs);
        if (answer.reason != QuarantineReason.NONE) {
            quarantine(answer.reason, instrumentId, report.clientOrderId(), 0);
        }
        if (answer.hasFill) {
            positions.rememberExecution(report.venueId(), report.executionId(), contentHash);
            book(answer.fill);
        }
        if (answer.holdsScope) {
            hold(instrumentId, report.clientOrderId());
            if (answer.orderInstrumentId != instrumentId && answer.orderInstrumentId != Frame.NO_ID) {
                hold(answer.orderInstrumentId, report.clientOrderId());
            }
        }
    }

    private void book(final FillReport told) {
        final boolean isBooked;
        if (told.isBust) {
            isBooked = positions.bust(told.venueId, told.referenceExecutionId, nowNs);
        } else {
            fill.clientOrderId = told.clientOrderId;
            fill.executionId = told.executionId;
            fill.instrumentId = told.instrumentId;
            fill.venueId = told.venueId;
            fill.accountId = told.accountId;
            fill.strategyId = told.strategyId;
            fill.role = told.role;
            fill.flag = told.flag;
            fill.side = told.side;
            fill.price = told.price;
            fill.quantity = told.quantity;
            fill.feeE8 = told.feeE8;
            isBooked = positions.apply(fill, nowNs);
        }
        if (!isBooked) {
            quarantine(QuarantineReason.OVERFLOW, told.instrumentId, told.executionId, 0);
        }
        if (!isBooked || told.flag != QuarantineReason.NONE) {
            if (signals.isAdmitted(told.strategyId)) {
                gate.onAdopted(told.strategyId, told.instrumentId);
            }
            hold(told.instrumentId, told.executionId);
        }
        if (positions.closedTrade()) {
            monitor.onTradeClosed(told.strategyId, positions.closedTradePnlE8());
        }
        evaluateAccounts();
    }

    /** Holds an instrument whose books cannot be trusted: entries blocked until a person resets it (T2 to T4). */
    private void hold(final int instrumentId, final long observed) {
        monitor.raise(ScopeType.INSTRUMENT, instrumentId, Level.REDUCE_ONLY, Control.FILL_MISMATCH, observed, 0);
    }

    // ───────────── 6 monitor ─────────────

    /**
     * Leads what the monitor raised to the order stage and goes on with longer work while there is room for outputs; that
     * work may raise something itself.
     */
    private void settle() {
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

    /**
     * A person may not lift what still stands (K4): no kill and no hold of engine, journal or orders while the fate of an
     * order in the scope is unknown or the venue's books differ from ours there, no alarm of an open flank while it is open.
     */
    @Override
    public Control standsAgainst(final Control cause, final ScopeType type, final int scopeId) {
        if (cause == Control.UNCOVERED) {
            return orders.hasUncovered(type, scopeId) ? cause : Control.NONE;
        }
        if (orders.hasUnknown(type, scopeId)) {
            return Control.UNKNOWN_OUTCOME;
        }
        return differsFromVenue(type, scopeId) ? Control.RECONCILIATION : Control.NONE;
    }

    /** Returns whether a scope's books differ: an account's and an instrument's own, any difference for wider scopes. */
    private boolean differsFromVenue(final ScopeType type, final int scopeId) {
        switch (type) {
            case INSTRUMENT:
                return differences.ofInstrument(scopeId);
            case ACCOUNT:
                return differences.ofAccount(scopeId);
            case STRATEGY:
                return signals.isAdmitted(scopeId) && (differences.ofInstrument(signals.instrumentId(scopeId))
                        || differences.ofAccount(signals.accountId(scopeId)));
            default:
                return differences.any();
        }
    }

    private void onTimeAdvanced() {
        evaluateAccounts();
    }

    // ───────────── runs, commands, configuration ─────────────

    private void onRunStarted(final RunStartedDecoder run) {
        outputs.skipTo(run.outputSequence());
        orders.onRunStarted(run.run(), run.isRecovery() != 0, nowNs);
        if (run.level() != Level.ACTIVE && run.level() != Level.NULL_VAL && run.level() != Level.SBE_UNKNOWN) {
            monitor.raise(ScopeType.GLOBAL, Frame.NO_ID, run.level(), Control.JOURNAL_HEALTH, run.run(), 0);
        }
    }

    private void onSetLimit(final SetLimitDecoder row) {
        final QuarantineReason reason = limits.set(row);
        final boolean isSet = reason == QuarantineReason.NONE;
        outputs.riskEvent()
                .kind(isSet ? RiskEventKind.LIMIT_CHANGED : RiskEventKind.LIMIT_REFUSED)
                .control(row.control())
                .scopeType(row.scopeType())
                .scopeId(row.scopeId())
                .level(Level.ACTIVE)
                .observed(limits.oldValue())
                .bound(row.value());
        outputs.commit();
        if (isSet) {
            monitor.onLimit(
                    Control.of(row.control()), row.key(), row.scopeType(), row.scopeId(), row.value(), row.warn());
        } else {
            quarantine(reason, Frame.NO_ID, row.control(), row.value());
        }
    }

    private void onAdmitStrategy(final AdmitStrategyDecoder admission) {
        final int strategyId = admission.strategyId();
        QuarantineReason reason = QuarantineReason.BAD_COMMAND;
        if (accounts.isDefined(admission.accountId()) && instruments.isDefined(admission.instrumentId())) {
            reason = signals.admit(admission, ingest);
        }
        if (reason != QuarantineReason.NONE) {
            quarantine(reason, admission.instrumentId(), strategyId, 0);
            return;
        }
        strategyEvent(RiskEventKind.STRATEGY_ADMITTED, strategyId);
    }

    private void onStopStrategy(final StopStrategyDecoder command) {
        final int strategyId = command.strategyId();
        if (!signals.isAdmitted(strategyId)) {
            quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, strategyId, signals.count());
            return;
        }
        signals.stop(strategyId);
        orders.cancelEntries(ScopeType.STRATEGY, strategyId);
        strategyEvent(RiskEventKind.STRATEGY_STOPPED, strategyId);
    }

    private void strategyEvent(final RiskEventKind kind, final int strategyId) {
        outputs.riskEvent()
                .kind(kind)
                .scopeType(ScopeType.STRATEGY)
                .scopeId(strategyId)
                .level(monitor.level(ScopeType.STRATEGY, strategyId));
        outputs.commit();
    }

    /** Turns a wished weight into one order for what neither is held nor under way, through the gate as any other. */
    private void onTargetWeight(final TargetWeightDecoder target) {
        final int strategyId = target.strategyId();
        final int instrumentId = target.instrumentId();
        if (!signals.isAdmitted(strategyId) || !instruments.isDefined(instrumentId)
                || Math.abs(target.weightPpm()) > 10_000_000L) {
            quarantine(QuarantineReason.BAD_COMMAND, instrumentId, strategyId, target.weightPpm());
            return;
        }
        final long reference = ingest.referencePrice(instrumentId);
        final long equityE8 = positions.equityE8(signals.accountId(strategyId));
        final long valueE8 = Decimals.ppm(equityE8, target.weightPpm(), Rounding.DOWN);
        final long lotE8 =
                instruments.notionalE8(instrumentId, reference, instruments.lotSize(instrumentId), Rounding.UP);
        if (reference == 0 || valueE8 == Decimals.OVERFLOW || lotE8 <= 0) {
            quarantine(QuarantineReason.BAD_COMMAND, instrumentId, reference, lotE8);
            return;
        }
        final long wanted = Decimals.multiply(valueE8 / lotE8, instruments.lotSize(instrumentId));
        final long held = positions.netQuantity(strategyId, instrumentId);
        final long working = orders.workingToward(strategyId, instrumentId);
        long difference = Decimals.subtract(wanted, Decimals.add(held, working));
        if (difference == 0) {
            return;
        }
        if (difference == Decimals.OVERFLOW) {
            quarantine(QuarantineReason.OVERFLOW, instrumentId, valueE8, lotE8);
            return;
        }
        if (working != 0 && Long.signum(difference) != Long.signum(working)) {
            // More is under way than is wanted. What of it is canceled may still fill, so only what is held is reduced
            // now; a later weight asks for the rest.
            orders.cancelStrategyEntries(strategyId, instrumentId);
            difference = Decimals.subtract(wanted, held);
            if (held == 0 || difference == 0 || Long.signum(difference) == Long.signum(held)) {
                return;
            }
        }
        if (held != 0 && Long.signum(difference) != Long.signum(held)) {
            exit(strategyId, instrumentId, 0, Side.NULL_VAL, 0, OrderRole.EXIT, Math.abs(difference));
            return;
        }
        begin(strategyId, instrumentId, 0);
        intent.side = difference > 0 ? Side.BUY : Side.SELL;
        intent.price = difference > 0 ? ingest.bidPrice(instrumentId) : ingest.askPrice(instrumentId);
        intent.quantity = Math.abs(difference);
        propose(intent);
    }

    private void onManualOrder(final ManualOrderDecoder order) {
        final int strategyId = order.strategyId();
        final int instrumentId = order.instrumentId();
        if (!signals.isAdmitted(strategyId) || !instruments.isDefined(instrumentId)) {
            quarantine(QuarantineReason.BAD_COMMAND, instrumentId, strategyId, signals.count());
            return;
        }
        final long held = positions.netQuantity(strategyId, instrumentId);
        final boolean isReducing = order.quantity() == 0
                || (held > 0 && order.side() == Side.SELL)
                || (held < 0 && order.side() == Side.BUY);
        if (isReducing) {
            exit(strategyId, instrumentId, 0, order.side(), order.price(), OrderRole.MANUAL, order.quantity());
            return;
        }
        begin(strategyId, instrumentId, 0);
        intent.role = OrderRole.MANUAL;
        intent.side = order.side();
        intent.price = order.price();
        intent.quantity = order.quantity();
        propose(intent);
    }

    private void onReconcile(final ReconcileDecoder answer) {
        if (!venues.isDefined(answer.venueId()) || !accounts.isDefined(answer.accountId())) {
            quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, answer.venueId(), venues.count());
            return;
        }
        differences.reconciliation(answer.accountId(), answer.isClean() != 0);
        if (answer.isClean() == 0) {
            monitor.raise(
                    ScopeType.ACCOUNT, answer.accountId(), Level.REDUCE_ONLY, Control.RECONCILIATION,
                    answer.adoptedBreakId(), 0);
        }
    }

    /** Compares the venue's position of one account with ours; a difference holds the instrument (I31). */
    private void onVenuePosition(final VenuePositionDecoder position) {
        final int instrumentId = position.instrumentId();
        if (!instruments.isDefined(instrumentId)) {
            quarantine(QuarantineReason.UNKNOWN_INSTRUMENT, instrumentId, instrumentId, instruments.count());
            return;
        }
        final int accountId = position.accountId();
        if (!accounts.isDefined(accountId)) {
            quarantine(QuarantineReason.WRONG_ACCOUNT, instrumentId, accountId, accounts.count());
            return;
        }
        final long ours = positions.accountQuantity(accountId, instrumentId);
        differences.position(accountId, instrumentId, ours != position.netQuantity());
        if (ours != position.netQuantity()) {
            monitor.raise(
                    ScopeType.INSTRUMENT, instrumentId, Level.REDUCE_ONLY, Control.RECONCILIATION, ours,
                    position.netQuantity());
        }
    }

    /** Compares the venue's cash with ours; a difference of a cent or more holds the account (T7). */
    private void onBalance(final BalanceDecoder balance) {
        final int accountId = balance.accountId();
        if (!accounts.isDefined(accountId)) {
            quarantine(QuarantineReason.WRONG_ACCOUNT, Frame.NO_ID, accountId, accounts.count());
            return;
        }
        final long ours = positions.cashE8(accountId);
        final long difference = Decimals.subtract(ours, balance.cashE8());
        final boolean differs = difference == Decimals.OVERFLOW || Math.abs(difference) >= Decimals.ONE_E8 / 100;
        differences.cash(accountId, differs);
        if (differs) {
            monitor.raise(
                    ScopeType.ACCOUNT, accountId, Level.REDUCE_ONLY, Control.RECONCILIATION, ours, balance.cashE8());
        }
    }

    private void onEngineDefinition(final EngineDefinitionDecoder definition) {
        if (definition.digestInterval() <= 0) {
            quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, definition.digestInterval(), 1);
            return;
        }
        digestInterval = definition.digestInterval();
        orders.configure(definition);
    }

    private void onAccountDefinition(final AccountDefinitionDecoder definition) {
        final boolean isNew = !accounts.isDefined(definition.accountId());
        if (!accounts.define(definition)) {
            quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, definition.accountId(), 0);
            return;
        }
        if (isNew && positions.define(definition)) {
            monitor.evaluate(definition.accountId(), nowNs);
        }
    }

    // ───────────── quarantine, digest, snapshot ─────────────

    private void quarantineUnless(final boolean isAccepted) {
        if (!isAccepted) {
            quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, frame.templateId(), 0);
        }
    }

    private void quarantineUnlessNone(final QuarantineReason reason, final int instrumentId) {
        if (reason != QuarantineReason.NONE) {
            quarantine(reason, instrumentId, ingest.observed(), ingest.bound());
        }
    }

    private void quarantine(
            final QuarantineReason reason, final int instrumentId, final long observed, final long bound) {
        outputs.quarantined()
                .reason(reason)
                .templateId(frame.templateId())
                .sourceId(frame.sourceId())
                .instrumentId(instrumentId)
                .observed(observed)
                .bound(bound);
        outputs.commit();
    }

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
        instruments.writeTo(writer);
        venues.writeTo(writer);
        accounts.writeTo(writer);
        sources.writeTo(writer);
        ingest.writeTo(writer);
        signals.writeTo(writer);
        limits.writeTo(writer);
        gate.writeTo(writer);
        orders.writeTo(writer);
        positions.writeTo(writer);
        differences.writeTo(writer);
        monitor.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("engine");
        sequence = reader.getLong();
        nowNs = reader.getLong();
        digestInterval = reader.getInt();
        final long outputSequence = reader.getLong();
        outputs.restore(outputSequence, reader.getLong());
        instruments.readFrom(reader);
        venues.readFrom(reader);
        accounts.readFrom(reader);
        sources.readFrom(reader);
        ingest.readFrom(reader);
        signals.readFrom(reader);
        limits.readFrom(reader);
        gate.readFrom(reader);
        orders.readFrom(reader);
        positions.readFrom(reader);
        differences.readFrom(reader);
        monitor.readFrom(reader);
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
        return Math.min(ingest.nextDeadlineNs(), Math.min(orders.nextDeadlineNs(), monitor.nextDeadlineNs()));
    }

    public Instruments instruments() {
        return instruments;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Venues venues() {
        return venues;
    }

    public Sources sources() {
        return sources;
    }

    public Signals signals() {
        return signals;
    }

    public Limits limits() {
        return limits;
    }

    public MarketView market() {
        return ingest;
    }

    public OrderView orders() {
        return orders;
    }

    public PositionView positions() {
        return positions;
    }

    public MonitorView monitor() {
        return monitor;
    }
}
