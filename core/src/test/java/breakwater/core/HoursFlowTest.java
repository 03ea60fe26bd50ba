package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.ingest.SessionPhase;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A calendar comes as events, says when entries go out, and is only ever narrowed (P25). */
class HoursFlowTest {
    private static final long SECOND = EngineFixture.SECOND;
    private static final List<String> SENT =
            List.of("new #1.1 MANUAL BUY 99 LIMIT GTC @99000 RAISES", "approved #1.1 99");

    private final EngineFixture f = EngineFixture.configured();
    private final long startNs = f.pen.nowNs;

    @BeforeEach
    void aMarket() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.quote(100_000, 100_010);
        f.outputs();
    }

    @Test
    void entriesGoOutFromTheOpeningToTheClose() {
        f.pen.session(ScopeType.INSTRUMENT, 0, startNs + 10 * SECOND, startNs + 20 * SECOND);
        assertEquals(List.of(), f.give());

        assertEquals(refused(-10 * SECOND), buyAt(0));
        assertEquals(refused(-1), buyAt(10 * SECOND - 1));
        assertEquals(SENT, buyAt(10 * SECOND));
        assertEquals(List.of("rejected DEFAULT_DENY INSTRUMENT MANUAL observed 40 bound -2"), buyAt(20 * SECOND));
    }

    @Test
    void aDayIsMadeShorterAtAnyTimeAndLongerNever() {
        f.pen.session(ScopeType.INSTRUMENT, 0, startNs + 10 * SECOND, startNs + 20 * SECOND);
        f.give();
        f.pen.session(ScopeType.INSTRUMENT, 0, startNs + 10 * SECOND, startNs + 21 * SECOND);
        assertEquals(List.of("quarantined BAD_COMMAND template 64"), f.give());
        f.pen.session(ScopeType.INSTRUMENT, 0, startNs + 10 * SECOND, startNs + 12 * SECOND);
        assertEquals(List.of(), f.give());
        f.pen.session(ScopeType.INSTRUMENT, 0, startNs + 40 * SECOND, startNs + 50 * SECOND);
        assertEquals(List.of(), f.give());

        assertEquals(refused(-28 * SECOND), buyAt(12 * SECOND));
    }

    @Test
    void whatNamesNothingIsKeptApart() {
        for (final ScopeType type : new ScopeType[] {ScopeType.VENUE, ScopeType.INSTRUMENT, ScopeType.STRATEGY}) {
            f.pen.session(type, type == ScopeType.STRATEGY ? 0 : 3, startNs, startNs + SECOND);
            assertEquals(List.of("quarantined BAD_COMMAND template 64"), f.give(), type.name());
        }
    }

    @Test
    void aCalendarComesBackFromASnapshot() {
        f.pen.session(ScopeType.INSTRUMENT, 0, startNs + 10 * SECOND, startNs + 20 * SECOND);
        f.give();
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        f.engine.writeTo(snapshot);
        final Engine restored = new Engine(EngineFixture.CAPACITY, new Tape(1), Trace.NONE);
        restored.readFrom(snapshot.reader());

        assertEquals(f.engine.digest(), restored.digest());
        for (final long nowNs : new long[] {startNs, startNs + 10 * SECOND, startNs + 20 * SECOND}) {
            assertEquals(
                    f.engine.market().phase(ScopeType.INSTRUMENT, 0, nowNs),
                    restored.market().phase(ScopeType.INSTRUMENT, 0, nowNs));
        }
        assertEquals(SessionPhase.NONE, restored.market().phase(ScopeType.INSTRUMENT, 1, startNs));
        assertEquals(SessionPhase.REGULAR, restored.market().phase(ScopeType.VENUE, 0, startNs));
    }

    private List<String> buyAt(final long afterNs) {
        f.pen.nowNs = startNs + afterNs;
        f.quote(100_000, 100_010);
        f.outputs();
        f.pen.manual(0, 0, Side.BUY, 99_000, 99);
        return f.give();
    }

    private static List<String> refused(final long leftNs) {
        return List.of("rejected TRADING_HOURS INSTRUMENT MANUAL observed " + leftNs + " bound 0");
    }
}
