package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Level;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderType;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * The gate: the controls in the order of the catalogue, the first that does not hold refuses. What leads out of the market
 * is asked for K1, P1, P31, P5, P2, P21 and P24 alone. {@link Worst} adds up the portfolio for P10, P13 and P14; what is asked
 * after P21 is with {@link Conduct}.
 */
final class Judge {
    private final JournalOracle o;
    private final Worst worst;
    private final KillLevel kill;
    private Proposal p;
    private Examination exam;
    private Verdict v;
    private Contract contract;
    private Form form;
    private World.Instrument instrument;
    private List<Order> book;
    private BigInteger held;
    private BigInteger reducible;
    private BigInteger added;
    private BigInteger[] exposures;
    private Effect effect;
    private long nowNs;
    private Map<Long, Long> stops;

    Judge(final JournalOracle oracle) {
        o = oracle;
        worst = new Worst(oracle);
        kill = new KillLevel(oracle.limits);
    }

    /** Decides. {@code stops}: where the stop of each book that holds something lies, 0 = none. */
    Verdict decide(final Proposal proposal, final long now, final Map<Long, Long> stopPrices) {
        p = proposal;
        exam = new Examination(o.limits);
        v = exam.v;
        contract = new Contract(o, exam, p);
        v.quantity = p.quantity;
        v.price = p.price;
        nowNs = now;
        stops = stopPrices;
        instrument = o.world.instruments.get(p.instrumentId);
        form = new Form(instrument, exam);
        if (p.side != Side.BUY && p.side != Side.SELL) {
            return refuseSide();
        }
        book = o.orders.inBook(p.strategyId, p.instrumentId);
        held = o.ledger.held(p.strategyId, p.instrumentId);
        final long replaced = p.replaces == null ? 0 : p.replaces.worstLeaves();
        added = Exact.of(Math.max(0, p.quantity - replaced));
        reducible = reducible(replaced);
        classify();
        if (v.isExit ? mayLeave() : mayEnter()) {
            v.pass(Control.ARITHMETIC);
            v.pass(Control.DEFAULT_DENY);
        }
        return v;
    }

    private Verdict refuseSide() {
        effect = Effect.RAISES;
        final Level level = o.limits.level(ScopeType.GLOBAL, 0);
        if (exam.holds(
                Control.KILL_STATE,
                ScopeType.GLOBAL,
                0,
                Exact.of(level.value()),
                BigInteger.ZERO,
                level == Level.ACTIVE)) {
            form.offends(p, p.side.value(), Side.SELL.value());
        }
        return v;
    }

    // ── who leaves, who enters ──

    /** While the venue tells another position, only a stop, a person and what takes no more than before go beyond it. */
    private BigInteger reducible(final long replacedLeaves) {
        final BigInteger byBooks = reducibleByBooks(replacedLeaves);
        final boolean isSmaller = p.replaces != null && p.quantity <= p.replaces.cumQuantity + replacedLeaves;
        final boolean isFree = p.role == OrderRole.STOP || p.role == OrderRole.MANUAL || isSmaller;
        final BigInteger vouchedFor = isFree ? null : o.differences.vouchedFor(p, held);
        return vouchedFor == null ? byBooks : byBooks.min(vouchedFor);
    }

    private BigInteger reducibleByBooks(final long replacedLeaves) {
        if (held.signum() == 0 || (held.signum() > 0) == p.isBuy()) {
            return BigInteger.ZERO;
        }
        if (p.linkId != 0 || p.role == OrderRole.STOP) {
            return held.abs().add(Exact.of(p.replaces == null ? 0 : p.replaces.cumQuantity));
        }
        final BigInteger beside;
        if (p.claimsExit()) {
            beside = leavesBeside();
        } else {
            final BigInteger taken = o.orders.reducing(book).max(o.orders.leaves(book, p.side));
            beside = taken.subtract(Exact.of(replacedLeaves)).max(BigInteger.ZERO);
        }
        return held.abs().subtract(beside).max(BigInteger.ZERO);
    }

