package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.DropCopyDefinitionEncoder;
import breakwater.core.message.DropCopyFillEncoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.position.DropCopies;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second feed of the same fills (T9): order 1 buys 100 of instrument 0; the two sessions may be five seconds apart. */
class DropCopyFlowTest {
    private static final long PATIENCE_NS = 5_000_000_000L;

    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void anOrderWorks() {
        define(0, PATIENCE_NS);
        assertEquals(List.of(), f.give());
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        f.pen.manual(0, 0, Side.BUY, 99_000, 100);
        f.give();
        f.pen.report(EngineFixture.order(1), ExecType.NEW, OrderState.NEW, Side.BUY, 9);
        f.give();
    }

    private void define(final int venueId, final long patienceNs) {
        new DropCopyDefinitionEncoder()
                .wrap(
                        f.pen.buffer,
                        f.pen.begin(
                                DropCopyDefinitionEncoder.TEMPLATE_ID,
                                DropCopyDefinitionEncoder.BLOCK_LENGTH,
                                EventPen.CONTROL))
                .venueId(venueId)
                .patienceNs(patienceNs);
    }

    private DropCopyFillEncoder copy(final long executionId, final long price, final long quantity) {
        return new DropCopyFillEncoder()
                .wrap(
                        f.pen.buffer,
                        f.pen.begin(DropCopyFillEncoder.TEMPLATE_ID, DropCopyFillEncoder.BLOCK_LENGTH, EventPen.VENUE))
                .clientOrderId(EngineFixture.order(1))
                .executionId(executionId)
                .side(Side.BUY)
                .price(price)
                .quantity(quantity);
    }

    private List<String> copied(final long executionId, final long price, final long quantity) {
        copy(executionId, price, quantity);
        return breaks();
    }

    private List<String> filled(final long executionId, final long price, final long quantity) {
        f.pen.report(EngineFixture.order(1), ExecType.TRADE, OrderState.PARTIALLY_FILLED, Side.BUY, executionId)
                .lastPrice(price)
                .lastQuantity(quantity);
        return breaks();
    }

    private List<String> after(final long ns) {
        f.pen.nowNs += ns;
        f.pen.time();
        return breaks();
    }

    private List<String> breaks() {
        return f.give().stream().filter(line -> line.startsWith("break ")).toList();
    }

    @Test
    void whatBothTellAlikeIsNoBreakWhoeverIsFirst() {
        assertEquals(List.of(), filled(10, 99_000, 40));
        assertEquals(List.of(), copied(10, 99_000, 40));
        assertEquals(List.of(), copied(11, 99_000, 30));
        assertEquals(List.of(), filled(11, 99_000, 30));
        assertEquals(List.of(), copied(10, 99_000, 40), "a copy that comes twice");
        assertEquals(List.of(), after(10 * PATIENCE_NS));
        assertEquals(Level.ACTIVE, f.engine.monitor().level(ScopeType.INSTRUMENT, 0));
        assertEquals(70, f.engine.positions().netQuantity(0, 0), "copies book nothing");
    }

    @Test
    void aFillThatIsNotCopiedInTimeIsABreakUntilItIs() {
        filled(10, 99_000, 40);

        assertEquals(List.of(), after(PATIENCE_NS - 1));
        assertEquals(List.of("break 1 FILL OPEN 40 0 NOT_COPIED"), after(1));
        assertEquals(List.of(), after(PATIENCE_NS), "once");
        assertEquals(Level.REDUCE_ONLY, f.engine.monitor().level(ScopeType.INSTRUMENT, 0));
        f.pen.resume(ScopeType.INSTRUMENT, 0, 1L << 32);
        assertTrue(f.give().get(0).startsWith("RESET_REFUSED RECONCILIATION"));
        assertTrue(f.engine.isPositionKnown(0, 0), "the books have it: a flatten may go on");
        assertEquals(List.of("break 1 FILL AGREED 40 0 NOT_COPIED"), copied(10, 99_000, 40));
        f.pen.resume(ScopeType.INSTRUMENT, 0, 1L << 32);
        assertTrue(f.give().get(0).startsWith("LEVEL_RESET"));
    }

    @Test
    void aFillThatOnlyTheCopyHasIsABreakUntilTheOrderSessionBringsIt() {
        copied(10, 99_000, 40);

        assertEquals(List.of("break 1 FILL OPEN 0 40 COPY_ONLY"), after(PATIENCE_NS));
        assertFalse(f.engine.isPositionKnown(0, 0), "the books lack it");
        assertEquals(List.of("break 1 FILL AGREED 0 40 COPY_ONLY"), filled(10, 99_000, 40));
        assertTrue(f.engine.isPositionKnown(0, 0));
    }

