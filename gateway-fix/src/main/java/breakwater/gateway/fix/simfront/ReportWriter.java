package breakwater.gateway.fix.simfront;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.OrderType;
import breakwater.core.venuesim.VenueCodes;
import breakwater.gateway.fix.Codes;
import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import quickfix.Message;
import quickfix.field.MsgType;

/** Writes the venue's answers as FIX 4.4, complete as the standard's dictionary asks. Thread: the venue's. */
final class ReportWriter {
    static final String NONE = "NONE";
    private static final String NOBODY = "nobody";
    private static final int AVERAGE_DECIMALS_MORE = 4;
    /** What names a message of each kind, for its refusal. */
    private static final int[] BUSINESS_IDS = {
        Tag.CL_ORD_ID, Tag.MASS_STATUS_REQ_ID, Tag.POS_REQ_ID, Tag.COLL_INQUIRY_ID
    };

    private final FixTerms terms;

    ReportWriter(final FixTerms terms) {
        this.terms = terms;
    }

    /** Returns an ExecutionReport about an order; {@code clOrdId} and {@code original} (null = none) are 11 and 41. */
    Message report(
            final FrontOrder order,
            final String clOrdId,
            final String original,
            final ExecutionReportDecoder told,
            final long timeNs)
            throws FixRefusal {
        final FixTerms.Instrument instrument = terms.instrument(order.instrumentId);
        final int inPrice = instrument.priceExponent();
        final int inQuantity = instrument.quantityExponent();
        final Message message = message(MessageType.EXECUTION_REPORT);
        message.setString(Tag.ORDER_ID, Long.toString(told.venueOrderId()));
        message.setString(Tag.CL_ORD_ID, clOrdId);
        if (original != null) {
            message.setString(Tag.ORIG_CL_ORD_ID, original);
        }
        message.setString(Tag.EXEC_ID, Long.toString(told.executionId()));
        message.setString(Tag.EXEC_TYPE, Character.toString(code(told.execType())));
        message.setString(Tag.ORD_STATUS, Character.toString(Codes.ofOrderState(told.orderState())));
        final String account = account(order, told);
        if (account != null) {
            message.setString(Tag.ACCOUNT, account);
        }
        message.setString(Tag.SYMBOL, instrument.symbol());
        message.setString(Tag.SIDE, Character.toString(Codes.ofSide(told.side())));
        message.setString(Tag.ORD_TYPE, Character.toString(Codes.ofOrderType(order.orderType)));
        message.setString(Tag.TIME_IN_FORCE, Character.toString(Codes.ofTimeInForce(order.timeInForce)));
        if (order.positionEffect != null) {
            message.setString(Tag.POSITION_EFFECT, order.positionEffect);
        }
        if (order.execInst != null) {
            message.setString(Tag.EXEC_INST, order.execInst);
        }
        if (order.linkedTo != null) {
            message.setString(Tag.CL_ORD_LINK_ID, order.linkedTo);
        }
        message.setString(Tag.ORDER_QTY, FixDecimal.format(told.quantity(), inQuantity));
        if (told.price() > 0) {
            message.setString(Tag.PRICE, FixDecimal.format(told.price(), inPrice));
        }
        if (order.orderType == OrderType.STOP_LIMIT) {
            message.setString(Tag.STOP_PX, FixDecimal.format(order.stopPrice, inPrice));
        }
        message.setString(Tag.CUM_QTY, FixDecimal.format(told.cumQuantity(), inQuantity));
        message.setString(Tag.LEAVES_QTY, FixDecimal.format(told.leavesQuantity(), inQuantity));
        if (told.execType() == ExecType.TRADE
                || told.execType() == ExecType.TRADE_BUST
                || told.execType() == ExecType.TRADE_CORRECT) {
            fill(message, order, told, inPrice, inQuantity);
        }
        message.setString(Tag.AVG_PX, average(order, told.cumQuantity(), inPrice));
        message.setString(Tag.TRANSACT_TIME, FixTime.format(timeNs));
        if (told.execType() == ExecType.REJECTED) {
            final int code = told.rejectCode();
            message.setString(Tag.ORD_REJ_REASON, Integer.toString(code == VenueCodes.BUSY ? 99 : code));
            message.setString(Tag.TEXT, rejectText(code));
        }
        return message;
    }

    /** Returns whom a report names: the order's account, or by a fault another, which may be nobody's here. */
    private String account(final FrontOrder order, final ExecutionReportDecoder told) {
        final FixTerms.Account own = order.account == null ? null : terms.account(order.account);
        if (told.accountId() == (own == null ? 0 : own.id())) {
            return order.account;
        }
        final FixTerms.Account other = terms.account(told.accountId());
        return other == null ? NOBODY : other.name();
    }

    private static void fill(
            final Message message,
            final FrontOrder order,
            final ExecutionReportDecoder told,
            final int inPrice,
            final int inQuantity) {
        message.setString(Tag.LAST_PX, FixDecimal.format(told.lastPrice(), inPrice));
        message.setString(Tag.LAST_QTY, FixDecimal.format(told.lastQuantity(), inQuantity));
        message.setString(Tag.LAST_LIQUIDITY_IND, told.isMaker() != 0 ? "1" : "2");
        if (told.feeE8() != 0) {
            message.setString(Tag.COMMISSION, FixDecimal.format(told.feeE8(), Decimals.MONEY_EXPONENT));
            message.setString(Tag.COMM_TYPE, "3");
        }
        final BigInteger turnover =
                BigInteger.valueOf(told.lastPrice()).multiply(BigInteger.valueOf(told.lastQuantity()));
        if (told.execType() != ExecType.TRADE) {
            message.setString(Tag.EXEC_REF_ID, Long.toString(told.referenceExecutionId()));
            final BigInteger old = order.turnovers.remove(told.referenceExecutionId());
            order.turnover = old == null ? order.turnover : order.turnover.subtract(old);
        }
        if (told.execType() != ExecType.TRADE_BUST && order.turnovers.put(told.executionId(), turnover) == null) {
            order.turnover = order.turnover.add(turnover);
        }
    }

