package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.fake.FakeMarket;
import breakwater.core.fake.FakePositions;
import breakwater.core.ingest.MarketView;
import breakwater.core.ingest.SessionPhase;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderType;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * A gate that nobody hears looks first whether an entry is clear of all its rows; one that is heard asks every row of every
 * control. In random worlds, with rows and warn levels moved to what was just observed, one below it or one above, both say the
 * same: to the last number, warning and mark. The long form is {@code -Dbreakwater.decisions=1000000}.
 */
class ClearanceTest {
    private static final long SEED = 22_117L;
    private static final int DECISIONS = Integer.getInteger("breakwater.decisions", 60_000);
    /** Of so many decisions each control refuses one. */
    private static final int ENOUGH = 50_000;

    private static final long SECOND = 1_000_000_000L;

    private final FakeWorld world = new FakeWorld();
    private final FakeMarket market = world.market;
    private final FakePositions positions = world.positions;
    private final Observed observed = new Observed();
    private final List<Row> moved = new ArrayList<>();
    private GateFixture unheard = fixture(Trace.NONE);
    private GateFixture heard = fixture(observed);
    private final Set<Control> refused = EnumSet.noneOf(Control.class);
    private final Set<Control> warned = EnumSet.noneOf(Control.class);
    private long random = SEED;
    private int approved;

    @Test
    void whatIsClearPassesEveryRowAndWarnsOfNone() {
        for (int n = 0; n < DECISIONS; n++) {
            decideOnce(n);
        }
        for (final Control control : Control.values()) {
            final boolean isAsked = control.reach() == Control.Reach.ENTRIES && control != Control.BASKET_WHOLE;
            assertTrue(!isAsked || DECISIONS < ENOUGH || refused.contains(control), "never refused: " + control);
        }
        assertTrue(approved > DECISIONS / 10, "approved " + approved);
        assertTrue(warned.size() > 20 || DECISIONS < ENOUGH, "warned " + warned);
    }

    /** No account is so rich that its day trades are not counted, and the second venue has its rows too. */
    private GateFixture fixture(final Trace trace) {
        final GateFixture fixture = new GateFixture(trace, world).wide();
        for (final Figure figure : Figure.values()) {
            if (figure == Figure.DAY_TRADE_EQUITY || figure.required() == ScopeType.VENUE) {
                final Row row = new Row(figure, figure.required(), figure.required() == ScopeType.VENUE ? 1 : 0);
                fixture.limit(figure, row.scopeType(), row.id(), row.wide());
            }
        }
        return fixture;
    }

    private void decideOnce(final int n) {
        if (n % 8 == 0) {
            randomWorld();
        }
        if (n % 5 == 0) {
            moved.forEach(row -> set(row, row.wide(), 0));
            moved.clear();
        }
        happen();
        final Intent intent = randomIntent();
        observed.rows.clear();
        heard.gate.decide(copy(intent), heard.nowNs);
        unheard.gate.decide(copy(intent), unheard.nowNs);
        for (int i = upTo(3); i > 0 && !observed.rows.isEmpty(); i--) {
            // what is asked last is reached least
            final int asked = observed.rows.size();
            move(observed.rows.get(upTo(2) == 0 ? upTo(asked) : asked - 1 - upTo(Math.min(8, asked))), intent);
        }
        final String where = "seed " + SEED + " decision " + n + " rows " + moved;
        decideBoth(intent, where);
        // again, since the first has brought all that is kept up to date
        decideBoth(intent, where);
    }

