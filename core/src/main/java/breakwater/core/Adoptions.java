package breakwater.core;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.AdoptBreakDecoder;
import breakwater.core.message.AdoptionRefusal;
import breakwater.core.message.BreakState;
import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.monitor.Monitor;
import breakwater.core.order.Orders;
import breakwater.core.position.Adjustment;
import breakwater.core.position.Breaks;
import breakwater.core.position.Positions;
import breakwater.core.risk.PreTradeGate;

/**
 * Adopts the venue's figure of a break because a person says so (T6, K4): the difference is booked by entries of its own, the
 * break ends, and what it held can be resumed. What cannot be adopted is refused with the reason and changes nothing. Whoever
 * sends the command has checked its author's authority. Thread: core. Allocates: never.
 */
final class Adoptions {
    private final Stages stages;
    private final Breaks breaks;
    private final BreakRecords records;
    private final Orders orders;
    private final Positions positions;
    private final PreTradeGate gate;
    private final Monitor monitor;
    private final Refusals refusals;
    private final CopyComparison copies;

    Adoptions(final Stages stages, final BreakRecords records, final CopyComparison copies) {
        this.stages = stages;
        this.records = records;
        this.copies = copies;
        breaks = stages.breaks;
        orders = stages.orders;
        positions = stages.positions;
        gate = stages.gate;
        monitor = stages.monitor;
        refusals = stages.refusals;
    }

    void onAdoptBreak(final AdoptBreakDecoder command) {
        final int slot = breaks.slotOf(command.breakId());
        final AdoptionRefusal refusal = slot == Breaks.NONE ? absent(command) : adopt(slot, command);
        if (refusal == AdoptionRefusal.NONE) {
            records.end(slot, BreakState.ADOPTED);
            stages.evaluateAccounts();
            return;
        }
        if (slot == Breaks.NONE) {
            records.refused(command.breakId(), refusal);
        } else {
            records.refused(slot, refusal);
        }
        refusals.quarantine(
                QuarantineReason.BAD_COMMAND,
                slot == Breaks.NONE ? Frame.NO_ID : breaks.instrumentId(slot),
                command.breakId(),
                refusal.value());
    }

    private AdoptionRefusal absent(final AdoptBreakDecoder command) {
        return isMalformed(command)
                ? AdoptionRefusal.MALFORMED
                : breaks.wasGiven(command.breakId()) ? AdoptionRefusal.NOT_OPEN : AdoptionRefusal.UNKNOWN_BREAK;
    }

    private static boolean isMalformed(final AdoptBreakDecoder command) {
        return command.user(0) <= ' ' || command.reason(0) <= ' ';
    }

    private AdoptionRefusal adopt(final int slot, final AdoptBreakDecoder command) {
        if (isMalformed(command)) {
            return AdoptionRefusal.MALFORMED;
        }
        if (command.ours() != breaks.ours(slot) || command.theirs() != breaks.theirs(slot)) {
            return AdoptionRefusal.FIGURE_CHANGED;
        }
        final long difference = Decimals.subtract(breaks.theirs(slot), breaks.ours(slot));
        if (difference == Decimals.OVERFLOW) {
            return AdoptionRefusal.OVERFLOW;
        }
        switch (breaks.kind(slot)) {
            case POSITION:
                return adoptPosition(slot, difference, command.price());
            case CASH:
                return adoptCash(slot, difference);
            case ORDER:
                // Nothing of it is in our books; should it still work, the venue's next word of it opens a break again.
                return AdoptionRefusal.NONE;
            case FILL:
                // What the books lack of it, the venue's next position tells.
                copies.onVouched(slot);
                return AdoptionRefusal.NONE;
            default:
                return AdoptionRefusal.NOTHING_TO_BOOK;
        }
    }

    private AdoptionRefusal adoptPosition(final int slot, final long difference, final long price) {
        final int accountId = breaks.accountId(slot);
        final int instrumentId = breaks.instrumentId(slot);
        if (positions.accountQuantity(accountId, instrumentId) != breaks.ours(slot)) {
            return AdoptionRefusal.BOOKS_MOVED;
        }
        if (orders.working().hasUnknown(accountId, instrumentId)) {
            return AdoptionRefusal.FATE_UNKNOWN;
        }
        final Adjustment adjustment = positions.adopt(
                breaks.id(slot),
                accountId,
                instrumentId,
                difference,
                price > 0 ? price : records.price(instrumentId),
                stages.outputs.nowNs());
        for (int i = 0; i < adjustment.count(); i++) {
            if (adjustment.strategyId(i) != Frame.NO_ID) {
                lead(adjustment.strategyId(i), accountId, instrumentId, adjustment.quantity(i));
            }
        }
        if (adjustment.refusal() == AdoptionRefusal.NONE) {
            stages.excesses.look(instrumentId);
        }
        return adjustment.refusal();
    }

    /** Lets the other stages hear that a strategy's position came to be another, by no order. */
    private void lead(final int strategyId, final int accountId, final int instrumentId, final long quantity) {
        orders.onAdopted(strategyId, instrumentId, quantity);
        gate.onAdopted(strategyId, instrumentId, accountId);
        monitor.intentions()
                .onBooked(strategyId, instrumentId, null, quantity > 0 ? Side.BUY : Side.SELL, Math.abs(quantity));
    }

    private AdoptionRefusal adoptCash(final int slot, final long difference) {
        final int accountId = breaks.accountId(slot);
        if (positions.cashE8(accountId) != breaks.ours(slot)) {
            return AdoptionRefusal.BOOKS_MOVED;
        }
        if (orders.working().hasUnknown(ScopeType.ACCOUNT, accountId)) {
            return AdoptionRefusal.FATE_UNKNOWN;
        }
        positions.adoptCash(breaks.id(slot), accountId, difference);
        return AdoptionRefusal.NONE;
    }
}
