package breakwater.core.position;

import breakwater.core.fake.FakeMarket;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.Digest;

/**
 * Books with two accounts of 10,000 and three instruments: 0 = BTC-like (price -2, quantity -5), 1 = fine-grained
 * (-8, -8: notionals round), 2 = a future (price -2, whole contracts of 50).
 */
final class Books {
    static final long OPENING_E8 = 10_000_00000000L;

    final FakeMarket market = new FakeMarket();
    final OutputTape tape = new OutputTape();
    final Outputs outputs = new Outputs(tape);
    final Instruments instruments = new Instruments(Capacity.SMALL.instruments());
    final Positions positions;
    private final Fill fill = new Fill();
    private long executionId;

    Books() {
        instruments.define(Definitions.instrument(0, AssetClass.CRYPTO, -2, -5, 1));
        instruments.define(Definitions.instrument(1, AssetClass.FX, -8, -8, 1));
        instruments.define(Definitions.instrument(2, AssetClass.FUTURE, -2, 0, 50));
        positions = new Positions(instruments, market, outputs, Capacity.SMALL);
        positions.define(Definitions.account(0, OPENING_E8));
        positions.define(Definitions.account(1, OPENING_E8));
    }

    Fill fill(
            final int strategyId,
            final int instrumentId,
            final Side side,
            final long quantity,
            final long price,
            final long feeE8) {
        fill.clientOrderId = 1;
        fill.executionId = ++executionId;
        fill.instrumentId = instrumentId;
        fill.venueId = 0;
        fill.accountId = strategyId == Frame.NO_ID ? 0 : strategyId % 2;
        fill.strategyId = strategyId;
        fill.side = side;
        fill.role = OrderRole.ENTRY;
        fill.flag = QuarantineReason.NONE;
        fill.price = price;
        fill.quantity = quantity;
        fill.feeE8 = feeE8;
        return fill;
    }

    boolean book(
            final int strategyId,
            final int instrumentId,
            final Side side,
            final long quantity,
            final long price,
            final long feeE8) {
        outputs.onCause(executionId, 1, 1);
        return positions.apply(fill(strategyId, instrumentId, side, quantity, price, feeE8), 1);
    }

    boolean bust(final long referenceExecutionId) {
        outputs.onCause(executionId, 1, 1);
        return positions.bust(0, referenceExecutionId, 1);
    }

    /** Takes over what is not in the books: market and the next execution id. */
    void mirror(final Books other) {
        executionId = other.executionId;
        for (int i = 0; i < 3; i++) {
            market.quote(i, other.market.bidPrice(i), other.market.askPrice(i));
            if (!other.market.isFresh(i, 1)) {
                market.goesStale(i);
            }
        }
    }

    long lastExecutionId() {
        return executionId;
    }

    void mark(final int instrumentId, final long bid, final long ask) {
        market.quote(instrumentId, bid, ask);
        positions.onMark(instrumentId, 1);
    }

    long digest() {
        final Digest digest = new Digest();
        positions.writeTo(digest);
        return digest.value();
    }
}