    /** Returns what already closes beside an exit: entries of its side, exits, triggered stops; beside a target the others. */
    private BigInteger leavesBeside() {
        long sum = 0;
        if (p.replaces != null) {
            sum -= p.replaces.cumQuantity;
            if (p.quantity <= p.replaces.quantity) {
                return Exact.of(sum);
            }
        }
        for (final Order order : book) {
            if (order != p.replaces
                    && order.side == p.side
                    && (order.raises() || order.closesNow() || (p.isTarget() && order.isTarget()))) {
                sum += order.worstLeaves();
            }
        }
        return Exact.of(sum);
    }

    private void classify() {
        final boolean isAgainst = held.signum() != 0 && (held.signum() > 0) != p.isBuy();
        v.isExit = p.claimsExit()
                || (isAgainst
                        && !p.isBracketed
                        && p.quantity > 0
                        && Exact.of(p.quantity).compareTo(reducible) <= 0);
        effect = !v.isExit ? Effect.RAISES : p.claim == Effect.RAISES ? Effect.REDUCES : p.claim;
    }

    private boolean mayEnter() {
        return kill.isLawful(p, effect, instrument, stops, exam)
                && form.isOrder(p)
                && contract.isSized(instrument, held)
                && form.isQuantity(p, v.quantity)
                && isOpen()
                && isFresh()
                && contract.isKept()
                && isInCollar()
                && isQuantityWithin()
                && isNotionalWithin()
                && isPositionWithin()
                && isExposureWithin()
                && isPortfolioWithin()
                && isCountWithin()
                && hasTokens()
                && o.conduct.isWithin(new Question(p, instrument, added, exposures, nowNs), exam);
    }

    private boolean mayLeave() {
        return kill.isLawful(p, effect, instrument, stops, exam)
                && form.isOrder(p)
                && isSliced()
                && form.isQuantity(p, v.quantity)
                && isHeld()
                && isInCollar()
                && isQuantityWithin()
                && hasTokens()
                && o.permits.mayLeave(p, exam);
    }

    // ── P31, P25, P26 ──

    private boolean isSliced() {
        long largest = instrument.most();
        final Limits.Row ofInstrument = o.limits.row(Control.ORDER_QUANTITY, 0, ScopeType.INSTRUMENT, p.instrumentId);
        final Limits.Row ofStrategy = o.limits.row(Control.ORDER_QUANTITY, 0, ScopeType.STRATEGY, p.strategyId);
        largest = ofInstrument == null ? largest : Math.min(largest, ofInstrument.value());
        largest = ofStrategy == null ? largest : Math.min(largest, ofStrategy.value());
        v.quantity = p.quantity <= largest
                ? p.quantity
                : Exact.floorTo(Exact.of(largest), instrument.lot()).longValueExact();
        return true;
    }

    private boolean isHeld() {
        final BigInteger quantity = Exact.of(v.quantity);
        return exam.holds(
                Control.REDUCE_ONLY,
                ScopeType.STRATEGY,
                p.strategyId,
                quantity,
                reducible,
                quantity.compareTo(reducible) <= 0);
    }

    private boolean isOpen() {
        final MarketState state = o.marks.state(p.instrumentId);
        return exam.holds(
                Control.MARKET_STATE,
                ScopeType.INSTRUMENT,
                p.instrumentId,
                Exact.of(state.value()),
                BigInteger.ZERO,
                state == MarketState.OPEN);
    }

    private boolean isFresh() {
        final boolean isMarked = o.ledger.isMarked(p.accountId, nowNs);
        return exam.holds(
                        Control.STALE_DATA,
                        ScopeType.INSTRUMENT,
                        p.instrumentId,
                        Exact.of(o.marks.ageNs(p.instrumentId, nowNs)),
                        Exact.of(o.marks.staleAfterNs(p.instrumentId)),
                        o.marks.isFresh(p.instrumentId, nowNs))
                && exam.holds(
                        Control.STALE_DATA,
                        ScopeType.ACCOUNT,
                        p.accountId,
                        isMarked ? BigInteger.ONE : BigInteger.ZERO,
                        BigInteger.ONE,
                        isMarked);
    }

