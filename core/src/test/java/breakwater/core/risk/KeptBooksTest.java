package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import breakwater.core.reference.Changes;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotBuffer;
import org.junit.jupiter.api.Test;

/**
 * What is kept of open books, and when it is not to be kept. A buy of 1.000 is worth 100.11001 with its fee; a position of 1.000
 * at the mark is worth 100.01.
 */
class KeptBooksTest {
    private static final long ONE_E8 = 10_011_001_000L;
    private static final long HELD_E8 = 10_001_000_000L;
    private static final long EQUITY_E8 = 100_000_000_000_000_000L;

    private final FakeWorld world = new FakeWorld().telling();
    private final GateFixture fixture = new GateFixture(Trace.NONE, world).wide();

    @Test
    void hearOfEachRoomByItself() {
        assertGross(fixture, ONE_E8);
        world.positions.suspense[1] = 1_000;
        world.positions.changes.mark(1);
        assertGross(fixture, ONE_E8 + HELD_E8);
        fixture.gate.onAdopted(1, 2, 0);
        assertGross(fixture, ONE_E8 + HELD_E8);
        world.buys[1][2] = 1_000;
        world.changes().mark(2);
        assertGross(fixture, 2 * ONE_E8 + HELD_E8);
        world.market.quote(1, 19_998, 20_002);
        world.moved(1);
        assertGross(fixture, 2 * ONE_E8 + 2 * HELD_E8);
        world.market.quote(2, 19_998, 20_002);
        world.moved(2);
        assertGross(fixture, 3 * ONE_E8 + 2 * HELD_E8);
    }

    @Test
    void followTheMarkOfWhatIsInSuspenseAloneInAnyInstrument() {
        for (int id = 1; id < FakeWorld.INSTRUMENTS; id++) {
            world.positions.suspense[id] = 1_000;
            world.positions.changes.mark(id);
            assertGross(fixture, ONE_E8 + HELD_E8);
            world.market.quote(id, 29_997, 30_003);
            world.moved(id);
            assertGross(fixture, ONE_E8 + 3 * HELD_E8);
            world.positions.suspense[id] = 0;
            world.positions.changes.mark(id);
            assertGross(fixture, ONE_E8);
        }
    }

    @Test
    void areReadAtEveryDecisionWhereARoomDoesNotSayWhatHasChanged() {
        for (int room = 0; room < 3; room++) {
            final FakeWorld silent = room == 2 ? new FakeWorld() : new FakeWorld().telling();
            silent.market.priceChanges = room == 0 ? null : new Changes(FakeWorld.INSTRUMENTS);
            silent.positions.changes = room == 1 ? null : new Changes(FakeWorld.INSTRUMENTS);
            final GateFixture other = new GateFixture(Trace.NONE, silent).wide();
            assertGross(other, ONE_E8);
            silent.positions.suspense[1] = 1_000;
            assertGross(other, ONE_E8 + HELD_E8);
            silent.market.quote(1, 19_998, 20_002);
            assertGross(other, ONE_E8 + 2 * HELD_E8);
        }
    }

