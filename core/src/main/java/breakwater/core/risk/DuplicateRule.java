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
import java.util.Arrays;

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
    /** By what they look like, so that one of another look need not be held against all. */
    private static final int LOOK_BITS = 8;

    private static final int LOOKS = 1 << LOOK_BITS;
    /** 2^64 over the golden ratio, odd: spreads what is near together (Knuth, volume 3, 6.4). */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private static final long NEVER = Long.MAX_VALUE;

    /** An entry remembered: when it was sent, price, quantity, and {@link #what} it was. */
    private static final int RECORD = 4;

    private static final int PRICE = 1;
    private static final int QUANTITY = 2;
    private static final int WHAT = 3;

    private final OrderView orders;
    private final Examiner examiner;
    private final Rows window;
    private final Rows windowOfStrategy;
    /** How many entries each strategy sent: the place of the next, and up to {@link #REMEMBERED} how many there are. */
    private final int[] sent;

    private final long[] records;
    /** By strategy and look, when one of that look was sent last. Derived, not state. */
    private final long[] lookedLikeNs;

    DuplicateRule(final OrderView orders, final Capacity capacity, final Examiner examiner) {
        this.orders = orders;
        this.examiner = examiner;
        window = examiner.rows(Figure.DUPLICATE_WINDOW, ScopeType.GLOBAL);
        windowOfStrategy = examiner.rows(Figure.DUPLICATE_WINDOW, ScopeType.STRATEGY);
        sent = new int[capacity.strategies()];
        records = new long[capacity.strategies() * PLACES * RECORD];
        lookedLikeNs = new long[capacity.strategies() * LOOKS];
        Arrays.fill(lookedLikeNs, Long.MIN_VALUE);
    }

    /** Answers where no row has anything to say; else {@link #isNew} has to be asked. */
    boolean isClear(final Candidate c) {
        final long windowNs = c.clear.duplicateWindowNs;
        return c.isReplacement()
                || windowNs <= 0
                || (!orders.hasEqualEntry(c.intent) && isUnlikeAny(c.intent, c.nowNs - windowNs));
    }

    /** Returns whether nothing that looks alike was sent after a time, and nothing since then is forgotten. */
    private boolean isUnlikeAny(final Intent intent, final long untilNs) {
        final int strategyId = intent.strategyId;
        final int count = sent[strategyId];
        return lookedLikeNs[look(intent)] <= untilNs
                && (count < REMEMBERED || records[at(strategyId, count - REMEMBERED)] <= untilNs);
    }

    /** Returns the place of what an entry looks like; entries that are equal look alike. */
    private static int look(final Intent intent) {
        return look(
                intent.strategyId, intent.price, intent.quantity, what(intent.instrumentId, intent.side == Side.BUY));
    }

    private static int look(final int strategyId, final long price, final long quantity, final long what) {
        final long mixed = (price * 31 + quantity) * 31 + what;
        return strategyId * LOOKS + (int) (mixed * GOLDEN >>> Long.SIZE - LOOK_BITS);
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
        final int at = at(intent.strategyId, count);
        final int look = look(intent);
        lookedLikeNs[look] = Math.max(lookedLikeNs[look], nowNs);
        records[at] = nowNs;
        records[at + PRICE] = intent.price;
        records[at + QUANTITY] = intent.quantity;
        records[at + WHAT] = what(intent.instrumentId, intent.side == Side.BUY);
        // Near the end of an int it goes back by whole turns, to the same place in a full memory.
        sent[intent.strategyId] = count == Integer.MAX_VALUE ? PLACES : count + 1;
    }

    /** Forgets the entry of its strategy that was remembered last, which is not to go out now. */
    void takeBack(final Intent intent) {
        if (windowNs(intent.strategyId) > 0) {
            sent[intent.strategyId]--;
        }
    }

    private static int at(final int strategyId, final int number) {
        return (strategyId * PLACES + (number & MASK)) * RECORD;
    }

    /** Returns instrument and side in one. */
    private static long what(final int instrumentId, final boolean isBuy) {
        return 2L * instrumentId + (isBuy ? 1 : 0);
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
        final long price = intent.price;
        final long quantity = intent.quantity;
        final long what = what(intent.instrumentId, intent.side == Side.BUY);
        // what came before the oldest is forgotten and might be equal, so that one counts whatever it was
        final int oldest = count - REMEMBERED;
        final int first = Math.max(0, oldest);
        for (int i = count - 1; i >= first; i--) {
            final int at = at(intent.strategyId, i);
            final long ageNs = Math.max(0, nowNs - records[at]);
            if (ageNs >= windowNs) {
                return NEVER;
            }
            final long differs =
                    (records[at + PRICE] ^ price) | (records[at + QUANTITY] ^ quantity) | (records[at + WHAT] ^ what);
            if (differs == 0 || i == oldest) {
                return ageNs;
            }
        }
        return NEVER;
    }

    /** Writes from the oldest remembered to the newest. */
    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("entries sent");
        for (int id = 0; id < sent.length; id++) {
            final int remembered = Math.min(sent[id], REMEMBERED);
            writer.putInt(remembered);
            for (int i = sent[id] - remembered; i < sent[id]; i++) {
                final int at = at(id, i);
                writer.putLong(records[at]);
                writer.putLong(records[at + PRICE]);
                writer.putLong(records[at + QUANTITY]);
                writer.putInt((int) (records[at + WHAT] >> 1));
                writer.putBoolean((records[at + WHAT] & 1) != 0);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("entries sent");
        Arrays.fill(lookedLikeNs, Long.MIN_VALUE);
        for (int id = 0; id < sent.length; id++) {
            sent[id] = reader.getInt();
            for (int i = 0; i < sent[id]; i++) {
                final int at = at(id, i);
                records[at] = reader.getLong();
                records[at + PRICE] = reader.getLong();
                records[at + QUANTITY] = reader.getLong();
                final int instrumentId = reader.getInt();
                records[at + WHAT] = what(instrumentId, reader.getBoolean());
                final int look = look(id, records[at + PRICE], records[at + QUANTITY], records[at + WHAT]);
                lookedLikeNs[look] = Math.max(lookedLikeNs[look], records[at]);
            }
        }
    }
}
