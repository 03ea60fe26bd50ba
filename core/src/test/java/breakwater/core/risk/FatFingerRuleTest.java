package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.SnapshotBuffer;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** P7: no entry many times the size of those that the strategy sent before. 1.000 at 100.01 is worth 100.01, 0.1 % fee on top. */
class FatFingerRuleTest {
    private final GateFixture fixture = new GateFixture().wide().limit(Figure.FAT_FINGER_SAMPLE, GLOBAL, 0, 3);

    @Test
    void boundsAnEntryBesideTheMedianOfThoseBefore() {
        send(10);
        send(2_000);
        send(500);
        send(1_000);
        final Intent entry = fixture.entry(Side.BUY);
        entry.quantity = 4_000;

        for (final ScopeType row : new ScopeType[] {GLOBAL, STRATEGY}) {
            Boundary.assertHolds(fixture, entry, Figure.FAT_FINGER_MULTIPLE, row, 0, STRATEGY, 0, 8_000_000);
        }
        entry.quantity = 4_010;
        Boundary.assertHolds(fixture, entry, Figure.FAT_FINGER_MULTIPLE, GLOBAL, 0, STRATEGY, 0, 8_020_000);
    }

    @Test
    void saysNothingUpToTheSample() {
        fixture.limit(Figure.FAT_FINGER_MULTIPLE, GLOBAL, 0, 0);
        for (int sent = 0; sent < 4; sent++) {
            assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "after " + sent);
            send(1_000);
        }

        assertEquals(
                Answer.refused(Control.FAT_FINGER, STRATEGY, 0, 1_000_000, 0), fixture.ask(fixture.entry(Side.BUY)));
    }

    /** Of 32 the 16th by size is the median: 10 while the first is among them, 1,000 where the 33rd has pushed it out. */
    @Test
    void takesTheOldestInAgainWhenTheOneThatPushedItOutIsTakenBack() {
        for (int i = 0; i < FatFingerRule.REMEMBERED; i++) {
            send(i < FatFingerRule.REMEMBERED / 2 ? 10 : 1_000);
        }
        assertMedian(10);
        final Intent last = fixture.entry(Side.BUY);
        fixture.gate.onReserved(last, fixture.nowNs);
        assertMedian(1_000);

        fixture.gate.onWithdrawn(last, fixture.nowNs);

        assertMedian(10);
        send(1_000);
        assertMedian(1_000);
    }

    /** An entry of 1.000 observes how many times the median it is. */
    private void assertMedian(final long quantity) {
        Boundary.assertHolds(
                fixture,
                fixture.entry(Side.BUY),
                Figure.FAT_FINGER_MULTIPLE,
                GLOBAL,
                0,
                STRATEGY,
                0,
                1_000_000_000 / quantity);
    }

    @Test
    void remembersNoExitAndAsksNone() {
        fixture.hold(1_000_000);
        for (int i = 0; i < 10; i++) {
            final Intent exit = exit(10);
            assertEquals(Answer.APPROVED, fixture.ask(exit));
            fixture.gate.onSent(exit, fixture.nowNs);
        }
        fixture.limit(Figure.FAT_FINGER_MULTIPLE, GLOBAL, 0, 1).limit(Figure.FAT_FINGER_SAMPLE, GLOBAL, 0, 0);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "nothing was entered yet");
        send(10);
        assertEquals(Answer.APPROVED, fixture.ask(exit(900_000)));
    }

    @Test
    void anotherStrategysHabitsSayNothing() {
        for (int i = 0; i < 10; i++) {
            final Intent other = fixture.entry(Side.BUY);
            other.strategyId = 1;
            other.quantity = 10;
            fixture.gate.onSent(other, fixture.nowNs);
        }
        fixture.limit(Figure.FAT_FINGER_MULTIPLE, GLOBAL, 0, 2_000_000);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    /** Beside a list that is sorted anew each time, with snapshots on the way. */
    @Test
    void takesTheLowerMedianOfTheLastThirtyTwo() {
        final long seed = 7_007L;
        final SplittableRandom random = new SplittableRandom(seed);
        final ArrayDeque<Long> sent = new ArrayDeque<>();
        GateFixture gate = fixture;
        gate.limit(Figure.FAT_FINGER_MULTIPLE, GLOBAL, 0, 1_000_000_000_000L);
        for (int n = 0; n < 5_000; n++) {
            final long quantity = 10 * random.nextLong(1, random.nextInt(5) == 0 ? 10_000 : 50);
            final Intent entry = gate.entry(Side.BUY);
            entry.quantity = 10 * random.nextLong(1, 1_000);
            if (sent.size() > 3) {
                final List<Long> sorted = sent.stream().sorted().toList();
                final long median = sorted.get((sorted.size() - 1) / 2);
                final long multiple = ppm(worth(entry.quantity), worth(median));
                gate.limit(Figure.FAT_FINGER_MULTIPLE, GLOBAL, 0, multiple);
                assertEquals(Answer.APPROVED, gate.ask(entry), "seed " + seed + " n " + n);
                gate.limit(Figure.FAT_FINGER_MULTIPLE, GLOBAL, 0, multiple - 1);
                assertEquals(
                        Answer.refused(Control.FAT_FINGER, STRATEGY, 0, multiple, multiple - 1),
                        gate.ask(entry),
                        "seed " + seed + " n " + n);
            }
            entry.quantity = quantity;
            gate.gate.onSent(entry, gate.nowNs += 1_000_000_000_000_000L);
            sent.addLast(quantity);
            if (sent.size() > FatFingerRule.REMEMBERED) {
                sent.removeFirst();
            }
            if (n % 500 == 499) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                gate.gate.writeTo(snapshot);
                final GateFixture restored = new GateFixture().wide().limit(Figure.FAT_FINGER_SAMPLE, GLOBAL, 0, 3);
                restored.gate.readFrom(snapshot.reader());
                restored.nowNs = gate.nowNs;
                gate = restored;
            }
        }
    }

    @Tag("slow")
    @Test
    void allocatesNothing() {
        final Intent entry = fixture.entry(Side.BUY);
        final long[] draws = {0};
        final Runnable step = () -> {
            entry.quantity = 10 + 10 * (draws[0] = (draws[0] * 31 + 7) % 101);
            fixture.gate.decide(entry, fixture.nowNs);
            fixture.gate.onSent(entry, fixture.nowNs);
        };
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }
        final AllocationCount count = new AllocationCount(FatFingerRuleTest.class);

        assertEquals(0, count.count(20_000, step), count::toString);
    }

    private void send(final long quantity) {
        final Intent entry = fixture.entry(Side.BUY);
        entry.quantity = quantity;
        fixture.gate.onSent(entry, fixture.nowNs);
    }

    private Intent exit(final long quantity) {
        return fixture.exit(Side.SELL, quantity);
    }

    /** Notional at the ask in money E8, rounded up, with the fee, rounded up. */
    private static long worth(final long quantity) {
        final long notionalE8 = quantity * 10_001 * 1_000;
        return notionalE8 + (notionalE8 + 999) / 1_000;
    }

    private static long ppm(final long part, final long whole) {
        return BigInteger.valueOf(part)
                .multiply(BigInteger.valueOf(1_000_000))
                .add(BigInteger.valueOf(whole - 1))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }
}