    /** A price is wanted of whatever is open anywhere: held, being bought, or being sold. */
    @Test
    void areRefusedWhileOneHasNoMark() {
        fixture.hold(500);
        world.changed(0);
        for (final int what : new int[] {0, 1, 2, 3}) {
            world.positions.held[1][1] = what == 0 ? 700 : 0;
            world.buys[1][1] = what == 1 ? 700 : 0;
            world.sells[1][1] = what == 2 ? 700 : 0;
            world.positions.suspense[1] = what == 3 ? 700 : 0;
            world.market.quote(1, 9_999, 10_001);
            fixture.gate.onAdopted(1, 1, 0);
            world.changed(1);
            world.moved(1);
            assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "marked " + what);

            world.market.quote(1, 0, 0);
            world.moved(1);

            assertEquals(
                    Answer.refused(Control.DEFAULT_DENY, INSTRUMENT, 1, Control.EXPOSURE.code(), Examiner.NO_PRICE),
                    fixture.ask(fixture.entry(Side.BUY)),
                    "unmarked " + what);
        }
    }

    /** The buys of another strategy count at this order's price where that is the highest; here too much to be kept. */
    @Test
    void areAddedUpAnewWhereThePriceOfTheOrderLiftsOneBeyondWhatIsKept() {
        final long quantity = 230_000_000_000L;
        rich();
        work(1, quantity);
        final Intent high = fixture.entry(Side.BUY);
        assertGross(fixture, high, ONE_E8 + at(quantity, 10_001));
        high.price = 10_101;
        assertGross(fixture, high, at(1_000, 10_101) + at(quantity, 10_101));
    }

    @Test
    void areAddedUpAnewWhereThePriceOfTheOrderLiftsAllBeyondWhatIsKept() {
        final long quantity = 115_000_000_000L;
        rich();
        work(1, quantity);
        work(2, quantity);
        final Intent high = fixture.entry(Side.BUY);
        assertGross(fixture, high, ONE_E8 + 2 * at(quantity, 10_001));
        high.price = 10_101;
        assertGross(fixture, high, at(1_000, 10_101) + 2 * at(quantity, 10_101));
    }

    /** 2.3e18 is kept, and this order alone is worth 9e18: what has no place in a long is refused, not wrapped. */
    @Test
    void neverWrapBesideAnOrderThatIsNearlyTooLargeForALong() {
        fixture.define(0, 1_000, d -> d.maxQuantity(Long.MAX_VALUE));
        fixture.limit(Figure.ORDER_NOTIONAL, GLOBAL, 0, Long.MAX_VALUE);
        rich();
        world.positions.held[1][1] = 230_000_000_000L;
        fixture.gate.onAdopted(1, 1, 0);
        world.changed(1);
        final Intent huge = fixture.entry(Side.BUY);
        huge.quantity = 900_000_000_000L;
        final Answer refused = Answer.refused(Control.ARITHMETIC, GLOBAL, 0, 0, Control.EXPOSURE.code());
        assertEquals(refused, fixture.ask(huge));
        fixture.hold(10);
        world.changed(0);
        assertEquals(refused, fixture.ask(huge), "in a book that is open already");
    }

    @Test
    void knowNoDirectionInAnInstrumentThatARestoreDoesNotKnow() {
        fixture.limit(Figure.CORRELATION, GLOBAL, 0, 500_000).limit(Figure.ASSUMED_CORRELATION, GLOBAL, 0, 600_000);
        final SnapshotBuffer gate = new SnapshotBuffer();
        fixture.gate.writeTo(gate);
        final Instruments fewer = new Instruments(GateFixture.CAPACITY.instruments());
        GateFixture.define(fewer, 0, 1_000, d -> {});
        final SnapshotBuffer instruments = new SnapshotBuffer();
        fewer.writeTo(instruments);
        world.positions.held[1][1] = 1_000;
        fixture.gate.onAdopted(1, 1, 0);
        world.changed(1);
        assertEquals(
                Answer.refused(Control.CORRELATION, INSTRUMENT, 0, 600_000, 500_000),
                fixture.ask(fixture.entry(Side.BUY)));

        world.positions.held[1][1] = 0;
        fixture.instruments.readFrom(instruments.reader());
        fixture.gate.readFrom(gate.reader());

        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void takeWhatIsInSuspenseForPaidAtItsMark() {
        final FakeWorld cash = new FakeWorld();
        cash.positions.equityE8[0] = 100_000_000_000L;
        final GateFixture bought = new GateFixture(Trace.NONE, cash, d -> d.isShortable((short) 0)).wide();
        // 1,000 less 100.11001
        assertLeft(bought, 899_889);
        for (int id = 0; id < FakeWorld.INSTRUMENTS; id++) {
            cash.positions.suspense[id] = 1_000;
            assertLeft(bought, 799_879);
            cash.positions.suspense[id] = -1_000;
            assertLeft(bought, 899_889);
            cash.positions.suspense[id] = 0;
        }
    }

    private void rich() {
        world.positions.equityE8[0] = EQUITY_E8;
        fixture.limit(Figure.NET_EXPOSURE, GLOBAL, 0, Long.MAX_VALUE);
    }

    private void work(final int strategyId, final long quantity) {
        world.buys[strategyId][0] = quantity;
        world.worstBuy[0] = 10_000;
        fixture.gate.onAdopted(strategyId, 0, 0);
        world.changed(0);
    }

    private static long at(final long quantity, final long price) {
        return quantity * price * 1_001;
    }

    private static void assertLeft(final GateFixture fixture, final long observed) {
        Boundary.assertHolds(fixture, fixture.entry(Side.BUY), Figure.CASH_RESERVE, GLOBAL, 0, ACCOUNT, 0, observed);
    }

    private static void assertGross(final GateFixture fixture, final long observed) {
        assertGross(fixture, fixture.entry(Side.BUY), observed);
    }

    private static void assertGross(final GateFixture fixture, final Intent intent, final long observed) {
        Boundary.assertHolds(fixture, intent, Figure.GROSS_EXPOSURE, GLOBAL, 0, GLOBAL, 0, observed);
    }
}
