package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static breakwater.core.message.ScopeType.VENUE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.MarketState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Precedence, the trace, allocation, snapshots. */
class GateStateTest {
    @Test
    void namesTheFirstControlThatRefusesAndTheNextOnceThatOneHolds() {
        final GateFixture fixture = new GateFixture()
                .wide()
                .limit(Figure.SCORE, STRATEGY, 0, 1)
                .limit(Figure.ENTRY_COLLAR, INSTRUMENT, 0, 0)
                .limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 0)
                .limit(Figure.ORDER_NOTIONAL, GLOBAL, 0, 0)
                .limit(Figure.LONG_POSITION, INSTRUMENT, 0, 0)
                .limit(Figure.GROSS_EXPOSURE, GLOBAL, 0, 0)
                .limit(Figure.OPEN_POSITIONS, GLOBAL, 0, 0)
                .limit(Figure.PORTFOLIO_HEAT, GLOBAL, 0, 0)
                .limit(Figure.OPEN_ORDERS, GLOBAL, 0, 0)
                .limit(Figure.MESSAGE_RESERVE, VENUE, 0, 1_000_000);
        fixture.world.levels[0] = Level.REDUCE_ONLY;
        fixture.world.market.state[0] = MarketState.CLOSED;
        fixture.world.market.quoteAgeNs[0] = 5_000;
        final Intent intent = fixture.entry(Side.BUY);
        intent.price = 10_001;
        intent.quantity = 7;
        final List<Control> refusals = new ArrayList<>();

        refusals.add(fixture.ask(intent).control());
        fixture.world.levels[0] = Level.ACTIVE;
        refusals.add(fixture.ask(intent).control());
        intent.quantity = 1_000;
        refusals.add(fixture.ask(intent).control());
        fixture.world.market.state[0] = MarketState.OPEN;
        refusals.add(fixture.ask(intent).control());
        fixture.world.market.quoteAgeNs[0] = 0;
        refusals.add(fixture.ask(intent).control());
        intent.score = 1;
        refusals.add(fixture.ask(intent).control());
        for (final Figure figure : new Figure[] {
            Figure.ENTRY_COLLAR, Figure.ORDER_QUANTITY, Figure.ORDER_NOTIONAL, Figure.LONG_POSITION,
            Figure.GROSS_EXPOSURE, Figure.OPEN_POSITIONS, Figure.PORTFOLIO_HEAT, Figure.OPEN_ORDERS
        }) {
            fixture.limit(figure, figure.required(), 0, Math.min(figure.largest(), GateFixture.WIDE));
            refusals.add(fixture.ask(intent).control());
        }

