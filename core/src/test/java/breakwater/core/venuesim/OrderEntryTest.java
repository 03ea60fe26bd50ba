package breakwater.core.venuesim;

import static breakwater.core.venuesim.VenueFixture.accepted;
import static breakwater.core.venuesim.VenueFixture.canceled;
import static breakwater.core.venuesim.VenueFixture.filled;
import static breakwater.core.venuesim.VenueFixture.part;
import static breakwater.core.venuesim.VenueFixture.triggered;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.reference.Capacity;
import breakwater.core.venuesim.VenueFixture.Changed;
import breakwater.core.venuesim.VenueFixture.Refused;
import breakwater.core.venuesim.VenueFixture.Rejected;
import breakwater.core.venuesim.VenueFixture.Unknown;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderEntryTest {
    private VenueFixture venue = new VenueFixture().quote(100, 10, 110, 10);

    private static Changed replaced(final long id, final OrderState state, final long quantity, final long cum) {
        return new Changed(id, ExecType.REPLACED, state, quantity, cum, quantity - cum);
    }

    @Test
    void keepsThePlaceInTheQueueWhenSizeGoesDown() {
        venue.limit(1, Side.BUY, 8, 100).trade(Side.SELL, 100, 9).quote(100, 50, 110, 10);
        venue.replace(1, 5, 100, 0);

        venue.trade(Side.SELL, 100, 3);

        assertEquals(List.of(accepted(1, 8), replaced(1, OrderState.NEW, 5, 0), part(1, 2, 100, 2, 3)), venue.heard());
    }

    @Test
    void takesBackAllThatWorksAtOnce() {
        venue.limit(1, Side.BUY, 8, 100)
                .limit(2, Side.BUY, 5, 99)
                .limit(3, Side.SELL, 5, 120)
                .cancel(2);
        venue.heard();

        venue.cancelAll();

        assertEquals(List.of(canceled(1, 8, 0), canceled(3, 5, 0)), venue.heard());
        assertEquals(List.of(), venue.cancelAll().heard());
    }

    @Test
    void losesThePlaceInTheQueueWhenSizeGoesUp() {
        venue.limit(1, Side.BUY, 8, 100).trade(Side.SELL, 100, 9).quote(100, 50, 110, 10);
        venue.replace(1, 9, 100, 0);

        venue.trade(Side.SELL, 100, 51);

        assertEquals(List.of(accepted(1, 8), replaced(1, OrderState.NEW, 9, 0), part(1, 1, 100, 1, 8)), venue.heard());
    }

    @Test
    void losesThePlaceBehindOwnOrdersWhenThePriceMovesAwayAndBack() {
        venue.limit(1, Side.BUY, 5, 101)
                .limit(2, Side.BUY, 5, 101)
                .replace(1, 5, 102, 0)
                .replace(1, 5, 101, 0);
        venue.heard();

        venue.trade(Side.SELL, 101, 5);

        assertEquals(List.of(filled(2, 5, 101, 5)), venue.heard());
    }

    @Test
    void replacesWithCumulativeQuantityAndMatchesAtTheNewPrice() {
        venue.limit(1, Side.BUY, 15, 110);
        venue.replace(1, 12, 120, 0);

        assertEquals(
                List.of(
                        accepted(1, 15),
                        part(1, 10, 110, 10, 5),
                        replaced(1, OrderState.PARTIALLY_FILLED, 12, 10),
                        filled(1, 2, 111, 12)),
                venue.heard());
    }

    @Test
    void refusesReplaceToNoMoreThanIsFilledAndToWrongFigures() {
        venue.limit(1, Side.BUY, 15, 110);
        venue.heard();

        venue.replace(1, 10, 110, 0)
                .replace(1, 2_000_000, 110, 0)
                .replace(1, 15, 0, 0)
                .replace(9, 1, 1, 0);

        assertEquals(
                List.of(
                        new Refused(1, true, VenueCodes.TOO_LATE), new Refused(1, true, VenueCodes.INCORRECT_QUANTITY),
                        new Refused(1, true, VenueCodes.INCORRECT_PRICE),
                                new Refused(9, true, VenueCodes.UNKNOWN_ORDER)),
                venue.heard());
    }

    @Test
    void movesStopByReplace() {
        venue.trade(Side.BUY, 110, 1).stop(1, Side.SELL, 5, 90, 80).replace(1, 5, 85, 95);
        assertEquals(List.of(accepted(1, 5), replaced(1, OrderState.NEW, 5, 0)), venue.heard());

        venue.trade(Side.SELL, 95, 1);

        assertEquals(List.of(triggered(1, 5), filled(1, 5, 95, 5)), venue.heard());
    }

    @Test
    void confirmsCancelOnceAndKeepsWhatWasFilled() {
        venue.limit(1, Side.BUY, 15, 110).cancel(1).cancel(1).cancel(2).replace(1, 20, 110, 0);

        assertEquals(
                List.of(
                        accepted(1, 15),
                        part(1, 10, 110, 10, 5),
                        canceled(1, 15, 10),
                        new Refused(1, false, VenueCodes.TOO_LATE),
                        new Refused(2, false, VenueCodes.UNKNOWN_ORDER),
                        new Refused(1, true, VenueCodes.TOO_LATE)),
                venue.heard());
    }

    @Test
    void answersQueryWithTheOrdersStateOrThatItIsUnknown() {
        venue.limit(1, Side.BUY, 15, 110).query(1).cancel(1).query(1).query(2);

        assertEquals(
                List.of(
                        accepted(1, 15),
                        part(1, 10, 110, 10, 5),
                        new Changed(1, ExecType.STATUS, OrderState.PARTIALLY_FILLED, 15, 10, 5),
                        canceled(1, 15, 10),
                        new Changed(1, ExecType.STATUS, OrderState.CANCELED, 15, 10, 0),
                        new Unknown(2)),
                venue.heard());
    }

    @Test
    void rejectsRepeatedIdAndLeavesTheFirstOrderAlone() {
        venue.limit(1, Side.BUY, 5, 100).limit(1, Side.BUY, 7, 120).query(1);

        assertEquals(
                List.of(
                        accepted(1, 5),
                        new Rejected(1, VenueCodes.DUPLICATE_ORDER),
                        new Changed(1, ExecType.STATUS, OrderState.NEW, 5, 0, 5)),
                venue.heard());
    }

    @Test
    void namesTheReasonOfEachReject() {
        venue = new VenueFixture(VenueFixture.PLAIN.withAbilities(false, false));

        venue.limit(1, Side.BUY, 0, 100);
        venue.limit(2, Side.BUY, 5, -1);
        venue.limit(3, Side.NULL_VAL, 5, 100);
        venue.stop(4, Side.BUY, 5, 100, 100);
        venue.order(5, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 5, 100, 0, 6);
        venue.limit(6, Side.BUY, 1_000_000, Long.MAX_VALUE / 2);
        venue.query(6);

        assertEquals(
                List.of(
                        new Rejected(1, VenueCodes.INCORRECT_QUANTITY),
                        new Rejected(2, VenueCodes.INCORRECT_PRICE),
                        new Rejected(3, VenueCodes.UNSUPPORTED),
                        new Rejected(4, VenueCodes.UNSUPPORTED),
                        new Rejected(5, VenueCodes.UNSUPPORTED),
                        new Rejected(6, VenueCodes.INCORRECT_QUANTITY),
                        new Changed(6, ExecType.STATUS, OrderState.REJECTED, 1_000_000, 0, 0)),
                venue.heard());
    }

    @Test
    void rejectsOrdersBeyondItsCapacityAndForgetsTheOldestDoneOnes() {
        venue = new VenueFixture(VenueFixture.PLAIN, new Capacity(4, 4, 4, 4, 8, 2, 4));

        venue.limit(1, Side.BUY, 1, 100).limit(2, Side.BUY, 1, 100).limit(3, Side.BUY, 1, 100);
        assertEquals(List.of(accepted(1, 1), accepted(2, 1), new Rejected(3, VenueCodes.EXCEEDS_LIMIT)), venue.heard());

        for (int id = 4; id < 12; id++) {
            venue.cancel(id == 4 ? 2 : id - 1).limit(id, Side.BUY, 1, 100).heard();
        }
        venue.query(1).query(2).query(11);
        assertEquals(
                List.of(
                        new Changed(1, ExecType.STATUS, OrderState.NEW, 1, 0, 1),
                        new Unknown(2),
                        new Changed(11, ExecType.STATUS, OrderState.NEW, 1, 0, 1)),
                venue.heard());
    }

    @Test
    void answersBusyWhenTooManyMessagesAreOnTheirWay() {
        venue = new VenueFixture(VenueFixture.PLAIN, new Capacity(4, 4, 4, 4, 8, 1, 16));

        venue.limit(1, Side.BUY, 1, 100)
                .cancel(2)
                .cancel(3)
                .cancel(4)
                .limit(5, Side.BUY, 1, 100)
                .cancel(1)
                .query(1);

        assertEquals(
                List.of(
                        new Rejected(5, VenueCodes.BUSY),
                        new Refused(1, false, VenueCodes.UNKNOWN_ORDER),
                        accepted(1, 1),
                        new Refused(2, false, VenueCodes.UNKNOWN_ORDER),
                        new Refused(3, false, VenueCodes.UNKNOWN_ORDER),
                        new Refused(4, false, VenueCodes.UNKNOWN_ORDER)),
                venue.heard());
    }
}
