package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What may leave while the venue tells another position than the books (T6): the least of both, none where they lean different
 * ways, what a person orders by hand. Strategy 0 holds 100 by our books, strategy 1 nothing.
 */
class DifferenceFlowTest {
    private static final String TOLD = "WARNING RECONCILIATION INSTRUMENT ";

    private final EngineFixture f = EngineFixture.configured();
    private int orders;

    @BeforeEach
    void strategyZeroHoldsAHundred() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        f.admit(1, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        buy(0, 100);
    }

    @Test
    void anExitTakesWhatBothVouchForAndTheNextOneNothing() {
        position(60);

        assertEquals(
                List.of(TOLD + "REDUCE_ONLY", "new #1.2 EXIT SELL 60 LIMIT IOC @100000 REDUCES", "approved #1.2 60"),
                weight(0, 0));
        filled(2, Side.SELL, 60);
        assertEquals(
                List.of("rejected REDUCE_ONLY STRATEGY EXIT observed 40 bound 0"),
                weight(0, 0),
                "of the 40 in our books the venue has none");
        position(40);
        assertEquals(List.of("new #1.3 EXIT SELL 40 LIMIT IOC @100000 REDUCES", "approved #1.3 40"), weight(0, 0));
    }

    @Test
    void whereTheVenueHasMoreAnExitTakesAllOfOurs() {
        position(1_000_000);

        assertEquals(List.of("new #1.2 EXIT SELL 100 LIMIT IOC @100000 REDUCES", "approved #1.2 100"), weight(0, 0));
    }

    @Test
    void whereTheVenueLeansTheOtherWayNoExitLeaves() {
        position(-1);

        assertEquals(List.of("rejected REDUCE_ONLY STRATEGY EXIT observed 100 bound 0"), weight(0, 0));
        position(0);
        assertEquals(List.of("rejected REDUCE_ONLY STRATEGY EXIT observed 100 bound 0"), weight(0, 0));
    }

    @Test
    void aPersonsOrderLeavesAllTheSame() {
        position(-1);
        f.pen.manual(0, 0, Side.SELL, 99_990, 100);

        assertEquals(List.of("new #1.2 MANUAL SELL 100 LIMIT GTC @99990 REDUCES", "approved #1.2 100"), f.give());
        f.pen.manual(0, 0, Side.SELL, 99_990, 101);
        assertEquals(
                "rejected REDUCE_ONLY STRATEGY MANUAL observed 100 bound 0",
                f.give().get(0));
    }

    /** A close without price is left to the exits: they wait, say so once, and go on by themselves. */
    @Test
    void aCloseWaitsUntilBothAgree() {
        position(-1);
        f.pen.manual(0, 0, Side.SELL, 0, 0);

        assertEquals(List.of(TOLD + "ACTIVE"), f.give());
        assertEquals(List.of(), f.after(20 * EngineFixture.SECOND).time(), "told once");
        f.pen.venuePosition(0, 100);
        assertEquals(
                List.of(
                        "break 1 POSITION AGREED 100 -1 UNEXPLAINED",
                        "new #1.2 EXIT SELL 100 LIMIT IOC @99900 REDUCES",
                        "approved #1.2 100"),
                f.give());
    }

    @Test
    void strategiesOfOneAccountShareWhatBothVouchFor() {
        buy(1, 50);
        position(120);

        assertEquals(List.of("new #1.3 EXIT SELL 100 LIMIT IOC @100000 REDUCES", "approved #1.3 100"), weight(0, 0));
        assertEquals(
                List.of(TOLD + "REDUCE_ONLY", "new #1.4 EXIT SELL 20 LIMIT IOC @100000 REDUCES", "approved #1.4 20"),
                weight(1, 0));
    }

    @Test
    void aStrategyThatLeansAgainstItsAccountWaits() {
        buy(1, 150);
        f.pen.manual(1, 0, Side.SELL, 99_990, 200);
        f.give();
        filled(3, Side.SELL, 170);
        assertEquals(-20, f.engine.positions().netQuantity(1, 0));
        position(70);

        assertEquals(List.of("rejected REDUCE_ONLY STRATEGY EXIT observed 20 bound 0"), weight(1, 0));
        assertEquals(
                "new #1.4 EXIT SELL 70 LIMIT IOC @100000 REDUCES", weight(0, 0).get(1));
    }

    @Test
    void aRestoredEngineKnowsWhatMayLeave() {
        position(60);
        final SnapshotBuffer buffer = new SnapshotBuffer();
        f.engine.writeTo(buffer);
        final EngineFixture other = new EngineFixture(EngineFixture.CAPACITY);
        other.engine.readFrom(buffer.reader());
        other.pen.nowNs = f.pen.nowNs;
        other.pen.weight(0, 0, 0);

        assertTrue(other.give().contains("new #1.2 EXIT SELL 60 LIMIT IOC @100000 REDUCES"));
    }

    private List<String> position(final long theirs) {
        f.pen.venuePosition(0, theirs);
        return f.give();
    }

    private List<String> weight(final int strategy, final long ppm) {
        f.pen.weight(strategy, 0, ppm);
        return f.give();
    }

    private void buy(final int strategy, final long quantity) {
        f.pen.manual(strategy, 0, Side.BUY, 100_010, quantity);
        f.give();
        filled(++orders, Side.BUY, quantity);
    }

    private void filled(final int order, final Side side, final long quantity) {
        f.pen.report(EngineFixture.order(order), ExecType.TRADE, OrderState.FILLED, side, 100 + order)
                .cumQuantity(quantity)
                .lastPrice(100_000)
                .lastQuantity(quantity);
        f.give();
    }
}
