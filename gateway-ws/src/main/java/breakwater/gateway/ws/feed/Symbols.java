package breakwater.gateway.ws.feed;

import java.util.List;

/** Symbols as people write them, base and quote apart: BTCUSDT is BTC-USDT. */
final class Symbols {
    private static final List<String> QUOTES =
            List.of("USDT", "USDC", "FDUSD", "BUSD", "USD", "EUR", "GBP", "JPY", "CHF", "BTC", "ETH");

    private Symbols() {}

    /** Returns the symbol with a dash before a known quote currency, else as it is. */
    static String dashed(final String symbol) {
        for (final String quote : QUOTES) {
            if (symbol.length() > quote.length() && symbol.endsWith(quote)) {
                return symbol.substring(0, symbol.length() - quote.length()) + '-' + quote;
            }
        }
        return symbol;
    }

    /** Returns what stands behind the last dash, USD where there is none. */
    static String quoteCurrencyOf(final String dashed) {
        final int dash = dashed.lastIndexOf('-');
        return dash < 0 || dash + 1 == dashed.length() ? "USD" : dashed.substring(dash + 1);
    }

    /** Returns the first part of a file name that reads like a symbol (bitfinex-BTCUSD-1m: BTC-USD), else the name. */
    static String inFileName(final String stem) {
        for (final String part : stem.split("[-_]")) {
            if (part.length() >= 5
                    && part.chars().allMatch(c -> c >= 'A' && c <= 'Z')
                    && !dashed(part).equals(part)) {
                return Ascii.name(dashed(part));
            }
        }
        return Ascii.name(stem);
    }
}
