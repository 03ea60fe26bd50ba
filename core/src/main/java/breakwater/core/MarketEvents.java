package breakwater.core;

import breakwater.core.ingest.Bar;
import breakwater.core.ingest.Ingest;
import breakwater.core.message.BarDecoder;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.TradeDecoder;
import breakwater.core.order.Orders;
import breakwater.core.position.Positions;
import breakwater.core.reference.Instruments;
import breakwater.core.signal.Signals;

/**
 * What the market says: through ingest to the marks, the stops that are watched, and the strategies. Thread: core.
 * Allocates: never.
 */
final class MarketEvents {
    private final Stages stages;
    private final Instruments instruments;
    private final Ingest ingest;
    private final Signals signals;
    private final Orders orders;
    private final Positions positions;
    private final Outputs outputs;
    private final Frame frame;
    private final Refusals refusals;
    private final Rechecks rechecks;

    MarketEvents(final Stages stages) {
        this.stages = stages;
        instruments = stages.instruments;
        ingest = stages.ingest;
        signals = stages.signals;
        orders = stages.orders;
        positions = stages.positions;
        outputs = stages.outputs;
        frame = stages.frame;
        refusals = stages.refusals;
        rechecks = stages.rechecks;
    }

    void onQuote(final QuoteDecoder quote) {
        final int instrumentId = quote.instrumentId();
        final QuarantineReason reason = ingest.onQuote(frame, quote, outputs.nowNs());
        if (reason != QuarantineReason.NONE) {
            ingest.onRefused(frame.sourceId(), instrumentId, outputs.nowNs());
            refusals.quarantine(reason, instrumentId, ingest.observed(), ingest.bound());
            return;
        }
        onMark(instrumentId);
        signals.onQuote(instrumentId, outputs.nowNs());
    }

    void onTrade(final TradeDecoder trade) {
        final int instrumentId = trade.instrumentId();
        final QuarantineReason reason = ingest.onTrade(frame, trade, outputs.nowNs());
        if (reason != QuarantineReason.NONE) {
            ingest.onRefused(frame.sourceId(), instrumentId, outputs.nowNs());
            refusals.quarantine(reason, instrumentId, ingest.observed(), ingest.bound());
            return;
        }
        onMark(instrumentId);
    }

    void onDepth(final DepthDecoder depth) {
        final int instrumentId = depth.instrumentId();
        final boolean isKnown = instruments.isDefined(instrumentId);
        final long bid = isKnown ? ingest.bidPrice(instrumentId) : 0;
        final long ask = isKnown ? ingest.askPrice(instrumentId) : 0;
        final long timeNs = isKnown ? ingest.quoteTimeNs(instrumentId) : 0;
        final QuarantineReason reason = ingest.onDepth(frame, depth, outputs.nowNs());
        if (reason != QuarantineReason.NONE) {
            ingest.onRefused(frame.sourceId(), instrumentId, outputs.nowNs());
            refusals.quarantine(reason, instrumentId, ingest.observed(), ingest.bound());
            return;
        }
        if (ingest.bidPrice(instrumentId) != bid
                || ingest.askPrice(instrumentId) != ask
                || ingest.quoteTimeNs(instrumentId) != timeNs) {
            onMark(instrumentId);
            signals.onQuote(instrumentId, outputs.nowNs());
        }
    }

    void onBar(final BarDecoder bar) {
        final int instrumentId = bar.instrumentId();
        final QuarantineReason reason = ingest.onBar(frame, bar, outputs.nowNs());
        if (reason != QuarantineReason.NONE) {
            ingest.onRefused(frame.sourceId(), instrumentId, outputs.nowNs());
            refusals.quarantine(reason, instrumentId, ingest.observed(), ingest.bound());
            return;
        }
        onMark(instrumentId);
    }

    /** The market moved: revalue, watch stops, and let the monitor look at the money. */
    private void onMark(final int instrumentId) {
        positions.onMark(instrumentId, outputs.nowNs());
        orders.onMark(instrumentId, outputs.nowNs());
        rechecks.onMark(instrumentId);
        if (positions.isOpen(instrumentId)) {
            stages.evaluateAccounts();
        }
    }

    /** A feed or a market opened, closed, or lost its thread. */
    void onFeedStatus(final FeedStatusDecoder status) {
        final int instrumentId = status.instrumentId();
        final QuarantineReason reason = ingest.onFeedStatus(frame, status, outputs.nowNs());
        refusals.quarantineUnlessNone(reason, instrumentId);
        if (reason == QuarantineReason.NONE) {
            rechecks.onMarketState(instrumentId);
        }
    }

    /** Puts the bar out and shows it to the strategies, and to the stops of those that trade it. */
    void onBarClosed(final Bar bar) {
        outputs.barClosed()
                .instrumentId(bar.instrumentId)
                .timeframeNs(bar.timeframeNs)
                .openTimeNs(bar.openTimeNs)
                .openPrice(bar.openPrice)
                .highPrice(bar.highPrice)
                .lowPrice(bar.lowPrice)
                .closePrice(bar.closePrice)
                .volume(bar.volume);
        outputs.commit();
        signals.onBar(bar, outputs.nowNs());
        for (int strategyId = 0; strategyId < signals.count(); strategyId++) {
            if (signals.isOwnBar(strategyId, bar)) {
                orders.onBar(strategyId, bar, signals.atr(strategyId, bar.instrumentId), outputs.nowNs());
            }
        }
    }
}