    @Test
    void whatIsToldOtherwiseIsABreakAtOnce() {
        filled(10, 99_000, 40);
        assertEquals(List.of("break 1 FILL OPEN 40 41 COPY_DIFFERS"), copied(10, 99_000, 41));
        filled(11, 99_000, 10);
        assertEquals(List.of("break 2 FILL OPEN 10 10 COPY_DIFFERS"), copied(11, 99_001, 10));
        copied(12, 99_000, 5);
        assertEquals(List.of("break 3 FILL OPEN 6 5 COPY_DIFFERS"), filled(12, 99_000, 6));
        assertEquals(List.of(), after(2 * PATIENCE_NS));
    }

    @Test
    void aPersonMayVouchForAFill() {
        copied(10, 99_000, 40);
        after(PATIENCE_NS);
        f.pen.adopt(1, 0, 40);

        assertEquals(List.of("break 1 FILL ADOPTED 0 40 COPY_ONLY"), f.give());
        assertEquals(List.of(), copied(10, 99_000, 40));
        assertEquals(List.of(), after(2 * PATIENCE_NS));
        assertEquals(0, f.engine.positions().netQuantity(0, 0), "and the venue's position tells what is held");
    }

    @Test
    void aProcessThatTakesOverGivesTheSessionsTimeToComeUp() {
        filled(10, 99_000, 40);
        f.pen.nowNs += 100 * PATIENCE_NS;
        f.pen.runStarted(2, true, Level.ACTIVE);
        assertEquals(List.of(), breaks());

        assertEquals(List.of(), after(PATIENCE_NS - 1));
        assertEquals(List.of("break 1 FILL OPEN 40 0 NOT_COPIED"), after(1));
    }

    @Test
    void aCorrectionIsHeldAgainstItsCopy() {
        filled(10, 99_000, 40);
        copied(10, 99_000, 40);
        f.pen.report(EngineFixture.order(1), ExecType.TRADE_CORRECT, OrderState.PARTIALLY_FILLED, Side.BUY, 11)
                .referenceExecutionId(10)
                .lastPrice(99_500)
                .lastQuantity(30);
        assertEquals(List.of(), breaks());
        assertEquals(List.of(), copied(11, 99_500, 30));
        assertEquals(List.of(), after(2 * PATIENCE_NS));
    }

    @Test
    void withoutADropCopyNothingIsCompared() {
        final EngineFixture other = EngineFixture.configured();
        other.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        other.pen
                .report(77, ExecType.TRADE, OrderState.FILLED, Side.BUY, 10)
                .lastPrice(99_000)
                .lastQuantity(40);
        other.give();
        other.pen.nowNs += 2 * PATIENCE_NS;
        other.pen.time();

        assertTrue(other.give().stream().noneMatch(line -> line.startsWith("break ")));
    }

    @Test
    void whatNamesNothingOfOursIsKeptApart() {
        copy(10, 99_000, 40).instrumentId(99);
        assertEquals("quarantined UNKNOWN_INSTRUMENT template 66", f.give().get(0));
        copy(10, 99_000, 40).accountId(9);
        assertEquals("quarantined WRONG_ACCOUNT template 66", f.give().get(0));
        copy(10, 99_000, 40).venueId(1);
        assertEquals("quarantined BAD_COMMAND template 66", f.give().get(0));
        define(0, 0);
        assertEquals("quarantined BAD_COMMAND template 67", f.give().get(0));
        define(9, 1);
        assertEquals("quarantined BAD_COMMAND template 67", f.give().get(0));
    }

    @Test
    void moreThanMayWaitMakesTheAccountUnclean() {
        for (int i = 0; i < DropCopies.WAITING; i++) {
            assertEquals(List.of(), copied(100 + i, 99_000, 1));
        }
        assertEquals(List.of("break 1 RECONCILIATION OPEN 0 0 COPY_ONLY"), copied(99, 99_000, 1));
        assertEquals(Level.REDUCE_ONLY, f.engine.monitor().level(ScopeType.ACCOUNT, 0));
    }

    @Test
    void aRestoredEngineGoesOnAsTheFirst() {
        filled(10, 99_000, 10);
        copied(10, 99_000, 10);
        filled(11, 99_000, 20);
        copied(12, 99_000, 5);
        after(PATIENCE_NS / 2);
        filled(13, 99_000, 20);
        after(PATIENCE_NS / 2);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        f.engine.writeTo(snapshot);
        final Engine restored = new Engine(EngineFixture.CAPACITY, new Tape(64), Trace.NONE);
        restored.readFrom(snapshot.reader());
        assertEquals(f.engine.digest(), restored.digest());
        assertEquals(f.engine.nextDeadlineNs(), restored.nextDeadlineNs());

        for (final long id : new long[] {10, 11, 12, 13, 14}) {
            copied(id, 99_000, 20);
            restored.onEvent(f.pen.buffer, 0);
            assertEquals(f.engine.digest(), restored.digest(), "copy " + id);
        }
        after(PATIENCE_NS);
        restored.onEvent(f.pen.buffer, 0);
        assertEquals(f.engine.digest(), restored.digest());
        assertEquals(f.engine.outputHash(), restored.outputHash());
    }
}
