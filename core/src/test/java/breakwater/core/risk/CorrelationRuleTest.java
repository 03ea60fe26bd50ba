package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.fake.FakeMarket;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** P15: strategy 1 holds instrument 1, strategy 0 enters instrument 0. Both have gone up and down for a hundred hours. */
class CorrelationRuleTest {
    private static final long HOUR = 3_600_000_000_000L;
    /** Half the root of 2: of what instrument 1 does, one half of the squares is what instrument 0 does. */
    private static final long OBSERVED = 707_107;

    private final GateFixture fixture = new GateFixture()
            .wide()
            .limit(Figure.CORRELATION_SAMPLE, GLOBAL, 0, 24)
            .limit(Figure.CORRELATION_WINDOW, GLOBAL, 0, 720 * HOUR);
    private final FakeMarket market = fixture.world.market;

    CorrelationRuleTest() {
        for (int i = 0; i < 720; i++) {
            market.returns[0][i] = i % 2 == 0 ? 100 : -100;
            market.returns[1][i] = (i % 2 == 0 ? 200 : -200) + (i / 2 % 2 == 0 ? 200 : -200);
        }
        know(100);
    }

    @Test
    void boundsHowFarItGoesTogetherWithWhatIsHeld() {
        hold(1, 1_000);

        for (final ScopeType row : new ScopeType[] {GLOBAL, INSTRUMENT}) {
            Boundary.assertHolds(fixture, entry(Side.BUY), Figure.CORRELATION, row, 0, INSTRUMENT, 0, OBSERVED);
        }
    }

    @Test
    void countsWhatGoesAgainstItOnTheOtherSide() {
        hold(1, -1_000);
        assertObserves(Side.SELL, OBSERVED);
        turnRound();
        assertObserves(Side.BUY, OBSERVED);
    }

    @Test
    void hasNothingToSayOfAHedge() {
        hold(1, -1_000);
        assertObserves(Side.BUY, 0);
        turnRound();
        assertObserves(Side.SELL, 0);
    }

    @Test
    void countsEntriesThatWork() {
        fixture.world.buys[1][1] = 500;
        fixture.gate.onAdopted(1, 1, 0);

        assertObserves(Side.BUY, OBSERVED);
        assertObserves(Side.SELL, 0);
    }

    @Test
    void countsAnExitOnlyAsFarAsItWouldTurnThePosition() {
        hold(1, 1_000);
        fixture.world.sells[1][1] = 1_000;
        assertObserves(Side.SELL, 0);
        fixture.world.sells[1][1] = 1_001;
        assertObserves(Side.SELL, OBSERVED);
    }

    @Test
    void countsWhatTheSuspenseBookHolds() {
        fixture.world.positions.suspense[1] = -10;

        assertObserves(Side.SELL, OBSERVED);
        assertObserves(Side.BUY, 0);
    }

    @Test
    void leavesTheInstrumentItselfToOtherControls() {
        fixture.world.positions.held[1][0] = 1_000;
        fixture.gate.onAdopted(1, 0, 0);

        assertObserves(Side.BUY, 0);
    }

    @Test
    void forgetsWhatWasClosed() {
        hold(1, 1_000);
        assertObserves(Side.BUY, OBSERVED);
        fixture.world.positions.held[1][1] = 0;
        assertObserves(Side.BUY, 0);
    }

    @Test
    void hearsOfWhatIsOpenedAndClosedThoughNoRowAndNoHourHasPassed() {
        fixture.limit(Figure.CORRELATION, GLOBAL, 0, OBSERVED - 1);
        final Answer together = Answer.refused(Control.CORRELATION, INSTRUMENT, 0, OBSERVED, OBSERVED - 1);
        assertEquals(Answer.APPROVED, fixture.ask(entry(Side.BUY)));
        hold(1, 1_000);
        assertEquals(together, fixture.ask(entry(Side.BUY)));
        assertEquals(Answer.APPROVED, fixture.ask(entry(Side.SELL)));
        hold(1, -1_000);
        assertEquals(Answer.APPROVED, fixture.ask(entry(Side.BUY)));
        assertEquals(together, fixture.ask(entry(Side.SELL)));
        fixture.world.positions.held[1][1] = 0;
        assertEquals(Answer.APPROVED, fixture.ask(entry(Side.SELL)));
    }

