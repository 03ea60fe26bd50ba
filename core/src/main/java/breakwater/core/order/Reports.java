package breakwater.core.order;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;
import breakwater.core.reference.Instruments;

/**
 * Reads execution reports: {@link #check} decides from read-only state, {@link #apply} does what was decided. A real fill
 * is always booked, flagged where it does not fit (T2 to T4); a report that the table forbids changes nothing.
 */
final class Reports {
    private final OrderPool pool;
    private final Lifecycle lifecycle;
    private final Instruments instruments;
    private final OrderSettings settings;
    private final OrderReport report = new OrderReport();
    /** What the report means for the order; null = nothing. */
    private OrderStep step;

    private VenueAnswers answers = VenueAnswers.NONE;

    Reports(
            final OrderPool pool,
            final Lifecycle lifecycle,
            final Instruments instruments,
            final OrderSettings settings) {
        this.pool = pool;
        this.lifecycle = lifecycle;
        this.instruments = instruments;
        this.settings = settings;
    }

    void venueAnswers(final VenueAnswers hears) {
        answers = hears;
    }

    OrderReport check(final ExecutionReportDecoder d) {
        final int slot = pool.slotOf(d.clientOrderId());
        final ExecType type = d.execType();
        report.reason = QuarantineReason.NONE;
        report.isApplied = false;
        report.hasFill = false;
        report.holdsScope = false;
        report.hasTerms = false;
        report.hasOtherTerms = false;
        report.clientOrderId = slot < 0 ? 0 : pool.clientOrderId[slot];
        report.orderInstrumentId = slot < 0 ? Frame.NO_ID : pool.instrumentId[slot];
        report.fromState = slot < 0 ? OrderState.UNKNOWN : pool.state[slot];
        report.state = report.fromState;
        step = null;
        if (slot >= 0 && type != ExecType.TRADE && type != ExecType.TRADE_BUST && !echoes(slot, d)) {
            report.holdsScope = true;
            return refuse(QuarantineReason.WRONG_ECHO);
        }
        switch (type) {
            case TRADE:
            case TRADE_BUST:
                checkFill(slot, d, type == ExecType.TRADE_BUST);
                return report;
            case NEW:
                return checkStep(slot, OrderStep.ACCEPTED);
            case CANCELED:
                return checkStep(slot, OrderStep.CANCELED);
            case REPLACED:
                return checkStep(slot, OrderStep.REPLACED);
            case REJECTED:
                return checkStep(slot, OrderStep.REJECTED);
            case EXPIRED:
                return checkStep(slot, OrderStep.EXPIRED);
            case TRIGGERED:
                return checkStep(slot, OrderStep.TRIGGERED);
            case STATUS:
                return checkStatus(slot, d);
            case NULL_VAL:
            case SBE_UNKNOWN:
            default:
                return refuse(slot < 0 ? QuarantineReason.UNKNOWN_ORDER : QuarantineReason.ILLEGAL_TRANSITION);
        }
    }

    OrderReport apply(final ExecutionReportDecoder d, final long nowNs) {
        check(d);
        if (!report.isApplied) {
            return report;
        }
        final int slot = pool.slotOf(d.clientOrderId());
        final long waitedNs = nowNs - pool.sentNs[slot];
        pool.set(slot, OrderPool.ACKNOWLEDGED);
        if (d.venueOrderId() != 0) {
            pool.venueOrderId[slot] = d.venueOrderId();
        }
        if (report.hasFill) {
            applyFill(slot, d, nowNs);
        } else {
            applyStep(slot, d, nowNs);
        }
        report.state = pool.state[slot];
        tellAnswer(slot, waitedNs, nowNs);
        return report;
    }

    /** Any report answers a new order; a cancel and a replace are answered by what became of them. */
    private void tellAnswer(final int slot, final long waitedNs, final long nowNs) {
        final OrderState from = report.fromState;
        final boolean isRefusal = report.state == OrderState.REJECTED;
        final boolean isCancel = from == OrderState.PENDING_CANCEL && step == OrderStep.CANCELED;
        final boolean isAnswer = from == OrderState.PENDING_NEW
                || isCancel
                || (from == OrderState.PENDING_REPLACE && step == OrderStep.REPLACED);
        if (report.state != from && (isAnswer || isRefusal)) {
            answers.onAnswer(
                    pool.venueId[slot], pool.strategyId[slot], isCancel, isRefusal, isAnswer ? waitedNs : 0, nowNs);
        }
    }

    /** Returns whether a report speaks of the order as we sent it; one that does not may not move it. */
    private boolean echoes(final int slot, final ExecutionReportDecoder d) {
        return isOfItsBooks(slot, d) && d.instrumentId() == pool.instrumentId[slot] && d.side() == pool.side[slot];
    }

    private boolean isOfItsBooks(final int slot, final ExecutionReportDecoder d) {
        return d.venueId() == pool.venueId[slot] && d.accountId() == pool.accountId[slot];
    }

    private OrderReport refuse(final QuarantineReason reason) {
        report.reason = reason;
        return report;
    }

