package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.SnapshotBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A gate that nobody hears takes short ways: what is clear of its rows is not put to them. One that is heard puts every
 * figure to every row. Both must say the same, to the last number, warning and control passed.
 */
class HeardGateTest {
    private static final int STEPS = 40_000;
    private static final long SECOND = 1_000_000_000L;
    private static final Trace ANYBODY = new Trace() {};

    private static final Figure[] FIGURES = {
        Figure.ORDERS_PER_SECOND,
        Figure.ORDERS_PER_MINUTE,
        Figure.ORDERS_PER_DAY,
        Figure.NOTIONAL_PER_SECOND,
        Figure.NOTIONAL_PER_MINUTE,
        Figure.NOTIONAL_PER_DAY,
        Figure.MESSAGE_BURST,
        Figure.MESSAGE_RESERVE,
        Figure.ORDERS_PER_TRADE,
        Figure.DUPLICATE_WINDOW
    };
    private static final long[] LARGEST = {
        8, 40, 4_000, 2_000_000_000_000L, 5_000_000_000_000L, 90_000_000_000_000L, 20, 12, 30, SECOND
    };

    private GateFixture unheard = fixture(Trace.NONE);
    private GateFixture heard = fixture(ANYBODY);
    private long random;

    @Tag("slow")
    @Test
    void saysTheSameWhetherOrNotItIsHeard() {
        final long seed = 21_022L;
        random = seed;
        final int[] answers = new int[2];
        for (int step = 0; step < STEPS; step++) {
            advance(next(20) == 0 ? 70 * SECOND : next(2) == 0 ? 0 : next(SECOND / 4));
            if (next(10) == 0) {
                move((int) next(FIGURES.length));
            }
            if (next(40) == 0) {
                fill((int) next(4), (int) next(2));
            }
            if (next(4_000) == 0) {
                restore();
            }
            answers[ask((int) next(2), "seed " + seed + " step " + step)]++;
        }
        assertTrue(answers[0] > STEPS / 10 && answers[1] > STEPS / 10, answers[0] + " refused, " + answers[1]);
    }

    private int ask(final int strategyId, final String where) {
        final boolean isExit = next(8) == 0;
        final long quantity = 1_000 + 10 * next(300);
        final Intent one = intent(unheard, strategyId, isExit, quantity);
        final Intent other = intent(heard, strategyId, isExit, quantity);
        final Decision a = unheard.gate.decide(one, unheard.nowNs);
        final Decision b = heard.gate.decide(other, heard.nowNs);
        assertEquals(text(b), text(a), where);
        if (a.isApproved() && next(2) == 0) {
            unheard.gate.onSent(one, unheard.nowNs);
            heard.gate.onSent(other, heard.nowNs);
        }
        return a.isApproved() ? 1 : 0;
    }

    private static Intent intent(
            final GateFixture fixture, final int strategyId, final boolean isExit, final long quantity) {
        final Intent intent = isExit ? fixture.exit(Side.SELL, quantity) : fixture.entry(Side.BUY);
        intent.strategyId = isExit ? 0 : strategyId;
        intent.quantity = quantity;
        return intent;
    }

    private static String text(final Decision d) {
        return d.control() + " " + d.scopeType() + " " + d.scopeId() + " observed " + d.observed() + " bound "
                + d.bound()
                + " version " + d.limitsVersion() + " passed " + Long.toBinaryString(d.controlsPassed()) + " warned "
                + Long.toBinaryString(d.warnings()) + " risk " + d.riskE8() + " heat " + d.heatE8();
    }

    private void advance(final long ns) {
        unheard.nowNs += ns;
        heard.nowNs += ns;
    }

    private void fill(final int strategyId, final int instrumentId) {
        unheard.gate.onFill(strategyId, instrumentId, unheard.entry(Side.BUY).role, unheard.nowNs);
        heard.gate.onFill(strategyId, instrumentId, heard.entry(Side.BUY).role, heard.nowNs);
    }

    /** Sets a row, mostly with a warn level, at the scope where it must stand or at the strategy's. */
    private void move(final int which) {
        final Figure figure = FIGURES[which];
        final boolean isOfStrategy = figure.allows(ScopeType.STRATEGY) && next(2) == 0;
        final ScopeType scopeType = isOfStrategy ? ScopeType.STRATEGY : figure.required();
        final int scopeId = isOfStrategy ? (int) next(2) : 0;
        final long value = 1 + next(LARGEST[which]);
        final long level = figure.sense() == Sense.AT_MOST ? value - value / 5 : 0;
        final long warn = next(3) == 0 ? 0 : level;
        set(unheard, figure, scopeType, scopeId, value, warn);
        set(heard, figure, scopeType, scopeId, value, warn);
    }

    private static void set(
            final GateFixture fixture,
            final Figure figure,
            final ScopeType scopeType,
            final int scopeId,
            final long value,
            final long warn) {
        fixture.set(figure.control().code(), figure.key(), scopeType, scopeId, value, warn, true);
    }

    /** Lets new gates, whose rows are those of the snapshot and not their own, go on from here. */
    private void restore() {
        unheard = restored(unheard, Trace.NONE);
        heard = restored(heard, ANYBODY);
    }

    private static GateFixture restored(final GateFixture from, final Trace trace) {
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        from.limits.writeTo(snapshot);
        from.gate.writeTo(snapshot);
        final GateFixture to = fixture(trace);
        to.nowNs = from.nowNs;
        // before it is restored it has worked out what other rows leave
        to.gate.decide(to.entry(Side.BUY), to.nowNs);
        final var reader = snapshot.reader();
        to.limits.readFrom(reader);
        to.gate.readFrom(reader);
        return to;
    }

    private static GateFixture fixture(final Trace trace) {
        return new GateFixture(trace, new FakeWorld())
                .wide()
                .hold(1_000_000)
                .limit(Figure.MESSAGE_RATE, ScopeType.VENUE, 0, 4);
    }

    private long next(final long below) {
        random = Frame.mix(random);
        return Math.floorMod(random, below);
    }
}
