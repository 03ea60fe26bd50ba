package breakwater.core;

import breakwater.core.message.BreakCause;
import breakwater.core.message.BreakState;
import breakwater.core.message.DropCopyDefinitionDecoder;
import breakwater.core.message.DropCopyFillDecoder;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;
import breakwater.core.position.Breaks;
import breakwater.core.position.DropCopies;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Venues;

/**
 * Holds the fills of the order session against a second feed of the same (T9, I31): one that the other side does not bring in
 * time, or brings otherwise, is a break that holds its instrument, until the other side brings it, or a person vouches for it.
 * The copy books nothing. Thread: core. Allocates: never.
 */
final class CopyComparison {
    private final Instruments instruments;
    private final Venues venues;
    private final Accounts accounts;
    private final DropCopies copies;
    private final Breaks breaks;
    private final BreakRecords records;
    private final Refusals refusals;
    private final Outputs outputs;

    CopyComparison(final Stages stages, final BreakRecords records) {
        instruments = stages.instruments;
        venues = stages.venues;
        accounts = stages.accounts;
        copies = stages.copies;
        breaks = stages.breaks;
        this.records = records;
        refusals = stages.refusals;
        outputs = stages.outputs;
    }

    void onDefinition(final DropCopyDefinitionDecoder definition) {
        refusals.quarantineUnless(
                venues.isDefined(definition.venueId()) && copies.define(definition.venueId(), definition.patienceNs()));
    }

    /** Hears of a new fill of the order session, whatever became of it in orders and books. */
    void onFill(final ExecutionReportDecoder fill) {
        if (copies.isCompared(fill.venueId())) {
            judge(
                    false,
                    fill.venueId(),
                    fill.accountId(),
                    fill.instrumentId(),
                    fill.executionId(),
                    fill.clientOrderId(),
                    fill.side(),
                    fill.lastQuantity(),
                    fill.lastPrice());
        }
    }

    void onCopy(final DropCopyFillDecoder copy) {
        final int instrumentId = copy.instrumentId();
        if (!instruments.isDefined(instrumentId)) {
            refusals.quarantine(QuarantineReason.UNKNOWN_INSTRUMENT, instrumentId, instrumentId, instruments.count());
            return;
        }
        if (!accounts.isDefined(copy.accountId())) {
            refusals.quarantine(QuarantineReason.WRONG_ACCOUNT, instrumentId, copy.accountId(), accounts.count());
            return;
        }
        if (!venues.isDefined(copy.venueId()) || !copies.isCompared(copy.venueId())) {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, instrumentId, copy.venueId(), venues.count());
            return;
        }
        judge(
                true,
                copy.venueId(),
                copy.accountId(),
                instrumentId,
                copy.executionId(),
                copy.clientOrderId(),
                copy.side(),
                copy.quantity(),
                copy.price());
    }

    private void judge(
            final boolean isCopy,
            final int venueId,
            final int accountId,
            final int instrumentId,
            final long executionId,
            final long clientOrderId,
            final Side side,
            final long quantity,
            final long price) {
        final DropCopies.Answer answer = copies.tell(
                isCopy,
                venueId,
                accountId,
                instrumentId,
                executionId,
                clientOrderId,
                side,
                quantity,
                price,
                outputs.nowNs());
        final int place = copies.found();
        switch (answer) {
            case MATCHED:
                final int slot = breaks.fill(venueId, executionId);
                copies.settle(place);
                if (slot != Breaks.NONE) {
                    records.end(slot, BreakState.AGREED);
                }
                return;
            case DIFFERS:
                final long told = copies.quantity(place);
                final long other = side == Side.BUY ? quantity : -quantity;
                copies.doubt(place);
                differs(place, isCopy ? told : other, isCopy ? other : told, BreakCause.COPY_DIFFERS);
                return;
            case FULL:
                unclean(venueId, accountId, isCopy);
                return;
            default:
        }
    }

    /** Returns when a fill that one side told alone becomes a break. */
    long nextDeadlineNs() {
        return copies.nextDueNs();
    }

    /** Gives what waits its patience anew, before it would be due by the time that no process was there to hear. */
    void onRunStarted(final long nowNs) {
        copies.postpone(nowNs);
    }

    /** Makes one fill a break that the other side has not brought by now. */
    void onDeadline(final long nowNs) {
        final int place = copies.pollDue(nowNs);
        if (place != DropCopies.NONE) {
            final boolean isCopy = copies.isCopy(place);
            final long quantity = copies.quantity(place);
            differs(
                    place,
                    isCopy ? 0 : quantity,
                    isCopy ? quantity : 0,
                    isCopy ? BreakCause.COPY_ONLY : BreakCause.NOT_COPIED);
        }
    }

    private void differs(final int place, final long ours, final long theirs, final BreakCause cause) {
        final int venueId = copies.venueId(place);
        final int accountId = copies.accountId(place);
        final int known = breaks.fill(venueId, copies.executionId(place));
        final int slot = known != Breaks.NONE
                ? known
                : breaks.newFill(
                        accountId, copies.instrumentId(place), copies.clientOrderId(place), copies.executionId(place));
        if (slot == Breaks.NONE) {
            unclean(venueId, accountId, copies.isCopy(place));
            return;
        }
        records.differs(slot, venueId, ours, theirs, cause);
    }

    private void unclean(final int venueId, final int accountId, final boolean isCopy) {
        records.differs(
                breaks.reconciliation(accountId), venueId, 0, 0, isCopy ? BreakCause.COPY_ONLY : BreakCause.NOT_COPIED);
    }

    /** A person vouches for a fill: it waits for nothing more. */
    void onVouched(final int slot) {
        final int place = copies.find(breaks.venueId(slot), breaks.venueOrderId(slot));
        if (place != DropCopies.NONE) {
            copies.settle(place);
        }
    }

    /** Works the event if it is of a drop copy; returns false, having done nothing, if it is not. */
    boolean apply(final Frame frame, final Decoders decoders) {
        switch (frame.templateId()) {
            case DropCopyFillDecoder.TEMPLATE_ID:
                onCopy(decoders.dropCopyFill(frame));
                return true;
            case DropCopyDefinitionDecoder.TEMPLATE_ID:
                onDefinition(decoders.dropCopyDefinition(frame));
                return true;
            default:
                return false;
        }
    }
}
