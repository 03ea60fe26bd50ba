package breakwater.core.ingest;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * What was added within a window up to now, by dense id. The window is kept in parts, the one being filled among them: a sum
 * covers the window at most, and at least all of it but one part.
 *
 * <p>Amounts are not negative; a part that would grow beyond what the window has a place for stays there, so sums fit.
 * Thread: core. Allocates: never after construction. Time that steps back stands still.
 */
final class RollingWindow implements Stateful {
    private static final long UNTOUCHED = Long.MIN_VALUE;

    private final String name;
    private final int parts;
    private final long partNs;
    private final long partMax;
    /** Number of the part that is being filled, by id. */
    private final long[] newest;

    private final long[] amounts;
    /** Sum of the parts that count while the newest is being filled, by id. Derived, not state, as what follows. */
    private final long[] totals;
    /** Up to when that is the answer, and where the newest part lies: most questions and amounts fall into it. */
    private final long[] untilNs;

    private final int[] slots;

    RollingWindow(final String name, final int ids, final int parts, final long partNs) {
        this.name = name;
        this.parts = parts;
        this.partNs = partNs;
        partMax = Long.MAX_VALUE / parts;
        newest = new long[ids];
        amounts = new long[ids * parts];
        totals = new long[ids];
        untilNs = new long[ids];
        slots = new int[ids];
        Arrays.fill(newest, UNTOUCHED);
    }

    long sum(final int id, final long nowNs) {
        return nowNs < untilNs[id] ? totals[id] : sumLater(id, nowNs);
    }

    private long sumLater(final int id, final long nowNs) {
        final long ahead = newest[id] == UNTOUCHED ? 0 : nowNs / partNs - newest[id];
        if (ahead <= 0) {
            return totals[id];
        }
        if (ahead >= parts) {
            return 0;
        }
        long sum = totals[id];
        for (long part = newest[id] - parts + 1; part <= newest[id] - parts + ahead; part++) {
            sum -= amounts[at(id, part)];
        }
        return sum;
    }

    /** Returns whether anything was added within the window. */
    boolean isTouched(final int id, final long nowNs) {
        return newest[id] != UNTOUCHED && nowNs / partNs - newest[id] < parts;
    }

    void add(final int id, final long nowNs, final long amount) {
        if (nowNs >= untilNs[id]) {
            final long part = nowNs / partNs;
            if (newest[id] != UNTOUCHED) {
                turnTo(id, part);
            }
            fill(id, part);
        }
        final int at = slots[id];
        final long added = Math.min(amount, partMax - amounts[at]);
        amounts[at] += added;
        totals[id] += added;
    }

    private void turnTo(final int id, final long part) {
        final long first = Math.max(newest[id] + 1, part - parts + 1);
        for (long next = first; next <= part; next++) {
            final int at = at(id, next);
            totals[id] -= amounts[at];
            amounts[at] = 0;
        }
    }

    /** Makes a part the one that is being filled. */
    private void fill(final int id, final long part) {
        newest[id] = part;
        slots[id] = at(id, part);
        untilNs[id] = (part + 1) * partNs;
    }

    private int at(final int id, final long part) {
        return id * parts + (int) Math.floorMod(part, (long) parts);
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
                for (int i = 0; i < parts; i++) {
                    writer.putLong(amounts[id * parts + i]);
                }
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section(name);
        Arrays.fill(newest, UNTOUCHED);
        Arrays.fill(amounts, 0);
        Arrays.fill(totals, 0);
        Arrays.fill(untilNs, 0);
        for (int left = reader.getInt(); left > 0; left--) {
            final int id = reader.getInt();
            fill(id, reader.getLong());
            for (int i = 0; i < parts; i++) {
                amounts[id * parts + i] = reader.getLong();
                totals[id] += amounts[id * parts + i];
            }
        }
    }
}
