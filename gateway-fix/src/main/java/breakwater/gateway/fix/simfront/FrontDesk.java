package breakwater.gateway.fix.simfront;

import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.message.UnknownOrderDecoder;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.core.venuesim.VenueCodes;
import breakwater.gateway.fix.Codes;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import java.util.List;
import java.util.function.BiConsumer;
import quickfix.Message;
import quickfix.SessionID;

/**
 * What clients ask and what they are answered. A session sees its own orders alone, found by any ClOrdID of their chain or by
 * the venue's OrderID; and, where it names an account (1) in what it asks, those of that account, whoever sent them, by OrderID.
 * A mass status of an account also brings a copy of each later report about it. A session that is not an order's own changes
 * nothing of the names that the owner knows it by. A second order under a known ClOrdID is refused, PossResend (97) or not.
 *
 * <p>Thread: the venue's.
 */
final class FrontDesk {
    private static final String DO_NOT_INCREASE = "E";
    /** What the standard has for a report that is of no symbol and no side: it requires both. */
    private static final String NO_SYMBOL = "[N/A]";

    private static final String UNDISCLOSED = "7";
    /** Orders that ended and can still be asked for, and their names refused for new ones. */
    private static final int DONE_KEPT = 1 << 15;

    private static final int UNSUPPORTED_TYPE = 3;
    private static final int FIELD_MISSING = 5;

    private final FixTerms terms;
    private final OrderPen pen;
    private final AccountDesk accounts;
    private final ReportWriter writer;
    private final BiConsumer<SessionID, Message> out;
    private final FrontOrders orders;
    private final Frame frame = new Frame();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private final CancelRejectDecoder cancelReject = new CancelRejectDecoder();
    private final UnknownOrderDecoder unknownOrder = new UnknownOrderDecoder();
    private SessionID newestSession;
    private volatile long lastId;
    private long answers;

    FrontDesk(final FixTerms terms, final SimulatedVenue venue, final BiConsumer<SessionID, Message> out) {
        this.terms = terms;
        this.out = out;
        pen = new OrderPen(terms.venueId(), venue);
        writer = new ReportWriter(terms);
        accounts = new AccountDesk(terms, out);
        orders = new FrontOrders(terms, DONE_KEPT);
    }

    /** Returns how many orders came in under ClOrdIDs that were new. */
    long ordersEntered() {
        return lastId;
    }

    /** Handles a client's message that arrives at {@code nowNs}. */
    void onMessage(final SessionID session, final Message message, final long nowNs) {
        final String type = FixFields.text(message.getHeader(), quickfix.field.MsgType.FIELD);
        try {
            switch (type) {
                case MessageType.NEW_ORDER:
                    onNew(session, message, nowNs);
                    break;
                case MessageType.CANCEL_REQUEST:
                    onCancel(session, message, nowNs);
                    break;
                case MessageType.REPLACE_REQUEST:
                    onReplace(session, message, nowNs);
                    break;
                case MessageType.STATUS_REQUEST:
                    onStatus(session, message, nowNs);
                    break;
                case MessageType.MASS_STATUS_REQUEST:
                    onMassStatus(session, message, nowNs);
                    break;
                case MessageType.MASS_CANCEL_REQUEST:
                    onMassCancel(session, message, nowNs);
                    break;
                case MessageType.POSITIONS_REQUEST:
                    accounts.onRequest(session, message, nowNs);
                    break;
                case MessageType.COLLATERAL_INQUIRY:
                    accounts.onInquiry(session, message);
                    break;
                default:
                    throw new FixRefusal("message type " + type + " is not supported by this venue");
            }
        } catch (final FixRefusal refusal) {
            refuse(session, message, refusal.getMessage());
        }
    }

