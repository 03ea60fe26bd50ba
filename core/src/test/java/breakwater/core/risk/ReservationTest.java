package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static breakwater.core.message.ScopeType.VENUE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What counts from the moment an entry is reserved, and no longer once it is withdrawn; and what a restore makes anew. */
class ReservationTest {
    private static final long SECOND = 1_000_000_000L;

    private final GateFixture fixture = new GateFixture().wide();
    private final FakeWorld world = fixture.world;

    @Test
    void takesTheVenuesAndTheStrategysLastToken() {
        for (final ScopeType scope : new ScopeType[] {VENUE, STRATEGY}) {
            fixture.limit(Figure.MESSAGE_RATE, scope, 0, 1)
                    .limit(Figure.MESSAGE_BURST, scope, 0, 1)
                    .limit(Figure.MESSAGE_RESERVE, scope, 0, 0);
            assertCounts(Answer.refused(Control.THROTTLE, scope, 0, 0, 1));
            fixture.nowNs += SECOND;
            fixture.limit(Figure.MESSAGE_BURST, scope, 0, 1_000);
            fixture.nowNs += 2_000 * SECOND;
        }
    }

    @Test
    void countsInTheStrategysOrdersAndMoney() {
        fixture.limit(Figure.ORDERS_PER_DAY, STRATEGY, 0, 1);
        assertCounts(Answer.refused(Control.VELOCITY, STRATEGY, 0, 2, 1));
        fixture.limit(Figure.ORDERS_PER_DAY, STRATEGY, 0, 2)
                .limit(Figure.NOTIONAL_PER_MINUTE, STRATEGY, 0, 15_000_000_000L);
        assertCounts(Answer.refused(Control.VELOCITY, STRATEGY, 0, 20_022_002_000L, 15_000_000_000L));
    }

    @Test
    void isTheDuplicateOfTheNext() {
        fixture.limit(Figure.DUPLICATE_WINDOW, GLOBAL, 0, SECOND);
        assertCounts(Answer.refused(Control.DUPLICATE_ORDER, STRATEGY, 0, 0, SECOND));
    }

    @Test
    void isAnOrderToNoTrade() {
        fixture.limit(Figure.ORDERS_PER_TRADE, GLOBAL, 0, 1).limit(Figure.ORDERS_PER_TRADE_SAMPLE, GLOBAL, 0, 0);
        assertCounts(Answer.refused(Control.ORDER_TO_TRADE, INSTRUMENT, 0, 2, 1));
    }

    @Test
    void isTheSizeThatTheNextIsHeldBeside() {
        fixture.limit(Figure.FAT_FINGER_SAMPLE, GLOBAL, 0, 0).limit(Figure.FAT_FINGER_MULTIPLE, GLOBAL, 0, 999_999);
        assertCounts(Answer.refused(Control.FAT_FINGER, STRATEGY, 0, 1_000_000, 999_999));
    }

    /** 2.000 of strategy 1 in instrument 1 at the mark of 100.01, with its fee 200.22002, and 100.11001 of this order. */
    @Test
    void itsBookCountsInWhatOthersMayDo() {
        world.buys[1][1] = 2_000;
        final Intent other = fixture.entry(Side.BUY);
        other.strategyId = 1;
        other.instrumentId = 1;
        fixture.limit(Figure.GROSS_EXPOSURE, GLOBAL, 0, 20_000_000_000L);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "no order through the gate explains it");

        fixture.gate.onReserved(other, fixture.nowNs);

        assertEquals(
                Answer.refused(Control.EXPOSURE, GLOBAL, 0, 30_033_003_000L, 20_000_000_000L),
                fixture.ask(fixture.entry(Side.BUY)));
    }

    /** The same book, kept: with a fee of 0.2 % its 200.02 are 200.42004 at their worst. */
    @Test
    void aFeeThatIsDefinedAnewCountsInTheBooksThatAreKept() {
        final GateFixture kept = new GateFixture(Trace.NONE, new FakeWorld().telling()).wide();
        openBook(kept);
        kept.limit(Figure.GROSS_EXPOSURE, GLOBAL, 0, 1);
        assertEquals(30_033_003_000L, kept.ask(kept.entry(Side.BUY)).observed());

        kept.define(1, 2_000);
        kept.gate.onDefined();

        assertEquals(30_053_005_000L, kept.ask(kept.entry(Side.BUY)).observed());
    }

    @Test
    void aRestoreTrustsNothingThatWasKept() {
        final GateFixture kept = new GateFixture(Trace.NONE, new FakeWorld().telling()).wide();
        openBook(kept);
        kept.limit(Figure.GROSS_EXPOSURE, GLOBAL, 0, 1);
        assertEquals(30_033_003_000L, kept.ask(kept.entry(Side.BUY)).observed());
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        kept.gate.writeTo(snapshot);

        kept.world.buys[1][1] = 1_000;
        kept.gate.readFrom(snapshot.reader());

        assertEquals(20_022_002_000L, kept.ask(kept.entry(Side.BUY)).observed());
    }

    @Test
    void aRestoreWorksTheRegimeOutAnewWithinTheSameMinute() {
        fixture.limit(Figure.TREND_MIN, STRATEGY, 0, 1).limit(Figure.REGIME_SAMPLE, GLOBAL, 0, 0);
        world.market.minutesKnown = 10;
        Arrays.fill(world.market.minutePrices, 10_000);
        assertEquals(Answer.refused(Control.REGIME, STRATEGY, 0, 0, 1), fixture.ask(fixture.entry(Side.BUY)));
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        fixture.gate.writeTo(snapshot);

        world.market.minutePrices[1] = 10_010;
        assertEquals(Answer.refused(Control.REGIME, STRATEGY, 0, 0, 1), fixture.ask(fixture.entry(Side.BUY)), "known");
        fixture.gate.readFrom(snapshot.reader());

        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void aWeightIsAskedForItsBandAnewEachTime() {
        fixture.limit(Figure.NO_TRADE_BAND, STRATEGY, 0, 2_000);
        world.positions.equityE8[0] = 10_000_000_000_000L;
        assertEquals(Control.NO_TRADE_BAND, band().control(), "100.11 of 100,000");
        assertEquals(1_001, band().observed());

        fixture.limit(Figure.NO_TRADE_BAND, STRATEGY, 0, 1_001);
        assertEquals(Answer.APPROVED, band());
        world.market.quote(0, 19_998, 20_002);
        fixture.limit(Figure.NO_TRADE_BAND, STRATEGY, 0, 3_000);

        assertEquals(2_002, band().observed(), "at the mark of now");
    }

    private Answer band() {
        return Answer.of(fixture.gate.decideBand(fixture.entry(Side.BUY), fixture.nowNs));
    }

    private static void openBook(final GateFixture kept) {
        kept.world.buys[1][1] = 2_000;
        kept.world.changed(1);
        kept.gate.onAdopted(1, 1, 0);
    }

    /** An entry passes; after one is reserved the next is refused so; after that is withdrawn it passes again. */
    private void assertCounts(final Answer refused) {
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        fixture.gate.onReserved(fixture.entry(Side.BUY), fixture.nowNs);
        assertEquals(refused, fixture.ask(fixture.entry(Side.BUY)));
        fixture.gate.onWithdrawn(fixture.entry(Side.BUY), fixture.nowNs);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }
}
