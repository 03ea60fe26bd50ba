package breakwater.gateway.ws.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.TradeDecoder;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class GeneratorFeedTest {
    private static final String SPEC = "generate:seed=5,instruments=3,rate=1000,count=200000";

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);

    @Test
    void makesTheSameMarketFromTheSameSeedAndAnotherFromAnother() {
        final long hash = Tape.hash(Feeds.open(SPEC), 300_000);

        assertEquals(hash, Tape.hash(Feeds.open(SPEC), 300_000));
        assertNotEquals(hash, Tape.hash(Feeds.open(SPEC.replace("seed=5", "seed=6")), 300_000));
        assertEquals(200_000, Tape.count(Feeds.open(SPEC), 1));
    }

    @Test
    void quotesAreNeverCrossedTradesAreAtTheQuoteAndTheRateIsKept() {
        final Feed feed = Feeds.open(SPEC);
        final Frame frame = new Frame().wrap(buffer, 0);
        final QuoteDecoder quote = new QuoteDecoder();
        final TradeDecoder trade = new TradeDecoder();
        final long[] bid = new long[3];
        final long[] ask = new long[3];
        int trades = 0;
        long lastNs = 0;
        while (feed.nextTimeNs() != Feed.NONE) {
            feed.encodeNext(buffer, 0);
            lastNs = frame.ingressTimeNs();
            if (frame.templateId() == QuoteDecoder.TEMPLATE_ID) {
                quote.wrap(buffer, 64, frame.blockLength(), 0);
                bid[quote.instrumentId()] = quote.bidPrice();
                ask[quote.instrumentId()] = quote.askPrice();
                assertTrue(0 < quote.bidPrice() && quote.bidPrice() < quote.askPrice());
                assertTrue(quote.bidQuantity() > 0 && quote.askQuantity() > 0);
            } else {
                trade.wrap(buffer, 64, frame.blockLength(), 0);
                trades++;
                assertTrue(trade.price() == bid[trade.instrumentId()] || trade.price() == ask[trade.instrumentId()]);
                assertTrue(trade.quantity() > 0);
            }
        }
        assertEquals(60_000, trades, 2_000);
        assertEquals(200e9, lastNs - feed.description().firstTimeNs(), 2e9);
    }

    @Test
    void goesOnAfterTheLastJournaledEvent() {
        final List<String> whole = Tape.text(Feeds.open(SPEC), 1_000);
        final Feed feed = Feeds.open(SPEC);

        feed.skipTo(990);

        assertEquals(whole.subList(990, 1_000), Tape.text(feed, 10));
    }

    @Test
    void passesThroughAllRegimesWithoutRunningAway() {
        final SimulatedMarket market = new SimulatedMarket(new Chance(1), 6_000_000, 0);
        int regimes = 0;
        for (long nowNs = 0; nowNs < 86_400_000_000_000L; nowNs += 250_000_000) {
            market.quote(nowNs);
            regimes |= 1 << market.regime();
            assertTrue(market.bid() > 6_000_000 / 8 - 10_000 && market.ask() < 6_000_000L * 8 + 100_000);
        }
        assertEquals(0b1111, regimes);
    }

    @Test
    void allocatesNothing() {
        final Feed feed = Feeds.open("generate:count=0,rate=1000000");
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        for (int i = 0; i < 100_000; i++) {
            feed.encodeNext(buffer, 0);
        }
        threads.getThreadAllocatedBytes(thread);
        final long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1_000_000; i++) {
            feed.encodeNext(buffer, 0);
        }
        final long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated < 2_048, "a million events allocated " + allocated + " bytes");
    }
}
