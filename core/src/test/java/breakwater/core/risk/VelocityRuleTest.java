package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.AllocationCount;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.SnapshotBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A buy of 1.000 at the ask of 100.01 with its fee is worth 100.11001. */
class VelocityRuleTest {
    private static final long ONE_E8 = 10_011_001_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final Figure[] ORDERS = {Figure.ORDERS_PER_SECOND, Figure.ORDERS_PER_MINUTE, Figure.ORDERS_PER_DAY};
    private static final Figure[] NOTIONAL = {
        Figure.NOTIONAL_PER_SECOND, Figure.NOTIONAL_PER_MINUTE, Figure.NOTIONAL_PER_DAY
    };
    private static final long[] WINDOW = {SECOND, 60 * SECOND, 86_400 * SECOND};

    private final GateFixture fixture = new GateFixture().wide();

    @Test
    void boundsOrdersAndNotionalInEveryWindowBeforeAnythingIsFilled() {
        send(3);
        for (int i = 0; i < WINDOW.length; i++) {
            assertHolds(ORDERS[i], GLOBAL, 4);
            assertHolds(ORDERS[i], STRATEGY, 4);
            assertHolds(NOTIONAL[i], GLOBAL, 4 * ONE_E8);
            assertHolds(NOTIONAL[i], STRATEGY, 4 * ONE_E8);
        }
    }

    @Test
    void countsExitsButNeverRefusesThem() {
        fixture.hold(5_000).limit(Figure.ORDERS_PER_SECOND, GLOBAL, 0, 2);
        for (int i = 0; i < 4; i++) {
            final Intent exit = fixture.exit(Side.SELL, 1_000);
            assertEquals(Answer.APPROVED, fixture.ask(exit));
            fixture.gate.onSent(exit, fixture.nowNs);
        }
        assertEquals(Answer.refused(Control.VELOCITY, STRATEGY, 0, 5, 2), fixture.ask(fixture.entry(Side.BUY)));
        final Intent other = fixture.entry(Side.BUY);
        other.strategyId = 1;
        assertEquals(Answer.APPROVED, fixture.ask(other), "of each strategy by itself");
    }

    @Test
    void forgetsAfterTheWindow() {
        for (int i = 0; i < WINDOW.length; i++) {
            fixture.limit(ORDERS[i], GLOBAL, 0, 1);
            send(1);
            assertEquals(Control.VELOCITY, fixture.ask(fixture.entry(Side.BUY)).control());
            fixture.nowNs += WINDOW[i] + WINDOW[i] / 8;
            assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
            fixture.limit(ORDERS[i], GLOBAL, 0, 1_000_000);
        }
    }

    @Test
    void countsTheOrdersOfEachStrategyByItselfWhicheverWasAskedLast() {
        fixture.limit(Figure.ORDERS_PER_MINUTE, GLOBAL, 0, 2);
        sendOf(1, 1);
        sendOf(2, 2);
        sendOf(3, 3);
        for (int round = 0; round < 2; round++) {
            assertEquals(Answer.APPROVED, askOf(0));
            assertEquals(Answer.APPROVED, askOf(1));
            assertEquals(Answer.refused(Control.VELOCITY, STRATEGY, 2, 3, 2), askOf(2));
            assertEquals(Answer.refused(Control.VELOCITY, STRATEGY, 3, 4, 2), askOf(3));
        }
        sendOf(1, 1);
        assertEquals(Answer.refused(Control.VELOCITY, STRATEGY, 1, 3, 2), askOf(1));
        assertEquals(Answer.APPROVED, askOf(0));
    }