    /** Lets time pass, or step back, and what the gate remembers change. */
    private void happen() {
        advance(upTo(4) == 0 ? 61 * SECOND : upTo(30) == 0 ? -upTo(2_000_000_000) : upTo(1_000_000_000));
        if (upTo(10) == 0) {
            final OrderRole role = OrderRole.values()[upTo(4)];
            final int strategyId = upTo(FakeWorld.STRATEGIES);
            final int id = upTo(FakeWorld.INSTRUMENTS);
            unheard.gate.onFill(strategyId, id, role, unheard.nowNs);
            heard.gate.onFill(strategyId, id, role, heard.nowNs);
        }
        if (upTo(60) == 0) {
            final int id = upTo(FakeWorld.INSTRUMENTS);
            final long feePpm = upTo(3_000);
            for (final GateFixture fixture : List.of(unheard, heard)) {
                fixture.define(id, feePpm);
                fixture.gate.onDefined();
            }
        }
        if (upTo(2_000) == 0) {
            unheard = restored(unheard, Trace.NONE);
            heard = restored(heard, observed);
        }
    }

    private GateFixture restored(final GateFixture from, final Trace trace) {
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        from.instruments.writeTo(snapshot);
        from.limits.writeTo(snapshot);
        from.gate.writeTo(snapshot);
        final GateFixture to = fixture(trace);
        to.nowNs = from.nowNs;
        // before it is restored it has looked up what other rows leave
        to.gate.decide(to.entry(Side.BUY), to.nowNs);
        final var reader = snapshot.reader();
        to.instruments.readFrom(reader);
        to.limits.readFrom(reader);
        to.gate.readFrom(reader);
        return to;
    }

    private void decideBoth(final Intent intent, final String where) {
        final Intent one = copy(intent);
        final Intent other = copy(intent);
        final Decision expected = heard.gate.decide(one, heard.nowNs);
        final Decision decision = unheard.gate.decide(other, unheard.nowNs);
        assertEquals(text(expected, one), text(decision, other), where);
        approved += decision.isApproved() ? 1 : 0;
        refused.add(decision.control());
        for (final Control control : Control.values()) {
            if (control.code() >= 0 && control.code() < Long.SIZE && (decision.warnings() >> control.code() & 1) != 0) {
                warned.add(control);
            }
        }
        if (decision.isApproved() && upTo(20) == 0) {
            unheard.gate.onSent(other, unheard.nowNs);
            heard.gate.onSent(one, heard.nowNs);
        }
    }

    /** Moves rows of the control that was asked, at any scope of the intent, to what was observed. */
    private void move(final Asked asked, final Intent intent) {
        for (final Figure figure : Figure.values()) {
            for (int scope = 0; scope < Figure.SCOPES; scope++) {
                final ScopeType scopeType = ScopeType.get((short) scope);
                if (figure.control() == asked.control && figure.allows(scopeType) && upTo(3) == 0) {
                    final Row row = new Row(figure, scopeType, id(scopeType, intent));
                    final long value = Math.max(0, Math.min(asked.observed + upTo(3) - 1, figure.largest()));
                    final boolean isMost = figure.sense() == Sense.AT_MOST;
                    final boolean warns = upTo(2) == 0 && (!isMost || value > 0);
                    set(row, value, warns ? warn(value, isMost) : 0);
                    moved.add(row);
                }
            }
        }
    }

    private static int id(final ScopeType scopeType, final Intent intent) {
        switch (scopeType) {
            case VENUE:
                return Math.floorMod(intent.venueId, 2);
            case ACCOUNT:
                return Math.floorMod(intent.accountId, 2);
            case ASSET_CLASS:
                return GateFixture.CLASSES[Math.floorMod(intent.instrumentId, 4)].value();
            case STRATEGY:
                return Math.floorMod(intent.strategyId, 4);
            case INSTRUMENT:
                return Math.floorMod(intent.instrumentId, 4);
            default:
                return 0;
        }
    }

    private long warn(final long value, final boolean isMost) {
        if (!isMost && upTo(20) == 0) {
            return Long.MAX_VALUE;
        }
        return isMost ? Math.max(1, value - upTo(3)) : value + upTo(3);
    }

    private void set(final Row row, final long value, final long warn) {
        for (final GateFixture fixture : List.of(unheard, heard)) {
            final Figure figure = row.figure();
            fixture.set(figure.control().code(), figure.key(), row.scopeType(), row.id(), value, warn, true);
        }
    }

