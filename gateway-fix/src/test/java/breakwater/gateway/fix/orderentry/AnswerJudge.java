package breakwater.gateway.fix.orderentry;

import static breakwater.gateway.fix.Tag.CUM_QTY;
import static breakwater.gateway.fix.Tag.EXEC_TYPE;
import static breakwater.gateway.fix.Tag.LAST_PX;
import static breakwater.gateway.fix.Tag.LAST_QTY;
import static breakwater.gateway.fix.Tag.ORDER_QTY;
import static breakwater.gateway.fix.Tag.ORD_STATUS;
import static breakwater.gateway.fix.Tag.PRICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import breakwater.core.message.UnknownOrderDecoder;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.session.Dialect;
import breakwater.gateway.fix.session.LogonFields;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Supplier;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.SessionID;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;

/** An order session before which a venue may say anything: what it says is read exactly, or refused, told of and counted. */
final class AnswerJudge {
    private static final SessionID SESSION = new SessionID("FIX.4.4", "ENGINE", "FUZZ");
    private static final String ID = "11=" + Wire.ORDER;
    static final String[][] ANSWERS = {
        report("150=0", "39=0", "14=0", "151=0.5"),
        report("150=F", "39=1", "14=0.2", "151=0.3", "31=90", "32=0.2", "12=0.01", "13=3", "479=USD", "851=1"),
        report("150=F", "39=2", "14=0.5", "151=0", "31=90.01", "32=0.5", "453=1", "448=P", "447=D", "452=1"),
        report("150=1", "39=1", "14=0.1", "151=0.4", "31=90", "32=0.1"),
        report("150=H", "39=1", "14=0", "151=0.5", "19=E-1", "31=90", "32=0.2"),
        report("150=G", "39=1", "14=0.1", "151=0.4", "19=E-1", "31=89", "32=0.1"),
        report("150=4", "39=4", "14=0", "151=0", "41=" + Wire.ORDER),
        report("150=5", "39=0", "14=0", "151=0.4", "41=" + Wire.ORDER),
        report("150=8", "39=8", "14=0", "151=0", "103=3"),
        report("150=I", "39=8", "14=0", "151=0", "103=5", "584=open-1", "911=1", "912=Y"),
        {"35=9", "11=" + Wire.ORDER + "-c431", "41=" + Wire.ORDER, "37=7", "39=0", "434=1", "102=1"},
        {"35=9", "11=" + Wire.ORDER + "-r432", "41=" + Wire.ORDER, "37=7", "39=0", "434=2", "102=0"},
        {"35=j", "45=31", "372=D", "379=" + Wire.ORDER, "380=5", "58=what"},
        {"35=3", "45=31", "371=40", "372=D", "373=1", "58=what"},
        {"35=r", "11=" + Wire.ORDER + "-m433", "37=8", "530=7", "531=0", "532=0", "58=what"},
    };

    /** What a person is told, and answers to questions for positions and cash, which this session does not ask. */
    private static final Set<String> OF_NO_ORDER = Set.of(
            MessageType.NEWS,
            MessageType.MASS_CANCEL_REPORT,
            MessageType.POSITIONS_REQUEST_ACK,
            MessageType.POSITION_REPORT,
            MessageType.COLLATERAL_INQUIRY_ACK,
            MessageType.COLLATERAL_REPORT);

    /** What became of a message. */
    enum Outcome {
        READ,
        REFUSED,
        /** It says nothing of an order of ours. */
        SILENT,
        /** It is none that a session hands on. */
        NONE
    }

    private final Ear ear = new Ear();
    private final Wire wire = new Wire();
    private final OrderSession session;

    AnswerJudge() {
        session = new OrderSession(
                Dialect.FIX44,
                wire.decoder,
                wire.sent,
                new Reconciliation(Dialect.FIX44.capabilities(), false, wire.orders, wire.encoder, ear),
                new BookQuestions(Wire.TERMS, BookTerms.NONE, new BookSink(Wire.VENUE, Wire.SOURCE, wire), ear, "B-"),
                LogonFields.NONE,
                ear);
        final WireMessage order;
        try {
            order = wire.encoder.encode(Wire.limit(Wire.ORDER, Side.BUY, 9_000, 50_000));
        } catch (final breakwater.gateway.fix.FixRefusal refusal) {
            throw new AssertionError(refusal);
        }
        order.getHeader().setInt(MsgSeqNum.FIELD, 31);
        wire.sent.sent(order);
    }

    private static String[] report(final String... more) {
        final String[] common = {
            "35=8",
            ID,
            "37=7",
            "17=E-1",
            "1=main",
            "55=BTC-USD",
            "54=1",
            "38=0.5",
            "44=90",
            "6=0",
            "60=20240627-11:17:17.223"
        };
        final String[] all = new String[common.length + more.length];
        System.arraycopy(common, 0, all, 0, common.length);
        System.arraycopy(more, 0, all, common.length, more.length);
        return all;
    }

