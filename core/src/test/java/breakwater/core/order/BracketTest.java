package breakwater.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.*;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BracketTest {
    private static final long E = OrderFixture.RUN + 1;

    private static OrderFixture held(final OrderFixture f) {
        f.quote(0, 100_00, 100_01);
        f.bracketedBuy(10);
        f.accept(E);
        f.outputs();
        f.fill(E, 10, 100_00);
        return f;
    }

    @Test
    void whereTheVenueLinksAFillPlacesTwoPairsAtOnce() {
        final OrderFixture f = held(OrderFixture.linking());

        assertEquals(
                List.of(
                        "CHANGED 1 NEW FILLED 10+0",
                        "NEW 2 STOP SELL 5@97.90/98.00 PROTECTS",
                        "NEW 3 STOP SELL 5@97.90/98.00 PROTECTS",
                        "NEW 4 TARGET1 SELL 5@104.00 REDUCES linked 2",
                        "NEW 5 TARGET2 SELL 5@108.00 REDUCES linked 3"),
                f.outputs());
        assertEquals(10, f.orders.working().sellLeaves(0, 0));
        assertEquals(98_00, f.orders.working().protectiveStopPrice(0, 0));
    }

    @Test
    void besideWhatNoBracketHoldsThePositionHasNoStop() {
        final OrderFixture f = held(OrderFixture.linking());
        final long naked = f.enter(Side.BUY, 3, 100_00);
        f.accept(naked);
        f.fill(naked, 3, 100_00);

        assertEquals(0, f.orders.working().protectiveStopPrice(0, 0));
    }

    @Test
    void theFirstTargetMovesTheOtherStopToBreakevenThenItTrailsAndNeverLoosens() {
        final OrderFixture f = held(OrderFixture.linking());
        for (long id = E + 1; id <= E + 4; id++) {
            f.accept(id);
        }
        f.quote(0, 104_00, 104_01);
        f.outputs();

        f.fill(E + 3, 5, 104_00);
        f.canceled(E + 1);
        assertEquals(
                List.of(
                        "CHANGED 4 NEW FILLED 5+0",
                        "CANCEL 2 CANCELS_PROTECTION",
                        "CHANGED 2 NEW PENDING_CANCEL 0+5",
                        "REPLACE 3 5@99.94/100.05 PROTECTS",
                        "CHANGED 3 NEW PENDING_REPLACE 0+5",
                        "CHANGED 2 PENDING_CANCEL CANCELED 0+0"),
                f.outputs());
        f.replaced(E + 2);
        f.outputs();

        f.bar(105_00, 1_00);
        assertEquals(List.of("REPLACE 3 5@102.89/103.00 PROTECTS", "CHANGED 3 NEW PENDING_REPLACE 0+5"), f.outputs());
        f.bar(106_00, 1_00);
        assertEquals(List.of(), f.outputs(), "one replace at a time");
        f.quote(0, 106_00, 106_01);
        f.replaced(E + 2);
        assertEquals(
                List.of(
                        "CHANGED 3 PENDING_REPLACE NEW 0+5",
                        "REPLACE 3 5@103.89/104.00 PROTECTS",
                        "CHANGED 3 NEW PENDING_REPLACE 0+5"),
                f.outputs());
        f.replaced(E + 2);
        f.outputs();
        f.bar(104_50, 1_00);
        assertEquals(List.of(), f.outputs());
        f.fill(E + 2, 5, 103_95);
        f.canceled(E + 4);
        assertEquals(0, f.netQuantity(0, 0));
        assertEquals(0, f.orders.working().workingOrders());
        assertEquals(Long.MAX_VALUE, f.orders.nextDeadlineNs());
    }

    /** The pause is for a change that the venue refused, not for a refusal of nothing. */
    @Test
    void aRefusalOfNoChangeDoesNotHoldTheNextChangeUp() {
        final OrderFixture f = held(OrderFixture.linking());
        for (long id = E + 1; id <= E + 4; id++) {
            f.accept(id);
        }
        f.quote(0, 104_00, 104_01);
        assertEquals(QuarantineReason.ILLEGAL_TRANSITION, f.cancelRejected(E + 2, true, 99));
        f.outputs();

        f.fill(E + 3, 5, 104_00);

        assertTrue(f.outputs().contains("REPLACE 3 5@99.94/100.05 PROTECTS"));
    }

    @Test
    void theStopFollowsPartialFillsWithOneReplaceForEachChange() {
        final OrderFixture f = OrderFixture.plain();
        f.quote(0, 100_00, 100_01);
        f.bracketedBuy(10);
        f.accept(E);
        f.outputs();

        f.fill(E, 4, 100_00);
        assertEquals(
                List.of("CHANGED 1 NEW PARTIALLY_FILLED 4+6", "NEW 2 STOP SELL 4@97.90/98.00 PROTECTS"), f.outputs());
        f.fill(E, 2, 100_00);
        f.fill(E, 1, 100_00);
        f.outputs();
        f.accept(E + 1);
        assertEquals(
                List.of(
                        "CHANGED 2 PENDING_NEW NEW 0+4",
                        "REPLACE 2 7@97.90/98.00 PROTECTS",
                        "CHANGED 2 NEW PENDING_REPLACE 0+4"),
                f.outputs());
        assertEquals(7, f.orders.working().sellLeaves(0, 0));
    }

    @Test
    void aWatchedTargetShrinksTheStopBeforeItGoesOutAndTheRestMovesToBreakeven() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        f.outputs();

        f.quote(0, 104_00, 104_01);
        assertEquals(List.of("REPLACE 2 5@97.90/98.00 PROTECTS", "CHANGED 2 NEW PENDING_REPLACE 0+10"), f.outputs());
        f.replaced(E + 1);
        assertEquals(
                List.of("CHANGED 2 PENDING_REPLACE NEW 0+5", "NEW 3 TARGET1 SELL 5@104.00 IOC REDUCES"), f.outputs());
        assertEquals(10, f.orders.working().sellLeaves(0, 0));
        f.fill(E + 2, 5, 104_00);
        assertEquals(
                List.of(
                        "CHANGED 3 PENDING_NEW FILLED 5+0",
                        "REPLACE 2 5@99.94/100.05 PROTECTS",
                        "CHANGED 2 NEW PENDING_REPLACE 0+5"),
                f.outputs());
    }

    @Test
    void aWatchedTargetThatDoesNotFillGoesBackUnderTheStop() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        f.quote(0, 104_00, 104_01);
        f.replaced(E + 1);
        f.quote(0, 103_00, 103_01);
        f.outputs();

        f.fill(E + 2, 2, 104_00);
        f.expired(E + 2);

        assertEquals(
                List.of(
                        "CHANGED 3 PENDING_NEW PARTIALLY_FILLED 2+3",
                        "CHANGED 3 PARTIALLY_FILLED EXPIRED 2+0",
                        "REPLACE 2 8@97.90/98.00 PROTECTS",
                        "CHANGED 2 NEW PENDING_REPLACE 0+5"),
                f.outputs());
    }

    /** T6: a stop rests whatever the venue tells; a target goes for no more than both books vouch for. */
    @Test
    void aWatchedTargetWaitsUntilBothBooksVouchForIt() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        f.confirmed = 4;
        f.outputs();

        f.quote(0, 104_00, 104_01);
        assertEquals(List.of(), f.outputs());
        f.confirmed = 5;
        f.quote(0, 104_00, 104_01);
        assertEquals(List.of("REPLACE 2 5@97.90/98.00 PROTECTS", "CHANGED 2 NEW PENDING_REPLACE 0+10"), f.outputs());
        f.confirmed = 4;
        f.replaced(E + 1);
        assertEquals(
                List.of(
                        "CHANGED 2 PENDING_REPLACE NEW 0+5",
                        "REPLACE 2 10@97.90/98.00 PROTECTS",
                        "CHANGED 2 NEW PENDING_REPLACE 0+5"),
                f.outputs(),
                "given up on its way out, it is under the stop again");
    }

    @Test
    void targetsThatRestAreTakenBackAsFarAsBothBooksDoNotVouchForThem() {
        final OrderFixture f = held(OrderFixture.linking());
        for (long id = E + 1; id <= E + 4; id++) {
            f.accept(id);
        }
        f.outputs();

        f.confirmed = 10;
        f.differs();
        assertEquals(List.of(), f.outputs(), "the venue has no less");
        f.confirmed = 9;
        f.differs();
        assertEquals(
                List.of(
                        "CANCEL 4 CANCELS_PROTECTION",
                        "CHANGED 4 NEW PENDING_CANCEL 0+5",
                        "CANCEL 5 CANCELS_PROTECTION",
                        "CHANGED 5 NEW PENDING_CANCEL 0+5"),
                f.outputs());
        f.canceled(E + 3);
        assertEquals(List.of("CHANGED 4 PENDING_CANCEL CANCELED 0+0"), f.outputs(), "the other may still fill");
        f.canceled(E + 4);
        assertEquals(
                List.of("CHANGED 5 PENDING_CANCEL CANCELED 0+0", "NEW 6 TARGET1 SELL 5@104.00 REDUCES linked 2"),
                f.outputs());
        f.confirmed = Long.MAX_VALUE;
        f.known();
        assertEquals(List.of("NEW 7 TARGET2 SELL 5@108.00 REDUCES linked 3"), f.outputs());
        assertEquals(0, f.refusals);
    }

    @Test
    void anExitTakesWhatBothBooksVouchForAndTheRestWhenTheyAgree() {
        final OrderFixture f = held(new OrderFixture(true, false, false));
        f.confirmed = 3;
        f.outputs();

        f.quote(0, 98_00, 98_01);
        assertEquals(List.of("RISK WARNING T6 10", "NEW 2 EXIT SELL 3@97.91 IOC REDUCES"), f.outputs());
        f.confirmed = 0;
        f.fill(E + 1, 3, 97_95);
        f.outputs();
        f.pass(60_000);
        assertEquals(List.of(), f.outputs(), "told once");
        f.confirmed = Long.MAX_VALUE;
        f.known();
        assertEquals(List.of("NEW 3 EXIT SELL 7@97.91 IOC REDUCES"), f.outputs());
        assertEquals(0, f.refusals);
    }

    /** What a person sent stays. */
    @Test
    void anExitThatRestsIsTakenBackWhereBothBooksDoNotVouchForIt() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        final long exit = f.exit(Side.SELL, 4, 101_00);
        f.accept(exit);
        final Intent manual = f.entry(Side.SELL, 2, 102_00);
        manual.role = OrderRole.MANUAL;
        manual.effect = Effect.REDUCES;
        f.accept(f.submit(manual));
        f.outputs();

        f.confirmed = 6;
        f.differs();
        assertEquals(List.of(), f.outputs());
        f.confirmed = 5;
        f.differs();
        assertEquals(List.of("CANCEL 3 CANCELS_ENTRY", "CHANGED 3 NEW PENDING_CANCEL 0+4"), f.outputs());
        f.differs();
        assertEquals(List.of(), f.outputs(), "it is under way");
        f.canceled(exit);
        assertEquals(List.of("CHANGED 3 PENDING_CANCEL CANCELED 0+0"), f.outputs());
        assertEquals(0, f.refusals);
    }

    @Test
    void whereReplaceIsNotAtomicAStopMovesByCancelConfirmedNew() {
        final OrderFixture f = held(new OrderFixture(false, true, false));
        f.accept(E + 1);
        f.outputs();

        f.quote(0, 104_00, 104_01);
        assertEquals(List.of("CANCEL 2 CANCELS_PROTECTION", "CHANGED 2 NEW PENDING_CANCEL 0+10"), f.outputs());
        f.canceled(E + 1);
        assertEquals(
                List.of(
                        "CHANGED 2 PENDING_CANCEL CANCELED 0+0",
                        "NEW 3 STOP SELL 5@97.90/98.00 PROTECTS",
                        "NEW 4 TARGET1 SELL 5@104.00 IOC REDUCES"),
                f.outputs());
    }

    @Test
    void whereThereAreNoStopLimitsTheCoreWatchesAndClosesAggressively() {
        final OrderFixture f = held(new OrderFixture(true, false, false));
        assertEquals(List.of("CHANGED 1 NEW FILLED 10+0"), f.outputs());
        assertEquals(98_00, f.orders.working().protectiveStopPrice(0, 0));

        f.quote(0, 98_00, 98_01);
        assertEquals(List.of("NEW 2 EXIT SELL 10@97.91 IOC REDUCES"), f.outputs());
        f.fill(E + 1, 10, 97_95);
        assertEquals(0, f.netQuantity(0, 0));
        assertEquals(Long.MAX_VALUE, f.orders.nextDeadlineNs());
    }

    @Test
    void aWatchedStopThatTrailsIsToldToTheGateThoughNoOrderMoves() {
        final OrderFixture f = held(new OrderFixture(true, false, false));
        f.quote(0, 104_00, 104_01);
        f.fill(E + 1, 5, 104_00);
        f.quote(0, 107_00, 107_01);
        f.outputs();
        f.orders.working().changes().clear();

        f.bar(107_00, 1_00);

        assertEquals(List.of(), f.outputs());
        assertEquals(105_00, f.orders.working().protectiveStopPrice(0, 0));
        assertEquals(0, f.orders.working().changes().take());
    }

    @Test
    void halfUnderTheMinimumLotMeansOneTarget() {
        final OrderFixture f = OrderFixture.linking();
        f.quote(0, 100_00, 100_01);
        f.bracketedBuy(3);
        f.outputs();

        f.fill(E, 3, 100_00);

        assertEquals(
                List.of(
                        "CHANGED 1 PENDING_NEW FILLED 3+0",
                        "NEW 2 STOP SELL 3@97.90/98.00 PROTECTS",
                        "NEW 3 TARGET1 SELL 3@104.00 REDUCES linked 2"),
                f.outputs());
    }

    @Test
    void aTriggeredStopThatDoesNotFillIsCanceledAndClosedAggressively() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        f.quote(0, 97_50, 97_51);
        f.triggered(E + 1);
        f.fill(E + 1, 3, 97_90);
        f.outputs();

        f.pass(500);
        assertEquals(
                List.of("CANCEL 2 CANCELS_PROTECTION", "CHANGED 2 PARTIALLY_FILLED PENDING_CANCEL 3+7"), f.outputs());
        f.canceled(E + 1);
        assertEquals(
                List.of("CHANGED 2 PENDING_CANCEL CANCELED 3+0", "NEW 3 EXIT SELL 7@97.41 IOC REDUCES"), f.outputs());
    }

    @Test
    void aPositionWhoseStopIsRefusedIsAnAlarmAfterTwoSecondsAndIsReducedAfterFour() {
        final OrderFixture f = OrderFixture.plain();
        f.quote(0, 100_00, 100_01);
        f.bracketedBuy(10);
        f.refuses = true;
        f.fill(E, 10, 100_00);
        f.outputs();
        assertEquals(0, f.orders.working().protectiveStopPrice(0, 0));

        f.pass(1_999);
        assertEquals(List.of(), f.outputs());
        assertTrue(f.proposals >= 4, "it keeps trying: " + f.proposals);
        f.pass(1);
        assertEquals(List.of("RISK STOP_UNCOVERED F14 10", "HOLD INSTRUMENT 0 REDUCE_ONLY F14 10"), f.outputs());
        f.pass(1_999);
        f.refuses = false;
        f.pass(1);
        assertTrue(f.outputs().stream().anyMatch(l -> l.startsWith("NEW 2")));
    }

    @Test
    void aStopThatIsRefusedOftenerThanItsBudgetAllowsIsGivenUpLoudly() {
        for (final long retries : new long[] {4, 5, 6}) {
            final OrderFixture f = OrderFixture.plain();
            f.bounds.put(Control.RETRY, new long[] {retries});
            f.quote(0, 100_00, 100_01);
            f.bracketedBuy(10);
            f.market.bid[0] = 0;
            f.refuses = true;
            f.fill(E, 10, 100_00);
            // Stops are proposed at once, after 0.5, 1.0, 1.5 and 2.0 s, then after 1, 2, 4 s more.
            f.pass(2_999);
            final int before = f.proposals;
            f.pass(1);
            assertEquals(retries == 4 ? 0 : 1, f.proposals - before, "retries " + retries);
            f.pass(60_000);

            assertEquals(
                    1,
                    f.outputs().stream()
                            .filter(l -> l.equals("RISK STOP_UNCOVERED F4 " + (retries + 1)))
                            .count(),
                    "retries " + retries);
        }
    }

    @Test
    void whatWasGivenUpIsTriedAgainOnceAPersonHasLooked() {
        final OrderFixture f = OrderFixture.plain();
        f.bounds.put(Control.RETRY, new long[] {0});
        f.quote(0, 100_00, 100_01);
        f.bracketedBuy(10);
        f.market.bid[0] = 0;
        f.refuses = true;
        f.fill(E, 10, 100_00);
        assertEquals(
                List.of("RISK STOP_UNCOVERED F4 1", "HOLD INSTRUMENT 0 REDUCE_ONLY F14 10"),
                f.outputs().stream()
                        .filter(l -> l.startsWith("RISK") || l.startsWith("HOLD"))
                        .toList());
        final SnapshotBuffer snapshot = f.snapshot();
        f.orders = f.fresh();
        f.orders.readFrom(snapshot.reader());
        f.refuses = false;
        f.pass(1_000);
        assertEquals(List.of(), f.outputs(), "it stays given up");

        f.orders.onLookedAt(ScopeType.INSTRUMENT, 1);
        f.work();
        assertEquals(List.of(), f.outputs(), "another instrument's");
        f.orders.onLookedAt(ScopeType.INSTRUMENT, 0);
        f.work();

        assertEquals(List.of("NEW 2 STOP SELL 10@97.90/98.00 PROTECTS"), f.outputs());
    }

    @Test
    void aRefusalAMinuteAfterTheLastPauseIsTheFirstOfItsRow() {
        for (final long pause : new long[] {59_999, 60_000}) {
            final OrderFixture f = held(OrderFixture.plain());
            f.bounds.put(Control.RETRY, new long[] {2});
            for (int time = 1; time <= 3; time++) {
                f.accept(E + time);
                f.pass(time == 1 ? 0 : pause);
                f.expired(E + time);
                f.pass(500);
            }

            assertEquals(pause < 60_000, f.outputs().toString().contains("UNCOVERED F4 3"), "pause " + pause);
        }
    }

    /** A part is filled and closed again before its stop stands; the next part comes much later. */
    @Test
    void eachPartThatIsFilledHasItsOwnTwoSeconds() {
        final OrderFixture f = OrderFixture.plain();
        f.quote(0, 97_00, 97_01);
        f.bracketedBuy(10);
        f.fill(E, 4, 100_00);
        f.accept(E + 1);
        f.fill(E + 1, 4, 96_95);
        f.pass(10_000);
        f.outputs();

        f.fill(E, 2, 100_00);
        assertTrue(f.outputs().stream().noneMatch(l -> l.contains("F14")));
        f.pass(2_000);
        assertTrue(f.outputs().contains("RISK STOP_UNCOVERED F14 2"));
    }

    @Test
    void aPositionThatIsBeingClosedIsAnAlarmWithoutAHold() {
        final OrderFixture f = OrderFixture.plain();
        f.quote(0, 97_00, 97_01);
        f.bracketedBuy(10);
        f.fill(E, 10, 100_00);
        f.expired(E + 1);
        f.outputs();

        f.refuses = true;
        f.pass(2_000);

        final List<String> lines = f.outputs();
        assertTrue(lines.contains("RISK STOP_UNCOVERED F14 10"), lines.toString());
        assertTrue(lines.stream().noneMatch(l -> l.startsWith("HOLD")), lines.toString());
        assertTrue(f.orders.working().hasUncovered(ScopeType.INSTRUMENT, 0));
    }

    /** Two is the least that the venue takes. */
    @Test
    void dustIsToldOfButNeitherStoppedNorClosedNorHeld() {
        final OrderFixture f = OrderFixture.plain();
        f.quote(0, 100_00, 100_01);
        f.bracketedBuy(10);
        f.fill(E, 1, 100_00);
        f.outputs();

        f.pass(10_000);
        assertEquals(List.of("RISK STOP_UNCOVERED F14 1"), f.outputs());
        assertEquals(0, f.proposals);
        assertFalse(f.orders.working().hasUncovered(ScopeType.INSTRUMENT, 0), "nothing that an order could cover");

        f.fill(E, 3, 100_00);
        assertTrue(f.outputs().contains("NEW 2 STOP SELL 4@97.90/98.00 PROTECTS"));
    }

    @Test
    void aStopForWhatIsDustByNowIsCanceledWhereTheVenueDoesNotShrinkIt() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        final long exit = f.exit(Side.SELL, 9, 100_00);
        f.accept(exit);
        f.outputs();

        f.fill(exit, 9, 100_00);

        assertEquals(
                List.of("CHANGED 3 NEW FILLED 9+0", "CANCEL 2 CANCELS_PROTECTION", "CHANGED 2 NEW PENDING_CANCEL 0+10"),
                f.outputs());
    }

    @Test
    void aLegThatIsTooSmallJoinsTheOther() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        f.quote(0, 104_00, 104_01);
        f.replaced(E + 1);
        f.outputs();

        f.fill(E + 2, 4, 104_00);

        // One of five is left of the first leg: it is done, and the stop of all six goes to breakeven.
        f.expired(E + 2);
        assertTrue(f.outputs().contains("REPLACE 2 6@99.94/100.05 PROTECTS"));
    }

    @Test
    void dustUnderAKillIsFlaggedOnceAndDoesNotCloseWhatIsEnteredAfterIt() {
        final OrderFixture f = OrderFixture.plain();
        f.quote(0, 100_00, 100_01);
        f.bracketedBuy(10);
        f.fill(E, 1, 100_00);
        f.outputs();

        f.kill(ScopeType.STRATEGY, 0);
        f.canceled(E);
        f.pass(200_000);
        final List<String> lines = f.outputs();
        assertEquals(1, lines.stream().filter("RISK WARNING F14 1"::equals).count(), lines.toString());
        assertTrue(lines.stream().noneMatch(l -> l.startsWith("NEW")), lines.toString());

        f.isKilled = false;
        final long next = f.bracketedBuy(10);
        f.fill(next, 10, 100_00);
        f.pass(200_000);
        assertTrue(f.outputs().stream().noneMatch(l -> l.contains("FLATTEN")));
    }

    @Test
    void whatIsFilledLateUnderAKillIsClosedAsWell() {
        final OrderFixture f = OrderFixture.plain();
        f.quote(0, 100_00, 100_01);
        f.bracketedBuy(10);
        f.accept(E);
        f.kill(ScopeType.GLOBAL, Frame.NO_ID);
        f.canceled(E);
        f.pass(60_000);
        f.outputs();

        f.fill(E, 4, 100_00);

        assertTrue(f.outputs().contains("NEW 3 FLATTEN SELL 4@99.90 IOC FLATTENS"), "a fill after the cancel");
    }

    @Test
    void aKillThatIsLiftedClosesNothingMore() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        f.kill(ScopeType.STRATEGY, 0);
        f.isKilled = false;
        f.expired(E + 2);
        f.outputs();

        f.pass(60_000);

        assertEquals(List.of(), f.outputs());
    }

    /** A session that is down answers at once: without a pause cancel and answer would follow each other for ever. */
    @Test
    void aChangeOfProtectionThatNeverLeftIsSentAgainAfterAPause() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        final long exit = f.exit(Side.SELL, 10, 100_50);
        f.accept(exit);
        f.fill(exit, 4, 100_50);
        f.outputs();

        f.outcome(E + 1, OrderReplaceDecoder.TEMPLATE_ID, SendResult.NOT_LOGGED_ON);
        assertEquals(List.of("CHANGED 2 PENDING_REPLACE NEW 0+10"), f.outputs());
        f.pass(499);
        assertEquals(List.of(), f.outputs());
        f.pass(1);
        assertEquals(List.of("REPLACE 2 6@97.90/98.00 PROTECTS", "CHANGED 2 NEW PENDING_REPLACE 0+10"), f.outputs());

        f.replaced(E + 1);
        f.fill(exit, 6, 100_50);
        f.outputs();
        f.outcome(E + 1, OrderCancelDecoder.TEMPLATE_ID, SendResult.NOT_LOGGED_ON);
        assertEquals(List.of("CHANGED 2 PENDING_CANCEL NEW 0+6"), f.outputs());
        f.pass(500);
        assertEquals(List.of("CANCEL 2 CANCELS_PROTECTION", "CHANGED 2 NEW PENDING_CANCEL 0+6"), f.outputs());
    }

    @Test
    void aRejectedStopIsPlacedAgainAfterAPause() {
        final OrderFixture f = held(OrderFixture.plain());
        f.outputs();

        f.rejected(E + 1);
        assertEquals(List.of("CHANGED 2 PENDING_NEW REJECTED 0+0"), f.outputs());
        f.pass(500);
        assertEquals(List.of("NEW 3 STOP SELL 10@97.90/98.00 PROTECTS"), f.outputs());
    }

    @Test
    void aTradeThatIsNearlyAsOldAsItMayBecomeIsToldOnce() {
        for (final long ppm : new long[] {900_000, 1_000_000}) {
            final OrderFixture f = OrderFixture.plain();
            f.bounds.put(Control.POSITION_AGE, new long[] {Long.MAX_VALUE, ppm});
            held(f);
            f.accept(E + 1);
            f.outputs();
            final long warnMs = 24 * 3600L * ppm / 1_000;
            final List<String> told = List.of("RISK WARNING L7 " + warnMs * OrderFixture.MS);

            f.pass(Math.max(0, warnMs - 1));
            final List<String> before = f.outputs();
            f.pass(1);
            final List<String> after = f.outputs();

            if (ppm == 900_000) {
                assertEquals(List.of(), before);
                assertEquals(told, after);
                final SnapshotBuffer snapshot = f.snapshot();
                f.orders = f.fresh();
                f.orders.readFrom(snapshot.reader());
                f.pass(24 * 3600_000L - warnMs - 1);
                assertEquals(List.of(), f.outputs(), "once");
            } else {
                assertEquals(List.of(), before, "the longest hold comes first");
            }
        }
    }

    @Test
    void aPositionThatIsStuckOnItsWayOutIsToldOnce() {
        final OrderFixture f = OrderFixture.plain();
        f.bounds.put(Control.POSITION_AGE, new long[] {60_000 * OrderFixture.MS, 1_000_000});
        held(f);
        f.accept(E + 1);
        f.pass(24 * 3600_000L);
        f.outputs();
        f.refuses = true;
        f.expired(E + 2);
        f.pass(59_999);
        assertFalse(f.outputs().toString().contains("RISK WARNING L7"));
        f.pass(1);
        assertEquals(
                1,
                f.outputs().stream()
                        .filter(l -> l.equals("RISK WARNING L7 60000000000"))
                        .count());
        f.pass(600_000);
        assertFalse(f.outputs().toString().contains("RISK WARNING L7"), "once");
        f.refuses = false;
        f.pass(1_000);
        assertTrue(f.outputs().toString().contains("EXIT SELL"));
    }

    @Test
    void aTradeThatIsHeldTooLongIsClosedWhileTheStopShrinks() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        f.outputs();

        f.pass(24 * 3600_000L);
        assertEquals(List.of("NEW 3 EXIT SELL 10@99.90 IOC REDUCES"), f.outputs());
        f.fill(E + 2, 6, 99_95);
        assertEquals(
                List.of(
                        "CHANGED 3 PENDING_NEW PARTIALLY_FILLED 6+4",
                        "REPLACE 2 4@97.90/98.00 PROTECTS",
                        "CHANGED 2 NEW PENDING_REPLACE 0+10"),
                f.outputs());
        f.expired(E + 2);
        f.replaced(E + 1);
        f.outputs();
        f.pass(250);
        assertEquals(List.of("NEW 4 EXIT SELL 4@99.80 IOC REDUCES"), f.outputs());
        f.fill(E + 3, 4, 99_90);
        assertEquals(
                List.of(
                        "CHANGED 4 PENDING_NEW FILLED 4+0",
                        "CANCEL 2 CANCELS_PROTECTION",
                        "CHANGED 2 NEW PENDING_CANCEL 0+4"),
                f.outputs());
    }

    @Test
    void aFillAfterThePriceFellThroughTheStopIsClosedAtOnce() {
        final OrderFixture f = OrderFixture.plain();
        f.quote(0, 97_00, 97_01);
        f.bracketedBuy(10);
        f.outputs();

        f.fill(E, 10, 100_00);

        assertEquals(List.of("CHANGED 1 PENDING_NEW FILLED 10+0", "NEW 2 EXIT SELL 10@96.91 IOC REDUCES"), f.outputs());
    }

    @Test
    void theStrategysOwnExitShrinksTheStop() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        final long exit = f.exit(Side.SELL, 10, 100_50);
        f.accept(exit);
        f.outputs();

        f.fill(exit, 4, 100_50);

        assertEquals(
                List.of(
                        "CHANGED 3 NEW PARTIALLY_FILLED 4+6",
                        "REPLACE 2 6@97.90/98.00 PROTECTS",
                        "CHANGED 2 NEW PENDING_REPLACE 0+10"),
                f.outputs());
    }

    @Test
    void cancelAllKeepsProtectionUnlessToldOtherwise() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        final long other = f.enter(Side.BUY, 5, 99_00);
        f.outputs();

        f.orders.cancelAll(ScopeType.GLOBAL, Frame.NO_ID, true);
        f.work();
        assertEquals(List.of("CANCEL 3 CANCELS_ENTRY", "CHANGED 3 PENDING_NEW PENDING_CANCEL 0+5"), f.outputs());
        f.canceled(other);
        f.outputs();
        f.orders.cancelAll(ScopeType.GLOBAL, Frame.NO_ID, false);
        f.work();
        f.canceled(E + 1);
        assertEquals(
                List.of(
                        "CANCEL 2 CANCELS_PROTECTION",
                        "CHANGED 2 NEW PENDING_CANCEL 0+10",
                        "CHANGED 2 PENDING_CANCEL CANCELED 0+0"),
                f.outputs());
    }

    @Test
    void aFlattenShrinksTheStopAsItsSliceFills() {
        final OrderFixture f = held(OrderFixture.plain());
        f.accept(E + 1);
        f.outputs();

        f.kill(ScopeType.STRATEGY, 0);
        assertEquals(List.of("NEW 3 FLATTEN SELL 10@99.90 IOC FLATTENS"), f.outputs());
        f.fill(E + 2, 10, 99_95);
        assertEquals(
                List.of(
                        "CHANGED 3 PENDING_NEW FILLED 10+0",
                        "CANCEL 2 CANCELS_PROTECTION",
                        "CHANGED 2 NEW PENDING_CANCEL 0+10"),
                f.outputs());
    }

    @Test
    void aShortIsProtectedTheOtherWayRound() {
        final OrderFixture f = OrderFixture.linking();
        f.quote(0, 100_00, 100_01);
        final Intent i = f.entry(Side.SELL, 10, 100_00);
        i.isBracketed = true;
        i.protectiveStopPrice = 102_00;
        i.target1Price = 96_00;
        i.target2Price = 92_00;
        f.submit(i);
        f.fill(E, 10, 100_00);
        for (long id = E + 1; id <= E + 4; id++) {
            f.accept(id);
        }
        f.outputs();

        f.quote(0, 95_99, 96_00);
        f.fill(E + 3, 5, 96_00);

        assertEquals("REPLACE 3 5@100.05/99.95 PROTECTS", f.outputs().get(3));
    }
}
