package breakwater.core.ingest;

import static breakwater.core.message.QuarantineReason.CROSSED;
import static breakwater.core.message.QuarantineReason.DEGRADED;
import static breakwater.core.message.QuarantineReason.DUPLICATE;
import static breakwater.core.message.QuarantineReason.NONE;
import static breakwater.core.message.QuarantineReason.OUT_OF_ORDER;
import static breakwater.core.message.QuarantineReason.TICK_MISALIGNED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.MarketState;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OrderBookTest {
    private final IngestFixture feed = new IngestFixture();
    private final Ingest ingest = feed.ingest;

    @Test
    void buildsFromASnapshotAndFollowsTheChainOfDeltas() {
        assertEquals(DEGRADED, feed.depth(1, false, 1, 5, 1, 100, 7));
        assertEquals(NONE, feed.depth(1, true, 10, 10, 1, 100, 7, 1, 99, 5, -1, 102, 3, -1, 104, 4));
        assertEquals(DUPLICATE, feed.depth(1, false, 8, 10, 1, 101, 1));
        assertEquals(NONE, feed.depth(1, false, 9, 12, 1, 101, 1, -1, 102, 0));
        assertEquals(NONE, feed.depth(1, false, 13, 13, -1, 103, 9, 1, 99, 0));

        assertEquals(101, ingest.bidPrice(1));
        assertEquals(103, ingest.askPrice(1));
        assertEquals(9, ingest.askQuantity(1));
        assertEquals(2, ingest.book(1).bidLevels());
        assertEquals(100, ingest.book(1).bidPrice(1));
        assertEquals(7, ingest.book(1).bidQuantity(1));
        assertEquals(104, ingest.book(1).askPrice(1));
    }

    @Test
    void breaksAtAHoleUntilTheNextSnapshot() {
        feed.depth(1, true, 10, 10, 1, 100, 7, -1, 102, 3);

        assertEquals(DEGRADED, feed.depth(1, false, 12, 13, 1, 101, 1));
        assertEquals(MarketState.GAP, ingest.state(1));
        assertFalse(ingest.book(1).isReady());
        assertEquals(0, ingest.book(1).bidLevels());
        assertEquals(DEGRADED, feed.depth(1, false, 14, 14, 1, 101, 1));
        assertEquals(NONE, feed.depth(1, true, 20, 20, 1, 100, 7, -1, 102, 3));
        assertEquals(MarketState.OPEN, ingest.state(1));
    }

    @Test
    void showsNobodyABookUnderConstruction() {
        assertEquals(NONE, feed.depthPart(1, 7, 0, 2, true, 10, 10, 1, 100, 7));
        assertEquals(0, ingest.bidPrice(1));
        assertFalse(ingest.book(1).isReady());

        assertEquals(NONE, feed.restored().depthPart(1, 7, 1, 2, true, 10, 10, -1, 102, 3));
        assertEquals(NONE, feed.depthPart(1, 7, 1, 2, true, 10, 10, -1, 102, 3));
        assertTrue(ingest.book(1).isReady());
        assertEquals(100, ingest.bidPrice(1));
        assertEquals(102, ingest.askPrice(1));
    }

    @Test
    void dropsATransactionThatIsNotContinued() {
        feed.depth(1, true, 10, 10, 1, 100, 7, -1, 102, 3);
        feed.depthPart(1, 7, 0, 3, false, 11, 11, 1, 101, 1);

        assertEquals(OUT_OF_ORDER, feed.depthPart(1, 7, 2, 3, false, 11, 11, 1, 101, 2));
        assertFalse(ingest.book(1).isReady());
        assertEquals(MarketState.GAP, ingest.state(1));
        assertEquals(DEGRADED, feed.depthPart(1, 8, 0, 2, false, 12, 12, 1, 101, 2));
        assertEquals(DEGRADED, feed.depthPart(1, 8, 1, 2, false, 12, 12, 1, 101, 2));
    }

    @Test
    void breaksABookThatCrossesOrMissedABadPart() {
        feed.depth(1, true, 10, 10, 1, 100, 7, -1, 102, 3);
        assertEquals(CROSSED, feed.depth(1, false, 11, 11, 1, 102, 1));
        assertEquals(MarketState.GAP, ingest.state(1));

        feed.depth(0, true, 10, 10, 1, 100, 10, -1, 105, 10);
        assertEquals(TICK_MISALIGNED, feed.depth(0, false, 11, 11, 1, 101, 10));
        assertFalse(ingest.book(0).isReady());
    }

    @Test
    void equalsASortedMapOverManyUpdatesEvenWhenLevelsOverflow() {
        final long seed = 20261121;
        final TreeMap<Long, Long> oracle = new TreeMap<>();
        final BookSide side = new BookSide(1);
        long state = seed;
        for (int i = 0; i < 60_000; i++) {
            state = Frame.mix(state);
            final long price = 1 + Long.remainderUnsigned(state, 10_000);
            final long quantity = Long.remainderUnsigned(state >>> 20, 3);
            side.set(price, quantity);
            if (quantity == 0) {
                oracle.remove(price);
            } else {
                oracle.put(price, quantity);
            }
            if (i % 977 == 0) {
                int level = 0;
                for (final Map.Entry<Long, Long> entry : oracle.entrySet()) {
                    if (level == side.count()) {
                        break;
                    }
                    assertEquals(entry.getKey(), side.price(level), "seed " + seed + " update " + i);
                    assertEquals(entry.getValue(), side.quantity(level), "seed " + seed + " update " + i);
                    level++;
                }
                assertTrue(level == oracle.size() || side.isTruncated());
            }
        }
        assertTrue(side.isTruncated());
    }
}
