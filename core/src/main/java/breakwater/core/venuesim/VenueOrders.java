package breakwater.core.venuesim;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderState;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import org.agrona.collections.Long2LongHashMap;

/**
 * The venue's orders, a struct of arrays by slot: those that work, and the done ones that it still remembers, so that it can
 * refuse a repeated id and answer a query. The oldest done order gives its slot to a new one when all are used. Always
 * quantity = cum + leaves + canceled.
 *
 * <p>Thread: the driver's. Allocates: never after construction.
 */
final class VenueOrders implements Stateful {
    /** No slot. */
    static final int NONE = -1;

    private final int liveMax;
    private final Long2LongHashMap slotById;
    /** Partner that has not arrived yet to the order that named it. */
    private final Long2LongHashMap expectedBy;
    /** Done orders, oldest first: a ring of slots. */
    private final int[] done;

    private int doneFrom;
    private int doneCount;
    private int used;
    private int live;

    final long[] id;
    final int[] instrumentId;
    final int[] accountId;
    /** Values of the schema's enums. */
    final int[] side;

    final int[] orderType;
    final int[] timeInForce;
    final OrderState[] state;
    /** Waits for its trigger. */
    final boolean[] isStop;

    final long[] price;
    final long[] stopPrice;
    final long[] quantity;
    final long[] cum;
    final long[] leaves;
    /** One-cancels-other partner's id, 0 = none. */
    final long[] link;
    /** Displayed quantity that stands before it at its price; -1 = not known until the touch comes there. */
    final long[] queueAhead;
    /** Time priority: rises with each placing in the book. */
    final long[] priority;
    /** Reports made about it, the source of execution ids. */
    final int[] reports;

    /** Makes room for {@code liveMax} working orders and {@code rememberedMax} done ones. */
    VenueOrders(final int liveMax, final int rememberedMax) {
        this.liveMax = liveMax;
        final int slots = liveMax + rememberedMax;
        slotById = new Long2LongHashMap(2 * slots, 0.6f, NONE);
        expectedBy = new Long2LongHashMap(2 * liveMax, 0.6f, NONE);
        done = new int[slots];
        id = new long[slots];
        instrumentId = new int[slots];
        accountId = new int[slots];
        side = new int[slots];
        orderType = new int[slots];
        timeInForce = new int[slots];
        state = new OrderState[slots];
        isStop = new boolean[slots];
        price = new long[slots];
        stopPrice = new long[slots];
        quantity = new long[slots];
        cum = new long[slots];
        leaves = new long[slots];
        link = new long[slots];
        queueAhead = new long[slots];
        priority = new long[slots];
        reports = new int[slots];
    }

    int capacity() {
        return id.length;
    }

    /** Returns how many orders work. */
    int live() {
        return live;
    }

    boolean isFull() {
        return live >= liveMax;
    }

    /** Returns the slot of an order, or {@link #NONE}. */
    int slotOf(final long clientOrderId) {
        return (int) slotById.get(clientOrderId);
    }

    /** Returns the working order linked with one, or {@link #NONE}. */
    int livePartnerOf(final int slot) {
        final int partner = link[slot] == 0 ? NONE : slotOf(link[slot]);
        return partner == NONE || !isLive(partner) ? NONE : partner;
    }

    boolean isLive(final int slot) {
        return state[slot] == OrderState.NEW || state[slot] == OrderState.PARTIALLY_FILLED;
    }

    /** Takes a slot for a new order, working until {@link #finish}; the caller fills in the rest. All figures are 0. */
    int add(final long clientOrderId) {
        final int slot = used < id.length ? used++ : forgetOldest();
        slotById.put(clientOrderId, slot);
        live++;
        id[slot] = clientOrderId;
        state[slot] = OrderState.NEW;
        isStop[slot] = false;
        cum[slot] = 0;
        leaves[slot] = 0;
        link[slot] = 0;
        queueAhead[slot] = -1;
        priority[slot] = 0;
        reports[slot] = 0;
        return slot;
    }

    private int forgetOldest() {
        if (doneCount == 0) {
            throw new IllegalStateException(
                    "simulated venue: no order to forget, live=" + live + ", slots=" + id.length);
        }
        final int slot = done[doneFrom];
        doneFrom = doneFrom + 1 == done.length ? 0 : doneFrom + 1;
        doneCount--;
        slotById.remove(id[slot]);
        return slot;
    }