    /** Has the session hear a message, null for what is none, and asserts what may become of it. */
    Outcome hear(final Message message, final Supplier<String> where) {
        final String type = message == null ? null : FixFields.text(message.getHeader(), MsgType.FIELD);
        final boolean isAdmin = type != null && MessageUtils.isAdminMessage(type);
        if (type == null || (isAdmin && !MessageType.SESSION_REJECT.equals(type))) {
            return Outcome.NONE;
        }
        wire.frames.clear();
        ear.forget();
        final long refusedBefore = session.refused();
        try {
            if (isAdmin) {
                session.fromAdmin(message, SESSION);
            } else {
                session.fromApp(message, SESSION);
            }
        } catch (final Throwable escaped) {
            throw new AssertionError(where.get(), escaped);
        }
        final long counted = session.refused() - refusedBefore;
        if (OF_NO_ORDER.contains(type)
                || MessageType.MASS_CANCEL_REQUEST.equals(
                        FixFields.text(message, breakwater.gateway.fix.Tag.REF_MSG_TYPE))) {
            assertTrue(wire.frames.isEmpty() && counted == 0, where);
            return Outcome.SILENT;
        }
        assertEquals(counted, ear.heard().size(), where);
        if (counted > 0) {
            assertEquals(1, counted, where);
            assertTrue(wire.frames.isEmpty(), where);
            return Outcome.REFUSED;
        }
        if (wire.frames.isEmpty()) {
            // Of an order that is nobody's the venue says that it does not know it: there is nothing to tell.
            assertEquals("I", FixFields.text(message, EXEC_TYPE), where);
            assertEquals("8", FixFields.text(message, ORD_STATUS), where);
            return Outcome.SILENT;
        }
        wire.frames.forEach(frame -> check(frame, message, where));
        return Outcome.READ;
    }

    private void check(final Frame frame, final Message message, final Supplier<String> where) {
        assertEquals(Wire.SOURCE, frame.sourceId(), where);
        switch (frame.templateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID:
                check(
                        new ExecutionReportDecoder()
                                .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version()),
                        message,
                        where);
                break;
            case CancelRejectDecoder.TEMPLATE_ID:
                assertTrue(
                        new CancelRejectDecoder()
                                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version())
                                        .clientOrderId()
                                > 0,
                        where);
                break;
            case UnknownOrderDecoder.TEMPLATE_ID:
                assertEquals("8", FixFields.text(message, ORD_STATUS), where);
                break;
            default:
                throw new AssertionError("template " + frame.templateId() + ", " + where.get());
        }
    }

    private void check(final ExecutionReportDecoder report, final Message message, final Supplier<String> where) {
        final FixTerms.Instrument instrument = Wire.TERMS.instrument(report.instrumentId());
        assertNotNull(instrument, where);
        assertNotNull(Wire.TERMS.account(report.accountId()), where);
        assertTrue(report.side() == Side.BUY || report.side() == Side.SELL, where);
        assertTrue(report.execType() != ExecType.NULL_VAL && report.execType() != ExecType.SBE_UNKNOWN, where);
        assertTrue(report.orderState() != OrderState.NULL_VAL && report.orderState() != OrderState.SBE_UNKNOWN, where);
        assertTrue(
                report.price() >= 0
                        && report.quantity() >= 0
                        && report.cumQuantity() >= 0
                        && report.leavesQuantity() >= 0,
                where);
        if (!"8".equals(FixFields.text(message.getHeader(), MsgType.FIELD))) {
            assertEquals(ExecType.REJECTED, report.execType(), where);
            return;
        }
        same(report.cumQuantity(), instrument.quantityExponent(), message, CUM_QTY, where);
        same(report.quantity(), instrument.quantityExponent(), message, ORDER_QTY, where);
        same(report.price(), instrument.priceExponent(), message, PRICE, where);
        final boolean isFill = report.execType() == ExecType.TRADE || report.execType() == ExecType.TRADE_CORRECT;
        final boolean isBust = report.execType() == ExecType.TRADE_BUST;
        if (isFill || isBust) {
            // A bust may leave out what it takes back.
            final boolean isLeftOut = isBust && report.lastQuantity() == 0;
            assertTrue(
                    (isLeftOut && report.lastPrice() >= 0) || (report.lastPrice() > 0 && report.lastQuantity() > 0),
                    where);
            assertTrue(report.executionId() != 0, where);
            assertEquals(report.execType() != ExecType.TRADE, report.referenceExecutionId() != 0, where);
        } else {
            assertEquals(0, report.lastQuantity(), where);
        }
        if (isFill) {
            same(report.lastQuantity(), instrument.quantityExponent(), message, LAST_QTY, where);
            same(report.lastPrice(), instrument.priceExponent(), message, LAST_PX, where);
        }
    }

    /** A figure that the message has is that figure, to the last digit. */
    private static void same(
            final long mantissa,
            final int exponent,
            final Message message,
            final int tag,
            final Supplier<String> where) {
        final String text = FixFields.text(message, tag);
        if (text != null) {
            assertEquals(
                    0,
                    new BigDecimal(text).compareTo(BigDecimal.valueOf(mantissa, -exponent)),
                    () -> tag + ", " + where.get());
        }
    }
}
