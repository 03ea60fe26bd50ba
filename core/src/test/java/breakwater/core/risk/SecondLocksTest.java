package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/**
 * What a control ahead of it refuses, so that in the gate it never comes that far, heat and buying power refuse by themselves
 * too: their order is no part of what makes them safe.
 */
class SecondLocksTest {
    private final GateFixture fixture = new GateFixture().wide();
    private final FakeWorld world = fixture.world;
    private final Decision decision = new Decision();
    private final Examiner examiner = new Examiner(fixture.limits, Trace.NONE, decision);
    private final OpenBooks books = new OpenBooks(world, world.positions, GateFixture.CAPACITY);
    private final WorstValue worst = new WorstValue(fixture.instruments, world.market);
    private final Capital capital = new Capital(fixture.instruments, examiner);
    private final BookValues values = new BookValues(
            fixture.instruments, world.market, world, world.positions, books, worst, capital, GateFixture.CAPACITY);
    private final ExposureRule exposure =
            new ExposureRule(fixture.instruments, world, world.positions, books, values, worst, capital, examiner);
    private final HeatRule heat =
            new HeatRule(fixture.instruments, world, world.positions, books, values, worst, examiner);
    private final BuyingPowerRule buyingPower =
            new BuyingPowerRule(fixture.instruments, world, world.positions, books, values, exposure, worst, examiner);
    private final Candidate candidate = new Candidate(
            fixture.instruments,
            world,
            world.positions,
            GateFixture.CAPACITY,
            new Clearances(fixture.instruments, fixture.limits, GateFixture.CAPACITY));

    @Test
    void heatRefusesWhereANakedPositionHasNoMark() {
        for (int id = 0; id < FakeWorld.INSTRUMENTS; id++) {
            world.positions.held[1][id] = 500;
            books.add(1, id, 0);
            begin(fixture.entry(Side.BUY));
            assertTrue(heat.isHeatWithin(candidate), "marked " + id);
            world.market.quote(id, 0, 0);

            begin(fixture.entry(Side.BUY));
            assertFalse(heat.isHeatWithin(candidate), "unmarked " + id);

            assertEquals(
                    Answer.refused(Control.DEFAULT_DENY, INSTRUMENT, id, Control.HEAT.code(), Examiner.NO_PRICE),
                    Answer.of(decision));
            world.positions.held[1][id] = 0;
            world.market.quote(id, 9_999, 10_001);
        }
    }

    @Test
    void heatTakesABracketWithoutAStopForNaked() {
        final Intent naked = fixture.bracket();
        naked.quantity = 1_000;
        naked.protectiveStopPrice = 0;
        begin(naked);
        assertTrue(heat.isHeatWithin(candidate));

        assertEquals(10_011_001_000L, decision.riskE8(), "all of it is at risk");
    }

    @Test
    void buyingPowerRefusesWithoutEquity() {
        world.positions.cashE8[0] = 1_000_000_000_000L;
        assertBuys(100_000_000_000L, Answer.APPROVED);
        for (final long none : new long[] {0, -1}) {
            assertBuys(none, Answer.refused(Control.BUYING_POWER, ACCOUNT, 0, -Long.MAX_VALUE, 0));
        }
    }

    @Test
    void buyingPowerRefusesByP37CashOrEquityThatHasNoPlaceInALong() {
        final Answer overflow = Answer.refused(Control.ARITHMETIC, ACCOUNT, 0, 0, Control.BUYING_POWER.code());
        assertBuys(Decimals.OVERFLOW, overflow);
        world.positions.cashE8[0] = -Long.MAX_VALUE;
        assertBuys(100_000_000_000L, overflow);
    }

    private void assertBuys(final long equityE8, final Answer answer) {
        world.positions.equityE8[0] = equityE8;
        final Intent entry = fixture.entry(Side.BUY);
        entry.instrumentId = 3;
        begin(entry);
        assertTrue(exposure.isWithin(candidate));

        assertEquals(answer == Answer.APPROVED, buyingPower.isWithin(candidate));

        assertEquals(answer, Answer.of(decision));
    }

    /** As the gate does, but for the controls ahead; nothing is kept from one to the next. */
    private void begin(final Intent intent) {
        decision.begin(0);
        worst.begin();
        candidate.wrap(intent, fixture.nowNs);
        candidate.lookUp();
        values.sums();
    }
}
