package breakwater.core;

import breakwater.core.ingest.Ingest;
import breakwater.core.message.AdmitStrategyDecoder;
import breakwater.core.message.ApprovalDecoder;
import breakwater.core.message.CancelOrdersDecoder;
import breakwater.core.message.CloseBasketDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.KillDecoder;
import breakwater.core.message.Level;
import breakwater.core.message.ManualOrderDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Outputs;
import breakwater.core.message.PauseDecoder;
import breakwater.core.message.PermitInstrumentDecoder;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ResumeDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.RunStartedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.message.Side;
import breakwater.core.message.StopRunDecoder;
import breakwater.core.message.StopStrategyDecoder;
import breakwater.core.message.StrategyParameterDecoder;
import breakwater.core.message.TargetWeightDecoder;
import breakwater.core.monitor.Monitor;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderDesk;
import breakwater.core.order.Orders;
import breakwater.core.position.Positions;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Instruments;
import breakwater.core.risk.Limits;
import breakwater.core.risk.PreTradeGate;
import breakwater.core.signal.Signals;

/**
 * What people and the process order the engine to do: runs, kills and resumes, limits, strategies, wished weights, orders by
 * hand. Thread: core. Allocates: at admissions, parameters and resumes only.
 */
final class Commands {
    private final Decoders decoders;
    private final Instruments instruments;
    private final Accounts accounts;
    private final Ingest ingest;
    private final Signals signals;
    private final Limits limits;
    private final PreTradeGate gate;
    private final Orders orders;
    private final Positions positions;
    private final Monitor monitor;
    private final Outputs outputs;
    private final Refusals refusals;
    private final Intents intents;
    private final Baskets baskets;
    private final OrderDesk desk;
    private final Rechecks rechecks;
    private final Excesses excesses;

    Commands(final Stages stages, final Intents intents, final Baskets baskets, final OrderDesk desk) {
        decoders = stages.decoders;
        instruments = stages.instruments;
        accounts = stages.accounts;
        ingest = stages.ingest;
        signals = stages.signals;
        limits = stages.limits;
        gate = stages.gate;
        orders = stages.orders;
        positions = stages.positions;
        monitor = stages.monitor;
        outputs = stages.outputs;
        refusals = stages.refusals;
        rechecks = stages.rechecks;
        excesses = stages.excesses;
        this.intents = intents;
        this.baskets = baskets;
        this.desk = desk;
    }

    /** Works the event if it is a command; returns false, having done nothing, if it is none. */
    boolean apply(final Frame frame) {
        switch (frame.templateId()) {
            case RunStartedDecoder.TEMPLATE_ID:
                onRunStarted(decoders.runStarted(frame));
                return true;
            case KillDecoder.TEMPLATE_ID:
                refusals.quarantineUnlessNone(monitor.onKill(decoders.kill(frame)), Frame.NO_ID);
                return true;
            case ResumeDecoder.TEMPLATE_ID:
                onResume(decoders.resume(frame));
                return true;
            case SetLimitDecoder.TEMPLATE_ID:
                onSetLimit(decoders.setLimit(frame));
                return true;
            case StrategyParameterDecoder.TEMPLATE_ID:
                refusals.quarantineUnless(signals.onParameter(decoders.strategyParameter(frame)));
                return true;
            case PermitInstrumentDecoder.TEMPLATE_ID:
                onPermitInstrument(decoders.permitInstrument(frame));
                return true;
            case AdmitStrategyDecoder.TEMPLATE_ID:
                onAdmitStrategy(decoders.admitStrategy(frame));
                return true;
            case StopStrategyDecoder.TEMPLATE_ID:
                onStopStrategy(decoders.stopStrategy(frame));
                return true;
            case TargetWeightDecoder.TEMPLATE_ID:
                baskets.onWeight(decoders.targetWeight(frame));
                return true;
            case CloseBasketDecoder.TEMPLATE_ID:
                baskets.onClose(decoders.closeBasket(frame));
                return true;
            case ManualOrderDecoder.TEMPLATE_ID:
                onManualOrder(decoders.manualOrder(frame));
                return true;
            case PauseDecoder.TEMPLATE_ID:
                refusals.quarantineUnlessNone(monitor.onPause(decoders.pause(frame)), Frame.NO_ID);
                return true;
            case CancelOrdersDecoder.TEMPLATE_ID:
                onCancelOrders(decoders.cancelOrders(frame));
                return true;
            case StopRunDecoder.TEMPLATE_ID:
                onStopRun(decoders.stopRun(frame));
                return true;
            case ApprovalDecoder.TEMPLATE_ID:
                // Signatures are verified before they reach the engine; here it stands in the total order, for the
                // audit.
                return true;
            default:
                return false;
        }
    }

    private void onRunStarted(final RunStartedDecoder run) {
        outputs.skipTo(run.outputSequence());
        orders.onRunStarted(run.run(), run.isRecovery() != 0, outputs.nowNs());
        monitor.release(ScopeType.GLOBAL, Frame.NO_ID, Control.RUN_STOPPING);
        if (run.level() != Level.ACTIVE && run.level() != Level.NULL_VAL && run.level() != Level.SBE_UNKNOWN) {
            monitor.raise(ScopeType.GLOBAL, Frame.NO_ID, run.level(), Control.JOURNAL_HEALTH, run.run(), 0);
        }
    }

