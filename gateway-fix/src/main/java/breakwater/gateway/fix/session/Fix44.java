package breakwater.gateway.fix.session;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Effect;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.Codes;
import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixWriter;
import breakwater.gateway.fix.Tag;
import quickfix.FixVersions;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;

/**
 * Generic FIX 4.4, as the standard has it. A new order tells in PositionEffect (77) whether it may raise exposure, so that whoever
 * else looks at the account at the venue knows an entry from protection.
 */
class Fix44 implements Dialect {
    private static final Capabilities CAPABILITIES =
            new Capabilities(true, true, true, true, true, true, true, true, true, true, true);
    private static final char AUTOMATED_NO_INTERVENTION = '1';
    private static final char OPENS = 'O';
    private static final char CLOSES = 'C';
    private static final char ABSOLUTE = '3';
    private static final int REASON_OTHER = 99;

    @Override
    public String name() {
        return "fix44";
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public void check(final FixConnection connection) {}

    @Override
    public SessionID sessionId(final String sender, final String target) {
        return new SessionID(FixVersions.BEGINSTRING_FIX44, sender, target);
    }

    @Override
    public void addTo(final SessionSettings settings, final SessionID id) {
        settings.setString(id, Session.SETTING_DATA_DICTIONARY, "FIX44.xml");
        settings.setString(id, Session.SETTING_RESET_ON_LOGON, "N");
    }

    @Override
    public String faultOf(final Credentials credentials) {
        return credentials.hasPassword() ? null : "needs a line username=… and a line password=…";
    }

    @Override
    public void logOn(final Message logon, final Credentials credentials) {
        if (credentials != Credentials.NONE) {
            logon.setString(Tag.USERNAME, credentials.username());
            logon.setString(Tag.PASSWORD, credentials.password());
        }
    }

    @Override
    public void newOrder(
            final FixWriter body,
            final OrderNewDecoder order,
            final FixTerms.Instrument instrument,
            final String account,
            final long timeNs)
            throws FixRefusal {
        body.text(Tag.ACCOUNT, account)
                .character(Tag.HANDL_INST, AUTOMATED_NO_INTERVENTION)
                .text(Tag.SYMBOL, instrument.symbol())
                .character(Tag.SIDE, Codes.ofSide(order.side()))
                .time(Tag.TRANSACT_TIME, timeNs)
                .decimal(Tag.ORDER_QTY, order.quantity(), instrument.quantityExponent())
                .character(Tag.TIME_IN_FORCE, Codes.ofTimeInForce(order.timeInForce()))
                .character(Tag.POSITION_EFFECT, order.effect() == Effect.RAISES ? OPENS : CLOSES);
        if (order.linkId() != 0) {
            body.number(Tag.CL_ORD_LINK_ID, order.linkId());
        }
        prices(body, instrument, order.orderType(), order.price(), order.stopPrice());
    }

    @Override
    public void cancel(
            final FixWriter body,
            final OrderCancelDecoder cancel,
            final FixTerms.Instrument instrument,
            final String account,
            final long quantity,
            final long timeNs)
            throws FixRefusal {
        query(body, instrument, account, cancel.side());
        body.time(Tag.TRANSACT_TIME, timeNs);
        if (quantity > 0) {
            body.decimal(Tag.ORDER_QTY, quantity, instrument.quantityExponent());
        }
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
        query(body, instrument, account, replace.side());
        body.character(Tag.HANDL_INST, AUTOMATED_NO_INTERVENTION)
                .time(Tag.TRANSACT_TIME, timeNs)
                .decimal(Tag.ORDER_QTY, replace.quantity(), instrument.quantityExponent());
        if (timeInForce != null) {
            body.character(Tag.TIME_IN_FORCE, Codes.ofTimeInForce(timeInForce));
        }
        prices(body, instrument, type, replace.price(), replace.stopPrice());
    }

    @Override
    public void query(final FixWriter body, final FixTerms.Instrument instrument, final String account, final Side side)
            throws FixRefusal {
        body.text(Tag.ACCOUNT, account).text(Tag.SYMBOL, instrument.symbol()).character(Tag.SIDE, Codes.ofSide(side));
    }

    private static void prices(
            final FixWriter body,
            final FixTerms.Instrument instrument,
            final OrderType type,
            final long price,
            final long stopPrice)
            throws FixRefusal {
        body.character(Tag.ORD_TYPE, Codes.ofOrderType(type));
        if (type != OrderType.MARKET) {
            price(body, Tag.PRICE, instrument, price);
        }
        if (type == OrderType.STOP_LIMIT) {
            price(body, Tag.STOP_PX, instrument, stopPrice);
        }
    }

    static void price(final FixWriter body, final int tag, final FixTerms.Instrument instrument, final long price)
            throws FixRefusal {
        if (price <= 0) {
            throw new FixRefusal("price mantissa " + price + " of " + instrument.symbol() + " is not positive");
        }
        body.decimal(tag, price, instrument.priceExponent());
    }

    @Override
    public char execType(final Message report) throws FixRefusal {
        return FixFields.character(report, Tag.EXEC_TYPE);
    }

    @Override
    public boolean hasExecId(final char execType) {
        return execType != 'I';
    }

    @Override
    public long feeE8(final Message report, final String currency) {
        if (!FixFields.is(report, Tag.COMM_TYPE, ABSOLUTE)) {
            return 0;
        }
        final boolean isOurs =
                !report.isSetField(Tag.COMM_CURRENCY) || FixFields.is(report, Tag.COMM_CURRENCY, currency);
        return isOurs ? moneyE8(FixFields.text(report, Tag.COMMISSION)) : 0;
    }

    /** Returns an amount of money, 0 where the text is none. */
    static long moneyE8(final String text) {
        final int point = text == null ? -1 : text.indexOf('.');
        final long amount = FixDecimal.parse(
                point < 0 ? text : text.substring(0, Math.min(text.length(), point + 1 - Decimals.MONEY_EXPONENT)),
                Decimals.MONEY_EXPONENT);
        return amount == FixDecimal.NOT_EXACT ? 0 : amount;
    }

    @Override
    public int cancelRejectReason(final Message reject) throws FixRefusal {
        return FixFields.integer(reject, Tag.CXL_REJ_REASON, REASON_OTHER);
    }
}
