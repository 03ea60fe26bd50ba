package breakwater.core.ingest;

import static breakwater.core.ingest.IngestFixture.LOOSE;
import static breakwater.core.ingest.IngestFixture.MINUTE;
import static breakwater.core.ingest.IngestFixture.SECOND;
import static breakwater.core.message.QuarantineReason.BAR_INCONSISTENT;
import static breakwater.core.message.QuarantineReason.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.ingest.IngestFixture.Closed;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarBuilderTest {
    private final IngestFixture feed = new IngestFixture();
    private final Ingest ingest = feed.ingest;
    private final long midnight = feed.nowNs;

    @Test
    void knowsWhichTimeframesThereAre() {
        assertTrue(ingest.requireBars(1, SECOND));
        assertTrue(ingest.requireBars(1, 86_400 * SECOND));
        assertFalse(ingest.requireBars(1, SECOND - 1));
        assertFalse(ingest.requireBars(1, 86_400 * SECOND + 1));
        assertFalse(ingest.requireBars(1, 7 * SECOND));
        assertFalse(ingest.requireBars(7, MINUTE));
        final int[] others = {2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24};
        for (final int seconds : others) {
            assertTrue(ingest.requireBars(1, seconds * SECOND));
        }
        assertFalse(ingest.requireBars(1, 25 * SECOND));
        assertTrue(ingest.requireBars(2, 24 * SECOND));
    }

    @Test
    void closesABarWhenTheClockReachesItsEnd() {
        ingest.requireBars(1, MINUTE);
        feed.nowNs = midnight + 10 * SECOND;
        feed.trade(1, 100, 2);
        feed.trade(1, 90, 3);
        feed.trade(1, 110, 4);
        assertEquals(midnight + MINUTE, ingest.nextDeadlineNs());

        feed.advanceTo(midnight + MINUTE - 1);
        assertEquals(List.of(), feed.closed);
        feed.advanceTo(midnight + MINUTE);
        assertEquals(List.of(new Closed(1, MINUTE, midnight, 100, 110, 90, 110, 9)), feed.closed);
        assertEquals(Long.MAX_VALUE, ingest.nextDeadlineNs());
    }

    @Test
    void closesABarWhenALaterTradeComesFirst() {
        ingest.requireBars(1, MINUTE);
        feed.nowNs = midnight + MINUTE - 1;
        feed.trade(1, 100, 2);
        feed.ageNs = -1;
        feed.trade(1, 101, 1);

        assertEquals(List.of(new Closed(1, MINUTE, midnight, 100, 100, 100, 100, 2)), feed.closed);
        assertEquals(midnight + 2 * MINUTE, ingest.nextDeadlineNs());
    }

    @Test
    void countsALateTradeInNoBar() {
        ingest.requireBars(1, MINUTE);
        feed.nowNs = midnight + MINUTE - 1;
        feed.trade(1, 100, 2);
        feed.advanceTo(midnight + MINUTE + 1);
        feed.ageNs = 2;
        assertEquals(NONE, feed.trade(1, 105, 1));
        feed.ageNs = 1;
        feed.trade(1, 106, 1);
        feed.advanceTo(midnight + 3 * MINUTE);

        assertEquals(1, ingest.lateTradeCount());
        assertEquals(
                List.of(
                        new Closed(1, MINUTE, midnight, 100, 100, 100, 100, 2),
                        new Closed(1, MINUTE, midnight + MINUTE, 106, 106, 106, 106, 1)),
                feed.closed);
    }

    @Test
    void closesLongerBarsFirstAndThenByInstrument() {
        ingest.requireBars(2, MINUTE);
        ingest.requireBars(1, MINUTE);
        ingest.requireBars(1, 2 * MINUTE);
        feed.nowNs = midnight + MINUTE;
        feed.trade(2, 7, 1);
        feed.trade(1, 5, 1);
        feed.advanceTo(midnight + 5 * MINUTE);

        assertEquals(
                List.of(
                        new Closed(1, 2 * MINUTE, midnight, 5, 5, 5, 5, 1),
                        new Closed(1, MINUTE, midnight + MINUTE, 5, 5, 5, 5, 1),
                        new Closed(2, MINUTE, midnight + MINUTE, 7, 7, 7, 7, 1)),
                feed.closed);
    }

    @Test
    void takesTheRangeOfMergedTrades() {
        ingest.requireBars(1, MINUTE);
        assertEquals(NONE, feed.mergedTrade(1, 100, 9, 3, 120, 80));
        assertEquals(BAR_INCONSISTENT, feed.mergedTrade(1, 100, 9, 3, 99, 80));
        feed.advanceTo(midnight + MINUTE);

        assertEquals(List.of(new Closed(1, MINUTE, midnight, 100, 120, 80, 100, 9)), feed.closed);
    }

    @Test
    void mergesFinerBarsAndClosesWithTheLastOfThem() {
        ingest.requireBars(1, MINUTE);
        ingest.requireBars(1, 3 * MINUTE);
        for (int i = 0; i < 3; i++) {
            feed.advanceTo(midnight + (i + 1) * MINUTE);
            feed.bar(1, MINUTE, midnight + i * MINUTE, 10 + i, 20 + i, 5 + i, 11 + i, 100);
        }

        assertEquals(
                List.of(
                        new Closed(1, MINUTE, midnight, 10, 20, 5, 11, 100),
                        new Closed(1, MINUTE, midnight + MINUTE, 11, 21, 6, 12, 100),
                        new Closed(1, 3 * MINUTE, midnight, 10, 22, 5, 13, 300),
                        new Closed(1, MINUTE, midnight + 2 * MINUTE, 12, 22, 7, 13, 100)),
                feed.closed);
        assertEquals(13, ingest.lastPrice(1));
    }

    @Test
    void standsInForAFinerBarThatNeverCame() {
        ingest.requireBars(1, 2 * MINUTE);
        feed.advanceTo(midnight + MINUTE);
        feed.bar(1, MINUTE, midnight, 10, 20, 5, 11, 100);

        feed.advanceTo(midnight + 3 * MINUTE - 1);
        assertEquals(List.of(), feed.closed);
        feed.advanceTo(midnight + 3 * MINUTE);
        assertEquals(List.of(new Closed(1, 2 * MINUTE, midnight, 10, 20, 5, 11, 100)), feed.closed);
    }

    @Test
    void countsVolumeOnceWhereTradesAndBarsCome() {
        ingest.requireBars(1, MINUTE);
        feed.trade(LOOSE, 1, 100, 5, 0);
        feed.advanceTo(midnight + MINUTE);
        feed.bar(1, MINUTE, midnight, 100, 100, 100, 100, 5);
        feed.advanceTo(midnight + 2 * MINUTE);

        assertEquals(List.of(new Closed(1, MINUTE, midnight, 100, 100, 100, 100, 5)), feed.closed);
    }
}
