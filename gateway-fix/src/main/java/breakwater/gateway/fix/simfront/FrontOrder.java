package breakwater.gateway.fix.simfront;

import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import quickfix.SessionID;

/** A client's order as the front keeps it beside the venue's: names, and who waits for which answer. Thread: the venue's. */
final class FrontOrder {
    final long id;
    final SessionID session;
    final String account;
    final int instrumentId;
    final Side side;
    final OrderType orderType;
    final TimeInForce timeInForce;
    long stopPrice;
    /** The ClOrdID that was accepted last. */
    String clOrdId;
    /** What the order was said to be for: PositionEffect (77) and ExecInst (18), null where it was not said. */
    String positionEffect;

    String execInst;
    /** The order that it forms a one-cancels-other pair with, 0 = none, and how it was named (583). */
    long linkId;

    String linkedTo;
    /** Cancels, replaces and queries that the venue has not answered, oldest first, and who asked. */
    final Deque<Cancel> cancels = new ArrayDeque<>(1);

    final Deque<Replace> replaces = new ArrayDeque<>(1);
    final Deque<Query> queries = new ArrayDeque<>(1);
    /** Sum of price times quantity over the fills, for the average price. */
    BigInteger turnover = BigInteger.ZERO;

    /** The same of each fill, by execution id, since a correction names the old one alone. */
    final Map<Long, BigInteger> turnovers = new HashMap<>(2);

    /** What the order is called, beside {@link #clOrdId} every name that it had: a session and a ClOrdID of its. */
    final List<Name> names = new ArrayList<>(1);

    /** The venue's OrderID (37), null until it told. */
    String orderId;
    /** OrdStatus (39) as it was told last; pending new until then. */
    char status = 'A';

    boolean isDone;

    record Name(SessionID session, String clOrdId) {}

    record Cancel(SessionID by, String clOrdId) {}

    record Replace(SessionID by, String clOrdId, long stopPrice) {}

    /** {@code massStatusId} is null for a request of one order. */
    record Query(SessionID by, String massStatusId, int total, boolean isLast) {}

    FrontOrder(
            final long id,
            final SessionID session,
            final String clOrdId,
            final String account,
            final int instrumentId,
            final Side side,
            final OrderType orderType,
            final TimeInForce timeInForce,
            final long stopPrice) {
        this.id = id;
        this.session = session;
        this.clOrdId = clOrdId;
        this.account = account;
        this.instrumentId = instrumentId;
        this.side = side;
        this.orderType = orderType;
        this.timeInForce = timeInForce;
        this.stopPrice = stopPrice;
    }
}
