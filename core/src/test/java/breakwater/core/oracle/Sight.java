package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;

/** P27, P4, P6: how good the market's events are, how much was traded in a day, and where the price was seconds ago. */
final class Sight {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long HOUR_NS = 3_600 * SECOND_NS;

    private final JournalOracle o;
    /** By instrument, and by source above those: what came in each 5 s, and what of it was refused. */
    private final TreeMap<Integer, TreeMap<Long, Long>> came = new TreeMap<>();

    private final TreeMap<Integer, TreeMap<Long, Long>> refused = new TreeMap<>();
    /** By instrument: what was traded in each hour, and since when. */
    private final TreeMap<Integer, TreeMap<Long, BigInteger>> traded = new TreeMap<>();

    private final TreeMap<Integer, Long> sinceNs = new TreeMap<>();
    /** By instrument: the last reference of each second, the very first before all of them. */
    private final TreeMap<Integer, TreeMap<Long, Long>> prices = new TreeMap<>();
    /** The same of minutes. */
    private final TreeMap<Integer, TreeMap<Long, Long>> minutes = new TreeMap<>();

    /** What {@link #isShareWithin} took for the volume of the day. */
    private BigInteger volume;

    Sight(final JournalOracle oracle) {
        o = oracle;
    }

    /** A quote or a trade came, and has moved the marks unless it was refused. */
    void came(final JournalRecord in, final int instrumentId, final boolean isRefused, final long nowNs) {
        if (!o.world.sources.containsKey(in.sourceId())) {
            return;
        }
        count(ofSource(in.sourceId()), isRefused, nowNs);
        if (o.world.instruments.containsKey(instrumentId)) {
            count(instrumentId, isRefused, nowNs);
        }
        if (!isRefused) {
            final long price = o.marks.reference(instrumentId);
            final TreeMap<Long, Long> seconds =
                    prices.computeIfAbsent(instrumentId, id -> new TreeMap<>(java.util.Map.of(Long.MIN_VALUE, price)));
            seconds.put(nowNs / SECOND_NS, price);
            final TreeMap<Long, Long> ends =
                    minutes.computeIfAbsent(instrumentId, id -> new TreeMap<>(java.util.Map.of(Long.MIN_VALUE, price)));
            ends.put(nowNs / (60 * SECOND_NS), price);
            o.correlations.stood(instrumentId, price, nowNs);
        }
    }

    /** A trade was taken. */
    void traded(final int instrumentId, final long quantity, final long nowNs) {
        final TreeMap<Long, BigInteger> hours = traded.computeIfAbsent(instrumentId, id -> new TreeMap<>());
        if (hours.tailMap(nowNs / HOUR_NS - 23).isEmpty()) {
            sinceNs.put(instrumentId, nowNs);
        }
        hours.merge(nowNs / HOUR_NS, Exact.of(quantity), BigInteger::add);
    }

    private static int ofSource(final int sourceId) {
        return 70_000 + sourceId;
    }

    private void count(final int name, final boolean isRefused, final long nowNs) {
        final long part = nowNs / (5 * SECOND_NS);
        came.computeIfAbsent(name, n -> new TreeMap<>()).merge(part, 1L, Long::sum);
        if (isRefused) {
            refused.computeIfAbsent(name, n -> new TreeMap<>()).merge(part, 1L, Long::sum);
        }
    }

