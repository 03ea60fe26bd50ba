package breakwater.core.signal;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.MarketState;
import breakwater.core.message.Trace;
import breakwater.core.reference.Instruments;

/**
 * Through which one strategy sees the market and speaks. Opening or moving orders needs a running strategy, an open feed
 * and a fresh quote; a signal said otherwise is not said. Thread: core. Allocates: at construction only.
 */
final class Voice {
    final Instruments instruments;
    final MarketView market;
    final int strategyId;
    final int instrumentId;
    private final Signals signals;

    Voice(
            final Signals signals,
            final Instruments instruments,
            final MarketView market,
            final int strategyId,
            final int instrumentId) {
        this.signals = signals;
        this.instruments = instruments;
        this.market = market;
        this.strategyId = strategyId;
        this.instrumentId = instrumentId;
    }

    Trace trace() {
        return signals.trace();
    }

    /** Returns whether the strategy runs, the feed is open without gap, and bid and ask are there and young enough. */
    boolean maySpeak(final long nowNs) {
        return signals.isRunning(strategyId)
                && market.state(instrumentId) == MarketState.OPEN
                && market.isFresh(instrumentId, nowNs)
                && market.bidPrice(instrumentId) > 0
                && market.askPrice(instrumentId) > 0
                && nowNs - market.quoteTimeNs(instrumentId) <= market.staleAfterNs(instrumentId);
    }

    /** Returns the stage's one signal, cleared, with strategy and instrument set. */
    Signal begin() {
        final Signal signal = signals.signal().reset();
        signal.strategyId = strategyId;
        signal.instrumentId = instrumentId;
        return signal;
    }

    /** Says what {@link #begin} gave out. */
    void say() {
        signals.say();
    }
}
