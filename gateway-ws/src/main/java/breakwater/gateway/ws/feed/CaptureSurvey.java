package breakwater.gateway.ws.feed;

import breakwater.core.message.MarketFrames;
import breakwater.gateway.ws.DecimalText;
import breakwater.gateway.ws.binance.BinanceAdapter;
import breakwater.gateway.ws.binance.BinanceHandler;
import breakwater.gateway.ws.binance.BinanceLevels;
import breakwater.gateway.ws.binance.ScanResult;
import java.io.IOException;

/** One pass over a capture at opening: its symbol, the decimals in use, its span of time, its count of events. */
final class CaptureSurvey implements BinanceHandler {
    private final OneSymbol symbol = new OneSymbol();
    private int priceDecimals;
    private int quantityDecimals;
    private long events;
    private long firstTimeNs;
    private long lastTimeNs;

    CaptureSurvey(final FeedFile file) throws IOException {
        final BinanceAdapter adapter = new BinanceAdapter(symbol, this);
        try (LineReader lines = file.lines()) {
            while (lines.next()) {
                final int json = CaptureLine.jsonFrom(lines);
                if (json >= 0 && adapter.onMessage(lines.bytes(), json, lines.to() - json) == ScanResult.ACCEPTED) {
                    lastTimeNs = Math.max(lastTimeNs, CaptureLine.timeNs(lines));
                    firstTimeNs = firstTimeNs == 0 ? lastTimeNs : firstTimeNs;
                }
            }
        }
        if (events == 0) {
            throw new FeedException(
                    file.where() + ": looks like a Binance capture, but no line of it is a market-data message");
        }
    }

    OneSymbol symbol() {
        return symbol;
    }

    InstrumentTerms terms() {
        final String dashed = symbol.symbol().isEmpty() ? "UNKNOWN" : Ascii.name(Symbols.dashed(symbol.symbol()));
        return InstrumentTerms.spot(dashed, Symbols.quoteCurrencyOf(dashed), priceDecimals, quantityDecimals);
    }

    long events() {
        return events;
    }

    long firstTimeNs() {
        return firstTimeNs;
    }

    long lastTimeNs() {
        return lastTimeNs;
    }

    @Override
    public void onTrade(
            final int symbolId,
            final long timeNs,
            final long tradeId,
            final long priceE8,
            final long quantityE8,
            final boolean isBuyerMaker) {
        events++;
        see(priceE8, quantityE8);
    }

    @Override
    public void onBookTicker(
            final int symbolId,
            final long timeNs,
            final long updateId,
            final long bidPriceE8,
            final long bidQuantityE8,
            final long askPriceE8,
            final long askQuantityE8) {
        events++;
        see(bidPriceE8, bidQuantityE8);
        see(askPriceE8, askQuantityE8);
    }

    @Override
    public void onDepth(
            final int symbolId,
            final long timeNs,
            final long firstUpdateId,
            final long lastUpdateId,
            final BinanceLevels levels) {
        onSnapshot(timeNs, lastUpdateId, levels);
    }

    @Override
    public void onSnapshot(final long timeNs, final long lastUpdateId, final BinanceLevels levels) {
        final int count = levels.bidCount() + levels.askCount();
        events += Math.max(1, (count + MarketFrames.LEVELS_MAX - 1) / MarketFrames.LEVELS_MAX);
        for (int i = 0; i < levels.bidCount(); i++) {
            see(levels.bidPriceE8(i), levels.bidQuantityE8(i));
        }
        for (int i = 0; i < levels.askCount(); i++) {
            see(levels.askPriceE8(i), levels.askQuantityE8(i));
        }
    }

    private void see(final long priceE8, final long quantityE8) {
        priceDecimals = Math.max(priceDecimals, DecimalText.decimalsOf(priceE8));
        quantityDecimals = Math.max(quantityDecimals, DecimalText.decimalsOf(quantityE8));
    }
}
