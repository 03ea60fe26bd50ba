package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.reference.Instruments;

/** P2, P3: one order's quantity, and its value at its worst. An exit above P2 is sliced to it, never refused for it. */
final class SizeRule {
    private final Instruments instruments;
    private final Limits limits;
    private final WorstValue worst;
    private final Examiner examiner;

    SizeRule(final Instruments instruments, final Limits limits, final WorstValue worst, final Examiner examiner) {
        this.instruments = instruments;
        this.limits = limits;
        this.worst = worst;
        this.examiner = examiner;
    }

    /** Cuts an exit to the largest order, on the lot. */
    void slice(final Candidate c) {
        final int id = c.instrumentId();
        final long largest = largestOrder(id, c.strategyId());
        if (c.intent.quantity > largest) {
            c.intent.quantity = Decimals.floorTo(largest, instruments.lotSize(id));
        }
    }

    /** Returns the largest quantity that P1 and P2 let through. */
    long largestOrder(final int instrumentId, final int strategyId) {
        final long atVenue = instruments.maxQuantity(instrumentId);
        final long ofInstrument = limits.value(Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, instrumentId);
        final long ofStrategy = limits.value(Figure.ORDER_QUANTITY, ScopeType.STRATEGY, strategyId);
        final long largest = ofInstrument == Limits.MISSING ? atVenue : Math.min(atVenue, ofInstrument);
        return ofStrategy == Limits.MISSING ? largest : Math.min(largest, ofStrategy);
    }

    boolean isQuantityWithin(final Candidate c) {
        final Intent intent = c.intent;
        return examiner.asks(Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, intent.instrumentId, intent.quantity)
                && examiner.alsoAsks(Figure.ORDER_QUANTITY, ScopeType.STRATEGY, intent.strategyId, intent.quantity);
    }

    boolean isNotionalWithin(final Candidate c) {
        final Intent intent = c.intent;
        final int id = intent.instrumentId;
        final long dearMark = worst.dearMark(id);
        if (dearMark == 0) {
            return examiner.lacksPrice(Control.ORDER_NOTIONAL, id);
        }
        final long notionalE8 = worst.ofThisOrder(id, intent.quantity, Math.max(intent.price, dearMark));
        return examiner.asks(Figure.ORDER_NOTIONAL, ScopeType.GLOBAL, 0, notionalE8)
                && examiner.alsoAsks(Figure.ORDER_NOTIONAL, ScopeType.STRATEGY, intent.strategyId, notionalE8)
                && examiner.alsoAsks(Figure.ORDER_NOTIONAL, ScopeType.INSTRUMENT, id, notionalE8);
    }
}
