package breakwater.gateway.fix.simfront;

import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Side;
import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import quickfix.Group;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.fix44.PositionReport;

/**
 * What the venue knows of an account beside its orders: what it holds, from the fills as they happened, each once; and which
 * sessions want a copy of its reports. RequestForPositions (AN) is answered by one AO, then an AP for each instrument that is
 * held. Settlement prices and amounts, which the standard requires there, are not kept and are 0. CollateralInquiry (BB) is
 * answered by one BA with the balance.
 *
 * <p>Thread: the venue's.
 */
final class AccountDesk {
    private static final String VALID = "0";
    private static final String NOTHING_FOUND = "2";
    private static final String COMPLETED = "0";
    private static final String UNASSIGNED = "0";
    private static final int EXECUTIONS = 1 << 16;

    private final FixTerms terms;
    private final BiConsumer<SessionID, Message> out;
    private final Map<String, AccountBook> books = new HashMap<>();
    private final Map<SessionID, Set<String>> hearers = new LinkedHashMap<>();
    private long reports;

    AccountDesk(final FixTerms terms, final BiConsumer<SessionID, Message> out) {
        this.terms = terms;
        this.out = out;
    }

    /**
     * Lets a session have a copy of each report about an account's orders from now on: what it misses while it is away, it is sent
     * when it comes back.
     */
    void hear(final SessionID session, final String account) {
        hearers.computeIfAbsent(session, each -> new HashSet<>()).add(account);
    }

    /** Sends copies of a report, marked as such (797), to whoever hears the account, but for those who have it. */
    void copy(final String account, final Message report, final SessionID owner, final SessionID asker) {
        for (final Map.Entry<SessionID, Set<String>> each : hearers.entrySet()) {
            if (each.getValue().contains(account)
                    && !each.getKey().equals(owner)
                    && !each.getKey().equals(asker)) {
                final Message copy = (Message) report.clone();
                copy.setString(Tag.COPY_MSG_INDICATOR, "Y");
                out.accept(each.getKey(), copy);
            }
        }
    }

    /** Books what was told of an order, if it is a fill or takes one back. */
    void onExecution(final FrontOrder order, final ExecutionReportDecoder told) {
        final boolean isExecution = told.execType() == ExecType.TRADE
                || told.execType() == ExecType.TRADE_BUST
                || told.execType() == ExecType.TRADE_CORRECT;
        if (order.account != null && isExecution) {
            book(order.account).onExecution(order.side, told);
        }
    }

    private AccountBook book(final String account) {
        return books.computeIfAbsent(account, name -> {
            final FixTerms.Account known = terms.account(name);
            return new AccountBook(terms, known == null ? 0 : known.cashE8(), EXECUTIONS);
        });
    }

    /** Returns whether an order of that quantity can only bring what the account holds nearer to nothing. */
    boolean reduces(final String account, final int instrumentId, final Side side, final long quantity) {
        final long net = account == null ? 0 : book(account).net(instrumentId);
        return side == Side.BUY ? quantity <= -net : quantity <= net;
    }

    /** Handles a CollateralInquiry: one CollateralReport with the balance. */
    void onInquiry(final SessionID session, final Message request) throws FixRefusal {
        final String account = FixFields.required(request, Tag.ACCOUNT);
        final FixTerms.Account known = terms.account(account);
        if (known == null) {
            throw new FixRefusal("unknown account");
        }
        final Message report = ReportWriter.message(MessageType.COLLATERAL_REPORT);
        report.setString(Tag.COLL_RPT_ID, "C" + ++reports);
        final String id = FixFields.text(request, Tag.COLL_INQUIRY_ID);
        if (id != null) {
            report.setString(Tag.COLL_INQUIRY_ID, id);
        }
        report.setString(Tag.COLL_STATUS, UNASSIGNED);
        report.setString(Tag.TOT_NUM_REPORTS, "1");
        report.setString(Tag.LAST_RPT_REQUESTED, "Y");
        report.setString(Tag.ACCOUNT, account);
        report.setString(Tag.ACCOUNT_TYPE, "1");
        report.setString(Tag.CURRENCY, known.currency());
        report.setString(Tag.CASH_OUTSTANDING, book(account).cash().toPlainString());
        out.accept(session, report);
    }

    /** Handles a RequestForPositions. */
    void onRequest(final SessionID session, final Message request, final long nowNs) throws FixRefusal {
        final String id = FixFields.required(request, Tag.POS_REQ_ID);
        final String account = FixFields.required(request, Tag.ACCOUNT);
        final String type = FixFields.required(request, Tag.POS_REQ_TYPE);
        if (!"0".equals(type)) {
            throw new FixRefusal("positions request type " + type + " is not positions (0)");
        }
        if (terms.account(account) == null) {
            throw new FixRefusal("unknown account");
        }
        final List<Map.Entry<Integer, Long>> found =
                List.copyOf(book(account).positions().entrySet());
        final Message ack = answer(MessageType.POSITIONS_REQUEST_ACK, id, account, found);
        ack.setString(Tag.POS_REQ_STATUS, COMPLETED);
        out.accept(session, ack);
        for (final Map.Entry<Integer, Long> each : found) {
            out.accept(session, position(id, account, found, each, nowNs));
        }
    }

    private Message position(
            final String id,
            final String account,
            final List<Map.Entry<Integer, Long>> found,
            final Map.Entry<Integer, Long> holding,
            final long nowNs) {
        final FixTerms.Instrument instrument = terms.instrument(holding.getKey());
        final long net = holding.getValue();
        final Message report = answer(MessageType.POSITION_REPORT, id, account, found);
        report.setString(Tag.CLEARING_BUSINESS_DATE, FixTime.format(nowNs).substring(0, 8));
        report.setString(Tag.SYMBOL, instrument.symbol());
        report.setString(Tag.SETTL_PRICE, "0");
        report.setString(Tag.SETTL_PRICE_TYPE, "2");
        report.setString(Tag.PRIOR_SETTL_PRICE, "0");
        final Group quantity = new PositionReport.NoPositions();
        quantity.setString(Tag.POS_TYPE, "TQ");
        quantity.setString(
                net > 0 ? Tag.LONG_QTY : Tag.SHORT_QTY,
                FixDecimal.format(Math.abs(net), instrument.quantityExponent()));
        report.addGroup(quantity);
        final Group amount = new PositionReport.NoPosAmt();
        amount.setString(Tag.POS_AMT_TYPE, "CASH");
        amount.setString(Tag.POS_AMT, "0");
        report.addGroup(amount);
        return report;
    }

    private Message answer(
            final String type, final String id, final String account, final List<Map.Entry<Integer, Long>> found) {
        final Message answer = ReportWriter.message(type);
        answer.setString(Tag.POS_MAINT_RPT_ID, "P" + ++reports);
        answer.setString(Tag.POS_REQ_ID, id);
        answer.setString(Tag.TOTAL_NUM_POS_REPORTS, Integer.toString(found.size()));
        answer.setString(Tag.POS_REQ_RESULT, found.isEmpty() ? NOTHING_FOUND : VALID);
        answer.setString(Tag.ACCOUNT, account);
        answer.setString(Tag.ACCOUNT_TYPE, "1");
        return answer;
    }
}
