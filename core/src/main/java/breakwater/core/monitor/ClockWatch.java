package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * F18: whether the engine's clock, the largest ingress time, is to be believed. It is in doubt
 *
 * <pre>
 *   since an event came that is this much earlier than the clock    clock-back   until a minute without another
 *   while a source's own times are this far from ours, either way,  clock-skew   until one is near again, or none came
 *     three events in a row                                                      for a minute
 *   since one event moved the clock by more than this               clock-jump   until a source's own time is near it
 * </pre>
 *
 * <p>A source that is late cannot be told from a clock that is ahead, and two sources that differ by more than twice the skew
 * cannot both be near ours; so each is held against our clock alone. The event that moves the clock may itself confirm it, as
 * the first of a feed after a weekend does. While in doubt, the engine's entries are held and no day rolls.
 *
 * <p>Thread: core. Allocates: never after construction. Times UTC ns.
 */
final class ClockWatch {
    static final long CALM_NS = 60_000_000_000L;
    static final int IN_A_ROW = 3;
    private static final long NEVER = Long.MIN_VALUE;

    private final Latches latches;
    private final BreakerRows rows;
    /** By source: how many events in a row were off, up to {@link #IN_A_ROW}, and when the last one came. */
    private final int[] off;

    private final long[] offNs;
    private int sourcesOff;
    private long backNs = NEVER;
    private boolean isUnconfirmed;
    private boolean isInDoubt;

    ClockWatch(final Capacity capacity, final Latches latches, final BreakerRows rows) {
        this.latches = latches;
        this.rows = rows;
        off = new int[capacity.sources()];
        offNs = new long[capacity.sources()];
    }

    boolean isInDoubt() {
        return isInDoubt;
    }

    /** Hears when an event came, before the clock, not 0, moves by it. */
    void onIngress(final long ingressNs, final long nowNs) {
        final long aheadNs = ingressNs - nowNs;
        if (aheadNs > bound(2)) {
            isUnconfirmed = true;
            doubt(aheadNs, bound(2));
        } else if (-aheadNs > bound(0)) {
            backNs = nowNs;
            doubt(-aheadNs, bound(0));
        }
    }

    /**
     * Hears what time a source gives its own event, after {@link #onIngress}; the ingress time where it gives none, which speaks
     * against nothing. {@code cadenceNs}: what a source of bars is late by nature, 0 = live.
     */
    void onSource(final int sourceId, final long sourceNs, final long ingressNs, final long cadenceNs) {
        final long skewNs = Math.abs(ingressNs - sourceNs);
        if (skewNs >= 0 && skewNs <= Math.max(bound(1), 2 * cadenceNs)) {
            isUnconfirmed = false;
            if (off[sourceId] != 0) {
                forget(sourceId);
            }
            return;
        }
        offNs[sourceId] = ingressNs;
        if (off[sourceId] < IN_A_ROW && ++off[sourceId] == IN_A_ROW) {
            sourcesOff++;
        }
        if (off[sourceId] == IN_A_ROW) {
            doubt(skewNs < 0 ? Long.MAX_VALUE : skewNs, bound(1));
        }
    }

    /** Ends the doubt where nothing speaks for it any more. Returns whether it has ended now. */
    boolean isOver(final long nowNs) {
        if (!isInDoubt || holds(nowNs)) {
            return false;
        }
        isInDoubt = false;
        latches.release(Scopes.GLOBAL, Control.CLOCK, 0, 0);
        return true;
    }

    /** A person says that the clock is right. Returns whether nothing speaks against it but a jump. */
    boolean resume(final long nowNs) {
        isUnconfirmed = false;
        isInDoubt = holds(nowNs);
        return !isInDoubt;
    }

    private boolean holds(final long nowNs) {
        if (backNs != NEVER && nowNs - backNs >= CALM_NS) {
            backNs = NEVER;
        }
        for (int id = 0; sourcesOff > 0 && id < off.length; id++) {
            if (off[id] == IN_A_ROW && nowNs - offNs[id] >= CALM_NS) {
                forget(id);
            }
        }
        return isUnconfirmed || backNs != NEVER || sourcesOff > 0;
    }

    private void forget(final int sourceId) {
        sourcesOff -= off[sourceId] == IN_A_ROW ? 1 : 0;
        off[sourceId] = 0;
    }

    private void doubt(final long observedNs, final long boundNs) {
        isInDoubt = true;
        latches.raise(Scopes.GLOBAL, Control.CLOCK, Latches.REDUCE_ONLY, observedNs, boundNs);
    }

    private long bound(final int key) {
        return rows.bound(Control.CLOCK, key, Scopes.GLOBAL);
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putBoolean(isInDoubt);
        writer.putBoolean(isUnconfirmed);
        writer.putLong(backNs);
        for (int id = 0; id < off.length; id++) {
            writer.putInt(off[id]);
            if (off[id] != 0) {
                writer.putLong(offNs[id]);
            }
        }
    }

    void readFrom(final SnapshotReader reader) {
        isInDoubt = reader.getBoolean();
        isUnconfirmed = reader.getBoolean();
        backNs = reader.getLong();
        sourcesOff = 0;
        for (int id = 0; id < off.length; id++) {
            off[id] = reader.getInt();
            offNs[id] = off[id] == 0 ? 0 : reader.getLong();
            sourcesOff += off[id] == IN_A_ROW ? 1 : 0;
        }
    }
}
