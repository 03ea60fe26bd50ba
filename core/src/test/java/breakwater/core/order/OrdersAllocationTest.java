package breakwater.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.message.*;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OrdersAllocationTest {
    private final OrderFixture f = OrderFixture.linking();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
    private final ExecutionReportDecoder decoder = new ExecutionReportDecoder();
    private final Intent intent = new Intent();
    private final breakwater.core.snapshot.Digest digest = new breakwater.core.snapshot.Digest();

    @Test
    void submitReportsTimersAndDigestAllocateNothing() {
        f.keepsLines = false;
        f.checksReduceOnly = false;
        f.market.bid[0] = 100_00;
        f.market.ask[0] = 100_01;
        final AllocationCount count = new AllocationCount(OrdersAllocationTest.class);
        run(20_000);

        final long allocated = count.count(1, () -> run(20_000));

        assertEquals(0, allocated, "bytes in 20,000 rounds");
        assertEquals(0, f.orders.working().workingOrders());
    }

    private void run(final int rounds) {
        for (int i = 0; i < rounds; i++) {
            f.now += 1_000_000;
            f.begin();
            intent.reset();
            intent.side = (i & 1) == 0 ? Side.BUY : Side.SELL;
            intent.quantity = 10;
            intent.price = 100_00;
            intent.isBracketed = true;
            intent.protectiveStopPrice = (i & 1) == 0 ? 98_00 : 102_00;
            intent.target1Price = (i & 1) == 0 ? 104_00 : 96_00;
            intent.target2Price = (i & 1) == 0 ? 108_00 : 92_00;
            final long id = f.orders.submit(intent, f.now);
            report(id, ExecType.NEW, OrderState.NEW, intent.side, 0);
            report(id, ExecType.TRADE, OrderState.FILLED, intent.side, 10);
            final Side out = (i & 1) == 0 ? Side.SELL : Side.BUY;
            for (long leg = id + 1; leg <= id + 4; leg++) {
                report(leg, ExecType.NEW, OrderState.NEW, out, 0);
            }
            f.orders.onMark(0, f.now);
            report(id + 1, ExecType.TRADE, OrderState.FILLED, out, 5);
            report(id + 2, ExecType.TRADE, OrderState.FILLED, out, 5);
            report(id + 3, ExecType.CANCELED, OrderState.CANCELED, out, 0);
            report(id + 4, ExecType.CANCELED, OrderState.CANCELED, out, 0);
            while (f.orders.nextDeadlineNs() <= f.now) {
                f.begin();
                f.orders.onDeadline(f.orders.nextDeadlineNs());
            }
            if (i % 1000 == 0) {
                f.orders.writeTo(digest.reset());
            }
        }
    }

    private void report(final long id, final ExecType type, final OrderState state, final Side side, final long last) {
        f.begin();
        encoder.wrap(buffer, 0)
                .clientOrderId(id)
                .venueOrderId(id)
                .executionId(id)
                .instrumentId(0)
                .venueId(0)
                .accountId(0)
                .execType(type)
                .orderState(state)
                .side(side)
                .price(0)
                .quantity(0)
                .cumQuantity(last)
                .leavesQuantity(0)
                .lastPrice(100_00)
                .lastQuantity(last)
                .feeE8(0);
        decoder.wrap(buffer, 0, ExecutionReportDecoder.BLOCK_LENGTH, ExecutionReportDecoder.SCHEMA_VERSION);
        f.orders.onExecutionReport(decoder, f.now);
        f.orders.work(f.now);
    }
}
