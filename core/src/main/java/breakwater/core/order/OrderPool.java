package breakwater.core.order;

import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import org.agrona.collections.Long2LongHashMap;

/**
 * Orders as arrays by slot: those that live, and the {@link #RECENT} that ended last, so that a late fill still finds its
 * order. Prices and quantities are mantissas, times UTC ns, 0 = none. Thread: core. Allocates: never after construction.
 */
final class OrderPool implements Stateful {
    /** How many ended orders are remembered. */
    static final int RECENT = 1024;

    static final int NONE = -1;

    /** newPrice, newStopPrice and newQuantity may be in force at the venue. */
    static final int HAS_NEW = 1;

    static final int BRACKETED = 1 << 1;
    /** A cancel is wanted until the order ends. */
    static final int CANCEL_WANTED = 1 << 2;

    static final int TRIGGERED = 1 << 3;
    /** When it ends, what is left goes out aggressively. */
    static final int ESCALATES = 1 << 4;
    /** The venue cannot replace: cancel, then a new order at newPrice for what is left. */
    static final int HAS_SUCCESSOR = 1 << 5;
    /** The venue has spoken of it. */
    static final int ACKNOWLEDGED = 1 << 6;
    /** A message that takes back all orders of its venue has named it with the others. */
    static final int MASS_CANCELED = 1 << 8;
    /** The end that venueState tells of waits for fills that are still on their way. */
    static final int ENDING = 1 << 7;

    final int liveCapacity;
    final SlotSet used;
    final SlotSet live;
    final long[] clientOrderId;
    final long[] venueOrderId;
    final long[] parentId;
    final long[] linkId;
    final long[] signalId;
    final long[] price;
    final long[] stopPrice;
    final long[] quantity;
    final long[] cumQuantity;
    final long[] newPrice;
    final long[] newStopPrice;
    final long[] newQuantity;
    /** When the newest order, replace or cancel went out. */
    final long[] sentNs;
    /** When the order itself went out. */
    final long[] openedNs;
    /** Bid plus ask when the order was sent, and their difference; 0 = not known, or a stop, which waits for its price. */
    final long[] arrivalTwice;

    final long[] arrivalSpread;
    /** When an answer, or the next poll, is due. */
    final long[] ackDueNs;
    /** When the order is too old: reprice, cancel, escalate. */
    final long[] ageDueNs;

    final long[] protectiveStopPrice;
    final long[] target1Price;
    final long[] target2Price;
    final long[] atr;
    /** Of the signal: a changed order is held to the same contract (P16). */
    final int[] score;

    final long[] venueCum;
    final int[] strategyId;
    final int[] accountId;
    final int[] venueId;
    final int[] instrumentId;
    final int[] flags;
    final int[] tries;
    final int[] cleanQueries;
    final int[] ageStage;
    final int[] bookOf;
    final int[] nextInBook;
    final int[] previousInBook;
    final int[] nextInInstrument;
    final int[] previousInInstrument;
    final OrderState[] state;
    /** State to be announced from, or the end that ENDING waits with. */
    final OrderState[] otherState;

    final Side[] side;
    final OrderType[] type;
    final TimeInForce[] timeInForce;
    final OrderRole[] role;
    final Effect[] effect;

    private final Long2LongHashMap slotById;
    private final int[] recent = new int[RECENT];
    private int recentAt;

    OrderPool(final int liveCapacity) {
        this.liveCapacity = liveCapacity;
        final int n = liveCapacity + RECENT;
        used = new SlotSet(n);
        live = new SlotSet(n);
        clientOrderId = new long[n];
        venueOrderId = new long[n];
        parentId = new long[n];
        linkId = new long[n];
        signalId = new long[n];
        price = new long[n];
        stopPrice = new long[n];
        quantity = new long[n];
        cumQuantity = new long[n];
        newPrice = new long[n];
        newStopPrice = new long[n];
        newQuantity = new long[n];
        sentNs = new long[n];
        openedNs = new long[n];
        arrivalTwice = new long[n];
        arrivalSpread = new long[n];
        ackDueNs = new long[n];
        ageDueNs = new long[n];
        protectiveStopPrice = new long[n];
        target1Price = new long[n];
        target2Price = new long[n];
        atr = new long[n];
        score = new int[n];
        venueCum = new long[n];
        strategyId = new int[n];
        accountId = new int[n];
        venueId = new int[n];
        instrumentId = new int[n];
        flags = new int[n];
        tries = new int[n];
        cleanQueries = new int[n];
        ageStage = new int[n];
        bookOf = new int[n];
        nextInBook = new int[n];
        previousInBook = new int[n];
        nextInInstrument = new int[n];
        previousInInstrument = new int[n];
        state = new OrderState[n];
        otherState = new OrderState[n];
        side = new Side[n];
        type = new OrderType[n];
        timeInForce = new TimeInForce[n];
        role = new OrderRole[n];
        effect = new Effect[n];
        slotById = new Long2LongHashMap(4 * n, 0.5f, NONE);
        for (int i = 0; i < RECENT; i++) {
            recent[i] = NONE;
        }
    }

