package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DuplicateRuleTest {
    private static final long WINDOW = 1_000_000_000L;

    private final GateFixture fixture = windowed();

    private static GateFixture windowed() {
        return new GateFixture().wide().limit(Figure.DUPLICATE_WINDOW, GLOBAL, 0, WINDOW);
    }

    @Test
    void refusesTheSameEntryUntilTheWindowHasPassed() {
        send(fixture.entry(Side.BUY));
        fixture.nowNs += WINDOW - 1;
        assertEquals(
                Answer.refused(Control.DUPLICATE_ORDER, STRATEGY, 0, WINDOW - 1, WINDOW),
                fixture.ask(fixture.entry(Side.BUY)));
        fixture.nowNs += 1;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        fixture.nowNs += 1;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void refusesWhatIsOpenHoweverOldItIs() {
        fixture.world.hasEqual = true;

        assertEquals(
                Answer.refused(Control.DUPLICATE_ORDER, STRATEGY, 0, 0, WINDOW), fixture.ask(fixture.entry(Side.BUY)));
        fixture.limit(Figure.DUPLICATE_WINDOW, GLOBAL, 0, 0);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "a window of 0 asks nothing");
    }

    /** Without a window nothing is remembered; so there is nothing to forget when it is taken back. */
    @Test
    void takesBackNothingWhereNoWindowWasSet() {
        fixture.limit(Figure.DUPLICATE_WINDOW, GLOBAL, 0, 0);
        fixture.gate.onReserved(fixture.entry(Side.BUY), fixture.nowNs);
        fixture.gate.onWithdrawn(fixture.entry(Side.BUY), fixture.nowNs);
        fixture.limit(Figure.DUPLICATE_WINDOW, GLOBAL, 0, WINDOW);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));

        send(fixture.entry(Side.BUY));

        assertEquals(
                Answer.refused(Control.DUPLICATE_ORDER, STRATEGY, 0, 0, WINDOW), fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void remembersNothingSentWhileNoWindowWasSet() {
        fixture.limit(Figure.DUPLICATE_WINDOW, GLOBAL, 0, 0);
        send(fixture.entry(Side.BUY));
        fixture.limit(Figure.DUPLICATE_WINDOW, GLOBAL, 0, WINDOW);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void forgetsWhatIsTakenBackAlsoWithinAWindowOfTheFirstMoment() {
        fixture.nowNs = WINDOW / 2;
        fixture.gate.onReserved(fixture.entry(Side.BUY), fixture.nowNs);
        fixture.gate.onWithdrawn(fixture.entry(Side.BUY), fixture.nowNs);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void takesAnyDifferenceForAnotherOrder() {
        send(fixture.entry(Side.BUY));
        final Intent price = fixture.entry(Side.BUY);
        price.price = 9_999;
        final Intent quantity = fixture.entry(Side.BUY);
        quantity.quantity = 1_010;
        final Intent instrument = fixture.entry(Side.BUY);
        instrument.instrumentId = 1;
        final Intent strategy = fixture.entry(Side.BUY);
        strategy.strategyId = 1;
        for (final Intent other : new Intent[] {price, quantity, instrument, strategy, fixture.entry(Side.SELL)}) {
            assertEquals(Answer.APPROVED, fixture.ask(other));
        }
    }

    @Test
    void neverAsksExitsNorReplacements() {
        fixture.hold(2_000);
        fixture.world.hasEqual = true;
        send(fixture.exit(Side.SELL, 1_000));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 1_000)));
        final Intent replacement = fixture.entry(Side.BUY);
        replacement.replacesId = 7;
        assertEquals(Answer.APPROVED, fixture.ask(replacement));
    }

    @Test
    void aStrategysOwnRowWidensTheWindow() {
        fixture.limit(Figure.DUPLICATE_WINDOW, STRATEGY, 0, 3 * WINDOW);
        send(fixture.entry(Side.BUY));
        fixture.nowNs += 2 * WINDOW;

        assertEquals(
                Answer.refused(Control.DUPLICATE_ORDER, STRATEGY, 0, 2 * WINDOW, 3 * WINDOW),
                fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void refusesWhatItCannotVouchForWhenItsMemoryIsFull() {
        for (int i = 0; i < DuplicateRule.REMEMBERED; i++) {
            send(priced(9_000 + i));
            fixture.nowNs += 10;
        }
        assertEquals(
                Answer.refused(Control.DUPLICATE_ORDER, STRATEGY, 0, 10L * DuplicateRule.REMEMBERED, WINDOW),
                fixture.ask(priced(10_000)));
        fixture.nowNs += WINDOW - 10L * DuplicateRule.REMEMBERED;
        assertEquals(Answer.APPROVED, fixture.ask(priced(10_000)));
    }

    /** Against a list of all that was sent, with a snapshot taken and read back on the way. */
    @Tag("slow")
    @Test
    void letsNoTwoEqualEntriesOutWithinTheWindow() {
        final long seed = 18_031L;
        GateFixture gate = windowed();
        final List<long[]> sent = new ArrayList<>();
        long random = seed;
        int refused = 0;
        for (int step = 0; step < 20_000; step++) {
            random = Frame.mix(random);
            gate.nowNs += Math.floorMod(random, WINDOW / 16);
            final Intent intent = gate.entry(random < 0 ? Side.BUY : Side.SELL);
            intent.strategyId = (int) Math.floorMod(random >> 8, 3L);
            intent.instrumentId = (int) Math.floorMod(random >> 16, 2L);
            intent.price = 9_998 + Math.floorMod(random >> 24, 4L);
            intent.quantity = 10 + 10 * Math.floorMod(random >> 32, 2L) + 10_000;
            final long[] wanted = {
                intent.strategyId, intent.instrumentId, intent.side.value(), intent.price, intent.quantity, gate.nowNs
            };
            final boolean isFresh = isFresh(sent, wanted);
            assertEquals(isFresh, gate.gate.decide(intent, gate.nowNs).isApproved(), "seed " + seed + " step " + step);
            if (isFresh) {
                gate.gate.onSent(intent, gate.nowNs);
                sent.add(wanted);
            } else {
                refused++;
            }
            if (step % 1_000 == 999) {
                gate = restored(gate);
            }
        }
        assertEquals(true, refused > 1_000, "refused " + refused);
    }

    private static boolean isFresh(final List<long[]> sent, final long[] wanted) {
        for (int i = sent.size() - 1; i >= 0 && wanted[5] - sent.get(i)[5] < WINDOW; i--) {
            boolean isEqual = true;
            for (int field = 0; field < 5; field++) {
                isEqual &= sent.get(i)[field] == wanted[field];
            }
            if (isEqual) {
                return false;
            }
        }
        return true;
    }

    private static GateFixture restored(final GateFixture from) {
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        from.gate.writeTo(snapshot);
        final GateFixture to = windowed();
        to.gate.readFrom(snapshot.reader());
        to.nowNs = from.nowNs;
        assertEquals(digest(from), digest(to));
        return to;
    }

    private static long digest(final GateFixture fixture) {
        final Digest digest = new Digest();
        fixture.gate.writeTo(digest);
        return digest.value();
    }

    @Tag("slow")
    @Test
    void allocatesNothing() {
        final Intent intent = fixture.entry(Side.BUY);
        final AllocationCount count = new AllocationCount(DuplicateRuleTest.class);
        final Runnable step = () -> {
            fixture.nowNs += WINDOW / 3;
            if (fixture.gate.decide(intent, fixture.nowNs).isApproved()) {
                fixture.gate.onSent(intent, fixture.nowNs);
            }
        };
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }

        assertEquals(0, count.count(20_000, step), count::toString);
    }

    private Intent priced(final long price) {
        final Intent intent = fixture.entry(Side.BUY);
        intent.price = price;
        return intent;
    }

    private void send(final Intent intent) {
        assertEquals(Answer.APPROVED, fixture.ask(intent));
        fixture.gate.onSent(intent, fixture.nowNs);
    }
}
