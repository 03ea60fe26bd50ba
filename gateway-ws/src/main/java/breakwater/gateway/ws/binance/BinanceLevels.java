package breakwater.gateway.ws.binance;

/** Price levels of one message, in the order they came, in 1e-8. Reused. Thread: the adapter's. Allocates: never. */
public final class BinanceLevels {
    private final Rows bids;
    private final Rows asks;

    BinanceLevels(final int capacity) {
        bids = new Rows(capacity);
        asks = new Rows(capacity);
    }

    public int bidCount() {
        return bids.count;
    }

    public long bidPriceE8(final int index) {
        return bids.prices[index];
    }

    public long bidQuantityE8(final int index) {
        return bids.quantities[index];
    }

    public int askCount() {
        return asks.count;
    }

    public long askPriceE8(final int index) {
        return asks.prices[index];
    }

    public long askQuantityE8(final int index) {
        return asks.quantities[index];
    }

    Rows bids() {
        return bids;
    }

    Rows asks() {
        return asks;
    }

    static final class Rows {
        private final long[] prices;
        private final long[] quantities;
        private int count;

        private Rows(final int capacity) {
            prices = new long[capacity];
            quantities = new long[capacity];
        }

        void clear() {
            count = 0;
        }

        boolean isFull() {
            return count == prices.length;
        }

        void add(final long priceE8, final long quantityE8) {
            prices[count] = priceE8;
            quantities[count++] = quantityE8;
        }
    }
}