    private static long lastMinute(
            final TreeMap<Integer, TreeMap<Long, Long>> counts, final int name, final long nowNs) {
        return counts.getOrDefault(name, new TreeMap<>()).tailMap(nowNs / (5 * SECOND_NS) - 11).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    boolean isGood(final Question q, final Examination exam) {
        if (!exam.hasRow(Control.DATA_QUALITY, 0) || !exam.hasRow(Control.DATA_QUALITY, 1)) {
            return false;
        }
        final int id = q.p().instrumentId;
        return isGood(q, id, exam) && isGood(q, ofSource(o.marks.newestSource(id)), exam);
    }

    private boolean isGood(final Question q, final int name, final Examination exam) {
        final int id = q.p().instrumentId;
        final long all = lastMinute(came, name, q.nowNs());
        final BigInteger share = exam.exceeds(Control.DATA_QUALITY, 1, Exact.of(all))
                ? share(Exact.of(lastMinute(refused, name, q.nowNs())), Exact.of(all))
                : BigInteger.ZERO;
        return asks(Control.DATA_QUALITY, 0, id, share, exam);
    }

    boolean isShareWithin(final Question q, final Examination exam) {
        final int id = q.p().instrumentId;
        if (!exam.hasRow(Control.SHARE_OF_VOLUME, 0) || !exam.hasRow(Control.SHARE_OF_VOLUME, 1)) {
            return false;
        }
        final Limits.Row assumed = o.limits.row(Control.SHARE_OF_VOLUME, 2, ScopeType.INSTRUMENT, id);
        if (assumed == null) {
            return exam.lacksRow(Control.SHARE_OF_VOLUME, 2, ScopeType.INSTRUMENT, id);
        }
        final java.util.Collection<BigInteger> hours = traded.getOrDefault(id, new TreeMap<>())
                .tailMap(q.nowNs() / HOUR_NS - 23)
                .values();
        final BigInteger seen = hours.stream().reduce(BigInteger.ZERO, BigInteger::add);
        final boolean isWhole = !hours.isEmpty() && q.nowNs() - sinceNs.get(id) >= 24 * HOUR_NS;
        volume = isWhole ? seen : seen.max(Exact.of(assumed.value()));
        if (volume.signum() == 0) {
            return exam.v.refuse(
                    Control.DEFAULT_DENY,
                    ScopeType.INSTRUMENT,
                    id,
                    Exact.of(Control.SHARE_OF_VOLUME.code()),
                    Exact.of(-3));
        }
        return asks(Control.SHARE_OF_VOLUME, 0, id, share(Exact.of(q.p().quantity), volume), exam)
                && asks(Control.SHARE_OF_VOLUME, 1, id, share(worstPosition(q), volume), exam);
    }

    /** P40, after P4: what the day trades is worth enough for the class, and for the instrument's own row. */
    boolean isLiquid(final Question q, final Examination exam) {
        final int id = q.p().instrumentId;
        final long reference = o.marks.reference(id);
        if (reference == 0) {
            return exam.lacksPrice(Control.ADMISSION, id);
        }
        final BigInteger worthE8 = q.instrument()
                .notionalE8(Exact.of(reference), volume, RoundingMode.DOWN)
                .min(Exact.LARGEST);
        final int classValue = q.instrument().assetClass().value();
        return exam.asks(Control.ADMISSION, 0, ScopeType.ASSET_CLASS, classValue, worthE8)
                && exam.mayAsk(Control.ADMISSION, 0, ScopeType.INSTRUMENT, id, worthE8);
    }

    private BigInteger worstPosition(final Question q) {
        final int id = q.p().instrumentId;
        final List<Order> all = o.orders.where(order -> order.instrumentId == id);
        BigInteger net = BigInteger.ZERO;
        for (final Ledger.Position position : o.ledger.open()) {
            net = position.instrumentId == id ? net.add(position.quantity) : net;
        }
        final Side side = q.p().side;
        final BigInteger worst = o.orders.leaves(all, side).add(q.added()).add(q.p().isBuy() ? net : net.negate());
        return worst.max(BigInteger.ZERO);
    }

    boolean isNear(final Question q, final Examination exam) {
        if (!exam.hasRow(Control.PRICE_MOVE, 0) || !exam.hasRow(Control.PRICE_MOVE, 1)) {
            return false;
        }
        final int id = q.p().instrumentId;
        final TreeMap<Long, Long> seconds = prices.get(id);
        if (seconds == null) {
            return exam.lacksPrice(Control.PRICE_MOVE, id);
        }
        final long agoS =
                o.limits.row(Control.PRICE_MOVE, 1, ScopeType.GLOBAL, 0).value() / SECOND_NS;
        final BigInteger before =
                Exact.of(seconds.floorEntry(q.nowNs() / SECOND_NS - agoS).getValue());
        final BigInteger distance = Exact.of(q.p().price).subtract(before).abs();
        return asks(Control.PRICE_MOVE, 0, id, share(distance, before), exam);
    }

    /** P29: what the last five minutes moved beside the hour, and how far that came. */
    boolean isCalm(final Question q, final Examination exam) {
        for (int key = 0; key < 5; key++) {
            if (!exam.hasRow(Control.REGIME, key)) {
                return false;
            }
        }
        final int id = q.p().instrumentId;
        final TreeMap<Long, Long> ends = minutes.getOrDefault(id, new TreeMap<>());
        final long now = q.nowNs() / (60 * SECOND_NS);
        final int known =
                ends.size() < 2 ? 0 : (int) Math.max(0, Math.min(60, now - ends.higherKey(Long.MIN_VALUE) - 1));
        final List<BigInteger> moves = new java.util.ArrayList<>();
        for (int ago = 1; ago <= known; ago++) {
            moves.add(Exact.of(priceAt(ends, now - ago) - priceAt(ends, now - ago - 1))
                    .abs());
        }
        final BigInteger hour = moves.stream().reduce(BigInteger.ZERO, BigInteger::add);
        final boolean isSampled = exam.exceeds(Control.REGIME, 1, Exact.of(known)) && known >= 5;
        BigInteger brake = BigInteger.ZERO;
        BigInteger least = BigInteger.ZERO;
        BigInteger most = Exact.MILLION;
        if (isSampled) {
            final BigInteger recent = moves.subList(0, 5).stream().reduce(BigInteger.ZERO, BigInteger::add);
            final BigInteger tick = Exact.of(q.instrument().tick());
            final BigInteger ticks = Exact.divide(recent, tick.multiply(Exact.of(5)), RoundingMode.CEILING);
            if (exam.exceeds(Control.REGIME, 2, ticks) && hour.signum() > 0) {
                brake = share(recent.multiply(Exact.of(known)), hour.multiply(Exact.of(5)));
            }
            final BigInteger came = Exact.of(priceAt(ends, now - 1) - priceAt(ends, now - known - 1))
                    .abs();
            least = hour.signum() == 0
                    ? BigInteger.ZERO
                    : Exact.divide(came.multiply(Exact.MILLION), hour, RoundingMode.DOWN);
            most = hour.signum() == 0 ? BigInteger.ZERO : share(came, hour);
        }
        final int strategyId = q.p().strategyId;
        return asks(Control.REGIME, 0, id, brake, exam)
                && exam.asksAs(Control.REGIME, 3, ScopeType.STRATEGY, strategyId, least)
                && exam.mayAsk(Control.REGIME, 3, ScopeType.STRATEGY, strategyId, least)
                && exam.asksAs(Control.REGIME, 4, ScopeType.STRATEGY, strategyId, most)
                && exam.mayAsk(Control.REGIME, 4, ScopeType.STRATEGY, strategyId, most);
    }

    private static long priceAt(final TreeMap<Long, Long> ends, final long minute) {
        return ends.floorEntry(minute).getValue();
    }

    private static BigInteger share(final BigInteger part, final BigInteger whole) {
        return Exact.divide(part.multiply(Exact.MILLION), whole, RoundingMode.UP);
    }

    private static boolean asks(
            final Control control, final int key, final int id, final BigInteger observed, final Examination exam) {
        return exam.asksAs(control, key, ScopeType.INSTRUMENT, id, observed)
                && exam.mayAsk(control, key, ScopeType.INSTRUMENT, id, observed);
    }
}
