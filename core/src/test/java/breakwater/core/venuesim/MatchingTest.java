package breakwater.core.venuesim;

import static breakwater.core.venuesim.VenueFixture.accepted;
import static breakwater.core.venuesim.VenueFixture.canceled;
import static breakwater.core.venuesim.VenueFixture.expired;
import static breakwater.core.venuesim.VenueFixture.filled;
import static breakwater.core.venuesim.VenueFixture.part;
import static breakwater.core.venuesim.VenueFixture.triggered;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.venuesim.VenueFixture.Changed;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private final VenueFixture venue = new VenueFixture();

    @Test
    void fillsMarketOrderAtTheTouchThenInStepsOfSlippage() {
        venue.quote(99_000, 10, 100_000, 5);

        venue.order(1, Side.BUY, OrderType.MARKET, TimeInForce.IOC, 12, 0, 0, 0);

        assertEquals(
                List.of(
                        accepted(1, 12),
                        part(1, 5, 100_000, 5, 7),
                        part(1, 5, 100_100, 10, 2),
                        filled(1, 2, 100_200, 12)),
                venue.heard());
    }

    @Test
    void endsTheMarketEightStepsBeyondTheTouch() {
        venue.quote(99_000, 10, 100_000, 1);

        venue.order(1, Side.BUY, OrderType.MARKET, TimeInForce.IOC, 100, 0, 0, 0);

        final List<VenueFixture.Heard> heard = venue.heard();
        assertEquals(part(1, 1, 100_800, 9, 91), heard.get(9));
        assertEquals(expired(1, 100, 9), heard.get(10));
        assertEquals(11, heard.size());
    }

    @Test
    void takesNoFurtherThanTheLimitAndExpiresTheRestOfAnIoc() {
        venue.quote(99_000, 5, 100_000, 5);

        venue.order(1, Side.SELL, OrderType.LIMIT, TimeInForce.IOC, 20, 98_901, 0, 0);

        assertEquals(
                List.of(accepted(1, 20), part(1, 5, 99_000, 5, 15), part(1, 5, 98_901, 10, 10), expired(1, 20, 10)),
                venue.heard());
    }

    @Test
    void restsWhatAnAggressiveLimitCouldNotTake() {
        venue.quote(99_000, 5, 100_000, 5);

        venue.limit(1, Side.BUY, 8, 100_000);
        assertEquals(List.of(accepted(1, 8), part(1, 5, 100_000, 5, 3)), venue.heard());

        venue.quote(99_000, 6, 100_000, 5);
        assertEquals(List.of(), venue.heard(), "that side did not change: it is eaten");

        venue.quote(99_000, 6, 100_000, 4);
        assertEquals(List.of(filled(1, 3, 100_000, 8)), venue.heard());
    }

    @Test
    void killsFokThatCannotBeFilledWhole() {
        venue.quote(99_000, 5, 100_000, 5);

        venue.order(1, Side.BUY, OrderType.LIMIT, TimeInForce.FOK, 6, 100_000, 0, 0);
        venue.order(2, Side.BUY, OrderType.LIMIT, TimeInForce.FOK, 5, 100_000, 0, 0);

        assertEquals(
                List.of(accepted(1, 6), expired(1, 6, 0), accepted(2, 5), filled(2, 5, 100_000, 5)), venue.heard());
    }

    @Test
    void neverGivesTheSameSizeToTwoOrders() {
        venue.quote(99_000, 5, 100_000, 5);

        venue.order(1, Side.BUY, OrderType.LIMIT, TimeInForce.IOC, 3, 100_000, 0, 0);
        venue.order(2, Side.BUY, OrderType.LIMIT, TimeInForce.IOC, 3, 100_000, 0, 0);

        assertEquals(
                List.of(
                        accepted(1, 3),
                        filled(1, 3, 100_000, 3),
                        accepted(2, 3),
                        part(2, 2, 100_000, 2, 1),
                        expired(2, 3, 2)),
                venue.heard());
    }

    @Test
    void expiresTakerWhereThereIsNoMarket() {
        venue.order(1, Side.BUY, OrderType.MARKET, TimeInForce.IOC, 3, 0, 0, 0);

        assertEquals(List.of(accepted(1, 3), expired(1, 3, 0)), venue.heard());
    }

    @Test
    void fillsRestingOrderOnlyAfterTheQueueAheadIsTraded() {
        venue.quote(100, 10, 110, 10).limit(1, Side.BUY, 5, 100);
        assertEquals(List.of(accepted(1, 5)), venue.heard());

        venue.trade(Side.SELL, 100, 8);
        assertEquals(List.of(), venue.heard());

        venue.trade(Side.BUY, 100, 50);
        assertEquals(List.of(), venue.heard(), "a buyer's trade does not hit bids");

        venue.trade(Side.SELL, 100, 4);
        assertEquals(List.of(part(1, 2, 100, 2, 3)), venue.heard());

        venue.trade(Side.SELL, 100, 4);
        assertEquals(List.of(filled(1, 3, 100, 5)), venue.heard());
    }

    @Test
    void movesUpInTheQueueWhenTheDisplayedQuantityShrinks() {
        venue.quote(100, 10, 110, 10).limit(1, Side.BUY, 5, 100).quote(100, 2, 110, 10);

        venue.trade(Side.SELL, 100, 3);

        assertEquals(List.of(accepted(1, 5), part(1, 1, 100, 1, 4)), venue.heard());
    }

    @Test
    void learnsItsQueueWhenTheTouchComesToIt() {
        venue.quote(100, 10, 110, 10).limit(1, Side.BUY, 5, 98).trade(Side.SELL, 98, 100);
        assertEquals(List.of(accepted(1, 5)), venue.heard(), "the queue there is not known yet");

        venue.quote(98, 7, 99, 10).trade(Side.SELL, 98, 9);

        assertEquals(List.of(part(1, 2, 98, 2, 3)), venue.heard());
    }

    @Test
    void servesOwnOrdersInPriceTimeOrder() {
        venue.quote(100, 2, 110, 10)
                .limit(1, Side.BUY, 4, 100)
                .limit(2, Side.BUY, 4, 101)
                .limit(3, Side.BUY, 4, 100);
        venue.heard();

        venue.trade(Side.SELL, 100, 11);

        assertEquals(
                List.of(filled(2, 4, 101, 4), filled(1, 4, 100, 4), part(3, 1, 100, 1, 3)),
                venue.heard(),
                "4 through the better price, 2 for the market before us, 4 for the first, 1 for the second");
    }

    @Test
    void fillsRestingOrderThroughItsPriceByTheTradesQuantity() {
        venue.quote(100, 10, 110, 10).limit(1, Side.SELL, 5, 110);
        venue.heard();

        venue.trade(Side.BUY, 112, 3);

        assertEquals(List.of(part(1, 3, 110, 3, 2)), venue.heard());
    }

    @Test
    void fillsRestingOrderAtItsPriceWhenTheOppositeQuoteReachesIt() {
        venue.quote(100, 10, 110, 10).limit(1, Side.BUY, 5, 105).limit(2, Side.BUY, 5, 104);
        venue.heard();

        venue.quote(100, 10, 104, 7);

        assertEquals(List.of(filled(1, 5, 105, 5), part(2, 2, 104, 2, 3)), venue.heard());
    }

    @Test
    void triggersStopLimitByTradeAtItsPriceAndTakesTheWorseOfTradeAndQuote() {
        venue.quote(100, 10, 110, 10).trade(Side.BUY, 110, 1).stop(1, Side.SELL, 5, 99, 95);
        assertEquals(List.of(accepted(1, 5)), venue.heard());

        venue.quote(98, 10, 99, 10);
        assertEquals(List.of(), venue.heard(), "where trades are printed, quotes do not trigger");

        venue.trade(Side.SELL, 97, 1);
        assertEquals(List.of(triggered(1, 5), filled(1, 5, 97, 5)), venue.heard());
    }

    @Test
    void leavesStopLimitRestingWhenTheMarketJumpsOverItsLimit() {
        venue.quote(100, 10, 110, 10).trade(Side.BUY, 110, 1).stop(1, Side.SELL, 5, 99, 95);
        venue.heard();

        venue.quote(90, 10, 91, 10).trade(Side.SELL, 90, 50);
        assertEquals(List.of(triggered(1, 5)), venue.heard());

        venue.quote(96, 3, 97, 10);
        assertEquals(List.of(part(1, 3, 95, 3, 2)), venue.heard());
    }

    @Test
    void triggersByQuotesWhereNothingTrades() {
        venue.quote(100, 10, 110, 10).stop(1, Side.SELL, 5, 99, 90).stop(2, Side.BUY, 5, 120, 130);
        venue.heard();

        venue.quote(98, 10, 110, 10);
        assertEquals(List.of(triggered(1, 5), filled(1, 5, 98, 5)), venue.heard());

        venue.quote(119, 10, 120, 10);
        assertEquals(List.of(triggered(2, 5), filled(2, 5, 120, 5)), venue.heard());
    }

    @Test
    void triggersStopThatArrivesTooLateAtOnce() {
        venue.quote(100, 10, 110, 10).trade(Side.SELL, 98, 1);

        venue.stop(1, Side.SELL, 5, 99, 90);

        assertEquals(List.of(accepted(1, 5), triggered(1, 5), filled(1, 5, 98, 5)), venue.heard());
    }

    @Test
    void letsTheLastTradeStandForQuotesWhereThereAreNone() {
        venue.trade(Side.BUY, 100_000, 4);

        venue.order(1, Side.BUY, OrderType.MARKET, TimeInForce.IOC, 6, 0, 0, 0);

        assertEquals(List.of(accepted(1, 6), part(1, 4, 100_000, 4, 2), filled(1, 2, 100_100, 6)), venue.heard());
    }

    @Test
    void shrinksTheLinkedOrderByAPartialFillAndCancelsItAfterTheLast() {
        venue.quote(100, 10, 110, 10)
                .order(1, Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC, 5, 85, 90, 2)
                .order(2, Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 5, 120, 0, 1);
        assertEquals(List.of(accepted(1, 5), accepted(2, 5)), venue.heard());

        venue.quote(120, 2, 121, 10);
        assertEquals(
                List.of(part(2, 2, 120, 2, 3), new Changed(1, ExecType.REPLACED, OrderState.NEW, 3, 0, 3)),
                venue.heard());

        venue.quote(120, 9, 121, 10);
        assertEquals(List.of(filled(2, 3, 120, 5), canceled(1, 3, 0)), venue.heard());
    }

    @Test
    void linksOrdersWhicheverNamesTheOther() {
        venue.quote(100, 10, 110, 10)
                .order(1, Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC, 5, 85, 90, 2)
                .limit(2, Side.SELL, 5, 120)
                .limit(3, Side.SELL, 5, 121)
                .order(4, Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC, 5, 85, 90, 3);
        venue.heard();

        venue.quote(121, 20, 122, 10);

        assertEquals(
                List.of(filled(2, 5, 120, 5), canceled(1, 5, 0), filled(3, 5, 121, 5), canceled(4, 5, 0)),
                venue.heard());
    }

    @Test
    void cancelsOrderWhosePartnerWasFilledBeforeItCame() {
        venue.quote(100, 10, 110, 10).limit(1, Side.SELL, 5, 100);
        venue.heard();

        venue.order(2, Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC, 5, 85, 90, 1);

        assertEquals(List.of(accepted(2, 5), canceled(2, 5, 0)), venue.heard());
    }

    @Test
    void leavesTheLinkedOrderWhenTheClientCancelsOne() {
        venue.quote(100, 10, 110, 10)
                .limit(1, Side.SELL, 5, 120)
                .order(2, Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC, 5, 85, 90, 1);
        venue.heard();

        venue.cancel(1).quote(90, 10, 91, 10);

        assertEquals(List.of(canceled(1, 5, 0), triggered(2, 5), filled(2, 5, 90, 5)), venue.heard());
    }
}
