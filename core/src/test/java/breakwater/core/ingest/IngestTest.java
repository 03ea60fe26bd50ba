package breakwater.core.ingest;

import static breakwater.core.ingest.IngestFixture.BARS;
import static breakwater.core.ingest.IngestFixture.LEAD;
import static breakwater.core.ingest.IngestFixture.LIVE;
import static breakwater.core.ingest.IngestFixture.LOOSE;
import static breakwater.core.ingest.IngestFixture.MINUTE;
import static breakwater.core.ingest.IngestFixture.SECOND;
import static breakwater.core.message.QuarantineReason.ABSURD_PRICE;
import static breakwater.core.message.QuarantineReason.BAD_COMMAND;
import static breakwater.core.message.QuarantineReason.BAR_INCONSISTENT;
import static breakwater.core.message.QuarantineReason.CROSSED;
import static breakwater.core.message.QuarantineReason.DUPLICATE;
import static breakwater.core.message.QuarantineReason.FROM_THE_FUTURE;
import static breakwater.core.message.QuarantineReason.LOT_MISALIGNED;
import static breakwater.core.message.QuarantineReason.NONE;
import static breakwater.core.message.QuarantineReason.NOT_POSITIVE;
import static breakwater.core.message.QuarantineReason.OUT_OF_ORDER;
import static breakwater.core.message.QuarantineReason.STALE;
import static breakwater.core.message.QuarantineReason.TICK_MISALIGNED;
import static breakwater.core.message.QuarantineReason.UNKNOWN_INSTRUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.MarketState;
import org.junit.jupiter.api.Test;

class IngestTest {
    private final IngestFixture feed = new IngestFixture();
    private final Ingest ingest = feed.ingest;

    @Test
    void showsAQuoteAndATrade() {
        assertEquals(NONE, feed.quote(LIVE, 0, 1000, 20, 1010, 30, 0));
        assertEquals(NONE, feed.trade(0, 1005, 10));

        assertEquals(1000, ingest.bidPrice(0));
        assertEquals(20, ingest.bidQuantity(0));
        assertEquals(1010, ingest.askPrice(0));
        assertEquals(30, ingest.askQuantity(0));
        assertEquals(1005, ingest.lastPrice(0));
        assertEquals(1005, ingest.referencePrice(0));
        assertEquals(1000, ingest.markPrice(0, 1));
        assertEquals(1010, ingest.markPrice(0, -1));
        assertEquals(MarketState.OPEN, ingest.state(0));
        assertTrue(ingest.isFresh(0, feed.nowNs));
    }

    @Test
    void refusesInsaneContentAndKeepsTheView() {
        feed.quote(0, 1000, 1010);

        assertEquals(UNKNOWN_INSTRUMENT, feed.trade(7, 1000, 10));
        assertEquals(BAD_COMMAND, feed.trade(3, 0, 1000, 10, 0));
        assertEquals(NOT_POSITIVE, feed.trade(0, 0, 10));
        assertEquals(NOT_POSITIVE, feed.trade(0, 1000, 0));
        assertEquals(NOT_POSITIVE, feed.trade(0, -1000, 10));
        assertEquals(TICK_MISALIGNED, feed.trade(0, 1001, 10));
        assertEquals(LOT_MISALIGNED, feed.trade(0, 1000, 11));
        assertEquals(CROSSED, feed.quote(0, 1000, 1000));
        assertEquals(CROSSED, feed.quote(0, 1005, 1000));
        assertEquals(1005, ingest.observed());
        assertEquals(1000, ingest.bound());
        assertEquals(NOT_POSITIVE, feed.quote(LIVE, 0, 1000, 0, 1010, 10, 0));
        assertEquals(0, ingest.lastPrice(0));
        assertEquals(1010, ingest.askPrice(0));
    }

