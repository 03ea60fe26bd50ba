package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.OrderType;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.order.Intent;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;

/**
 * P1: an order that the venue could take. First who and at what price, then, once the gate has sized or sliced it, how
 * much. Observed is the figure that offends, bound the step, extreme or count that it offends against.
 */
final class FormRule {
    private final Instruments instruments;
    private final Capacity capacity;
    private final Examiner examiner;

    FormRule(final Instruments instruments, final Capacity capacity, final Examiner examiner) {
        this.instruments = instruments;
        this.capacity = capacity;
        this.examiner = examiner;
    }

    /**
     * Answers for an order with a limit and a quantity to which there is nothing to say; else {@link #hasForm} and
     * {@link #hasQuantity} have to be asked.
     */
    boolean isClear(final Candidate c) {
        final Intent intent = c.intent;
        final Clearance clear = c.clear;
        final long price = intent.price;
        final long quantity = intent.quantity;
        return intent.orderType == OrderType.LIMIT
                && hasTimeInForce(intent)
                && price > 0
                && quantity >= clear.minQuantity
                && quantity <= clear.maxQuantity
                && Clearance.isMultiple(price, clear.tickInverse, clear.tickShift, clear.tickMost)
                && Clearance.isMultiple(quantity, clear.lotInverse, clear.lotShift, clear.lotMost)
                && (double) price * (double) quantity * clear.unitE8 >= clear.minNotionalE8;
    }

    private static boolean hasTimeInForce(final Intent intent) {
        return intent.timeInForce != null
                && intent.timeInForce != TimeInForce.NULL_VAL
                && intent.timeInForce != TimeInForce.SBE_UNKNOWN;
    }

    boolean hasForm(final Candidate c) {
        return c.isKnown ? hasKind(c.intent) && hasPrices(c.intent) : refusesIds(c.intent);
    }

    boolean hasQuantity(final Candidate c) {
        final Intent intent = c.intent;
        final int id = intent.instrumentId;
        final long quantity = intent.quantity;
        final long minQuantity = instruments.minQuantity(id);
        if (quantity < minQuantity) {
            return offends(ScopeType.INSTRUMENT, id, quantity, minQuantity);
        }
        if (quantity > instruments.maxQuantity(id)) {
            return offends(ScopeType.INSTRUMENT, id, quantity, instruments.maxQuantity(id));
        }
        if (!Decimals.isMultiple(quantity, instruments.lotSize(id))) {
            return offends(ScopeType.INSTRUMENT, id, quantity, instruments.lotSize(id));
        }
        final long notionalE8 = instruments.notionalE8(id, intent.price, quantity, Rounding.DOWN);
        final long minNotionalE8 = instruments.minNotionalE8(id);
        return examiner.holds(
                Control.WELL_FORMED, ScopeType.INSTRUMENT, id, notionalE8, minNotionalE8, notionalE8 >= minNotionalE8);
    }

    private boolean refusesIds(final Intent intent) {
        final int id = intent.instrumentId;
        if (id < 0 || id >= instruments.capacity() || !instruments.isDefined(id)) {
            return offends(ScopeType.INSTRUMENT, id, id, instruments.count());
        }
        if (intent.venueId != instruments.venueId(id) || intent.venueId >= capacity.venues()) {
            return offends(ScopeType.VENUE, intent.venueId, intent.venueId, instruments.venueId(id));
        }
        if (intent.strategyId < 0 || intent.strategyId >= capacity.strategies()) {
            return offends(ScopeType.STRATEGY, intent.strategyId, intent.strategyId, capacity.strategies());
        }
        if (intent.accountId < 0 || intent.accountId >= capacity.accounts()) {
            return offends(ScopeType.ACCOUNT, intent.accountId, intent.accountId, capacity.accounts());
        }
        return offends(ScopeType.INSTRUMENT, id, intent.side == null ? 0 : intent.side.value(), Side.SELL.value());
    }

    private boolean hasKind(final Intent intent) {
        final int id = intent.instrumentId;
        if (intent.orderType != OrderType.LIMIT && intent.orderType != OrderType.STOP_LIMIT) {
            return offends(
                    ScopeType.INSTRUMENT,
                    id,
                    intent.orderType == null ? 0 : intent.orderType.value(),
                    OrderType.LIMIT.value());
        }
        if (!hasTimeInForce(intent)) {
            return offends(ScopeType.INSTRUMENT, id, -1, TimeInForce.GTC.value());
        }
        return true;
    }

    private boolean hasPrices(final Intent intent) {
        final int id = intent.instrumentId;
        final long tickSize = instruments.tickSize(id);
        if (intent.price <= 0 || !Decimals.isMultiple(intent.price, tickSize)) {
            return offends(ScopeType.INSTRUMENT, id, intent.price, tickSize);
        }
        if (intent.orderType == OrderType.LIMIT) {
            return true;
        }
        if (intent.stopPrice <= 0 || !Decimals.isMultiple(intent.stopPrice, tickSize)) {
            return offends(ScopeType.INSTRUMENT, id, intent.stopPrice, tickSize);
        }
        final boolean isBeyondTrigger =
                intent.side == Side.SELL ? intent.price <= intent.stopPrice : intent.price >= intent.stopPrice;
        return isBeyondTrigger || offends(ScopeType.INSTRUMENT, id, intent.price, intent.stopPrice);
    }

    private boolean offends(final ScopeType scopeType, final int scopeId, final long observed, final long bound) {
        return examiner.holds(Control.WELL_FORMED, scopeType, scopeId, observed, bound, false);
    }
}
