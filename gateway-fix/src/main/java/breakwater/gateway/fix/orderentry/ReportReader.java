package breakwater.gateway.fix.orderentry;

import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.gateway.fix.Codes;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.Dialect;
import quickfix.Message;

/**
 * Understands an ExecutionReport. What is told is 150, as the venue's dialect reads it; where 4.2's fill types (1, 2) stand
 * there, they mean trade. What a report leaves out (account, price, quantity) is what the order had; what it gets wrong
 * is refused.
 *
 * <p>Thread: the session's.
 */
final class ReportReader {
    private static final int REASON_UNKNOWN_ORDER = 5;
    private static final int REASON_OTHER = 99;
    private static final String NO_ORDER = "NONE";
    private static final char ADDED_LIQUIDITY = '1';

    private final Dialect dialect;
    private final FixTerms terms;
    private final KnownOrders orders;

    ReportReader(final Dialect dialect, final FixTerms terms, final KnownOrders orders) {
        this.dialect = dialect;
        this.terms = terms;
        this.orders = orders;
    }

    /** Returns a report's meaning, and lets what is known of the order follow it. */
    Report read(final Message message) throws FixRefusal {
        final Report report = new Report();
        final char type = dialect.execType(message);
        final String id = FixFields.text(message, Tag.CL_ORD_ID);
        report.clientOrderId = order(message, id);
        report.timeNs = FixFields.time(message, Tag.TRANSACT_TIME);
        if (type == 'I' && isUnknownOrder(message)) {
            report.isUnknownOrder = true;
            return report;
        }
        synchronized (orders) {
            final KnownOrder known = orders.get(report.clientOrderId);
            final FixTerms.Instrument instrument = readWhatAndWhose(message, report, known);
            readFigures(message, report, known, instrument, type);
            readMeaning(message, report, instrument, type);
            follow(message, report, known, id, type, instrument);
        }
        return report;
    }

    private static long order(final Message message, final String id) {
        final long order = ClOrdId.orderOf(id);
        if (order != 0) {
            return order;
        }
        final long original = ClOrdId.orderOf(FixFields.text(message, Tag.ORIG_CL_ORD_ID));
        // None of ours: an id that no order of ours can have, the same each time.
        return original != 0 ? original : VenueIds.of("/" + (id == null ? FixFields.text(message, Tag.ORDER_ID) : id));
    }

    private static boolean isUnknownOrder(final Message message) throws FixRefusal {
        return FixFields.character(message, Tag.ORD_STATUS) == '8'
                && (FixFields.integer(message, Tag.ORD_REJ_REASON, 0) == REASON_UNKNOWN_ORDER
                        || NO_ORDER.equals(FixFields.text(message, Tag.ORDER_ID)));
    }

    private FixTerms.Instrument readWhatAndWhose(final Message message, final Report report, final KnownOrder known)
            throws FixRefusal {
        final FixTerms.Instrument instrument = instrument(message, known);
        report.instrumentId = instrument.id();
        final char side = FixFields.character(message, Tag.SIDE);
        report.side = side == 0 && known != null ? known.side : Codes.side(side);
        report.accountId = accountId(message, known);
        return instrument;
    }

    /** Mostly the symbol is that of the order, so that it is compared before it is looked up. */
    private FixTerms.Instrument instrument(final Message message, final KnownOrder known) throws FixRefusal {
        final FixTerms.Instrument ofOrder = known == null ? null : terms.instrument(known.instrumentId);
        if (ofOrder != null && FixFields.is(message, Tag.SYMBOL, ofOrder.symbol())) {
            return ofOrder;
        }
        final String symbol = FixFields.text(message, Tag.SYMBOL);
        final FixTerms.Instrument instrument = symbol != null ? terms.instrument(symbol) : ofOrder;
        if (instrument == null) {
            throw new FixRefusal("55=" + symbol + " is no instrument of this venue");
        }
        return instrument;
    }

