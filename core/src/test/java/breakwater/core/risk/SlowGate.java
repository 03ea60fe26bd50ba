package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.ASSET_CLASS;
import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static breakwater.core.message.ScopeType.VENUE;

import breakwater.core.fake.FakeMarket;
import breakwater.core.fake.FakePositions;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderType;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The gate once more, slow and obvious, in BigInteger and BigDecimal over the fixture's four instruments: every control is
 * a row in a list, and the first row that does not hold refuses. Shares no code with the gate. Knows well-formed orders of
 * defined instruments at level ACTIVE, with marks, tokens and reference prices; the rest has its own tests.
 */
final class SlowGate {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** One comparison; {@code limit} is null where no row decides. */
    record Row(
            String limit,
            Control control,
            ScopeType scope,
            int id,
            BigInteger observed,
            BigInteger bound,
            boolean isFloor) {
        boolean holds() {
            return isFloor ? observed.compareTo(bound) >= 0 : observed.compareTo(bound) <= 0;
        }
    }

    /** Limits by "P9/0/INSTRUMENT/3". */
    final Map<String, Long> limits = new TreeMap<>();

    final List<Row> rows = new ArrayList<>();
    BigInteger quantity = BigInteger.ZERO;
    BigInteger riskE8 = BigInteger.ZERO;
    BigInteger heatE8 = BigInteger.ZERO;
    boolean isExit;
    private BigInteger[] leverage;
    /** What the strategy ties up, and its account. */
    private BigInteger[] capital;

    private final FakeWorld world;
    private final FakeMarket market;
    private final FakePositions positions;

    SlowGate(final FakeWorld world) {
        this.world = world;
        market = world.market;
        positions = world.positions;
    }

    static String key(final String id, final int key, final ScopeType scope, final int scopeId) {
        return id + "/" + key + "/" + scope + "/" + (scope == GLOBAL ? 0 : scopeId);
    }

    /** Evaluates every control of the intent, which it leaves as it is. */
    Answer decide(final Intent in) {
        rows.clear();
        riskE8 = BigInteger.ZERO;
        heatE8 = BigInteger.ZERO;
        quantity = BigInteger.valueOf(in.quantity);
        final int i = in.instrumentId;
        final int s = in.strategyId;
        final boolean isBuy = in.side == Side.BUY;
        final BigInteger held = BigInteger.valueOf(positions.held[s][i]);
        final boolean isAgainst = held.signum() == (isBuy ? -1 : 1);
        final BigInteger replaced =
                BigInteger.valueOf(in.replacesId == world.replacedId && in.replacesId != 0 ? world.replacedLeaves : 0);
        BigInteger room = BigInteger.ZERO;
        if (isAgainst) {
            final long working = isBuy ? world.buys[s][i] : world.sells[s][i];
            final BigInteger taken = BigInteger.valueOf(Math.max(working, world.reducing[s][i]))
                    .subtract(replaced)
                    .max(BigInteger.ZERO);
            final boolean isWhole = in.linkId != 0 || (in.effect == Effect.PROTECTS && in.role == OrderRole.STOP);
            room = isWhole ? held.abs() : held.abs().subtract(taken).max(BigInteger.ZERO);
        }
        isExit = in.effect != Effect.RAISES
                || (isAgainst && !in.isBracketed && quantity.signum() > 0 && quantity.compareTo(room) <= 0);
        final boolean isSized = !isExit && in.quantity == 0;
        if (isExit) {
            final BigInteger largest = largestOrder(s, i);
            quantity = quantity.compareTo(largest) > 0 ? lots(largest) : quantity;
        } else if (isSized) {
            quantity = sized(in);
        }
        row(null, Control.WELL_FORMED, INSTRUMENT, i, quantity, BigInteger.valueOf(10), true);
        row(
                null,
                Control.WELL_FORMED,
                INSTRUMENT,
                i,
                money(in.price, quantity, RoundingMode.DOWN),
                BigInteger.valueOf(100_000_000),
                true);
        if (isExit) {
            row(null, Control.REDUCE_ONLY, STRATEGY, s, quantity, room, false);
        } else {
            row(
                    null,
                    Control.MARKET_STATE,
                    INSTRUMENT,
                    i,
                    BigInteger.valueOf(market.state[i].value()),
                    BigInteger.valueOf(MarketState.OPEN.value()),
                    false);
            row(
                    null,
                    Control.STALE_DATA,
                    INSTRUMENT,
                    i,
                    BigInteger.valueOf(market.quoteAgeNs[i]),
                    BigInteger.valueOf(market.staleAfterNs),
                    false);
            row(
                    null,
                    Control.STALE_DATA,
                    ACCOUNT,
                    in.accountId,
                    BigInteger.valueOf(positions.isMarked[in.accountId] ? 1 : 0),
                    BigInteger.ONE,
                    true);
            contract(in, isSized);
        }
        collar(in);
        limit("P2", 0, Control.ORDER_QUANTITY, INSTRUMENT, i, quantity);
        limit("P2", 0, Control.ORDER_QUANTITY, STRATEGY, s, quantity);
        if (!isExit) {
            entry(in, quantity.subtract(replaced).max(BigInteger.ZERO));
        }
        for (final Row row : rows) {
            if (!row.holds()) {
                return Answer.refused(
                        row.control, row.scope, row.id, row.observed.longValueExact(), row.bound.longValueExact());
            }
        }
        return Answer.APPROVED;
    }

