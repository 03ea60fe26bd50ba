package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import breakwater.core.message.UnknownOrderDecoder;
import breakwater.gateway.fix.FixRefusal;
import org.junit.jupiter.api.Test;
import quickfix.Message;

class ReportDecoderTest {
    private static final long ID = Wire.ORDER;
    private final Wire wire = new Wire();

    private ExecutionReportDecoder read(final Message message) throws FixRefusal {
        wire.frames.clear();
        assertEquals(1, wire.decoder.decode(message, "8"));
        return wire.execution(0);
    }

    private void refuses(final Message message) {
        wire.frames.clear();
        assertThrows(
                FixRefusal.class,
                () -> wire.decoder.decode(message, message.getHeader().getString(35)));
        assertTrue(wire.frames.isEmpty());
    }

    @Test
    void readsEveryFieldOfAFill() throws FixRefusal {
        final ExecutionReportDecoder fill = read(Wire.report(
                "F",
                "1",
                "14=0.4",
                "151=0.6",
                "31=99.99",
                "32=0.4",
                "12=0.00004",
                "13=3",
                "479=USD",
                "851=1",
                "37=4711",
                "17=815"));
        final Frame frame = wire.frames.get(0);
        assertEquals(12, frame.sourceSequence());
        assertEquals(Wire.SOURCE, frame.sourceId());
        assertEquals(Wire.NOW_NS + 1, frame.ingressTimeNs());
        assertEquals(Wire.NOW_NS, frame.eventTimeNs());
        assertEquals(ID, fill.clientOrderId());
        assertEquals(4711, fill.venueOrderId());
        assertEquals(815, fill.executionId());
        assertEquals(0, fill.referenceExecutionId());
        assertEquals(Wire.INSTRUMENT, fill.instrumentId());
        assertEquals(Wire.VENUE, fill.venueId());
        assertEquals(Wire.ACCOUNT, fill.accountId());
        assertEquals(ExecType.TRADE, fill.execType());
        assertEquals(OrderState.PARTIALLY_FILLED, fill.orderState());
        assertEquals(Side.BUY, fill.side());
        assertEquals(1, fill.isMaker());
        assertEquals(10_000, fill.price());
        assertEquals(100_000, fill.quantity());
        assertEquals(40_000, fill.cumQuantity());
        assertEquals(60_000, fill.leavesQuantity());
        assertEquals(9_999, fill.lastPrice());
        assertEquals(40_000, fill.lastQuantity());
        assertEquals(4_000, fill.feeE8());
    }

    @Test
    void readsEachExecType() throws FixRefusal {
        expect("0", "0", ExecType.NEW, OrderState.NEW);
        expect("4", "4", ExecType.CANCELED, OrderState.CANCELED);
        expect("5", "0", ExecType.REPLACED, OrderState.NEW);
        expect("8", "8", ExecType.REJECTED, OrderState.REJECTED);
        expect("C", "C", ExecType.EXPIRED, OrderState.EXPIRED);
        expect("L", "0", ExecType.TRIGGERED, OrderState.NEW);
        expect("I", "0", ExecType.STATUS, OrderState.NEW);
        expect("D", "0", ExecType.STATUS, OrderState.NEW);
        expect("A", "A", ExecType.STATUS, OrderState.PENDING_NEW);
        expect("6", "6", ExecType.STATUS, OrderState.PENDING_CANCEL);
        expect("E", "E", ExecType.STATUS, OrderState.PENDING_REPLACE);
        for (final String type : new String[] {"3", "7", "9", "B", "J", "x"}) {
            refuses(Wire.report(type, "0"));
        }
        refuses(Wire.report("0", "0", "150="));
    }

    private void expect(final String execType, final String status, final ExecType expected, final OrderState state)
            throws FixRefusal {
        final ExecutionReportDecoder report = read(Wire.report(execType, status));
        assertEquals(expected, report.execType(), execType);
        assertEquals(state, report.orderState(), execType);
    }

