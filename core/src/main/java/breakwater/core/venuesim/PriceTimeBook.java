package breakwater.core.venuesim;

import breakwater.core.message.Side;
import java.util.Arrays;

/**
 * Our working orders in price-time order, four doubly linked lists an instrument: buys and sells that rest, buys and sells
 * that wait for a trigger; the first is the one that acts first. Derived from {@link VenueOrders}, so not in snapshots: it is
 * rebuilt from price and priority.
 *
 * <p>A walk ({@link #walk}, {@link #step}) survives the removal of any order, its own or the next one. One walk at a time.
 *
 * <p>Thread: the driver's. Allocates: never after construction. Placing walks from the front: at most all orders there.
 */
final class PriceTimeBook {
    static final int BUY = 0;
    static final int SELL = 1;
    static final int BUY_STOP = 2;
    static final int SELL_STOP = 3;

    private final VenueOrders orders;
    private final int[] head;
    private final int[] next;
    private final int[] previous;
    private final int[] list;
    private int cursor = VenueOrders.NONE;

    PriceTimeBook(final VenueOrders orders, final int instruments) {
        this.orders = orders;
        head = new int[4 * instruments];
        next = new int[orders.capacity()];
        previous = new int[orders.capacity()];
        list = new int[orders.capacity()];
        clear();
    }

    private void clear() {
        Arrays.fill(head, VenueOrders.NONE);
        Arrays.fill(list, VenueOrders.NONE);
    }

    /** Puts an order into the list that its side and state ask for, behind those with its price. */
    void place(final int slot) {
        final int kind = (orders.side[slot] == Side.BUY.value() ? BUY : SELL) + (orders.isStop[slot] ? BUY_STOP : 0);
        final int in = 4 * orders.instrumentId[slot] + kind;
        int before = VenueOrders.NONE;
        int after = head[in];
        while (after != VenueOrders.NONE && isBefore(kind, after, slot)) {
            before = after;
            after = next[after];
        }
        list[slot] = in;
        next[slot] = after;
        previous[slot] = before;
        if (after != VenueOrders.NONE) {
            previous[after] = slot;
        }
        if (before == VenueOrders.NONE) {
            head[in] = slot;
        } else {
            next[before] = slot;
        }
    }

    /** Tells whether order a acts before order b: higher buys, lower sells, lower buy stops, higher sell stops. */
    private boolean isBefore(final int kind, final int a, final int b) {
        final long[] key = kind >= BUY_STOP ? orders.stopPrice : orders.price;
        if (key[a] == key[b]) {
            return orders.priority[a] < orders.priority[b];
        }
        return kind == BUY || kind == SELL_STOP ? key[a] > key[b] : key[a] < key[b];
    }

    boolean contains(final int slot) {
        return list[slot] != VenueOrders.NONE;
    }

    /** Takes an order out, if it is in. */
    void remove(final int slot) {
        final int in = list[slot];
        if (in == VenueOrders.NONE) {
            return;
        }
        if (cursor == slot) {
            cursor = next[slot];
        }
        final int before = previous[slot];
        final int after = next[slot];
        if (before == VenueOrders.NONE) {
            head[in] = after;
        } else {
            next[before] = after;
        }
        if (after != VenueOrders.NONE) {
            previous[after] = before;
        }
        list[slot] = VenueOrders.NONE;
    }

    /** Begins a walk over one of the lists. */
    void walk(final int instrumentId, final int kind) {
        cursor = head[4 * instrumentId + kind];
    }

    /** Returns the next order of the walk, or {@link VenueOrders#NONE}. */
    int step() {
        final int slot = cursor;
        if (slot != VenueOrders.NONE) {
            cursor = next[slot];
        }
        return slot;
    }

    /** Places every working order anew. */
    void rebuild() {
        clear();
        cursor = VenueOrders.NONE;
        for (int slot = 0; slot < orders.used(); slot++) {
            if (orders.isLive(slot)) {
                place(slot);
            }
        }
    }
}
