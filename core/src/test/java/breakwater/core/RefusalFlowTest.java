package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.MarketState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refusal names its control, scope, what was observed and the bound; bad input is kept apart, and nothing else happens. */
class RefusalFlowTest {
    /** A seed with which the first word of churn is a change. */
    private static final int FIRST_CHANGES = 11;

    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void aMarket() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.quote(100_000, 100_010);
        f.outputs();
    }

    @Test
    void anOrderAboveTheLimitIsRefusedAndOneAtItPasses() {
        f.pen.limit(Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT, 0, 99);
        f.give();

        assertEquals(List.of("rejected ORDER_QUANTITY INSTRUMENT MANUAL observed 100 bound 99"), buy(100));
        assertEquals(List.of("new #1.1 MANUAL BUY 99 LIMIT GTC @99000 RAISES", "approved #1.1 99"), buy(99));
    }

    @Test
    void aLimitThatIsMissingDenies() {
        final EngineFixture bare = new EngineFixture(EngineFixture.CAPACITY);
        EngineFixture.configure(bare.pen, 1_000_000, true, pen -> {
            if (pen.frame.wrap(pen.buffer, 0).templateId() != 53) {
                bare.give(pen);
            }
        });
        bare.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        bare.pen.manual(0, 0, Side.BUY, 99_000, 100);

        final List<String> lines = bare.give();

        assertTrue(lines.size() == 1 && lines.get(0).startsWith("rejected DEFAULT_DENY"), lines::toString);
    }

    @Test
    void anEntryOnAStaleQuoteIsRefusedUntilTheNext() {
        f.after(31 * EngineFixture.SECOND).time();

        assertEquals(List.of("rejected STALE_DATA INSTRUMENT MANUAL observed 31000000000 bound 30000000000"), buy(100));
        f.quote(100_000, 100_010);
        assertPasses();
    }

    @Test
    void anEntryInAHaltIsRefusedUntilTheMarketOpens() {
        f.pen.feedStatus(0, MarketState.HALTED);
        f.give();

        assertEquals(List.of("rejected MARKET_STATE INSTRUMENT MANUAL observed 1 bound 0"), buy(100));
        f.pen.feedStatus(0, MarketState.OPEN);
        f.give();
        assertPasses();
    }

    /** The event that shows the hole is taken. A quote tells the whole state and closes the gap; a trade does not. */
    @Test
    void anEntryInAGapOfTheFeedIsRefusedUntilAQuote() {
        f.pen.numbers[EventPen.FEED] += 2;
        f.pen.trade(0, Side.BUY, 100_005, 10, 1);
        assertEquals(List.of(), f.give());

        assertTrue(buy(100).get(0).startsWith("rejected MARKET_STATE INSTRUMENT MANUAL"));
        f.quote(100_000, 100_010);
        assertPasses();
    }

    /** I19: no signal passes without a record of what came of it. */
    @Test
    void aChangeOfAnOrderThatIsNotThereIsRefused() {
        f.admit(1, 1, "churn", "every-quotes", 1, "seed", FIRST_CHANGES).outputs();

        f.pen.quote(1, 50_000, 10, 50_010, 10);

        assertEquals(
                List.of("signal REPLACE BUY @49997", "rejected WELL_FORMED STRATEGY ENTRY observed 0 bound 1"),
                f.give());
    }

    @Test
    void anExitOfNothingIsRefused() {
        f.pen.manual(0, 0, Side.SELL, 0, 0);

        assertEquals(List.of("rejected REDUCE_ONLY STRATEGY MANUAL observed 0 bound 0"), f.give());
    }

    @Test
    void aCrossedQuoteIsKeptApart() {
        assertEquals(List.of("quarantined CROSSED template 2"), f.quote(100_020, 100_010));
        assertUntouched();
    }

    @Test
    void aNegativeSizeIsKeptApart() {
        f.pen.quote(0, 100_020, -10, 100_030, 10);

        assertEquals(List.of("quarantined NOT_POSITIVE template 2"), f.give());
        assertUntouched();
    }

    @Test
    void anUnknownInstrumentIsKeptApart() {
        f.pen.quote(13, 100_020, 10, 100_030, 10);

        assertEquals(List.of("quarantined UNKNOWN_INSTRUMENT template 2"), f.give());
        assertUntouched();
    }

    @Test
    void anUnknownTemplateIsKeptApart() {
        f.pen.begin(999, 16, EventPen.FEED);

        assertEquals(List.of("quarantined UNKNOWN_TEMPLATE template 999"), f.give());
    }

    @Test
    void aRepeatedTradeIsKeptApart() {
        f.pen.trade(0, Side.BUY, 100_005, 10, 7);
        assertEquals(List.of(), f.give());
        f.pen.trade(0, Side.BUY, 100_005, 10, 7);

        assertEquals(List.of("quarantined DUPLICATE template 1"), f.give());
    }

    @Test
    void aNumberOfTheSourceSeenBeforeIsKeptApart() {
        f.pen.numbers[EventPen.FEED]--;

        assertEquals(List.of("quarantined DUPLICATE template 2"), f.quote(100_020, 100_030));
        assertUntouched();
    }

    @Test
    void aQuoteOlderThanTheBoundIsKeptApart() {
        f.pen.quote(0, 100_020, 10, 100_030, 10);
        f.pen.frame.eventTimeNs(f.pen.nowNs - 31 * EngineFixture.SECOND);

        assertEquals(List.of("quarantined STALE template 2"), f.give());
        assertUntouched();
    }

    @Test
    void aClockThatStepsBackStandsStill() {
        final long before = f.engine.nowNs();
        f.pen.nowNs -= 10 * EngineFixture.SECOND;
        f.pen.time();
        f.give();

        assertEquals(before, f.engine.nowNs());
    }

    /** Were it taken, the clock would stand there for good, and what is added to it would not fit. */
    @Test
    void aTimeThatIsNoneOfOursIsKeptApartAndMovesNothing() {
        final long before = f.engine.nowNs();
        for (final long ingressNs : new long[] {Long.MAX_VALUE, before + 401 * 86_400 * EngineFixture.SECOND}) {
            f.pen.quote(0, 100_020, 10, 100_030, 10);
            f.pen.frame.ingressTimeNs(ingressNs);

            assertEquals(List.of("quarantined FROM_THE_FUTURE template 2"), f.give());
            assertEquals(before, f.engine.nowNs());
            assertUntouched();
        }
        f.pen.numbers[EventPen.FEED] -= 2;
        assertEquals(List.of(), f.quote(100_000, 100_010), "the source goes on where it was");
        assertPasses();
    }

    @Test
    void aRunMayStartAfterYearsOfSilence() {
        f.after(3 * 366 * 86_400 * EngineFixture.SECOND);
        f.pen.runStarted(2, true, Level.ACTIVE);

        f.give();

        assertEquals(f.pen.nowNs, f.engine.nowNs());
    }

    @Test
    void theFirstEventSetsTheClockButNotBeyondTheEndOfTime() {
        final EngineFixture fresh = new EngineFixture(EngineFixture.CAPACITY);
        fresh.pen.nowNs = Long.MAX_VALUE;
        fresh.pen.time();
        assertEquals(List.of("quarantined FROM_THE_FUTURE template 40"), fresh.give());
        assertEquals(0, fresh.engine.nowNs());

        fresh.pen.nowNs = EngineFixture.START_NS;
        fresh.pen.time();
        fresh.give();
        assertEquals(EngineFixture.START_NS, fresh.engine.nowNs());
    }

    @Test
    void aCommandThatNamesNothingIsKeptApart() {
        f.pen.manual(5, 0, Side.BUY, 99_000, 10);
        assertEquals(List.of("quarantined BAD_COMMAND template 57"), f.give());
        f.pen.feedStatus(Frame.NO_ID, MarketState.NULL_VAL);
        assertEquals(List.of("quarantined BAD_COMMAND template 5"), f.give());
    }

    /** A cancel is never refused, but the venue counts it, so we do (P21): of 4 tokens one order and one cancel leave 2. */
    @Test
    void cancelsAndQuestionsTakeFromTheThrottle() {
        throttle(Figure.MESSAGE_RESERVE, 2);
        throttle(Figure.MESSAGE_BURST, 4);
        throttle(Figure.MESSAGE_RATE, 1);
        f.after(10 * EngineFixture.SECOND).quote(100_000, 100_010);
        assertPasses();
        f.pen.stop(0);
        assertTrue(f.give().contains("cancel #1.1 CANCELS_ENTRY"));

        assertEquals(List.of("rejected THROTTLE VENUE MANUAL observed 2 bound 3"), buy(100));
    }

    private void throttle(final Figure figure, final long value) {
        f.pen.limit(figure, ScopeType.VENUE, 0, value);
        f.give();
    }

    private void assertUntouched() {
        assertEquals(100_000, f.engine.market().bidPrice(0));
        assertEquals(100_010, f.engine.market().askPrice(0));
    }

    private void assertPasses() {
        assertEquals(List.of("new #1.1 MANUAL BUY 100 LIMIT GTC @99000 RAISES", "approved #1.1 100"), buy(100));
    }

    private List<String> buy(final long quantity) {
        f.pen.manual(0, 0, Side.BUY, 99_000, quantity);
        return f.give();
    }
}