    // ── P5, P2, P3, P9, P10 ──

    private boolean isInCollar() {
        final boolean isStop = v.isExit && p.type == OrderType.STOP_LIMIT;
        final long seen = o.marks.reference(p.instrumentId);
        final BigInteger reference = isStop
                ? Exact.of(p.stopPrice)
                : seen == 0 && v.isExit ? o.ledger.entryPrice(p.strategyId, p.instrumentId) : Exact.of(seen);
        if (reference.signum() <= 0) {
            return exam.lacksPrice(Control.PRICE_COLLAR, p.instrumentId);
        }
        final BigInteger away = Exact.of(p.price).subtract(reference);
        final BigInteger given = p.isBuy() ? away : away.negate();
        final BigInteger distance = v.isExit ? given.max(BigInteger.ZERO) : given.abs();
        return exam.asks(
                Control.PRICE_COLLAR,
                v.isExit ? 1 : 0,
                ScopeType.INSTRUMENT,
                p.instrumentId,
                Exact.divide(distance.multiply(Exact.MILLION), reference, RoundingMode.UP));
    }

    private boolean isQuantityWithin() {
        final BigInteger quantity = Exact.of(v.quantity);
        return exam.asks(Control.ORDER_QUANTITY, 0, ScopeType.INSTRUMENT, p.instrumentId, quantity)
                && exam.mayAsk(Control.ORDER_QUANTITY, 0, ScopeType.STRATEGY, p.strategyId, quantity);
    }

    private boolean isNotionalWithin() {
        if (o.marks.dear(p.instrumentId) == 0) {
            return exam.lacksPrice(Control.ORDER_NOTIONAL, p.instrumentId);
        }
        final BigInteger notional = worst.ofOrders(instrument, Exact.of(p.quantity), p.price);
        return exam.asks(Control.ORDER_NOTIONAL, 0, ScopeType.GLOBAL, 0, notional)
                && exam.mayAsk(Control.ORDER_NOTIONAL, 0, ScopeType.STRATEGY, p.strategyId, notional)
                && exam.mayAsk(Control.ORDER_NOTIONAL, 0, ScopeType.INSTRUMENT, p.instrumentId, notional);
    }

    private boolean isPositionWithin() {
        BigInteger net = BigInteger.ZERO;
        for (final Ledger.Position position : o.ledger.open()) {
            net = position.instrumentId == p.instrumentId ? net.add(position.quantity) : net;
        }
        final List<Order> all = o.orders.where(order -> order.instrumentId == p.instrumentId);
        final BigInteger leaves = o.orders.leaves(all, p.side).add(added);
        final BigInteger observed = leaves.add(p.isBuy() ? net : net.negate());
        return exam.asks(Control.POSITION_LIMIT, p.isBuy() ? 0 : 1, ScopeType.INSTRUMENT, p.instrumentId, observed);
    }

    private boolean isExposureWithin() {
        final int classValue = instrument.assetClass().value();
        exposures = worst.exposures(p, added);
        if (exposures == null) {
            return exam.lacksPrice(Control.EXPOSURE, p.instrumentId);
        }
        for (int key = 0; key < 2; key++) {
            if (!exam.asks(Control.EXPOSURE, key, ScopeType.GLOBAL, 0, exposures[3 * key])
                    || !exam.mayAsk(Control.EXPOSURE, key, ScopeType.ASSET_CLASS, classValue, exposures[3 * key + 1])
                    || !exam.mayAsk(Control.EXPOSURE, key, ScopeType.STRATEGY, p.strategyId, exposures[3 * key + 2])) {
                return false;
            }
        }
        return true;
    }

    // ── P13, P14, P17, P21 ──

