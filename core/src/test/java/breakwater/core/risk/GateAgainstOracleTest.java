package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.fake.FakeMarket;
import breakwater.core.fake.FakePositions;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderType;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random worlds and intents, each with none to two limits moved to what the oracle observes, one below it or one above:
 * the gate says the same as the oracle, to the last figure. The long form is {@code -Dbreakwater.decisions=100000}.
 */
class GateAgainstOracleTest {
    private static final long SEED = 7_310L;
    /** What these answer comes of orders before, of quotes, of calendars or of baskets: they have properties of their own. */
    private static final Set<Control> OF_HISTORY = EnumSet.of(
            Control.DUPLICATE_ORDER,
            Control.ORDER_TO_TRADE,
            Control.REPEATED_EXECUTION,
            Control.VELOCITY,
            Control.SPREAD,
            Control.TRADING_HOURS,
            Control.DATA_QUALITY,
            Control.SHARE_OF_VOLUME,
            Control.PRICE_MOVE,
            Control.FAT_FINGER,
            Control.REGIME,
            Control.CORRELATION,
            Control.BASKET,
            Control.BASKET_WHOLE,
            Control.NO_TRADE_BAND,
            Control.COOLDOWN,
            Control.DAY_TRADES,
            Control.ADMISSION);

    private static final int DECISIONS = Integer.getInteger("breakwater.decisions", 25_000);

    private final GateFixture fixture = new GateFixture();
    private final FakeWorld world = fixture.world;
    private final FakeMarket market = world.market;
    private final FakePositions positions = world.positions;
    private final SlowGate oracle = new SlowGate(world);
    private final Map<Control, Integer> counts = new EnumMap<>(Control.class);
    private long random = SEED;

    @Test
    void decidesAsTheOracleDoes() {
        for (final Figure figure : Figure.values()) {
            if (figure.control().reach() == Control.Reach.LEVELS) {
                continue;
            }
            for (int scope = 0; scope < Figure.SCOPES; scope++) {
                final ScopeType scopeType = ScopeType.get((short) scope);
                final boolean isOwned = figure.isOwnedByStrategy() && scopeType == ScopeType.STRATEGY;
                for (int id = 0; figure.allows(scopeType) && !isOwned && id < size(scopeType); id++) {
                    widen(figure, scopeType, id);
                }
            }
        }
        for (int n = 0; n < DECISIONS; n++) {
            decideOnce(n);
        }
        for (final Control control : Control.values()) {
            final boolean isReached = (control.reach() == Control.Reach.ENTRIES && !OF_HISTORY.contains(control))
                    || control.reach() == Control.Reach.EXITS
                    || control == Control.NONE
                    || control == Control.PRICE_COLLAR
                    || control == Control.ORDER_QUANTITY
                    || control == Control.WELL_FORMED;
            assertTrue(
                    !isReached || counts.getOrDefault(control, 0) > DECISIONS / 250,
                    "seed " + SEED + " reached too little: " + counts);
        }
    }

    private void decideOnce(final int n) {
        randomWorld();
        final Intent intent = randomIntent();
        oracle.decide(intent);
        final List<SlowGate.Row> limited = new ArrayList<>();
        for (final SlowGate.Row row : oracle.rows) {
            if (row.limit() != null) {
                limited.add(row);
            }
        }
        final List<String> moved = new ArrayList<>();
        for (int i = upTo(3); i > 0; i--) {
            final SlowGate.Row row = limited.get(upTo(limited.size()));
            final Figure figure = figureOf(row.limit());
            final long value = row.observed().longValueExact() + upTo(3) - 1;
            set(row.limit(), Math.max(0, Math.min(value, figure.largest())));
            moved.add(row.limit());
        }
        final Answer expected = oracle.decide(intent);

        final Decision decision = fixture.gate.decide(intent, fixture.nowNs);

        final String where = "seed " + SEED + " decision " + n + " limits " + moved;
        assertEquals(expected, Answer.of(decision), where);
        assertEquals(oracle.quantity.longValueExact(), decision.quantity(), where);
        assertEquals(oracle.isExit, intent.effect != Effect.RAISES, where);
        if (decision.isApproved()) {
            assertEquals(oracle.riskE8.longValueExact(), decision.riskE8(), where);
            assertEquals(oracle.heatE8.longValueExact(), decision.heatE8(), where);
        }
        counts.merge(expected.control(), 1, Integer::sum);
        for (final String limit : moved) {
            final String[] parts = limit.split("/");
            widen(figureOf(limit), ScopeType.valueOf(parts[2]), Integer.parseInt(parts[3]));
        }
    }