    private void onResume(final ResumeDecoder resume) {
        final int strategyId = resume.scopeType() == ScopeType.STRATEGY ? resume.scopeId() : Frame.NO_ID;
        final boolean isOfNow = monitor.generation(resume.scopeType(), resume.scopeId()) == resume.generation();
        final boolean wasSpent = monitor.isHeldBy(ScopeType.STRATEGY, strategyId, Control.REPEATED_EXECUTION);
        final QuarantineReason reason = monitor.onResume(resume);
        refusals.quarantineUnlessNone(reason, Frame.NO_ID);
        if (isOfNow && reason == QuarantineReason.NONE) {
            orders.onLookedAt(resume.scopeType(), resume.scopeId());
        }
        if (wasSpent && !monitor.isHeldBy(ScopeType.STRATEGY, strategyId, Control.REPEATED_EXECUTION)) {
            gate.onLookedAt(strategyId);
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
            rechecks.onLimit();
            excesses.onLimit(Control.of(row.control()), row.scopeId());
        } else {
            refusals.quarantine(reason, Frame.NO_ID, row.control(), row.value());
        }
    }

    /** The list of a strategy that is admitted already is not made longer: that would loosen what holds it (K5). */
    private void onPermitInstrument(final PermitInstrumentDecoder row) {
        final int strategyId = row.strategyId();
        if (signals.isAdmitted(strategyId)
                || !instruments.isDefined(row.instrumentId())
                || !gate.onPermitted(strategyId, row.instrumentId())) {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, row.instrumentId(), strategyId, 0);
        }
    }

    private void onAdmitStrategy(final AdmitStrategyDecoder admission) {
        final int strategyId = admission.strategyId();
        QuarantineReason reason = QuarantineReason.BAD_COMMAND;
        if (accounts.isDefined(admission.accountId()) && instruments.isDefined(admission.instrumentId())) {
            reason = signals.admit(admission, ingest);
        }
        if (reason != QuarantineReason.NONE) {
            refusals.quarantine(reason, admission.instrumentId(), strategyId, 0);
            return;
        }
        gate.onAdmitted(strategyId, admission.instrumentId());
        strategyEvent(RiskEventKind.STRATEGY_ADMITTED, strategyId);
    }

    private void onStopStrategy(final StopStrategyDecoder command) {
        final int strategyId = command.strategyId();
        if (!signals.isAdmitted(strategyId)) {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, strategyId, signals.count());
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

    private void onStopRun(final StopRunDecoder command) {
        if (command.user(0) <= ' ' || command.reason(0) <= ' ') {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, 0, 0);
            return;
        }
        monitor.raise(ScopeType.GLOBAL, Frame.NO_ID, Level.REDUCE_ONLY, Control.RUN_STOPPING, 0, 0);
    }

    /** Takes back what a person names. What protects a position stays: who wants it away closes the position. */
    private void onCancelOrders(final CancelOrdersDecoder command) {
        final int instrumentId = command.instrumentId();
        if (command.user(0) <= ' ' || command.reason(0) <= ' ') {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, 0, 0);
        } else if (command.clientOrderId() != 0) {
            refusals.quarantineUnlessNone(orders.cancelOrder(command.clientOrderId()), Frame.NO_ID);
        } else if (instruments.isDefined(instrumentId)) {
            orders.cancelUnattached(instrumentId);
        } else {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, instrumentId, instrumentId, instruments.count());
        }
    }

    /** A kill of all orders refuses a close at once: a wish that waits for the resume would be nobody's by then. */
    private boolean mayExit(final int strategyId, final int instrumentId) {
        final Level level = monitor.level(
                instruments.venueId(instrumentId),
                signals.accountId(strategyId),
                instruments.assetClass(instrumentId),
                strategyId,
                instrumentId);
        return level == Level.ACTIVE || level == Level.REDUCE_ONLY;
    }

    private void onManualOrder(final ManualOrderDecoder order) {
        final int strategyId = order.strategyId();
        final int instrumentId = order.instrumentId();
        if (!signals.isAdmitted(strategyId) || !instruments.isDefined(instrumentId)) {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, instrumentId, strategyId, signals.count());
            return;
        }
        final long held = positions.netQuantity(strategyId, instrumentId);
        final boolean isReducing = order.quantity() == 0
                || (held > 0 && order.side() == Side.SELL)
                || (held < 0 && order.side() == Side.BUY);
        final boolean isClose = order.quantity() == 0 && order.price() == 0;
        if (isClose && mayExit(strategyId, instrumentId) && orders.close(strategyId, instrumentId)) {
            return;
        }
        if (isReducing) {
            intents.exit(strategyId, instrumentId, 0, order.side(), order.price(), OrderRole.MANUAL, order.quantity());
            return;
        }
        final Intent intent = intents.begin(strategyId, instrumentId, 0);
        intent.role = OrderRole.MANUAL;
        intent.side = order.side();
        intent.price = order.price();
        intent.quantity = order.quantity();
        desk.propose(intent);
    }
}
