package breakwater.gateway.ws.binance;

import java.util.ArrayDeque;

/**
 * Depth deltas that came before the book's snapshot, which says what they change: they are held until it is there and
 * follow it. Where no snapshot comes within {@link #HELD_MAX} deltas they go out as they are, to be refused on record.
 * A hole in the chain of update ids begins the wait for the next snapshot.
 *
 * <p>Source: Binance, "How to manage a local order book correctly". Thread: the adapter's. Allocates: while it holds.
 */
final class HeldDeltas {
    /** A minute of deltas at one each 100 ms. */
    static final int HELD_MAX = 600;

    private final ArrayDeque<Delta> held = new ArrayDeque<>();
    private boolean isHolding = true;
    private boolean isReleasing;
    private long lastUpdateId;

    /** One delta; levels are its own. */
    record Delta(long timeNs, long firstUpdateId, long lastUpdateId, BinanceLevels levels) {}

    /** Takes a delta; returns whether it is held, rather than to be given on now. */
    boolean take(final long timeNs, final long firstUpdateId, final long lastUpdateId, final BinanceLevels levels) {
        if (isHolding) {
            held.add(new Delta(timeNs, firstUpdateId, lastUpdateId, levels.copy()));
            if (held.size() >= HELD_MAX) {
                release();
            }
            return true;
        }
        isHolding = this.lastUpdateId != 0 && firstUpdateId > this.lastUpdateId + 1;
        this.lastUpdateId = this.lastUpdateId == 0 || isHolding ? 0 : lastUpdateId;
        return false;
    }

    /** Takes the id of a snapshot, which goes out before what is held. */
    void onSnapshot(final long lastUpdateId) {
        this.lastUpdateId = lastUpdateId;
        isReleasing = true;
        isHolding = false;
    }

    /** Lets go of what is held without a snapshot; returns whether there is any. */
    boolean release() {
        isReleasing = true;
        isHolding = false;
        lastUpdateId = 0;
        return !held.isEmpty();
    }

    /** Returns the next delta to be given on, null = none. */
    Delta next() {
        final Delta delta = isReleasing ? held.poll() : null;
        isReleasing &= delta != null;
        if (delta != null && lastUpdateId != 0) {
            lastUpdateId = Math.max(lastUpdateId, delta.lastUpdateId());
        }
        return delta;
    }
}
