package breakwater.gateway.fix.session;

import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.Codes;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixWriter;
import breakwater.gateway.fix.Tag;
import java.util.regex.Pattern;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.field.MsgType;

/**
 * Binance's FIX order entry for spot: FIX 4.4 with fields of its own. A Logon is signed with the account's Ed25519 key over 35, 49,
 * 56, 34 and 52, and resets the numbers each time: what was missed does not come again and cannot be asked for, nor can orders be
 * listed, asked for one by one, or replaced. An order has no account, no time, and a trigger (1100 to 1109) for a stop price
 * (Binance, "FIX API", order entry).
 */
final class Binance extends Fix44 {
    private static final Capabilities CAPABILITIES =
            new Capabilities(false, true, false, false, false, false, false, false, false, false, false);
    private static final Pattern SENDER = Pattern.compile("[a-zA-Z0-9-_]{1,8}");
    private static final String TARGET = "SPOT";
    private static final int HEARTBEAT_MIN = 5;
    private static final int HEARTBEAT_MAX = 60;
    private static final char SOH = 1;

    private static final int MESSAGE_HANDLING = 25035;
    private static final int SEQUENTIAL = 2;
    private static final int ERROR_CODE = 25016;
    private static final String UNKNOWN_ORDER = "-2011";
    private static final int REASON_UNKNOWN_ORDER = 1;

    private static final int TRIGGER_TYPE = 1100;
    private static final char PRICE_MOVEMENT = '4';
    private static final int TRIGGER_ACTION = 1101;
    private static final char ACTIVATE = '1';
    private static final int TRIGGER_PRICE = 1102;
    private static final int TRIGGER_PRICE_TYPE = 1107;
    private static final char LAST_TRADE = '2';
    private static final int TRIGGER_PRICE_DIRECTION = 1109;
    private static final char UP = 'U';
    private static final char DOWN = 'D';

    private static final int NO_MISC_FEES = 136;
    private static final int MISC_FEE_AMT = 137;
    private static final int MISC_FEE_CURR = 138;

    @Override
    public String name() {
        return "binance";
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public void check(final FixConnection connection) {
        if (!SENDER.matcher(connection.sender()).matches()) {
            throw new IllegalArgumentException("sender=" + connection.sender()
                    + ": this venue takes one to eight letters, digits, hyphens and underscores");
        }
        if (!TARGET.equals(connection.target())) {
            throw new IllegalArgumentException("target=" + connection.target() + ": this venue is called " + TARGET);
        }
        if (connection.heartbeatSeconds() < HEARTBEAT_MIN || connection.heartbeatSeconds() > HEARTBEAT_MAX) {
            throw new IllegalArgumentException("heartbeat=" + connection.heartbeatSeconds() + " s: this venue takes "
                    + HEARTBEAT_MIN + " to " + HEARTBEAT_MAX);
        }
        if (connection.credentials() == null) {
            throw new IllegalArgumentException(
                    "credentials: this venue takes nobody without: a file with username=, the API key, and private-key=");
        }
    }

    @Override
    public void addTo(final SessionSettings settings, final SessionID id) {
        super.addTo(settings, id);
        settings.setString(id, Session.SETTING_RESET_ON_LOGON, "Y");
    }

    @Override
    public String faultOf(final Credentials credentials) {
        return credentials.canSign()
                ? null
                : "needs a line username=… (the API key) and a line private-key=… (Ed25519)";
    }

    /** The session has written 34, 49, 52, 56, 98, 108 and 141. */
    @Override
    public void logOn(final Message logon, final Credentials credentials) {
        final String signature = credentials.sign(FixFields.text(logon.getHeader(), MsgType.FIELD)
                + SOH
                + FixFields.text(logon.getHeader(), Tag.SENDER_COMP_ID)
                + SOH
                + FixFields.text(logon.getHeader(), Tag.TARGET_COMP_ID)
                + SOH
                + FixFields.text(logon.getHeader(), Tag.MSG_SEQ_NUM)
                + SOH
                + FixFields.text(logon.getHeader(), Tag.SENDING_TIME));
        logon.setInt(Tag.RAW_DATA_LENGTH, signature.length());
        logon.setString(Tag.RAW_DATA, signature);
        logon.setString(Tag.USERNAME, credentials.username());
        logon.setInt(MESSAGE_HANDLING, SEQUENTIAL);
    }

    @Override
    public void newOrder(
            final FixWriter body,
            final OrderNewDecoder order,
            final FixTerms.Instrument instrument,
            final String account,
            final long timeNs)
            throws FixRefusal {
        final OrderType type = order.orderType();
        body.text(Tag.SYMBOL, instrument.symbol())
                .character(Tag.SIDE, Codes.ofSide(order.side()))
                .decimal(Tag.ORDER_QTY, order.quantity(), instrument.quantityExponent())
                .character(Tag.ORD_TYPE, Codes.ofOrderType(type));
        if (type != OrderType.MARKET) {
            if (order.timeInForce() == TimeInForce.DAY) {
                throw new FixRefusal("order " + order.clientOrderId() + " is for the day; this venue has none");
            }
            body.character(Tag.TIME_IN_FORCE, Codes.ofTimeInForce(order.timeInForce()));
            price(body, Tag.PRICE, instrument, order.price());
        }
        if (type == OrderType.STOP_LIMIT) {
            body.character(TRIGGER_TYPE, PRICE_MOVEMENT).character(TRIGGER_ACTION, ACTIVATE);
            price(body, TRIGGER_PRICE, instrument, order.stopPrice());
            body.character(TRIGGER_PRICE_TYPE, LAST_TRADE)
                    .character(TRIGGER_PRICE_DIRECTION, order.side() == Side.BUY ? UP : DOWN);
        }
    }

    @Override
    public void cancel(
            final FixWriter body,
            final OrderCancelDecoder cancel,
            final FixTerms.Instrument instrument,
            final String account,
            final long quantity,
            final long timeNs) {
        body.text(Tag.SYMBOL, instrument.symbol());
    }

    @Override
    public void replace(
            final FixWriter body,
            final OrderReplaceDecoder replace,
            final FixTerms.Instrument instrument,
            final String account,
            final OrderType type,
            final TimeInForce timeInForce,
            final long timeNs)
            throws FixRefusal {
        throw new FixRefusal("order " + replace.clientOrderId() + " cannot be replaced: this venue has no G");
    }

    @Override
    public void query(final FixWriter body, final FixTerms.Instrument instrument, final String account, final Side side)
            throws FixRefusal {
        throw new FixRefusal("an order of " + instrument.symbol() + " cannot be asked for: this venue has no H");
    }

    /** A rejected order has none. */
    @Override
    public boolean hasExecId(final char execType) {
        return super.hasExecId(execType) && execType != '8';
    }

    @Override
    public long feeE8(final Message report, final String currency) {
        long sum = 0;
        for (final Group fee : report.getGroups(NO_MISC_FEES)) {
            try {
                if (currency.equals(fee.getString(MISC_FEE_CURR))) {
                    sum = Math.addExact(sum, moneyE8(fee.getString(MISC_FEE_AMT)));
                }
            } catch (final FieldNotFound | ArithmeticException notTold) {
                return 0;
            }
        }
        return sum;
    }

    @Override
    public int cancelRejectReason(final Message reject) throws FixRefusal {
        return UNKNOWN_ORDER.equals(FixFields.text(reject, ERROR_CODE))
                ? REASON_UNKNOWN_ORDER
                : super.cancelRejectReason(reject);
    }
}
