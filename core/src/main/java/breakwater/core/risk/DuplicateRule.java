package breakwater.core.risk;

import breakwater.core.message.Effect;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * P18: an entry that its strategy has open, or sent less than a window ago, with equal instrument, side, price and quantity.
 * Observed is the time since then, 0 while it is open, Long.MAX_VALUE where there was none. A replacement adds no order and
 * is not asked, but what it asked for is remembered; where the venue cannot replace, not before the order that comes in its
 * place goes out, which would be its own duplicate. Exits are neither asked nor remembered.
 *
 * <p>Of each strategy the last {@value #REMEMBERED} entries are remembered. One that sends more within its window is
 * refused, for what is forgotten might be equal; observed is the age of the oldest then.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class DuplicateRule implements Stateful {
    static final int REMEMBERED = 64;
    /** As many places again keep what a remembered entry pushed out, so that it can be taken back. */
    private static final int PLACES = 2 * REMEMBERED;

    private static final int MASK = PLACES - 1;
    private static final long NEVER = Long.MAX_VALUE;

    private final OrderView orders;
    private final Examiner examiner;
    private final Rows window;
    private final Rows windowOfStrategy;
    /** How many entries each strategy sent: the place of the next, and up to {@link #REMEMBERED} how many there are. */
    private final int[] sent;

    private final long[] timeNs;
    private final long[] price;
    private final long[] quantity;
    private final int[] instrumentId;
    private final boolean[] isBuy;

    DuplicateRule(final OrderView orders, final Capacity capacity, final Examiner examiner) {
        this.orders = orders;
        this.examiner = examiner;
        window = examiner.rows(Figure.DUPLICATE_WINDOW, ScopeType.GLOBAL);
        windowOfStrategy = examiner.rows(Figure.DUPLICATE_WINDOW, ScopeType.STRATEGY);
        sent = new int[capacity.strategies()];
        final int n = capacity.strategies() * PLACES;
        timeNs = new long[n];
        price = new long[n];
        quantity = new long[n];
        instrumentId = new int[n];
        isBuy = new boolean[n];
    }

    boolean isNew(final Candidate c) {
        final int strategyId = c.strategyId();
        final long ageNs = c.isReplacement() ? NEVER : ageNs(c.intent, c.nowNs, windowNs(strategyId));
        return examiner.asksBoth(windowOfStrategy, strategyId, ageNs);
    }

    /** Remembers an entry that went out, where a window is set. */
    void remember(final Intent intent, final long nowNs) {
        if (intent.effect != Effect.RAISES
                || windowNs(intent.strategyId) <= 0
                || orders.hasSuccessor(intent.replacesId)) {
            return;
        }
        final int count = sent[intent.strategyId];
        final int at = intent.strategyId * PLACES + (count & MASK);
        timeNs[at] = nowNs;
        price[at] = intent.price;
        quantity[at] = intent.quantity;
        instrumentId[at] = intent.instrumentId;
        isBuy[at] = intent.side == Side.BUY;
        // Near the end of an int it goes back by whole turns, to the same place in a full memory.
        sent[intent.strategyId] = count == Integer.MAX_VALUE ? PLACES : count + 1;
    }

    /** Forgets the entry of its strategy that was remembered last, which is not to go out now. */
    void takeBack(final Intent intent) {
        if (windowNs(intent.strategyId) > 0) {
            sent[intent.strategyId]--;
        }
    }

    /** Returns the wider of the rows, 0 = none asks, {@link Limits#MISSING} without any. */
    private long windowNs(final int strategyId) {
        return Math.max(window.value(0), windowOfStrategy.value(strategyId));
    }

    private long ageNs(final Intent intent, final long nowNs, final long windowNs) {
        if (windowNs <= 0) {
            return NEVER;
        }
        if (orders.hasEqualEntry(intent)) {
            return 0;
        }
        final int count = sent[intent.strategyId];
        final int first = intent.strategyId * PLACES;
        final int oldest = Math.max(0, count - REMEMBERED);
        for (int i = count - 1; i >= oldest; i--) {
            final int at = first + (i & MASK);
            final long ageNs = Math.max(0, nowNs - timeNs[at]);
            if (ageNs >= windowNs) {
                return NEVER;
            }
            final boolean isForgotten = i == oldest && count >= REMEMBERED;
            if (isForgotten || isEqual(at, intent)) {
                return ageNs;
            }
        }
        return NEVER;
    }

    private boolean isEqual(final int at, final Intent intent) {
        return instrumentId[at] == intent.instrumentId
                && price[at] == intent.price
                && quantity[at] == intent.quantity
                && isBuy[at] == (intent.side == Side.BUY);
    }

    /** Writes from the oldest remembered to the newest. */
    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("entries sent");
        for (int id = 0; id < sent.length; id++) {
            final int remembered = Math.min(sent[id], REMEMBERED);
            writer.putInt(remembered);
            for (int i = sent[id] - remembered; i < sent[id]; i++) {
                final int at = id * PLACES + (i & MASK);
                writer.putLong(timeNs[at]);
                writer.putLong(price[at]);
                writer.putLong(quantity[at]);
                writer.putInt(instrumentId[at]);
                writer.putBoolean(isBuy[at]);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("entries sent");
        for (int id = 0; id < sent.length; id++) {
            sent[id] = reader.getInt();
            for (int i = 0; i < sent[id]; i++) {
                final int at = id * PLACES + i;
                timeNs[at] = reader.getLong();
                price[at] = reader.getLong();
                quantity[at] = reader.getLong();
                instrumentId[at] = reader.getInt();
                isBuy[at] = reader.getBoolean();
            }
        }
    }
}
