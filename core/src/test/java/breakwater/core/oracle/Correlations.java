package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** P15: how the hours of an instrument went beside those of each other in which somebody stands on the same side at worst. */
final class Correlations {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final BigInteger MOST = Exact.MILLION;

    private final JournalOracle o;
    /** By instrument: the last reference of each hour, the very first before all of them. */
    private final TreeMap<Integer, TreeMap<Long, Long>> closes = new TreeMap<>();
    /** What was worked out in an hour that runs still: by pair and number of hours. */
    private final Map<String, BigInteger> known = new java.util.HashMap<>();

    private long knownIn;

    Correlations(final JournalOracle oracle) {
        o = oracle;
    }

    void stood(final int instrumentId, final long price, final long nowNs) {
        closes.computeIfAbsent(instrumentId, id -> new TreeMap<>(Map.of(Long.MIN_VALUE, price)))
                .put(nowNs / HOUR_NS, price);
    }

    boolean isApart(final Question q, final Examination exam) {
        for (int key = 0; key < 4; key++) {
            if (!exam.hasRow(Control.CORRELATION, key)) {
                return false;
            }
        }
        final long window = row(2) / HOUR_NS;
        final int id = q.p().instrumentId;
        BigInteger worst = BigInteger.ZERO;
        for (final int other : o.world.instruments.keySet()) {
            final boolean isLong = other != id && stands(other, Side.BUY);
            final boolean isShort = other != id && stands(other, Side.SELL);
            if (isLong || isShort) {
                final long hours = Math.min(window, Math.min(hours(id, q.nowNs()), hours(other, q.nowNs())));
                if (!exam.exceeds(Control.CORRELATION, 1, Exact.of(hours))) {
                    worst = worst.max(Exact.of(row(3)));
                    continue;
                }
                final BigInteger together = together(id, other, (int) hours, q.nowNs());
                if (q.p().isBuy() ? isLong : isShort) {
                    worst = worst.max(together);
                }
                if (q.p().isBuy() ? isShort : isLong) {
                    worst = worst.max(together.negate());
                }
            }
        }
        return exam.asksAs(Control.CORRELATION, 0, ScopeType.INSTRUMENT, id, worst)
                && exam.mayAsk(Control.CORRELATION, 0, ScopeType.INSTRUMENT, id, worst);
    }

    private long row(final int key) {
        return o.limits.row(Control.CORRELATION, key, ScopeType.GLOBAL, 0).value();
    }

    /** Returns whether a book of the instrument would stand on a side if all its orders of that side were filled. */
    private boolean stands(final int instrumentId, final Side side) {
        final BigInteger suspense = new Worst(o).suspense(instrumentId);
        if ((side == Side.BUY ? suspense : suspense.negate()).signum() > 0) {
            return true;
        }
        final TreeSet<Integer> strategies = new TreeSet<>(o.world.strategies.keySet());
        for (final int strategyId : strategies) {
            final BigInteger held = o.ledger.held(strategyId, instrumentId);
            final BigInteger leaves = o.orders.leaves(o.orders.inBook(strategyId, instrumentId), side);
            if (leaves.add(side == Side.BUY ? held : held.negate()).signum() > 0) {
                return true;
            }
        }
        return false;
    }

    private long hours(final int instrumentId, final long nowNs) {
        final TreeMap<Long, Long> ends = closes.get(instrumentId);
        return ends == null ? 0 : Math.max(0, Math.min(720, nowNs / HOUR_NS - ends.higherKey(Long.MIN_VALUE) - 1));
    }

    /** Returns the returns of the last hours that are over. */
    private List<BigInteger> returns(final int instrumentId, final int hours, final long nowNs) {
        final TreeMap<Long, Long> ends = closes.get(instrumentId);
        final List<BigInteger> returns = new ArrayList<>();
        for (long hour = nowNs / HOUR_NS - hours; hour < nowNs / HOUR_NS; hour++) {
            final BigInteger before = Exact.of(ends.floorEntry(hour - 1).getValue());
            final BigInteger move =
                    Exact.of(ends.floorEntry(hour).getValue()).subtract(before).multiply(Exact.MILLION);
            returns.add(Exact.divide(move, before, RoundingMode.DOWN).min(MOST).max(MOST.negate()));
        }
        return returns;
    }

    private BigInteger together(final int one, final int other, final int hours, final long nowNs) {
        if (knownIn != nowNs / HOUR_NS) {
            known.clear();
            knownIn = nowNs / HOUR_NS;
        }
        final String name = Math.min(one, other) + " " + Math.max(one, other) + " " + hours;
        return known.computeIfAbsent(name, n -> coefficient(returns(one, hours, nowNs), returns(other, hours, nowNs)));
    }

    /** Pearson's, each sum as it is defined: from deviations, n times themselves so that they are whole. */
    private static BigInteger coefficient(final List<BigInteger> x, final List<BigInteger> y) {
        final BigInteger n = Exact.of(x.size());
        final BigInteger sumX = x.stream().reduce(BigInteger.ZERO, BigInteger::add);
        final BigInteger sumY = y.stream().reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger both = BigInteger.ZERO;
        BigInteger ofX = BigInteger.ZERO;
        BigInteger ofY = BigInteger.ZERO;
        for (int i = 0; i < x.size(); i++) {
            final BigInteger a = x.get(i).multiply(n).subtract(sumX);
            final BigInteger b = y.get(i).multiply(n).subtract(sumY);
            both = both.add(a.multiply(b));
            ofX = ofX.add(a.multiply(a));
            ofY = ofY.add(b.multiply(b));
        }
        if (ofX.signum() == 0 || ofY.signum() == 0) {
            return BigInteger.ZERO;
        }
        final BigInteger squared = Exact.divide(
                both.multiply(both).multiply(MOST).multiply(MOST), ofX.multiply(ofY), RoundingMode.CEILING);
        final BigInteger root = squared.sqrt();
        final BigInteger magnitude = root.multiply(root).equals(squared) ? root : root.add(BigInteger.ONE);
        return both.signum() < 0 ? magnitude.negate() : magnitude;
    }
}
