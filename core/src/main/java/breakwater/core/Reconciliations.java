package breakwater.core;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.BalanceDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ReconcileDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.VenuePositionDecoder;
import breakwater.core.monitor.Monitor;
import breakwater.core.order.Orders;
import breakwater.core.position.Positions;
import breakwater.core.position.VenueDifferences;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Venues;
import breakwater.core.signal.Signals;

/**
 * Compares the venues' books with ours (T6, T7, I31), and knows what therefore stands against a resume (K4). Thread: core.
 * Allocates: never.
 */
final class Reconciliations {
    private final Decoders decoders;
    private final Instruments instruments;
    private final Venues venues;
    private final Accounts accounts;
    private final Signals signals;
    private final Orders orders;
    private final Positions positions;
    private final VenueDifferences differences;
    private final Monitor monitor;
    private final Refusals refusals;

    Reconciliations(final Stages stages) {
        decoders = stages.decoders;
        instruments = stages.instruments;
        venues = stages.venues;
        accounts = stages.accounts;
        signals = stages.signals;
        orders = stages.orders;
        positions = stages.positions;
        differences = stages.differences;
        monitor = stages.monitor;
        refusals = stages.refusals;
    }

    /** Works the event if it tells of a venue's books; returns false, having done nothing, if it does not. */
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
            default:
                return false;
        }
    }

    private void onReconcile(final ReconcileDecoder answer) {
        if (!venues.isDefined(answer.venueId()) || !accounts.isDefined(answer.accountId())) {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, answer.venueId(), venues.count());
            return;
        }
        differences.reconciliation(answer.accountId(), answer.isClean() != 0);
        if (answer.isClean() == 0) {
            monitor.raise(
                    ScopeType.ACCOUNT,
                    answer.accountId(),
                    Level.REDUCE_ONLY,
                    Control.RECONCILIATION,
                    answer.adoptedBreakId(),
                    0);
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
        differences.position(accountId, instrumentId, ours != position.netQuantity());
        if (ours != position.netQuantity()) {
            monitor.raise(
                    ScopeType.INSTRUMENT,
                    instrumentId,
                    Level.REDUCE_ONLY,
                    Control.RECONCILIATION,
                    ours,
                    position.netQuantity());
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
        final boolean differs = difference == Decimals.OVERFLOW || Math.abs(difference) >= Decimals.ONE_E8 / 100;
        differences.cash(accountId, differs);
        if (differs) {
            monitor.raise(
                    ScopeType.ACCOUNT, accountId, Level.REDUCE_ONLY, Control.RECONCILIATION, ours, balance.cashE8());
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
                return differences.ofInstrument(scopeId);
            case ACCOUNT:
                return differences.ofAccount(scopeId);
            case STRATEGY:
                return signals.isAdmitted(scopeId)
                        && (differences.ofInstrument(signals.instrumentId(scopeId))
                                || differences.ofAccount(signals.accountId(scopeId)));
            default:
                return differences.any();
        }
    }
}
