package breakwater.core.risk;

import static breakwater.core.message.ScopeType.STRATEGY;
import static breakwater.core.message.ScopeType.VENUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final long SECOND = 1_000_000_000L;

    private final GateFixture fixture = new GateFixture()
            .wide()
            .hold(1_000_000)
            .limit(Figure.MESSAGE_RATE, VENUE, 0, 10)
            .limit(Figure.MESSAGE_BURST, VENUE, 0, 20)
            .limit(Figure.MESSAGE_RESERVE, VENUE, 0, 10);

    @Test
    void leavesTheReserveToExitsAndHalfOfItToCancels() {
        assertEquals(10, sendWhileApproved(true));
        assertEquals(Answer.refused(Control.THROTTLE, VENUE, 0, 10, 11), fixture.ask(fixture.entry(Side.BUY)));
        assertEquals(5, sendWhileApproved(false));
        assertEquals(Answer.refused(Control.THROTTLE, VENUE, 0, 5, 6), fixture.ask(fixture.exit(Side.SELL, 10)));
        for (int i = 0; i < 1_000; i++) {
            fixture.gate.onUnthrottled(0, 0, fixture.nowNs);
        }
        assertEquals(Answer.refused(Control.THROTTLE, VENUE, 0, -20, 11), fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void refillsByTheTimeOfEventsToTheNanosecond() {
        assertEquals(10, sendWhileApproved(true));
        fixture.nowNs += SECOND / 10 - 1;
        assertEquals(0, sendWhileApproved(true));
        fixture.nowNs += 1;
        assertEquals(1, sendWhileApproved(true));
        fixture.nowNs -= SECOND;
        assertEquals(0, sendWhileApproved(true));
        fixture.nowNs += 3_600 * SECOND;
        assertEquals(10, sendWhileApproved(true));
    }

    @Test
    void bindsAStrategyThatHasRowsOfItsOwn() {
        fixture.limit(Figure.MESSAGE_RATE, STRATEGY, 0, 1)
                .limit(Figure.MESSAGE_BURST, STRATEGY, 0, 3)
                .limit(Figure.MESSAGE_RESERVE, STRATEGY, 0, 1);

        assertEquals(2, sendWhileApproved(true));
        assertEquals(Answer.refused(Control.THROTTLE, STRATEGY, 0, 1, 2), fixture.ask(fixture.entry(Side.BUY)));
        final Intent other = fixture.entry(Side.BUY);
        other.strategyId = 1;
        assertEquals(Answer.APPROVED, fixture.ask(other));
    }

    @Test
    void holdsInEveryWindow() {
        final long seed = 20_260_207L;
        final long[] sentNs = new long[4_000];
        int sent = 0;
        long random = seed;
        for (int step = 0; step < 4_000; step++) {
            random = Frame.mix(random);
            fixture.nowNs += Math.floorMod(random, SECOND / 5);
            if (fixture.gate.decide(fixture.entry(Side.BUY), fixture.nowNs).isApproved()) {
                fixture.gate.onSent(fixture.entry(Side.BUY), fixture.nowNs);
                sentNs[sent++] = fixture.nowNs;
            }
        }
        for (int from = 0; from < sent; from++) {
            for (int to = from; to < Math.min(sent, from + 100); to++) {
                final long windowNs = sentNs[to] - sentNs[from];
                assertTrue(
                        to - from + 1 <= 10 + 10 * windowNs / SECOND + 1,
                        "seed " + seed + ": " + (to - from + 1) + " entries in " + windowNs + " ns");
            }
        }
    }

    private int sendWhileApproved(final boolean isEntry) {
        int sent = 0;
        while (true) {
            final Intent intent = isEntry ? fixture.entry(Side.BUY) : fixture.exit(Side.SELL, 10);
            if (!fixture.gate.decide(intent, fixture.nowNs).isApproved()) {
                return sent;
            }
            fixture.gate.onSent(intent, fixture.nowNs);
            sent++;
        }
    }
}