    @Test
    void refusesAPriceBeyondOneSaneStepUntilTheReferenceIsStale() {
        feed.trade(0, 10_000, 10);

        assertEquals(NONE, feed.trade(0, 11_000, 10));
        assertEquals(ABSURD_PRICE, feed.trade(0, 12_105, 10));
        assertEquals(12_105, ingest.observed());
        assertEquals(11_000, ingest.bound());
        assertEquals(NONE, feed.trade(0, 12_100, 10));
        feed.nowNs += 10 * SECOND;
        assertEquals(ABSURD_PRICE, feed.trade(0, 20_000, 10));
        feed.nowNs += 1;
        assertEquals(NONE, feed.trade(0, 20_000, 10));
    }

    @Test
    void refusesARepeatAsDuplicateAndALowerNumberAsOutOfOrder() {
        feed.sequence = 9;
        feed.quote(0, 1000, 1010);
        feed.sequence = 9;
        assertEquals(DUPLICATE, feed.quote(0, 1005, 1010));
        feed.sequence = 8;
        assertEquals(OUT_OF_ORDER, feed.quote(0, 1005, 1010));
        assertEquals(9, ingest.observed());
        assertEquals(11, ingest.bound());
        feed.sequence = 10;
        assertEquals(NONE, feed.quote(0, 1005, 1010));
        feed.sequence = -1;
        assertEquals(OUT_OF_ORDER, feed.quote(0, 1005, 1010));
    }

    @Test
    void opensAGapAfterAHoleAndClosesItByAQuote() {
        feed.quote(0, 1000, 1010);
        feed.quote(1, 1000, 1010);
        feed.sequence++;

        assertEquals(NONE, feed.trade(0, 1005, 10));
        assertEquals(1005, ingest.lastPrice(0));
        assertEquals(MarketState.GAP, ingest.state(0));
        assertEquals(MarketState.GAP, ingest.state(1));
        assertFalse(ingest.isFresh(0, feed.nowNs));
        feed.trade(0, 1005, 10);
        assertEquals(MarketState.GAP, ingest.state(0));
        feed.quote(0, 1000, 1010);
        assertEquals(MarketState.OPEN, ingest.state(0));
        assertEquals(MarketState.GAP, ingest.state(1));
    }

    @Test
    void takesConflatedNumbersForNoHole() {
        feed.quote(0, 1000, 1010);
        feed.sequence += 5;
        feed.quote(LIVE, 0, 1000, 10, 1010, 10, 5);
        feed.quote(1, 1000, 1010);

        assertEquals(MarketState.OPEN, ingest.state(0));
        feed.sequence += 6;
        feed.quote(LIVE, 0, 1000, 10, 1010, 10, 5);
        assertEquals(MarketState.OPEN, ingest.state(0));
        assertEquals(MarketState.GAP, ingest.state(1));
    }

    @Test
    void closesTheGapOfAnInstrumentWithoutQuotesByTheNextTrade() {
        feed.trade(1, 1000, 1);
        feed.sequence++;

        feed.trade(1, 1000, 1);
        assertEquals(MarketState.GAP, ingest.state(1));
        feed.trade(1, 1000, 1);
        assertEquals(MarketState.OPEN, ingest.state(1));
    }

    @Test
    void countsATradeIdOnce() {
        assertEquals(NONE, feed.trade(LOOSE, 1, 1000, 1, 77));
        assertEquals(DUPLICATE, feed.trade(LOOSE, 1, 1000, 1, 77));
        assertEquals(NONE, feed.trade(LOOSE, 2, 1000, 1, 77));
        assertEquals(DUPLICATE, feed.restored().trade(LOOSE, 1, 1000, 1, 77));
        assertEquals(NONE, feed.trade(LOOSE, 1, 1000, 1, 0));
        assertEquals(NONE, feed.trade(LOOSE, 1, 1000, 1, 0));
    }

    @Test
    void holdsAgeAgainstTheSmallerOfThirtySecondsAndTheInstrument() {
        feed.ageNs = 10 * SECOND;
        assertEquals(NONE, feed.quote(0, 1000, 1010));
        assertTrue(ingest.isFresh(0, feed.nowNs));
        assertFalse(ingest.isFresh(0, feed.nowNs + 1));
        feed.ageNs++;
        assertEquals(STALE, feed.quote(0, 1000, 1010));
        assertEquals(10 * SECOND + 1, ingest.observed());
        assertEquals(10 * SECOND, ingest.bound());
    }