    private OrderReport checkStep(final int slot, final OrderStep wanted) {
        if (slot < 0) {
            return refuse(QuarantineReason.UNKNOWN_ORDER);
        }
        final OrderState next = OrderTransitions.next(pool.state[slot], wanted, pool.cumQuantity[slot] > 0);
        if (next == null) {
            return refuse(
                    isRepeated(pool.state[slot], wanted)
                            ? QuarantineReason.DUPLICATE
                            : QuarantineReason.ILLEGAL_TRANSITION);
        }
        step = wanted;
        report.isApplied = true;
        report.state = next;
        return report;
    }

    private static boolean isRepeated(final OrderState state, final OrderStep wanted) {
        return (state == OrderState.CANCELED && wanted == OrderStep.CANCELED)
                || (state == OrderState.REJECTED && wanted == OrderStep.REJECTED)
                || (state == OrderState.EXPIRED && wanted == OrderStep.EXPIRED);
    }

    /** A status tells what is; what it cannot tell (fills that we lack) keeps the order UNKNOWN. */
    private OrderReport checkStatus(final int slot, final ExecutionReportDecoder d) {
        if (slot < 0) {
            return refuse(QuarantineReason.UNKNOWN_ORDER);
        }
        final OrderState told = d.orderState();
        if (!pool.live.contains(slot)) {
            final boolean isLiveThere = told == OrderState.NEW || told == OrderState.PARTIALLY_FILLED;
            report.holdsScope = isLiveThere;
            return isLiveThere ? refuse(QuarantineReason.ILLEGAL_TRANSITION) : report;
        }
        switch (told) {
            case NEW:
            case PARTIALLY_FILLED:
                compareTerms(slot, d);
                return checkStep(slot, OrderStep.ACCEPTED);
            case FILLED:
                return checkStep(slot, OrderStep.FULL_FILL);
            case CANCELED:
                return checkStep(slot, OrderStep.CANCELED);
            case REJECTED:
                return checkStep(slot, OrderStep.REJECTED);
            case EXPIRED:
                return checkStep(slot, OrderStep.EXPIRED);
            case PENDING_NEW:
            case PENDING_CANCEL:
            case PENDING_REPLACE:
                return report;
            case UNKNOWN:
            case NOT_SENT:
            case NULL_VAL:
            case SBE_UNKNOWN:
            default:
                return refuse(QuarantineReason.ILLEGAL_TRANSITION);
        }
    }

    /**
     * Compares the terms on which an order works there with ours, or with those that we have asked for. What is left counts
     * only where both have the same fills: a fill that is missing is told of by the position.
     */
    private void compareTerms(final int slot, final ExecutionReportDecoder d) {
        if (d.quantity() <= 0 || pool.is(slot, OrderPool.ENDING)) {
            return;
        }
        final long leaves = Math.max(0, pool.quantity[slot] - pool.cumQuantity[slot]);
        final boolean isOurs = d.quantity() == pool.quantity[slot]
                && isPrice(d, pool.price[slot])
                && (d.cumQuantity() != pool.cumQuantity[slot] || d.leavesQuantity() == leaves);
        final boolean isAskedFor = pool.is(slot, OrderPool.HAS_NEW)
                && d.quantity() == pool.newQuantity[slot]
                && isPrice(d, pool.newPrice[slot]);
        report.hasTerms = true;
        report.hasOtherTerms = !isOurs && !isAskedFor;
        report.ourLeaves = leaves;
    }

    private static boolean isPrice(final ExecutionReportDecoder d, final long price) {
        return d.price() == 0 || d.price() == price;
    }

    private void checkFill(final int slot, final ExecutionReportDecoder d, final boolean isBust) {
        final Side side = d.side();
        final long quantity = d.lastQuantity();
        if (quantity <= 0 || d.lastPrice() <= 0) {
            refuse(QuarantineReason.NOT_POSITIVE);
            return;
        }
        if (d.instrumentId() >= instruments.capacity() || !instruments.isDefined(d.instrumentId())) {
            refuse(QuarantineReason.UNKNOWN_INSTRUMENT);
            return;
        }
        if (side != Side.BUY && side != Side.SELL) {
            refuse(QuarantineReason.WRONG_ECHO);
            return;
        }
        if (slot < 0 || !isOfItsBooks(slot, d)) {
            // Nobody's that we know: the suspense book of the account that the venue names (T2).
            report.reason = slot < 0 ? QuarantineReason.UNKNOWN_ORDER : QuarantineReason.WRONG_ECHO;
            report.holdsScope = true;
            tell(d, Frame.NO_ID, OrderRole.MANUAL, isBust);
            return;
        }
        final long cum = Decimals.add(pool.cumQuantity[slot], isBust ? -quantity : quantity);
        if (cum == Decimals.OVERFLOW) {
            refuse(QuarantineReason.OVERFLOW);
            return;
        }
        if (isBust && cum < 0) {
            refuse(QuarantineReason.ILLEGAL_TRANSITION);
            return;
        }
        report.reason = isBust ? QuarantineReason.NONE : flagOf(slot, d, cum);
        report.holdsScope = isBust || report.reason != QuarantineReason.NONE;
        report.isApplied = true;
        tell(d, pool.strategyId[slot], pool.role[slot], isBust);
        if (report.reason == QuarantineReason.NONE && !isBust) {
            report.fill.arrivalTwice = pool.arrivalTwice[slot];
            report.fill.arrivalSpread = pool.arrivalSpread[slot];
        }
    }

