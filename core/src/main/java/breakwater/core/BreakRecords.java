package breakwater.core;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.AdoptionRefusal;
import breakwater.core.message.BreakCause;
import breakwater.core.message.BreakKind;
import breakwater.core.message.BreakState;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.Outputs;
import breakwater.core.message.ScopeType;
import breakwater.core.monitor.Monitor;
import breakwater.core.order.Orders;
import breakwater.core.position.Breaks;
import breakwater.core.reference.Instruments;

/**
 * Keeps breaks on record as they open, change and end, each with what it is worth, and holds their scope while they stand:
 * the instrument, or the account where it is of no instrument. Thread: core. Allocates: never.
 */
final class BreakRecords {
    private final Breaks breaks;
    private final Instruments instruments;
    private final MarketView market;
    private final Orders orders;
    private final Monitor monitor;
    private final Outputs outputs;

    BreakRecords(final Stages stages) {
        breaks = stages.breaks;
        instruments = stages.instruments;
        market = stages.ingest;
        orders = stages.orders;
        monitor = stages.monitor;
        outputs = stages.outputs;
    }

    /** Takes a difference: on record where it is new or has other figures, and held. */
    void differs(final int slot, final int venueId, final long ours, final long theirs, final BreakCause cause) {
        if (breaks.open(slot, venueId, ours, theirs, cause, outputs.nowNs())) {
            put(slot, BreakState.OPEN, AdoptionRefusal.NONE);
        }
        final int instrumentId = breaks.instrumentId(slot);
        final boolean isOfAccount = instrumentId == Frame.NO_ID;
        if (breaks.kind(slot) == BreakKind.POSITION) {
            orders.onDiffers(breaks.accountId(slot), instrumentId);
        }
        monitor.raise(
                isOfAccount ? ScopeType.ACCOUNT : ScopeType.INSTRUMENT,
                isOfAccount ? breaks.accountId(slot) : instrumentId,
                Level.REDUCE_ONLY,
                Control.RECONCILIATION,
                ours,
                theirs);
    }

    /** Ends a break, if there is one; the hold stays until a person lifts it. */
    void end(final int slot, final BreakState how) {
        if (!breaks.isOpen(slot)) {
            return;
        }
        put(slot, how, AdoptionRefusal.NONE);
        final int accountId = breaks.accountId(slot);
        final int instrumentId = breaks.instrumentId(slot);
        breaks.close(slot);
        if (instrumentId != Frame.NO_ID) {
            orders.onKnown(accountId, instrumentId);
        }
    }

    /** Puts on record that an open break was not adopted. */
    void refused(final int slot, final AdoptionRefusal why) {
        put(slot, BreakState.OPEN, why);
    }

    /** Puts on record that a break was not adopted which does not stand. */
    void refused(final long breakId, final AdoptionRefusal why) {
        outputs.breakChanged()
                .breakId(breakId)
                .kind(BreakKind.NULL_VAL)
                .state(BreakState.NULL_VAL)
                .refusal(why)
                .venueId(Frame.NO_ID)
                .accountId(Frame.NO_ID)
                .instrumentId(Frame.NO_ID);
        outputs.commit();
    }

    private void put(final int slot, final BreakState state, final AdoptionRefusal refusal) {
        outputs.breakChanged()
                .breakId(breaks.id(slot))
                .kind(breaks.kind(slot))
                .state(state)
                .cause(breaks.cause(slot))
                .refusal(refusal)
                .venueId(breaks.venueId(slot))
                .accountId(breaks.accountId(slot))
                .instrumentId(breaks.instrumentId(slot))
                .clientOrderId(breaks.clientOrderId(slot))
                .venueOrderId(breaks.venueOrderId(slot))
                .ours(breaks.ours(slot))
                .theirs(breaks.theirs(slot))
                .atRiskE8(atRiskE8(slot))
                .openedNs(breaks.openedNs(slot));
        outputs.commit();
    }

    /** Returns what the difference comes to in money, {@link Decimals#OVERFLOW} where that does not fit, 0 = no price. */
    private long atRiskE8(final int slot) {
        final long difference = Decimals.subtract(breaks.theirs(slot), breaks.ours(slot));
        if (difference == Decimals.OVERFLOW) {
            return Decimals.OVERFLOW;
        }
        final int instrumentId = breaks.instrumentId(slot);
        final long price = instrumentId == Frame.NO_ID ? 0 : price(instrumentId);
        return instrumentId == Frame.NO_ID
                ? Math.abs(difference)
                : price == 0 ? 0 : instruments.notionalE8(instrumentId, price, Math.abs(difference), Rounding.CEILING);
    }

    /** Returns the price at which a difference is valued: the gate's reference, else the last trade; 0 = none. */
    long price(final int instrumentId) {
        final long reference = market.referencePrice(instrumentId);
        return reference > 0 ? reference : Math.max(0, market.lastPrice(instrumentId));
    }
}