    private boolean isPortfolioWithin() {
        final int classValue = instrument.assetClass().value();
        final BigInteger open = worst.openBooks(p, null);
        final BigInteger ofClass = worst.openBooks(p, instrument.assetClass());
        if (!exam.asks(Control.CONCURRENCY, 0, ScopeType.GLOBAL, 0, open)
                || !exam.asksAs(Control.CONCURRENCY, 1, ScopeType.ASSET_CLASS, classValue, ofClass)) {
            return false;
        }
        v.riskE8 = worst.riskE8(p, instrument);
        final BigInteger replacedE8 = p.replaces == null ? BigInteger.ZERO : o.orders.pendingRiskE8(p.replaces);
        final BigInteger addedE8 = v.riskE8.subtract(replacedE8).max(BigInteger.ZERO);
        v.heatE8 = worst.heatE8(-1, stops).add(addedE8);
        final BigInteger equityE8 = o.ledger.equityE8(p.accountId);
        final BigInteger trade = Exact.ppmOf(v.riskE8, equityE8);
        return exam.asks(Control.HEAT, 0, ScopeType.GLOBAL, 0, Exact.ppmOf(v.heatE8, equityE8))
                && exam.asksAs(Control.HEAT, 1, ScopeType.STRATEGY, p.strategyId, trade)
                && exam.mayAsk(Control.HEAT, 1, ScopeType.STRATEGY, p.strategyId, trade)
                && exam.asksAs(
                        Control.HEAT,
                        2,
                        ScopeType.INSTRUMENT,
                        p.instrumentId,
                        Exact.ppmOf(worst.heatE8(p.instrumentId, stops).add(addedE8), equityE8));
    }

    private boolean isCountWithin() {
        final int more = p.replaces == null ? 1 : 0;
        return exam.asks(Control.OPEN_ORDERS, 0, ScopeType.GLOBAL, 0, Exact.of(o.orders.live.size() + more))
                && exam.mayAsk(Control.OPEN_ORDERS, 0, ScopeType.VENUE, p.venueId, count(p.venueId, -1, -1, more))
                && exam.mayAsk(
                        Control.OPEN_ORDERS, 0, ScopeType.STRATEGY, p.strategyId, count(-1, p.strategyId, -1, more))
                && exam.mayAsk(
                        Control.OPEN_ORDERS,
                        0,
                        ScopeType.INSTRUMENT,
                        p.instrumentId,
                        count(-1, -1, p.instrumentId, more));
    }

    private BigInteger count(final int venueId, final int strategyId, final int instrumentId, final int more) {
        return Exact.of(more
                + o.orders.count(order -> order.venueId == venueId
                        || order.strategyId == strategyId
                        || order.instrumentId == instrumentId));
    }

    private boolean hasTokens() {
        return hasTokens(ScopeType.VENUE, p.venueId)
                && (o.limits.row(Control.THROTTLE, 0, ScopeType.STRATEGY, p.strategyId) == null
                        || hasTokens(ScopeType.STRATEGY, p.strategyId));
    }

    private boolean hasTokens(final ScopeType scope, final int id) {
        for (int key = 0; key < 3; key++) {
            if (o.limits.row(Control.THROTTLE, key, scope, id) == null) {
                return exam.lacksRow(Control.THROTTLE, key, scope, id);
            }
        }
        final long reserve = o.limits.row(Control.THROTTLE, 2, scope, id).value();
        final BigInteger needed = Exact.of(1 + (v.isExit ? reserve - reserve / 2 : reserve));
        final long clears = scope == ScopeType.VENUE ? p.clearsOfVenue : p.clearsOfStrategy;
        final BigInteger tokens = o.limits.tokens(scope, id, nowNs).add(Exact.of(clears));
        v.comparisons.add(new Verdict.Comparison(Control.THROTTLE, 2, scope, id, tokens.subtract(BigInteger.ONE)));
        return exam.holds(Control.THROTTLE, scope, id, tokens, needed, tokens.compareTo(needed) >= 0);
    }
}
