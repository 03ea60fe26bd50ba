package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.OrderType;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.math.RoundingMode;

/** P1: ticks, lots, the least and the most of an instrument, and that a stop's limit lies behind its trigger. */
final class Form {
    private final World.Instrument instrument;
    private final Examination exam;

    Form(final World.Instrument instrument, final Examination exam) {
        this.instrument = instrument;
        this.exam = exam;
    }

    boolean isOrder(final Proposal p) {
        if (p.price <= 0 || p.price % instrument.tick() != 0) {
            return offends(p, p.price, instrument.tick());
        }
        if (p.type != OrderType.STOP_LIMIT) {
            return true;
        }
        if (p.stopPrice <= 0 || p.stopPrice % instrument.tick() != 0) {
            return offends(p, p.stopPrice, instrument.tick());
        }
        return (p.isBuy() ? p.price >= p.stopPrice : p.price <= p.stopPrice) || offends(p, p.price, p.stopPrice);
    }

    boolean isQuantity(final Proposal p, final long quantity) {
        if (quantity < instrument.least()) {
            return offends(p, quantity, instrument.least());
        }
        if (quantity > instrument.most()) {
            return offends(p, quantity, instrument.most());
        }
        if (quantity % instrument.lot() != 0) {
            return offends(p, quantity, instrument.lot());
        }
        final BigInteger notional = instrument.notionalE8(Exact.of(p.price), Exact.of(quantity), RoundingMode.DOWN);
        final BigInteger least = Exact.of(instrument.leastNotionalE8());
        return exam.holds(
                Control.WELL_FORMED,
                ScopeType.INSTRUMENT,
                p.instrumentId,
                notional,
                least,
                notional.compareTo(least) >= 0);
    }

    boolean offends(final Proposal p, final long observed, final long bound) {
        return exam.holds(
                Control.WELL_FORMED, ScopeType.INSTRUMENT, p.instrumentId, Exact.of(observed), Exact.of(bound), false);
    }
}