    @Test
    void clampsATolerableLeadAndRefusesALongerOne() {
        feed.ageNs = -LEAD;
        assertEquals(NONE, feed.quote(0, 1000, 1010));
        assertEquals(feed.nowNs, ingest.quoteTimeNs(0));
        assertEquals(0, ingest.ageNs(0, feed.nowNs));
        feed.ageNs--;
        assertEquals(FROM_THE_FUTURE, feed.quote(0, 1000, 1010));
    }

    @Test
    void holdsDataOfABarSourceAgainstTwiceItsCadence() {
        feed.quote(BARS, 0, 1000, 10, 1010, 10, 0);

        assertEquals(2 * MINUTE, ingest.staleAfterNs(0));
        assertTrue(ingest.isFresh(0, feed.nowNs + 2 * MINUTE));
        assertFalse(ingest.isFresh(0, feed.nowNs + 2 * MINUTE + 1));
        feed.ageNs = 2 * MINUTE + 1;
        assertEquals(STALE, feed.bar(1, MINUTE, feed.nowNs - 3 * MINUTE, 10, 11, 9, 10, 1));
        feed.ageNs--;
        assertEquals(NONE, feed.bar(1, MINUTE, feed.nowNs - 3 * MINUTE, 10, 11, 9, 10, 1));
    }

    @Test
    void refusesAnOlderQuoteOfASourceWithoutSequence() {
        feed.quote(LOOSE, 0, 1000, 10, 1010, 10, 0);
        feed.ageNs = 1;
        assertEquals(OUT_OF_ORDER, feed.quote(LOOSE, 0, 1005, 10, 1010, 10, 0));
    }

    @Test
    void refusesBarsThatContradictThemselvesOrTheClockOrCameBefore() {
        final long open = feed.nowNs - MINUTE;
        assertEquals(BAR_INCONSISTENT, feed.bar(1, MINUTE, open, 10, 11, 10, 9, 1));
        assertEquals(BAR_INCONSISTENT, feed.bar(1, MINUTE, open, 10, 10, 9, 11, 1));
        assertEquals(BAR_INCONSISTENT, feed.bar(1, MINUTE, open + 1, 10, 10, 10, 10, 1));
        assertEquals(BAR_INCONSISTENT, feed.bar(1, 7 * SECOND, open, 10, 10, 10, 10, 1));
        assertEquals(NOT_POSITIVE, feed.bar(1, MINUTE, open, 10, 10, 10, 10, -1));
        assertEquals(FROM_THE_FUTURE, feed.bar(1, MINUTE, feed.nowNs, 10, 10, 10, 10, 1));
        assertEquals(NONE, feed.bar(1, MINUTE, open, 10, 10, 10, 10, 1));
        assertEquals(DUPLICATE, feed.bar(1, MINUTE, open, 10, 10, 10, 10, 1));
        assertEquals(OUT_OF_ORDER, feed.bar(1, MINUTE, open - MINUTE, 10, 10, 10, 10, 1));
    }

    @Test
    void knowsTheStateOfAnInstrumentFromItselfItsGapAndItsSource() {
        assertEquals(MarketState.DISCONNECTED, ingest.state(0));
        feed.quote(0, 1000, 1010);
        feed.status(LIVE, 0, MarketState.HALTED);
        assertEquals(MarketState.HALTED, ingest.state(0));
        feed.status(LIVE, 0, MarketState.OPEN);
        feed.status(LIVE, Frame.NO_ID, MarketState.DISCONNECTED);
        assertEquals(MarketState.GAP, ingest.state(0));
        assertFalse(ingest.isFresh(0, feed.nowNs));
        feed.sequence = 0;
        assertEquals(NONE, feed.quote(0, 1000, 1010));
        assertEquals(MarketState.DISCONNECTED, ingest.state(0));
        feed.status(LIVE, Frame.NO_ID, MarketState.OPEN);
        assertEquals(MarketState.OPEN, ingest.state(0));
        assertEquals(BAD_COMMAND, feed.status(LIVE, 0, MarketState.NULL_VAL));
    }
}
