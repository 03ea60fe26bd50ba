package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.Capabilities;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import quickfix.Message;
import quickfix.Session;
import quickfix.field.MsgType;

/**
 * What follows a logon: OrderMassStatusRequest (AF) for everything open; whatever we hold for open and the answer leaves
 * out is asked for one by one (H). The answers are events like all others; here it is only told when they are complete. It is
 * asked again at intervals, without holding anything up. A venue that cannot list is asked for each order; one that cannot be asked
 * at all, nor resends, may have filled what was open, and a person has to look.
 *
 * <p>Thread: the session's; {@link #tick} the port's timer, {@link #isOver} and {@link #await} any.
 */
final class Reconciliation {
    /** After so long a venue that does not answer is taken as one that cannot, nanoseconds. */
    static final long PATIENCE_NS = 5_000_000_000L;

    /** Where the line broke, the venue may ask for a resend just then, and the gap fill may swallow the request. */
    private static final long ASK_AGAIN_NS = 1_000_000_000L;

    private static final String ALL_ORDERS = "7";
    private static final String WHO_KNOWS =
            "orders may have traded while the session was down; this venue neither resends "
                    + "reports nor can be asked: compare its fills, orders and positions with ours, then resume";

    private final Capabilities capabilities;
    /** Whether orders may work there that nobody here knows of: those of an earlier process. */
    private boolean hasRunBefore;

    private final KnownOrders orders;
    private final OrderEncoder encoder;
    private final FixEvents events;
    private final Set<Long> unheard = new HashSet<>();
    private String requestId;
    private int heard;
    private long number;
    private long begunNs;
    private long askedNs;
    private boolean isAsking;
    private volatile boolean isOver;

    /** @param hasRunBefore whether an earlier process spoke to the venue, and may have left orders there */
    Reconciliation(
            final Capabilities capabilities,
            final boolean hasRunBefore,
            final KnownOrders orders,
            final OrderEncoder encoder,
            final FixEvents events) {
        this.capabilities = capabilities;
        this.hasRunBefore = hasRunBefore;
        this.orders = orders;
        this.encoder = encoder;
        this.events = events;
    }

    /** Asks, as the first thing that is sent after a logon. */
    synchronized void begin(final Session session) {
        isOver = false;
        start(session);
    }

    /** Asks anew while orders pass. */
    synchronized void again(final Session session) {
        if (isOver && !isAsking) {
            start(session);
        }
    }

    private void start(final Session session) {
        isAsking = true;
        begunNs = System.nanoTime();
        unheard.clear();
        unheard.addAll(orders.open());
        if (capabilities.massStatus()) {
            ask(session);
        } else {
            end(session, "this venue cannot list its open orders");
        }
    }

    private void ask(final Session session) {
        requestId = "open-" + session.getExpectedSenderNum() + "-" + ++number;
        heard = 0;
        askedNs = System.nanoTime();
        final Message request = new Message();
        request.getHeader().setString(MsgType.FIELD, MessageType.MASS_STATUS_REQUEST);
        request.setString(Tag.MASS_STATUS_REQ_ID, requestId);
        request.setString(Tag.MASS_STATUS_REQ_TYPE, ALL_ORDERS);
        session.send(request);
    }

    /** Forgets what was asked: the session went down. */
    synchronized void abandon() {
        isOver = false;
        isAsking = false;
        requestId = null;
    }

    /** Looks at an ExecutionReport; it may be one of the answers, and the last of them. */
    synchronized void onReport(final Session session, final Message report) throws FixRefusal {
        if (!isAsking || !requestId.equals(FixFields.text(report, Tag.MASS_STATUS_REQ_ID))) {
            return;
        }
        heard++;
        unheard.remove(ClOrdId.orderOf(FixFields.text(report, Tag.CL_ORD_ID)));
        final int total = FixFields.integer(report, Tag.TOT_NUM_REPORTS, -1);
        final boolean isNone = FixFields.character(report, Tag.ORD_STATUS) == '8'
                && ClOrdId.orderOf(FixFields.text(report, Tag.CL_ORD_ID)) == 0;
        if (isNone || heard == total || "Y".equals(FixFields.text(report, Tag.LAST_RPT_REQUESTED))) {
            end(session, "the venue told of " + (isNone ? 0 : heard) + " open orders");
        }
    }

    /** The venue does not take AF. */
    synchronized void onRefused(final Session session) {
        if (isAsking) {
            end(session, "the venue does not list its open orders");
        }
    }

    /** Looks at the time: asks again, or goes on without an answer. */
    synchronized void tick(final Session session) {
        if (!isAsking) {
            return;
        }
        final long nowNs = System.nanoTime();
        if (nowNs - begunNs > PATIENCE_NS) {
            end(session, "the venue did not list its open orders");
        } else if (heard == 0 && nowNs - askedNs > ASK_AGAIN_NS) {
            ask(session);
        }
    }

    /** Returns whether orders may pass. The sender asks and never waits for whoever is told of an answer just then. */
    boolean isOver() {
        return isOver;
    }

    private void end(final Session session, final String how) {
        final boolean isFirst = !isOver;
        isOver = true;
        isAsking = false;
        if (!isFirst) {
            // While orders pass, many end beside the question.
            unheard.retainAll(orders.open());
        }
        final Set<Long> asked = new HashSet<>(unheard);
        if (!capabilities.orderStatus()) {
            if (isFirst && (hasRunBefore || !asked.isEmpty())) {
                events.onRefused(WHO_KNOWS, "", true);
                hasRunBefore = false;
            }
            asked.clear();
        }
        for (final long order : asked) {
            try {
                final Message query = encoder.query(order);
                if (query != null) {
                    session.send(query);
                }
            } catch (final FixRefusal refusal) {
                events.onUnsendable(refusal.getMessage());
            }
        }
        final String told = how + (asked.isEmpty() ? "" : ", " + asked.size() + " more of ours were asked for");
        if (isFirst) {
            events.onReconciled(told);
        } else {
            events.onEvent(told);
        }
        notifyAll();
    }

    synchronized boolean await(final long timeout, final TimeUnit unit) throws InterruptedException {
        final long untilNs = System.nanoTime() + unit.toNanos(timeout);
        while (!isOver) {
            final long leftMs = (untilNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }
}
