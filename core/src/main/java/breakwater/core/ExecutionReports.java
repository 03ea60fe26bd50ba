package breakwater.core;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.monitor.Monitor;
import breakwater.core.order.FillReport;
import breakwater.core.order.OrderReport;
import breakwater.core.order.Orders;
import breakwater.core.position.Fill;
import breakwater.core.position.Positions;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Venues;
import breakwater.core.risk.PreTradeGate;
import breakwater.core.signal.Signals;

/**
 * What venues report of orders: checked, applied to the order, booked once, and held where it does not fit (T1 to T5).
 * Thread: core. Allocates: never.
 */
final class ExecutionReports {
    private final Stages stages;
    private final Instruments instruments;
    private final Venues venues;
    private final Accounts accounts;
    private final Signals signals;
    private final PreTradeGate gate;
    private final Orders orders;
    private final Positions positions;
    private final Monitor monitor;
    private final Outputs outputs;
    private final Refusals refusals;
    private final Excesses excesses;
    private final Reconciliations reconciliations;
    private final Corrections corrections;
    private final Fill fill = new Fill();

    ExecutionReports(final Stages stages, final Reconciliations reconciliations) {
        this.stages = stages;
        this.reconciliations = reconciliations;
        instruments = stages.instruments;
        venues = stages.venues;
        accounts = stages.accounts;
        signals = stages.signals;
        gate = stages.gate;
        orders = stages.orders;
        positions = stages.positions;
        corrections = new Corrections(stages.positions);
        monitor = stages.monitor;
        outputs = stages.outputs;
        refusals = stages.refusals;
        excesses = stages.excesses;
    }

    void onExecutionReport(final ExecutionReportDecoder report) {
        final int instrumentId = report.instrumentId();
        if (!instruments.isDefined(instrumentId) || !venues.isDefined(report.venueId())) {
            refusals.quarantine(QuarantineReason.UNKNOWN_INSTRUMENT, instrumentId, instrumentId, instruments.count());
            return;
        }
        if (!accounts.isDefined(report.accountId())) {
            refusals.quarantine(QuarantineReason.WRONG_ACCOUNT, instrumentId, report.accountId(), accounts.count());
            return;
        }
        switch (report.execType()) {
            case TRADE:
                if (isNew(report, instrumentId)) {
                    work(report, report);
                    reconciliations.onFill(report);
                }
                return;
            case TRADE_BUST:
                if (isNew(report, instrumentId) && isKnown(report, corrections.knowsBusted(report))) {
                    work(corrections.bustOf(report), report);
                }
                return;
            case TRADE_CORRECT:
                if (isNew(report, instrumentId) && isKnown(report, corrections.knowsCorrected(report))) {
                    correct(report);
                }
                return;
            default:
                work(report, report);
        }
    }

    /** Returns whether an execution has not been told before; what comes twice is kept apart (T1). */
    private boolean isNew(final ExecutionReportDecoder report, final int instrumentId) {
        final QuarantineReason seen =
                positions.checkExecution(report.venueId(), report.executionId(), Positions.contentHash(report));
        if (seen == QuarantineReason.NONE) {
            return true;
        }
        refusals.quarantine(seen, instrumentId, report.executionId(), 0);
        if (seen == QuarantineReason.EXECUTION_ID_REUSED) {
            hold(instrumentId, report.executionId());
        }
        return false;
    }

    /** Orders and books take a fill back together or not at all: what they do not know exactly holds. */
    private boolean isKnown(final ExecutionReportDecoder report, final boolean isKnown) {
        if (!isKnown) {
            refusals.quarantine(
                    QuarantineReason.ILLEGAL_TRANSITION, report.instrumentId(), report.referenceExecutionId(), 0);
            hold(report.instrumentId(), report.executionId());
        }
        return isKnown;
    }

    /** Takes the old fill back and books the new one, in this order; the instrument is held, as by any bust (T5). */
    private void correct(final ExecutionReportDecoder correction) {
        if (work(corrections.bustOf(correction), correction)) {
            work(corrections.fillOf(correction), correction);
            reconciliations.onFill(correction);
        } else {
            hold(correction.instrumentId(), correction.executionId());
        }
    }

    /**
     * Leads a report through orders and books; {@code told} is what the venue sent, by which its execution is remembered.
     * Returns whether a fill was booked, or taken back.
     */
    private boolean work(final ExecutionReportDecoder report, final ExecutionReportDecoder told) {
        final int instrumentId = report.instrumentId();
        final OrderReport answer = orders.apply(report, outputs.nowNs());
        if (answer.reason != QuarantineReason.NONE) {
            refusals.quarantine(answer.reason, instrumentId, report.clientOrderId(), 0);
        }
        boolean isBooked = false;
        if (answer.hasFill) {
            positions.rememberExecution(told.venueId(), told.executionId(), Positions.contentHash(told));
            isBooked = book(answer.fill);
        }
        if (answer.holdsScope) {
            hold(instrumentId, report.clientOrderId());
            if (answer.orderInstrumentId != instrumentId && answer.orderInstrumentId != Frame.NO_ID) {
                hold(answer.orderInstrumentId, report.clientOrderId());
            }
        }
        compare(report, answer);
        excesses.look(instrumentId);
        if (answer.orderInstrumentId != instrumentId && answer.orderInstrumentId != Frame.NO_ID) {
            excesses.look(answer.orderInstrumentId);
        }
        return isBooked;
    }

