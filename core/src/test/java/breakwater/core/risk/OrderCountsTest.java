package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.AllocationCount;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Side;
import breakwater.core.snapshot.SnapshotBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** P22 and P23: what comes of how often a strategy or an instrument was heard. */
class OrderCountsTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final GateFixture fixture = new GateFixture().wide();

    @Test
    void boundsTheOrdersToATradeOnceThereIsASample() {
        fixture.limit(Figure.ORDERS_PER_TRADE, GLOBAL, 0, 5).limit(Figure.ORDERS_PER_TRADE_SAMPLE, GLOBAL, 0, 10);
        send(10);
        assertEquals(
                Answer.refused(Control.ORDER_TO_TRADE, INSTRUMENT, 0, 11, 5), fixture.ask(fixture.entry(Side.BUY)));
        fill(0, 2);
        assertEquals(Answer.refused(Control.ORDER_TO_TRADE, INSTRUMENT, 0, 6, 5), fixture.ask(fixture.entry(Side.BUY)));
        fill(0, 1);
        Boundary.assertHolds(fixture, fixture.entry(Side.BUY), Figure.ORDERS_PER_TRADE, GLOBAL, 0, INSTRUMENT, 0, 4);
        Boundary.assertHolds(
                fixture, fixture.entry(Side.BUY), Figure.ORDERS_PER_TRADE, INSTRUMENT, 0, INSTRUMENT, 0, 4);
    }

    @Test
    void saysNothingUpToTheSampleAndForgetsWithinTheHour() {
        fixture.limit(Figure.ORDERS_PER_TRADE, GLOBAL, 0, 1).limit(Figure.ORDERS_PER_TRADE_SAMPLE, GLOBAL, 0, 11);
        send(10);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        fixture.limit(Figure.ORDERS_PER_TRADE_SAMPLE, GLOBAL, 0, 10);
        assertFalse(fixture.gate.decide(fixture.entry(Side.BUY), fixture.nowNs).isApproved());
        fixture.nowNs += HOUR + HOUR / 8;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void boundsTheExecutionsThatNobodyHasLookedAt() {
        fixture.limit(Figure.REPEATED_EXECUTIONS, GLOBAL, 0, 3);
        assertFalse(fixture.gate.onFill(0, 0, OrderRole.ENTRY, fixture.nowNs));
        assertFalse(fixture.gate.onFill(0, 0, OrderRole.ENTRY, fixture.nowNs));
        for (final OrderRole other : new OrderRole[] {OrderRole.MANUAL, OrderRole.STOP, OrderRole.EXIT}) {
            assertFalse(fixture.gate.onFill(0, 0, other, fixture.nowNs));
        }
        assertFalse(fixture.gate.onFill(1, 0, OrderRole.ENTRY, fixture.nowNs));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "the third");
        assertTrue(fixture.gate.onFill(0, 0, OrderRole.ENTRY, fixture.nowNs));
        assertEquals(
                Answer.refused(Control.REPEATED_EXECUTION, STRATEGY, 0, 4, 3), fixture.ask(fixture.entry(Side.BUY)));
        fixture.gate.onLookedAt(0);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));

        fixture.limit(Figure.REPEATED_EXECUTIONS, STRATEGY, 0, 1);
        assertTrue(fixture.gate.onFill(0, 0, OrderRole.ENTRY, fixture.nowNs));
        assertEquals(1, fixture.gate.executions(0));
    }

    /** Orders and fills at random, beside plain counts within one part of the hour; snapshots on the way. */
    @Test
    void decidesByPlainCounts() {
        final long seed = 22_023L;
        GateFixture gate = bound();
        final int[] orders = new int[2];
        final int[] trades = new int[2];
        final int[] executions = new int[2];
        long random = seed;
        for (int step = 0; step < 5_000; step++) {
            random = Frame.mix(random);
            final int strategy = (int) Math.floorMod(random >> 8, 2L);
            final int instrument = (int) Math.floorMod(random >> 16, 2L);
            final var intent = gate.entry(Side.BUY);
            intent.strategyId = strategy;
            intent.instrumentId = instrument;
            final int sent = orders[instrument] + 1;
            final int most = Math.max(1, trades[instrument]);
            final Control expected = sent > 20 && (sent + most - 1) / most > 3
                    ? Control.ORDER_TO_TRADE
                    : executions[strategy] + 1 > 50 ? Control.REPEATED_EXECUTION : Control.NONE;
            assertEquals(expected, gate.ask(intent).control(), "seed " + seed + " step " + step);
            if (expected == Control.NONE) {
                gate.gate.onSent(intent, gate.nowNs);
                orders[instrument]++;
            }
            if (Math.floorMod(random >> 24, 3L) == 0) {
                executions[strategy]++;
                trades[instrument]++;
                assertEquals(
                        executions[strategy] >= 50,
                        gate.gate.onFill(strategy, instrument, OrderRole.ENTRY, gate.nowNs));
            }
            if (executions[strategy] > 60) {
                gate.gate.onLookedAt(strategy);
                executions[strategy] = 0;
            }
            if (step % 300 == 299) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                gate.gate.writeTo(snapshot);
                gate = bound();
                gate.gate.readFrom(snapshot.reader());
            }
        }
    }

    private static GateFixture bound() {
        return new GateFixture()
                .wide()
                .limit(Figure.ORDERS_PER_TRADE, GLOBAL, 0, 3)
                .limit(Figure.ORDERS_PER_TRADE_SAMPLE, GLOBAL, 0, 20)
                .limit(Figure.REPEATED_EXECUTIONS, GLOBAL, 0, 50);
    }

    @Tag("slow")
    @Test
    void allocatesNothing() {
        final var intent = fixture.entry(Side.BUY);
        final AllocationCount count = new AllocationCount(OrderCountsTest.class);
        final Runnable step = () -> {
            fixture.nowNs += HOUR / 100;
            fixture.gate.decide(intent, fixture.nowNs);
            fixture.gate.onSent(intent, fixture.nowNs);
            fixture.gate.onFill(0, 0, OrderRole.ENTRY, fixture.nowNs);
        };
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }

        assertEquals(0, count.count(20_000, step), count::toString);
    }

    private void send(final int orders) {
        for (int i = 0; i < orders; i++) {
            fixture.gate.onSent(fixture.entry(Side.BUY), fixture.nowNs);
        }
    }

    private void fill(final int strategy, final int fills) {
        for (int i = 0; i < fills; i++) {
            fixture.gate.onFill(strategy, 0, OrderRole.EXIT, fixture.nowNs);
        }
    }
}