    @Test
    void aFillOfTheOlderDialectsIsATrade() throws FixRefusal {
        for (final String type : new String[] {"1", "2", "F"}) {
            final ExecutionReportDecoder fill =
                    read(Wire.report(type, "2", "17=" + type, "14=1", "151=0", "31=100", "32=1"));
            assertEquals(ExecType.TRADE, fill.execType());
            assertEquals(OrderState.FILLED, fill.orderState());
        }
    }

    @Test
    void aFillIsRealWhateverStandsIn39() throws FixRefusal {
        assertEquals(
                OrderState.FILLED,
                read(Wire.report("F", "B", "14=1", "151=0", "31=100", "32=1")).orderState());
        assertEquals(
                OrderState.PARTIALLY_FILLED,
                read(Wire.report("F", "3", "17=b", "14=0.5", "151=0.5", "31=100", "32=0.5"))
                        .orderState());
        refuses(Wire.report("0", "B"));
    }

    @Test
    void textIdsBecomeNumbersThatNeverMeetOnesThatAre() throws FixRefusal {
        final ExecutionReportDecoder report = read(Wire.report("0", "0", "17=a-1", "37=0042"));
        assertTrue(report.executionId() < 0);
        assertTrue(report.venueOrderId() < 0);
        final long first = report.executionId();
        assertEquals(first, read(Wire.report("0", "0", "17=a-1")).executionId());
        assertTrue(first != read(Wire.report("0", "0", "17=a-2")).executionId());
    }

    @Test
    void aReplacedOrderIsFoundByItsNewNameAndACanceledOneByTheOriginal() throws FixRefusal {
        assertEquals(
                ID, read(Wire.report("5", "0", "11=" + ID + "-r9", "41=" + ID)).clientOrderId());
        assertEquals(
                ID, read(Wire.report("4", "4", "11=" + ID + "-c9", "41=" + ID)).clientOrderId());
        assertEquals(ID, read(Wire.report("4", "4", "11=desk", "41=" + ID)).clientOrderId());
        assertTrue(
                read(Wire.report("F", "1", "11=desk", "14=1", "31=1", "32=1")).clientOrderId() < 0);
    }

    /** T8: what the venue lists after a logon and we never sent has an id that no order of ours can have, the same each time. */
    @Test
    void aStatusOfAnOrderThatIsNotOursTellsWhatItIs() throws FixRefusal {
        final ExecutionReportDecoder listed =
                read(Wire.report("I", "1", "11=desk-7", "37=4712", "54=2", "14=0.4", "151=0.6", "584=open-1", "911=1"));
        assertEquals(ExecType.STATUS, listed.execType());
        assertEquals(OrderState.PARTIALLY_FILLED, listed.orderState());
        assertTrue(listed.clientOrderId() < 0);
        assertEquals(4712, listed.venueOrderId());
        assertEquals(Side.SELL, listed.side());
        assertEquals(60_000, listed.leavesQuantity());
        final long id = listed.clientOrderId();
        final ExecutionReportDecoder ended = read(Wire.report("4", "4", "11=desk-7", "37=4712", "54=2", "151=0"));
        assertEquals(id, ended.clientOrderId());
        assertEquals(OrderState.CANCELED, ended.orderState());
    }

    @Test
    void whatAReportLeavesOutIsTheOrders() throws FixRefusal {
        wire.encoder.encode(Wire.limit(ID, Side.SELL, 12_345, 50_000));
        final ExecutionReportDecoder report = read(Wire.report("0", "0", "1=", "54=", "55=", "38=", "44=", "151="));
        assertEquals(Wire.ACCOUNT, report.accountId());
        assertEquals(Side.SELL, report.side());
        assertEquals(Wire.INSTRUMENT, report.instrumentId());
        assertEquals(12_345, report.price());
        assertEquals(50_000, report.quantity());
        assertEquals(50_000, report.leavesQuantity());
    }

