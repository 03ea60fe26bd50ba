package breakwater.gateway.fix.orderentry;

import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import breakwater.core.message.UnknownOrderDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The plainest books: each execution id counts once, and of an order the last report stands. */
final class Books {
    private final Set<Long> executions = new HashSet<>();
    private final Map<Long, String> orders = new HashMap<>();
    private long position;

    void apply(final Frame frame) {
        if (frame.templateId() == UnknownOrderDecoder.TEMPLATE_ID) {
            final UnknownOrderDecoder unknown = new UnknownOrderDecoder()
                    .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            orders.put(unknown.clientOrderId(), "UNKNOWN");
            return;
        }
        if (frame.templateId() != ExecutionReportDecoder.TEMPLATE_ID) {
            return;
        }
        final ExecutionReportDecoder report = new ExecutionReportDecoder()
                .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
        final boolean isTrade = report.execType() == ExecType.TRADE;
        if (isTrade || report.execType() == ExecType.TRADE_BUST) {
            if (!executions.add(report.executionId())) {
                return;
            }
            position += (report.side() == Side.BUY) == isTrade ? report.lastQuantity() : -report.lastQuantity();
        }
        if (report.execType() != ExecType.STATUS || report.orderState() != OrderState.PENDING_NEW) {
            orders.put(report.clientOrderId(), report.orderState() + " " + report.cumQuantity());
        }
    }

    String order(final long clientOrderId) {
        return orders.getOrDefault(clientOrderId, "NOTHING");
    }

    long position() {
        return position;
    }
}
