package breakwater.core;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.AdoptBreakDecoder;
import breakwater.core.message.BalanceDecoder;
import breakwater.core.message.BreakCause;
import breakwater.core.message.BreakState;
import breakwater.core.message.Control;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ReconcileDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.VenuePositionDecoder;
import breakwater.core.order.Orders;
import breakwater.core.position.Breaks;
import breakwater.core.position.Positions;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Venues;
import breakwater.core.signal.Signals;

/**
 * Compares the venues' books with ours (T6 to T9, I31), each difference a break on record that holds its scope, lets a person
 * adopt a venue's figure, and knows what stands against a resume (K4). Thread: core. Allocates: never.
 */
final class Reconciliations {
    private final Decoders decoders;
    private final Instruments instruments;
    private final Venues venues;
    private final Accounts accounts;
    private final Signals signals;
    private final Orders orders;
    private final Positions positions;
    private final Breaks breaks;
    private final BreakRecords records;
    private final Adoptions adoptions;
    private final CopyComparison copies;
    private final Refusals refusals;

    Reconciliations(final Stages stages) {
        decoders = stages.decoders;
        instruments = stages.instruments;
        venues = stages.venues;
        accounts = stages.accounts;
        signals = stages.signals;
        orders = stages.orders;
        positions = stages.positions;
        breaks = stages.breaks;
        records = new BreakRecords(stages);
        copies = new CopyComparison(stages, records);
        adoptions = new Adoptions(stages, records, copies);
        refusals = stages.refusals;
    }

    /** Works the event if it tells of a venue's books, or adopts them; returns false, having done nothing, if it does not. */
    boolean apply(final Frame frame) {
        switch (frame.templateId()) {
            case ReconcileDecoder.TEMPLATE_ID:
                onReconcile(decoders.reconcile(frame));
                return true;
            case VenuePositionDecoder.TEMPLATE_ID:
                onVenuePosition(decoders.venuePosition(frame));
                return true;
            case BalanceDecoder.TEMPLATE_ID:
                onBalance(decoders.balance(frame));
                return true;
            case AdoptBreakDecoder.TEMPLATE_ID:
                adoptions.onAdoptBreak(decoders.adoptBreak(frame));
                return true;
            default:
                return copies.apply(frame, decoders);
        }
    }

    /** Hears of a new fill of an order session (T9). */
    void onFill(final ExecutionReportDecoder fill) {
        copies.onFill(fill);
    }

    /** A process takes over at that time; no deadline up to it has been fired yet. */
    void onRunStarted(final long nowNs) {
        copies.onRunStarted(nowNs);
    }

    /** Returns when something becomes a break by itself, UTC ns, Long.MAX_VALUE = nothing. */
    long nextDeadlineNs() {
        return copies.nextDeadlineNs();
    }

    /** Makes one such a break. */
    void onDeadline(final long nowNs) {
        copies.onDeadline(nowNs);
    }