    private int accountId(final Message message, final KnownOrder known) throws FixRefusal {
        final FixTerms.Account ofOrder = known == null ? null : terms.account(known.accountId);
        if (ofOrder != null && FixFields.is(message, Tag.ACCOUNT, ofOrder.name())) {
            return ofOrder.id();
        }
        final String name = FixFields.text(message, Tag.ACCOUNT);
        if (name != null) {
            final FixTerms.Account account = terms.account(name);
            if (account == null) {
                throw new FixRefusal("1=" + name + " is no account of ours");
            }
            return account.id();
        }
        final int accountId = known != null ? known.accountId : terms.onlyAccount();
        if (accountId == FixTerms.UNKNOWN) {
            throw new FixRefusal("field 1 is missing, and the order is not known");
        }
        return accountId;
    }

    private void readFigures(
            final Message message,
            final Report report,
            final KnownOrder known,
            final FixTerms.Instrument instrument,
            final char type)
            throws FixRefusal {
        final int inQuantity = instrument.quantityExponent();
        readOrderId(message, report, known);
        report.executionId = VenueIds.of(
                dialect.hasExecId(type)
                        ? FixFields.required(message, Tag.EXEC_ID)
                        : FixFields.text(message, Tag.EXEC_ID));
        report.referenceExecutionId = VenueIds.of(FixFields.text(message, Tag.EXEC_REF_ID));
        report.quantity = FixFields.decimal(message, Tag.ORDER_QTY, inQuantity, known == null ? 0 : known.quantity);
        report.price =
                FixFields.decimal(message, Tag.PRICE, instrument.priceExponent(), known == null ? 0 : known.price);
        report.cumQuantity = FixFields.requiredDecimal(message, Tag.CUM_QTY, inQuantity);
        report.leavesQuantity = FixFields.decimal(
                message, Tag.LEAVES_QTY, inQuantity, Math.max(0, report.quantity - report.cumQuantity));
        if (report.quantity < 0 || report.price < 0 || report.cumQuantity < 0 || report.leavesQuantity < 0) {
            throw new FixRefusal("one of 38, 44, 14 and 151 is negative");
        }
        report.isMaker = FixFields.is(message, Tag.LAST_LIQUIDITY_IND, ADDED_LIQUIDITY);
    }

    private static void readOrderId(final Message message, final Report report, final KnownOrder known) {
        if (known != null && known.venueOrderId != null && FixFields.is(message, Tag.ORDER_ID, known.venueOrderId)) {
            report.orderId = known.venueOrderId;
            report.venueOrderId = known.venueOrderNumber;
        } else {
            report.orderId = FixFields.text(message, Tag.ORDER_ID);
            report.venueOrderId = VenueIds.of(report.orderId);
        }
    }

    private void readMeaning(
            final Message message, final Report report, final FixTerms.Instrument instrument, final char type)
            throws FixRefusal {
        final boolean isPartlyFilled = report.cumQuantity > 0;
        final char status = FixFields.character(message, Tag.ORD_STATUS);
        switch (type) {
            case '0':
                report.execType = ExecType.NEW;
                break;
            case '4':
                report.execType = ExecType.CANCELED;
                break;
            case '5':
                report.execType = ExecType.REPLACED;
                FixFields.required(message, Tag.ORDER_QTY);
                break;
            case '8':
                report.execType = ExecType.REJECTED;
                final int reason = FixFields.integer(message, Tag.ORD_REJ_REASON, REASON_OTHER);
                report.rejectCode = reason <= 0 || reason > 65_000 ? REASON_OTHER : reason;
                break;
            case 'C':
                report.execType = ExecType.EXPIRED;
                break;
            case 'L':
                report.execType = ExecType.TRIGGERED;
                break;
            case 'A':
            case '6':
            case 'E':
            case 'I':
            case 'D':
                report.execType = ExecType.STATUS;
                break;
            case '1':
            case '2':
            case 'F':
            case 'G':
            case 'H':
                readFill(message, report, instrument, type);
                break;
            default:
                throw new FixRefusal(
                        type == 0 ? "field 150 is missing" : Tag.EXEC_TYPE + "=" + type + " is not understood");
        }
        if (report.fill == null) {
            report.state = Codes.orderState(status, isPartlyFilled);
        } else {
            // A fill is real whatever stands in 39.
            report.state = fillState(status, report);
        }
    }