    private void advance(final long ns) {
        unheard.nowNs += ns;
        heard.nowNs += ns;
    }

    private void randomWorld() {
        Arrays.fill(world.levels, Level.ACTIVE);
        if (upTo(12) == 0) {
            world.levels[upTo(world.levels.length)] = Level.get((short) upTo(4));
        }
        for (int account = 0; account < 2; account++) {
            positions.equityE8[account] = upTo(30) == 0 ? upTo(3) - 1 : 1_000_000_000L * (1 + upTo(100_000));
            positions.cashE8[account] = positions.equityE8[account] + upTo(1_000_000_000) - 500_000_000L;
            positions.isMarked[account] = upTo(40) != 0;
        }
        world.sizeFactorPpm = upTo(4) == 0 ? 500_000 : 1_000_000;
        world.replacedId = 7;
        world.replacedLeaves = 10 * upTo(200);
        world.replacedRiskE8 = upTo(1_000_000_000);
        world.workingOrders = upTo(20);
        world.ofVenue = upTo(20);
        world.ofStrategy = upTo(20);
        world.ofInstrument = upTo(20);
        world.crossed = upTo(40) == 0 ? 1_000_001 : upTo(3);
        world.hasEqual = upTo(30) == 0;
        market.venuePhase = phase();
        market.venueTimeToCloseNs = upTo(2) == 0 ? Long.MAX_VALUE : upTo(1_000_000_000);
        market.minutesKnown = upTo(64);
        for (int i = 0; i < market.minutePrices.length; i++) {
            market.minutePrices[i] = 9_990 + upTo(upTo(3) == 0 ? 200 : 20);
        }
        for (int i = 0; i < FakeWorld.INSTRUMENTS; i++) {
            randomMarket(i);
            for (int s = 0; s < FakeWorld.STRATEGIES; s++) {
                randomBook(s, i);
            }
        }
        for (final GateFixture fixture : List.of(unheard, heard)) {
            fixture.gate.onAdmitted(upTo(FakeWorld.STRATEGIES), 0);
            fixture.gate.onDefined();
        }
    }

    private SessionPhase phase() {
        return upTo(4) != 0 ? SessionPhase.REGULAR : SessionPhase.values()[upTo(SessionPhase.values().length)];
    }

    private void randomMarket(final int i) {
        market.bid[i] = upTo(60) == 0 ? 0 : 9_990 + upTo(11);
        market.ask[i] = market.bid[i] + 1 + upTo(10);
        market.quoteAgeNs[i] = upTo(30) == 0 ? 1_001 : 999 + upTo(2);
        market.state[i] = upTo(40) == 0 ? MarketState.HALTED : MarketState.OPEN;
        market.phase[i] = phase();
        market.timeToCloseNs[i] = upTo(1_000_000_000);
        market.averageSpread[i] = upTo(8);
        market.spreadSamples[i] = upTo(200);
        market.events[i] = upTo(500);
        market.refusedEvents[i] = upTo(3) == 0 ? upTo(100) : 0;
        market.eventsOfSource[i] = upTo(500);
        market.refusedEventsOfSource[i] = upTo(3) == 0 ? upTo(100) : 0;
        market.dayVolume[i] = upTo(10) == 0 ? 0 : upTo(100_000_000);
        market.isDayWhole[i] = upTo(2) == 0;
        market.priceAgo[i] = upTo(30) == 0 ? -1 : 9_900 + upTo(200);
        market.hoursKnown[i] = upTo(721);
        market.calendar[i] = upTo(2) == 0 ? MarketView.US_EQUITIES : null;
        if (upTo(3) == 0) {
            final long signed = 10 * (upTo(3) - 1);
            final long heldAfter = 10 * upTo(3);
            unheard.gate.onShares(0, i, signed, heldAfter, unheard.nowNs);
            heard.gate.onShares(0, i, signed, heldAfter, heard.nowNs);
        }
        if (upTo(50) == 0) {
            Arrays.setAll(market.returns[i], hour -> upTo(2_001) - 1_000);
        }
        positions.suspense[i] = upTo(6) == 0 ? upTo(2_001) - 1_000 : 0;
        world.worstBuy[i] = 9_900 + upTo(200);
        world.worstSell[i] = 9_900 + upTo(500);
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
        unheard.gate.onAdopted(s, i, s / 2);
        heard.gate.onAdopted(s, i, s / 2);
    }

