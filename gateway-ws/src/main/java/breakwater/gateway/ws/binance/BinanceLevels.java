package breakwater.gateway.ws.binance;

import java.util.Arrays;

/** Price levels of one message, in the order they came, in 1e-8. Reused. Thread: the adapter's. Allocates: never. */
public final class BinanceLevels {
    private final Rows bids;
    private final Rows asks;

    BinanceLevels(final int capacity) {
        bids = new Rows(capacity);
        asks = new Rows(capacity);
    }

    private BinanceLevels(final Rows bids, final Rows asks) {
        this.bids = bids;
        this.asks = asks;
    }

    /** Returns a copy of its own. Allocates. */
    BinanceLevels copy() {
        return new BinanceLevels(bids.copy(), asks.copy());
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

        private Rows(final long[] prices, final long[] quantities) {
            this.prices = prices;
            this.quantities = quantities;
            count = prices.length;
        }

        private Rows copy() {
            return new Rows(Arrays.copyOf(prices, count), Arrays.copyOf(quantities, count));
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