    /** An eighth of a second after the first a part of the window begins; what was left there is not left after the second. */
    @Test
    void countsWhatWasSentAtTheVeryTimeAtWhichAPartOfTheWindowBegins() {
        fixture.limit(Figure.ORDERS_PER_MINUTE, GLOBAL, 0, 2);
        send(1);
        fixture.nowNs += SECOND / 8;
        assertEquals(0, fixture.nowNs % (SECOND / 8));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));

        send(1);

        assertEquals(Answer.refused(Control.VELOCITY, STRATEGY, 0, 3, 2), fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void warnsAtTheLevelAndAsksOnInEveryWindow() {
        fixture.set(Control.VELOCITY.code(), Figure.ORDERS_PER_SECOND.key(), GLOBAL, 0, 10, 4, true);
        send(2);
        assertEquals(
                0, fixture.gate.decide(fixture.entry(Side.BUY), fixture.nowNs).warnings());
        send(1);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        assertEquals(
                1L << Control.VELOCITY.code(),
                fixture.gate.decide(fixture.entry(Side.BUY), fixture.nowNs).warnings());
    }

    @Test
    void knowsNothingAfterARestoreButWhatTheSnapshotSays() {
        fixture.limit(Figure.ORDERS_PER_DAY, GLOBAL, 0, 2);
        send(2);
        final SnapshotBuffer spent = new SnapshotBuffer();
        fixture.gate.writeTo(spent);
        final GateFixture other = new GateFixture().wide().limit(Figure.ORDERS_PER_DAY, GLOBAL, 0, 2);
        assertEquals(Answer.APPROVED, other.ask(other.entry(Side.BUY)));

        other.gate.readFrom(spent.reader());

        assertEquals(Answer.refused(Control.VELOCITY, STRATEGY, 0, 3, 2), other.ask(other.entry(Side.BUY)));
    }

    @Test
    void saysByP37WhatHasNoPlace() {
        final Intent huge = fixture.entry(Side.BUY);
        huge.quantity = Long.MAX_VALUE;
        fixture.gate.onSent(huge, fixture.nowNs);

        assertEquals(Control.ARITHMETIC, fixture.ask(fixture.entry(Side.BUY)).control());
    }

    /** Entries at random times: in no second and no minute more leave than the rows say; snapshots on the way. */
    @Tag("slow")
    @Test
    void holdsInEveryWindow() {
        final long seed = 19_019L;
        GateFixture gate = bound();
        final long[] sentNs = new long[20_000];
        int sent = 0;
        long random = seed;
        for (int step = 0; step < sentNs.length; step++) {
            random = Frame.mix(random);
            gate.nowNs += Math.floorMod(random, step / 1_000 % 2 == 0 ? SECOND / 8 : 4 * SECOND);
            final Intent intent = gate.entry(Side.BUY);
            if (gate.gate.decide(intent, gate.nowNs).isApproved()) {
                gate.gate.onSent(intent, gate.nowNs);
                sentNs[sent++] = gate.nowNs;
            }
            if (step % 1_000 == 999) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                gate.gate.writeTo(snapshot);
                final long nowNs = gate.nowNs;
                gate = bound();
                gate.nowNs = nowNs;
                gate.gate.readFrom(snapshot.reader());
            }
        }
        assertTrue(sent > 1_000, "sent " + sent);
        for (int last = 0; last < sent; last++) {
            if (last >= 5) {
                assertTrue(sentNs[last] - sentNs[last - 5] > SECOND, "seed " + seed + ": 6 in a second");
            }
            if (last >= 40) {
                assertTrue(sentNs[last] - sentNs[last - 40] > 60 * SECOND, "seed " + seed + ": 41 in a minute");
            }
        }
    }

    private static GateFixture bound() {
        return new GateFixture()
                .wide()
                .limit(Figure.ORDERS_PER_SECOND, GLOBAL, 0, 5)
                .limit(Figure.NOTIONAL_PER_MINUTE, GLOBAL, 0, 40 * ONE_E8);
    }

    @Tag("slow")
    @Test
    void allocatesNothing() {
        final Intent intent = fixture.entry(Side.BUY);
        final AllocationCount count = new AllocationCount(VelocityRuleTest.class);
        final Runnable step = () -> {
            fixture.nowNs += SECOND / 3;
            fixture.gate.decide(intent, fixture.nowNs);
            fixture.gate.onSent(intent, fixture.nowNs);
        };
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }

        assertEquals(0, count.count(20_000, step), count::toString);
    }

    private void assertHolds(final Figure figure, final ScopeType row, final long observed) {
        Boundary.assertHolds(fixture, fixture.entry(Side.BUY), figure, row, 0, STRATEGY, 0, observed);
    }

    private void send(final int orders) {
        sendOf(0, orders);
    }

    private void sendOf(final int strategyId, final int orders) {
        for (int i = 0; i < orders; i++) {
            fixture.gate.onSent(entryOf(strategyId), fixture.nowNs);
        }
    }

    private Answer askOf(final int strategyId) {
        return fixture.ask(entryOf(strategyId));
    }

    private Intent entryOf(final int strategyId) {
        final Intent entry = fixture.entry(Side.BUY);
        entry.strategyId = strategyId;
        return entry;
    }
}
