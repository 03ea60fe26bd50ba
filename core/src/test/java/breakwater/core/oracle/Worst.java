package breakwater.core.oracle;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The portfolio at its worst. An order is worth its limit or the dearer mark, whichever is higher, and the higher fee; a
 * position is worth the dearer mark, and where it stands against the direction that is summed it saves only the cheaper one.
 */
final class Worst {
    private static final long STOP_OFFSET_PPM = 1_000;
    private static final long SLIPPAGE_PPM = 500;

    /** Where in {@link #exposures} the gross sums of an account lie: all of it, a class of it, an instrument of it. */
    static final int ACCOUNT = 6;

    static final int CLASS_OF_ACCOUNT = 7;
    static final int INSTRUMENT_OF_ACCOUNT = 8;
    /** Where the capital lies that a strategy ties up, and its account. */
    static final int CAPITAL_OF_STRATEGY = 9;

    static final int CAPITAL_OF_ACCOUNT = 10;

    private final JournalOracle o;

    Worst(final JournalOracle oracle) {
        o = oracle;
    }

    BigInteger ofOrders(final World.Instrument instrument, final BigInteger quantity, final long price) {
        if (quantity.signum() == 0) {
            return BigInteger.ZERO;
        }
        final BigInteger dear = Exact.of(Math.max(price, o.marks.dear(instrument.id())));
        final BigInteger notional = instrument.notionalE8(dear, quantity, RoundingMode.UP);
        return notional.add(Exact.ppm(notional, instrument.feePpm(), RoundingMode.UP));
    }

    BigInteger ofPosition(final World.Instrument instrument, final BigInteger quantity) {
        if (quantity.signum() == 0) {
            return BigInteger.ZERO;
        }
        return quantity.signum() >= 0
                ? instrument.notionalE8(Exact.of(o.marks.dear(instrument.id())), quantity, RoundingMode.UP)
                : instrument.notionalE8(Exact.of(o.marks.cheap(instrument.id())), quantity, RoundingMode.DOWN);
    }

    /** Returns the book that is asked for and every one in which something is held or works, by {@link Ledger#key}. */
    TreeSet<Long> books(final Proposal p) {
        final TreeSet<Long> books = new TreeSet<>();
        books.add(Ledger.key(p.strategyId, p.instrumentId));
        for (final Ledger.Position position : o.ledger.open()) {
            if (position.book < Ledger.SUSPENSE) {
                books.add(Ledger.key(position.book, position.instrumentId));
            }
        }
        books.addAll(o.orders.books());
        return books;
    }

    static int strategyOf(final long book) {
        return (int) (book / 100_000);
    }

    static int instrumentOf(final long book) {
        return (int) (book % 100_000);
    }

    BigInteger suspense(final int instrumentId) {
        BigInteger sum = BigInteger.ZERO;
        for (final Ledger.Position position : o.ledger.open()) {
            sum = position.book >= Ledger.SUSPENSE && position.instrumentId == instrumentId
                    ? sum.add(position.quantity)
                    : sum;
        }
        return sum;
    }

    /**
     * Returns gross, then net, each of the engine, the class, the strategy, then the gross sums of the account, to which every
     * suspense book belongs; null where a mark is missing.
     */
    BigInteger[] exposures(final Proposal p, final BigInteger added) {
        final BigInteger[] sums = new BigInteger[11];
        Arrays.fill(sums, BigInteger.ZERO);
        final TreeMap<Integer, Long> buyAt = o.orders.worstPrices(Side.BUY);
        final TreeMap<Integer, Long> sellAt = o.orders.worstPrices(Side.SELL);
        (p.isBuy() ? buyAt : sellAt).merge(p.instrumentId, p.price, Math::max);
        boolean isMarked = true;
        for (final long key : books(p)) {
            final int strategyId = strategyOf(key);
            final int id = instrumentOf(key);
            final List<Order> book = o.orders.inBook(strategyId, id);
            final boolean isOwn = strategyId == p.strategyId && id == p.instrumentId;
            isMarked &= add(
                    p,
                    sums,
                    strategyId,
                    id,
                    buyAt.getOrDefault(id, 0L),
                    sellAt.getOrDefault(id, 0L),
                    o.ledger.held(strategyId, id),
                    o.orders.leaves(book, Side.BUY).add(isOwn && p.isBuy() ? added : BigInteger.ZERO),
                    o.orders.leaves(book, Side.SELL).add(isOwn && !p.isBuy() ? added : BigInteger.ZERO));
        }
        for (final int id : o.world.instruments.keySet()) {
            isMarked &= add(p, sums, -1, id, 0, 0, suspense(id), BigInteger.ZERO, BigInteger.ZERO);
        }
        return isMarked ? sums : null;
    }