    private void onReconcile(final ReconcileDecoder answer) {
        final int accountId = answer.accountId();
        if (!venues.isDefined(answer.venueId()) || !accounts.isDefined(accountId)) {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, answer.venueId(), venues.count());
            return;
        }
        if (answer.isClean() == 0) {
            records.differs(breaks.reconciliation(accountId), answer.venueId(), 0, 0, BreakCause.UNEXPLAINED);
        } else {
            records.end(breaks.reconciliation(accountId), BreakState.AGREED);
        }
    }

    /** Compares the venue's position of one account with ours; a difference holds the instrument (I31). */
    private void onVenuePosition(final VenuePositionDecoder position) {
        final int instrumentId = position.instrumentId();
        if (!instruments.isDefined(instrumentId)) {
            refusals.quarantine(QuarantineReason.UNKNOWN_INSTRUMENT, instrumentId, instrumentId, instruments.count());
            return;
        }
        final int accountId = position.accountId();
        if (!accounts.isDefined(accountId)) {
            refusals.quarantine(QuarantineReason.WRONG_ACCOUNT, instrumentId, accountId, accounts.count());
            return;
        }
        final long ours = positions.accountQuantity(accountId, instrumentId);
        final int slot = breaks.position(accountId, instrumentId);
        if (ours != position.netQuantity()) {
            records.differs(
                    slot,
                    position.venueId(),
                    ours,
                    position.netQuantity(),
                    orders.working().hasAny(accountId, instrumentId)
                            ? BreakCause.IN_FLIGHT
                            : positions.suspenseQuantity(accountId, instrumentId) != 0
                                    ? BreakCause.IN_SUSPENSE
                                    : BreakCause.UNEXPLAINED);
        } else {
            records.end(slot, BreakState.AGREED);
        }
    }

    /** Compares the venue's cash with ours; a difference of a cent or more holds the account (T7). */
    private void onBalance(final BalanceDecoder balance) {
        final int accountId = balance.accountId();
        if (!accounts.isDefined(accountId)) {
            refusals.quarantine(QuarantineReason.WRONG_ACCOUNT, Frame.NO_ID, accountId, accounts.count());
            return;
        }
        final long ours = positions.cashE8(accountId);
        final long difference = Decimals.subtract(ours, balance.cashE8());
        if (difference == Decimals.OVERFLOW || Math.abs(difference) >= Decimals.ONE_E8 / 100) {
            records.differs(
                    breaks.cash(accountId),
                    balance.venueId(),
                    ours,
                    balance.cashE8(),
                    breaks.ofAnyPosition(accountId) ? BreakCause.FOLLOWS_POSITION : BreakCause.UNEXPLAINED);
        } else {
            records.end(breaks.cash(accountId), BreakState.AGREED);
        }
    }

    /**
     * Hears what the venue says of an order that does not work with us: that it does there (T8). {@code ours} is whether it
     * once did. The report's ids are known.
     */
    void onTheirsOnly(final ExecutionReportDecoder report, final boolean isOurs) {
        onOrder(report, 0, isOurs ? BreakCause.ENDED_WITH_US : BreakCause.NOT_OURS);
    }

    /** Hears that an order of ours works at the venue, on terms that are not ours; {@code ourLeaves} is what is left by us. */
    void onOtherTerms(final ExecutionReportDecoder report, final long ourLeaves) {
        onOrder(report, ourLeaves, BreakCause.OTHER_TERMS);
    }

    private void onOrder(final ExecutionReportDecoder report, final long ourLeaves, final BreakCause cause) {
        final int accountId = report.accountId();
        final int known = breaks.order(report.venueId(), report.clientOrderId(), report.venueOrderId());
        final int slot = known != Breaks.NONE
                ? known
                : breaks.newOrder(accountId, report.instrumentId(), report.clientOrderId(), report.venueOrderId());
        if (slot == Breaks.NONE) {
            records.differs(breaks.reconciliation(accountId), report.venueId(), 0, 0, cause);
            return;
        }
        records.differs(slot, report.venueId(), ourLeaves, report.leavesQuantity(), cause);
    }

    /** Hears that an order has ended at the venue, or works on our terms: a break that it was ends. */
    void onAgreed(final ExecutionReportDecoder report) {
        final int slot = breaks.order(report.venueId(), report.clientOrderId(), report.venueOrderId());
        if (slot != Breaks.NONE) {
            records.end(slot, BreakState.AGREED);
        }
    }

    /**
     * A person may not lift what still stands (K4): no kill and no hold of engine, journal or orders while the fate of an
     * order in the scope is unknown or the venue's books differ from ours there, no alarm of an open flank while it is open.
     */
    Control standsAgainst(final Control cause, final ScopeType type, final int scopeId) {
        if (cause == Control.UNCOVERED) {
            return orders.working().hasUncovered(type, scopeId) ? cause : Control.NONE;
        }
        if (orders.working().hasUnknown(type, scopeId)) {
            return Control.UNKNOWN_OUTCOME;
        }
        return differsFromVenue(type, scopeId) ? Control.RECONCILIATION : Control.NONE;
    }

    /** Returns whether a scope's books differ: an account's and an instrument's own, any difference for wider scopes. */
    private boolean differsFromVenue(final ScopeType type, final int scopeId) {
        switch (type) {
            case INSTRUMENT:
                return breaks.ofInstrument(scopeId);
            case ACCOUNT:
                return breaks.ofAccount(scopeId);
            case STRATEGY:
                return signals.isAdmitted(scopeId)
                        && (breaks.ofInstrument(signals.instrumentId(scopeId))
                                || breaks.ofAccount(signals.accountId(scopeId)));
            default:
                return breaks.any();
        }
    }
}