    /** Sends a BusinessMessageReject. */
    void refuse(final SessionID session, final Message message, final String why) {
        final int reason =
                why.contains("is missing") ? FIELD_MISSING : why.startsWith("message type") ? UNSUPPORTED_TYPE : 0;
        try {
            out.accept(session, ReportWriter.businessReject(message, reason, why));
        } catch (final FixRefusal impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void onNew(final SessionID session, final Message message, final long nowNs) throws FixRefusal {
        final String clOrdId = FixFields.required(message, Tag.CL_ORD_ID);
        if (orders.isUsed(session, clOrdId)) {
            out.accept(session, writer.refused(message, VenueCodes.DUPLICATE_ORDER, "duplicate ClOrdID", nextAnswer()));
            return;
        }
        final FixTerms.Instrument instrument = terms.instrument(FixFields.required(message, Tag.SYMBOL));
        if (instrument == null) {
            out.accept(session, writer.refused(message, VenueCodes.UNKNOWN_SYMBOL, "unknown symbol", nextAnswer()));
            return;
        }
        final String account = FixFields.text(message, Tag.ACCOUNT);
        final FixTerms.Account known = account == null ? null : terms.account(account);
        final Side side = Codes.side(FixFields.character(message, Tag.SIDE));
        final OrderType type = Codes.orderType(FixFields.character(message, Tag.ORD_TYPE));
        final TimeInForce time = Codes.timeInForce(FixFields.character(message, Tag.TIME_IN_FORCE));
        final long quantity = FixFields.requiredDecimal(message, Tag.ORDER_QTY, instrument.quantityExponent());
        final long price = price(message, Tag.PRICE, instrument, type != OrderType.MARKET);
        final long stopPrice = price(message, Tag.STOP_PX, instrument, type == OrderType.STOP_LIMIT);
        final String execInst = FixFields.text(message, Tag.EXEC_INST);
        if (execInst != null && execInst.contains(DO_NOT_INCREASE)) {
            final String why = time != TimeInForce.IOC && time != TimeInForce.FOK
                    ? "18=E is for IOC and FOK: what rests here is not watched"
                    : accounts.reduces(account, instrument.id(), side, quantity)
                            ? null
                            : "18=E: would increase the position";
            if (why != null) {
                out.accept(session, writer.refused(message, VenueCodes.EXCEEDS_LIMIT, why, nextAnswer()));
                return;
            }
        }
        final String linkedTo = FixFields.text(message, Tag.CL_ORD_LINK_ID);
        final FrontOrder partner = linkedTo == null ? null : orders.named(session, linkedTo);
        if (linkedTo != null && partner == null) {
            out.accept(session, writer.refused(message, VenueCodes.UNSUPPORTED, "583 names no order", nextAnswer()));
            return;
        }
        final FrontOrder order =
                new FrontOrder(nextId(), session, clOrdId, account, instrument.id(), side, type, time, stopPrice);
        order.positionEffect = FixFields.text(message, Tag.POSITION_EFFECT);
        order.execInst = execInst;
        order.linkedTo = linkedTo;
        order.linkId = partner == null ? 0 : partner.id;
        orders.add(order);
        orders.name(session, order, clOrdId);
        newestSession = session;
        pen.enter(order, known == null ? 0 : known.id(), price, quantity, nowNs);
    }

    private static long price(
            final Message message, final int tag, final FixTerms.Instrument instrument, final boolean isRequired)
            throws FixRefusal {
        if (isRequired) {
            FixFields.required(message, tag);
        }
        return FixFields.decimal(message, tag, instrument.priceExponent(), 0);
    }

    private void onCancel(final SessionID session, final Message message, final long nowNs) throws FixRefusal {
        final FrontOrder order = forChange(session, message, false, nowNs);
        if (order != null) {
            order.cancels.add(new FrontOrder.Cancel(
                    session, orders.name(session, order, FixFields.required(message, Tag.CL_ORD_ID))));
            pen.cancel(order, nowNs);
        }
    }

    private void onReplace(final SessionID session, final Message message, final long nowNs) throws FixRefusal {
        final FrontOrder order = forChange(session, message, true, nowNs);
        if (order == null) {
            return;
        }
        final FixTerms.Instrument instrument = terms.instrument(order.instrumentId);
        final long quantity = FixFields.requiredDecimal(message, Tag.ORDER_QTY, instrument.quantityExponent());
        final long price = price(message, Tag.PRICE, instrument, order.orderType != OrderType.MARKET);
        final long stopPrice = price(message, Tag.STOP_PX, instrument, order.orderType == OrderType.STOP_LIMIT);
        final String clOrdId = orders.name(session, order, FixFields.required(message, Tag.CL_ORD_ID));
        order.replaces.add(new FrontOrder.Replace(session, clOrdId, stopPrice));
        pen.replace(order, price, stopPrice, quantity, nowNs);
    }

    /** Returns the order that a cancel or replace is about; where there is none, or 11 is used, refuses and returns null. */
    private FrontOrder forChange(
            final SessionID session, final Message message, final boolean isReplace, final long nowNs)
            throws FixRefusal {
        final String clOrdId = FixFields.required(message, Tag.CL_ORD_ID);
        final String original = FixFields.required(message, Tag.ORIG_CL_ORD_ID);
        final FrontOrder order = orders.find(session, original, message);
        final boolean isUsed = orders.isUsed(session, clOrdId);
        if (order != null && !isUsed) {
            return order;
        }
        out.accept(
                session,
                ReportWriter.cancelReject(
                        clOrdId,
                        original,
                        ReportWriter.NONE,
                        order == null ? '8' : order.status,
                        isReplace,
                        isUsed ? VenueCodes.DUPLICATE_ORDER : 1,
                        nowNs));
        return null;
    }

    private void onStatus(final SessionID session, final Message message, final long nowNs) throws FixRefusal {
        final FrontOrder order = orders.find(session, FixFields.required(message, Tag.CL_ORD_ID), message);
        if (order == null) {
            out.accept(session, writer.unknown(message, nextAnswer()));
            return;
        }
        order.queries.add(new FrontOrder.Query(session, null, 0, false));
        pen.query(order, nowNs);
    }

    private void onMassStatus(final SessionID session, final Message message, final long nowNs) throws FixRefusal {
        final String id = FixFields.required(message, Tag.MASS_STATUS_REQ_ID);
        final String account = FixFields.text(message, Tag.ACCOUNT);
        if (account != null && terms.account(account) == null) {
            throw new FixRefusal("unknown account");
        }
        final List<FrontOrder> open =
                orders.open(session, account, message, FixFields.required(message, Tag.MASS_STATUS_REQ_TYPE));
        if (account != null) {
            accounts.hear(session, account);
        }
        if (open.isEmpty()) {
            final Message none = writer.unknown(message, nextAnswer());
            none.setString(Tag.MASS_STATUS_REQ_ID, id);
            none.setString(Tag.TEXT, "no open orders");
            if (!none.isSetField(Tag.SYMBOL)) {
                none.setString(Tag.SYMBOL, NO_SYMBOL);
            }
            if (!none.isSetField(Tag.SIDE)) {
                none.setString(Tag.SIDE, UNDISCLOSED);
            }
            out.accept(session, none);
        }
        for (int i = 0; i < open.size(); i++) {
            open.get(i).queries.add(new FrontOrder.Query(session, id, open.size(), i + 1 == open.size()));
            pen.query(open.get(i), nowNs);
        }
    }

    private void onMassCancel(final SessionID session, final Message message, final long nowNs) throws FixRefusal {
        final String clOrdId = FixFields.required(message, Tag.CL_ORD_ID);
        final String type = FixFields.required(message, Tag.MASS_CANCEL_REQUEST_TYPE);
        final List<FrontOrder> open = orders.open(session, null, message, type);
        final Message report = ReportWriter.message(MessageType.MASS_CANCEL_REPORT);
        report.setString(Tag.CL_ORD_ID, clOrdId);
        report.setString(Tag.ORDER_ID, nextAnswer());
        report.setString(Tag.MASS_CANCEL_REQUEST_TYPE, type);
        report.setString(Tag.MASS_CANCEL_RESPONSE, type);
        report.setString(Tag.TOTAL_AFFECTED_ORDERS, Integer.toString(open.size()));
        out.accept(session, report);
        for (final FrontOrder order : open) {
            order.cancels.add(new FrontOrder.Cancel(session, clOrdId));
            pen.cancel(order, nowNs);
        }
    }

    /** Cancels what a session that has ended left open, as it asked at its Logon. */
    void cancelAll(final SessionID session, final long nowNs) {
        for (final FrontOrder order : orders.open(session)) {
            pen.cancel(order, nowNs);
        }
    }

    private long nextId() {
        final long id = lastId + 1;
        lastId = id;
        return id;
    }

    private String nextAnswer() {
        return "A" + ++answers;
    }

    /** Sends the answer that the venue gave as a frame. */
    void onAnswer(final Frame answer) {
        frame.wrap(answer.buffer(), answer.offset());
        try {
            switch (frame.templateId()) {
                case ExecutionReportDecoder.TEMPLATE_ID:
                    onExecution(
                            execution.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version()));
                    break;
                case CancelRejectDecoder.TEMPLATE_ID:
                    onCancelReject(cancelReject.wrap(
                            frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version()));
                    break;
                case UnknownOrderDecoder.TEMPLATE_ID:
                    onUnknown(unknownOrder.wrap(
                            frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version()));
                    break;
                default:
                    throw new IllegalStateException("the venue answered with template " + frame.templateId());
            }
        } catch (final FixRefusal unexpected) {
            throw new IllegalStateException(
                    "the venue's answer cannot be sent: " + unexpected.getMessage(), unexpected);
        }
    }

    private void onExecution(final ExecutionReportDecoder told) throws FixRefusal {
        final FrontOrder order = orders.get(told.clientOrderId());
        if (order == null) {
            if (told.clientOrderId() > lastId) {
                onStranger(told);
            }
            // Else an order that ended long ago and is forgotten: nobody is known who would hear of it.
            return;
        }
        orders.number(told.venueOrderId(), order);
        if (told.execType() != ExecType.TRADE || told.orderState() != OrderState.REJECTED) {
            order.status = Codes.ofOrderState(told.orderState());
        }
        if (isOver(told.orderState())) {
            orders.done(order);
        }
        accounts.onExecution(order, told);
        String clOrdId = order.clOrdId;
        String original = null;
        SessionID asker = order.session;
        if (told.execType() == ExecType.REPLACED && !order.replaces.isEmpty()) {
            final FrontOrder.Replace replace = order.replaces.remove();
            asker = replace.by();
            original = order.clOrdId;
            clOrdId = replace.clOrdId();
            order.clOrdId = asker.equals(order.session) ? clOrdId : order.clOrdId;
            order.stopPrice = replace.stopPrice();
        } else if (told.execType() == ExecType.CANCELED && !order.cancels.isEmpty()) {
            final FrontOrder.Cancel cancel = order.cancels.remove();
            asker = cancel.by();
            original = order.clOrdId;
            clOrdId = cancel.clOrdId();
        }
        final Message message = writer.report(order, clOrdId, original, told, frame.eventTimeNs());
        if (told.execType() == ExecType.STATUS && !order.queries.isEmpty()) {
            final FrontOrder.Query query = order.queries.remove();
            ofMassStatus(message, query);
            out.accept(query.by(), message);
            return;
        }
        out.accept(asker, message);
        if (!asker.equals(order.session)) {
            out.accept(order.session, writer.report(order, order.clOrdId, null, told, frame.eventTimeNs()));
        }
        accounts.copy(order.account, message, order.session, asker);
    }

    private static void ofMassStatus(final Message message, final FrontOrder.Query query) {
        if (query.massStatusId() != null) {
            message.setString(Tag.MASS_STATUS_REQ_ID, query.massStatusId());
            message.setString(Tag.TOT_NUM_REPORTS, Integer.toString(query.total()));
            message.setString(Tag.LAST_RPT_REQUESTED, query.isLast() ? "Y" : "N");
        }
    }

    /** A fill of an order that nobody sent, which a fault makes: told to whoever sent the newest order. */
    private void onStranger(final ExecutionReportDecoder told) throws FixRefusal {
        final String clOrdId = "stranger-" + told.clientOrderId();
        final FrontOrder stranger = new FrontOrder(
                told.clientOrderId(),
                newestSession,
                clOrdId,
                terms.account(told.accountId()) == null
                        ? null
                        : terms.account(told.accountId()).name(),
                told.instrumentId(),
                told.side(),
                OrderType.LIMIT,
                TimeInForce.GTC,
                0);
        final Message message = writer.report(stranger, clOrdId, null, told, frame.eventTimeNs());
        out.accept(newestSession, message);
        accounts.copy(stranger.account, message, newestSession, newestSession);
    }

    private void onCancelReject(final CancelRejectDecoder told) {
        final FrontOrder order = orders.get(told.clientOrderId());
        final boolean isReplace = told.isReplace() != 0;
        String clOrdId = order.clOrdId;
        SessionID asker = order.session;
        if (isReplace && !order.replaces.isEmpty()) {
            final FrontOrder.Replace replace = order.replaces.remove();
            clOrdId = replace.clOrdId();
            asker = replace.by();
        } else if (!isReplace && !order.cancels.isEmpty()) {
            final FrontOrder.Cancel cancel = order.cancels.remove();
            clOrdId = cancel.clOrdId();
            asker = cancel.by();
        }
        final int code = told.rejectCode();
        final int reason = code == VenueCodes.TOO_LATE ? 0 : code == VenueCodes.UNKNOWN_ORDER ? 1 : 99;
        out.accept(
                asker,
                ReportWriter.cancelReject(
                        clOrdId,
                        order.clOrdId,
                        Long.toString(order.id),
                        order.status,
                        isReplace,
                        reason,
                        frame.eventTimeNs()));
    }

    /** The venue never got the order: a fault lost it on its way. */
    private void onUnknown(final UnknownOrderDecoder told) {
        final FrontOrder order = orders.get(told.clientOrderId());
        final FrontOrder.Query query = order.queries.poll();
        final Message request = ReportWriter.message(MessageType.STATUS_REQUEST);
        request.setString(Tag.CL_ORD_ID, order.clOrdId);
        request.setString(Tag.SYMBOL, terms.instrument(order.instrumentId).symbol());
        request.setString(Tag.SIDE, order.side == Side.BUY ? "1" : "2");
        final Message answer = writer.unknown(request, nextAnswer());
        if (query != null) {
            ofMassStatus(answer, query);
        }
        out.accept(query == null ? order.session : query.by(), answer);
    }

    private static boolean isOver(final OrderState state) {
        return state == OrderState.FILLED
                || state == OrderState.CANCELED
                || state == OrderState.REJECTED
                || state == OrderState.EXPIRED;
    }
}