    private void contract(final Intent in, final boolean isSized) {
        final long sign = in.side == Side.BUY ? 1 : -1;
        final BigDecimal risk = BigDecimal.valueOf(sign * (in.price - in.protectiveStopPrice));
        final BigDecimal reward = BigDecimal.valueOf(Math.max(0, sign * (in.target1Price - in.price)));
        final BigInteger[] observed = new BigInteger[3];
        observed[0] = BigInteger.valueOf(in.score);
        observed[1] = in.protectiveStopPrice == 0
                ? BigInteger.ZERO
                : reward.multiply(MILLION).divide(risk, 0, RoundingMode.DOWN).toBigInteger();
        observed[2] = in.protectiveStopPrice == 0
                ? BigInteger.ZERO
                : risk.multiply(MILLION)
                        .divide(BigDecimal.valueOf(in.price), 0, RoundingMode.DOWN)
                        .toBigInteger();
        for (final int figure : new int[] {0, 2, 1}) {
            final boolean isOwn = limits.containsKey(key("P16", figure, STRATEGY, in.strategyId));
            if (in.isBracketed || isSized || isOwn) {
                final ScopeType scope = isOwn ? STRATEGY : GLOBAL;
                final String name = key("P16", figure, scope, in.strategyId);
                row(
                        name,
                        Control.SIGNAL_CONTRACT,
                        scope,
                        in.strategyId,
                        observed[figure],
                        BigInteger.valueOf(limits.get(name)),
                        true);
            }
        }
    }

    private void collar(final Intent in) {
        final long mid = (market.bid[in.instrumentId] + market.ask[in.instrumentId]) / 2;
        final long reference = isExit && in.orderType == OrderType.STOP_LIMIT ? in.stopPrice : mid;
        final long away = in.side == Side.BUY ? in.price - reference : reference - in.price;
        final long distance = isExit ? Math.max(0, away) : Math.abs(away);
        limit(
                "P5",
                isExit ? 1 : 0,
                Control.PRICE_COLLAR,
                INSTRUMENT,
                in.instrumentId,
                ppm(BigInteger.valueOf(distance), reference));
    }

