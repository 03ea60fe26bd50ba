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
    private static final int RATE = 0;
    private static final int BURST = 1;
    private static final int RESERVE = 2;

    private final TokenBuckets venues;
    private final TokenBuckets strategies;
    private final Examiner examiner;
    /** Rate, burst and reserve. */
    private final Rows[] ofVenue;

    private final Rows[] ofStrategy;

    Throttle(final Capacity capacity, final Examiner examiner) {
        this.venues = new TokenBuckets("venue tokens", capacity.venues());
        this.strategies = new TokenBuckets("strategy tokens", capacity.strategies());
        this.examiner = examiner;
        ofVenue = rows(examiner, ScopeType.VENUE);
        ofStrategy = rows(examiner, ScopeType.STRATEGY);
    }

    private static Rows[] rows(final Examiner examiner, final ScopeType scopeType) {
        return new Rows[] {
            examiner.rows(Figure.MESSAGE_RATE, scopeType),
            examiner.rows(Figure.MESSAGE_BURST, scopeType),
            examiner.rows(Figure.MESSAGE_RESERVE, scopeType)
        };
    }

    /** Answers where no row has anything to say; else {@link #isWithin(Candidate)} has to be asked. */
    boolean isClear(final Candidate c) {
        return venues.hasWithoutRefill(c.intent.venueId, c.clear.venueTokens)
                && strategies.hasWithoutRefill(c.strategyId(), c.clear.strategyTokens);
    }

    boolean isWithin(final Candidate c) {
        final Intent intent = c.intent;
        return isWithin(ofVenue, intent.venueId, venues, c)
                && (ofStrategy[RATE].isMissing(intent.strategyId)
                        || isWithin(ofStrategy, intent.strategyId, strategies, c));
    }

    /** Accounts a message, order or cancel, to its venue and its strategy. */
    void take(final int venueId, final int strategyId, final long nowNs) {
        take(ofVenue, venueId, venues, nowNs);
        take(ofStrategy, strategyId, strategies, nowNs);
    }

    private static void take(final Rows[] rows, final int id, final TokenBuckets buckets, final long nowNs) {
        if (rows[RATE].has(id) && !rows[RATE].isMissing(id) && !rows[BURST].isMissing(id)) {
            buckets.take(id, nowNs, rows[RATE].value(id), rows[BURST].value(id));
        }
    }

    /** Gives back what an entry took that is not to go out now. */
    void giveBack(final int venueId, final int strategyId) {
        venues.giveBack(venueId);
        if (!ofStrategy[RATE].isMissing(strategyId)) {
            strategies.giveBack(strategyId);
        }
    }

    private boolean isWithin(final Rows[] rows, final int id, final TokenBuckets buckets, final Candidate c) {
        if (!examiner.hasRow(rows[RATE], id)
                || !examiner.hasRow(rows[BURST], id)
                || !examiner.hasRow(rows[RESERVE], id)) {
            return false;
        }
        final long reserve = rows[RESERVE].value(id);
        final long needed = 1 + (c.isExit ? reserve - reserve / 2 : reserve);
        final long burst = rows[BURST].value(id);
        if (buckets.hasWithoutRefill(id, needed, burst) && examiner.isClear(Control.THROTTLE)) {
            return true;
        }
        final long available = buckets.available(id, c.nowNs, rows[RATE].value(id), burst);
        return examiner.holds(Control.THROTTLE, rows[RATE].scopeType, id, available, needed, available >= needed);
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
