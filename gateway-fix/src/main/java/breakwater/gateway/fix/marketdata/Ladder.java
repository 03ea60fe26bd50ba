package breakwater.gateway.fix.marketdata;

import breakwater.core.decimal.Decimals;

/**
 * One side of an instrument's book as the venue tells it: entries, best price first, each perhaps with the id by which the
 * venue will change or delete it. Prices and quantities are mantissas. Thread: one. Allocates: at construction only.
 */
final class Ladder {
    /** Entries that a side can hold: many times the depth that can be asked for. */
    static final int CAPACITY = 128;

    static final int NOT_FOUND = -1;

    private final boolean isBid;
    private final long[] ids = new long[CAPACITY];
    private final long[] prices = new long[CAPACITY];
    private final long[] quantities = new long[CAPACITY];
    private int count;

    Ladder(final boolean isBid) {
        this.isBid = isBid;
    }

    int count() {
        return count;
    }

    long price(final int index) {
        return prices[index];
    }

    void clear() {
        count = 0;
    }

    int indexOfId(final long id) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    int indexOfPrice(final long price) {
        for (int i = 0; i < count; i++) {
            if (prices[i] == price) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    /** Puts an entry behind those that are as good or better. Returns false where there is no room. */
    boolean insert(final long id, final long price, final long quantity) {
        int i = 0;
        while (i < count && !isBetter(price, prices[i])) {
            i++;
        }
        return insertAt(i, id, price, quantity);
    }

    /** Puts an entry where the venue says. Returns false where there is no such place, or no room. */
    boolean insertAt(final int index, final long id, final long price, final long quantity) {
        if (index < 0 || index > count || count == CAPACITY) {
            return false;
        }
        System.arraycopy(ids, index, ids, index + 1, count - index);
        System.arraycopy(prices, index, prices, index + 1, count - index);
        System.arraycopy(quantities, index, quantities, index + 1, count - index);
        count++;
        set(index, id, price, quantity);
        return true;
    }

    void set(final int index, final long id, final long price, final long quantity) {
        ids[index] = id;
        prices[index] = price;
        quantities[index] = quantity;
    }

    void remove(final int index) {
        count--;
        System.arraycopy(ids, index + 1, ids, index, count - index);
        System.arraycopy(prices, index + 1, prices, index, count - index);
        System.arraycopy(quantities, index + 1, quantities, index, count - index);
    }

    long id(final int index) {
        return ids[index];
    }

    long quantity(final int index) {
        return quantities[index];
    }

    /** Forgets what is deeper than that: what a venue that counts positions no longer tells of. */
    void trim(final int depth) {
        count = Math.min(count, depth);
    }

    /** Returns whether no entry stands before a better one. */
    boolean isOrdered() {
        for (int i = 1; i < count; i++) {
            if (isBetter(prices[i], prices[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private boolean isBetter(final long price, final long than) {
        return isBid ? price > than : price < than;
    }

    /** Returns what stands at the price of an entry and behind it at the same price, {@link Decimals#OVERFLOW} if too much. */
    long quantityAtPriceOf(final int index) {
        long sum = quantities[index];
        for (int i = index + 1; i < count && prices[i] == prices[index]; i++) {
            sum = Decimals.add(sum, quantities[i]);
        }
        return sum;
    }

    /** Returns the first entry behind one that has another price, {@link #count} = none. */
    int nextPrice(final int index) {
        int i = index + 1;
        while (i < count && prices[i] == prices[index]) {
            i++;
        }
        return i;
    }

    /** Returns how many different prices there are, at most {@code most}. */
    int levels(final int most) {
        int levels = 0;
        for (int i = 0; i < count && levels < most; i = nextPrice(i)) {
            levels++;
        }
        return levels;
    }
}
