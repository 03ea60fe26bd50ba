package breakwater.gateway.fix.emergency;

import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.MDEntryPx;
import quickfix.field.MDEntryType;
import quickfix.field.MDReqID;
import quickfix.field.MsgType;
import quickfix.field.NoMDEntries;

/**
 * The accounts as the venue tells of them: working orders, holdings, and the questions that are under way. An order is
 * forgotten when the venue tells of its end, or lists the account's orders and leaves it out.
 *
 * <p>Thread: QuickFIX/J's in, the watchdog's out, under this object's lock; it is notified of each message. Errors: what cannot
 * be read is told, and leaves in doubt what it may have changed.
 */
final class AccountView {
    private static final String OVER = "2348C";
    private static final String PENDING = "6E";
    private static final String FILLS = "12F";
    private static final int QUESTIONS_KEPT = 256;

    private final List<String> accounts;
    private final Requests requests;
    private final Consumer<String> events;
    private final Map<String, ToldOrder> orders = new LinkedHashMap<>();
    private final Map<String, Holdings> holdings = new HashMap<>();
    private final Map<String, Asked> questions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, Asked> eldest) {
            return size() > QUESTIONS_KEPT;
        }
    };
    private long heard;

    AccountView(final List<String> accounts, final Requests requests, final Consumer<String> events) {
        this.accounts = List.copyOf(accounts);
        this.requests = requests;
        this.events = events;
        accounts.forEach(account -> holdings.put(account, new Holdings()));
    }

    /** Notes a question before it is sent. */
    synchronized Asked ask(final String id, final String account) {
        final Asked asked = new Asked(id, account, heard);
        questions.put(id, asked);
        return asked;
    }

    /** The session came up anew: what is held has to be asked again before fills can be added to it. */
    synchronized void startOver() {
        holdings.values().forEach(Holdings::startOver);
        for (final ToldOrder order : orders.values()) {
            askAgain(order);
        }
    }

    Holdings holdings(final String account) {
        return holdings.get(account);
    }

    List<String> accounts() {
        return accounts;
    }

    /** Returns the working orders that pass; the caller holds the lock while it reads them. */
    List<ToldOrder> orders(final Predicate<ToldOrder> wanted) {
        final List<ToldOrder> found = new ArrayList<>();
        for (final ToldOrder order : orders.values()) {
            if (wanted.test(order)) {
                found.add(order);
            }
        }
        return found;
    }

    ToldOrder order(final String orderId) {
        return orders.get(orderId);
    }

    /** Waits until a condition on what was told holds. Returns whether it does; false when time is up. */
    synchronized boolean await(final BooleanSupplier condition, final long untilNs) {
        while (!condition.getAsBoolean()) {
            final long leftMs = (untilNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            try {
                wait(leftMs);
            } catch (final InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Takes a message from the venue. */
    synchronized void onMessage(final Message message) {
        heard++;
        try {
            read(message, FixFields.text(message.getHeader(), MsgType.FIELD));
        } catch (final FieldNotFound | FixRefusal | RuntimeException unread) {
            events.accept(
                    "not understood: " + unread + " in " + message.toString().replace('\u0001', '|'));
            holdings.forEach((account, held) -> held.doubt(FixFields.text(message, Tag.SYMBOL)));
        }
        notifyAll();
    }

    private void read(final Message message, final String type) throws FieldNotFound, FixRefusal {
        switch (type) {
            case MessageType.EXECUTION_REPORT:
                onReport(message);
                break;
            case MessageType.ORDER_CANCEL_REJECT:
                onCancelReject(message);
                break;
            case MessageType.POSITIONS_REQUEST_ACK:
                onPositions(message, false);
                break;
            case MessageType.POSITION_REPORT:
                onPositions(message, true);
                break;
            case MessageType.MARKET_DATA_SNAPSHOT:
                onQuote(message);
                break;
            case MessageType.MARKET_DATA_REJECT:
                refused(FixFields.text(message, MDReqID.FIELD), message);
                break;
            case MessageType.BUSINESS_REJECT:
            case MessageType.SESSION_REJECT:
                onRefused(message);
                break;
            default:
                break;
        }
    }

    private void onReport(final Message report) {
        final String named = FixFields.text(report, Tag.ACCOUNT);
        final String account = named != null ? named : accounts.size() == 1 ? accounts.get(0) : null;
        final String orderId = FixFields.text(report, Tag.ORDER_ID);
        final boolean isOrder = orderId != null && !"NONE".equals(orderId);
        if (isOrder && account != null && holdings.containsKey(account)) {
            book(report, account);
            follow(report, account, orderId);
        }
        final Asked list = questions.get(FixFields.text(report, Tag.MASS_STATUS_REQ_ID));
        if (list != null && !list.isOver()) {
            onListed(list, report, isOrder ? orderId : null);
        }
        final Asked slice = questions.get(FixFields.text(report, Tag.CL_ORD_ID));
        if (slice != null) {
            onSlice(slice, report);
        }
    }

    private void book(final Message report, final String account) {
        final String execType = FixFields.text(report, Tag.EXEC_TYPE);
        final String symbol = FixFields.text(report, Tag.SYMBOL);
        final Holdings held = holdings.get(account);
        if (isOneOf(FILLS, execType)) {
            final BigDecimal quantity = decimal(report, Tag.LAST_QTY);
            final boolean isBuy = "1".equals(FixFields.text(report, Tag.SIDE));
            held.fill(symbol, FixFields.text(report, Tag.EXEC_ID), isBuy ? quantity : quantity.negate());
        } else if ("H".equals(execType)) {
            held.bust(symbol, FixFields.text(report, Tag.EXEC_REF_ID));
        } else if ("G".equals(execType)) {
            held.doubt(symbol);
        }
    }

    private void follow(final Message report, final String account, final String orderId) {
        final String status = FixFields.text(report, Tag.ORD_STATUS);
        if (isOneOf(OVER, status)) {
            orders.remove(orderId);
            return;
        }
        ToldOrder order = orders.get(orderId);
        if (order == null) {
            order = new ToldOrder(
                    orderId, account, FixFields.text(report, Tag.SYMBOL), FixFields.text(report, Tag.SIDE));
            orders.put(orderId, order);
        }
        order.heard = heard;
        final boolean isPending = status == null || isOneOf(PENDING, status);
        if (isPending && order.clOrdId != null) {
            return;
        }
        order.clOrdId = FixFields.text(report, Tag.CL_ORD_ID);
        order.orderType = FixFields.text(report, Tag.ORD_TYPE);
        order.timeInForce = FixFields.text(report, Tag.TIME_IN_FORCE);
        order.price = FixFields.text(report, Tag.PRICE);
        order.stopPrice = FixFields.text(report, Tag.STOP_PX);
        order.quantity = decimal(report, Tag.ORDER_QTY);
        order.leaves = decimal(report, Tag.LEAVES_QTY);
        order.purpose = Purpose.of(report);
        order.cancel = order.purpose == Purpose.ENTRY ? Requests.cancel(requests.nextId(), order) : null;
    }

    private void onListed(final Asked list, final Message report, final String orderId) {
        if (orderId != null) {
            list.orderIds.add(orderId);
        }
        list.answers++;
        final String total = FixFields.text(report, Tag.TOT_NUM_REPORTS);
        list.isComplete = orderId == null && total == null
                || (total != null && list.answers >= Integer.parseInt(total))
                || "Y".equals(FixFields.text(report, Tag.LAST_RPT_REQUESTED));
        if (list.isComplete) {
            orders.values()
                    .removeIf(order -> order.account.equals(list.account)
                            && order.heard <= list.heardBefore
                            && !list.orderIds.contains(order.orderId));
        }
    }

    private static void onSlice(final Asked slice, final Message report) {
        final String execType = FixFields.text(report, Tag.EXEC_TYPE);
        final String status = FixFields.text(report, Tag.ORD_STATUS);
        if (isOneOf(FILLS, execType)) {
            slice.filled = slice.filled.add(decimal(report, Tag.LAST_QTY));
        }
        slice.isComplete |= isOneOf(OVER, status);
    }

    private void onCancelReject(final Message reject) {
        final ToldOrder order = orders.get(FixFields.text(reject, Tag.ORDER_ID));
        final Asked change = questions.get(FixFields.text(reject, Tag.CL_ORD_ID));
        if (order != null) {
            askAgain(order);
        }
        if (change != null) {
            change.isRefused = true;
        }
    }

    /** What was asked may not have come, or was refused: the next cancel is sent under another id. */
    private void askAgain(final ToldOrder order) {
        if (order.cancel != null) {
            order.isCancelAsked = false;
            order.cancel = Requests.cancel(requests.nextId(), order);
        }
    }

    private void onPositions(final Message message, final boolean isReport) throws FixRefusal {
        final Asked asked = questions.get(FixFields.text(message, Tag.POS_REQ_ID));
        if (asked == null || asked.isOver()) {
            return;
        }
        if (isReport) {
            asked.positions.onReport(message);
        } else {
            asked.positions.onAck(message);
        }
        asked.isRefused = asked.positions.refusal() != null;
        asked.isComplete = asked.positions.isComplete();
        if (asked.isComplete) {
            holdings.get(asked.account).onTold(asked.positions.net());
        }
    }

    private void onQuote(final Message snapshot) throws FieldNotFound {
        final Asked asked = questions.get(FixFields.text(snapshot, MDReqID.FIELD));
        if (asked == null) {
            return;
        }
        for (final Group each : snapshot.getGroups(NoMDEntries.FIELD)) {
            if (each.getChar(MDEntryType.FIELD) == MDEntryType.BID) {
                asked.bid = decimal(each, MDEntryPx.FIELD);
            } else if (each.getChar(MDEntryType.FIELD) == MDEntryType.OFFER) {
                asked.offer = decimal(each, MDEntryPx.FIELD);
            }
        }
        asked.isComplete = true;
    }

    /** A BusinessMessageReject names what it refuses by our id, or by its kind alone. */
    private void onRefused(final Message reject) {
        final String id = FixFields.text(reject, Tag.BUSINESS_REJECT_REF_ID);
        if (id != null && questions.containsKey(id)) {
            refused(id, reject);
            return;
        }
        events.accept("refused by the venue: " + FixFields.text(reject, Tag.REF_MSG_TYPE) + ": "
                + FixFields.text(reject, Tag.TEXT));
    }

    private void refused(final String id, final Message reject) {
        final Asked asked = questions.get(id);
        if (asked != null) {
            asked.isRefused = true;
        }
        events.accept("refused by the venue: " + FixFields.text(reject, Tag.TEXT));
    }

    private static BigDecimal decimal(final quickfix.FieldMap message, final int tag) {
        final String text = FixFields.text(message, tag);
        if (text == null) {
            throw new IllegalArgumentException("field " + tag + " is missing");
        }
        return FixDecimal.plain(text);
    }

    private static boolean isOneOf(final String codes, final String text) {
        return text != null && text.length() == 1 && codes.contains(text);
    }
}