    private Intent randomIntent() {
        final Intent intent = unheard.entry(upTo(2) == 0 ? Side.BUY : Side.SELL);
        final boolean isBuy = intent.side == Side.BUY;
        intent.instrumentId = upTo(FakeWorld.INSTRUMENTS);
        intent.venueId = intent.instrumentId == 2 ? 1 : 0;
        intent.strategyId = upTo(FakeWorld.STRATEGIES);
        intent.accountId = intent.strategyId / 2;
        intent.price = 9_950 + upTo(100);
        intent.quantity = 10L * (1 + upTo(300));
        intent.replacesId = upTo(4) == 0 ? 7 : 0;
        intent.basketE8 = upTo(6) == 0 ? 1 + upTo(1_000_000_000) : 0;
        intent.atr = upTo(3) == 0 ? 0 : upTo(200);
        if (upTo(2) == 0) {
            intent.isBracketed = true;
            intent.quantity = upTo(3) == 0 ? 0 : intent.quantity;
            intent.score = upTo(6);
            intent.atrBaseline = upTo(200);
            intent.protectiveStopPrice = intent.price + (isBuy ? -1 : 1) * (1 + upTo(400));
            intent.target1Price = intent.price + (isBuy ? 1 : -1) * upTo(900);
        }
        spoil(intent);
        return intent;
    }

    /** Makes some malformed, or of another kind. */
    private void spoil(final Intent intent) {
        switch (upTo(40)) {
            case 0 -> intent.quantity += upTo(10);
            case 1 -> intent.quantity = upTo(2) == 0 ? -intent.quantity : 2_000_000_000L + 10 * upTo(2);
            case 2 -> intent.price = upTo(3) - 1;
            case 3 -> intent.price = Long.MAX_VALUE - upTo(2);
            case 4 -> intent.orderType = OrderType.MARKET;
            case 5 -> {
                intent.orderType = OrderType.STOP_LIMIT;
                intent.stopPrice = intent.price + upTo(5) - 2;
            }
            case 6 -> intent.timeInForce = upTo(2) == 0 ? null : TimeInForce.NULL_VAL;
            case 7 -> intent.instrumentId = upTo(8) - 2;
            case 8 -> intent.strategyId = upTo(8) - 2;
            case 9 -> intent.accountId = upTo(5) - 1;
            case 10 -> intent.venueId = upTo(4) - 1;
            case 11 -> intent.side = Side.NULL_VAL;
            case 12 -> intent.quantity = 10L * upTo(30);
            case 13 -> intent.effect = Effect.REDUCES;
            default -> {}
        }
    }

    private static Intent copy(final Intent from) {
        final Intent to = new Intent().reset();
        to.strategyId = from.strategyId;
        to.accountId = from.accountId;
        to.venueId = from.venueId;
        to.instrumentId = from.instrumentId;
        to.side = from.side;
        to.orderType = from.orderType;
        to.timeInForce = from.timeInForce;
        to.role = from.role;
        to.effect = from.effect;
        to.price = from.price;
        to.stopPrice = from.stopPrice;
        to.quantity = from.quantity;
        to.linkId = from.linkId;
        to.replacesId = from.replacesId;
        to.basketE8 = from.basketE8;
        to.isBracketed = from.isBracketed;
        to.score = from.score;
        to.protectiveStopPrice = from.protectiveStopPrice;
        to.target1Price = from.target1Price;
        to.target2Price = from.target2Price;
        to.atr = from.atr;
        to.atrBaseline = from.atrBaseline;
        return to;
    }