    @Test
    void refusesWhatItWouldHaveToGuess() {
        refuses(Wire.report("0", "0", "1="));
        refuses(Wire.report("0", "0", "1=whose"));
        refuses(Wire.report("0", "0", "55=XRP-USD"));
        refuses(Wire.report("0", "0", "55="));
        refuses(Wire.report("0", "0", "54=7"));
        refuses(Wire.report("0", "0", "54=12"));
        refuses(Wire.report("0", "0", "54="));
        refuses(Wire.report("0", "0", "17="));
        refuses(Wire.report("0", "0", "14="));
        refuses(Wire.report("0", "0", "14=-1"));
        refuses(Wire.report("0", "0", "39="));
        refuses(Wire.report("0", "0", "44=100.001"));
        refuses(Wire.report("F", "1", "14=1", "31=1e2", "32=1"));
        refuses(Wire.report("F", "1", "14=1", "31=1", "32=0"));
        refuses(Wire.report("F", "1", "14=1", "31=1"));
        refuses(Wire.report("G", "1", "14=1", "31=1", "32=1"));
        refuses(Wire.report("G", "1", "14=1", "19=E-7"));
        refuses(Wire.report("H", "0", "31=1", "32=-1", "19=E-7"));
        refuses(Wire.report("H", "0", "32=1", "19=E-7"));
        refuses(Wire.report("H", "0", "31=1", "32=1"));
    }

    @Test
    void aFeeInAnotherCurrencyIsNotMoneyOfTheAccountAndNoFillFailsOverItsFee() throws FixRefusal {
        assertEquals(0, fee("12=0.1", "13=3", "479=BNB"));
        assertEquals(0, fee("12=0.1", "13=1"));
        assertEquals(0, fee("12=a lot", "13=3"));
        assertEquals(12_345_678, fee("12=0.123456789", "13=3"));
        assertEquals(-1_000_000, fee("12=-0.01", "13=3"));
    }

    private long fee(final String... fields) throws FixRefusal {
        final Message message = Wire.report("F", "1", "14=1", "31=1", "32=1");
        for (final String field : fields) {
            message.setString(
                    Integer.parseInt(field.substring(0, field.indexOf('='))), field.substring(field.indexOf('=') + 1));
        }
        message.setString(17, String.join("", fields));
        return read(message).feeE8();
    }

    @Test
    void aBustNamesItsFillAndNeedNotRepeatIt() throws FixRefusal {
        final ExecutionReportDecoder bust = read(Wire.report("H", "0", "17=E-8", "19=E-7"));
        assertEquals(ExecType.TRADE_BUST, bust.execType());
        assertEquals(0, bust.lastPrice());
        assertEquals(0, bust.lastQuantity());
        assertEquals(VenueIds.of("E-7"), bust.referenceExecutionId());
        assertEquals(VenueIds.of("E-8"), bust.executionId());
        assertEquals(
                40_000,
                read(Wire.report("H", "0", "17=E-9", "19=E-7", "31=99.99", "32=0.4"))
                        .lastQuantity());
    }

    @Test
    void aCorrectionNamesTheOldFillAndTellsTheNewOne() throws FixRefusal {
        final Message correction = Wire.report("G", "1", "17=E-8", "19=E-7", "14=0.3", "31=99.98", "32=0.3");
        assertEquals(1, wire.decoder.decode(correction, "8"));
        final ExecutionReportDecoder fill = wire.execution(0);
        assertEquals(ExecType.TRADE_CORRECT, fill.execType());
        assertEquals(30_000, fill.lastQuantity());
        assertEquals(9_998, fill.lastPrice());
        assertEquals(VenueIds.of("E-7"), fill.referenceExecutionId());
        assertEquals(VenueIds.of("E-8"), fill.executionId());
    }

    @Test
    void aRejectKeepsTheVenuesReason() throws FixRefusal {
        assertEquals(3, read(Wire.report("8", "8", "103=3")).rejectCode());
        assertEquals(99, read(Wire.report("8", "8", "103=0")).rejectCode());
        assertEquals(99, read(Wire.report("8", "8")).rejectCode());
    }