    private boolean add(
            final Proposal p,
            final BigInteger[] sums,
            final int strategyId,
            final int id,
            final long buyAt,
            final long sellAt,
            final BigInteger held,
            final BigInteger buys,
            final BigInteger sells) {
        if (held.signum() == 0 && buys.signum() == 0 && sells.signum() == 0) {
            return true;
        }
        final World.Instrument instrument = o.world.instruments.get(id);
        final BigInteger longE8 = ofPosition(instrument, held).add(ofOrders(instrument, buys, buyAt));
        final BigInteger shortE8 = ofPosition(instrument, held.negate()).add(ofOrders(instrument, sells, sellAt));
        final BigInteger grossE8 = longE8.max(shortE8).max(BigInteger.ZERO);
        final BigInteger netE8 = p.isBuy() ? longE8 : shortE8;
        final AssetClass own = o.world.instruments.get(p.instrumentId).assetClass();
        for (int scope = 0; scope < 3; scope++) {
            if (scope == 0 || (scope == 1 ? instrument.assetClass() == own : strategyId == p.strategyId)) {
                sums[scope] = sums[scope].add(grossE8);
                sums[3 + scope] = sums[3 + scope].add(netE8);
            }
        }
        if (strategyId < 0 || o.world.strategies.get(strategyId).accountId() == p.accountId) {
            sums[ACCOUNT] = sums[ACCOUNT].add(grossE8);
            final BigInteger ofClassE8 = instrument.assetClass() == own ? grossE8 : BigInteger.ZERO;
            sums[CLASS_OF_ACCOUNT] = sums[CLASS_OF_ACCOUNT].add(ofClassE8);
            final BigInteger ofInstrumentE8 = id == p.instrumentId ? grossE8 : BigInteger.ZERO;
            sums[INSTRUMENT_OF_ACCOUNT] = sums[INSTRUMENT_OF_ACCOUNT].add(ofInstrumentE8);
            final BigInteger capitalE8 = capitalE8(instrument, grossE8);
            sums[CAPITAL_OF_ACCOUNT] = sums[CAPITAL_OF_ACCOUNT].add(capitalE8);
            final BigInteger ofStrategyE8 = strategyId == p.strategyId ? capitalE8 : BigInteger.ZERO;
            sums[CAPITAL_OF_STRATEGY] = sums[CAPITAL_OF_STRATEGY].add(ofStrategyE8);
        }
        return o.marks.dear(id) != 0;
    }

    /** What is paid for ties up all that it is worth; what is lent, that over the leverage which its class may have. */
    private BigInteger capitalE8(final World.Instrument instrument, final BigInteger grossE8) {
        final Limits.Row row = o.limits.row(
                Control.LEVERAGE,
                0,
                ScopeType.ASSET_CLASS,
                instrument.assetClass().value());
        return !instrument.isShortable() || row == null || row.value() <= 1_000_000
                ? grossE8
                : Exact.divide(grossE8.multiply(Exact.MILLION), Exact.of(row.value()), RoundingMode.UP);
    }

    /** Returns how many positions are open, with flat books that an entry may open, and this one; of a class or of all. */
    BigInteger openBooks(final Proposal p, final AssetClass assetClass) {
        final TreeSet<Long> open = new TreeSet<>();
        open.add(Ledger.key(p.strategyId, p.instrumentId));
        for (final Ledger.Position position : o.ledger.open()) {
            open.add(Ledger.key(position.book, position.instrumentId));
        }
        for (final Order order : o.orders.live.values()) {
            if (Orders.isPendingEntry(order)) {
                open.add(Ledger.key(order.strategyId, order.instrumentId));
            }
        }
        open.removeIf(book -> assetClass != null
                && o.world.instruments.get(instrumentOf(book)).assetClass() != assetClass);
        return Exact.of(open.size());
    }

    /** Returns what an entry risks: to the worst exit behind its stop, without one all of it. */
    BigInteger riskE8(final Proposal p, final World.Instrument instrument) {
        if (p.protectiveStopPrice <= 0 || !p.isBracketed) {
            return ofOrders(instrument, Exact.of(p.quantity), p.price);
        }
        final BigInteger loss = unitLoss(instrument, p.isBuy(), Exact.of(p.price), p.protectiveStopPrice);
        return instrument.notionalE8(loss, Exact.of(p.quantity), RoundingMode.UP);
    }

    static BigInteger unitLoss(
            final World.Instrument instrument, final boolean isLong, final BigInteger entry, final long stopPrice) {
        final BigInteger stop = Exact.of(stopPrice);
        final BigInteger behind = Exact.ppm(stop, STOP_OFFSET_PPM + SLIPPAGE_PPM, RoundingMode.UP);
        final BigInteger exit = isLong ? stop.subtract(behind) : stop.add(behind);
        final BigInteger fees = Exact.ppm(entry.add(exit), instrument.feePpm(), RoundingMode.UP);
        final BigInteger fall = isLong ? entry.subtract(exit) : exit.subtract(entry);
        return fall.add(fees).max(BigInteger.ZERO);
    }

    /** Returns the money at risk in all that is held and pending, in one instrument or in all (-1). */
    BigInteger heatE8(final int instrumentId, final Map<Long, Long> stops) {
        BigInteger sum = BigInteger.ZERO;
        for (final Ledger.Position position : o.ledger.open()) {
            if (position.book < Ledger.SUSPENSE && isOf(instrumentId, position.instrumentId)) {
                sum = sum.add(heldRiskE8(position, stops));
            }
        }
        for (final World.Instrument instrument : o.world.instruments.values()) {
            if (isOf(instrumentId, instrument.id())) {
                sum = sum.add(ofPosition(instrument, suspense(instrument.id()).abs()));
            }
        }
        for (final Order order : o.orders.live.values()) {
            if (Orders.isPendingEntry(order) && isOf(instrumentId, order.instrumentId)) {
                sum = sum.add(o.orders.pendingRiskE8(order));
            }
        }
        return sum;
    }

    private static boolean isOf(final int wanted, final int instrumentId) {
        return wanted < 0 || wanted == instrumentId;
    }

    private BigInteger heldRiskE8(final Ledger.Position position, final Map<Long, Long> stops) {
        final World.Instrument instrument = o.world.instruments.get(position.instrumentId);
        final long stop = stops.getOrDefault(Ledger.key(position.book, position.instrumentId), 0L);
        if (stop == 0) {
            return ofPosition(instrument, position.quantity.abs());
        }
        final BigInteger loss = unitLoss(
                instrument,
                position.quantity.signum() > 0,
                o.ledger.entryPrice(position.book, position.instrumentId),
                stop);
        return instrument.notionalE8(loss, position.quantity.abs(), RoundingMode.UP);
    }
}
