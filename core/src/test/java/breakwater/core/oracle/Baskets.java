package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.TargetWeightDecoder;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * P8: what the weights of a basket ask for, and that all of it goes out or nothing. The parts are worked out anew from equity,
 * marks, positions and orders; of a refused basket each part is judged beside those before it, as if these worked.
 */
final class Baskets {
    /** A basket that is worked in the event after its own had no room: that many outputs had gone out. */
    private static final int OUTPUTS_WITHOUT_ROOM = 16;

    private final JournalOracle o;
    private final Worst worst;
    private final Map<Long, Long> staged = new LinkedHashMap<>();
    private final Map<Long, Long> worked = new LinkedHashMap<>();
    /** What the worked basket adds, in order; null = not looked at yet. */
    private List<Proposal> parts;

    /** What is not worth an order, and how the gate says so. */
    private final List<Proposal> left = new ArrayList<>();

    private final List<Verdict> whyLeft = new ArrayList<>();
    private int seen;

    Baskets(final JournalOracle oracle) {
        o = oracle;
        worst = new Worst(oracle);
    }

    // ───────────── inputs that the engine took ─────────────

    void weight(final TargetWeightDecoder d) {
        final long key = Ledger.key(d.strategyId(), d.instrumentId());
        if (d.batchId() == 0) {
            staged.clear();
            begin(Map.of(key, d.weightPpm()));
            return;
        }
        if (d.index() == 0) {
            staged.clear();
        }
        staged.put(key, d.weightPpm());
    }

    void closed() {
        begin(staged);
        staged.clear();
    }

    /** A weight or a close that the engine refused takes what was staged with it. */
    void refused() {
        staged.clear();
    }

    private void begin(final Map<Long, Long> weights) {
        worked.clear();
        worked.putAll(weights);
        parts = null;
        seen = 0;
    }

    /** The event is over. Returns null, or what cannot be. */
    String over(final int outputs) {
        final boolean isPartial = parts != null && ((seen != 0 && seen != parts.size()) || !left.isEmpty());
        if (parts != null || outputs <= OUTPUTS_WITHOUT_ROOM) {
            worked.clear();
            parts = null;
        }
        return isPartial ? "only " + seen + " parts of a basket went out" : null;
    }

    // ───────────── outputs ─────────────

    /** Returns the part that an entry is by its place in the basket, with the worth of all; null = it is none. */
    Proposal next(final int strategyId, final int instrumentId, final OrderRole role, final long signalId) {
        if (role != OrderRole.ENTRY || signalId != 0 || !worked.containsKey(Ledger.key(strategyId, instrumentId))) {
            return null;
        }
        if (parts == null) {
            parts = parts();
            seen = 0;
        }
        if (seen >= parts.size()) {
            return null;
        }
        final Proposal part = parts.get(seen);
        return part.strategyId == strategyId && part.instrumentId == instrumentId ? part : null;
    }

    /** Returns whether the worked basket has a part for a pair. */
    boolean has(final int strategyId, final int instrumentId) {
        return worked.containsKey(Ledger.key(strategyId, instrumentId));
    }

    void sent() {
        seen++;
    }

    /**
     * A part was refused, and with it the basket: {@code refusals} are the records from here on that refuse its parts. Returns
     * null, or what cannot be.
     */
    String refused(final List<JournalRecord> refusals, final Read read, final Weighing weighing) {
        if (refusals.size() != parts.size() || seen != 0) {
            return refusals.size() + " of " + parts.size() + " parts refused, " + seen + " sent";
        }
        final List<Proposal> all = parts;
        parts = null;
        worked.clear();
        int by = 0;
        while (by < all.size() && read.riskRejected(refusals.get(by)).control() == Control.BASKET_WHOLE.code()) {
            by++;
        }
        if (by == all.size()) {
            return "a basket is refused of which no part is";
        }
        String problem = null;
        final List<Order> reserved = new ArrayList<>();
        final long nowNs = refusals.get(by).timeNs();
        for (int i = 0; i < by; i++) {
            final Proposal p = all.get(i);
            final boolean isApproved = weighing.stopsOf(p).stream()
                    .anyMatch(stops -> weighing.judge(p, nowNs, stops).isApproved());
            problem = isApproved ? problem : "part " + i + " before the one that was refused is refused already";
            reserved.add(new Order(p, Long.MIN_VALUE + i, nowNs));
            o.orders.add(reserved.get(i));
            o.limits.take(p.venueId, p.strategyId, nowNs);
            o.conduct.reserved(p, false, nowNs);
        }
        final RiskRejectedDecoder d = read.riskRejected(refusals.get(by));
        final int code = d.control();
        weighing.weigh(List.of(all.get(by)), v -> v.agreesWith(d), refusals.get(by), d.limitsVersion(), d);
        for (int i = by - 1; i >= 0; i--) {
            o.orders.withdraw(reserved.get(i));
            o.limits.giveBack(all.get(i).venueId, all.get(i).strategyId);
            o.conduct.withdrawn(all.get(i), nowNs);
        }
        for (int i = 0; i < all.size(); i++) {
            if (i != by) {
                refusedWithIt(all.get(i), refusals.get(i), read, code, all.get(by).instrumentId);
            }
        }
        return problem;
    }