        assertEquals(
                List.of(
                        Control.KILL_STATE,
                        Control.WELL_FORMED,
                        Control.MARKET_STATE,
                        Control.STALE_DATA,
                        Control.SIGNAL_CONTRACT,
                        Control.PRICE_COLLAR,
                        Control.ORDER_QUANTITY,
                        Control.ORDER_NOTIONAL,
                        Control.POSITION_LIMIT,
                        Control.EXPOSURE,
                        Control.CONCURRENCY,
                        Control.HEAT,
                        Control.OPEN_ORDERS,
                        Control.THROTTLE),
                refusals);
    }

    @Test
    void tellsTheTraceEveryControlInOrderUpToTheRefusal() {
        final List<String> told = new ArrayList<>();
        final GateFixture fixture = new GateFixture(new Trace() {
                    @Override
                    public void control(
                            final Control control,
                            final ScopeType scopeType,
                            final int scopeId,
                            final long observed,
                            final long bound,
                            final boolean passes) {
                        told.add(control + " " + scopeType + " " + observed + "/" + bound + " " + passes);
                    }
                })
                .wide()
                .limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 999);

        fixture.ask(fixture.entry(Side.BUY));

        assertEquals(
                List.of(
                        "KILL_STATE GLOBAL 0/0 true",
                        "WELL_FORMED INSTRUMENT 10000000000/100000000 true",
                        "MARKET_STATE INSTRUMENT 0/0 true",
                        "STALE_DATA INSTRUMENT 0/1000 true",
                        "STALE_DATA ACCOUNT 1/1 true",
                        "PRICE_COLLAR INSTRUMENT 0/1000000 true",
                        "ORDER_QUANTITY INSTRUMENT 1000/999 false"),
                told);
    }

    @Test
    void tellsTheTraceWhatWasMissingAndWhatHadNoPlace() {
        final List<String> told = new ArrayList<>();
        final GateFixture fixture = new GateFixture(new Trace() {
                    @Override
                    public void control(
                            final Control control,
                            final ScopeType scopeType,
                            final int scopeId,
                            final long observed,
                            final long bound,
                            final boolean passes) {
                        if (!passes) {
                            told.add(control + " " + scopeType + " " + scopeId + " " + observed + "/" + bound);
                        }
                    }
                })
                .wide(Figure.ORDER_NOTIONAL);
        fixture.ask(fixture.entry(Side.BUY));
        fixture.limit(Figure.ORDER_NOTIONAL, GLOBAL, 0, GateFixture.WIDE);
        fixture.world.buys[0][0] = Long.MAX_VALUE - 10;
        fixture.ask(fixture.entry(Side.BUY));

        assertEquals(
                List.of(
                        "DEFAULT_DENY GLOBAL 0 " + Control.ORDER_NOTIONAL.code() + "/0",
                        "ARITHMETIC INSTRUMENT 0 0/" + Control.POSITION_LIMIT.code()),
                told);
    }

    @Test
    void saysWhatAnOrderIsWorthAtItsWorst() {
        final GateFixture fixture = new GateFixture();
        assertEquals(10_011_001_000L, fixture.gate.worstNotionalE8(fixture.entry(Side.BUY)));
        final Intent huge = fixture.entry(Side.BUY);
        huge.quantity = Long.MAX_VALUE;
        assertEquals(Long.MIN_VALUE, fixture.gate.worstNotionalE8(huge), "no place in a long");
    }

    @Tag("slow")
    @Test
    void allocatesNothing() {
        final GateFixture fixture = new GateFixture().wide().hold(500);
        final Intent entry = fixture.entry(Side.BUY);
        final Intent bracket = fixture.bracket();
        final Intent exit = fixture.exit(Side.SELL, 100);
        final Digest digest = new Digest();
        final AllocationCount count = new AllocationCount(GateStateTest.class);
        run(fixture, entry, bracket, exit, digest, 20_000);

        final long allocated = count.count(1, () -> run(fixture, entry, bracket, exit, digest, 20_000));

        assertEquals(0, allocated, "bytes in 60,000 decisions");
    }

    /** 1.000 at the mark of 100.01 with a fee of 0.1 %, then of 0.2 %. */
    @Test
    void aFeeThatIsDefinedAnewCountsInTheNextDecision() {
        final GateFixture fixture = new GateFixture(Trace.NONE, new FakeWorld().telling())
                .wide()
                .limit(Figure.ORDER_NOTIONAL, GLOBAL, 0, 10_011_001_000L);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));

        fixture.define(0, 2_000);
        fixture.gate.onDefined();

        assertEquals(
                Answer.refused(Control.ORDER_NOTIONAL, GLOBAL, 0, 10_021_002_000L, 10_011_001_000L),
                fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void goesOnAlikeAfterARestore() {
        final GateFixture uninterrupted = throttled();
        final GateFixture restored = throttled();
        for (final long seed : new long[] {1, 2, 3}) {
            step(uninterrupted, seed, 200);
            final SnapshotBuffer snapshot = new SnapshotBuffer();
            uninterrupted.gate.writeTo(snapshot);
            step(restored, seed + 100, 50);
            restored.gate.readFrom(snapshot.reader());
            restored.nowNs = uninterrupted.nowNs;

            assertEquals(digest(uninterrupted), digest(restored), "seed " + seed);
            assertEquals(step(uninterrupted, seed + 9, 300), step(restored, seed + 9, 300), "seed " + seed);
            assertEquals(digest(uninterrupted), digest(restored), "seed " + seed);
        }
    }

    private static GateFixture throttled() {
        final GateFixture fixture = new GateFixture()
                .wide()
                .limit(Figure.MESSAGE_RATE, VENUE, 0, 50)
                .limit(Figure.MESSAGE_BURST, VENUE, 0, 20)
                .limit(Figure.MESSAGE_RESERVE, VENUE, 0, 4);
        fixture.world.positions.held[2][1] = 1_000;
        fixture.world.positions.held[1][0] = -1_000;
        return fixture;
    }

    private static List<Answer> step(final GateFixture fixture, final long seed, final int steps) {
        final List<Answer> answers = new ArrayList<>();
        long random = seed;
        for (int i = 0; i < steps; i++) {
            random = Frame.mix(random);
            fixture.nowNs += Math.floorMod(random, 20_000_000L);
            final Intent intent = fixture.entry(random < 0 ? Side.BUY : Side.SELL);
            intent.strategyId = (int) Math.floorMod(random, 4L);
            intent.instrumentId = (int) Math.floorMod(random >> 8, 2L);
            final Answer answer = fixture.ask(intent);
            answers.add(answer);
            if (answer.control() == Control.NONE) {
                fixture.gate.onSent(intent, fixture.nowNs);
            } else {
                fixture.gate.onUnthrottled(0, intent.strategyId, fixture.nowNs);
            }
        }
        return answers;
    }

    private static long digest(final GateFixture fixture) {
        final Digest digest = new Digest();
        fixture.gate.writeTo(digest);
        return digest.value();
    }

    private static void run(
            final GateFixture fixture,
            final Intent entry,
            final Intent bracket,
            final Intent exit,
            final Digest digest,
            final int rounds) {
        for (int i = 0; i < rounds; i++) {
            fixture.nowNs += 1_000;
            entry.instrumentId = (i & 1) == 0 ? 0 : 3;
            fixture.gate.decide(entry, fixture.nowNs);
            bracket.quantity = 0;
            fixture.gate.decide(bracket, fixture.nowNs);
            fixture.gate.decide(exit, fixture.nowNs);
            fixture.gate.onSent(entry, fixture.nowNs);
            fixture.gate.onUnthrottled(0, 0, fixture.nowNs);
            if (i % 1_000 == 0) {
                fixture.gate.writeTo(digest);
                fixture.limits.writeTo(digest);
            }
        }
    }
}