    private static String average(final FrontOrder order, final long cumQuantity, final int inPrice) {
        if (cumQuantity <= 0) {
            return "0";
        }
        return new BigDecimal(order.turnover, -inPrice)
                .divide(BigDecimal.valueOf(cumQuantity), AVERAGE_DECIMALS_MORE - inPrice, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static char code(final ExecType type) throws FixRefusal {
        switch (type) {
            case NEW:
                return '0';
            case TRADE:
                return 'F';
            case CANCELED:
                return '4';
            case REPLACED:
                return '5';
            case REJECTED:
                return '8';
            case EXPIRED:
                return 'C';
            case TRIGGERED:
                return 'L';
            case STATUS:
                return 'I';
            case TRADE_BUST:
                return 'H';
            case TRADE_CORRECT:
                return 'G';
            default:
                throw new FixRefusal("execution type " + type + " cannot be sent");
        }
    }

    /** Returns the refusal of an order that never came to the venue. */
    Message refused(final Message order, final int code, final String text, final String execId) throws FixRefusal {
        final Message message = noOrder(order, "8", execId);
        message.setString(Tag.ORD_REJ_REASON, Integer.toString(code));
        message.setString(Tag.TEXT, text);
        return message;
    }

    /** Returns the answer to a query for an order that the venue does not have. */
    Message unknown(final Message query, final String execId) {
        final Message message = noOrder(query, "I", execId);
        message.setString(Tag.ORD_REJ_REASON, "5");
        message.setString(Tag.TEXT, "unknown order");
        return message;
    }

    private static Message noOrder(final Message request, final String execType, final String execId) {
        final Message message = message(MessageType.EXECUTION_REPORT);
        message.setString(Tag.ORDER_ID, NONE);
        message.setString(Tag.EXEC_ID, execId);
        message.setString(Tag.EXEC_TYPE, execType);
        message.setString(Tag.ORD_STATUS, "8");
        for (final int tag : new int[] {Tag.CL_ORD_ID, Tag.ACCOUNT, Tag.SYMBOL, Tag.SIDE, Tag.ORDER_QTY}) {
            copy(request, message, tag);
        }
        message.setString(Tag.CUM_QTY, "0");
        message.setString(Tag.LEAVES_QTY, "0");
        message.setString(Tag.AVG_PX, "0");
        return message;
    }

    /** Returns the refusal of a cancel or a replace; {@code status} is 39, {@code orderId} the venue's or NONE. */
    static Message cancelReject(
            final String clOrdId,
            final String original,
            final String orderId,
            final char status,
            final boolean isReplace,
            final int reason,
            final long timeNs) {
        final Message message = message(MessageType.ORDER_CANCEL_REJECT);
        message.setString(Tag.ORDER_ID, orderId);
        message.setString(Tag.CL_ORD_ID, clOrdId);
        message.setString(Tag.ORIG_CL_ORD_ID, original);
        message.setString(Tag.ORD_STATUS, Character.toString(status));
        message.setString(Tag.CXL_REJ_RESPONSE_TO, isReplace ? "2" : "1");
        message.setString(Tag.CXL_REJ_REASON, Integer.toString(reason));
        message.setString(Tag.TRANSACT_TIME, FixTime.format(timeNs));
        message.setString(Tag.TEXT, reason == 0 ? "too late" : reason == 1 ? "unknown order" : "refused by the venue");
        return message;
    }

    /** Returns a BusinessMessageReject. */
    static Message businessReject(final Message refused, final int reason, final String text) throws FixRefusal {
        final Message message = message(MessageType.BUSINESS_REJECT);
        message.setString(Tag.REF_SEQ_NUM, FixFields.required(refused.getHeader(), Tag.MSG_SEQ_NUM));
        message.setString(Tag.REF_MSG_TYPE, FixFields.required(refused.getHeader(), MsgType.FIELD));
        for (final int tag : BUSINESS_IDS) {
            final String id = FixFields.text(refused, tag);
            if (id != null) {
                message.setString(Tag.BUSINESS_REJECT_REF_ID, id);
                break;
            }
        }
        message.setString(Tag.BUSINESS_REJECT_REASON, Integer.toString(reason));
        message.setString(Tag.TEXT, text);
        return message;
    }

    static Message message(final String type) {
        final Message message = new Message();
        message.getHeader().setString(MsgType.FIELD, type);
        return message;
    }

    private static void copy(final Message from, final Message to, final int tag) {
        final String text = FixFields.text(from, tag);
        if (text != null) {
            to.setString(tag, text);
        }
    }

    private static String rejectText(final int code) {
        switch (code) {
            case VenueCodes.UNKNOWN_SYMBOL:
                return "unknown symbol";
            case VenueCodes.EXCEEDS_LIMIT:
                return "too many orders work at this venue";
            case VenueCodes.DUPLICATE_ORDER:
                return "duplicate ClOrdID";
            case VenueCodes.UNSUPPORTED:
                return "order type, time in force or side is not supported";
            case VenueCodes.INCORRECT_QUANTITY:
                return "quantity or notional out of range, or off the lot";
            case VenueCodes.INCORRECT_PRICE:
                return "price not positive or off the tick";
            case VenueCodes.BUSY:
                return "too many messages are on their way";
            default:
                return "refused by the venue";
        }
    }
}
