package breakwater.core.venuesim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import java.util.HashSet;
import java.util.Set;
import org.agrona.collections.Long2LongHashMap;
import org.junit.jupiter.api.Test;

class VenueConservationTest {
    @Test
    void keepsQuantityEqualToCumPlusLeavesPlusCanceledForEveryOrder() {
        for (long seed = 1; seed <= 5; seed++) {
            final VenueFixture venue =
                    new VenueFixture(VenueModel.DEFAULT.withSeed(seed).withRejectPerMille(20));
            final VenueScenario steps = new VenueScenario(seed);
            final Long2LongHashMap filled = new Long2LongHashMap(0);
            final Set<Long> executionIds = new HashSet<>();
            for (int i = 0; i < 4_000; i++) {
                steps.step(venue);
                while (venue.take(venue.nowNs)) {
                    check(venue, filled, executionIds, "seed=" + seed + ", step=" + i);
                }
            }
            assertTrue(filled.size() > 100, "orders filled=" + filled.size());
        }
    }

    private static void check(
            final VenueFixture venue, final Long2LongHashMap filled, final Set<Long> executionIds, final String where) {
        if (venue.lastFrame().templateId() != ExecutionReportDecoder.TEMPLATE_ID) {
            return;
        }
        final ExecutionReportDecoder report = venue.lastReport();
        assertTrue(executionIds.add(report.executionId()), where + ": execution id used twice");
        if (report.execType() == ExecType.REJECTED) {
            return;
        }
        if (report.execType() == ExecType.TRADE) {
            assertTrue(report.lastQuantity() > 0, where);
            filled.put(report.clientOrderId(), filled.get(report.clientOrderId()) + report.lastQuantity());
            final boolean isWithin = report.price() == 0
                    || (report.side() == Side.BUY
                            ? report.lastPrice() <= report.price()
                            : report.lastPrice() >= report.price());
            assertTrue(isWithin, where + ": filled beyond the limit");
        }
        assertEquals(filled.get(report.clientOrderId()), report.cumQuantity(), where);
        final long canceled = report.quantity() - report.cumQuantity() - report.leavesQuantity();
        final boolean isLive =
                report.orderState() == OrderState.NEW || report.orderState() == OrderState.PARTIALLY_FILLED;
        assertTrue(
                isLive ? canceled == 0 && report.leavesQuantity() > 0 : report.leavesQuantity() == 0 && canceled >= 0,
                where + ": canceled=" + canceled + ", state=" + report.orderState());
        assertEquals(report.orderState() == OrderState.FILLED, canceled == 0 && report.leavesQuantity() == 0, where);
    }

    @Test
    void neverFillsMoreThanTheMarketShowedAndItsStepsBeyond() {
        final VenueScenario chance = new VenueScenario(77);
        final VenueFixture venue = new VenueFixture();
        long id = 0;
        long fills = 0;
        for (int round = 0; round < 500; round++) {
            final long bid = 100_000 + round % 7 + chance.next(50);
            final long shown = 1 + chance.next(9);
            venue.quote(bid, 10, bid + 1 + chance.next(5), shown);
            long bought = fills(venue, Side.BUY);
            for (int i = 0; i < 5; i++) {
                final boolean isMarket = chance.next(3) == 0;
                venue.order(
                        ++id,
                        Side.BUY,
                        isMarket ? OrderType.MARKET : OrderType.LIMIT,
                        TimeInForce.GTC,
                        1 + chance.next(60),
                        isMarket ? 0 : bid + chance.next(200),
                        0,
                        0);
                bought += fills(venue, Side.BUY);
            }
            assertTrue(
                    bought <= shown * (1 + Touch.STEPS), "round=" + round + ": bought=" + bought + ", shown=" + shown);
            fills += bought;
        }
        assertTrue(fills > 1_000, "fills=" + fills);
    }

    @Test
    void neverFillsRestingOrdersByMoreThanTheTrade() {
        final VenueScenario chance = new VenueScenario(78);
        final VenueFixture venue = new VenueFixture().quote(90_000, 5, 110_000, 5);
        long id = 0;
        long fills = 0;
        for (int round = 0; round < 500; round++) {
            for (int i = 0; i < 3; i++) {
                venue.limit(++id, Side.BUY, 1 + chance.next(20), 99_000 + chance.next(5));
                venue.limit(++id, Side.SELL, 1 + chance.next(20), 100_000 + chance.next(5));
            }
            fills(venue, Side.BUY);
            final long size = 1 + chance.next(30);
            venue.trade(
                    chance.next(2) == 0 ? Side.BUY : Side.SELL, 99_000 + 1_000 * chance.next(2) + chance.next(5), size);
            final long done = fills(venue, Side.NULL_VAL);
            assertTrue(done <= size, "round=" + round + ": filled=" + done + ", traded=" + size);
            fills += done;
        }
        assertTrue(fills > 1_000, "fills=" + fills);
    }

    /** Sums up fills of a side, or of both for NULL_VAL. */
    private static long fills(final VenueFixture venue, final Side side) {
        long sum = 0;
        while (venue.take(venue.nowNs)) {
            final ExecutionReportDecoder report = venue.lastReport();
            if (report.execType() == ExecType.TRADE && (side == Side.NULL_VAL || report.side() == side)) {
                sum += report.lastQuantity();
            }
        }
        return sum;
    }
}
