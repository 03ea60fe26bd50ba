package breakwater.core.reference;

import breakwater.core.decimal.Decimals;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * What was added within a window, by dense id. The window is kept in {@value #PARTS} parts and the one that is being filled,
 * so a sum covers the whole window always and at most an eighth more: in no window is more added than the sum told.
 *
 * <p>Thread: core. Allocates: never after construction. Time that steps back stands still.
 */
public final class RollingSums implements Stateful {
    private static final int PARTS = 8;
    private static final int SLOTS = PARTS + 1;
    private static final long UNTOUCHED = -1;

    private final String name;
    private final long partNs;
    /** Number of the part that is being filled, by id. */
    private final long[] newest;

    private final long[] sums;
    /**
     * By id: the last answer, and the times from which on and before which it is the answer. It stands until a part ends or
     * something is added, and a decision asks eight of these. Derived, not state.
     */
    private final long[] known;

    /** @param windowNs a multiple of {@value #PARTS} */
    public RollingSums(final String name, final int ids, final long windowNs) {
        this.name = name;
        partNs = windowNs / PARTS;
        newest = new long[ids];
        sums = new long[ids * SLOTS];
        known = new long[ids * 3];
        Arrays.fill(newest, UNTOUCHED);
    }

    /** Returns the sum, {@link Decimals#OVERFLOW} where it has no place in a long. Changes nothing. */
    public long sum(final int id, final long nowNs) {
        return isKnown(id, nowNs) ? known[3 * id] : sumAnew(id, nowNs);
    }

    private boolean isKnown(final int id, final long nowNs) {
        return nowNs >= known[3 * id + 1] && nowNs < known[3 * id + 2];
    }

    /** Returns from when on the answer that {@link #sum} gave last stands, as long as nothing is added. */
    public long fromNs(final int id) {
        return known[3 * id + 1];
    }

    /** Returns the first time at which that answer stands no longer. */
    public long untilNs(final int id) {
        return known[3 * id + 2];
    }

    private long sumAnew(final int id, final long nowNs) {
        if (newest[id] == UNTOUCHED) {
            return know(id, 0, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        final long now = Math.max(nowNs / partNs, newest[id]);
        long sum = 0;
        int at = Math.floorMod(now - PARTS, SLOTS);
        for (long part = now - PARTS; part <= newest[id]; part++) {
            sum = Decimals.add(sum, sums[id * SLOTS + at]);
            at = at == PARTS ? 0 : at + 1;
        }
        return know(id, sum, now == newest[id] ? Long.MIN_VALUE : now * partNs, (now + 1) * partNs);
    }

    private long know(final int id, final long sum, final long fromNs, final long untilNs) {
        known[3 * id] = sum;
        known[3 * id + 1] = fromNs;
        known[3 * id + 2] = untilNs;
        return sum;
    }

    /** Adds an amount that is not negative; one that has no place stays at the largest. */
    public void add(final int id, final long nowNs, final long amount) {
        final boolean isKnown = isKnown(id, nowNs);
        final long now = Math.max(nowNs / partNs, newest[id]);
        final long first = Math.max(newest[id] + 1, now - PARTS);
        for (long part = first; part <= now; part++) {
            sums[id * SLOTS + (int) (part % SLOTS)] = 0;
        }
        newest[id] = now;
        final int at = id * SLOTS + (int) (now % SLOTS);
        final long sum = Decimals.add(sums[at], amount);
        final boolean fits = sum != Decimals.OVERFLOW;
        sums[at] = fits ? sum : Long.MAX_VALUE;
        if (isKnown && fits) {
            know(id, Decimals.add(known[3 * id], amount), Long.MIN_VALUE, (now + 1) * partNs);
        } else {
            know(id, 0, 0, 0);
        }
    }

    /** Forgets what was added under an id. */
    public void forget(final int id) {
        newest[id] = UNTOUCHED;
        know(id, 0, 0, 0);
    }

    /** Takes back what was added last, at this very time. */
    public void takeBack(final int id, final long nowNs, final long amount) {
        final long part = Math.max(nowNs / partNs, newest[id]);
        sums[id * SLOTS + (int) (part % SLOTS)] -= amount;
        know(id, 0, 0, 0);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section(name);
        int touched = 0;
        for (final long part : newest) {
            touched += part == UNTOUCHED ? 0 : 1;
        }
        writer.putInt(touched);
        for (int id = 0; id < newest.length; id++) {
            if (newest[id] != UNTOUCHED) {
                writer.putInt(id);
                writer.putLong(newest[id]);
                for (int slot = 0; slot < SLOTS; slot++) {
                    writer.putLong(sums[id * SLOTS + slot]);
                }
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section(name);
        Arrays.fill(newest, UNTOUCHED);
        Arrays.fill(sums, 0);
        Arrays.fill(known, 0);
        for (int left = reader.getInt(); left > 0; left--) {
            final int id = reader.getInt();
            newest[id] = reader.getLong();
            for (int slot = 0; slot < SLOTS; slot++) {
                sums[id * SLOTS + slot] = reader.getLong();
            }
        }
    }
}