    private void entry(final Intent in, final BigInteger added) {
        final int i = in.instrumentId;
        final int s = in.strategyId;
        final boolean isBuy = in.side == Side.BUY;
        final BigInteger notional = orders(i, quantity, in.price);
        limit("P3", 0, Control.ORDER_NOTIONAL, GLOBAL, 0, notional);
        limit("P3", 0, Control.ORDER_NOTIONAL, STRATEGY, s, notional);
        limit("P3", 0, Control.ORDER_NOTIONAL, INSTRUMENT, i, notional);

        BigInteger net = BigInteger.valueOf(positions.suspense[i]);
        BigInteger side = added;
        for (int strategy = 0; strategy < FakeWorld.STRATEGIES; strategy++) {
            net = net.add(BigInteger.valueOf(positions.held[strategy][i]));
            side = side.add(BigInteger.valueOf(isBuy ? world.buys[strategy][i] : world.sells[strategy][i]));
        }
        final BigInteger worst = isBuy ? side.add(net) : side.subtract(net);
        limit("P9", isBuy ? 0 : 1, Control.POSITION_LIMIT, INSTRUMENT, i, worst);
        exposure(in, added);
        concurrency(in);
        heat(in);
        final int fresh = in.replacesId == 0 ? 1 : 0;
        limit("P17", 0, Control.OPEN_ORDERS, GLOBAL, 0, BigInteger.valueOf(world.workingOrders + fresh));
        limit("P17", 0, Control.OPEN_ORDERS, VENUE, in.venueId, BigInteger.valueOf(world.ofVenue + fresh));
        limit("P17", 0, Control.OPEN_ORDERS, STRATEGY, s, BigInteger.valueOf(world.ofStrategy + fresh));
        limit("P17", 0, Control.OPEN_ORDERS, INSTRUMENT, i, BigInteger.valueOf(world.ofInstrument + fresh));
        final int classValue = positions.classOf[i].value();
        limit("P11", 0, Control.LEVERAGE, ASSET_CLASS, classValue, ofEquity(in, leverage[0]));
        limit("P11", 0, Control.LEVERAGE, ACCOUNT, in.accountId, ofEquity(in, leverage[1]));
        limit("P11", 0, Control.LEVERAGE, INSTRUMENT, i, ofEquity(in, leverage[2]));
        if (i == 3) {
            buyingPower(in, added);
        }
        limit("P20", 0, Control.SELF_MATCH, VENUE, in.venueId, BigInteger.valueOf(world.crossed));
        if (in.atr > 0) {
            volatility(in, 0, RoundingMode.DOWN);
            volatility(in, 1, RoundingMode.UP);
        }
        allocation(in);
    }

    private void allocation(final Intent in) {
        limit("P39", 0, Control.ALLOCATION, STRATEGY, in.strategyId, ofEquity(in, capital[0]));
        final long equityE8 = positions.equityE8[in.accountId];
        final BigInteger left = equityE8 <= 0
                ? BigInteger.valueOf(-Long.MAX_VALUE)
                : new BigDecimal(BigInteger.valueOf(equityE8).subtract(capital[1]))
                        .multiply(MILLION)
                        .divide(BigDecimal.valueOf(equityE8), 0, RoundingMode.FLOOR)
                        .toBigInteger();
        for (final String name : new String[] {key("P39", 1, GLOBAL, 0), key("P39", 1, ACCOUNT, in.accountId)}) {
            final BigInteger bound = BigInteger.valueOf(limits.get(name));
            row(name, Control.ALLOCATION, ACCOUNT, in.accountId, left, bound, true);
        }
    }

    /** What is paid for ties up its whole worth, the rest its worth over the leverage of its class, which is at least one. */
    private BigInteger tiedUp(final int i, final BigInteger grossE8) {
        final long ppm = limits.get(key("P11", 0, ASSET_CLASS, positions.classOf[i].value()));
        return i == 3 || ppm <= 1_000_000
                ? grossE8
                : new BigDecimal(grossE8)
                        .multiply(MILLION)
                        .divide(BigDecimal.valueOf(ppm), 0, RoundingMode.UP)
                        .toBigInteger();
    }

