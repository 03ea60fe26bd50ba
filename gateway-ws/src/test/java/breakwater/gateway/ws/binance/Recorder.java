package breakwater.gateway.ws.binance;

import java.util.ArrayList;
import java.util.List;

/** Writes each call as one line of text. */
final class Recorder implements BinanceHandler {
    final List<String> calls = new ArrayList<>();

    @Override
    public void onTrade(
            final int symbolId,
            final long timeNs,
            final long tradeId,
            final long priceE8,
            final long quantityE8,
            final boolean isBuyerMaker) {
        calls.add("trade " + symbolId + ' ' + timeNs + ' ' + tradeId + ' ' + priceE8 + ' ' + quantityE8 + ' '
                + isBuyerMaker);
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
        calls.add("ticker " + symbolId + ' ' + timeNs + ' ' + updateId + ' ' + bidPriceE8 + ' ' + bidQuantityE8 + ' '
                + askPriceE8 + ' ' + askQuantityE8);
    }

    @Override
    public void onDepth(
            final int symbolId,
            final long timeNs,
            final long firstUpdateId,
            final long lastUpdateId,
            final BinanceLevels levels) {
        calls.add("depth " + symbolId + ' ' + timeNs + ' ' + firstUpdateId + ' ' + lastUpdateId + text(levels));
    }

    @Override
    public void onSnapshot(final long timeNs, final long lastUpdateId, final BinanceLevels levels) {
        calls.add("snapshot " + timeNs + ' ' + lastUpdateId + text(levels));
    }

    private static String text(final BinanceLevels levels) {
        final StringBuilder text = new StringBuilder(" b");
        for (int i = 0; i < levels.bidCount(); i++) {
            text.append(' ').append(levels.bidPriceE8(i)).append('x').append(levels.bidQuantityE8(i));
        }
        text.append(" a");
        for (int i = 0; i < levels.askCount(); i++) {
            text.append(' ').append(levels.askPriceE8(i)).append('x').append(levels.askQuantityE8(i));
        }
        return text.toString();
    }
}