    private QuarantineReason flagOf(final int slot, final ExecutionReportDecoder d, final long cum) {
        if (d.side() != pool.side[slot] || d.instrumentId() != pool.instrumentId[slot]) {
            return QuarantineReason.WRONG_ECHO;
        }
        final long most = pool.is(slot, OrderPool.HAS_NEW)
                ? Math.max(pool.quantity[slot], pool.newQuantity[slot])
                : pool.quantity[slot];
        if (cum > most) {
            return QuarantineReason.OVERFILL;
        }
        return pool.live.contains(slot) ? QuarantineReason.NONE : QuarantineReason.FILL_AFTER_TERMINAL;
    }

    private void tell(
            final ExecutionReportDecoder d, final int strategyId, final OrderRole role, final boolean isBust) {
        report.hasFill = true;
        final FillReport fill = report.fill;
        fill.clientOrderId = d.clientOrderId();
        fill.executionId = d.executionId();
        fill.referenceExecutionId = d.referenceExecutionId();
        fill.strategyId = strategyId;
        fill.instrumentId = d.instrumentId();
        fill.venueId = d.venueId();
        fill.accountId = d.accountId();
        fill.side = d.side();
        fill.role = role;
        fill.flag = report.reason;
        fill.isBust = isBust;
        fill.price = d.lastPrice();
        fill.quantity = d.lastQuantity();
        fill.feeE8 = d.feeE8();
        fill.arrivalTwice = 0;
        fill.arrivalSpread = 0;
    }

    private void applyFill(final int slot, final ExecutionReportDecoder d, final long nowNs) {
        if (report.fill.isBust) {
            lifecycle.bust(slot, d.lastQuantity());
        } else if (report.reason == QuarantineReason.WRONG_ECHO) {
            // Booked as the venue tells it, but it fills nothing of ours: what the order is worth, only the venue
            // knows.
            if (pool.live.contains(slot)) {
                lifecycle.move(slot, OrderStep.UNSURE, nowNs);
                lifecycle.query(slot, nowNs + OrderSettings.POLL_NS);
            }
        } else {
            final boolean isFilledAtVenue =
                    d.orderState() == OrderState.FILLED && d.cumQuantity() <= pool.cumQuantity[slot] + d.lastQuantity();
            lifecycle.fill(slot, d.lastQuantity(), d.lastPrice(), isFilledAtVenue, nowNs);
        }
    }

    private void applyStep(final int slot, final ExecutionReportDecoder d, final long nowNs) {
        switch (step) {
            case CANCELED:
            case REJECTED:
            case EXPIRED:
            case FULL_FILL:
                if (d.cumQuantity() > pool.cumQuantity[slot]) {
                    final OrderState end = OrderTransitions.next(pool.state[slot], step, true);
                    lifecycle.ending(slot, end, d.cumQuantity(), nowNs);
                } else if (step != OrderStep.FULL_FILL || pool.cumQuantity[slot] > 0) {
                    lifecycle.move(slot, step, nowNs);
                }
                return;
            case REPLACED:
                lifecycle.replaced(slot, d.price(), d.quantity(), nowNs);
                return;
            case TRIGGERED:
                if (!pool.is(slot, OrderPool.TRIGGERED)) {
                    pool.set(slot, OrderPool.TRIGGERED);
                    pool.ageDueNs[slot] = nowNs + OrderSettings.TRIGGERED_NS;
                }
                lifecycle.move(slot, step, nowNs);
                lifecycle.schedule(slot);
                return;
            case ACCEPTED:
                applyAccepted(slot, d, nowNs);
                return;
            default:
                throw new IllegalStateException("report step " + step);
        }
    }

    private void applyAccepted(final int slot, final ExecutionReportDecoder d, final long nowNs) {
        if (pool.is(slot, OrderPool.ENDING)) {
            return;
        }
        if (d.execType() == ExecType.STATUS) {
            if (pool.state[slot] == OrderState.PENDING_REPLACE
                    && d.price() == pool.newPrice[slot]
                    && d.quantity() == pool.newQuantity[slot]) {
                lifecycle.replaced(slot, d.price(), d.quantity(), nowNs);
                return;
            }
            if (pool.state[slot] == OrderState.UNKNOWN
                    || (pool.is(slot, OrderPool.HAS_NEW) && pool.state[slot] != OrderState.PENDING_REPLACE)) {
                if (d.cumQuantity() > pool.cumQuantity[slot]) {
                    return;
                }
                lifecycle.inForce(slot, d.price(), d.quantity(), nowNs - pool.sentNs[slot] >= settings.receiveWindowNs);
            }
        }
        lifecycle.move(slot, OrderStep.ACCEPTED, nowNs);
    }
}