    @Test
    void aQueryForAnOrderThatTheVenueDoesNotKnowIsAnsweredAsSuch() throws FixRefusal {
        for (final String unknown : new String[] {"103=5", "37=NONE"}) {
            wire.frames.clear();
            assertEquals(1, wire.decoder.decode(Wire.report("I", "8", unknown), "8"));
            final Frame frame = wire.frames.get(0);
            assertEquals(UnknownOrderDecoder.TEMPLATE_ID, frame.templateId());
            assertEquals(
                    ID,
                    new UnknownOrderDecoder().wrap(frame.buffer(), 64, 10, 0).clientOrderId());
        }
        assertEquals(OrderState.REJECTED, read(Wire.report("I", "8", "103=3")).orderState());
        wire.frames.clear();
        assertEquals(0, wire.decoder.decode(Wire.report("I", "8", "11=", "37=NONE"), "8"));
    }

    @Test
    void aRefusedCancelOrReplaceTellsWhichAndWhy() throws FixRefusal {
        expectCancelReject("1", "0", 0, 1);
        expectCancelReject("1", "1", 0, 2);
        expectCancelReject("2", "0", 1, 1);
        expectCancelReject("2", "3", 1, 103);
        expectCancelReject("2", "99", 1, 199);
        refuses(Wire.message("9", "11=" + ID + "-c9", "41=" + ID, "434=3", "102=0"));
        refuses(Wire.message("9", "11=desk", "41=desk", "434=1", "102=0"));
        refuses(Wire.message("9", "11=desk", "434=1", "102=0"));
    }

    private void expectCancelReject(final String responseTo, final String reason, final int isReplace, final int code)
            throws FixRefusal {
        wire.frames.clear();
        wire.decoder.decode(
                Wire.message("9", "11=" + ID + "-c9", "41=" + ID, "39=0", "434=" + responseTo, "102=" + reason), "9");
        expectCancelReject(isReplace, code);
    }

    private void expectCancelReject(final int isReplace, final int code) {
        final Frame frame = wire.frames.get(0);
        assertEquals(CancelRejectDecoder.TEMPLATE_ID, frame.templateId());
        final CancelRejectDecoder reject = new CancelRejectDecoder()
                .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
        assertEquals(ID, reject.clientOrderId());
        assertEquals(Wire.VENUE, reject.venueId());
        assertEquals(isReplace, reject.isReplace());
        assertEquals(code, reject.rejectCode());
    }

    @Test
    void anOrderMessageThatWasRefusedAsAWholeIsRejectedForCertain() throws FixRefusal {
        sends(31, wire.encoder.encode(Wire.limit(ID, Side.BUY, 12_345, 50_000)));
        wire.decoder.decode(Wire.message("3", "45=31", "372=D", "373=5"), "3");
        final ExecutionReportDecoder report = wire.execution(0);
        assertEquals(ExecType.REJECTED, report.execType());
        assertEquals(OrderState.REJECTED, report.orderState());
        assertEquals(ID, report.clientOrderId());
        assertEquals(Wire.INSTRUMENT, report.instrumentId());
        assertEquals(Wire.ACCOUNT, report.accountId());
        assertEquals(Side.BUY, report.side());
        assertTrue(wire.orders.open().isEmpty());

        wire.frames.clear();
        sends(32, wire.encoder.encode(Wire.replace(ID, 5, 1, 0, 1)));
        wire.decoder.decode(Wire.message("j", "45=32", "372=G", "380=4"), "j");
        expectCancelReject(1, 104);

        wire.frames.clear();
        wire.decoder.decode(Wire.message("j", "45=9", "379=" + ID + "-c7", "372=F", "380=0"), "j");
        expectCancelReject(0, 100);

        refuses(Wire.message("j", "45=33", "372=AF", "380=3"));
        refuses(Wire.message("3", "45=33"));
    }

    private void sends(final int number, final WireMessage message) {
        message.getHeader().setInt(34, number);
        wire.sent.sent(message);
    }
}