    /**
     * A status tells what is: an order that works there and not with us, or on other terms, is a break until the venue says
     * that it ended, or tells of our terms (T8).
     */
    private void compare(final ExecutionReportDecoder report, final OrderReport answer) {
        switch (report.orderState()) {
            case PENDING_NEW:
            case NEW:
            case PARTIALLY_FILLED:
            case PENDING_CANCEL:
            case PENDING_REPLACE:
                final boolean isUnknown = answer.reason == QuarantineReason.UNKNOWN_ORDER;
                final boolean hasEnded = answer.reason == QuarantineReason.ILLEGAL_TRANSITION && answer.holdsScope;
                if (report.execType() == ExecType.STATUS && (isUnknown || hasEnded)) {
                    reconciliations.onTheirsOnly(report, hasEnded);
                } else if (answer.hasOtherTerms) {
                    reconciliations.onOtherTerms(report, answer.ourLeaves);
                } else if (answer.hasTerms) {
                    reconciliations.onAgreed(report);
                }
                return;
            case FILLED:
            case CANCELED:
            case REJECTED:
            case EXPIRED:
                reconciliations.onAgreed(report);
                return;
            default:
        }
    }

    private boolean book(final FillReport told) {
        final boolean isBooked;
        if (told.isBust) {
            isBooked = positions.bust(told.venueId, told.referenceExecutionId, outputs.nowNs());
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
            isBooked = positions.apply(fill, outputs.nowNs());
        }
        if (!isBooked) {
            refusals.quarantine(QuarantineReason.OVERFLOW, told.instrumentId, told.executionId, 0);
        }
        if (!isBooked || told.flag != QuarantineReason.NONE) {
            if (signals.isAdmitted(told.strategyId)) {
                gate.onAdopted(told.strategyId, told.instrumentId, signals.accountId(told.strategyId));
            }
            hold(told.instrumentId, told.executionId);
        }
        if (isBooked && !told.isBust && signals.isAdmitted(told.strategyId)) {
            monitor.onExit(told.strategyId, told.role);
            final boolean isSpent = gate.onFill(told.strategyId, told.instrumentId, told.role, outputs.nowNs());
            if (isSpent) {
                final long executions = gate.executions(told.strategyId);
                monitor.raise(
                        ScopeType.STRATEGY,
                        told.strategyId,
                        Level.REDUCE_ONLY,
                        Control.REPEATED_EXECUTION,
                        executions,
                        executions);
            }
        }
        if (isBooked && !told.isBust && instruments.assetClass(told.instrumentId) == AssetClass.EQUITY) {
            onShares(told);
        }
        if (isBooked && signals.isAdmitted(told.strategyId)) {
            monitor.intentions()
                    .onBooked(
                            told.strategyId,
                            told.instrumentId,
                            told.isBust ? null : told.role,
                            told.side,
                            told.quantity);
        }
        if (isBooked && told.arrivalTwice != 0) {
            monitor.onFill(
                    told.strategyId,
                    told.venueId,
                    told.instrumentId,
                    told.clientOrderId,
                    told.side,
                    told.price,
                    told.arrivalTwice,
                    told.arrivalSpread);
        }
        if (isBooked && !told.isBust && signals.isAdmitted(told.strategyId)) {
            monitor.onTraded(told.strategyId, told.instrumentId, told.side, told.price, told.quantity);
        }
        if (isBooked && !told.isBust) {
            monitor.onFee(told.strategyId, told.feeE8);
        }
        if (positions.closedTrade()) {
            monitor.onTradeClosed(told.strategyId, positions.closedTradePnlE8());
        }
        stages.evaluateAccounts();
        return isBooked;
    }

    /** P41 and T14 follow every fill of shares, of no strategy's the first alone. */
    private void onShares(final FillReport told) {
        final int instrumentId = told.instrumentId;
        final long signed = told.side == Side.BUY ? told.quantity : -told.quantity;
        gate.onShares(
                told.accountId,
                instrumentId,
                signed,
                positions.accountQuantity(told.accountId, instrumentId),
                outputs.nowNs());
        if (signals.isAdmitted(told.strategyId)
                && signals.accountId(told.strategyId) == told.accountId
                && stages.ingest.scopeOfUsEquity(instrumentId, instruments.venueId(instrumentId)) != null) {
            monitor.onUsShares(
                    instrumentId,
                    signed,
                    positions.netQuantity(told.strategyId, instrumentId),
                    positions.netQuantity(instrumentId),
                    positions.lastRealizedE8());
        }
    }

    /** Holds an instrument whose books cannot be trusted: entries blocked until a person resets it (T2 to T4). */
    private void hold(final int instrumentId, final long observed) {
        monitor.raise(ScopeType.INSTRUMENT, instrumentId, Level.REDUCE_ONLY, Control.FILL_MISMATCH, observed, 0);
    }
}