    private static String text(final Decision d, final Intent intent) {
        return d.control() + " " + d.scopeType() + " " + d.scopeId() + " observed " + d.observed() + " bound "
                + d.bound()
                + " version " + d.limitsVersion() + " passed " + Long.toBinaryString(d.controlsPassed()) + " warned "
                + Long.toBinaryString(d.warnings()) + " risk " + d.riskE8() + " heat " + d.heatE8() + " sends "
                + d.quantity() + " at " + d.price() + " " + intent.effect + " " + intent.orderType + " "
                + intent.timeInForce + " " + intent.stopPrice;
    }

    /** Were it asked, it would pass just so, only later. */
    @Test
    void whatIsFarFromItsRowsIsNotAsked() {
        final GateFixture fixture = fixture(Trace.NONE);
        fixture.limit(Figure.DUPLICATE_WINDOW, ScopeType.GLOBAL, 0, SECOND);
        for (final ScopeType scopeType : List.of(ScopeType.ASSET_CLASS, ScopeType.STRATEGY)) {
            fixture.limit(Figure.GROSS_EXPOSURE, scopeType, 0, GateFixture.WIDE);
            fixture.limit(Figure.NET_EXPOSURE, scopeType, 0, GateFixture.WIDE);
        }
        final Intent plain = fixture.entry(Side.BUY);
        plain.atr = 100;
        fixture.gate.onSent(plain, fixture.nowNs - 2 * SECOND);
        final Intent sale = fixture.entry(Side.SELL);
        final Intent signal = fixture.bracket();
        signal.quantity = 1_000;
        final Intent change = fixture.entry(Side.BUY);
        change.replacesId = 7;
        for (final Intent intent : List.of(plain, sale, signal, change)) {
            assertEquals(List.of(), notClear(fixture, intent), "sampled too little");
        }
        fixture.limit(Figure.ORDERS_PER_TRADE_SAMPLE, ScopeType.GLOBAL, 0, 0);
        fixture.limit(Figure.SPREAD_SAMPLE, ScopeType.GLOBAL, 0, 0);
        fixture.limit(Figure.QUARANTINE_SAMPLE, ScopeType.GLOBAL, 0, 0);
        fixture.limit(Figure.FAT_FINGER_SAMPLE, ScopeType.GLOBAL, 0, 0);
        market.spreadSamples[0] = 100;
        market.averageSpread[0] = 2;
        market.events[0] = 100;
        market.eventsOfSource[0] = 100;
        for (final Intent intent : List.of(plain, sale, signal, change)) {
            assertEquals(List.of(), notClear(fixture, intent), "sampled");
        }
        final Intent bought = fixture.entry(Side.BUY);
        bought.instrumentId = 3;
        assertEquals(List.of(), notClear(fixture, bought), "paid in full");
    }