    /** Instrument 2 goes against instrument 1 and has nothing in common with instrument 0. */
    @Test
    void knowsEveryPairByItself() {
        for (int i = 0; i < 720; i++) {
            market.returns[2][i] = -market.returns[1][i] + market.returns[0][i] * 2;
        }
        nextHour();
        hold(2, -1_000);
        fixture.limit(Figure.CORRELATION, GLOBAL, 0, 1);
        assertEquals(Answer.APPROVED, fixture.ask(entry(Side.BUY)));
        final Intent inOther = entry(Side.BUY);
        inOther.instrumentId = 1;

        assertEquals(Answer.refused(Control.CORRELATION, INSTRUMENT, 1, OBSERVED, 1), fixture.ask(inOther));

        inOther.instrumentId = 0;
        assertEquals(Answer.APPROVED, fixture.ask(inOther));
    }

    /** Hours that are over do not change; so what was worked out stands for the hour, and not for another. */
    @Test
    void worksAPairOutOnceAnHour() {
        hold(1, 1_000);
        assertObserves(Side.BUY, OBSERVED);
        fixture.nowNs = fixture.nowNs / HOUR * HOUR;
        fixture.limit(Figure.CORRELATION, GLOBAL, 0, OBSERVED - 1);
        assertEquals(Control.CORRELATION, fixture.ask(entry(Side.BUY)).control());
        System.arraycopy(market.returns[0], 0, market.returns[1], 0, 720);

        fixture.nowNs += HOUR - 1;
        fixture.world.buys[1][1] = 7;
        assertEquals(OBSERVED, fixture.ask(entry(Side.BUY)).observed());
        fixture.world.sells[1][1] = 2_000;
        assertEquals(OBSERVED, fixture.ask(entry(Side.BUY)).observed(), "the directions are others, the hour is not");
        fixture.nowNs += 1;
        assertEquals(1_000_000, fixture.ask(entry(Side.BUY)).observed());
    }

    @Test
    void worksEveryPairOutAnewAfterARestore() {
        hold(1, 1_000);
        fixture.limit(Figure.CORRELATION, GLOBAL, 0, OBSERVED - 1);
        assertEquals(OBSERVED, fixture.ask(entry(Side.BUY)).observed());
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        fixture.gate.writeTo(snapshot);
        System.arraycopy(market.returns[0], 0, market.returns[1], 0, 720);

        fixture.gate.readFrom(snapshot.reader());

        assertEquals(1_000_000, fixture.ask(entry(Side.BUY)).observed());
    }

    @Test
    void takesTheWorstOfAllThatIsHeld() {
        hold(1, 1_000);
        hold(2, 1_000);
        assertObserves(Side.BUY, OBSERVED);
        System.arraycopy(market.returns[0], 0, market.returns[2], 0, 720);
        nextHour();
        assertObserves(Side.BUY, 1_000_000);
    }

    @Test
    void takesWhatIsAssumedUpToTheSample() {
        hold(1, 1_000);
        fixture.limit(Figure.ASSUMED_CORRELATION, GLOBAL, 0, 600_000);
        know(24);
        for (final Side side : new Side[] {Side.BUY, Side.SELL}) {
            assertObserves(side, 600_000);
        }
        know(25);
        assertObserves(Side.SELL, 0);
        know(100);
        market.hoursKnown[1] = 24;
        assertObserves(Side.BUY, 600_000);
    }

    @Test
    void looksBackNoFurtherThanTheWindow() {
        hold(1, 1_000);
        fixture.limit(Figure.CORRELATION_WINDOW, GLOBAL, 0, 100 * HOUR);
        know(720);
        assertObserves(Side.BUY, OBSERVED);
        fixture.limit(Figure.CORRELATION_WINDOW, GLOBAL, 0, 26 * HOUR - 1);
        java.util.Arrays.fill(market.returns[1], 25, 720, -9);
        System.arraycopy(market.returns[0], 0, market.returns[1], 0, 25);
        nextHour();
        assertObserves(Side.BUY, 1_000_000);
    }

    @Test
    void deniesWithoutARow() {
        for (final Figure figure : new Figure[] {
            Figure.CORRELATION, Figure.CORRELATION_SAMPLE, Figure.CORRELATION_WINDOW, Figure.ASSUMED_CORRELATION
        }) {
            final GateFixture bare = new GateFixture().wide(figure);
            assertEquals(
                    Answer.refused(Control.DEFAULT_DENY, GLOBAL, 0, Control.CORRELATION.code(), figure.key()),
                    bare.ask(bare.entry(Side.BUY)));
        }
    }

