package breakwater.gateway.fix.account;

import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import quickfix.Message;
import quickfix.field.MsgType;

/** Writes what a venue is asked about an account, complete as FIX 4.4's dictionary asks. Thread: any. */
public final class AccountRequests {
    private static final int DATE_LENGTH = 8;

    private AccountRequests() {}

    /** RequestForPositions (AN) of an account, all symbols; {@code nowNs} is UTC ns. */
    public static Message positions(final String id, final String account, final long nowNs) {
        final String now = FixTime.format(nowNs);
        final Message message = message(MessageType.POSITIONS_REQUEST);
        message.setString(Tag.POS_REQ_ID, id);
        message.setString(Tag.POS_REQ_TYPE, "0");
        message.setString(Tag.ACCOUNT, account);
        message.setString(Tag.ACCOUNT_TYPE, "1");
        message.setString(Tag.CLEARING_BUSINESS_DATE, now.substring(0, DATE_LENGTH));
        message.setString(Tag.TRANSACT_TIME, now);
        return message;
    }

    /** CollateralInquiry (BB) of an account: once, not by subscription. */
    public static Message cash(final String id, final String account) {
        final Message message = message(MessageType.COLLATERAL_INQUIRY);
        message.setString(Tag.COLL_INQUIRY_ID, id);
        message.setString(Tag.SUBSCRIPTION_REQUEST_TYPE, "0");
        message.setString(Tag.ACCOUNT, account);
        message.setString(Tag.ACCOUNT_TYPE, "1");
        return message;
    }

    private static Message message(final String type) {
        final Message message = new Message();
        message.getHeader().setString(MsgType.FIELD, type);
        return message;
    }
}