    private List<String> notClear(final GateFixture fixture, final Intent intent) {
        final Rules rules = fixture.gate.rules();
        assertTrue(fixture.gate.decide(intent, fixture.nowNs).isApproved());
        final Candidate c = fixture.gate.candidate();
        final Map<String, Predicate<Candidate>> looks = new LinkedHashMap<>();
        looks.put("kill", rules.kill::isClear);
        looks.put("form", rules.form::isClear);
        looks.put("market", rules.market::isOpenAndFresh);
        looks.put("collar", rules.market::isClear);
        looks.put("signal", rules.signal::isClear);
        looks.put("size", rules.size::isClear);
        looks.put("position", rules.position::isClear);
        looks.put("exposure", rules.exposure::isClear);
        looks.put("concurrency", rules.heat::isConcurrencyClear);
        looks.put("heat", rules.heat::isHeatClear);
        looks.put("openOrders", rules.openOrders::isClear);
        looks.put("throttle", each -> intent.strategyId != 0 || rules.throttle.isClear(each));
        looks.put("leverage", rules.leverage::isClear);
        looks.put("buyingPower", rules.buyingPower::isClear);
        looks.put("duplicates", rules.duplicates::isClear);
        looks.put("selfMatch", rules.selfMatch::isClear);
        looks.put("orderToTrade", rules.orderToTrade::isClear);
        looks.put("repeats", rules.repeats::isClear);
        looks.put("velocity", rules.velocity::isClear);
        looks.put("spread", rules.spread::isClear);
        looks.put("volatility", rules.volatility::isClear);
        looks.put("hours", rules.hours::isClear);
        looks.put("permission", rules.permission::isClear);
        looks.put("quality", rules.quality::isClear);
        looks.put("volume", rules.volume::isClear);
        looks.put("priceMove", rules.priceMove::isClear);
        looks.put("fatFinger", rules.fatFinger::isClear);
        looks.put("regime", rules.regime::isClear);
        looks.put("correlation", rules.correlation::isClear);
        looks.put("cooldown", rules.cooldown::isClear);
        looks.put("allocation", rules.allocation::isClear);
        looks.put("admission", rules.admission::isClear);
        final List<String> notClear = new ArrayList<>();
        looks.forEach((name, look) -> {
            if (!look.test(c)) {
                notClear.add(name);
            }
        });
        return notClear;
    }

    @Test
    void thereIsSomethingToLookAtWhereEveryRowStands() {
        assertTrue(work(fixture(Trace.NONE)).isWhole);
        for (final Figure figure : Figure.values()) {
            if (figure.control().reach() == Control.Reach.ENTRIES && figure.required() == ScopeType.GLOBAL) {
                assertFalse(work(new GateFixture(Trace.NONE, world).wide(figure)).isWhole, "without " + figure);
            }
        }
    }

    private static Clearance work(final GateFixture fixture) {
        return new Clearances(fixture.instruments, fixture.limits, GateFixture.CAPACITY).work(fixture.entry(Side.BUY));
    }

    @Test
    void nothingIsFoundBeforeItWasLookedUp() {
        final GateFixture fixture = new GateFixture(Trace.NONE, new FakeWorld());
        final Clearances clearances = new Clearances(fixture.instruments, fixture.limits, GateFixture.CAPACITY);
        final Intent intent = fixture.entry(Side.BUY);
        intent.strategyId = -1;
        assertEquals(null, clearances.find(intent));
        intent.strategyId = 0;
        assertEquals(null, clearances.find(intent));

        final Clearance worked = clearances.work(intent);
        assertEquals(worked, clearances.find(intent));
        fixture.define(3, 7);
        assertEquals(null, clearances.find(intent), "after a definition");
        clearances.work(intent);
        clearances.forget();
        assertEquals(null, clearances.find(intent), "forgotten");
    }

    @Test
    void tellsMultiplesWithoutADivision() {
        for (int n = 0; n < 200_000; n++) {
            final long step = 1 + Math.floorMod(next(), upTo(4) == 0 ? 1L << 40 : 1_000);
            final int shift = Long.numberOfTrailingZeros(step);
            final long inverse = Clearance.inverse(step >> shift);
            final long most = Long.divideUnsigned(-1, step) + Long.MIN_VALUE;
            final long any = next() >>> 1 + upTo(60);
            final long value = upTo(2) == 0 ? any : any / step * step;
            final boolean isMultiple = value % step == 0;
            assertEquals(isMultiple, Clearance.isMultiple(value, inverse, shift, most), value + " of " + step);
        }
    }

