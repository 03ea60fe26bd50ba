package breakwater.gateway.fix.orderentry;

import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import breakwater.gateway.fix.FixTime;

/** An ExecutionReport (8) as {@link ReportReader} understood it, in the engine's terms. */
final class Report {
    long clientOrderId;
    /** OrderID (37) as it came, null where it did not. */
    String orderId;

    long venueOrderId;
    long executionId;
    long referenceExecutionId;
    int instrumentId;
    int accountId;
    ExecType execType;
    OrderState state;
    Side side;
    boolean isMaker;
    int rejectCode;
    long price;
    long quantity;
    long cumQuantity;
    long leavesQuantity;
    /** The fill that is told of: for a bust the one that never happened, for a correction what it was. Null for other reports. */
    ToldFill fill;
    /** The venue, asked, does not know the order. */
    boolean isUnknownOrder;
    /** TransactTime (60), UTC ns, {@link FixTime#NOT_A_TIME} where there is none. */
    long timeNs = FixTime.NOT_A_TIME;
}
