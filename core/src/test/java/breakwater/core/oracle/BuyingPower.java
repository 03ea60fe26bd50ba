package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.TreeMap;

/**
 * P12, of instruments that are not shortable. A buy: of the lesser of cash and equity, what is left once all that is held has
 * been paid at its entry price and a step, every open buy and this one at worst, and what suspense books hold at their mark;
 * in ppm of equity, at least the reserve. A sell: every open sell and this one, and what suspense books owe, are no more than
 * what the account's strategies hold.
 */
final class BuyingPower {
    private final JournalOracle o;
    private final Worst worst;

    BuyingPower(final JournalOracle oracle, final Worst worst) {
        o = oracle;
        this.worst = worst;
    }

    boolean isWithin(final Question q, final Examination exam) {
        if (!exam.hasRow(Control.BUYING_POWER, 0)) {
            return false;
        }
        if (q.instrument().isShortable()) {
            return true;
        }
        if (q.p().isBuy()) {
            final int accountId = q.p().accountId;
            final BigInteger leftPpm = leftPpm(q);
            return exam.asksAs(Control.BUYING_POWER, 0, ScopeType.ACCOUNT, accountId, leftPpm)
                    && exam.mayAsk(Control.BUYING_POWER, 0, ScopeType.ACCOUNT, accountId, leftPpm);
        }
        final BigInteger units = unitsShort(q);
        return exam.holds(
                Control.BUYING_POWER,
                ScopeType.INSTRUMENT,
                q.p().instrumentId,
                units,
                BigInteger.ZERO,
                units.signum() <= 0);
    }

    private BigInteger leftPpm(final Question q) {
        final BigInteger equityE8 = o.ledger.equityE8(q.p().accountId);
        final BigInteger fundsE8 = o.ledger.cashE8(q.p().accountId).min(equityE8);
        return equityE8.signum() <= 0
                ? Exact.LARGEST.negate()
                : Exact.divide(fundsE8.subtract(costE8(q)).multiply(Exact.MILLION), equityE8, RoundingMode.FLOOR);
    }

    private BigInteger costE8(final Question q) {
        final TreeMap<Integer, Long> dearest = o.orders.worstPrices(Side.BUY);
        BigInteger sum = BigInteger.ZERO;
        for (final long book : worst.books(q.p())) {
            final int strategyId = Worst.strategyOf(book);
            final World.Instrument instrument = o.world.instruments.get(Worst.instrumentOf(book));
            if (o.world.strategies.get(strategyId).accountId() == q.p().accountId && !instrument.isShortable()) {
                sum = sum.add(heldE8(strategyId, instrument))
                        .add(buysE8(q, strategyId, instrument, dearest.getOrDefault(instrument.id(), 0L)));
            }
        }
        for (final World.Instrument instrument : o.world.instruments.values()) {
            final BigInteger suspense = worst.suspense(instrument.id());
            if (!instrument.isShortable() && suspense.signum() > 0) {
                sum = sum.add(worst.ofPosition(instrument, suspense));
            }
        }
        return sum;
    }

    private BigInteger heldE8(final int strategyId, final World.Instrument instrument) {
        final BigInteger held = o.ledger.held(strategyId, instrument.id());
        final BigInteger price =
                o.ledger.entryPrice(strategyId, instrument.id()).add(BigInteger.ONE);
        return held.signum() > 0 ? instrument.notionalE8(price, held, RoundingMode.UP) : BigInteger.ZERO;
    }

    private BigInteger buysE8(
            final Question q, final int strategyId, final World.Instrument instrument, final long dearest) {
        final boolean isAsked = instrument.id() == q.p().instrumentId;
        final boolean isOwn = isAsked && strategyId == q.p().strategyId;
        final BigInteger open = o.orders.leaves(o.orders.inBook(strategyId, instrument.id()), Side.BUY);
        return worst.ofOrders(
                instrument, isOwn ? open.add(q.added()) : open, isAsked ? Math.max(dearest, q.p().price) : dearest);
    }

    private BigInteger unitsShort(final Question q) {
        final int id = q.p().instrumentId;
        BigInteger units = q.added().subtract(worst.suspense(id).min(BigInteger.ZERO));
        for (final var strategy : o.world.strategies.entrySet()) {
            if (strategy.getValue().accountId() == q.p().accountId) {
                units = units.add(o.orders.leaves(o.orders.inBook(strategy.getKey(), id), Side.SELL))
                        .subtract(o.ledger.held(strategy.getKey(), id));
            }
        }
        return units;
    }
}