    /** Ends a working order in a terminal state; what was left is canceled. */
    void finish(final int slot, final OrderState terminal) {
        state[slot] = terminal;
        leaves[slot] = 0;
        isStop[slot] = false;
        live--;
        if (isExpecting(slot)) {
            expectedBy.remove(link[slot]);
        }
        int at = doneFrom + doneCount++;
        if (at >= done.length) {
            at -= done.length;
        }
        done[at] = slot;
    }

    /**
     * Links a new order with its partner, whichever of the two arrived first. Returns the slot of the partner if that is known
     * already, else {@link #NONE}.
     */
    int link(final int slot, final long linkId) {
        long partnerId = linkId;
        if (expectedBy.get(id[slot]) != NONE) {
            final long expecting = expectedBy.remove(id[slot]);
            if (linkId == 0 || linkId == expecting) {
                partnerId = expecting;
            }
        }
        link[slot] = partnerId;
        if (partnerId == 0) {
            return NONE;
        }
        final int partner = slotOf(partnerId);
        if (partner == NONE) {
            expectedBy.put(partnerId, id[slot]);
            return NONE;
        }
        if (link[partner] == 0) {
            link[partner] = id[slot];
        }
        return partner;
    }

    private boolean isExpecting(final int slot) {
        return link[slot] != 0 && expectedBy.get(link[slot]) == id[slot];
    }

    /** Returns the next execution id of an order: a function of the venue, the order and the report's number. */
    long nextExecutionId(final int slot, final int venueId) {
        return idOf(Frame.mix(id[slot] ^ ((long) venueId << 48)) + ++reports[slot]);
    }

    /** Returns the venue's own id of an order. */
    static long venueOrderId(final long clientOrderId, final int venueId) {
        return idOf(~clientOrderId ^ ((long) venueId << 48));
    }

    private static long idOf(final long value) {
        final long mixed = Frame.mix(value) & Long.MAX_VALUE;
        return mixed == 0 ? 1 : mixed;
    }

    /** Returns one more than the highest slot in use, for walks over all orders. */
    int used() {
        return used;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("venue-orders");
        writer.putInt(used);
        writer.putInt(doneCount);
        for (int i = 0; i < doneCount; i++) {
            final int at = doneFrom + i;
            writer.putInt(done[at < done.length ? at : at - done.length]);
        }
        for (int i = 0; i < used; i++) {
            writer.putLong(id[i]);
            writer.putLong(((long) instrumentId[i] << 32) | accountId[i]);
            writer.putLong(side[i] | orderType[i] << 8 | timeInForce[i] << 16 | state[i].value() << 24);
            writer.putInt((isStop[i] ? 1 : 0) | (isExpecting(i) ? 2 : 0));
            writer.putLong(price[i]);
            writer.putLong(stopPrice[i]);
            writer.putLong(quantity[i]);
            writer.putLong(cum[i]);
            writer.putLong(leaves[i]);
            writer.putLong(link[i]);
            writer.putLong(queueAhead[i]);
            writer.putLong(priority[i]);
            writer.putInt(reports[i]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("venue-orders");
        used = reader.getInt();
        doneCount = reader.getInt();
        if (used < 0 || used > id.length || doneCount < 0 || doneCount > used) {
            throw new IllegalStateException(
                    "venue-orders used=" + used + ", done=" + doneCount + ", slots=" + id.length);
        }
        doneFrom = 0;
        live = used - doneCount;
        slotById.clear();
        expectedBy.clear();
        for (int i = 0; i < doneCount; i++) {
            done[i] = reader.getInt();
        }
        for (int i = 0; i < used; i++) {
            id[i] = reader.getLong();
            final long place = reader.getLong();
            instrumentId[i] = (int) (place >>> 32);
            accountId[i] = (int) place;
            final int kinds = reader.getInt();
            side[i] = kinds & 0xFF;
            orderType[i] = kinds >>> 8 & 0xFF;
            timeInForce[i] = kinds >>> 16 & 0xFF;
            state[i] = OrderState.get((short) (kinds >>> 24 & 0xFF));
            final int flags = reader.getInt();
            isStop[i] = (flags & 1) != 0;
            price[i] = reader.getLong();
            stopPrice[i] = reader.getLong();
            quantity[i] = reader.getLong();
            cum[i] = reader.getLong();
            leaves[i] = reader.getLong();
            link[i] = reader.getLong();
            queueAhead[i] = reader.getLong();
            priority[i] = reader.getLong();
            reports[i] = reader.getInt();
            slotById.put(id[i], i);
            if ((flags & 2) != 0) {
                expectedBy.put(link[i], id[i]);
            }
        }
    }
}
