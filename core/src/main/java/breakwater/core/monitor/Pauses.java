package breakwater.core.monitor;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/** Until when scopes are paused, UTC ns. Thread: core. Allocates: never after construction. */
final class Pauses {
    private static final long NEVER = Long.MAX_VALUE;

    private final long[] untilNs;
    private long nextNs = NEVER;

    Pauses(final int scopes) {
        untilNs = new long[scopes];
        Arrays.fill(untilNs, NEVER);
    }

    /** Says when the pause of a scope ends by itself; 0 = it does not. */
    void set(final int scope, final long endNs) {
        untilNs[scope] = endNs == 0 ? NEVER : endNs;
        nextNs = earliest();
    }

    /** Returns when the pause of a scope ends by itself; 0 = it does not. */
    long untilNs(final int scope) {
        return untilNs[scope] == NEVER ? 0 : untilNs[scope];
    }

    /** Returns when the first of them ends, Long.MAX_VALUE = none. */
    long nextNs() {
        return nextNs;
    }

    /** Takes out one that ends at {@code nowNs} or before, and returns its scope; {@link Scopes#NONE} if there is none. */
    int pollEnded(final long nowNs) {
        if (nextNs > nowNs) {
            return Scopes.NONE;
        }
        int scope = 0;
        while (untilNs[scope] > nowNs) {
            scope++;
        }
        set(scope, 0);
        return scope;
    }

    private long earliest() {
        long earliest = NEVER;
        for (final long end : untilNs) {
            earliest = Math.min(earliest, end);
        }
        return earliest;
    }

    void writeTo(final SnapshotWriter writer) {
        int timed = 0;
        for (final long end : untilNs) {
            timed += end == NEVER ? 0 : 1;
        }
        writer.putInt(timed);
        for (int scope = 0; scope < untilNs.length; scope++) {
            if (untilNs[scope] != NEVER) {
                writer.putInt(scope);
                writer.putLong(untilNs[scope]);
            }
        }
    }

    void readFrom(final SnapshotReader reader) {
        Arrays.fill(untilNs, NEVER);
        for (int i = reader.getInt(); i > 0; i--) {
            untilNs[reader.getInt()] = reader.getLong();
        }
        nextNs = earliest();
    }
}
