package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.risk.Figure;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine has seen of the market holds entries back: bad data, thin trade, a price that ran; and what is on no list. */
class MarketSightFlowTest {
    private static final long SECOND = EngineFixture.SECOND;

    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void aMarket() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.quote(100_000, 100_010);
        f.outputs();
    }

    @Test
    void tooMuchRefusedDataBlocksEntriesUntilItIsOver() {
        limit(Figure.QUARANTINE_SAMPLE, ScopeType.GLOBAL, 10);
        limit(Figure.QUARANTINED_SHARE, ScopeType.GLOBAL, 90_909);
        for (int i = 0; i < 9; i++) {
            f.quote(100_000, 100_010);
        }
        f.pen.quote(0, 100_010, 100, 100_000, 100);
        assertEquals(List.of("quarantined CROSSED template 2"), f.give());

        assertEquals(List.of("rejected DATA_QUALITY INSTRUMENT MANUAL observed 90910 bound 90909"), buy(99_000, 100));
        f.quote(100_000, 100_010);
        f.outputs();
        assertSent(buy(99_000, 100));
        f.after(61 * SECOND).quote(100_000, 100_010);
        assertEquals(0, f.engine.market().refusedEvents(0, f.pen.nowNs));
        assertEquals(1, f.engine.market().events(0, f.pen.nowNs));
    }

    @Test
    void anOrderIsAShareOfWhatWasTradedSinceTheEngineWatches() {
        limit(Figure.ASSUMED_VOLUME, ScopeType.INSTRUMENT, 0);
        limit(Figure.ORDER_OF_VOLUME, ScopeType.GLOBAL, 10_000);
        assertEquals(List.of("rejected DEFAULT_DENY INSTRUMENT MANUAL observed 43 bound -3"), buy(99_000, 100));

        f.pen.trade(0, Side.BUY, 100_000, 6_000, 1);
        f.give();
        f.pen.trade(0, Side.BUY, 100_000, 3_990, 2);
        f.give();
        f.outputs();
        assertEquals(
                List.of("rejected SHARE_OF_VOLUME INSTRUMENT MANUAL observed 10011 bound 10000"), buy(99_000, 100));
        f.pen.trade(0, Side.BUY, 100_000, 10, 3);
        f.give();
        assertSent(buy(99_000, 100));
    }

    @Test
    void aPriceThatRanIsNotFollowed() {
        limit(Figure.PRICE_MOVE_WINDOW, ScopeType.GLOBAL, 30 * SECOND);
        limit(Figure.PRICE_MOVE, ScopeType.GLOBAL, 10_000);
        f.after(5 * SECOND).quote(102_000, 102_010);
        f.outputs();

        assertEquals(List.of("rejected PRICE_MOVE INSTRUMENT MANUAL observed 19950 bound 10000"), buy(102_000, 100));
        f.after(30 * SECOND).quote(102_000, 102_010);
        f.outputs();
        assertSent(buy(102_000, 100));
    }

    @Test
    void aStrategyTradesWhatItIsAdmittedFor() {
        limit(Figure.OTHER_INSTRUMENTS, ScopeType.GLOBAL, 0);
        f.pen.quote(1, 100_000, 100, 100_010, 100);
        f.give();
        f.pen.manual(0, 1, Side.BUY, 99_000, 100);
        assertEquals(List.of("rejected PERMISSION STRATEGY MANUAL observed 1 bound 0"), f.give());

        assertSent(buy(99_000, 100));
    }

    @Test
    void allOfItComesBackFromASnapshot() {
        f.pen.trade(0, Side.BUY, 100_000, 6_000, 1);
        f.give();
        f.pen.quote(0, 100_010, 100, 100_000, 100);
        f.give();
        f.after(5 * SECOND).quote(102_000, 102_010);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        f.engine.writeTo(snapshot);
        final Engine restored = new Engine(EngineFixture.CAPACITY, new Tape(1), Trace.NONE);
        restored.readFrom(snapshot.reader());

        assertEquals(f.engine.digest(), restored.digest());
        final long nowNs = f.pen.nowNs;
        assertEquals(6_000, restored.market().dayVolume(0, nowNs));
        assertEquals(1, restored.market().refusedEvents(0, nowNs));
        assertEquals(4, restored.market().eventsOfSource(0, nowNs));
        assertEquals(100_005, restored.market().referencePriceAgo(0, nowNs, 5));
        assertEquals(102_005, restored.market().referencePriceAgo(0, nowNs, 0));
    }

    private void limit(final Figure figure, final ScopeType scope, final long value) {
        f.pen.limit(figure, scope, 0, value);
        f.give();
    }

    private List<String> buy(final long price, final long quantity) {
        f.pen.manual(0, 0, Side.BUY, price, quantity);
        return f.give();
    }

    private static void assertSent(final List<String> lines) {
        assertEquals("approved #1.1 100", lines.get(lines.size() - 1));
    }
}
