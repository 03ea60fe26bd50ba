package breakwater.core.monitor;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.Side;
import breakwater.core.order.EntryEnds;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * T12: what a supervisor would call manipulation if it were meant: layers, rapid cancels, trades with ourselves. Each is told
 * as a WARNING, and holds only where a row says so, until a person resumes.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class ConductWatch implements EntryEnds {
    private final Layers layers;
    private final RapidCancels rapid;
    private final OwnTrades own;
    private MarketView market;

    ConductWatch(final Capacity capacity, final Scopes scopes, final Latches latches, final BreakerRows rows) {
        layers = new Layers(capacity.strategies(), scopes, latches, rows);
        rapid = new RapidCancels(capacity.strategies(), scopes, latches, rows);
        own = new OwnTrades(capacity.instruments(), scopes, latches, rows);
    }

    /** Names who knows the touch; without it every entry was away from it. */
    void market(final MarketView knows) {
        market = knows;
    }

    @Override
    public void onEntryEnded(
            final int strategyId,
            final int instrumentId,
            final Side side,
            final long price,
            final boolean isCanceled,
            final long livedNs,
            final long nowNs) {
        rapid.onEnded(strategyId, isCanceled, livedNs);
        if (isCanceled && isAway(instrumentId, side, price)) {
            layers.onCanceled(strategyId, instrumentId, side == Side.BUY, livedNs, nowNs);
        }
    }

    private boolean isAway(final int instrumentId, final Side side, final long price) {
        return market == null
                || (side == Side.BUY ? price < market.bidPrice(instrumentId) : price > market.askPrice(instrumentId));
    }

    /** A fill of a strategy's was booked. */
    void onFill(
            final int strategyId,
            final int instrumentId,
            final Side side,
            final long price,
            final long quantity,
            final long nowNs) {
        layers.onFill(strategyId, instrumentId, side == Side.BUY, nowNs);
        own.onFill(instrumentId, side == Side.BUY, price, quantity, nowNs);
    }

    void writeTo(final SnapshotWriter writer) {
        layers.writeTo(writer);
        rapid.writeTo(writer);
        own.writeTo(writer);
    }

    void readFrom(final SnapshotReader reader) {
        layers.readFrom(reader);
        rapid.readFrom(reader);
        own.readFrom(reader);
    }
}
