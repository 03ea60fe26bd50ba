package breakwater.tools.inspect;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderState;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every order with its last state. */
@Command(name = "orders", mixinStandardHelpOptions = true, description = "Every order in its last state.")
public final class OrdersCommand extends TableCommand {
    @Option(names = "--open", description = "only orders that are not terminal")
    private boolean isOpenOnly;

    @Option(
            names = "--shared",
            description = "from the shared state that a running engine keeps on Chronicle Map, not the journal")
    private boolean isShared;

    private final OrderNewDecoder order = new OrderNewDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final Map<Long, Row> rows = new LinkedHashMap<>();

    private static final class Row {
        private Object[] cells;
        private OrderState state;
        private boolean isRecent;
    }

    public OrdersCommand() {
        super("orders");
    }

    @Override
    boolean isShared() {
        return isShared;
    }

    @Override
    Table newTable() {
        return new Table(
                "order",
                "parent",
                "strategy",
                "instrument",
                "role",
                "side",
                "type",
                "price",
                "stopPrice",
                "quantity",
                "filled",
                "leaves",
                "state",
                "time",
                "asOf");
    }

    @Override
    void onOutput(final Frame f, final boolean isRecent, final Catalogue names, final Table table) {
        if (f.templateId() == OrderNewDecoder.TEMPLATE_ID) {
            order.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
            final int id = order.instrumentId();
            final Row row = rows.computeIfAbsent(order.clientOrderId(), key -> new Row());
            row.state = OrderState.PENDING_NEW;
            row.isRecent |= isRecent;
            row.cells = new Object[] {
                OrderIds.text(order.clientOrderId()),
                OrderIds.text(order.parentId()),
                names.strategy(order.strategyId()),
                names.symbol(id),
                order.role(),
                order.side(),
                order.orderType(),
                names.price(id, order.price()),
                names.price(id, order.stopPrice()),
                names.quantity(id, order.quantity()),
                names.quantity(id, 0),
                names.quantity(id, order.quantity()),
                row.state,
                Times.text(f.ingressTimeNs()),
                f.sequence()
            };
        } else if (f.templateId() == OrderChangedDecoder.TEMPLATE_ID) {
            changed.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
            final int id = changed.instrumentId();
            final Row row = rows.computeIfAbsent(changed.clientOrderId(), key -> new Row());
            if (row.cells == null) {
                row.cells = new Object[] {
                    OrderIds.text(changed.clientOrderId()),
                    "-",
                    names.strategy(changed.strategyId()),
                    names.symbol(id),
                    changed.role(),
                    changed.side(),
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    0L
                };
            }
            row.state = changed.state();
            row.isRecent |= isRecent;
            row.cells[7] = names.price(id, changed.price());
            row.cells[9] = names.quantity(id, changed.quantity());
            row.cells[10] = names.quantity(id, changed.cumQuantity());
            row.cells[11] = names.quantity(id, changed.leavesQuantity());
            row.cells[12] = row.state;
            row.cells[13] = Times.text(f.ingressTimeNs());
            row.cells[14] = f.sequence();
        }
    }

    @Override
    void finish(final Catalogue names, final Table table) {
        for (final Row row : rows.values()) {
            if (row.isRecent && !(isOpenOnly && isTerminal(row.state))) {
                table.add(row.cells);
            }
        }
    }

    static boolean isTerminal(final OrderState state) {
        return state == OrderState.FILLED
                || state == OrderState.CANCELED
                || state == OrderState.REJECTED
                || state == OrderState.EXPIRED
                || state == OrderState.NOT_SENT;
    }
}
