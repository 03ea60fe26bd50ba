package breakwater.gateway.ws.feed;

import breakwater.gateway.ws.binance.SymbolIds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Id 0 for the first symbol met, -1 for any other. Allocates: at the first symbol. */
final class OneSymbol implements SymbolIds {
    private byte[] symbol;

    @Override
    public int idOf(final byte[] bytes, final int from, final int to) {
        if (symbol == null) {
            symbol = Arrays.copyOfRange(bytes, from, to);
        }
        return Arrays.equals(symbol, 0, symbol.length, bytes, from, to) ? 0 : -1;
    }

    /** Returns the symbol, empty if none was met. */
    String symbol() {
        return symbol == null ? "" : new String(symbol, StandardCharsets.ISO_8859_1);
    }
}