    private void refusedWithIt(
            final Proposal p, final JournalRecord out, final Read read, final int code, final int instrumentId) {
        final RiskRejectedDecoder d = read.riskRejected(out);
        final Verdict v = new Verdict();
        v.quantity = p.quantity;
        v.price = p.price;
        v.refuse(Control.BASKET_WHOLE, ScopeType.INSTRUMENT, instrumentId, Exact.of(code), BigInteger.ZERO);
        if (v.agreesWith(d) && d.side() == p.side && d.limitsVersion() == o.limits.version) {
            o.tally.agrees(v, null);
        } else {
            o.tally.differs(o.where(out) + " expected " + v);
        }
    }

    // ───────────── what the weights ask for ─────────────

    private List<Proposal> parts() {
        final List<Proposal> raising = new ArrayList<>();
        left.clear();
        whyLeft.clear();
        BigInteger worthE8 = BigInteger.ZERO;
        for (final Map.Entry<Long, Long> weight : worked.entrySet()) {
            final Proposal p = part(weight.getKey(), weight.getValue());
            if (p != null && !isWorthIt(p)) {
                left.add(p);
            } else if (p != null) {
                raising.add(p);
                worthE8 = worthE8.add(
                        worst.ofOrders(o.world.instruments.get(p.instrumentId), Exact.of(p.quantity), p.price));
            }
        }
        for (final Proposal p : raising) {
            p.basketE8 = worthE8;
        }
        return raising;
    }

    private boolean isWorthIt(final Proposal p) {
        final Examination exam = new Examination(o.limits);
        exam.v.quantity = p.quantity;
        exam.v.price = p.price;
        o.conduct.cooldowns.isWorthIt(p, exam);
        final boolean isWorthIt = exam.v.control != Control.NO_TRADE_BAND;
        if (!isWorthIt) {
            whyLeft.add(exam.v);
        }
        return isWorthIt;
    }

    /** A part is left, by a record that names the band. Returns null, or what cannot be. */
    String left(final RiskRejectedDecoder d, final JournalRecord out) {
        if (parts == null) {
            parts = parts();
            seen = 0;
        }
        if (left.isEmpty()
                || left.get(0).strategyId != d.strategyId()
                || left.get(0).instrumentId != d.instrumentId()) {
            return "a weight is left alone that is worth an order";
        }
        left.remove(0);
        final Verdict v = whyLeft.remove(0);
        if (!v.agreesWith(d) || d.limitsVersion() != o.limits.version) {
            return o.where(out) + " expected " + v;
        }
        o.tally.agrees(v, null);
        return null;
    }

    private Proposal part(final long key, final long weightPpm) {
        final Proposal p = new Proposal();
        p.strategyId = Ledger.book(key);
        p.instrumentId = Ledger.instrument(key);
        p.accountId = o.world.strategies.get(p.strategyId).accountId();
        p.role = OrderRole.ENTRY;
        p.claim = Effect.RAISES;
        final World.Instrument instrument = o.world.instruments.get(p.instrumentId);
        p.venueId = instrument.venueId();
        final BigInteger valueE8 = Exact.ppm(o.ledger.equityE8(p.accountId), weightPpm, RoundingMode.DOWN);
        final BigInteger lotE8 = instrument.notionalE8(
                Exact.of(o.marks.reference(p.instrumentId)), Exact.of(instrument.lot()), RoundingMode.UP);
        final BigInteger wanted =
                Exact.divide(valueE8, lotE8, RoundingMode.DOWN).multiply(Exact.of(instrument.lot()));
        final BigInteger held = o.ledger.held(p.strategyId, p.instrumentId);
        BigInteger underWay = BigInteger.ZERO;
        for (final Order order : o.orders.inBook(p.strategyId, p.instrumentId)) {
            if (order.role != OrderRole.STOP && !order.isTarget()) {
                final BigInteger leaves = Exact.of(order.worstLeaves());
                underWay = order.isBuy() ? underWay.add(leaves) : underWay.subtract(leaves);
            }
        }
        final BigInteger missing = wanted.subtract(held).subtract(underWay);
        if (missing.signum() == 0 || missing.signum() * held.signum() < 0 || missing.signum() * underWay.signum() < 0) {
            return null;
        }
        p.side = missing.signum() > 0 ? Side.BUY : Side.SELL;
        p.price = p.isBuy() ? o.marks.bid(p.instrumentId) : o.marks.ask(p.instrumentId);
        p.quantity = missing.abs().longValueExact();
        return p;
    }
}
