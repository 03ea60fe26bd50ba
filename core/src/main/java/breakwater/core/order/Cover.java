package breakwater.core.order;

import breakwater.core.message.Control;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Venues;

/**
 * Which brackets lack a live stop, and what follows (F14): after two seconds an alarm and, where nobody closes them, a hold;
 * after four they are closed. A stop that is triggered, pending or of unknown fate covers nothing. Dust, for which the venue
 * takes no order, is only told of: no order could cover it, so that such a hold could never be lifted (K4). Thread: core.
 * Allocates: never.
 */
final class Cover {
    private final OrderPool pool;
    private final Books books;
    private final BracketPool brackets;
    private final BracketPrices prices;
    private final Venues venues;
    private final OrderWriter writer;
    private final OrderDesk desk;

    Cover(
            final OrderPool pool,
            final Books books,
            final BracketPool brackets,
            final BracketPrices prices,
            final Venues venues,
            final OrderWriter writer,
            final OrderDesk desk) {
        this.pool = pool;
        this.books = books;
        this.brackets = brackets;
        this.prices = prices;
        this.venues = venues;
        this.writer = writer;
        this.desk = desk;
    }

    /** Returns the slot of the watched target's order that is on its way, or -1. */
    int fired(final int b) {
        return brackets.firingLeg[b] == 0
                ? OrderPool.NONE
                : pool.liveSlotOf(brackets.firingLeg[b] == 1 ? brackets.targetId1[b] : brackets.targetId2[b]);
    }

    /**
     * Returns the farthest trigger of a strategy's brackets that hold something, 0 if one is uncovered or none holds. A
     * position that no bracket holds has no stop, so beside one nothing counts as covered.
     */
    long stopPrice(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        if (book >= 0 && books.loose[book] != 0) {
            return 0;
        }
        long farthest = 0;
        for (int b = brackets.first(instrumentId); b >= 0; b = brackets.next[b]) {
            if (brackets.strategyId[b] != strategyId || brackets.remaining(b) == 0) {
                continue;
            }
            final long price = livePrice(b);
            if (price == 0) {
                return 0;
            }
            farthest =
                    farthest == 0 ? price : brackets.isLong(b) ? Math.min(farthest, price) : Math.max(farthest, price);
        }
        return farthest;
    }

    private long livePrice(final int b) {
        if (!venues.hasStopLimit(brackets.venueId[b])) {
            return brackets.is(b, BracketPool.ABANDONED) ? 0 : brackets.stopTrigger[b];
        }
        final int first = pool.liveSlotOf(brackets.stopId1[b]);
        final int second = pool.liveSlotOf(brackets.stopId2[b]);
        final long stopped = (first < 0 ? 0 : pool.leaves(first)) + (second < 0 ? 0 : pool.leaves(second));
        final int fired = fired(b);
        if (stopped == 0 || stopped + (fired < 0 ? 0 : pool.leaves(fired)) < brackets.remaining(b)) {
            return 0;
        }
        if (first < 0 || second < 0) {
            return pool.stopPrice[first < 0 ? second : first];
        }
        return brackets.isLong(b)
                ? Math.min(pool.stopPrice[first], pool.stopPrice[second])
                : Math.max(pool.stopPrice[first], pool.stopPrice[second]);
    }

    /** Looks at a bracket that holds something; does what its time without cover asks for. */
    void check(final int b, final long nowNs) {
        final long uncovered = uncovered(b);
        if (uncovered <= 0) {
            forget(b);
            return;
        }
        if (brackets.uncoveredSinceNs[b] == 0) {
            brackets.uncoveredSinceNs[b] = nowNs;
        }
        final long age = nowNs - brackets.uncoveredSinceNs[b];
        if (age >= OrderSettings.UNCOVERED_NS && !brackets.is(b, BracketPool.REPORTED)) {
            brackets.set(b, BracketPool.REPORTED);
            writer.riskEvent(
                    RiskEventKind.STOP_UNCOVERED,
                    Control.UNCOVERED,
                    ScopeType.INSTRUMENT,
                    brackets.instrumentId[b],
                    uncovered,
                    brackets.remaining(b));
            if (!brackets.is(b, BracketPool.EXITING) && !isDust(b)) {
                // An exit under way is already what F14 asks for; where none is, a person has to look.
                desk.hold(
                        ScopeType.INSTRUMENT,
                        brackets.instrumentId[b],
                        Level.REDUCE_ONLY,
                        Control.UNCOVERED,
                        uncovered);
            }
        }
        if (age >= OrderSettings.UNCOVERED_REDUCE_NS
                && !brackets.is(b, BracketPool.EXITING | BracketPool.ABANDONED)
                && !isDust(b)
                && !mayLive(brackets.stopId1[b])
                && !mayLive(brackets.stopId2[b])) {
            brackets.set(b, BracketPool.EXITING);
            books.dirty.add(brackets.bookOf[b]);
        }
    }

    /** F4: a stop was refused too often. Nothing new is tried, and the instrument is held, until a person has looked. */
    void giveUp(final int b, final long uncovered, final long most) {
        brackets.set(b, BracketPool.RETRIES_SPENT);
        writer.riskEvent(
                RiskEventKind.STOP_UNCOVERED,
                Control.RETRY,
                ScopeType.INSTRUMENT,
                brackets.instrumentId[b],
                brackets.stopTries[b],
                most);
        desk.hold(ScopeType.INSTRUMENT, brackets.instrumentId[b], Level.REDUCE_ONLY, Control.UNCOVERED, uncovered);
    }

    /** L7: tells once of a bracket that is nearly as old as it may become. */
    void tellAge(final int b, final long ageNs, final long boundNs) {
        brackets.set(b, BracketPool.AGE_TOLD);
        writer.riskEvent(
                RiskEventKind.WARNING,
                Control.POSITION_AGE,
                ScopeType.INSTRUMENT,
                brackets.instrumentId[b],
                ageNs,
                boundNs);
    }

    /** Forgets since when something was uncovered: what is filled later has its own two seconds. */
    void forget(final int b) {
        brackets.uncoveredSinceNs[b] = 0;
        brackets.clear(b, BracketPool.REPORTED);
    }

    private boolean mayLive(final long id) {
        return pool.liveSlotOf(id) >= 0;
    }

    /** Returns whether a bracket lacks cover that an order could give it. */
    boolean isOpen(final int b) {
        return uncovered(b) > 0 && !isDust(b);
    }

    /** Returns whether the venue takes no order for what a bracket holds: it can be neither stopped nor closed alone. */
    private boolean isDust(final int b) {
        return !prices.isStoppable(b, brackets.remaining(b));
    }

    /** Returns what neither a live stop nor an exit on its way covers. Watched stops cover. */
    private long uncovered(final int b) {
        if (brackets.stopTrigger[b] == 0 || !venues.hasStopLimit(brackets.venueId[b])) {
            return 0;
        }
        final int fired = fired(b);
        return brackets.remaining(b)
                - covered(brackets.stopId1[b])
                - covered(brackets.stopId2[b])
                - (fired < 0 ? 0 : pool.leaves(fired));
    }

    private long covered(final long id) {
        final int s = pool.liveSlotOf(id);
        if (s < 0
                || pool.is(s, OrderPool.TRIGGERED)
                || pool.state[s] == OrderState.PENDING_NEW
                || pool.state[s] == OrderState.UNKNOWN) {
            return 0;
        }
        return pool.leaves(s);
    }
}