    @Test
    void aShareThatIsClearIsWithinTheRow() {
        int clear = 0;
        for (int n = 0; n < 500_000; n++) {
            final long whole = next() >>> 1 + upTo(40);
            final long ppm = Math.floorMod(next(), 1L << upTo(31) + 1);
            final long bound = Decimals.mulDiv(whole, ppm, 1_000_000, Rounding.DOWN);
            final long part = bound + upTo(5) - 2;
            if (bound == Decimals.OVERFLOW || part < 0 || whole <= 0) {
                continue;
            }
            if (Clearance.isShareAtMost(part, whole, Clearance.shareAtMost(ppm))) {
                assertFalse(Decimals.isOverPpm(part, whole, ppm), part + " of " + whole + " at most " + ppm);
                clear++;
            }
            if (Clearance.isShareAtLeast(part, whole, Clearance.shareAtLeast(ppm))) {
                assertFalse(Decimals.isUnderPpm(part, whole, ppm), part + " of " + whole + " at least " + ppm);
                clear++;
            }
        }
        assertTrue(clear > 1_000, "clear " + clear);
    }

    @Test
    void nothingIsClearThatHasNoPlaceInALong() {
        assertFalse(Clearance.isAtMost(Decimals.OVERFLOW, Clearance.atMost(Long.MAX_VALUE)));
        assertFalse(Clearance.isSignedAtMost(Decimals.OVERFLOW, Long.MAX_VALUE));
        assertFalse(Clearance.isShareAtMost(Decimals.OVERFLOW, 1, Clearance.shareAtMost(Long.MAX_VALUE)));
        assertFalse(Clearance.isShareAtMost(1, Decimals.OVERFLOW, Clearance.shareAtMost(Long.MAX_VALUE)));
        assertFalse(Clearance.isShareAtLeast(1L << 60, 1, Clearance.shareAtLeast(0)), "in ppm it has no place");
        assertFalse(Clearance.isShareAtMost(0, Decimals.OVERFLOW, Clearance.shareAtMost(0)));
        assertFalse(Clearance.isShareAtLeast(0, Decimals.OVERFLOW, Clearance.shareAtLeast(0)));
        assertFalse(Clearance.isShareAtMost(1, 0, Clearance.shareAtMost(Long.MAX_VALUE)), "of nothing");
    }

    @Test
    void aBoundIsInclusiveAndNothingIsClearOfNone() {
        assertTrue(Clearance.isAtMost(0, Clearance.atMost(0)));
        assertTrue(Clearance.isAtMost(5, Clearance.atMost(5)));
        assertFalse(Clearance.isAtMost(6, Clearance.atMost(5)));
        assertFalse(Clearance.isAtMost(-1, Clearance.atMost(5)));
        assertTrue(Clearance.isAtMost(Long.MAX_VALUE, Clearance.atMost(Long.MAX_VALUE)));
        assertFalse(Clearance.isAtMost(0, Clearance.atMost(-1)));
        assertFalse(Clearance.isShareAtMost(0, 1, Clearance.shareAtMost(-1)));
        assertFalse(Clearance.isShareAtLeast(Long.MAX_VALUE, 1, Clearance.shareAtLeast(Long.MAX_VALUE)));
    }

    private long next() {
        random = random + 0x9E3779B97F4A7C15L;
        return Frame.mix(random);
    }

    private int upTo(final int bound) {
        return (int) Math.floorMod(next(), (long) bound);
    }

    private record Asked(Control control, ScopeType scopeType, int scopeId, long observed) {}

    private record Row(Figure figure, ScopeType scopeType, int id) {
        /** Returns the value that binds nowhere. */
        long wide() {
            return figure.sense() == Sense.AT_LEAST && figure != Figure.DAY_TRADE_EQUITY
                    ? 0
                    : Math.min(figure.largest(), GateFixture.WIDE);
        }
    }

    private static final class Observed implements Trace {
        private final List<Asked> rows = new ArrayList<>();

        @Override
        public void control(
                final Control control,
                final ScopeType scopeType,
                final int scopeId,
                final long observed,
                final long bound,
                final boolean passes) {
            if (observed >= 0) {
                rows.add(new Asked(control, scopeType, Math.max(0, scopeId), observed));
            }
        }
    }
}
