package breakwater.gateway.fix.orderentry;

import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import breakwater.core.message.UnknownOrderDecoder;
import java.util.HashMap;
import java.util.Map;

/** The plainest books: each execution id counts once, and of an order the last report stands. */
final class Books {
    /** Signed quantity by execution id, 0 of what was taken back. */
    private final Map<Long, Long> executions = new HashMap<>();

    private final Map<Long, String> orders = new HashMap<>();

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
        final ExecType type = report.execType();
        if (type == ExecType.TRADE || type == ExecType.TRADE_CORRECT || type == ExecType.TRADE_BUST) {
            if (executions.containsKey(report.executionId())) {
                return;
            }
            final long signed = report.side() == Side.BUY ? report.lastQuantity() : -report.lastQuantity();
            executions.put(report.executionId(), type == ExecType.TRADE_BUST ? 0 : signed);
            if (type != ExecType.TRADE) {
                executions.put(report.referenceExecutionId(), 0L);
            }
        }
        if (report.execType() != ExecType.STATUS || report.orderState() != OrderState.PENDING_NEW) {
            orders.put(report.clientOrderId(), report.orderState() + " " + report.cumQuantity());
        }
    }

    String order(final long clientOrderId) {
        return orders.getOrDefault(clientOrderId, "NOTHING");
    }

    long position() {
        return executions.values().stream().mapToLong(Long::longValue).sum();
    }
}