    private static OrderState fillState(final char status, final Report report) {
        try {
            return Codes.orderState(status, report.cumQuantity > 0);
        } catch (final FixRefusal notUnderstood) {
            return report.leavesQuantity == 0 ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
        }
    }

    private void readFill(
            final Message message, final Report report, final FixTerms.Instrument instrument, final char type)
            throws FixRefusal {
        final boolean isBust = type == 'H';
        report.execType = isBust ? ExecType.TRADE_BUST : type == 'G' ? ExecType.TRADE_CORRECT : ExecType.TRADE;
        if (report.execType != ExecType.TRADE) {
            FixFields.required(message, Tag.EXEC_REF_ID);
        }
        report.fill = new ToldFill(
                FixFields.decimal(message, Tag.LAST_PX, instrument.priceExponent(), 0),
                FixFields.decimal(message, Tag.LAST_QTY, instrument.quantityExponent(), 0),
                dialect.feeE8(message, terms.account(report.accountId).currency()));
        // A bust may leave out what it takes back: the books know it by 19.
        final boolean isRepeated = report.fill.quantity() > 0 && report.fill.price() > 0;
        final boolean isLeftOut = isBust && report.fill.quantity() == 0 && report.fill.price() >= 0;
        if (!isRepeated && !isLeftOut) {
            throw new FixRefusal("a fill of 32=" + FixFields.text(message, Tag.LAST_QTY) + " at 31="
                    + FixFields.text(message, Tag.LAST_PX) + " is none");
        }
    }

    private void follow(
            final Message message,
            final Report report,
            final KnownOrder before,
            final String id,
            final char type,
            final FixTerms.Instrument instrument)
            throws FixRefusal {
        final boolean isOver = isOver(report.state) && report.execType != ExecType.TRADE_BUST;
        if (report.clientOrderId <= 0 || (before == null && isOver)) {
            return;
        }
        final KnownOrder order = before != null ? before : orders.getOrAdd(report.clientOrderId);
        if (before == null) {
            order.instrumentId = report.instrumentId;
            order.accountId = report.accountId;
            order.side = report.side;
            order.orderType = orderType(message);
        }
        if (report.orderId != null && !NO_ORDER.equals(report.orderId)) {
            order.venueOrderId = report.orderId;
            order.venueOrderNumber = report.venueOrderId;
        }
        order.cumQuantity = Math.max(order.cumQuantity, report.cumQuantity);
        if (isInForce(report, type) && ClOrdId.orderOf(id) == order.clientOrderId && id.indexOf('c') < 0) {
            order.acceptedId = id;
            order.quantity = report.quantity;
            order.price = report.price;
            order.stopPrice = FixFields.decimal(message, Tag.STOP_PX, instrument.priceExponent(), order.stopPrice);
        }
        if (isOver) {
            order.isUnknown = false;
            orders.done(order);
        } else {
            orders.works(order);
        }
    }

    private static OrderType orderType(final Message message) {
        try {
            return Codes.orderType(FixFields.character(message, Tag.ORD_TYPE));
        } catch (final FixRefusal notTold) {
            return null;
        }
    }

    /** Returns whether the report shows terms that the venue has accepted, not ones that it has been asked for. */
    private static boolean isInForce(final Report report, final char type) {
        return type != 'A'
                && type != '6'
                && type != 'E'
                && report.state != OrderState.PENDING_NEW
                && report.state != OrderState.PENDING_CANCEL
                && report.state != OrderState.PENDING_REPLACE;
    }

    private static boolean isOver(final OrderState state) {
        return state == OrderState.FILLED
                || state == OrderState.CANCELED
                || state == OrderState.REJECTED
                || state == OrderState.EXPIRED;
    }
}