    private void volatility(final Intent in, final int figure, final RoundingMode mode) {
        final BigInteger observed = BigDecimal.valueOf(in.atr)
                .multiply(MILLION)
                .divide(BigDecimal.valueOf(in.price), 0, mode)
                .toBigInteger();
        for (final String name :
                new String[] {key("P29", figure, GLOBAL, 0), key("P29", figure, STRATEGY, in.strategyId)}) {
            final BigInteger bound = BigInteger.valueOf(limits.get(name));
            row(name, Control.VOLATILITY, STRATEGY, in.strategyId, observed, bound, figure == 0);
        }
    }

    private void exposure(final Intent in, final BigInteger added) {
        final boolean isBuy = in.side == Side.BUY;
        leverage = new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
        capital = new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO};
        final BigInteger[] gross = {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
        final BigInteger[] net = {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
        for (int s = -1; s < FakeWorld.STRATEGIES; s++) {
            for (int i = 0; i < FakeWorld.INSTRUMENTS; i++) {
                final boolean isSuspense = s < 0;
                final boolean isOurs = s == in.strategyId && i == in.instrumentId;
                final BigInteger held = BigInteger.valueOf(isSuspense ? positions.suspense[i] : positions.held[s][i]);
                BigInteger buys = BigInteger.valueOf(isSuspense ? 0 : world.buys[s][i]);
                BigInteger sells = BigInteger.valueOf(isSuspense ? 0 : world.sells[s][i]);
                buys = isOurs && isBuy ? buys.add(added) : buys;
                sells = isOurs && !isBuy ? sells.add(added) : sells;
                final long price = i == in.instrumentId ? in.price : 0;
                final BigInteger buysE8 = orders(i, buys, Math.max(world.worstBuy[i], isBuy ? price : 0));
                final BigInteger sellsE8 = orders(i, sells, Math.max(world.worstSell[i], isBuy ? 0 : price));
                final BigInteger longE8 = position(i, held).add(buysE8);
                final BigInteger shortE8 = position(i, held.negate()).add(sellsE8);
                final BigInteger grossE8 = longE8.max(shortE8).max(BigInteger.ZERO);
                if (isSuspense || accountOf(s) == in.accountId) {
                    final boolean isOfClass = positions.classOf[i] == positions.classOf[in.instrumentId];
                    leverage[0] = leverage[0].add(isOfClass ? grossE8 : BigInteger.ZERO);
                    leverage[1] = leverage[1].add(grossE8);
                    capital[0] = capital[0].add(s == in.strategyId ? tiedUp(i, grossE8) : BigInteger.ZERO);
                    capital[1] = capital[1].add(tiedUp(i, grossE8));
                    leverage[2] = leverage[2].add(i == in.instrumentId ? grossE8 : BigInteger.ZERO);
                }
                for (int scope = 0; scope < 3; scope++) {
                    final boolean counts = scope == 0
                            || (scope == 1 && positions.classOf[i] == positions.classOf[in.instrumentId])
                            || (scope == 2 && s == in.strategyId);
                    if (counts) {
                        gross[scope] = gross[scope].add(grossE8);
                        net[scope] = net[scope].add(isBuy ? longE8 : shortE8);
                    }
                }
            }
        }
        final int classValue = positions.classOf[in.instrumentId].value();
        for (int figure = 0; figure < 2; figure++) {
            final BigInteger[] sums = figure == 0 ? gross : net;
            limit("P10", figure, Control.EXPOSURE, GLOBAL, 0, sums[0]);
            limit("P10", figure, Control.EXPOSURE, ASSET_CLASS, classValue, sums[1]);
            limit("P10", figure, Control.EXPOSURE, STRATEGY, in.strategyId, sums[2]);
        }
    }

    private void buyingPower(final Intent in, final BigInteger added) {
        final boolean isBuy = in.side == Side.BUY;
        BigInteger cost = position(3, BigInteger.valueOf(Math.max(0, positions.suspense[3])));
        BigInteger units = BigInteger.valueOf(Math.max(0, -positions.suspense[3]));
        for (int s = 0; s < FakeWorld.STRATEGIES; s++) {
            if (accountOf(s) == in.accountId) {
                final BigInteger mine = s == in.strategyId ? added : BigInteger.ZERO;
                final BigInteger held = BigInteger.valueOf(positions.held[s][3]);
                final BigInteger buys = BigInteger.valueOf(world.buys[s][3]).add(isBuy ? mine : BigInteger.ZERO);
                cost = cost.add(money(positions.entry[s][3] + 1, held.max(BigInteger.ZERO), RoundingMode.UP));
                cost = cost.add(orders(3, buys, Math.max(world.worstBuy[3], isBuy ? in.price : 0)));
                units = units.add(BigInteger.valueOf(world.sells[s][3]));
                units = units.add(isBuy ? BigInteger.ZERO : mine).subtract(held);
            }
        }
        if (!isBuy) {
            row(null, Control.BUYING_POWER, INSTRUMENT, 3, units, BigInteger.ZERO, false);
            return;
        }
        final long equityE8 = positions.equityE8[in.accountId];
        final BigInteger left = equityE8 <= 0
                ? BigInteger.valueOf(-Long.MAX_VALUE)
                : new BigDecimal(BigInteger.valueOf(equityE8).subtract(cost))
                        .multiply(MILLION)
                        .divide(BigDecimal.valueOf(equityE8), 0, RoundingMode.FLOOR)
                        .toBigInteger();
        final String all = key("P12", 0, GLOBAL, 0);
        final BigInteger bound = BigInteger.valueOf(limits.get(all));
        row(all, Control.BUYING_POWER, ACCOUNT, in.accountId, left, bound, true);
        final String own = key("P12", 0, ACCOUNT, in.accountId);
        row(own, Control.BUYING_POWER, ACCOUNT, in.accountId, left, BigInteger.valueOf(limits.get(own)), true);
    }

    private void concurrency(final Intent in) {
        int open = 0;
        int ofClass = 0;
        for (int s = 0; s < FakeWorld.STRATEGIES; s++) {
            for (int i = 0; i < FakeWorld.INSTRUMENTS; i++) {
                final boolean isOurs = s == in.strategyId && i == in.instrumentId;
                if (isOurs || positions.held[s][i] != 0 || world.entryWorks[s][i]) {
                    open++;
                    ofClass += positions.classOf[i] == positions.classOf[in.instrumentId] ? 1 : 0;
                }
            }
        }
        limit("P13", 0, Control.CONCURRENCY, GLOBAL, 0, BigInteger.valueOf(open));
        final int classValue = positions.classOf[in.instrumentId].value();
        final String name = key("P13", 1, GLOBAL, 0);
        row(
                name,
                Control.CONCURRENCY,
                ASSET_CLASS,
                classValue,
                BigInteger.valueOf(ofClass),
                BigInteger.valueOf(limits.get(name)),
                false);
    }

    private void heat(final Intent in) {
        riskE8 = in.isBracketed && in.protectiveStopPrice > 0
                ? money(loss(in.side == Side.BUY, in.price, in.protectiveStopPrice), quantity, RoundingMode.UP)
                : orders(in.instrumentId, quantity, in.price);
        BigInteger sum = BigInteger.ZERO;
        BigInteger underlying = BigInteger.ZERO;
        for (int s = -1; s < FakeWorld.STRATEGIES; s++) {
            for (int i = 0; i < FakeWorld.INSTRUMENTS; i++) {
                final BigInteger held = BigInteger.valueOf(s < 0 ? positions.suspense[i] : positions.held[s][i]);
                final long stop = s < 0 ? 0 : world.stop[s][i];
                BigInteger risk = stop == 0 || held.signum() == 0
                        ? position(i, held.abs())
                        : money(loss(held.signum() > 0, positions.entry[s][i], stop), held.abs(), RoundingMode.UP);
                risk = s < 0 ? risk : risk.add(BigInteger.valueOf(world.pendingRisk[s][i]));
                sum = sum.add(risk);
                underlying = i == in.instrumentId ? underlying.add(risk) : underlying;
            }
        }
        final boolean replaces = in.replacesId != 0 && in.replacesId == world.replacedId;
        final BigInteger old = BigInteger.valueOf(replaces ? world.replacedRiskE8 : 0);
        final BigInteger added = riskE8.subtract(old).max(BigInteger.ZERO);
        heatE8 = sum.add(added);
        limit("P14", 0, Control.HEAT, GLOBAL, 0, ofEquity(in, heatE8));
        final String trade = key("P14", 1, GLOBAL, 0);
        row(
                trade,
                Control.HEAT,
                STRATEGY,
                in.strategyId,
                ofEquity(in, riskE8),
                BigInteger.valueOf(limits.get(trade)),
                false);
        limit("P14", 1, Control.HEAT, STRATEGY, in.strategyId, ofEquity(in, riskE8));
        final String one = key("P14", 2, GLOBAL, 0);
        row(
                one,
                Control.HEAT,
                INSTRUMENT,
                in.instrumentId,
                ofEquity(in, underlying.add(added)),
                BigInteger.valueOf(limits.get(one)),
                false);
    }

    /** Tries quantities by bisection over lots: the largest that keeps every bound of sizing. */
    private BigInteger sized(final Intent in) {
        final int i = in.instrumentId;
        final int s = in.strategyId;
        final BigDecimal equity = BigDecimal.valueOf(Math.max(0, positions.equityE8[in.accountId]));
        long fraction = limits.get(key("P14", 1, GLOBAL, 0));
        fraction = Math.min(fraction, limits.getOrDefault(key("P14", 1, STRATEGY, s), Long.MAX_VALUE));
        BigDecimal budget = floor(equity.multiply(BigDecimal.valueOf(fraction)).divide(MILLION));
        final boolean isScaled = in.atr > 0 && in.atrBaseline > 0;
        final BigDecimal scalar = isScaled
                ? floor(BigDecimal.valueOf(in.atrBaseline)
                                .multiply(MILLION)
                                .divide(BigDecimal.valueOf(in.atr), 0, RoundingMode.DOWN))
                        .min(MILLION)
                : MILLION;
        budget = floor(budget.multiply(scalar).divide(MILLION));
        budget = floor(budget.multiply(BigDecimal.valueOf(world.sizeFactorPpm)).divide(MILLION));
        final BigDecimal lossOfUnit = unit(loss(in.side == Side.BUY, in.price, in.protectiveStopPrice));
        final long held = in.side == Side.BUY ? Math.max(0, positions.held[s][i]) : Math.max(0, -positions.held[s][i]);
        BigInteger quantity = budget.divide(lossOfUnit, 0, RoundingMode.DOWN).toBigInteger();
        final String[] leverages = {
            key("P11", 0, ASSET_CLASS, positions.classOf[i].value()),
            key("P11", 0, ACCOUNT, in.accountId),
            key("P11", 0, INSTRUMENT, i)
        };
        for (final String name : leverages) {
            if (limits.containsKey(name)) {
                final BigDecimal value = floor(
                        equity.multiply(BigDecimal.valueOf(limits.get(name))).divide(MILLION));
                quantity = quantity.min(worth(in, value).subtract(BigInteger.valueOf(held)));
            }
        }
        quantity = quantity.min(largestOrder(s, i));
        for (final String name :
                new String[] {key("P3", 0, GLOBAL, 0), key("P3", 0, STRATEGY, s), key("P3", 0, INSTRUMENT, i)}) {
            if (limits.containsKey(name)) {
                quantity = quantity.min(worth(in, BigDecimal.valueOf(limits.get(name))));
            }
        }
        return lots(quantity.max(BigInteger.ZERO));
    }

    /** Returns the largest quantity that is worth no more than so much money, fee and both roundings included. */
    private BigInteger worth(final Intent in, final BigDecimal money) {
        final BigDecimal room = floor(
                        money.multiply(MILLION).divide(BigDecimal.valueOf(1_001_000), 0, RoundingMode.DOWN))
                .subtract(BigDecimal.ONE);
        return room.signum() <= 0
                ? BigInteger.ZERO
                : room.divide(unit(Math.max(in.price, market.ask[in.instrumentId])), 0, RoundingMode.DOWN)
                        .toBigInteger();
    }

    private BigInteger largestOrder(final int s, final int i) {
        final long ofInstrument = limits.get(key("P2", 0, INSTRUMENT, i));
        final long ofStrategy = limits.getOrDefault(key("P2", 0, STRATEGY, s), Long.MAX_VALUE);
        return BigInteger.valueOf(Math.min(1_000_000_000L, Math.min(ofInstrument, ofStrategy)));
    }

    private static long loss(final boolean isLong, final long entry, final long stop) {
        final long behind = (stop * 1_500 + 999_999) / 1_000_000;
        final long exit = isLong ? stop - behind : stop + behind;
        final long fees = ((entry + exit) * 1_000 + 999_999) / 1_000_000;
        return Math.max(0, (isLong ? entry - exit : exit - entry) + fees);
    }

    private BigInteger position(final int i, final BigInteger held) {
        return held.signum() >= 0
                ? money(market.ask[i], held, RoundingMode.UP)
                : money(market.bid[i], held, RoundingMode.DOWN);
    }

    private BigInteger orders(final int i, final BigInteger quantity, final long price) {
        final BigInteger notional = money(Math.max(price, market.ask[i]), quantity, RoundingMode.UP);
        final BigDecimal fee =
                new BigDecimal(notional).multiply(BigDecimal.valueOf(1_000)).divide(MILLION);
        return notional.add(fee.setScale(0, RoundingMode.UP).toBigInteger());
    }

    /** Returns price 1e-2 times quantity 1e-3 in 1e-8. */
    private static BigInteger money(final long price, final BigInteger quantity, final RoundingMode mode) {
        return unit(price).multiply(new BigDecimal(quantity)).setScale(0, mode).toBigInteger();
    }

    private static BigDecimal unit(final long price) {
        return BigDecimal.valueOf(price).multiply(BigDecimal.valueOf(1_000));
    }

    private static BigInteger lots(final BigInteger quantity) {
        return quantity.divide(BigInteger.TEN).multiply(BigInteger.TEN);
    }

    private static BigDecimal floor(final BigDecimal value) {
        return value.setScale(0, RoundingMode.DOWN);
    }

    /** Strategies trade on account 0, but the last. */
    static int accountOf(final int strategyId) {
        return strategyId == FakeWorld.STRATEGIES - 1 ? 1 : 0;
    }

    private BigInteger ofEquity(final Intent in, final BigInteger money) {
        final long equityE8 = positions.equityE8[in.accountId];
        return equityE8 <= 0 ? BigInteger.valueOf(Long.MAX_VALUE) : ppm(money, equityE8);
    }

    private static BigInteger ppm(final BigInteger part, final long whole) {
        return new BigDecimal(part)
                .multiply(MILLION)
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.UP)
                .toBigInteger();
    }

    private void limit(
            final String id,
            final int figure,
            final Control control,
            final ScopeType scope,
            final int scopeId,
            final BigInteger observed) {
        final String name = key(id, figure, scope, scopeId);
        if (limits.containsKey(name)) {
            row(name, control, scope, scopeId, observed, BigInteger.valueOf(limits.get(name)), false);
        }
    }

    private void row(
            final String limit,
            final Control control,
            final ScopeType scope,
            final int id,
            final BigInteger observed,
            final BigInteger bound,
            final boolean isFloor) {
        rows.add(new Row(limit, control, scope, id, observed, bound, isFloor));
    }
}
