package breakwater.core.risk;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * P21: a bucket of messages a venue, and a strategy where it has rows. Observed is the tokens left, bound those that must
 * be left for the message.
 *
 * <pre>
 *   burst ──┬── entries, down to the reserve
 *  reserve ─┼── exits too, down to half the reserve
 *     half ─┼── cancels alone (I20)
 *        0 ─┴── cancels in debt, down to one burst: what they overdraw, later orders wait for
 * </pre>
 *
 * <p>A cancel is never refused for its rate, since it only takes risk away, but it is accounted.
 */
final class Throttle implements Stateful {
    private final Limits limits;
    private final TokenBuckets venues;
    private final TokenBuckets strategies;
    private final Examiner examiner;

    Throttle(final Limits limits, final Capacity capacity, final Examiner examiner) {
        this.limits = limits;
        this.venues = new TokenBuckets("venue tokens", capacity.venues());
        this.strategies = new TokenBuckets("strategy tokens", capacity.strategies());
        this.examiner = examiner;
    }

    boolean isWithin(final Candidate c) {
        final Intent intent = c.intent;
        return isWithin(ScopeType.VENUE, intent.venueId, venues, c)
                && (limits.value(Figure.MESSAGE_RATE, ScopeType.STRATEGY, intent.strategyId) == Limits.MISSING
                        || isWithin(ScopeType.STRATEGY, intent.strategyId, strategies, c));
    }

    /** Accounts a message, order or cancel, to its venue and its strategy. */
    void take(final int venueId, final int strategyId, final long nowNs) {
        take(ScopeType.VENUE, venueId, venues, nowNs);
        take(ScopeType.STRATEGY, strategyId, strategies, nowNs);
    }

    private void take(final ScopeType scopeType, final int id, final TokenBuckets buckets, final long nowNs) {
        final long rate = limits.value(Figure.MESSAGE_RATE, scopeType, id);
        final long burst = limits.value(Figure.MESSAGE_BURST, scopeType, id);
        if (rate != Limits.MISSING && burst != Limits.MISSING) {
            buckets.take(id, nowNs, rate, burst);
        }
    }

    private boolean isWithin(final ScopeType scopeType, final int id, final TokenBuckets buckets, final Candidate c) {
        final long rate = limits.value(Figure.MESSAGE_RATE, scopeType, id);
        final long burst = limits.value(Figure.MESSAGE_BURST, scopeType, id);
        final long reserve = limits.value(Figure.MESSAGE_RESERVE, scopeType, id);
        if (rate == Limits.MISSING) {
            return examiner.lacksRow(Figure.MESSAGE_RATE, scopeType, id);
        }
        if (burst == Limits.MISSING) {
            return examiner.lacksRow(Figure.MESSAGE_BURST, scopeType, id);
        }
        if (reserve == Limits.MISSING) {
            return examiner.lacksRow(Figure.MESSAGE_RESERVE, scopeType, id);
        }
        final long needed = 1 + (c.isExit ? reserve - reserve / 2 : reserve);
        final long available = buckets.available(id, c.nowNs, rate, burst);
        return examiner.holds(Control.THROTTLE, scopeType, id, available, needed, available >= needed);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        venues.writeTo(writer);
        strategies.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        venues.readFrom(reader);
        strategies.readFrom(reader);
    }
}