    private void randomWorld() {
        for (int account = 0; account < 2; account++) {
            positions.equityE8[account] = upTo(50) == 0 ? -upTo(2) : 1_000_000_000L * (1 + upTo(100_000)) + upTo(1_000);
        }
        world.sizeFactorPpm = upTo(4) == 0 ? 500_000 : 1_000_000;
        positions.isMarked[0] = upTo(60) != 0;
        positions.isMarked[1] = upTo(60) != 0;
        world.replacedId = 7;
        world.replacedLeaves = 10 * upTo(200);
        world.replacedRiskE8 = upTo(1_000_000_000);
        world.workingOrders = upTo(20);
        world.ofVenue = upTo(20);
        world.ofStrategy = upTo(20);
        world.ofInstrument = upTo(20);
        world.crossed = upTo(40) == 0 ? 1_000_001 : upTo(3);
        for (int i = 0; i < FakeWorld.INSTRUMENTS; i++) {
            market.bid[i] = 9_990 + upTo(11);
            market.ask[i] = market.bid[i] + 1 + upTo(10);
            market.quoteAgeNs[i] = upTo(30) == 0 ? 1_001 : 999 + upTo(2);
            market.state[i] = upTo(60) == 0 ? MarketState.HALTED : MarketState.OPEN;
            positions.suspense[i] = upTo(6) == 0 ? upTo(2_001) - 1_000 : 0;
            world.worstBuy[i] = 9_900 + upTo(200);
            world.worstSell[i] = 9_900 + upTo(500);
            for (int s = 0; s < FakeWorld.STRATEGIES; s++) {
                randomBook(s, i);
            }
        }
    }

    private void randomBook(final int s, final int i) {
        final boolean holds = upTo(3) == 0;
        positions.held[s][i] = holds ? 10 * (upTo(401) - 200) : 0;
        positions.entry[s][i] = holds ? 9_900 + upTo(200) : 0;
        world.stop[s][i] =
                holds && upTo(2) == 0 ? (positions.held[s][i] > 0 ? 9_700 + upTo(350) : 9_950 + upTo(350)) : 0;
        world.reducing[s][i] = holds ? 10L * upTo(100) : 0;
        world.buys[s][i] = upTo(3) == 0 ? 10L * (1 + upTo(200)) : 0;
        world.sells[s][i] = upTo(3) == 0 ? 10L * (1 + upTo(200)) : 0;
        final boolean works = world.buys[s][i] + world.sells[s][i] > 0 && upTo(2) == 0;
        world.entryWorks[s][i] = works;
        world.pendingRisk[s][i] = works ? upTo(2_000_000_000) : 0;
        fixture.gate.onAdopted(s, i, SlowGate.accountOf(s));
    }

    private Intent randomIntent() {
        final Intent intent = fixture.entry(upTo(2) == 0 ? Side.BUY : Side.SELL);
        final boolean isBuy = intent.side == Side.BUY;
        intent.instrumentId = upTo(FakeWorld.INSTRUMENTS);
        intent.venueId = intent.instrumentId == 2 ? 1 : 0;
        intent.strategyId = upTo(FakeWorld.STRATEGIES);
        intent.accountId = SlowGate.accountOf(intent.strategyId);
        intent.price = 9_950 + upTo(100);
        intent.quantity = 10L * (1 + upTo(300));
        intent.replacesId = upTo(4) == 0 ? 7 : 0;
        switch (upTo(5)) {
            case 0:
                break;
            case 1:
            case 2:
                intent.isBracketed = true;
                intent.quantity = upTo(2) == 0 ? 0 : intent.quantity;
                intent.score = upTo(6);
                intent.atr = upTo(12) == 0 ? 20_000 : upTo(200);
                intent.atrBaseline = upTo(200);
                intent.protectiveStopPrice = intent.price + (isBuy ? -1 : 1) * (1 + upTo(400));
                intent.target1Price = intent.price + (isBuy ? 1 : -1) * upTo(900);
                break;
            case 3:
                intent.role = OrderRole.EXIT;
                intent.effect = Effect.REDUCES;
                intent.linkId = upTo(3) == 0 ? 9 : 0;
                break;
            default:
                intent.role = OrderRole.STOP;
                intent.effect = Effect.PROTECTS;
                intent.orderType = OrderType.STOP_LIMIT;
                intent.stopPrice = intent.price + (isBuy ? -1 : 1) * upTo(20);
        }
        return intent;
    }

    private void widen(final Figure figure, final ScopeType scopeType, final int id) {
        final long wide = figure.sense() == Sense.AT_LEAST
                ? 0
                : figure == Figure.TRADE_RISK ? 1_000_000_000L : Math.min(figure.largest(), GateFixture.WIDE);
        final String name = SlowGate.key(figure.control().id(), figure.key(), scopeType, id);
        if (figureOf(name) == figure) {
            set(name, wide);
        } else {
            // A second control of the same id in the catalogue, of which the oracle here knows nothing.
            fixture.limit(figure, scopeType, id, wide);
        }
    }

    private void set(final String limit, final long value) {
        final String[] parts = limit.split("/");
        final Figure figure = figureOf(limit);
        fixture.limit(figure, ScopeType.valueOf(parts[2]), Integer.parseInt(parts[3]), value);
        oracle.limits.put(limit, value);
    }

    private static Figure figureOf(final String limit) {
        final String[] parts = limit.split("/");
        for (final Figure figure : Figure.values()) {
            if (figure.control().id().equals(parts[0]) && figure.key() == Integer.parseInt(parts[1])) {
                return figure;
            }
        }
        throw new IllegalArgumentException(limit);
    }

    private static int size(final ScopeType scopeType) {
        switch (scopeType) {
            case GLOBAL:
                return 1;
            case VENUE:
            case ACCOUNT:
                return 2;
            default:
                return 4;
        }
    }

    private int upTo(final int bound) {
        random = random + 0x9E3779B97F4A7C15L;
        return (int) Math.floorMod(Frame.mix(random), (long) bound);
    }
}
