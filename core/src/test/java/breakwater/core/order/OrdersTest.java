package breakwater.core.order;

import static breakwater.core.order.OrderFixture.RUN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.*;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private final OrderFixture f = OrderFixture.plain();

    @Test
    void anEntryThatFillsInTwoPartsGoesFromPendingToFilled() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.accept(id);
        f.fill(id, 4, 100_00);
        f.fill(id, 6, 100_00);

        assertEquals(RUN + 1, id);
        assertEquals(
                List.of(
                        "NEW 1 ENTRY BUY 10@100.00 RAISES",
                        "CHANGED 1 PENDING_NEW NEW 0+10",
                        "CHANGED 1 NEW PARTIALLY_FILLED 4+6",
                        "CHANGED 1 PARTIALLY_FILLED FILLED 10+0"),
                f.outputs());
        assertEquals(0, f.orders.working().buyLeaves(0));
        assertEquals(0, f.orders.working().workingOrders());
    }

    @Test
    void anEntryIsRepricedOnceToTheTouchAndThenCanceled() {
        f.quote(0, 100_00, 100_01);
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.accept(id);
        f.quote(0, 100_50, 100_51);
        f.outputs();

        f.pass(15_000);
        assertEquals(List.of("REPLACE 1 10@100.50 RAISES", "CHANGED 1 NEW PENDING_REPLACE 0+10"), f.outputs());
        assertEquals(100_50, f.orders.working().worstBuyPrice(0));
        f.replaced(id);
        assertEquals(List.of("CHANGED 1 PENDING_REPLACE NEW 0+10"), f.outputs());
        f.pass(14_999);
        assertEquals(List.of(), f.outputs());
        f.pass(1);
        assertEquals(List.of("CANCEL 1 CANCELS_ENTRY", "CHANGED 1 NEW PENDING_CANCEL 0+10"), f.outputs());
        assertEquals(10, f.orders.working().buyLeaves(0, 0));
        f.canceled(id);
        assertEquals(0, f.orders.working().buyLeaves(0, 0));
    }

    /** P16 is asked of each order: one that had forgotten its score could never be repriced. */
    @Test
    void aRepricedEntryKeepsTheContractOfItsSignal() {
        f.quote(0, 100_00, 100_01);
        final Intent entry = f.entry(Side.BUY, 10, 100_00);
        entry.isBracketed = true;
        entry.score = 5;
        entry.protectiveStopPrice = 98_00;
        entry.target1Price = 104_00;
        final long id = f.submit(entry);
        f.accept(id);
        f.orders.readFrom(f.snapshot().reader());
        f.quote(0, 100_50, 100_51);

        f.pass(15_000);

        assertEquals(5, f.proposedScore);
        assertTrue(f.isProposedBracketed);
    }

    @Test
    void whereReplaceIsNotAtomicTheOldEntryIsCanceledBeforeTheNewOneGoesOut() {
        final OrderFixture g = new OrderFixture(false, true, false);
        g.quote(0, 100_00, 100_01);
        final long id = g.enter(Side.BUY, 10, 100_00);
        g.accept(id);
        g.fill(id, 3, 100_00);
        g.quote(0, 100_50, 100_51);
        g.outputs();

        g.pass(15_000);
        assertEquals(List.of("CANCEL 1 CANCELS_ENTRY", "CHANGED 1 PARTIALLY_FILLED PENDING_CANCEL 3+7"), g.outputs());
        g.canceled(id);
        assertEquals(List.of("CHANGED 1 PENDING_CANCEL CANCELED 3+0", "NEW 2 ENTRY BUY 7@100.50 RAISES"), g.outputs());
        g.accept(id + 1);
        g.outputs();
        g.pass(15_000);
        assertEquals(List.of("CANCEL 2 CANCELS_ENTRY", "CHANGED 2 NEW PENDING_CANCEL 0+7"), g.outputs());
    }

    @Test
    void anOrderWithoutAnswerIsAskedForThenCanceledAndUnknownUntilTwoCleanQueriesPastTheWindow() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.outputs();

        f.pass(2_000);
        assertEquals(List.of("QUERY 1"), f.outputs());
        f.pass(2_000);
        assertEquals(List.of("CHANGED 1 PENDING_NEW UNKNOWN 0+10", "CANCEL 1 CANCELS_ENTRY"), f.outputs());
        assertEquals(10, f.orders.working().buyLeaves(0, 0));
        assertEquals(1, f.orders.working().unknownOrders());
        f.pass(1_000);
        assertEquals(List.of("QUERY 1"), f.outputs());
        f.notKnown(id);
        f.notKnown(id);
        assertEquals(List.of(), f.outputs(), "the cancel went out a second ago: it may still be on its way");
        f.pass(4_000);
        f.outputs();
        f.notKnown(id);
        assertEquals(List.of("CHANGED 1 UNKNOWN NOT_SENT 0+0"), f.outputs());
        assertEquals(0, f.orders.working().buyLeaves(0, 0));
        assertEquals(0, f.orders.working().unknownOrders());
    }

    @Test
    void anUnknownOrderThatTheVenueKnowsWorksAgain() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.pass(4_000);
        f.outputs();

        f.status(id, OrderState.NEW, 0);
        assertEquals(List.of("CHANGED 1 UNKNOWN NEW 0+10"), f.outputs());
    }

    @Test
    void aStatusThatKnowsOfFillsThatWeLackLeavesTheOrderUnknownUntilTheyCome() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.pass(4_000);
        f.outputs();

        f.status(id, OrderState.CANCELED, 4);
        assertEquals(4, f.orders.working().buyLeaves(0, 0));
        f.fill(id, 4, 100_00);
        assertEquals(List.of("CHANGED 1 UNKNOWN CANCELED 4+0"), f.outputs());
        assertEquals(0, f.orders.working().buyLeaves(0, 0));
        assertEquals(QuarantineReason.NONE, f.report.reason);
    }

    @Test
    void aCancelWithoutAnswerIsTriedThreeTimesAndThenTheOrderIsUnknownAndStaysCounted() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.accept(id);
        f.orders.cancelEntries(ScopeType.GLOBAL, Frame.NO_ID);
        f.work();
        f.outputs();

        f.pass(6_000);
        assertEquals(
                List.of(
                        "CANCEL 1 CANCELS_ENTRY",
                        "QUERY 1",
                        "CANCEL 1 CANCELS_ENTRY",
                        "QUERY 1",
                        "CANCEL 1 CANCELS_ENTRY",
                        "QUERY 1"),
                f.outputs());
        f.pass(2_000);
        assertEquals(
                List.of(
                        "CHANGED 1 PENDING_CANCEL UNKNOWN 0+10",
                        "RISK WARNING F2 3",
                        "HOLD VENUE 0 CANCEL_ONLY F2 3",
                        "QUERY 1"),
                f.outputs());
        assertEquals(10, f.orders.working().buyLeaves(0));
    }

    @Test
    void aReplaceWithoutAnswerCountsTheLargerUntilItIsKnown() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.accept(id);
        final Intent larger = f.entry(Side.BUY, 25, 99_00);
        larger.replacesId = id;
        f.submit(larger);

        assertEquals(25, f.orders.working().buyLeaves(0, 0));
        assertEquals(100_00, f.orders.working().worstBuyPrice(0));
        f.fill(id, 5, 100_00);
        assertEquals(20, f.orders.working().buyLeaves(0, 0));
        f.outputs();
        f.pass(8_000);
        assertEquals(
                List.of(
                        "QUERY 1",
                        "QUERY 1",
                        "QUERY 1",
                        "CHANGED 1 PENDING_REPLACE UNKNOWN 5+5",
                        "RISK WARNING F2 3",
                        "HOLD VENUE 0 CANCEL_ONLY F2 3",
                        "QUERY 1"),
                f.outputs());
        assertEquals(20, f.orders.working().buyLeaves(0, 0));
        f.replaced(id);
        assertEquals(List.of("CHANGED 1 UNKNOWN PARTIALLY_FILLED 5+20"), f.outputs());
    }

    /** What a close takes back may fill before it is canceled: then nothing is left to close, and a later position is not. */
    @Test
    void aCloseThatAnEntryForestallsSellsNoLaterPosition() {
        f.quote(0, 100_00, 100_01);
        final long first = f.enter(Side.BUY, 10, 100_00);
        f.accept(first);
        f.fill(first, 10, 100_00);
        final long against = f.enter(Side.SELL, 10, 101_00);
        f.accept(against);
        assertTrue(f.orders.close(0, 0));
        f.work();
        f.outputs();

        f.fill(against, 10, 101_00);
        f.pass(5_000);
        assertEquals(0, f.netQuantity(0, 0));
        f.outputs();
        final long later = f.enter(Side.BUY, 10, 100_00);
        f.accept(later);
        f.fill(later, 10, 100_00);
        f.pass(5_000);

        assertTrue(f.outputs().stream().noneMatch(line -> line.contains("EXIT")), "nobody asked to close this one");
        assertEquals(10, f.netQuantity(0, 0));
    }

    @Test
    void aRefusedReplaceCountsTheOldQuantityAgain() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.accept(id);
        final Intent larger = f.entry(Side.BUY, 25, 101_00);
        larger.replacesId = id;
        f.submit(larger);

        assertEquals(QuarantineReason.NONE, f.cancelRejected(id, true, 99));

        assertEquals(10, f.orders.working().buyLeaves(0, 0));
        assertEquals(100_00, f.orders.working().worstBuyPrice(0));
    }

    @Test
    void aChangeThatNeverLeftIsUndoneAndAnOrderThatNeverLeftIsNotSent() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.accept(id);
        f.orders.cancelEntries(ScopeType.STRATEGY, 0);
        f.work();
        final long other = f.enter(Side.SELL, 5, 101_00);
        f.outputs();

        f.outcome(id, OrderCancelDecoder.TEMPLATE_ID, SendResult.NOT_LOGGED_ON);
        f.outcome(other, OrderNewDecoder.TEMPLATE_ID, SendResult.BLOCKED_BY_KILL);
        assertEquals(List.of("CHANGED 1 PENDING_CANCEL NEW 0+10", "CHANGED 2 PENDING_NEW NOT_SENT 0+0"), f.outputs());
        f.pass(1_000);
        assertEquals(List.of("CANCEL 1 CANCELS_ENTRY", "CHANGED 1 NEW PENDING_CANCEL 0+10"), f.outputs());
    }

    @Test
    void anUncertainSendLeavesTheOrderUnknown() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.outputs();

        f.outcome(id, OrderNewDecoder.TEMPLATE_ID, SendResult.UNCERTAIN);

        assertEquals(List.of("CHANGED 1 PENDING_NEW UNKNOWN 0+10"), f.outputs());
    }

    @Test
    void aLateFillIsBookedAndFlaggedAndTheOrderStaysDead() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.accept(id);
        f.canceled(id);
        f.outputs();

        f.fill(id, 4, 100_00);

        assertEquals(QuarantineReason.FILL_AFTER_TERMINAL, f.report.reason);
        assertTrue(f.report.hasFill && f.report.holdsScope);
        assertEquals(List.of("CHANGED 1 CANCELED CANCELED 4+0"), f.outputs());
        assertEquals(4, f.netQuantity(0, 0));
    }

    @Test
    void anOverfillAWrongEchoAndAStrangersFillAreBookedAsRealAndFlagged() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.fill(id, 12, 100_00);
        assertEquals(QuarantineReason.OVERFILL, f.report.reason);
        assertTrue(f.report.hasFill);

        final long other = f.enter(Side.BUY, 10, 100_00);
        f.execution(other, ExecType.TRADE, OrderState.PARTIALLY_FILLED, Side.SELL, 0, 3, 100_00, 0);
        assertEquals(QuarantineReason.WRONG_ECHO, f.report.reason);
        assertTrue(f.report.hasFill);
        assertEquals(10, f.orders.working().buyLeaves(0, 0), "what it fills of ours is unknown");
        assertEquals(1, f.orders.working().unknownOrders());

        f.execution(99, ExecType.TRADE, OrderState.FILLED, Side.BUY, 0, 3, 100_00, 3);
        assertEquals(QuarantineReason.UNKNOWN_ORDER, f.report.reason);
        assertTrue(f.report.hasFill);
        assertEquals(Frame.NO_ID, f.report.fill.strategyId);
    }

    @Test
    void anIllegalReportChangesNothing() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.outputs();
        final long before = f.digest();

        f.replaced(id);

        assertEquals(QuarantineReason.ILLEGAL_TRANSITION, f.report.reason);
        assertFalse(f.report.isApplied);
        assertEquals(before, f.digest());
        assertEquals(List.of(), f.outputs());
    }

    @Test
    void aBustTakesTheFillBack() {
        final long id = f.enter(Side.BUY, 10, 100_00);
        f.fill(id, 10, 100_00);
        f.outputs();

        f.execution(id, ExecType.TRADE_BUST, OrderState.FILLED, 10, 100_00, 0);

        assertTrue(f.report.hasFill && f.report.fill.isBust);
        assertEquals(0, f.netQuantity(0, 0));
        assertEquals(List.of("CHANGED 1 FILLED FILLED 0+0"), f.outputs());
    }

    @Test
    void aRestartMakesEveryLiveOrderUnknownAndAsksForEachAsOutputsHaveRoom() {
        for (int i = 0; i < 100; i++) {
            f.enter(Side.BUY, 10, 100_00 - i);
        }
        f.outputs();

        f.begin();
        f.orders.onRunStarted(2, true, f.now);
        f.orders.work(f.now);
        assertEquals(100, f.orders.working().unknownOrders());
        assertTrue(f.orders.hasWork());
        final int first = f.outputs().size();
        assertTrue(first > 40 && first <= Outputs.MAX_PER_EVENT - 14, "first=" + first);
        for (int i = 0; i < 10; i++) {
            f.work();
        }
        assertEquals(200, first + f.outputs().size());
        assertEquals(1000, f.orders.working().buyLeaves(0, 0));
        assertEquals((2L << 40) + 1, f.enter(Side.BUY, 10, 100_00));
    }

    @Test
    void aKillOfManyOrdersGoesOnWithTheNextEvents() {
        for (int i = 0; i < 200; i++) {
            final long id = f.enter(i % 2 == 0 ? Side.BUY : Side.SELL, 10, 100_00);
            f.accept(id);
        }
        f.outputs();

        f.orders.cancelAll(ScopeType.VENUE, 0, true);
        int events = 0;
        while (f.orders.hasWork()) {
            f.work();
            events++;
        }

        assertEquals(400, f.outputs().size());
        assertTrue(events > 5 && events < 12, "events=" + events);
        assertEquals(1000, f.orders.working().buyLeaves(0));
        assertEquals(1000, f.orders.working().sellLeaves(0));
    }

    @Test
    void aFullPoolTakesNothingMore() {
        while (f.orders.hasRoom()) {
            f.enter(Side.BUY, 10, 100_00);
        }

        assertEquals(256, f.orders.working().workingOrders());
        assertEquals(0, f.enter(Side.BUY, 10, 100_00));
    }

    @Test
    void linkedLegsCountAsTheLarger() {
        final OrderFixture g = OrderFixture.linking();
        final Intent stop = g.entry(Side.SELL, 10, 98_00);
        stop.role = OrderRole.STOP;
        stop.effect = Effect.PROTECTS;
        final long stopId = g.submit(stop);
        final Intent target = g.entry(Side.SELL, 12, 104_00);
        target.role = OrderRole.TARGET1;
        target.effect = Effect.REDUCES;
        target.linkId = stopId;
        final long targetId = g.submit(target);

        assertEquals(12, g.orders.working().sellLeaves(0, 0));
        g.fill(targetId, 12, 104_00);
        assertEquals(10, g.orders.working().sellLeaves(0, 0));
        g.canceled(stopId);
        assertEquals(0, g.orders.working().sellLeaves(0, 0));
    }

    @Test
    void entryRiskIsEntryToStopAndTheWholeNotionalWithoutOne() {
        f.bracketedBuy(10);
        assertEquals(10 * 2_00000000L, f.orders.working().pendingEntryRiskE8(0, 0));

        f.enter(Side.BUY, 1_0, 100_00);

        assertEquals(20_00000000L + 1000_00000000L, f.orders.working().pendingEntryRiskE8(0, 0));
        assertTrue(f.orders.working().hasWorkingEntry(0, 0));
        assertEquals(RUN + 2, f.orders.working().newestWorkingEntry(0, 0));
    }

    @Test
    void anEntryThatBringsNoBracketRisksAllOfItThoughItsSignalNamesAStop() {
        final Intent naked = f.entry(Side.BUY, 10, 100_00);
        naked.protectiveStopPrice = 98_00;
        f.submit(naked);

        assertEquals(1000_00000000L, f.orders.working().pendingEntryRiskE8(0, 0));
    }

    @Test
    void anUnfilledLimitExitGoesOutAggressivelyAfterFifteenSeconds() {
        f.quote(0, 100_00, 100_01);
        final long entry = f.enter(Side.BUY, 10, 100_00);
        f.fill(entry, 10, 100_00);
        final long exit = f.exit(Side.SELL, 10, 100_01);
        f.accept(exit);
        f.outputs();

        f.pass(15_000);
        assertEquals(List.of("CANCEL 2 CANCELS_ENTRY", "CHANGED 2 NEW PENDING_CANCEL 0+10"), f.outputs());
        f.canceled(exit);
        assertEquals(
                List.of("CHANGED 2 PENDING_CANCEL CANCELED 0+0", "NEW 3 EXIT SELL 10@99.90 IOC REDUCES"), f.outputs());
        f.fill(exit + 1, 4, 99_95);
        f.expired(exit + 1);
        f.outputs();
        f.pass(250);
        assertEquals(List.of("NEW 4 EXIT SELL 6@99.80 IOC REDUCES"), f.outputs());
        f.fill(exit + 2, 6, 99_85);
        assertEquals(0, f.netQuantity(0, 0));
        assertFalse(f.orders.hasWork());
        assertEquals(Long.MAX_VALUE, f.orders.nextDeadlineNs());
    }

    @Test
    void anExitWidensToItsBoundStaysThereAndIsFlagged() {
        f.quote(0, 100_00, 100_01);
        final long entry = f.enter(Side.BUY, 10, 100_00);
        f.fill(entry, 10, 100_00);
        f.position.put(0, 10L);
        f.outputs();

        f.kill(ScopeType.GLOBAL, Frame.NO_ID);
        final StringBuilder prices = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            f.expired(entry + 1 + i);
            f.pass(i < 6 ? 250 : 1_000);
        }
        int flags = 0;
        for (final String line : f.outputs()) {
            if (line.startsWith("NEW")) {
                prices.append(line.substring(line.indexOf('@') + 1, line.indexOf(" IOC")))
                        .append(' ');
            }
            flags += line.startsWith("RISK WARNING F14") ? 1 : 0;
        }

        assertEquals("99.90 99.80 99.60 99.20 98.40 96.80 95.00 95.00 95.00 95.00 ", prices.toString());
        assertEquals(1, flags);
    }

    @Test
    void aFlattenClosesWhatIsHeldAndStopsWhenNothingIsLeft() {
        f.quote(0, 100_00, 100_01);
        final long entry = f.enter(Side.SELL, 10, 100_00);
        f.accept(entry);
        f.fill(entry, 4, 100_00);
        f.outputs();

        f.kill(ScopeType.INSTRUMENT, 0);
        assertEquals(
                List.of(
                        "CANCEL 1 CANCELS_ENTRY",
                        "CHANGED 1 PARTIALLY_FILLED PENDING_CANCEL 4+6",
                        "NEW 2 FLATTEN BUY 4@100.11 IOC FLATTENS"),
                f.outputs());
        f.fill(entry, 2, 100_00);
        f.fill(entry + 1, 4, 100_05);
        f.outputs();
        f.canceled(entry);
        f.pass(1_000);
        f.fill(entry + 2, 2, 100_05);
        assertEquals(0, f.netQuantity(0, 0));
        f.outputs();
        f.pass(10_000);
        assertEquals(List.of(), f.outputs());
    }
}
