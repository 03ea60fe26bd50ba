package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderRole;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the gate remembers of entries that went out, of several strategies and instruments: sizes (P7), equals (P18), messages
 * (P21), orders to trades (P22), executions (P23), orders and money (F19), exits (P30). Held against plain lists; kept by a
 * snapshot; and as it was once what was reserved is withdrawn.
 */
class GateMemoryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int SEEDS = Integer.getInteger("breakwater.seeds", 6);
    private static final int STRATEGIES = 3;

    private long random;

    /** More than the 32 sizes and the 64 entries that are remembered, so that what is forgotten counts no more. */
    @Test
    void asksOfSizesAndEqualsWhatPlainListsSay() {
        int equals = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            random = Frame.mix(seed);
            final GateFixture sizes = sizes();
            final GateFixture twins = twins();
            final List<Deque<Long>> worth = new ArrayList<>();
            final List<List<long[]>> sent = new ArrayList<>();
            for (int i = 0; i < STRATEGIES; i++) {
                worth.add(new ArrayDeque<>());
                sent.add(new ArrayList<>());
            }
            for (int step = 0; step < 400; step++) {
                final Intent entry = draw(sizes);
                final String where = "seed " + seed + " step " + step;
                final int id = entry.strategyId;
                final Answer size = sizes.ask(copy(sizes, entry));
                if (!worth.get(id).isEmpty()) {
                    final List<Long> sorted = new ArrayList<>(worth.get(id));
                    Collections.sort(sorted);
                    final long median = sorted.get((sorted.size() - 1) / 2);
                    final long ppm = ceil(notional(entry) * 1_000_000, median);
                    assertEquals(Answer.refused(Control.FAT_FINGER, ScopeType.STRATEGY, id, ppm, 1), size, where);
                }
                final Answer twin = twins.ask(copy(twins, entry));
                final long age = age(sent.get(id), entry, twins.nowNs);
                equals += age < 10 * SECOND ? 1 : 0;
                assertEquals(
                        age >= 10 * SECOND
                                ? Answer.APPROVED
                                : Answer.refused(Control.DUPLICATE_ORDER, ScopeType.STRATEGY, id, age, 10 * SECOND),
                        twin,
                        where);
                sizes.gate.onSent(entry, sizes.nowNs);
                twins.gate.onSent(entry, twins.nowNs);
                worth.get(id).addLast(notional(entry));
                if (worth.get(id).size() > FatFingerRule.REMEMBERED) {
                    worth.get(id).removeFirst();
                }
                sent.get(id).add(new long[] {
                    twins.nowNs, entry.instrumentId, entry.side.value(), entry.price, entry.quantity
                });
                twins.nowNs += draw(200) * 1_000_000L;
                sizes.nowNs = twins.nowNs;
            }
        }
        assertTrue(equals > 20 * SEEDS, "equals " + equals);
    }

    @Test
    void aSnapshotKeepsItAll() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            random = Frame.mix(seed);
            for (int kind = 0; kind < 6; kind++) {
                final GateFixture from = fixture(kind);
                final int steps = 10 + draw(150);
                for (int step = 0; step < steps; step++) {
                    live(from);
                }
                final GateFixture to = fixture(kind);
                to.nowNs = from.nowNs;
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                from.gate.writeTo(snapshot);
                to.gate.readFrom(snapshot.reader());
                assertArrayEquals(bytes(from), bytes(to), "seed " + seed + " kind " + kind);
                for (int step = 0; step < 40; step++) {
                    final Intent entry = draw(from);
                    assertEquals(
                            from.ask(copy(from, entry)),
                            to.ask(copy(to, entry)),
                            "seed " + seed + " kind " + kind + " step " + step);
                    from.gate.onSent(entry, from.nowNs);
                    to.gate.onSent(entry, to.nowNs);
                    from.nowNs += draw(500) * 1_000_000L;
                    to.nowNs = from.nowNs;
                }
            }
        }
    }

    @Test
    void whatIsWithdrawnHasNeverBeen() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            random = Frame.mix(seed);
            for (int kind = 0; kind < 6; kind++) {
                final GateFixture f = fixture(kind);
                final int steps = 1 + draw(100);
                for (int step = 0; step < steps; step++) {
                    live(f);
                }
                final Intent probe = draw(f);
                final Answer answer = f.ask(copy(f, probe));
                final List<Intent> reserved = new ArrayList<>();
                for (int i = draw(16); i >= 0; i--) {
                    final Intent entry = draw(f);
                    f.gate.onReserved(entry, f.nowNs);
                    reserved.add(entry);
                }
                Collections.reverse(reserved);
                reserved.forEach(entry -> f.gate.onWithdrawn(entry, f.nowNs));
                assertEquals(answer, f.ask(copy(f, probe)), "seed " + seed + " kind " + kind);
            }
        }
    }

    private void live(final GateFixture f) {
        final Intent entry = draw(f);
        f.gate.onSent(entry, f.nowNs);
        if (draw(2) == 0) {
            final OrderRole role = draw(3) == 0 ? OrderRole.STOP : OrderRole.ENTRY;
            f.gate.onFill(entry.strategyId, entry.instrumentId, role, f.nowNs);
        }
        f.nowNs += draw(700) * 1_000_000L;
    }

    /** Returns a gate in which one control refuses nearly everything, and so says what it has seen. */
    private GateFixture fixture(final int kind) {
        switch (kind) {
            case 0:
                return sizes();
            case 1:
                return twins();
            case 2:
                return wide().limit(Figure.NOTIONAL_PER_MINUTE, ScopeType.GLOBAL, 0, 1);
            case 3:
                return wide().limit(Figure.ORDERS_PER_TRADE_SAMPLE, ScopeType.GLOBAL, 0, 0)
                        .limit(Figure.ORDERS_PER_TRADE, ScopeType.GLOBAL, 0, 0);
            case 4:
                return wide().limit(Figure.COOLDOWN_AFTER_STOP, ScopeType.GLOBAL, 0, 3_600 * SECOND);
            default:
                return wide().limit(Figure.REPEATED_EXECUTIONS, ScopeType.GLOBAL, 0, 0);
        }
    }

    private static GateFixture wide() {
        return new GateFixture().wide();
    }

    private static GateFixture sizes() {
        return wide().limit(Figure.FAT_FINGER_SAMPLE, ScopeType.GLOBAL, 0, 0)
                .limit(Figure.FAT_FINGER_MULTIPLE, ScopeType.GLOBAL, 0, 1);
    }

    private static GateFixture twins() {
        return wide().limit(Figure.DUPLICATE_WINDOW, ScopeType.GLOBAL, 0, 10 * SECOND);
    }

    /** Returns an entry of one of three strategies in one of two instruments, of few prices and sizes, so that some are equal. */
    private Intent draw(final GateFixture f) {
        final Intent entry = f.entry(draw(2) == 0 ? Side.BUY : Side.SELL);
        entry.strategyId = draw(STRATEGIES);
        entry.instrumentId = draw(2);
        entry.price = 10_000 + draw(3);
        entry.quantity = 1_000L + 10 * draw(6);
        return entry;
    }

    private static Intent copy(final GateFixture f, final Intent of) {
        final Intent entry = f.entry(of.side);
        entry.strategyId = of.strategyId;
        entry.instrumentId = of.instrumentId;
        entry.price = of.price;
        entry.quantity = of.quantity;
        return entry;
    }

    /** At the mark of 100.01 or its price, whichever is dearer, and a fee of 0.1 %; rounded up twice. */
    private static long notional(final Intent entry) {
        final long e8 = Math.max(entry.price, 10_001) * entry.quantity * 1_000;
        return e8 + ceil(e8, 1_000);
    }

    private static long ceil(final long part, final long whole) {
        return (part + whole - 1) / whole;
    }

    /** Returns the time since an equal entry among the last 64, or since the oldest of these where 64 are remembered. */
    private static long age(final List<long[]> sent, final Intent entry, final long nowNs) {
        for (int back = 1; back <= Math.min(sent.size(), DuplicateRule.REMEMBERED); back++) {
            final long[] one = sent.get(sent.size() - back);
            final boolean isEqual = one[1] == entry.instrumentId
                    && one[2] == entry.side.value()
                    && one[3] == entry.price
                    && one[4] == entry.quantity;
            if (nowNs - one[0] >= 10 * SECOND) {
                return Long.MAX_VALUE;
            }
            if (isEqual || back == DuplicateRule.REMEMBERED) {
                return nowNs - one[0];
            }
        }
        return Long.MAX_VALUE;
    }

    private static byte[] bytes(final GateFixture f) {
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        f.gate.writeTo(snapshot);
        final byte[] bytes = new byte[snapshot.length()];
        snapshot.buffer().getBytes(0, bytes);
        return bytes;
    }

    private int draw(final int bound) {
        random = Frame.mix(random);
        return Math.floorMod((int) (random >>> 20), bound);
    }
}
