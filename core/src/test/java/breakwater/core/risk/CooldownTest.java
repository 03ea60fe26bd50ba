package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** P30: the band within which a weight is left alone, and how long an entry waits. */
class CooldownTest {
    private static final long WINDOW = 1_000_000_000L;

    private GateFixture fixture = new GateFixture().wide();

    /** Returns a part of a basket: 1.000 at 100.00, worth 100.10 with its fee, of an equity of the fixture's. */
    private Intent part() {
        final Intent part = fixture.entry(Side.BUY);
        part.basketE8 = 1;
        return part;
    }

    private void fill(final OrderRole role) {
        fixture.gate.onFill(0, 0, role, fixture.nowNs);
    }

    @Test
    void holdsEachEntryToTheTimeSinceTheLastExit() {
        holdsToTheTimeSince(Figure.COOLDOWN_AFTER_EXIT, OrderRole.TARGET1);
        holdsToTheTimeSince(Figure.COOLDOWN_AFTER_EXIT, OrderRole.EXIT);
        holdsToTheTimeSince(Figure.COOLDOWN_AFTER_EXIT, OrderRole.MANUAL);
    }

    @Test
    void takesAnExitForNoStopHoweverLongTheWait() {
        fill(OrderRole.EXIT);
        fixture.limit(Figure.COOLDOWN_AFTER_STOP, GLOBAL, 0, fixture.nowNs + WINDOW);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void forgetsAtARestoreWhatTheSnapshotDoesNotSay() {
        fixture.limit(Figure.COOLDOWN_AFTER_EXIT, GLOBAL, 0, WINDOW);
        final SnapshotBuffer empty = new SnapshotBuffer();
        fixture.gate.writeTo(empty);
        final Digest before = new Digest();
        fixture.gate.writeTo(before);
        fill(OrderRole.EXIT);
        assertEquals(Control.COOLDOWN, fixture.ask(fixture.entry(Side.BUY)).control());

        fixture.gate.readFrom(empty.reader());

        final Digest after = new Digest();
        fixture.gate.writeTo(after);
        assertEquals(before.value(), after.value());
        fixture.gate.onFill(1, 1, OrderRole.EXIT, fixture.nowNs);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "that was another's");
    }

    @Test
    void holdsEachEntryToTheTimeSinceTheLastStop() {
        holdsToTheTimeSince(Figure.COOLDOWN_AFTER_STOP, OrderRole.STOP);
    }