    int capacity() {
        return used.capacity();
    }

    boolean hasRoom() {
        return live.size() < liveCapacity;
    }

    /** Returns the slot of an order, live or remembered, or {@link #NONE}. */
    int slotOf(final long id) {
        return (int) slotById.get(id);
    }

    /** Returns the slot of an order that lives, or {@link #NONE}. */
    int liveSlotOf(final long id) {
        final int slot = id == 0 ? NONE : slotOf(id);
        return slot >= 0 && live.contains(slot) ? slot : NONE;
    }

    /** Fills in what an order is, its contract included, for whoever wants to change or to succeed it; its effect is the caller's. */
    void describe(final int s, final Intent intent) {
        intent.signalId = signalId[s];
        intent.strategyId = strategyId[s];
        intent.accountId = accountId[s];
        intent.venueId = venueId[s];
        intent.instrumentId = instrumentId[s];
        intent.side = side[s];
        intent.orderType = type[s];
        intent.timeInForce = timeInForce[s];
        intent.role = role[s];
        intent.price = price[s];
        intent.stopPrice = stopPrice[s];
        intent.quantity = quantity[s];
        intent.parentId = parentId[s] == clientOrderId[s] ? 0 : parentId[s];
        intent.isBracketed = is(s, BRACKETED);
        intent.score = score[s];
        intent.protectiveStopPrice = protectiveStopPrice[s];
        intent.target1Price = target1Price[s];
        intent.target2Price = target2Price[s];
        intent.atr = atr[s];
    }

    /** Fills a free slot with an order in PENDING_NEW; call only where {@link #hasRoom}. */
    int open(final long id, final Intent intent, final long nowNs) {
        final int s = used.claim();
        live.add(s);
        slotById.put(id, s);
        clientOrderId[s] = id;
        venueOrderId[s] = 0;
        parentId[s] = intent.parentId == 0 ? id : intent.parentId;
        linkId[s] = intent.linkId;
        signalId[s] = intent.signalId;
        price[s] = intent.price;
        stopPrice[s] = intent.stopPrice;
        quantity[s] = intent.quantity;
        cumQuantity[s] = 0;
        newPrice[s] = 0;
        newStopPrice[s] = 0;
        newQuantity[s] = 0;
        sentNs[s] = nowNs;
        openedNs[s] = nowNs;
        arrivalTwice[s] = 0;
        arrivalSpread[s] = 0;
        ackDueNs[s] = 0;
        ageDueNs[s] = 0;
        protectiveStopPrice[s] = intent.protectiveStopPrice;
        target1Price[s] = intent.target1Price;
        target2Price[s] = intent.target2Price;
        atr[s] = intent.atr;
        score[s] = intent.score;
        venueCum[s] = 0;
        strategyId[s] = intent.strategyId;
        accountId[s] = intent.accountId;
        venueId[s] = intent.venueId;
        instrumentId[s] = intent.instrumentId;
        flags[s] = intent.isBracketed && intent.role == OrderRole.ENTRY ? BRACKETED : 0;
        tries[s] = 0;
        cleanQueries[s] = 0;
        ageStage[s] = 0;
        bookOf[s] = NONE;
        state[s] = OrderState.PENDING_NEW;
        otherState[s] = OrderState.PENDING_NEW;
        side[s] = intent.side;
        type[s] = intent.orderType;
        timeInForce[s] = intent.timeInForce;
        role[s] = intent.role;
        effect[s] = intent.effect;
        return s;
    }

    /** Takes out an order that nobody was told of, as if it had never been. */
    void forget(final int slot) {
        live.remove(slot);
        used.remove(slot);
        slotById.remove(clientOrderId[slot]);
    }

    /** Moves an ended order to the remembered ones. Returns the slot that is forgotten for it, or {@link #NONE}. */
    int retire(final int slot) {
        live.remove(slot);
        final int forgotten = recent[recentAt];
        if (forgotten >= 0) {
            used.remove(forgotten);
            slotById.remove(clientOrderId[forgotten]);
        }
        recent[recentAt] = slot;
        recentAt = (recentAt + 1) & (RECENT - 1);
        return forgotten;
    }

    boolean is(final int slot, final int flag) {
        return (flags[slot] & flag) != 0;
    }

    void set(final int slot, final int flag) {
        flags[slot] |= flag;
    }

    void clear(final int slot, final int flag) {
        flags[slot] &= ~flag;
    }

    /** Returns what the order may still fill, at worst; 0 where it has ended. */
    long worstLeaves(final int slot) {
        if (!live.contains(slot)) {
            return 0;
        }
        long total = quantity[slot];
        if (is(slot, HAS_NEW)) {
            total = Math.max(total, newQuantity[slot]);
        }
        if (is(slot, ENDING)) {
            total = venueCum[slot];
        }
        return Math.max(0, total - cumQuantity[slot]);
    }

    /** Returns the highest limit price that may be in force. */
    long worstPrice(final int slot) {
        return is(slot, HAS_NEW) ? Math.max(price[slot], newPrice[slot]) : price[slot];
    }

