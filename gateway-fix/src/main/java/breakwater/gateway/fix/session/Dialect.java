package breakwater.gateway.fix.session;

import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixWriter;
import java.util.List;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.SessionSettings;

/** How one kind of venue speaks FIX. Immutable. Thread: any. */
public interface Dialect {
    /** Generic FIX 4.4. */
    Dialect FIX44 = new Fix44();

    /** Returns all there are; the first is what a row that names none gets. */
    static List<Dialect> all() {
        return List.of(FIX44, new Fix50Sp2(), new Fix42(), new Binance());
    }

    /** Returns the word for it in a configuration. */
    String name();

    Capabilities capabilities();

    /** Throws {@link IllegalArgumentException} that names what a connection has and a venue of this kind does not take. */
    void check(FixConnection connection);

    /** Returns the session's name: BeginString (8) and the two CompIDs. */
    SessionID sessionId(String sender, String target);

    /** Adds QuickFIX/J's settings of a session: dictionaries, versions, and whether sequence numbers outlive a connection. */
    void addTo(SessionSettings settings, SessionID id);

    /** Returns what is wrong with a user's credentials, null if they will do. */
    String faultOf(Credentials credentials);

    /** Writes a Logon's fields that are more than the session's own; its header is complete. */
    void logOn(Message logon, Credentials credentials);

    /**
     * Writes a NewOrderSingle's (D) body after its ClOrdID.
     *
     * @param timeNs event time, nanoseconds since 1970 UTC
     */
    void newOrder(FixWriter body, OrderNewDecoder order, FixTerms.Instrument instrument, String account, long timeNs)
            throws FixRefusal;

    /**
     * Writes an OrderCancelRequest's (F) body after its ids.
     *
     * @param quantity of the order, mantissa; 0 where it is not known
     */
    void cancel(
            FixWriter body,
            OrderCancelDecoder cancel,
            FixTerms.Instrument instrument,
            String account,
            long quantity,
            long timeNs)
            throws FixRefusal;

    /**
     * Writes an OrderCancelReplaceRequest's (G) body after its ids.
     *
     * @param timeInForce of the order, null where it is not known
     */
    void replace(
            FixWriter body,
            OrderReplaceDecoder replace,
            FixTerms.Instrument instrument,
            String account,
            OrderType type,
            TimeInForce timeInForce,
            long timeNs)
            throws FixRefusal;

    /** Writes an OrderStatusRequest's (H) body after its ids. */
    void query(FixWriter body, FixTerms.Instrument instrument, String account, Side side) throws FixRefusal;

    /** Returns what an ExecutionReport tells, as FIX 4.4's ExecType (150) would say it; 0 where nothing does. */
    char execType(Message report) throws FixRefusal;

    /** Returns whether an ExecutionReport of that {@link #execType} has to have an ExecID (17). */
    boolean hasExecId(char execType);

    /**
     * Returns a fill's fee where it is an amount in that currency, else 0; 1e-8 of it, what is finer cut off, for no fill is
     * refused over its fee.
     */
    long feeE8(Message report, String currency);

    /** Returns why a cancel or a replace was refused, as CxlRejReason (102) has it; 99 where nothing says. */
    int cancelRejectReason(Message reject) throws FixRefusal;
}
