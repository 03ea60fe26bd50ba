package breakwater.core.risk;

import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/** What leads out of the market: held to the position, sliced, in a wider collar, and never refused for the rest. */
class ExitsThroughTheGateTest {
    private final GateFixture fixture = new GateFixture().wide().hold(1_000);
    private final FakeWorld world = fixture.world;

    @Test
    void neverHoldsAnExitBackForWhatConcernsEntries() {
        world.market.state[0] = MarketState.GAP;
        world.market.quoteAgeNs[0] = 1_000_000;
        world.positions.isMarked[0] = false;
        world.positions.equityE8[0] = -1;
        for (final Figure figure : Figure.values()) {
            if (figure.control().reach() == Control.Reach.ENTRIES && figure.sense() == Sense.AT_MOST) {
                fixture.limit(figure, figure.required(), 0, 0);
            }
        }

        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 1_000)));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.stop(Side.SELL, 1_000, 9_800, 9_790)));
    }

    @Test
    void takesNoMoreThanWhatIsNotYetBeingReduced() {
        world.reducing[0][0] = 400;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 590)));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 600)));
        assertEquals(
                Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 610, 600), fixture.ask(fixture.exit(Side.SELL, 610)));
        assertEquals(Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 10, 0), fixture.ask(fixture.exit(Side.BUY, 10)));
    }

    /** Resting protection shrinks as an exit fills; what is not called an exit is held beside all that works against it. */
    @Test
    void asksTheOrderStageWhatIsBeingReducedBesideAnExit() {
        world.reducing[0][0] = 1_000;
        world.reducingBeside = 250;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 750)));
        assertEquals(
                Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 760, 750), fixture.ask(fixture.exit(Side.SELL, 760)));
        final Intent opposite = fixture.entry(Side.SELL);
        opposite.quantity = 750;
        fixture.ask(opposite);
        assertEquals(Effect.RAISES, opposite.effect, "nothing is left that it could reduce");
    }

    @Test
    void countsEntriesOfTheOtherSideAsReducing() {
        world.sells[0][0] = 700;

        assertEquals(
                Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 310, 300), fixture.ask(fixture.exit(Side.SELL, 310)));
    }

    /** The replacement of a stop that is part filled names what is filled too, since its quantity counts from the first lot. */
    @Test
    void letsTheReplacementOfAStopNameWhatIsFilled() {
        world.replacedId = 7;
        world.replacedFilled = 300;
        assertEquals(Answer.APPROVED, fixture.ask(replacing(1_300)));
        assertEquals(Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 1_310, 1_300), fixture.ask(replacing(1_310)));
        world.replacedFilled = Long.MAX_VALUE;
        assertEquals(Answer.APPROVED, fixture.ask(replacing(1_000)), "what has no place in a long counts nothing");
        assertEquals(Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 1_010, 1_000), fixture.ask(replacing(1_010)));
    }

    private Intent replacing(final long quantity) {
        final Intent stop = fixture.stop(Side.SELL, quantity, 9_800, 9_790);
        stop.replacesId = 7;
        return stop;
    }

    @Test
    void letsAStopAndLinkedLegsCoverTheWholePosition() {
        world.reducing[0][0] = 1_000;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.stop(Side.SELL, 1_000, 9_800, 9_790)));
        assertEquals(
                Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 1_010, 1_000),
                fixture.ask(fixture.stop(Side.SELL, 1_010, 9_800, 9_790)));
        final Intent linked = fixture.exit(Side.SELL, 1_000);
        linked.linkId = 9;
        assertEquals(Answer.APPROVED, fixture.ask(linked));
    }

    @Test
    void givesAReplacementTheLeavesOfItsPredecessor() {
        world.reducing[0][0] = 1_000;
        world.replacedId = 7;
        world.replacedLeaves = 500;
        final Intent replacement = fixture.exit(Side.SELL, 500);
        replacement.replacesId = 7;

        assertEquals(Answer.APPROVED, fixture.ask(replacement));
        replacement.quantity = 510;
        assertEquals(Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 510, 500), fixture.ask(replacement));
    }

    /** T6: while the venue tells another position than the books, beside what other strategies of the account close. */
    @Test
    void takesNoMoreThanWhatBothBooksVouchFor() {
        world.positions.confirmed = 600;
        world.closingBeside = 100;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 490)));
        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 500)));
        assertEquals(
                Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 510, 500), fixture.ask(fixture.exit(Side.SELL, 510)));
        final Intent linked = fixture.exit(Side.SELL, 510);
        linked.linkId = 9;
        assertEquals(Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 510, 500), fixture.ask(linked));
        final Intent opposite = fixture.entry(Side.SELL);
        opposite.quantity = 510;
        fixture.ask(opposite);
        assertEquals(Effect.RAISES, opposite.effect, "more than that is no exit");
        world.closingBeside = 700;
        assertEquals(Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 10, 0), fixture.ask(fixture.exit(Side.SELL, 10)));
    }

    @Test
    void letsStopsAndPeopleGoBeyondWhatBothBooksVouchFor() {
        world.positions.confirmed = 0;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.stop(Side.SELL, 1_000, 9_800, 9_790)));
        final Intent manual = fixture.exit(Side.SELL, 1_000);
        manual.role = OrderRole.MANUAL;
        assertEquals(Answer.APPROVED, fixture.ask(manual));
        manual.quantity = 1_010;
        assertEquals(Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 1_010, 1_000), fixture.ask(manual));
        final Intent noStop = fixture.exit(Side.SELL, 1_000);
        noStop.role = OrderRole.STOP;
        assertEquals(Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 1_000, 0), fixture.ask(noStop));
    }

    /** A replacement's quantity counts from the first lot; one that asks for no more than the order had adds nothing. */
    @Test
    void letsAnExitShrinkWhateverBothBooksVouchFor() {
        world.positions.confirmed = 0;
        world.replacedId = 7;
        world.replacedLeaves = 400;
        world.replacedFilled = 100;
        final Intent target = fixture.exit(Side.SELL, 500);
        target.replacesId = 7;
        assertEquals(Answer.APPROVED, fixture.ask(target));
        target.quantity = 510;
        assertEquals(Answer.refused(Control.REDUCE_ONLY, STRATEGY, 0, 510, 100), fixture.ask(target));
        world.positions.confirmed = 410;
        assertEquals(Answer.APPROVED, fixture.ask(target));
    }

    @Test
    void slicesAnExitInsteadOfRefusingIt() {
        fixture.limit(Figure.ORDER_QUANTITY, INSTRUMENT, 0, 305);
        final Intent exit = fixture.exit(Side.SELL, 1_000);

        assertEquals(Answer.APPROVED, fixture.ask(exit));

        assertEquals(300, exit.quantity);
    }

    @Test
    void holdsAnExitToItsOwnCollarOnTheSideThatGivesAway() {
        fixture.limit(Figure.EXIT_COLLAR, INSTRUMENT, 0, 20_000);
        for (final long price : new long[] {9_799, 9_800, 9_801, 20_000}) {
            final Intent exit = fixture.exit(Side.SELL, 1_000);
            exit.price = price;
            assertEquals(
                    price >= 9_800, fixture.gate.decide(exit, fixture.nowNs).isApproved(), "price " + price);
        }
    }

    @Test
    void holdsAStopToItsTriggerAndAnExitWithoutQuoteToItsEntryPrice() {
        fixture.limit(Figure.EXIT_COLLAR, INSTRUMENT, 0, 1_000);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.stop(Side.SELL, 1_000, 9_000, 8_991)));
        assertEquals(
                Answer.refused(Control.PRICE_COLLAR, INSTRUMENT, 0, 1_112, 1_000),
                fixture.ask(fixture.stop(Side.SELL, 1_000, 9_000, 8_990)));
        world.market.bid[0] = 0;
        world.market.ask[0] = 0;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 1_000)));
    }

    @Test
    void decidesByThePositionWhatIsAnExit() {
        final Intent manual = fixture.entry(Side.SELL);
        fixture.ask(manual);
        assertEquals(Effect.REDUCES, manual.effect);
        final Intent beyond = fixture.entry(Side.SELL);
        beyond.quantity = 1_010;
        fixture.ask(beyond);
        assertEquals(Effect.RAISES, beyond.effect);
        final Intent more = fixture.entry(Side.BUY);
        fixture.ask(more);
        assertEquals(Effect.RAISES, more.effect);
        final Intent target = fixture.exit(Side.SELL, 500);
        target.effect = Effect.PROTECTS;
        fixture.ask(target);
        assertEquals(Effect.REDUCES, target.effect);
        final Intent bracket = fixture.bracket();
        bracket.side = Side.SELL;
        bracket.quantity = 500;
        fixture.ask(bracket);
        assertEquals(Effect.RAISES, bracket.effect);
    }
}
