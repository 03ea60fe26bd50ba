package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.ExecType;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person lifts nothing whose condition still holds (K4): order 1 works when the process changes, or the venue differs. */
class ResumeFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void anOrderWorks() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        f.pen.manual(0, 0, Side.BUY, 99_000, 100);
        f.give();
        report(ExecType.NEW, OrderState.NEW);
    }

    @Test
    void aKillStandsWhileTheFateOfAnOrderIsUnknown() {
        f.pen.kill(ScopeType.STRATEGY, 0, Level.REDUCE_ONLY, 1);
        f.give();
        f.pen.runStarted(2, true, Level.ACTIVE);
        f.give();

        assertRefused("UNKNOWN_OUTCOME STRATEGY REDUCE_ONLY", ScopeType.STRATEGY, 0);
        report(ExecType.CANCELED, OrderState.CANCELED);
        assertReleased(ScopeType.STRATEGY, 0);
    }

    @Test
    void aLossOfTheJournalStandsWhileTheFateOfAnOrderIsUnknown() {
        f.pen.runStarted(2, true, Level.CANCEL_ONLY);
        f.give();

        assertRefused("UNKNOWN_OUTCOME GLOBAL CANCEL_ONLY", ScopeType.GLOBAL, 0);
        report(ExecType.CANCELED, OrderState.CANCELED);
        assertReleased(ScopeType.GLOBAL, 0);
    }

    @Test
    void anUnknownOrderElsewhereKeepsNoScopeClosed() {
        f.pen.kill(ScopeType.INSTRUMENT, 1, Level.REDUCE_ONLY, 1);
        f.give();
        f.pen.runStarted(2, true, Level.ACTIVE);
        f.give();

        assertReleased(ScopeType.INSTRUMENT, 1);
    }

    @Test
    void aDifferenceOfPositionsStandsUntilTheVenueAgrees() {
        f.pen.venuePosition(0, 7);
        f.give();
        assertRefused("RECONCILIATION INSTRUMENT REDUCE_ONLY", ScopeType.INSTRUMENT, 0);
        f.pen.venuePosition(0, 0);

        assertEquals(
                List.of("break 1 POSITION AGREED 0 7 IN_FLIGHT"),
                f.give(),
                "an answer that agrees lifts nothing by itself");
        assertReleased(ScopeType.INSTRUMENT, 0);
    }

    @Test
    void aDifferenceOfCashStandsUntilTheVenueAgrees() {
        f.pen.balance(1);
        f.give();
        assertRefused("RECONCILIATION ACCOUNT REDUCE_ONLY", ScopeType.ACCOUNT, 0);
        f.pen.balance(1_000_000_000_000_000L);
        f.give();
        assertReleased(ScopeType.ACCOUNT, 0);
    }

    @Test
    void anUncleanReconciliationStandsUntilACleanOneForKillsToo() {
        f.pen.kill(ScopeType.GLOBAL, 0, Level.REDUCE_ONLY, 1);
        f.give();
        f.pen.reconcile(false);
        f.give();
        assertRefused("RECONCILIATION ACCOUNT REDUCE_ONLY", ScopeType.ACCOUNT, 0);
        assertRefused("RECONCILIATION GLOBAL REDUCE_ONLY", ScopeType.GLOBAL, 0);
        f.pen.reconcile(true);
        f.give();
        assertReleased(ScopeType.ACCOUNT, 0);
        assertReleased(ScopeType.GLOBAL, 0);
    }

    @Test
    void aRestoredEngineRefusesWhatTheFirstRefused() {
        f.pen.venuePosition(0, 7);
        f.give();
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        f.engine.writeTo(snapshot);
        final Engine restored = new Engine(EngineFixture.CAPACITY, f.tape, Trace.NONE);
        restored.readFrom(snapshot.reader());

        assertEquals(f.engine.digest(), restored.digest());
        assertEquals(Control.RECONCILIATION, restored.standsAgainst(Control.RECONCILIATION, ScopeType.INSTRUMENT, 0));
    }

    private void assertRefused(final String line, final ScopeType type, final int id) {
        final List<String> lines = resume(type, id);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("RESET_REFUSED " + line), lines::toString);
    }

    private void assertReleased(final ScopeType type, final int id) {
        final List<String> lines = resume(type, id);
        assertTrue(lines.get(0).startsWith("LEVEL_RESET"), lines::toString);
        assertEquals(Level.ACTIVE, f.engine.monitor().level(type, id));
    }

    private List<String> resume(final ScopeType type, final int id) {
        f.pen.resume(type, id, f.engine.monitor().generation(type, id));
        return f.give();
    }

    private void report(final ExecType type, final OrderState state) {
        f.pen.report(EngineFixture.order(1), type, state, Side.BUY, f.engine.sequence())
                .price(99_000)
                .quantity(100);
        f.give();
    }
}