    /** Returns quantity less fills of a live order, else 0. */
    long leaves(final int slot) {
        return live.contains(slot) ? Math.max(0, quantity[slot] - cumQuantity[slot]) : 0;
    }

    boolean raises(final int slot) {
        return effect[slot] == Effect.RAISES;
    }

    /** Returns whether an order stands alone, so that a person may take it back: no leg of a bracket, no slice of a kill. */
    boolean isUnattached(final int slot) {
        return !isProtection(slot) && role[slot] != OrderRole.FLATTEN;
    }

    boolean isProtection(final int slot) {
        final OrderRole r = role[slot];
        return r == OrderRole.STOP || r == OrderRole.TARGET1 || r == OrderRole.TARGET2;
    }

    @Override
    public void writeTo(final SnapshotWriter w) {
        w.section("orderPool");
        w.putInt(used.size());
        for (int s = used.next(0); s >= 0; s = used.next(s + 1)) {
            w.putInt(s);
            w.putBoolean(live.contains(s));
            w.putLong(clientOrderId[s]);
            w.putLong(venueOrderId[s]);
            w.putLong(parentId[s]);
            w.putLong(linkId[s]);
            w.putLong(signalId[s]);
            w.putLong(price[s]);
            w.putLong(stopPrice[s]);
            w.putLong(quantity[s]);
            w.putLong(cumQuantity[s]);
            w.putLong(newPrice[s]);
            w.putLong(newStopPrice[s]);
            w.putLong(newQuantity[s]);
            w.putLong(sentNs[s]);
            w.putLong(openedNs[s]);
            w.putLong(arrivalTwice[s]);
            w.putLong(arrivalSpread[s]);
            w.putLong(ackDueNs[s]);
            w.putLong(ageDueNs[s]);
            w.putLong(protectiveStopPrice[s]);
            w.putLong(target1Price[s]);
            w.putLong(target2Price[s]);
            w.putLong(atr[s]);
            w.putInt(score[s]);
            w.putLong(venueCum[s]);
            w.putInt(strategyId[s]);
            w.putInt(accountId[s]);
            w.putInt(venueId[s]);
            w.putInt(instrumentId[s]);
            w.putInt(flags[s]);
            w.putInt(tries[s]);
            w.putInt(cleanQueries[s]);
            w.putInt(ageStage[s]);
            w.putInt(state[s].value());
            w.putInt(otherState[s].value());
            w.putInt(side[s].value());
            w.putInt(type[s].value());
            w.putInt(timeInForce[s].value());
            w.putInt(role[s].value());
            w.putInt(effect[s].value());
        }
        w.putInt(recentAt);
        for (int i = 0; i < RECENT; i++) {
            w.putInt(recent[i]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader r) {
        r.section("orderPool");
        used.clear();
        live.clear();
        slotById.clear();
        for (int left = r.getInt(); left > 0; left--) {
            final int s = r.getInt();
            used.add(s);
            if (r.getBoolean()) {
                live.add(s);
            }
            clientOrderId[s] = r.getLong();
            slotById.put(clientOrderId[s], s);
            venueOrderId[s] = r.getLong();
            parentId[s] = r.getLong();
            linkId[s] = r.getLong();
            signalId[s] = r.getLong();
            price[s] = r.getLong();
            stopPrice[s] = r.getLong();
            quantity[s] = r.getLong();
            cumQuantity[s] = r.getLong();
            newPrice[s] = r.getLong();
            newStopPrice[s] = r.getLong();
            newQuantity[s] = r.getLong();
            sentNs[s] = r.getLong();
            openedNs[s] = r.getLong();
            arrivalTwice[s] = r.getLong();
            arrivalSpread[s] = r.getLong();
            ackDueNs[s] = r.getLong();
            ageDueNs[s] = r.getLong();
            protectiveStopPrice[s] = r.getLong();
            target1Price[s] = r.getLong();
            target2Price[s] = r.getLong();
            atr[s] = r.getLong();
            score[s] = r.getInt();
            venueCum[s] = r.getLong();
            strategyId[s] = r.getInt();
            accountId[s] = r.getInt();
            venueId[s] = r.getInt();
            instrumentId[s] = r.getInt();
            flags[s] = r.getInt();
            tries[s] = r.getInt();
            cleanQueries[s] = r.getInt();
            ageStage[s] = r.getInt();
            bookOf[s] = NONE;
            state[s] = OrderState.get((short) r.getInt());
            otherState[s] = OrderState.get((short) r.getInt());
            side[s] = Side.get((short) r.getInt());
            type[s] = OrderType.get((short) r.getInt());
            timeInForce[s] = TimeInForce.get((short) r.getInt());
            role[s] = OrderRole.get((short) r.getInt());
            effect[s] = Effect.get((short) r.getInt());
        }
        recentAt = r.getInt();
        for (int i = 0; i < RECENT; i++) {
            recent[i] = r.getInt();
        }
    }
}
