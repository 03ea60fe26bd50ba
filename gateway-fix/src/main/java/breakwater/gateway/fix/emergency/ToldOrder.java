package breakwater.gateway.fix.emergency;

import java.math.BigDecimal;
import quickfix.Message;

/** A working order as the venue told of it. Thread: any, under its {@link AccountView}'s lock. */
final class ToldOrder {
    final String orderId;
    final String account;
    final String symbol;
    /** 54, 40 and 59 as they came; type and time in force null where they did not. */
    final String side;

    String orderType;
    String timeInForce;
    /** What 41 has to name. */
    String clOrdId;

    Purpose purpose;
    BigDecimal quantity;
    BigDecimal leaves;
    /** 44 and 99 as they came, null where they did not. */
    String price;

    String stopPrice;
    /** The count of messages heard when the venue spoke of it last. */
    long heard;

    boolean isCancelAsked;
    /** The request that takes it back, ready but for its time; null for what is not to be taken back. */
    Message cancel;

    ToldOrder(final String orderId, final String account, final String symbol, final String side) {
        this.orderId = orderId;
        this.account = account;
        this.symbol = symbol;
        this.side = side;
    }
}
