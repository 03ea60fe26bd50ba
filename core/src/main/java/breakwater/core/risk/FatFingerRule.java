package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Effect;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * P7: the worst notional of an entry beside the median of the last {@value #REMEMBERED} of its strategy that went out, in ppm,
 * rounded up; 0 up to the least sample. A quantity in the wrong unit is some power of ten off, whatever P2 and P3 allow. The
 * median is the lower of two, and changes of orders count as orders.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class FatFingerRule implements Stateful {
    static final int REMEMBERED = 32;
    /** As many places again keep what a remembered entry pushed out, so that it can be taken back. */
    private static final int PLACES = 2 * REMEMBERED;

    private static final int MASK = PLACES - 1;

    private final WorstValue worst;
    private final Examiner examiner;
    private final Rows multiple;
    private final Rows sample;
    /** How many entries each strategy sent: the place of the next, and up to {@link #REMEMBERED} how many there are. */
    private final int[] sent;

    /** By strategy, money E8, in the order in which they went out. */
    private final long[] notionalE8;
    /** The same in the order of size. Derived, not state. */
    private final long[] sortedE8;

    FatFingerRule(final WorstValue worst, final Capacity capacity, final Examiner examiner) {
        this.worst = worst;
        this.examiner = examiner;
        multiple = examiner.rows(Figure.FAT_FINGER_MULTIPLE, ScopeType.STRATEGY);
        sample = examiner.rows(Figure.FAT_FINGER_SAMPLE, ScopeType.GLOBAL);
        sent = new int[capacity.strategies()];
        notionalE8 = new long[capacity.strategies() * PLACES];
        sortedE8 = new long[capacity.strategies() * REMEMBERED];
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final int strategyId = c.strategyId();
        return count(strategyId) <= c.clear.fatFingerSample
                ? c.clear.fatFinger >= 0
                : Clearance.isShareAtMost(worst.ofThisOrder(c), medianE8(strategyId), c.clear.fatFinger);
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(multiple.global, 0) || !examiner.hasRow(sample, 0)) {
            return false;
        }
        final int strategyId = c.strategyId();
        if (count(strategyId) <= sample.value(0)) {
            return examiner.asksBoth(multiple, strategyId, 0);
        }
        final long valueE8 = worst.ofThisOrder(c);
        final long medianE8 = medianE8(strategyId);
        return examiner.isShareClear(multiple, strategyId, valueE8, medianE8)
                || examiner.asksBoth(multiple, strategyId, multipleOf(valueE8, medianE8));
    }

    private static long multipleOf(final long valueE8, final long medianE8) {
        return medianE8 <= 0 ? Long.MAX_VALUE : Decimals.mulDiv(valueE8, 1_000_000, medianE8, Rounding.UP);
    }

    private int count(final int strategyId) {
        return Math.min(sent[strategyId], REMEMBERED);
    }

    private long medianE8(final int strategyId) {
        return sortedE8[strategyId * REMEMBERED + (count(strategyId) - 1) / 2];
    }

    /** Remembers an entry that went out. One whose value has no place counts as the largest. */
    void onOrder(final Intent intent) {
        if (intent.effect == Effect.RAISES) {
            final long valueE8 = worst.ofOrders(intent.instrumentId, intent.quantity, intent.price);
            remember(intent.strategyId, valueE8 == Decimals.OVERFLOW ? Long.MAX_VALUE : valueE8);
        }
    }

    /** Forgets the entry of its strategy that was remembered last, which is not to go out now. */
    void takeBack(final Intent intent) {
        final int strategyId = intent.strategyId;
        if (intent.effect == Effect.RAISES) {
            final int last = sent[strategyId] - 1;
            takeOut(strategyId, count(strategyId), notionalE8[place(strategyId, last)]);
            sent[strategyId] = last;
            if (last >= REMEMBERED) {
                putIn(strategyId, REMEMBERED - 1, notionalE8[place(strategyId, last - REMEMBERED)]);
            }
        }
    }

    private void remember(final int strategyId, final long valueE8) {
        final int number = sent[strategyId];
        int count = count(strategyId);
        if (count == REMEMBERED) {
            takeOut(strategyId, count, notionalE8[place(strategyId, number - REMEMBERED)]);
            count--;
        }
        putIn(strategyId, count, valueE8);
        notionalE8[place(strategyId, number)] = valueE8;
        // Near the end of an int it goes back by whole turns, to the same place in a full memory.
        sent[strategyId] = number == Integer.MAX_VALUE ? PLACES : number + 1;
    }

    private static int place(final int strategyId, final int number) {
        return strategyId * PLACES + (number & MASK);
    }

    private void takeOut(final int strategyId, final int count, final long valueE8) {
        final int first = strategyId * REMEMBERED;
        int gone = first;
        while (sortedE8[gone] != valueE8) {
            gone++;
        }
        System.arraycopy(sortedE8, gone + 1, sortedE8, gone, first + count - gone - 1);
    }

    private void putIn(final int strategyId, final int count, final long valueE8) {
        final int first = strategyId * REMEMBERED;
        int place = first + count;
        while (place > first && sortedE8[place - 1] > valueE8) {
            sortedE8[place] = sortedE8[place - 1];
            place--;
        }
        sortedE8[place] = valueE8;
    }

    /** Writes from the oldest remembered to the newest. */
    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("notionals of entries");
        for (int id = 0; id < sent.length; id++) {
            final int count = count(id);
            writer.putInt(count);
            for (int i = sent[id] - count; i < sent[id]; i++) {
                writer.putLong(notionalE8[place(id, i)]);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("notionals of entries");
        Arrays.fill(sent, 0);
        for (int id = 0; id < sent.length; id++) {
            for (int left = reader.getInt(); left > 0; left--) {
                remember(id, reader.getLong());
            }
        }
    }
}