    private void holdsToTheTimeSince(final Figure figure, final OrderRole role) {
        fixture = new GateFixture().wide();
        fixture.limit(figure, GLOBAL, 0, WINDOW);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "never");
        fill(OrderRole.ENTRY);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "an entry is no exit");
        fill(role);
        fixture.nowNs += WINDOW - 1;
        assertEquals(
                Answer.refused(Control.COOLDOWN, STRATEGY, 0, WINDOW - 1, WINDOW),
                fixture.ask(fixture.entry(Side.BUY)));
        final Intent elsewhere = fixture.entry(Side.BUY);
        elsewhere.instrumentId = 1;
        assertEquals(Answer.APPROVED, fixture.ask(elsewhere), "another instrument");
        final Intent replacement = fixture.entry(Side.BUY);
        replacement.replacesId = 7;
        assertEquals(Answer.APPROVED, fixture.ask(replacement), "a replacement");
        fixture.nowNs++;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        fixture.nowNs++;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void holdsWeightsToTheTimeSinceTheLastRebalance() {
        fixture.limit(Figure.COOLDOWN_AFTER_REBALANCE, STRATEGY, 0, WINDOW);
        fixture.gate.onSent(part(), fixture.nowNs);
        fixture.nowNs += WINDOW - 1;
        assertEquals(Answer.refused(Control.COOLDOWN, STRATEGY, 0, WINDOW - 1, WINDOW), fixture.ask(part()));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "no weight");
        fixture.nowNs++;
        assertEquals(Answer.APPROVED, fixture.ask(part()));
        fixture.gate.onReserved(part(), fixture.nowNs);
        fixture.gate.onWithdrawn(part(), fixture.nowNs);
        assertEquals(Answer.APPROVED, fixture.ask(part()), "what was withdrawn was no rebalance");
    }

    @Test
    void neverHoldsBackAnExit() {
        fixture.hold(2_000);
        for (final Figure figure :
                new Figure[] {Figure.COOLDOWN_AFTER_EXIT, Figure.COOLDOWN_AFTER_STOP, Figure.COOLDOWN_AFTER_REBALANCE
                }) {
            fixture.limit(figure, GLOBAL, 0, figure.largest());
        }
        fixture.limit(Figure.NO_TRADE_BAND, GLOBAL, 0, 1_000_000);
        fill(OrderRole.STOP);
        fill(OrderRole.EXIT);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 1_000)));
    }

    @Test
    void leavesAWeightThatWantsLessThanTheBand() {
        final long ppm = 10_010_000_000L * 1_000_000L / fixture.world.positions.equityE8(0);
        final long worthPpm = Math.max(0, observedPpm());
        assertEquals(true, worthPpm >= ppm, "at the dearest mark, with its fee");
        Boundary.assertHolds(fixture, part(), Figure.NO_TRADE_BAND, GLOBAL, 0, STRATEGY, 0, worthPpm);
        fixture.limit(Figure.NO_TRADE_BAND, STRATEGY, 0, worthPpm + 1);
        assertEquals(
                Answer.refused(Control.NO_TRADE_BAND, STRATEGY, 0, worthPpm, worthPpm + 1),
                Answer.of(fixture.gate.decideBand(part(), fixture.nowNs)));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "no weight");
    }

    private long observedPpm() {
        fixture.limit(Figure.NO_TRADE_BAND, GLOBAL, 0, 1_000_000);
        final long observed = fixture.gate.decideBand(part(), fixture.nowNs).observed();
        fixture.limit(Figure.NO_TRADE_BAND, GLOBAL, 0, 0);
        return observed;
    }

    /** Against a table of what happened when, with a snapshot read back on the way. */
    @Test
    void letsNoEntryOutBeforeItsTime() {
        final long seed = 30_030L;
        long random = seed;
        fixture = windowed();
        final Map<Integer, Long> exits = new TreeMap<>();
        final Map<Integer, Long> stops = new TreeMap<>();
        int refused = 0;
        for (int step = 0; step < 20_000; step++) {
            random = Frame.mix(random);
            fixture.nowNs += Math.floorMod(random, WINDOW / 4);
            final int strategy = (int) Math.floorMod(random >> 8, 3L);
            final int instrument = (int) Math.floorMod(random >> 16, 2L);
            final int pair = strategy * 2 + instrument;
            if (random < 0) {
                final boolean isStop = Math.floorMod(random >> 24, 2L) == 0;
                fixture.gate.onFill(strategy, instrument, isStop ? OrderRole.STOP : OrderRole.EXIT, fixture.nowNs);
                (isStop ? stops : exits).put(pair, fixture.nowNs);
            }
            final Intent intent = fixture.entry(Side.BUY);
            intent.strategyId = strategy;
            intent.instrumentId = instrument;
            final boolean isOver = fixture.nowNs - exits.getOrDefault(pair, -4 * WINDOW) >= WINDOW
                    && fixture.nowNs - stops.getOrDefault(pair, -4 * WINDOW) >= 2 * WINDOW;
            assertEquals(
                    isOver, fixture.gate.decide(intent, fixture.nowNs).isApproved(), "seed " + seed + " step " + step);
            refused += isOver ? 0 : 1;
            if (step % 1_000 == 999) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                fixture.gate.writeTo(snapshot);
                final long nowNs = fixture.nowNs;
                fixture = windowed();
                fixture.nowNs = nowNs;
                fixture.gate.readFrom(snapshot.reader());
            }
        }
        assertEquals(true, refused > 4_000 && refused < 18_000, "refused " + refused);
    }

    private static GateFixture windowed() {
        return new GateFixture()
                .wide()
                .limit(Figure.COOLDOWN_AFTER_EXIT, GLOBAL, 0, WINDOW)
                .limit(Figure.COOLDOWN_AFTER_STOP, STRATEGY, 0, 2 * WINDOW)
                .limit(Figure.COOLDOWN_AFTER_STOP, GLOBAL, 0, 2 * WINDOW);
    }

    @Tag("slow")
    @Test
    void allocatesNothing() {
        final Intent part = part();
        final Runnable step = () -> {
            part.strategyId = (part.strategyId + 1) % 3;
            fixture.nowNs++;
            fixture.gate.onFill(part.strategyId, 0, OrderRole.STOP, fixture.nowNs);
            fixture.gate.decideBand(part, fixture.nowNs);
            fixture.gate.decide(part, fixture.nowNs);
            fixture.gate.onReserved(part, fixture.nowNs);
            fixture.gate.onWithdrawn(part, fixture.nowNs);
        };
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }
        final AllocationCount count = new AllocationCount(CooldownTest.class);
        assertEquals(0, count.count(10_000, step), count::toString);
    }
}
