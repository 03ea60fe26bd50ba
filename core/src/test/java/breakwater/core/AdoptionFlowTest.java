package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.position.Breaks;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way out of a break (T6 to T8, K4): strategy 0 holds 100 by our books, the venue says otherwise, a person adopts it. */
class AdoptionFlowTest {
    private static final long CASH = 1_000_000_000_000_000L;
    private static final long STRANGER = 777;

    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void strategyZeroHoldsAHundred() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        f.pen.manual(0, 0, Side.BUY, 100_010, 100);
        f.give();
        f.pen.report(EngineFixture.order(1), ExecType.TRADE, OrderState.FILLED, Side.BUY, 1)
                .cumQuantity(100)
                .lastPrice(100_000)
                .lastQuantity(100);
        f.give();
    }

    @Test
    void adoptingLessIsBookedAtCostAndFreesTheHold() {
        assertEquals(
                List.of(
                        "break 1 POSITION OPEN 100 60 UNEXPLAINED",
                        "LEVEL_RAISED RECONCILIATION INSTRUMENT REDUCE_ONLY"),
                withoutGeneration(position(60)));
        assertEquals(List.of(), position(60), "told again, it is the same break");
        assertTrue(resume(ScopeType.INSTRUMENT, 0).get(0).startsWith("RESET_REFUSED RECONCILIATION"));

        assertEquals(
                List.of(
                        "adjusted 1 0 by -40 cost -4000000000 position 60",
                        "position 60 @100000",
                        "money cash 1000000000000000 equity 1000000000000000",
                        "break 1 POSITION ADOPTED 100 60 UNEXPLAINED"),
                adopt(1, 100, 60));

        assertEquals(60, f.engine.positions().netQuantity(0, 0));
        assertEquals(List.of(), position(60), "the venue agrees now");
        assertEquals(Level.REDUCE_ONLY, f.engine.monitor().level(ScopeType.INSTRUMENT, 0), "only a person lifts it");
        assertTrue(resume(ScopeType.INSTRUMENT, 0).get(0).startsWith("LEVEL_RESET"));
    }

    @Test
    void whatTheBooksDoNotHoldIsNobodys() {
        position(130);

        assertEquals(
                List.of(
                        "adjusted 1 nobody by 30 cost 3000150000 position 30",
                        "position 30 @100005",
                        "money cash 1000000000000000 equity 999999999850000",
                        "break 1 POSITION ADOPTED 100 130 UNEXPLAINED"),
                adopt(1, 100, 130));
        assertEquals(100, f.engine.positions().netQuantity(0, 0));
        assertEquals(30, f.engine.positions().suspenseQuantity(0));

        position(110);
        assertEquals(
                "adjusted 2 nobody by -20 cost -2000100000 position 10",
                adopt(2, 130, 110).get(0),
                "suspense first");
        position(-5);
        final List<String> through = adopt(3, 110, -5);
        assertEquals("adjusted 3 0 by -100 cost -10000000000 position 0", through.get(0));
        assertEquals("adjusted 3 nobody by -15 cost -1500075000 position -5", through.get(2));
    }

    @Test
    void theOldestBooksGiveFirstAndThoseOfTheOtherSideNothing() {
        f.admit(1, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.admit(2, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        trade(1, 2, Side.SELL, 10);
        trade(2, 3, Side.BUY, 50);
        position(20);

        assertEquals(
                List.of(
                        "adjusted 1 0 by -100 cost -10000000000 position 0",
                        "position 0 @0",
                        "adjusted 1 2 by -20 cost -2000000000 position 30",
                        "position 30 @100000"),
                adopt(1, 140, 20).subList(0, 4));
        assertEquals(-10, f.engine.positions().netQuantity(1, 0));
    }

    @Test
    void anEntryHasThePriceThatItsAuthorNames() {
        position(101);
        f.pen.adopt(1, 100, 101).price(90_000);

        assertEquals("adjusted 1 nobody by 1 cost 90000000 position 1", f.give().get(0));
    }

    @Test
    void withoutAnyPriceNothingIsOpened() {
        f.pen.venuePosition(1, 5);
        f.give();

        assertEquals(refused("1 POSITION OPEN 0 5", "NO_PRICE"), adopt(1, 0, 5));
        f.pen.adopt(1, 0, 5).price(70_000);
        assertEquals(
                "adjusted 1 nobody by 5 cost 350000000 position 5", f.give().get(0));
    }

    @Test
    void whatIsNotWhatItsAuthorSawIsRefusedAndKept() {
        assertEquals(refused("1 NULL_VAL NULL_VAL 0 0", "UNKNOWN_BREAK"), adopt(1, 100, 60));
        position(60);
        assertEquals(refused("1 POSITION OPEN 100 60", "FIGURE_CHANGED"), adopt(1, 100, 70));
        assertEquals(List.of("break 1 POSITION OPEN 100 50 UNEXPLAINED"), position(50));
        assertEquals(refused("1 POSITION OPEN 100 50", "FIGURE_CHANGED"), adopt(1, 100, 60));
        f.pen.adopt(1, 100, 50).reason("");
        assertEquals(refused("1 POSITION OPEN 100 50", "MALFORMED"), f.give());
        assertEquals(List.of("break 1 POSITION AGREED 100 50 UNEXPLAINED"), position(100));
        assertEquals(refused("1 NULL_VAL NULL_VAL 0 0", "NOT_OPEN"), adopt(1, 100, 50));
        assertEquals(100, f.engine.positions().netQuantity(0));
    }

    /** The fill may have been in the venue's answer, or not: only its next one tells. */
    @Test
    void booksThatMovedSinceTheAnswerWaitForTheNextOne() {
        position(60);
        f.pen.manual(0, 0, Side.SELL, 99_990, 30);
        f.give();
        f.pen.report(EngineFixture.order(2), ExecType.TRADE, OrderState.FILLED, Side.SELL, 2)
                .cumQuantity(30)
                .lastPrice(99_990)
                .lastQuantity(30);
        f.give();

        assertEquals(refused("1 POSITION OPEN 100 60", "BOOKS_MOVED"), adopt(1, 100, 60));
        assertEquals(List.of("break 1 POSITION OPEN 70 60 UNEXPLAINED"), position(60));
        assertEquals(
                "adjusted 1 0 by -10 cost -1000000000 position 60",
                adopt(1, 70, 60).get(0));
    }

    @Test
    void anOrderOfUnknownFateIsNotBookedTwice() {
        f.pen.manual(0, 0, Side.SELL, 101_000, 30);
        f.give();
        f.pen.runStarted(2, true, Level.ACTIVE);
        f.give();

        assertEquals("break 1 POSITION OPEN 100 70 IN_FLIGHT", position(70).get(0));
        assertEquals(refused("1 POSITION OPEN 100 70", "FATE_UNKNOWN"), adopt(1, 100, 70));
    }

    @Test
    void cashIsAdoptedToTheUnit() {
        f.pen.balance(CASH - 500_000_000);
        assertEquals(
                List.of(
                        "break 1 CASH OPEN 1000000000000000 999999500000000 UNEXPLAINED",
                        "LEVEL_RAISED RECONCILIATION ACCOUNT REDUCE_ONLY"),
                withoutGeneration(f.give()));

        assertEquals(
                List.of(
                        "adjusted 1 nobody cash -500000000",
                        "money cash 999999500000000 equity 999999500000000",
                        "break 1 CASH ADOPTED 1000000000000000 999999500000000 UNEXPLAINED"),
                adopt(1, CASH, CASH - 500_000_000));
        assertTrue(resume(ScopeType.ACCOUNT, 0).get(0).startsWith("LEVEL_RESET"));
    }

    /** There is nothing to book: it ends when the reconciliation is clean. */
    @Test
    void anUncleanReconciliationHasNoFigureToAdopt() {
        f.pen.reconcile(false);
        f.give();

        assertEquals(refused("1 RECONCILIATION OPEN 0 0", "NOTHING_TO_BOOK"), adopt(1, 0, 0));
        f.pen.reconcile(true);
        assertEquals(List.of("break 1 RECONCILIATION AGREED 0 0 UNEXPLAINED"), f.give());
    }

    @Test
    void anOrderThatOnlyTheVenueHasHoldsUntilItEndsThere() {
        assertEquals(
                List.of(
                        "quarantined UNKNOWN_ORDER template 20",
                        "break 1 ORDER OPEN 0 25 NOT_OURS",
                        "LEVEL_RAISED RECONCILIATION INSTRUMENT REDUCE_ONLY"),
                withoutGeneration(stranger(ExecType.STATUS, OrderState.NEW, 25)));
        assertTrue(resume(ScopeType.INSTRUMENT, 0).get(0).startsWith("RESET_REFUSED RECONCILIATION"));

        assertEquals(
                List.of("quarantined UNKNOWN_ORDER template 20", "break 1 ORDER AGREED 0 25 NOT_OURS"),
                stranger(ExecType.CANCELED, OrderState.CANCELED, 0));
        assertTrue(resume(ScopeType.INSTRUMENT, 0).get(0).startsWith("LEVEL_RESET"));
    }

    @Test
    void aPersonMayVouchForAnOrderAndTheVenueMayContradict() {
        stranger(ExecType.STATUS, OrderState.PARTIALLY_FILLED, 25);

        assertEquals(List.of("break 1 ORDER ADOPTED 0 25 NOT_OURS"), adopt(1, 0, 25));
        assertTrue(resume(ScopeType.INSTRUMENT, 0).get(0).startsWith("LEVEL_RESET"));
        assertEquals(
                "break 2 ORDER OPEN 0 25 NOT_OURS",
                stranger(ExecType.STATUS, OrderState.NEW, 25).get(1));
    }

    @Test
    void anOrderThatHasEndedWithUsAndWorksThereIsABreak() {
        f.pen.report(EngineFixture.order(1), ExecType.STATUS, OrderState.PARTIALLY_FILLED, Side.BUY, 9)
                .leavesQuantity(40);

        assertTrue(f.give().contains("break 1 ORDER OPEN 0 40 ENDED_WITH_US"));
    }

    @Test
    void moreStrangersThanThereArePlacesMakeTheAccountUnclean() {
        for (int i = 0; i < Breaks.ORDERS; i++) {
            f.pen.report(STRANGER + i, ExecType.STATUS, OrderState.NEW, Side.BUY, 100 + i)
                    .leavesQuantity(1);
            f.give();
        }
        f.pen.report(STRANGER - 1, ExecType.STATUS, OrderState.NEW, Side.BUY, 99)
                .leavesQuantity(1);

        assertTrue(f.give().contains("break 65 RECONCILIATION OPEN 0 0 NOT_OURS"));
        assertEquals(Level.REDUCE_ONLY, f.engine.monitor().level(ScopeType.ACCOUNT, 0));
    }

    @Test
    void aRestoredEngineAdoptsAsTheFirst() {
        position(60);
        stranger(ExecType.STATUS, OrderState.NEW, 25);
        f.pen.balance(CASH - 500_000_000);
        f.give();
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        f.engine.writeTo(snapshot);
        final Tape tape = new Tape(64);
        final Engine restored = new Engine(EngineFixture.CAPACITY, tape, Trace.NONE);
        restored.readFrom(snapshot.reader());
        assertEquals(f.engine.digest(), restored.digest());

        for (final long[] command : new long[][] {{1, 100, 60}, {2, 0, 25}, {3, CASH, CASH - 500_000_000}, {9, 0, 0}}) {
            f.pen.adopt(command[0], command[1], command[2]);
            f.give();
            restored.onEvent(f.pen.buffer, 0);
            assertEquals(f.engine.digest(), restored.digest(), "break " + command[0]);
            assertEquals(f.engine.outputHash(), restored.outputHash());
        }
        assertEquals(60, restored.positions().netQuantity(0, 0));
    }

    private void trade(final int strategy, final int order, final Side side, final long quantity) {
        f.pen.manual(strategy, 0, side, side == Side.BUY ? 100_010 : 99_990, quantity);
        f.give();
        f.pen.report(EngineFixture.order(order), ExecType.TRADE, OrderState.FILLED, side, order)
                .cumQuantity(quantity)
                .lastPrice(100_000)
                .lastQuantity(quantity);
        f.give();
    }

    private List<String> position(final long quantity) {
        f.pen.venuePosition(0, quantity);
        return f.give();
    }

    private List<String> adopt(final long breakId, final long ours, final long theirs) {
        f.pen.adopt(breakId, ours, theirs);
        return f.give();
    }

    private List<String> stranger(final ExecType type, final OrderState state, final long leaves) {
        f.pen.report(STRANGER, type, state, Side.SELL, f.engine.sequence()).leavesQuantity(leaves);
        return f.give();
    }

    private List<String> resume(final ScopeType type, final int id) {
        f.pen.resume(type, id, f.engine.monitor().generation(type, id));
        return f.give();
    }

    private static List<String> refused(final String what, final String why) {
        return List.of("break " + what + " refused " + why, "quarantined BAD_COMMAND template 65");
    }

    private static List<String> withoutGeneration(final List<String> lines) {
        return lines.stream().map(line -> line.replaceAll(" generation .*", "")).toList();
    }
}
