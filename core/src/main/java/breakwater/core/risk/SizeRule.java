package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.reference.Instruments;

/** P2, P3: one order's quantity, and its value at its worst. An exit above P2 is sliced to it, never refused for it. */
final class SizeRule {
    private final Instruments instruments;
    private final WorstValue worst;
    private final Examiner examiner;
    private final Rows quantityOfInstrument;
    private final Rows quantityOfStrategy;
    private final Rows notional;
    private final Rows notionalOfStrategy;
    private final Rows notionalOfInstrument;

    SizeRule(final Instruments instruments, final WorstValue worst, final Examiner examiner) {
        this.instruments = instruments;
        this.worst = worst;
        this.examiner = examiner;
        quantityOfInstrument = examiner.rows(Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT);
        quantityOfStrategy = examiner.rows(Figure.ORDER_QUANTITY, ScopeType.STRATEGY);
        notional = examiner.rows(Figure.ORDER_NOTIONAL, ScopeType.GLOBAL);
        notionalOfStrategy = examiner.rows(Figure.ORDER_NOTIONAL, ScopeType.STRATEGY);
        notionalOfInstrument = examiner.rows(Figure.ORDER_NOTIONAL, ScopeType.INSTRUMENT);
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
        final long ofInstrument = quantityOfInstrument.value(instrumentId);
        final long ofStrategy = quantityOfStrategy.value(strategyId);
        final long largest = ofInstrument == Limits.MISSING ? atVenue : Math.min(atVenue, ofInstrument);
        return ofStrategy == Limits.MISSING ? largest : Math.min(largest, ofStrategy);
    }

    /** Answers where no row has anything to say; else both that follow have to be asked. */
    boolean isClear(final Candidate c) {
        return Clearance.isAtMost(c.intent.quantity, c.clear.orderQuantity)
                && worst.dearMarkOfThis(c.instrumentId()) != 0
                && Clearance.isAtMost(worst.ofThisOrder(c), c.clear.orderNotional);
    }

    boolean isQuantityWithin(final Candidate c) {
        final Intent intent = c.intent;
        return examiner.asks(quantityOfInstrument, intent.instrumentId, intent.quantity)
                && examiner.alsoAsks(quantityOfStrategy, intent.strategyId, intent.quantity);
    }

    boolean isNotionalWithin(final Candidate c) {
        final Intent intent = c.intent;
        final int id = intent.instrumentId;
        if (worst.dearMarkOfThis(id) == 0) {
            return examiner.lacksPrice(Control.ORDER_NOTIONAL, id);
        }
        final long notionalE8 = worst.ofThisOrder(c);
        return examiner.asks(notional, 0, notionalE8)
                && examiner.alsoAsks(notionalOfStrategy, intent.strategyId, notionalE8)
                && examiner.alsoAsks(notionalOfInstrument, id, notionalE8);
    }
}