    @Test
    void asksNoExit() {
        hold(1, 1_000);
        fixture.hold(1_000).limit(Figure.CORRELATION, GLOBAL, 0, 0);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 1_000)));
    }

    /** Whatever is held, known and allowed, an entry passes exactly where the worst of all pairs is within its row. */
    @Test
    void agreesWithAPlainLookAtAllPairs() {
        final long seed = 15_015L;
        final SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 3_000; n++) {
            for (int id = 0; id < FakeWorld.INSTRUMENTS; id++) {
                for (int i = 0; i < 60; i++) {
                    market.returns[id][i] = random.nextInt(-3, 4) + (id > 0 ? market.returns[id - 1][i] : 0);
                }
                market.hoursKnown[id] = random.nextInt(20) == 0 ? 2 : 20 + random.nextInt(30);
                for (int s = 0; s < FakeWorld.STRATEGIES; s++) {
                    fixture.world.positions.held[s][id] = random.nextInt(6) == 0 ? random.nextInt(-9, 10) : 0;
                    fixture.world.buys[s][id] = random.nextInt(6) == 0 ? random.nextInt(10) : 0;
                    fixture.world.sells[s][id] = random.nextInt(6) == 0 ? random.nextInt(10) : 0;
                    fixture.gate.onAdopted(s, id, 0);
                }
                fixture.world.positions.suspense[id] = random.nextInt(9) == 0 ? random.nextInt(-2, 3) : 0;
            }
            final long limit = random.nextLong(1_000_001);
            final long assumed = random.nextLong(1_000_001);
            fixture.limit(Figure.CORRELATION, GLOBAL, 0, limit)
                    .limit(Figure.CORRELATION_SAMPLE, GLOBAL, 0, 20)
                    .limit(Figure.ASSUMED_CORRELATION, GLOBAL, 0, assumed);
            nextHour();
            for (final Side side : new Side[] {Side.BUY, Side.SELL}) {
                final long worst = plainly(side == Side.BUY, assumed);
                assertEquals(
                        worst <= limit
                                ? Answer.APPROVED
                                : Answer.refused(Control.CORRELATION, INSTRUMENT, 0, worst, limit),
                        fixture.ask(entry(side)),
                        "seed " + seed + " n " + n);
            }
        }
    }

    private long plainly(final boolean isBuy, final long assumed) {
        long worst = 0;
        for (int id = 1; id < FakeWorld.INSTRUMENTS; id++) {
            boolean isLong = fixture.world.positions.suspense[id] > 0;
            boolean isShort = fixture.world.positions.suspense[id] < 0;
            for (int s = 0; s < FakeWorld.STRATEGIES; s++) {
                final long held = fixture.world.positions.held[s][id];
                isLong |= held + fixture.world.buys[s][id] > 0;
                isShort |= held - fixture.world.sells[s][id] < 0;
            }
            final int hours = Math.min(market.hoursKnown[0], market.hoursKnown[id]);
            if ((isLong || isShort) && hours <= 20) {
                worst = Math.max(worst, assumed);
            } else if (isLong || isShort) {
                final int together = Correlation.ppm(market.returns[0], market.returns[id], hours);
                worst = Math.max(worst, (isBuy ? isLong : isShort) ? together : 0);
                worst = Math.max(worst, (isBuy ? isShort : isLong) ? -together : 0);
            }
        }
        return worst;
    }

    @Test
    void allocatesNothing() {
        hold(1, 1_000);
        final Intent entry = entry(Side.BUY);
        final Runnable step = () -> fixture.gate.decide(entry, fixture.nowNs += HOUR);
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }
        final AllocationCount count = new AllocationCount(CorrelationRuleTest.class);

        assertEquals(0, count.count(20_000, step), count::toString);
    }

    private void assertObserves(final Side side, final long observed) {
        if (observed > 0) {
            fixture.limit(Figure.CORRELATION, GLOBAL, 0, observed - 1);
            assertEquals(
                    Answer.refused(Control.CORRELATION, INSTRUMENT, 0, observed, observed - 1),
                    fixture.ask(entry(side)));
        }
        fixture.limit(Figure.CORRELATION, GLOBAL, 0, observed);
        assertEquals(Answer.APPROVED, fixture.ask(entry(side)));
    }

    private void hold(final int instrumentId, final long quantity) {
        fixture.world.positions.held[1][instrumentId] = quantity;
        fixture.world.positions.entry[1][instrumentId] = 10_000;
        fixture.gate.onAdopted(1, instrumentId, 0);
    }

    /** Pairs are worked out once an hour. */
    private void nextHour() {
        fixture.nowNs += HOUR;
    }

    private void know(final int hours) {
        java.util.Arrays.fill(market.hoursKnown, hours);
        nextHour();
    }

    private void turnRound() {
        for (int i = 0; i < 720; i++) {
            market.returns[1][i] = -market.returns[1][i];
        }
        nextHour();
    }

    private Intent entry(final Side side) {
        return fixture.entry(side);
    }
}
