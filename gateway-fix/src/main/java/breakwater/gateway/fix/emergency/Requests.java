package breakwater.gateway.fix.emergency;

import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.account.AccountRequests;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.MDEntryType;
import quickfix.field.MDReqID;
import quickfix.field.MarketDepth;
import quickfix.field.MsgType;
import quickfix.field.SubscriptionRequestType;
import quickfix.fix44.MarketDataRequest;

/** Writes what the session asks, under ids that no other life of it uses: {@code W<start>-<number>}. Thread: any. */
final class Requests {
    private static final String ALL_ORDERS = "7";

    private final String prefix = "W" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
    private final AtomicLong number = new AtomicLong();

    String nextId() {
        return prefix + number.incrementAndGet();
    }

    /** OrderMassStatusRequest: all of an account, whoever sent them. */
    static Message orders(final String id, final String account) {
        final Message message = message(MessageType.MASS_STATUS_REQUEST);
        message.setString(Tag.MASS_STATUS_REQ_ID, id);
        message.setString(Tag.MASS_STATUS_REQ_TYPE, ALL_ORDERS);
        message.setString(Tag.ACCOUNT, account);
        return message;
    }

    /** RequestForPositions of an account. */
    static Message positions(final String id, final String account) {
        return AccountRequests.positions(id, account, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    }

    /** MarketDataRequest: bid and offer as they are now, once. */
    static Message quote(final String id, final String symbol) {
        final Message message = message(MessageType.MARKET_DATA_REQUEST);
        message.setString(MDReqID.FIELD, id);
        message.setChar(SubscriptionRequestType.FIELD, SubscriptionRequestType.SNAPSHOT);
        message.setInt(MarketDepth.FIELD, 1);
        for (final char type : new char[] {MDEntryType.BID, MDEntryType.OFFER}) {
            final Group entry = new MarketDataRequest.NoMDEntryTypes();
            entry.setChar(MDEntryType.FIELD, type);
            message.addGroup(entry);
        }
        final Group instrument = new MarketDataRequest.NoRelatedSym();
        instrument.setString(Tag.SYMBOL, symbol);
        message.addGroup(instrument);
        return message;
    }

    /** OrderCancelRequest of one order. */
    static Message cancel(final String id, final ToldOrder order) {
        final Message message = about(MessageType.CANCEL_REQUEST, id, order);
        message.setString(Tag.ORDER_QTY, order.quantity.toPlainString());
        return message;
    }

    /** OrderCancelReplaceRequest that changes an order's quantity and nothing else. */
    static Message shrink(final String id, final ToldOrder order, final BigDecimal quantity) {
        final Message message = about(MessageType.REPLACE_REQUEST, id, order);
        message.setString(Tag.HANDL_INST, "1");
        message.setString(Tag.ORDER_QTY, quantity.toPlainString());
        message.setString(Tag.ORD_TYPE, order.orderType);
        for (final Object[] each : new Object[][] {
            {Tag.PRICE, order.price}, {Tag.STOP_PX, order.stopPrice}, {Tag.TIME_IN_FORCE, order.timeInForce}
        }) {
            if (each[1] != null) {
                message.setString((Integer) each[0], (String) each[1]);
            }
        }
        return message;
    }

    private static Message about(final String type, final String id, final ToldOrder order) {
        final Message message = message(type);
        message.setString(Tag.CL_ORD_ID, id);
        message.setString(Tag.ORIG_CL_ORD_ID, order.clOrdId);
        message.setString(Tag.ORDER_ID, order.orderId);
        message.setString(Tag.ACCOUNT, order.account);
        message.setString(Tag.SYMBOL, order.symbol);
        message.setString(Tag.SIDE, order.side);
        message.setString(Tag.TRANSACT_TIME, now());
        return message;
    }

    /** NewOrderSingle: immediate or cancel, closing (77=C), not to increase the position (18=E). */
    static Message slice(
            final String id,
            final String account,
            final String symbol,
            final boolean isBuy,
            final BigDecimal quantity,
            final BigDecimal price) {
        final Message message = message(MessageType.NEW_ORDER);
        message.setString(Tag.CL_ORD_ID, id);
        message.setString(Tag.ACCOUNT, account);
        message.setString(Tag.HANDL_INST, "1");
        message.setString(Tag.EXEC_INST, "E");
        message.setString(Tag.SYMBOL, symbol);
        message.setString(Tag.SIDE, isBuy ? "1" : "2");
        message.setString(Tag.TRANSACT_TIME, now());
        message.setString(Tag.ORDER_QTY, quantity.toPlainString());
        message.setString(Tag.ORD_TYPE, "2");
        message.setString(Tag.PRICE, price.toPlainString());
        message.setString(Tag.TIME_IN_FORCE, "3");
        message.setString(Tag.POSITION_EFFECT, "C");
        return message;
    }

    static String now() {
        return FixTime.format(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    }

    private static Message message(final String type) {
        final Message message = new Message();
        message.getHeader().setString(MsgType.FIELD, type);
        return message;
    }
}
