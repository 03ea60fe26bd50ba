package breakwater.core.venuesim;

import static breakwater.core.venuesim.VenueFixture.accepted;
import static breakwater.core.venuesim.VenueFixture.canceled;
import static breakwater.core.venuesim.VenueFixture.filled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import breakwater.core.venuesim.VenueFixture.Changed;
import breakwater.core.venuesim.VenueFixture.Filled;
import breakwater.core.venuesim.VenueFixture.Refused;
import breakwater.core.venuesim.VenueFixture.Rejected;
import breakwater.core.venuesim.VenueFixture.Unknown;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VenueFaultTest {
    private static VenueFixture with(final VenueFault fault) {
        return new VenueFixture(VenueFixture.PLAIN.withFault(fault, 1000).withFaultDelayNsMax(5_000_000))
                .quote(100, 10, 110, 10);
    }

    @Test
    void losesOrder() {
        final VenueFixture venue =
                with(VenueFault.ORDER_LOST).limit(1, Side.BUY, 5, 110).query(1).cancel(1);

        assertEquals(List.of(new Unknown(1), new Refused(1, false, VenueCodes.UNKNOWN_ORDER)), venue.heard());
    }

    @Test
    void losesAcknowledgementOfOrderThatWorks() {
        final VenueFixture venue =
                with(VenueFault.ACK_LOST).limit(1, Side.BUY, 5, 100).query(1);

        assertEquals(List.of(new Changed(1, ExecType.STATUS, OrderState.NEW, 5, 0, 5)), venue.heard());
    }

    @Test
    void acknowledgesAfterTheFillAndTheCancel() {
        final VenueFixture venue = with(VenueFault.ACK_LATE)
                .limit(1, Side.BUY, 5, 110)
                .limit(2, Side.BUY, 5, 100)
                .cancel(2);

        assertEquals(List.of(filled(1, 5, 110, 5), canceled(2, 5, 0)), venue.heard());
        final long laterNs = venue.nowNs + 5_000_000;
        final List<VenueFixture.Heard> late = venue.heard(laterNs);
        assertEquals(2, late.size());
        assertTrue(late.containsAll(List.of(accepted(1, 5), accepted(2, 5))), late.toString());
    }

    @Test
    void rejectsEveryOrderInAStorm() {
        final VenueFixture venue =
                with(VenueFault.REJECT_STORM).limit(1, Side.BUY, 5, 110).limit(2, Side.SELL, 5, 100);

        assertEquals(List.of(new Rejected(1, VenueCodes.OTHER), new Rejected(2, VenueCodes.OTHER)), venue.heard());
    }

    @Test
    void refusesCancelAndReplaceOfWorkingOrder() {
        final VenueFixture venue = with(VenueFault.CANCEL_REFUSED)
                .limit(1, Side.BUY, 5, 100)
                .cancel(1)
                .replace(1, 4, 100, 0);

        assertEquals(
                List.of(
                        accepted(1, 5),
                        new Refused(1, false, VenueCodes.OTHER),
                        new Refused(1, true, VenueCodes.OTHER)),
                venue.heard());
    }

    @Test
    void cancelsUnasked() {
        final VenueFixture venue = with(VenueFault.UNSOLICITED_CANCEL).limit(1, Side.BUY, 5, 100);

        assertEquals(List.of(accepted(1, 5), canceled(1, 5, 0)), venue.heard());
    }

    @Test
    void repeatsFillWithItsExecutionId() {
        final VenueFixture venue = with(VenueFault.DUPLICATE_FILL).limit(1, Side.BUY, 5, 110);

        assertTrue(venue.take(venue.nowNs));
        assertTrue(venue.take(venue.nowNs));
        final long executionId = venue.lastReport().executionId();
        assertTrue(venue.take(venue.nowNs));
        assertEquals(executionId, venue.lastReport().executionId());
        assertEquals(3, venue.lastFrame().sourceSequence());
        assertFalse(venue.take(venue.nowNs));
    }

    @Test
    void repeatsFillWithOtherContent() {
        final VenueFixture venue = with(VenueFault.CHANGED_FILL).limit(1, Side.BUY, 5, 110);

        assertEquals(
                List.of(accepted(1, 5), filled(1, 5, 110, 5), new Filled(1, OrderState.FILLED, 6, 110, 5, 0)),
                venue.heard());
    }

    @Test
    void fillsStranger() {
        final VenueFixture venue = with(VenueFault.UNKNOWN_FILL).limit(1, Side.BUY, 5, 110);

        assertEquals(
                List.of(accepted(1, 5), filled(1, 5, 110, 5), filled(1 | Reports.UNKNOWN_ORDER_BIT, 5, 110, 5)),
                venue.heard());
    }

    @Test
    void fillsMoreThanOrdered() {
        final VenueFixture venue = with(VenueFault.OVERFILL).limit(1, Side.BUY, 5, 110);

        assertEquals(List.of(accepted(1, 5), filled(1, 5, 110, 5), filled(1, 1, 110, 6)), venue.heard());
    }

    @Test
    void fillsAfterCancel() {
        final VenueFixture venue =
                with(VenueFault.FILL_AFTER_CANCEL).limit(1, Side.BUY, 5, 100).cancel(1);

        assertEquals(
                List.of(accepted(1, 5), canceled(1, 5, 0), new Filled(1, OrderState.CANCELED, 1, 100, 1, 0)),
                venue.heard());
    }

    @Test
    void reportsFillLateAndOutOfOrder() {
        final VenueFixture venue =
                with(VenueFault.FILL_LATE).limit(1, Side.BUY, 15, 110).cancel(1);

        assertEquals(List.of(accepted(1, 15), canceled(1, 15, 10)), venue.heard());
        assertEquals(1, venue.heard(venue.nowNs + 5_000_000).size());
    }

    @Test
    void bustsFill() {
        final VenueFixture venue = with(VenueFault.FILL_BUSTED).limit(1, Side.BUY, 15, 110);

        venue.take(venue.nowNs);
        venue.take(venue.nowNs);
        final long executionId = venue.lastReport().executionId();
        venue.take(venue.nowNs);
        assertEquals(ExecType.TRADE_BUST, venue.lastReport().execType());
        assertEquals(executionId, venue.lastReport().referenceExecutionId());
        assertEquals(OrderState.NEW, venue.lastReport().orderState());
        assertEquals(0, venue.lastReport().cumQuantity());
        assertEquals(5, venue.lastReport().leavesQuantity());
    }

    @Test
    void correctsFillByATickAgainstUsAndALot() {
        final VenueFixture venue = with(VenueFault.FILL_CORRECTED).limit(1, Side.BUY, 15, 110);

        venue.take(venue.nowNs);
        venue.take(venue.nowNs);
        final long executionId = venue.lastReport().executionId();
        assertEquals(10, venue.lastReport().lastQuantity());
        venue.take(venue.nowNs);
        assertEquals(ExecType.TRADE_CORRECT, venue.lastReport().execType());
        assertEquals(executionId, venue.lastReport().referenceExecutionId());
        assertEquals(111, venue.lastReport().lastPrice());
        assertEquals(9, venue.lastReport().lastQuantity());
        assertEquals(9, venue.lastReport().cumQuantity());
        assertEquals(5, venue.lastReport().leavesQuantity());
    }

    @Test
    void echoesWrongSideAccountAndNoFee() {
        final VenueFixture venue = new VenueFixture(VenueFixture.PLAIN.withFaults(VenueFaults.NONE
                        .with(VenueFault.WRONG_SIDE, 1000)
                        .with(VenueFault.WRONG_ACCOUNT, 1000)
                        .with(VenueFault.FEE_MISSING, 1000)))
                .quote(100, 10, 110, 10)
                .limit(1, Side.BUY, 5, 110);

        venue.take(venue.nowNs);
        venue.take(venue.nowNs);

        assertEquals(Side.SELL, venue.lastReport().side());
        assertEquals(VenueFixture.ACCOUNT + 1, venue.lastReport().accountId());
        assertEquals(0, venue.lastReport().feeE8());
    }

    @ParameterizedTest
    @EnumSource(VenueFault.class)
    void strikesAboutAsOftenAsAskedWithoutMovingTheOthers(final VenueFault fault) {
        final VenueModel model = VenueModel.DEFAULT.withFault(fault, 100);
        final VenueModel all = new VenueModel(1, 0, 0, 0, 0, 0, true, true, 2_000_000, everything());
        int struck = 0;
        for (int key = 0; key < 10_000; key++) {
            struck += model.strikes(fault, key) ? 1 : 0;
            assertEquals(model.strikes(fault, key), all.strikes(fault, key));
        }

        assertTrue(struck > 850 && struck < 1150, fault + " struck " + struck + " of 10,000");
    }

    private static VenueFaults everything() {
        VenueFaults faults = VenueFaults.NONE;
        for (final VenueFault fault : VenueFault.values()) {
            faults = faults.with(fault, 100);
        }
        return faults;
    }

    @Test
    void refusesChanceOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> VenueModel.DEFAULT.withFault(VenueFault.ACK_LOST, 1001));
        assertThrows(IllegalArgumentException.class, () -> VenueModel.DEFAULT.withRejectPerMille(-1));
        assertThrows(IllegalArgumentException.class, () -> VenueModel.DEFAULT.withLatency(-1, 0, 0));
    }
}
