package breakwater.core.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private static final long USD = Decimals.ONE_E8;

    private final Books books = new Books();
    private final Positions positions = books.positions;

    @Test
    void booksAFillWithItsFeeAndTellsPositionAndEquity() {
        books.market.quote(0, 10_000_00, 10_001_00);

        books.book(0, 0, Side.BUY, 50_000, 10_001_00, 5 * USD);

        assertEquals(
                List.of(
                        "fill BUY 50000 @ 1000100 fee 500000000 realized 0 after 50000",
                        "position 50000 @ 1000100 realized 0 fees 500000000",
                        "pnl cash 999500000000 realized 0 unrealized -50000000 fees 500000000"
                                + " equity 999450000000 gross 500000000000"),
                books.tape.take());
    }

    @Test
    void realizesAgainstTheAverageCostAndKeepsTheAverageWhenClosingInPart() {
        books.book(0, 0, Side.BUY, 100_000, 100_00, 0);
        books.book(0, 0, Side.BUY, 100_000, 110_00, 0);

        books.book(0, 0, Side.SELL, 50_000, 115_00, 0);

        assertEquals(5 * USD, positions.lastRealizedE8());
        assertEquals(105_00, positions.entryPrice(0, 0));
        assertEquals(150_000, positions.netQuantity(0, 0));
        assertFalse(positions.closedTrade());
    }

    @Test
    void flipsThroughZeroAtTheFillsPriceAndEndsTheTrade() {
        books.book(0, 0, Side.BUY, 100_000, 100_00, 1 * USD);

        books.book(0, 0, Side.SELL, 150_000, 90_00, 3 * USD);

        assertEquals(-10 * USD, positions.lastRealizedE8());
        assertEquals(-50_000, positions.netQuantity(0, 0));
        assertEquals(90_00, positions.entryPrice(0, 0));
        assertTrue(positions.closedTrade());
        assertEquals(-13 * USD, positions.closedTradePnlE8(), "loss, entry fee, two thirds of the exit fee");
        books.book(0, 0, Side.BUY, 50_000, 80_00, 0);
        assertEquals(4 * USD, positions.closedTradePnlE8(), "gain of 5 less the last third of the fee");
    }

    @Test
    void countsTheContractMultiplier() {
        books.book(0, 2, Side.SELL, 2, 4_000_00, 0);

        books.book(0, 2, Side.BUY, 2, 3_990_00, 0);

        assertEquals(1_000 * USD, positions.realizedE8(0));
        assertEquals(0, positions.openPositions());
    }

    @Test
    void keepsUnexplainedFillsOutOfStrategyBooksButInEveryNet() {
        books.book(0, 0, Side.BUY, 100, 100_00, 0);

        books.book(Frame.NO_ID, 0, Side.BUY, 40, 100_00, 0);

        assertEquals(100, positions.netQuantity(0, 0));
        assertEquals(140, positions.netQuantity(0));
        assertEquals(40, positions.suspenseQuantity(0));
        assertEquals(2, positions.openPositions());
        assertEquals(2, positions.openPositionsOfClass(0));
        assertFalse(positions.closedTrade());
    }

    @Test
    void sendsAFillOfAnotherAccountToThatAccountsSuspense() {
        books.book(0, 0, Side.BUY, 100, 100_00, 0);
        final Fill foreign = books.fill(0, 0, Side.BUY, 7, 100_00, 0);
        foreign.accountId = 1;

        assertTrue(positions.apply(foreign, 1));

        assertEquals(100, positions.netQuantity(0, 0));
        assertEquals(7, positions.suspenseQuantity(0));
    }

    @Test
    void tellsNewFromDuplicateFromReusedExecutions() {
        assertEquals(QuarantineReason.NONE, positions.checkExecution(0, 7, 111));
        positions.rememberExecution(0, 7, 111);

        assertEquals(QuarantineReason.DUPLICATE, positions.checkExecution(0, 7, 111));
        assertEquals(QuarantineReason.EXECUTION_ID_REUSED, positions.checkExecution(0, 7, 112));
        assertEquals(QuarantineReason.NONE, positions.checkExecution(1, 7, 111), "ids are the venue's own");
        assertEquals(QuarantineReason.CAPACITY, positions.checkExecution(99, 7, 111));
    }

    @Test
    void booksAnExecutionOnceWhetherItIsRememberedBeforeOrAfter() {
        final Fill fill = books.fill(0, 0, Side.BUY, 100, 100_00, 0);
        positions.rememberExecution(0, fill.executionId, 5);
        assertTrue(positions.apply(fill, 1));
        positions.rememberExecution(0, fill.executionId, 5);

        assertFalse(positions.apply(fill, 1));

        assertEquals(100, positions.netQuantity(0));
        assertEquals(QuarantineReason.DUPLICATE, positions.checkExecution(0, fill.executionId, 5));
    }

    @Test
    void bustsAFillByAReversingEntryOnceOnly() {
        books.mark(0, 100_00, 100_00);
        books.book(0, 0, Side.BUY, 100_000, 100_00, 1 * USD);
        final long busted = books.lastExecutionId();
        books.tape.take();

        assertTrue(books.bust(busted));

        assertEquals(
                List.of(
                        "fill SELL 100000 @ 10000 fee -100000000 realized 0 after 0 BUSTED",
                        "position 0 @ 0 realized 0 fees 0",
                        "pnl cash 1000000000000 realized 0 unrealized 0 fees 0 equity 1000000000000 gross 0"),
                books.tape.take());
        assertFalse(positions.closedTrade());
        assertFalse(books.bust(busted));
        assertFalse(books.bust(12_345));
        assertEquals(List.of(), books.tape.take());
    }

    @Test
    void bustsAnEntryAfterItsExitSoThatEquityIsAsIfItHadNeverBeen() {
        books.book(0, 0, Side.BUY, 100_000, 100_00, 1 * USD);
        final long busted = books.lastExecutionId();
        books.book(0, 0, Side.SELL, 100_000, 130_00, 0);

        assertTrue(books.bust(busted));

        books.mark(0, 130_00, 130_00);
        assertEquals(-100_000, positions.netQuantity(0, 0));
        assertEquals(Books.OPENING_E8, positions.equityE8(0), "short at 130, marked at 130");
    }

    @Test
    void marksLongsAtTheBidAndShortsAtTheAsk() {
        books.book(0, 0, Side.BUY, 100_000, 100_00, 0);
        books.book(1, 0, Side.SELL, 100_000, 100_00, 0);

        books.mark(0, 99_00, 103_00);

        assertEquals(-1 * USD, positions.unrealizedE8(0, 0));
        assertEquals(-3 * USD, positions.unrealizedE8(1, 0));
        assertEquals(99 * USD, positions.grossExposureE8(0));
    }

    @Test
    void letsAStaleMarkLowerEquityButNeverRaiseIt() {
        books.mark(0, 100_00, 100_00);
        books.book(0, 0, Side.BUY, 100_000, 100_00, 0);
        books.market.quote(0, 105_00, 105_00).goesStale(0);

        positions.onMark(0, 1);
        assertEquals(0, positions.unrealizedE8(0, 0));
        assertFalse(positions.isMarked(0, 1));
        assertTrue(positions.isMarked(1, 1), "the other account holds nothing");
        books.market.quote(0, 95_00, 95_00).goesStale(0);
        positions.onMark(0, 1);

        assertEquals(-5 * USD, positions.unrealizedE8(0, 0));
        books.mark(0, 101_00, 101_00);
        assertEquals(1 * USD, positions.unrealizedE8(0, 0));
    }

    @Test
    void takesTheWorseOfTheLastAndTheStaleMarkWhenAFillComes() {
        books.mark(0, 100_00, 100_00);
        books.book(0, 0, Side.BUY, 100_000, 100_00, 0);
        books.market.quote(0, 120_00, 120_00).goesStale(0);

        books.book(0, 0, Side.BUY, 100_000, 120_00, 0);

        assertEquals(-20 * USD, positions.unrealizedE8(0, 0));
    }

    @Test
    void callsAPositionUnmarkedThatNeverSawAPrice() {
        books.book(0, 0, Side.BUY, 100_000, 100_00, 0);

        assertFalse(positions.isMarked(0, 1));
        assertEquals(Books.OPENING_E8, positions.equityE8(0));
        assertEquals(100 * USD, positions.grossExposureE8(0), "worth its cost");
    }

    @Test
    void refusesWhatWouldOverflowAndLeavesTheBooksAlone() {
        books.book(0, 0, Side.BUY, 100_000, 100_00, 0);
        books.tape.take();
        final long equityE8 = positions.equityE8(0);

        assertFalse(books.book(0, 2, Side.BUY, Long.MAX_VALUE / 4, 100_00, 0));
        assertFalse(books.book(0, 0, Side.BUY, Long.MAX_VALUE, 1, 0));

        assertEquals(100_000, positions.netQuantity(0));
        assertEquals(0, positions.netQuantity(2));
        assertEquals(equityE8, positions.equityE8(0));
        assertEquals(List.of(), books.tape.take());
    }

    @Test
    void answersOverflowWhileAValuationDoesNotFitAndRecovers() {
        books.mark(2, 1_00, 1_00);
        books.book(0, 2, Side.BUY, 1_000_000, 1_00, 0);

        books.mark(2, 1_000_000_000_00L, 1_000_000_000_00L);
        assertEquals(Decimals.OVERFLOW, positions.equityE8(0));
        assertEquals(Decimals.OVERFLOW, positions.grossExposureE8(0));
        books.mark(2, 1_00, 1_00);

        assertEquals(Books.OPENING_E8, positions.equityE8(0));
    }

    @Test
    void refusesFillsThatMakeNoSense() {
        assertFalse(books.book(0, 0, Side.BUY, 0, 100_00, 0));
        assertFalse(books.book(0, 0, Side.BUY, -5, 100_00, 0));
        assertFalse(books.book(0, 0, Side.BUY, 5, 0, 0));
        assertFalse(books.book(0, 0, Side.NULL_VAL, 5, 1, 0));
        assertFalse(books.book(0, 9, Side.BUY, 5, 1, 0), "undefined instrument");
        assertFalse(books.book(Frame.NO_ID - 1, 0, Side.BUY, 5, 1, 0));
        final Fill fill = books.fill(0, 0, Side.BUY, 5, 1, 0);
        fill.accountId = 3;
        assertFalse(positions.apply(fill, 1), "undefined account");
    }

    @Test
    void leavesTheCashAloneAtASecondDefinition() {
        assertTrue(positions.define(Definitions.account(0, 1)));

        assertEquals(Books.OPENING_E8, positions.cashE8(0));
        assertFalse(positions.define(Definitions.account(4, 1)), "out of capacity");
        assertFalse(positions.define(Definitions.account(2, Decimals.OVERFLOW)));
    }
}
