package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.AllocationCount;
import breakwater.core.fake.FakeMarket;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;
import breakwater.core.position.Definitions;
import breakwater.core.position.Fill;
import breakwater.core.position.OutputTape;
import breakwater.core.position.Positions;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.Digest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fills, marks, looks, deadlines, busts, polls and digests, books and monitor together as the engine wires them. */
class BooksAllocateNothingTest {
    private static final long SECOND = 1_000_000_000L;

    private final FakeMarket market = new FakeMarket();
    private final Outputs outputs = new Outputs(new OutputTape().mute());
    private final Instruments instruments = new Instruments(Capacity.SMALL.instruments());
    private final Accounts accounts = new Accounts(Capacity.SMALL.accounts());
    private final Positions positions = new Positions(instruments, market, outputs, Capacity.SMALL);
    private final Monitor monitor = new Monitor(instruments, positions, outputs, Capacity.SMALL, accounts);
    private final Fill fill = new Fill();
    private final Digest digest = new Digest();
    private long nowNs = 20_000L * 86_400 * SECOND;
    private long executionId;
    private long raised;

    BooksAllocateNothingTest() {
        instruments.define(Definitions.instrument(0, AssetClass.CRYPTO, -2, -5, 1));
        accounts.define(Definitions.account(0, 1_000_000_000_000L));
        positions.define(Definitions.account(0, 1_000_000_000_000L));
        positions.equityMarks(monitor);
        market.quote(0, 100_00, 100_01);
        monitor.evaluate(0, nowNs);
    }

    @Tag("slow")
    @Test
    void onFillsMarksLooksDeadlinesBustsAndDigestsOnceWarm() {
        final AllocationCount count = new AllocationCount(BooksAllocateNothingTest.class);
        run(20_000);

        assertEquals(0, count.count(1, () -> run(50_000)), "bytes over 50,000 events");
        assertTrue(raised > 0, "the run met breakers");
        assertEquals(positions.netQuantity(0), positions.netQuantity(0, 0) + positions.suspenseQuantity(0));
    }

    private void run(final int events) {
        for (int i = 0; i < events; i++) {
            final long random = Frame.mix(nowNs + i);
            nowNs += SECOND / 4;
            outputs.onCause(i, nowNs, nowNs);
            while (monitor.nextDeadlineNs() <= nowNs) {
                monitor.onDeadline(monitor.nextDeadlineNs());
            }
            if ((random & 3) == 0) {
                book(random);
            } else {
                final long price = 99_00 + (random >>> 8 & 255);
                market.quote(0, price, price + 1);
                positions.onMark(0, nowNs);
            }
            monitor.evaluate(0, nowNs);
            while (monitor.pollRaised()) {
                raised += monitor.raisedId()
                        + monitor.raisedLevel().value()
                        + monitor.raisedType().value();
            }
            if ((i & 1023) == 0) {
                digest.reset();
                positions.writeTo(digest);
                monitor.writeTo(digest);
                positions.publish(0);
            }
        }
    }

    private void book(final long random) {
        fill.clientOrderId = 1;
        fill.executionId = ++executionId;
        fill.instrumentId = 0;
        fill.venueId = 0;
        fill.accountId = 0;
        fill.strategyId = (random >>> 9 & 7) == 0 ? Frame.NO_ID : 0;
        fill.side = positions.netQuantity(0) > 0 ? Side.SELL : Side.BUY;
        fill.role = OrderRole.ENTRY;
        fill.flag = QuarantineReason.NONE;
        fill.price = 99_00 + (random >>> 8 & 255);
        fill.quantity = 1 + (random >>> 20 & 0xFFFFF);
        fill.feeE8 = 100;
        if (positions.checkExecution(0, executionId, random) == QuarantineReason.NONE && positions.apply(fill, nowNs)) {
            positions.rememberExecution(0, executionId, random);
            if (positions.closedTrade()) {
                monitor.onTradeClosed(0, positions.closedTradePnlE8());
            }
            if ((random >>> 41 & 7) == 0) {
                positions.bust(0, executionId - (random >>> 44 & 15), nowNs);
            }
        }
    }
}
