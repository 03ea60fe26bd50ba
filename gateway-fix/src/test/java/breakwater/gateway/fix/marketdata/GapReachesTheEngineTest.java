package breakwater.gateway.fix.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.ingest.Ingest;
import breakwater.core.message.AssetClass;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.MarketState;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.SourceDefinitionDecoder;
import breakwater.core.message.SourceDefinitionEncoder;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Sources;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine's first stage makes of it: an instrument with a gap is not fresh, and only a snapshot makes it so. */
class GapReachesTheEngineTest {
    private static final int BTC = 4;
    private static final String SYMBOL = "BTC-USD";
    private static final String BOTH = "268=2|269=0|270=99.90|271=1.5|269=1|270=100.10|271=2";
    private static final String UPDATE = "268=1|279=%s|269=0|55=BTC-USD|270=%s|271=1";

    private final Instruments instruments = new Instruments(Capacity.SMALL.instruments());
    private final Sources sources = new Sources(Capacity.SMALL.sources());
    private final Ingest ingest;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private QuarantineReason last;

    GapReachesTheEngineTest() {
        for (int id = 0; id <= BTC; id++) {
            new InstrumentDefinitionEncoder()
                    .wrap(buffer, 0)
                    .instrumentId(id)
                    .assetClass(AssetClass.CRYPTO)
                    .priceExponent((byte) -2)
                    .quantityExponent((byte) -3)
                    .tickSize(5)
                    .lotSize(1)
                    .minQuantity(1)
                    .maxQuantity(100_000_000)
                    .contractMultiplier(1)
                    .staleAfterNs(30_000_000_000L)
                    .symbol(SYMBOL)
                    .quoteCurrency("USD");
            assertTrue(instruments.define(new InstrumentDefinitionDecoder()
                    .wrap(
                            buffer,
                            0,
                            InstrumentDefinitionEncoder.BLOCK_LENGTH,
                            InstrumentDefinitionEncoder.SCHEMA_VERSION)));
        }
        for (int id = 0; id <= Told.SOURCE; id++) {
            new SourceDefinitionEncoder()
                    .wrap(buffer, 0)
                    .sourceId(id)
                    .hasEventTime((short) 1)
                    .isSequenced((short) 1)
                    .leadMaxNs(250_000_000)
                    .cadenceNs(0)
                    .name("fix-venue");
            assertTrue(sources.define(new SourceDefinitionDecoder()
                    .wrap(buffer, 0, SourceDefinitionEncoder.BLOCK_LENGTH, SourceDefinitionEncoder.SCHEMA_VERSION)));
        }
        ingest = new Ingest(instruments, sources, bar -> {});
    }

    /** Hands over everything that waits. */
    private void deliver(final Told told) {
        while (told.queue.nextTimeNs() != MarketQueue.NOT_YET) {
            told.queue.take(buffer, 0);
            frame.wrap(buffer, 0);
            final int block = frame.blockOffset();
            switch (frame.templateId()) {
                case QuoteDecoder.TEMPLATE_ID:
                    last = ingest.onQuote(
                            frame,
                            new QuoteDecoder().wrap(buffer, block, frame.blockLength(), frame.version()),
                            Told.NOW_NS);
                    break;
                case DepthDecoder.TEMPLATE_ID:
                    last = ingest.onDepth(
                            frame,
                            new DepthDecoder().wrap(buffer, block, frame.blockLength(), frame.version()),
                            Told.NOW_NS);
                    break;
                default:
                    assertEquals(
                            QuarantineReason.NONE,
                            ingest.onFeedStatus(
                                    frame,
                                    new FeedStatusDecoder().wrap(buffer, block, frame.blockLength(), frame.version()),
                                    Told.NOW_NS));
                    break;
            }
        }
    }

    private void say(final Told told, final String type, final String fields) {
        told.session.onData(
                ("8=FIX.4.4|35=" + type + "|52=20240627-11:17:36.900|262=" + told.request(SYMBOL)
                                + (type.equals("W") ? "|55=" + SYMBOL : "") + "|" + fields + "|10=000|")
                        .replace('|', '\u0001'),
                type.charAt(0),
                true);
        deliver(told);
    }

    private boolean isFresh() {
        return ingest.isFresh(BTC, Told.NOW_NS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void onlyASnapshotMakesItFreshAgain(final int depth) {
        final Told told = new Told(depth);
        told.session.begin();
        told.session.onLogon(Told.ID);
        told.ask(System.nanoTime());
        deliver(told);
        assertFalse(isFresh());
        say(told, "W", BOTH);
        assertTrue(isFresh());
        assertEquals(9_990, ingest.bidPrice(BTC));
        say(told, "X", String.format(UPDATE, "0", "99.95"));
        assertEquals(9_995, ingest.bidPrice(BTC));

        say(told, "X", String.format(UPDATE, "2", "99.85").replace("269=0|", "269=0|278=none|"));
        assertFalse(isFresh(), "something was missed");
        assertEquals(MarketState.GAP, ingest.state(BTC));
        say(told, "X", String.format(UPDATE, "0", "99.95"));
        assertFalse(isFresh());
        told.ask(System.nanoTime() + 2_000_000_000L);
        say(told, "W", BOTH);
        assertTrue(isFresh());

        told.session.onLogout(Told.ID);
        deliver(told);
        assertFalse(isFresh(), "the line is gone");
        told.session.onLogon(Told.ID);
        told.ask(System.nanoTime());
        deliver(told);
        assertFalse(isFresh(), "a logon is no market");
        say(told, "W", BOTH);
        assertTrue(isFresh());
        assertEquals(MarketState.OPEN, ingest.state(BTC));
    }

    @Test
    void whatDoesNotFitTheTickIsRefusedByTheEngineAndACrossedTouchIsNoMarket() {
        final Told told = Told.asked(1);
        say(told, "W", BOTH);
        say(told, "X", String.format(UPDATE, "0", "99.92"));
        assertEquals(QuarantineReason.TICK_MISALIGNED, last);
        assertTrue(isFresh());
        say(told, "X", String.format(UPDATE, "0", "100.10"));
        assertEquals(QuarantineReason.CROSSED, last);
        assertFalse(isFresh());
        say(told, "X", String.format(UPDATE, "0", "100.05"));
        assertTrue(isFresh());
    }
}
