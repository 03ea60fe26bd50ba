package breakwater.gateway.ws.binance;

/**
 * Hears one call a message. Prices and quantities are in 1e-8, not negative; times UTC nanoseconds, 0 = the message has
 * none; symbol ids as {@link SymbolIds} gave them. Thread: the adapter's.
 */
public interface BinanceHandler {
    /** A trade; {@code timeNs} is its own time (T). {@code isBuyerMaker}: a seller took the bid. */
    void onTrade(int symbolId, long timeNs, long tradeId, long priceE8, long quantityE8, boolean isBuyerMaker);

    /** Best bid and ask; spot sends no time. */
    void onBookTicker(
            int symbolId,
            long timeNs,
            long updateId,
            long bidPriceE8,
            long bidQuantityE8,
            long askPriceE8,
            long askQuantityE8);

    /**
     * A depth update. {@code firstUpdateId} continues the last one's {@code lastUpdateId} + 1: U for spot, pu + 1 for
     * futures, whose chain goes by pu. Quantity 0 removes a level. Levels are valid during the call and until the next message.
     */
    void onDepth(int symbolId, long timeNs, long firstUpdateId, long lastUpdateId, BinanceLevels levels);

    /** A whole book by REST; it names no symbol: whoever asked for it knows. Levels as above. */
    void onSnapshot(long timeNs, long lastUpdateId, BinanceLevels levels);
}
